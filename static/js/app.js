// Small conveniences on top of pages that work without any script. No dependencies; each function stands alone.
"use strict";

function announce(text) {
  document.getElementById("announcer").textContent = text;
}

// Errors ---------------------------------------------------------------------------------------------------------------

function focusErrorSummary(root) {
  const summary = root.querySelector("[data-error-summary]");
  const questions = root.querySelectorAll("[data-question]");
  // Where all that is wrong is a question, its likeliest answer waits for one key.
  if (questions.length && summary && summary.querySelectorAll("li").length === questions.length) {
    const [first] = questions;
    (first.querySelector("input:checked") || first.querySelector("input")).focus();
  } else if (summary) summary.focus();
}

// A link of the summary leads to the field itself, also where the id belongs to a group.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const target = link && document.getElementById(link.hash.slice(1));
  const field = target && (target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea"));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});

// A text past its limit is not sent: <textarea data-limit="50000">; the limit of the form as a whole follows from it. ---------

function tooLong(field) {
  return field.value.length - Number(field.dataset.limit);
}

function sayTooLong(field) {
  const over = tooLong(field);
  const { limit } = field.dataset;
  const note = field.parentElement.querySelector("[data-over-limit]") || document.createElement("p");
  note.className = "field__error";
  note.dataset.overLimit = "";
  note.textContent = `Te drīkst būt ne vairāk kā ${limit} zīmju. Saīsiniet tekstu: lieko zīmju skaits ir ${over}.`;
  if (over > 0) field.after(note);
  else note.remove();
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-limit]")) sayTooLong(event.target);
});

// Before all other listeners: what is not sent is not forgotten either.
document.addEventListener("submit", (event) => {
  const field = [...event.target.querySelectorAll("[data-limit]")].find((each) => tooLong(each) > 0);
  if (!field) return;
  event.preventDefault();
  event.stopPropagation();
  sayTooLong(field);
  announce("Teksts ir par garu un nav nosūtīts.");
  field.focus();
}, true);

// The page that answers a form is no step on the way back: there the form itself is, as it stands now.
window.history.replaceState(window.history.state, "", window.location.href);

// Unsaved changes: <form data-warn-unsaved> -----------------------------------------------------------------------------

const openedWith = new WeakMap();

function fingerprint(form) {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

function rememberForms(root) {
  for (const form of root.querySelectorAll("form[data-warn-unsaved]")) {
    if (!openedWith.has(form)) openedWith.set(form, fingerprint(form));
  }
}

document.addEventListener("submit", (event) => openedWith.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
    if (openedWith.has(form) && openedWith.get(form) !== fingerprint(form)) event.preventDefault();
  }
});

// What was sent and perhaps not saved: a sign-in that ran out while somebody was typing must not cost the text. It stays in
// this tab until a page confirms the save or gives the text back; the version goes along, so that a stale one is noticed.

const SENT = "pmp-sent";

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-warn-unsaved]")) return;
  const fields = [...new FormData(event.target)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  try {
    sessionStorage.setItem(SENT, JSON.stringify({ path: window.location.pathname, user: document.body.dataset.user, fields }));
  } catch {
    // No room or not allowed: then it is as it would be without this.
  }
});

function refill(form, fields) {
  const values = (name) => fields.filter(([other]) => other === name).map(([, value]) => value);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = values(field.name).includes(field.value);
    else if (values(field.name).length) [field.value] = values(field.name);
  }
}

function restoreSent() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) || "null");
  if (!sent) return;
  const answered = document.querySelector(".messages .message--success, [data-error-summary]") && document.body.dataset.user;
  const form = sent.path === window.location.pathname && document.querySelector("form[data-warn-unsaved]");
  if (!answered && !form) return;
  sessionStorage.removeItem(SENT);
  if (answered || sent.user !== document.body.dataset.user) return;
  refill(form, sent.fields);
  const notice = document.createElement("p");
  notice.className = "message message--warning";
  notice.textContent = "Iepriekš nosūtītais netika saglabāts. Tas ir atkal ielikts veidlapā: pārbaudiet un saglabājiet.";
  form.prepend(notice);
  announce(notice.textContent);
}

// Downloads: <a data-progress="PDF"> followed by <span class="download__status" role="status"> -----------------------------

function fileName(response, link) {
  const header = response.headers.get("Content-Disposition") || "";
  const encoded = header.match(/filename\*=UTF-8''([^;]+)/i);
  const plain = header.match(/filename="?([^";]+)"?/i);
  if (encoded) return decodeURIComponent(encoded[1]);
  return plain ? plain[1] : link.pathname.split("/").filter(Boolean).pop();
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// A refusal may bring a sentence of its own as plain text; a page (such as the sign-in) is no file.
async function fetchFile(link) {
  const response = await fetch(link.href, { credentials: "same-origin" });
  const type = response.headers.get("Content-Type") || "";
  if (response.ok && !type.startsWith("text/html")) return response;
  const text = type.startsWith("text/plain") ? await response.text() : "";
  throw new Error(text);
}

async function download(link, status) {
  const format = link.dataset.progress;
  link.setAttribute("aria-disabled", "true");
  status.classList.remove("download__status--error");
  status.textContent = `Gatavo ${format}…`;
  try {
    const response = await fetchFile(link);
    save(await response.blob(), fileName(response, link));
    status.textContent = `${format} ir lejupielādēts.`;
  } catch (error) {
    const reason = error instanceof TypeError ? "" : error.message;
    status.classList.add("download__status--error");
    status.textContent = reason || `${format} neizdevās sagatavot. Lūdzu, mēģiniet vēlreiz pēc brīža.`;
  } finally {
    link.removeAttribute("aria-disabled");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-progress]");
  const status = link && link.parentElement.querySelector(".download__status");
  if (!status || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-disabled") !== "true") download(link, status);
});

// Menus close on Escape and on a press elsewhere -------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Tables ---------------------------------------------------------------------------------------------------------------

// A table shown as cards (display: block) loses its meaning for screen readers; the roles give it back.
function nameTableRoles(root) {
  const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "th[scope=col]": "columnheader", "th[scope=row]": "rowheader" };
  for (const table of root.querySelectorAll(".table--cards")) {
    table.setAttribute("role", "table");
    for (const [selector, role] of Object.entries(roles)) {
      for (const part of table.querySelectorAll(selector)) part.setAttribute("role", role);
    }
  }
}

// A region that has nothing to scroll is no stop for the keyboard.
function settleRegions() {
  for (const region of document.querySelectorAll(".table-region")) {
    const scrolls = getComputedStyle(region).overflowX !== "visible" && (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight);
    if (scrolls) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  }
}

// Start ----------------------------------------------------------------------------------------------------------------

function enhance(root) {
  focusErrorSummary(root);
  rememberForms(root);
  nameTableRoles(root);
  settleRegions();
}

// Browsers that know ::details-content show the filters of a wide window by themselves.
function openWideFilters() {
  if (!window.matchMedia("(min-width: 45rem)").matches) return;
  for (const details of document.querySelectorAll("details[data-open-wide]")) details.open = true;
}

openWideFilters();
enhance(document);
restoreSent();
window.addEventListener("resize", settleRegions);
document.addEventListener("htmx:afterSwap", (event) => enhance(event.detail.elt));
document.addEventListener("htmx:responseError", () => announce("Neizdevās ielādēt. Lūdzu, mēģiniet vēlreiz."));
document.addEventListener("htmx:sendError", () => announce("Nav savienojuma ar serveri."));

// The plan: an activity opens beside the list where there is room, and addresses carry no empty filters.
"use strict";

const wide = window.matchMedia("(min-width: 64rem)");

function rememberOpened(pk) {
  const address = new URL(window.location.href);
  if (pk) address.searchParams.set("aktivitate", pk);
  else address.searchParams.delete("aktivitate");
  window.history.replaceState(window.history.state, "", address);
}

function markRow(link) {
  for (const row of document.querySelectorAll(".activity-row--current")) row.classList.remove("activity-row--current");
  for (const other of document.querySelectorAll(".activity-row [aria-current]")) other.removeAttribute("aria-current");
  if (!link) return;
  link.closest(".activity-row").classList.add("activity-row--current");
  link.setAttribute("aria-current", "true");
}

async function openBeside(link) {
  const beside = document.querySelector("[data-beside]");
  await window.htmx.ajax("GET", link.href, { target: "#blakus", swap: "innerHTML" });
  beside.classList.add("with-aside");
  markRow(link);
  rememberOpened(new URL(link.href).pathname.split("/").filter(Boolean).pop());
  document.querySelector("[data-beside-title]").focus({ preventScroll: true });
}

function closeBeside() {
  const link = document.querySelector(".activity-row [aria-current]");
  document.querySelector("[data-beside]").classList.remove("with-aside");
  document.getElementById("blakus").replaceChildren();
  markRow(null);
  rememberOpened(null);
  if (link) link.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !wide.matches) return;
  const link = event.target.closest("[data-beside] .activity-row__title a");
  const close = event.target.closest("[data-close-beside]");
  if (!link && !close) return;
  event.preventDefault();
  if (link) openBeside(link);
  else closeBeside();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector("[data-beside].with-aside")) closeBeside();
});

document.addEventListener("formdata", (event) => {
  if (!event.target.matches(".filters__form")) return;
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

"""The coordinator's and the editor's work in a real browser, wide and narrow, by mouse and by keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from monitoring.models import Assessment
from plans.domain import activity_values
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    """Three activities of one institution on each level; nothing is reported for 2025 yet."""
    plan = make.whole_plan(activities=3)
    Assessment.objects.all().delete()
    first = plan.activities.first()
    make.AssessmentFactory(activity=first, year=2024, evaluation="Pērn notika trīs nodarbību cikli.")
    return plan


@pytest.fixture
def lead(plan):
    return plan.activities.first().institutions_by_role("lead")[0]


@pytest.fixture
def address(plan, live_server):
    """``address("monitoring:mark", activity.pk, 2025)`` is that page of the plan's municipality."""

    def address(name, *args):
        return live_server.url + reverse(name, args=[*plan.address, *args])

    return address


def mark_page(page, address, activity):
    page.goto(address("monitoring:mark", activity.pk, 2025))
    return page


@pytest.mark.parametrize("width", [1280, 360])
def test_a_coordinator_answers_and_goes_to_the_next(plan, lead, address, sign_in, axe, width):
    page = sign_in(make.coordinator(lead))
    page.set_viewport_size({"width": width, "height": 900})
    first, second, *_ = plan.activities.all()
    mark_page(page, address, first)
    axe(page)
    expect(page.get_by_text("Pērn notika trīs nodarbību cikli.")).to_be_visible()
    page.get_by_role("radio", name="Daļēji izpildīts").check()
    page.get_by_label("Izpildes izvērtējums").fill("Notika 12 nodarbības.")
    page.get_by_label("Ieguldītais finansējums").fill("1 234,5")
    page.get_by_text("Sasniegtā vērtība, ietekme un citas ziņas").click()
    page.get_by_label("Sasniegtā vērtība").fill("12 no 20 nodarbībām")
    page.get_by_role("button", name="Saglabāt un nākamā").click()
    page.wait_for_url(address("monitoring:mark", second.pk, 2025))
    expect(page.get_by_text(f"Atbilde par aktivitāti {first.number} saglabāta.")).to_be_visible()
    axe(page)
    row = first.assessments.get(year=2025)
    assert (row.status, row.evaluation, str(row.spent), row.achieved) == (
        "partly_done",
        "Notika 12 nodarbības.",
        "1234.50",
        "12 no 20 nodarbībām",
    )


def test_by_keyboard_alone(plan, lead, address, sign_in):
    page = sign_in(make.coordinator(lead))
    activity = plan.activities.first()
    mark_page(page, address, activity)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Pāriet uz saturu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Izpildīts", exact=False).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Uzsākts", exact=False).first).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Izpildes izvērtējums")).to_be_focused()
    page.keyboard.type("Darbs iesākts.")
    page.keyboard.press("Tab")
    page.keyboard.type("300")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Saglabāt", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Atbilde par aktivitāti {activity.number} saglabāta.")).to_be_visible()
    row = activity.assessments.get(year=2025)
    assert (row.status, row.evaluation, int(row.spent)) == ("started", "Darbs iesākts.", 300)


@pytest.mark.parametrize("lost", ["sessionid", None])
def test_a_sign_in_that_ran_out_does_not_cost_the_text(plan, lead, address, sign_in, lost):
    person = make.coordinator(lead)
    page = sign_in(person)
    activity = plan.activities.first()
    mark_page(page, address, activity)
    page.get_by_role("radio", name="Daļēji izpildīts").check()
    page.get_by_label("Izpildes izvērtējums").fill("Garš teksts.")
    page.context.clear_cookies(name=lost) if lost else page.context.clear_cookies()
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    if not lost:
        page.get_by_role("link", name="Atvērt lapu vēlreiz").click()
    person.set_password("vēl viena parole")
    person.save()
    page.get_by_label("E-pasta adrese").fill(person.email)
    page.get_by_label("Parole").fill("vēl viena parole")
    page.get_by_role("button", name="Ieiet").click()
    expect(page.locator("form").get_by_text("Iepriekš nosūtītais netika saglabāts.")).to_be_visible()
    expect(page.get_by_label("Izpildes izvērtējums")).to_have_value("Garš teksts.")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_text(f"Atbilde par aktivitāti {activity.number} saglabāta.")).to_be_visible()
    assert activity.assessments.get(year=2025).status == "partly_done"
    page.reload()
    expect(page.get_by_text("Iepriekš nosūtītais netika saglabāts.")).to_have_count(0)


def test_an_error_takes_the_focus_and_leads_to_its_field(plan, lead, address, sign_in, axe):
    page = sign_in(make.coordinator(lead))
    mark_page(page, address, plan.activities.first())
    page.get_by_label("Izpildes izvērtējums").fill("Garš teksts")
    page.get_by_label("Ieguldītais finansējums").fill("daudz")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Ierakstiet summu eiro").click()
    expect(page.get_by_label("Ieguldītais finansējums")).to_be_focused()
    expect(page.get_by_label("Izpildes izvērtējums")).to_have_value("Garš teksts")


@pytest.mark.parametrize("width", [1280, 360])
def test_two_people_answer_at_once(plan, lead, address, sign_in, axe, width):
    page = sign_in(make.coordinator(lead))
    page.set_viewport_size({"width": width, "height": 900})
    activity = plan.activities.first()
    mark_page(page, address, activity)
    page.get_by_role("radio", name="Uzsākts", exact=False).first.check()
    page.get_by_label("Izpildes izvērtējums").fill("Mans teksts")
    other = make.editor(plan.municipality, first_name="Ilze", last_name="Kalna")
    make.AssessmentFactory(activity=activity, evaluation="Ilzes teksts", updated_by=other)
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_role("heading", name="Vēl nav saglabāts")).to_be_visible()
    axe(page)
    expect(page.get_by_text("Ilzes teksts")).to_be_visible()
    text = page.get_by_label("Izpildes izvērtējums")
    expect(text).to_have_value("Mans teksts")
    text.fill("Abu teksts")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_text("saglabāta.")).to_be_visible()
    row = activity.assessments.get(year=2025)
    assert (row.status, row.evaluation, row.version) == ("started", "Abu teksts", 2)


def test_leaving_with_unsaved_text_is_asked_about(plan, lead, address, sign_in):
    page = sign_in(make.coordinator(lead))
    mark_page(page, address, plan.activities.first())
    page.get_by_label("Izpildes izvērtējums").fill("Vēl nesaglabāts")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Izpildes izvērtējums")).to_have_value("Vēl nesaglabāts")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_text("saglabāta.")).to_be_visible()


def test_filters_change_the_list_without_loading_the_page(plan, address, sign_in, axe):
    page = sign_in(make.council_member(plan.municipality))
    page.goto(address("reader:plan"))
    axe(page)
    page.evaluate("window.sameDocument = true")
    page.get_by_label("Līmenis").select_option("targeted")
    expect(page.locator(".activity-row")).to_have_count(3)
    expect(page.get_by_text("3 no 9")).to_be_visible()
    assert page.url == address("reader:plan") + "?limenis=targeted"
    page.get_by_label("Meklēt tekstā").fill(plan.activities.get(number="2.2.").title.upper())
    expect(page.locator(".activity-row")).to_have_count(1)
    axe(page)
    assert page.evaluate("window.sameDocument") is True
    page.get_by_role("link", name="Līmenis: II mērķtiecīgā prevencija").click()
    page.wait_for_url(lambda url: "limenis" not in url and "teksts" in url)
    page.get_by_label("Meklēt tekstā").fill("kosmoss")
    expect(page.get_by_text("Neviena aktivitāte neatbilst filtriem")).to_be_visible()
    axe(page)


def test_going_back_shows_the_whole_page_again(plan, address, sign_in):
    """The list that htmx fetched from the same address is not taken for the page."""
    page = sign_in(make.council_member(plan.municipality))
    page.goto(address("reader:activities"))
    page.get_by_label("Līmenis").select_option("tailored")
    expect(page.get_by_text("3 no 9")).to_be_visible()
    page.locator("tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3.1.")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aktivitāšu tabula 2025.–2029. gadam")
    expect(page.get_by_text("3 no 9")).to_be_visible()
    expect(page.get_by_label("Līmenis")).to_have_value("tailored")


def test_without_scripts_filters_have_a_button(plan, address, sign_in, browser, live_server):
    cookies = sign_in(make.council_member(plan.municipality)).context.cookies()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(address("reader:plan"))
    page.get_by_label("Līmenis").select_option("tailored")
    page.get_by_role("button", name="Rādīt").click()
    expect(page.locator(".activity-row")).to_have_count(3)
    page.locator(".activity-row a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3.1.")
    context.close()


def test_an_activity_opens_beside_the_list_and_closes(plan, lead, address, sign_in, axe):
    page = sign_in(make.coordinator(lead))
    page.goto(address("reader:plan"))
    second = plan.activities.get(number="1.2.")
    link = page.get_by_role("link", name=second.title)
    link.click()
    title = page.locator("[data-beside-title]")
    expect(title).to_be_focused()
    expect(title).to_have_text(f"1.2. {second.title}")
    assert page.url == address("reader:plan") + f"?aktivitate={second.pk}"
    axe(page)
    page.reload()
    expect(title).to_have_text(f"1.2. {second.title}")
    page.keyboard.press("Escape")
    expect(title).to_have_count(0)
    assert page.url == address("reader:plan")
    link.click()
    page.get_by_role("link", name="Ierakstīt izpildi par 2025. gadu").click()
    page.wait_for_url(address("monitoring:mark", second.pk, 2025))


def test_on_a_phone_an_activity_is_a_page(plan, lead, address, sign_in):
    page = sign_in(make.coordinator(lead))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address("reader:plan"))
    activity = plan.activities.get(number="1.2.")
    page.get_by_role("link", name=activity.title).click()
    page.wait_for_url(address("reader:activity", activity.pk) + "?gads=2025")


def test_an_editor_changes_who_does_it(plan, lead, address, sign_in, axe):
    page = sign_in(make.editor(plan.municipality))
    activity = plan.activities.first()
    other = activity.institutions_by_role("involved")[0]
    page.goto(address("plans:activity_edit", activity.pk))
    axe(page)
    page.get_by_text(f"Atbildīgā institūcija: {lead.full_name}").click()
    page.get_by_role("group", name="Atbildīgā institūcija").get_by_label(other.full_name).check()
    axe(page)
    page.get_by_label("2029.").check()
    page.get_by_role("button", name="Saglabāt").click()
    page.wait_for_url(address("reader:activity", activity.pk))
    expect(page.get_by_text(f"Aktivitāte {activity.number} saglabāta.")).to_be_visible()
    values = activity_values(activity)
    assert (values["lead"], values["years"]) == ([lead.pk, other.pk], [2025, 2026, 2029])


@pytest.mark.parametrize("name", ["about", "activities", "activity"])
def test_reading_pages_are_accessible(plan, lead, address, sign_in, axe, name):
    page = sign_in(make.coordinator(lead))
    page.goto(address(f"reader:{name}", *([plan.activities.first().pk] if name == "activity" else [])))
    axe(page)

"""What one came for stands high: measured in a browser, on a screen and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from monitoring.models import Assessment
from plans.models import Activity
from tests import factories as make
from tests.helpers.addresses import plan_url

pytestmark = pytest.mark.django_db(transaction=True)

SCREEN = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def plan():
    return make.whole_plan(activities=3, rows=3)


@pytest.fixture
def editor(plan, sign_in):
    """The browser of the plan's editor."""
    return sign_in(make.editor(plan.municipality))


@pytest.fixture
def opened(editor, live_server, plan):
    """``opened(name, *parts, size=…)``: a page of the plan in a window of that size."""

    def opened(name, *parts, size=SCREEN):
        editor.set_viewport_size(size)
        editor.goto(live_server.url + plan_url(name, plan, *parts))
        return editor

    return opened


def top(page, selector):
    """Where the first such element begins."""
    return page.locator(selector).first.bounding_box()["y"]


def bottom(page, selector):
    """Where the first such element ends."""
    box = page.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


def test_the_first_row_stands_in_the_upper_half(opened, plan):
    assert top(opened("reader:plan"), ".activity-row") < 400
    assert top(opened("reader:activities"), "tbody tr:not(.level, .goal)") < 400
    assert top(opened("indicators:list"), ".table tbody tr") < 400


def test_the_first_missing_item_stands_in_the_upper_half(opened, plan):
    Assessment.objects.filter(activity=plan.activities.first()).delete()
    assert top(opened("plan_home"), ".link-list li") < 400


def test_a_coordinators_first_activity_stands_in_the_upper_half(plan, sign_in, live_server):
    Assessment.objects.filter(activity=plan.activities.first()).delete()
    page = sign_in(make.coordinator(plan.activities.first().institutions_by_role("lead")[0]))
    page.set_viewport_size(SCREEN)
    page.goto(live_server.url + plan_url("plan_home", plan))
    assert top(page, ".activity-row") < 400


def test_on_a_phone_choice_and_save_are_within_one_and_a_half_screens(opened, plan):
    page = opened("monitoring:mark", plan.activities.first().pk, make.YEAR, size=PHONE)
    assert bottom(page, ".radio-card") < PHONE["height"]
    assert bottom(page, ".form-actions button") <= 1.5 * PHONE["height"]


def test_status_cards_stand_in_rows_of_one_height(opened, plan):
    page = opened("monitoring:mark", plan.activities.first().pk, make.YEAR)
    boxes = page.locator(".radio-card:not(.radio-card--quiet)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect())"
    )
    rows = {}
    for box in boxes:
        rows.setdefault(round(box["top"]), []).append(round(box["height"]))
    assert [len(heights) for heights in rows.values()] == [3, 3]
    assert all(len(set(heights)) == 1 for heights in rows.values())


def test_the_form_of_an_activity_fits_two_screens_and_is_accessible_with_its_folds_open(opened, plan, axe):
    Activity.objects.filter(pk=plan.activities.first().pk).update(lead_printed="JIP, skolas (pēc vajadzības)")
    page = opened("plans:activity_edit", plan.activities.first().pk)
    assert page.evaluate("document.documentElement.scrollHeight") < 2 * SCREEN["height"]
    for fold in page.locator("details:not(.user-menu) > summary").all():
        fold.click()
    axe(page)


@pytest.mark.parametrize(("size", "is_open"), [(SCREEN, True), (PHONE, False)])
@pytest.mark.parametrize("scripts", [True, False])
def test_filters_are_open_on_a_screen_and_closed_on_a_phone(
    plan, browser, sign_in, live_server, size, is_open, scripts
):
    signed_in = sign_in(make.editor(plan.municipality))
    with browser.new_context(java_script_enabled=scripts, viewport=size) as context:
        context.add_cookies(signed_in.context.cookies())
        page = context.new_page()
        page.goto(live_server.url + plan_url("reader:plan", plan))
        assert page.get_by_label("Līmenis", exact=True).is_visible() == is_open
        if not is_open:
            page.get_by_text("Filtri", exact=True).click()
            expect(page.get_by_label("Līmenis", exact=True)).to_be_visible()


def test_without_scripts_a_text_is_printed_otherwise_and_comes_back(plan, browser, sign_in, live_server):
    activity = plan.activities.first()
    Activity.objects.filter(pk=activity.pk).update(term_printed="Līdz 2027. gadam", term_ongoing=False)
    signed_in = sign_in(make.editor(plan.municipality))
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        context.add_cookies(signed_in.context.cookies())
        page = context.new_page()
        page.goto(live_server.url + plan_url("plans:activity_edit", plan, activity.pk))
        page.get_by_label("Beigas").fill("2026-12-31")
        page.get_by_role("button", name="Saglabāt").click()
        message = page.get_by_text("vairs nedrukā „Līdz 2027. gadam”, bet „līdz 31.12.2026.”.")
        expect(message).to_be_visible()
        page.get_by_role("button", name="Atjaunot iepriekšējo tekstu").click()
        expect(page.get_by_text("Atkal drukā „Līdz 2027. gadam”.")).to_be_visible()
    activity.refresh_from_db()
    assert (activity.term_end, activity.term_text) == (date(2026, 12, 31), "Līdz 2027. gadam")

"""A text that is too long stays in the browser; the way back leads past a refusal to the form as it stands."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(plan, live_server, sign_in):
    """The page of an answer, opened by an editor."""
    activity = plan.activities.first()
    page = sign_in(make.editor(plan.municipality))
    page.goto(f"{live_server.url}/{plan.municipality.slug}/{plan.span}/plans/aktivitates/{activity.pk}/2025/")
    return page


def save(page):
    page.locator("main form button[type=submit]").first.click()


def test_a_text_past_its_limit_is_not_sent(form, plan):
    answer = plan.activities.first().assessments.get(year=2025)
    text = form.locator("[name=evaluation]")
    text.fill("a" * 50_001)
    save(form)
    form.get_by_text("lieko zīmju skaits ir 1.").wait_for()
    assert text.evaluate("field => field === document.activeElement")
    assert len(text.input_value()) == 50_001
    text.fill("a" * 50_000)
    assert form.get_by_text("lieko zīmju skaits ir").count() == 0
    save(form)
    form.locator(".message--success").first.wait_for()
    answer.refresh_from_db()
    assert len(answer.evaluation) == 50_000


def test_the_way_back_does_not_lead_to_a_refusal(form):
    form.locator("[name=spent]").evaluate("field => { field.value = 'daudz'; }")
    save(form)
    form.locator("[data-error-summary]").wait_for()
    form.locator("[name=spent]").fill("12,50")
    save(form)
    form.locator(".message--success").first.wait_for()
    form.go_back()
    form.locator("[name=spent]").wait_for()
    assert form.locator("[data-error-summary]").count() == 0
    assert form.locator("[name=spent]").input_value() == "12,50"

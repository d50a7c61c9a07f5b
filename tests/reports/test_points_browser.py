"""Writing the points in a browser: accessible wide and narrow, and all of it by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports.enums import PointKind
from reports.points import PointList
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = make.YEAR


@pytest.fixture
def where(db):
    """Three conclusions."""
    report = make.ReportFactory()
    for number, text in enumerate(["Pirmais.", "Otrais.", "Trešais ar\ndivām rindām."], 1):
        make.ReportPointFactory(report=report, text=text, order=number)
    return PointList(report.plan, YEAR, PointKind.CONCLUSION)


@pytest.fixture
def points_page(where, sign_in, live_server):
    page = sign_in(make.editor(where.plan.municipality))
    page.goto(live_server.url + reverse("reports:points", args=[*where.plan.address, YEAR, where.kind]))
    return page


def texts(where):
    return list(where.points().values_list("text", flat=True))


def press(page, role, name):
    """Go to a link or a button with the keyboard and press it."""
    target = page.get_by_role(role, name=name, exact=True)
    target.focus()
    page.keyboard.press("Enter")


def test_add_move_and_delete_by_keyboard(where, points_page, axe):
    page = points_page
    axe(page)
    field = page.get_by_label("Jauns secinājums")
    field.focus()
    page.keyboard.type("Ceturtais.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".message--success")).to_have_text("Pievienots: 1\u00a0secinājums.")
    assert texts(where)[3:] == ["Ceturtais."]
    press(page, "button", "Augstāk pārvietot 4. secinājumu")
    expect(page.locator(".message--success")).to_have_text("Tagad tas ir 3. secinājums.")
    assert texts(where) == ["Pirmais.", "Otrais.", "Ceturtais.", "Trešais ar\ndivām rindām."]
    press(page, "link", "Dzēst 1. secinājumu")
    expect(page.get_by_role("heading", name="Dzēst 1. secinājumu?")).to_be_visible()
    axe(page)
    press(page, "button", "Dzēst šo secinājumu")
    expect(page.locator(".message--success")).to_have_text("Secinājums ir dzēsts.")
    assert texts(where) == ["Otrais.", "Ceturtais.", "Trešais ar\ndivām rindām."]
    axe(page)


def test_pasted_paragraphs_are_asked_about(where, points_page, axe):
    page = points_page
    page.get_by_label("Jauns secinājums").fill("4. Ceturtais.\n5. Piektais.")
    press(page, "button", "Pievienot secinājumu")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Jauns secinājums")).to_have_value("4. Ceturtais.\n5. Piektais.")
    axe(page)
    press(page, "button", "Katra rindkopa ir savs secinājums")
    expect(page.locator(".message--success")).to_have_text("Pievienots: 2\u00a0secinājumi.")
    assert texts(where)[3:] == ["Ceturtais.", "Piektais."]


def test_two_people_at_one_point(where, points_page, axe):
    page = points_page
    press(page, "link", "Labot 2. secinājumu")
    expect(page.get_by_role("heading", name="2. secinājums")).to_be_visible()
    axe(page)
    where.points().filter(order=2).update(text="Cita teksts.", version=2)
    page.get_by_role("textbox", name="Teksts", exact=True).fill("Mans teksts.")
    press(page, "button", "Saglabāt")
    expect(page.get_by_role("heading", name="Vēl nav saglabāts")).to_be_visible()
    expect(page.get_by_text("Cita teksts.")).to_be_visible()
    axe(page)
    press(page, "button", "Saglabāt")
    expect(page.locator(".message--success")).to_have_text("2. secinājums saglabāts.")
    assert texts(where)[1] == "Mans teksts."


def test_lines_of_a_point_stay_lines(where, points_page):
    heights = points_page.locator(".point__text").evaluate_all("all => all.map(one => one.clientHeight)")
    assert heights[2] == 2 * heights[0]
    page = points_page
    page.get_by_role("link", name="Skatīt ziņojumā").click()
    heights = page.locator("li.item").evaluate_all("all => all.map(one => one.clientHeight)")
    assert heights[2] > 1.8 * heights[0]

"""The indicator pages in a browser: accessible wide and narrow, and the way from a missing value to its arrow."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indicators import domain
from indicators.enums import Direction, TargetKind, Unit
from indicators.models import Measurement
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row(db):
    """A percentage that should fall, with a part of its own and a neighbour that cannot be compared."""
    plan = make.PlanFactory(municipality=make.MunicipalityFactory(slug="jurmala", short_name="Jūrmala"))
    make.open_periods(plan, 2025)
    indicator = make.IndicatorFactory(plan=plan, number="6.", name="Izglītojamie ar zemiem mācību rezultātiem")
    row = make.IndicatorRowFactory(
        indicator=indicator,
        direction=Direction.DOWN,
        baseline_value=Decimal("5.88"),
        baseline_printed="5,88% (2023)",
        targets={2027: "5.5", 2029: "5"},
    )
    part = make.IndicatorRowFactory(
        indicator=indicator,
        own_name="Programmu skaits",
        unit=Unit.PROGRAMMES,
        direction=Direction.HOLD,
        tolerance=2,
        baseline_value=237,
        baseline_printed="237 (2023)",
        measurements={2025: "235"},
    )
    printed = "±2% robežās no bāzes vērtības (235-240 programmas)"
    make.TargetFactory(row=part, kind=TargetKind.WITHIN_PERCENT, amount=2, printed=printed)
    other = make.IndicatorFactory(plan=plan, number="7.", level="targeted", code="VAI018")
    make.IndicatorRowFactory(indicator=other, baseline_year=2025, measurements={2025: "45"})
    return row


@pytest.fixture
def open_page(live_server, page):
    def open_page(name, *args, query=""):
        response = page.goto(
            live_server.url + reverse(f"indicators:{name}", args=("jurmala", "2025-2029", *args)) + query
        )
        assert response.status == 200
        return page

    return open_page


@pytest.mark.parametrize("person", [make.editor, make.council_member])
def test_the_list_is_accessible(person, row, sign_in, open_page, axe):
    sign_in(person(row.indicator.plan.municipality))
    axe(open_page("list"))


@pytest.mark.parametrize("person", [make.editor, make.council_member])
def test_a_row_is_accessible(person, row, sign_in, open_page, axe):
    sign_in(person(row.indicator.plan.municipality))
    for each in row.indicator.rows.all():
        axe(open_page("row", each.pk))


def test_the_forms_are_accessible_also_with_errors(row, sign_in, open_page, axe):
    sign_in(make.editor(row.indicator.plan.municipality))
    for name, args in [("measure", [row.pk, 2025]), ("row_edit", [row.pk])]:
        page = open_page(name, *args)
        axe(page)
        page.get_by_label("Skaitītājs").fill("viens")
        page.get_by_role("button", name="Saglabāt", exact=True).click()
        expect(page.get_by_role("heading", name="Neizdevās saglabāt")).to_be_visible()
        expect(page.get_by_label("Skaitītājs")).to_have_value("viens")
        axe(page)


def test_from_the_missing_value_to_its_arrow(row, sign_in, open_page, axe):
    sign_in(make.editor(row.indicator.plan.municipality))
    page = open_page("list", query="?gads=2025")
    page.get_by_role("link", name=re.compile("Ievadīt ?: 6, 2025")).click()
    page.get_by_label("Vērtība", exact=True).fill("203 no 3241")
    page.get_by_label("Piezīmes un skaidrojums").fill("Stingrāka uzskaite.")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    message = page.locator(".message--success")
    expect(message).to_have_text(re.compile("6,26.% – pasliktinās"))
    # Back to the list one came from.
    expect(page.get_by_role("heading", level=1)).to_have_text("Rādītāji 2025. gadā")
    page.get_by_role("link", name="Izglītojamie ar zemiem mācību rezultātiem").first.click()
    expect(page.get_by_role("row", name=re.compile("2025. gads 6,26.% 203 no 3.241 Pasliktinās"))).to_be_visible()
    axe(page)
    assert Measurement.objects.get(row=row).value == Decimal("6.26")


def test_one_key_confirms_what_a_doubtful_text_means(row, sign_in, open_page, axe):
    """The likeliest reading has the focus, so that Enter saves it; a space chooses where none is chosen beforehand."""
    part = row.indicator.rows.last()
    sign_in(make.editor(row.indicator.plan.municipality))
    page = open_page("measure", part.pk, 2025)
    page.get_by_label("Vērtība", exact=True).fill("vismaz 235 (rīta)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Nav saprotams, ko blakus skaitlim nozīmē „rīta”")).to_be_visible()
    axe(page)
    expect(page.get_by_role("radio", name="vismaz 235")).to_be_focused()
    expect(page.get_by_role("radio", name="vismaz 235")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".message--success")).to_be_visible()
    stored = Measurement.objects.get(row=part, year=2025)
    assert (stored.printed, stored.value, stored.bound) == ("vismaz 235 (rīta)", Decimal(235), "at_least")
    page = open_page("measure", row.pk, 2025)
    page.get_by_label("Vērtība", exact=True).fill("8 5%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="85 %")).to_be_focused()
    expect(page.get_by_role("radio", name="85 %")).not_to_be_checked()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".message--success")).to_be_visible()
    assert Measurement.objects.get(row=row).value == Decimal(85)


def test_two_people_at_one_value_and_nothing_is_lost(row, sign_in, open_page, axe):
    municipality = row.indicator.plan.municipality
    sign_in(make.editor(municipality))
    page = open_page("measure", row.pk, 2025)
    other = make.editor(municipality, first_name="Baiba", last_name="Kalna")
    domain.measure(row, 2025, by=other, opened_with=0, value=Decimal(6), printed="6%", note="Pirmais teksts.")
    page.get_by_label("Vērtība", exact=True).fill("6,5%")
    page.get_by_label("Piezīmes un skaidrojums").fill("Otrais teksts.")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_role("heading", name="Vēl nav saglabāts")).to_be_visible()
    expect(page.get_by_text("Pirmais teksts.")).to_be_visible()
    note = page.get_by_label("Piezīmes un skaidrojums: Jūsu teksts")
    expect(note).to_have_value("Otrais teksts.")
    axe(page)
    note.fill("Pirmais teksts. Otrais teksts.")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.locator(".message--success")).to_be_visible()
    stored = Measurement.objects.get(row=row)
    assert (stored.printed, stored.note, stored.version) == ("6,5%", "Pirmais teksts. Otrais teksts.", 2)


def test_the_letters_of_the_chart_keep_their_size_on_a_phone(row, sign_in, open_page):
    sign_in(make.council_member(row.indicator.plan.municipality))
    page = open_page("row", row.pk)
    heights = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = page.locator(".line-chart text").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
        heights.append(round(boxes[0]["height"]))
        assert all(box["left"] >= 0 and box["right"] <= width for box in boxes)
    assert heights[0] == heights[1]

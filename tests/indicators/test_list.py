"""The list of a plan's indicators."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.enums import Direction, TargetKind, Unit
from indicators.models import IndicatorRow
from indicators.queries import default_year
from tests import factories as make
from tests.helpers.markup import text_of

pytestmark = pytest.mark.django_db


def address(plan, year=None):
    url = reverse("indicators:list", args=[*plan.address])
    return f"{url}?gads={year}" if year else url


@pytest.fixture
def jurmala_like(db):
    """A plan with rows of every kind, after Jūrmala's; 2025 and 2026 are open."""
    plan = make.open_periods(make.PlanFactory(), 2025, 2026)
    two = make.IndicatorFactory(plan=plan, number="2.", name="Reģistrētie izglītojamie", order=1)
    make.IndicatorRowFactory(
        indicator=two,
        unit=Unit.COUNT,
        baseline_value=3165,
        baseline_year=2024,
        baseline_printed="3165 (2024.)",
        targets={2027: "3200"},
        measurements={2025: "3272"},
    )
    make.IndicatorRowFactory(
        indicator=two,
        label="Programmas",
        own_name="Programmas",
        unit=Unit.PROGRAMMES,
        direction=Direction.HOLD,
        tolerance=2,
        baseline_value=237,
        baseline_printed="237 (2023)",
        measurements={2025: "235"},
    )
    five = make.IndicatorFactory(plan=plan, number="5.", name="Iestādes ar sistēmu", level="targeted", order=2)
    row = make.IndicatorRowFactory(
        indicator=five, baseline_printed="45% (no 9 iestādēm – 4) (2023)", measurements={2025: "45"}
    )
    make.TargetFactory(row=row, year=2027, kind=TargetKind.CHANGE_PERCENT, amount=10, printed="+10% no bāzes vērtības")
    four = make.IndicatorFactory(plan=plan, number="4.", name="Vērtējums", code="VAI018", level="tailored", order=3)
    row = make.IndicatorRowFactory(
        indicator=four, baseline_value=None, baseline_year=None, baseline_printed="Mērījums nav veikts"
    )
    make.MeasurementFactory(row=row, value=None, printed="-", missing_reason="Aptauja nav notikusi.")
    return plan


def test_each_row_says_all_that_is_known_of_it(signed_in, jurmala_like, clean_markup):
    response = signed_in(make.council_member(jurmala_like.municipality)).get(address(jurmala_like))
    clean_markup(response)
    text = text_of(response)
    assert "Rādītāji 2025. gadā" in text
    assert "2 Reģistrētie izglītojamie 3 165 2024 3 272 3 200 nav norādīts Uzlabojas" in text
    assert "2b Programmas 237 programmas, 2023 235 programmas nav norādīts nav norādīts Nemainās" in text
    assert "5 Iestādes ar sistēmu 45 % 2023 45% (no 9 iestādēm – 4) (2023) 45 % +10% no bāzes vērtības = 49,5 %" in text
    assert "4 Vērtējums VAI018 Mērījums nav veikts Aptauja nav notikusi. nav norādīts nav norādīts Nav vērtības" in text
    assert "Ievadīt" not in text


def test_the_levels_stand_in_order_and_the_later_row_belongs_to_the_first(signed_in, jurmala_like):
    source = signed_in(make.editor(jurmala_like.municipality)).get(address(jurmala_like)).content.decode()
    assert re.findall(r'<h2 id="limenis-(\w+)">', source) == ["universal", "targeted", "tailored"]
    assert re.findall(r'<tr( class="sub")?>\s*<th scope="row"', source) == ["", ' class="sub"', "", ""]


def test_the_summary_names_the_rows_by_how_they_moved(signed_in, jurmala_like):
    text = text_of(signed_in(make.council_member(jurmala_like.municipality)).get(address(jurmala_like)))
    assert "Uzlabojas 1 2 Nemainās 2 2b 5 Nav vērtības 1 4" in text


def test_the_title_says_where_one_is(signed_in, jurmala_like):
    name = jurmala_like.municipality.short_name
    response = signed_in(make.council_member(jurmala_like.municipality)).get(address(jurmala_like))
    assert f"<title>Rādītāji – 2025. gads – {name} – PMP plāns</title>" in response.content.decode()


def test_another_year_is_chosen_in_the_address(signed_in, jurmala_like):
    response = signed_in(make.editor(jurmala_like.municipality)).get(address(jurmala_like, 2026))
    assert "Rādītāji 2026. gadā" in text_of(response)
    assert "vērtība vēl nav ievadīta Ievadīt : 2, 2026. gads" in text_of(response)
    assert [year["year"] for year in response.context["years"] if year["current"]] == [2026]


@pytest.mark.parametrize("year", ["2024", "2030", "gads", "2025.5", "-1"])
def test_for_a_year_outside_the_plan_the_usual_one_is_shown(year, signed_in, jurmala_like):
    client = signed_in(make.council_member(jurmala_like.municipality))
    assert "Rādītāji 2025. gadā" in text_of(client.get(f"{address(jurmala_like)}?gads={year}"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2029, 1, 1), 2027), (date(2027, 1, 1), 2027), (date(2026, 12, 31), 2025), (date(2040, 1, 1), 2027)],
)
def test_it_opens_with_the_newest_measured_year_that_has_begun(today, expected, jurmala_like):
    row = IndicatorRow.objects.first()
    make.MeasurementFactory(row=row, year=2027, value=3300)
    make.MeasurementFactory(row=row, year=2028, value=None, missing_reason="Nav datu.")
    assert default_year(jurmala_like, today) == expected


def test_without_any_value_it_opens_with_the_year_finished_last(signed_in):
    row = make.IndicatorRowFactory()
    plan = row.indicator.plan
    response = signed_in(make.council_member(plan.municipality)).get(address(plan))
    assert response.context["year"] == plan.finished_year(timezone.localdate())


@pytest.mark.parametrize("person", [make.editor, make.council_member, make.administrator])
def test_every_member_reads_and_only_editors_are_offered_to_enter(person, signed_in, jurmala_like):
    response = signed_in(person(jurmala_like.municipality)).get(address(jurmala_like))
    assert response.status_code == 200
    assert ("Ievadīt" in text_of(response)) == (person is make.editor)


@pytest.mark.parametrize(("year", "state"), [(2025, "closed"), (2027, "open")])
def test_a_year_that_is_not_open_offers_nothing_to_enter(year, state, signed_in, jurmala_like):
    jurmala_like.periods.filter(year=year).update(state=state)
    text = text_of(signed_in(make.editor(jurmala_like.municipality)).get(address(jurmala_like, year)))
    assert f"Rādītāji {year}. gadā" in text
    assert "Ievadīt" not in text


def test_a_coordinator_reads(signed_in, jurmala_like):
    person = make.coordinator(make.InstitutionFactory(municipality=jurmala_like.municipality))
    assert signed_in(person).get(address(jurmala_like)).status_code == 200


def test_anonymous_signs_in_first(client, jurmala_like):
    response = client.get(address(jurmala_like))
    assert (response.status_code, response.url) == (302, f"{reverse('login')}?next={address(jurmala_like)}")


def test_another_municipality_does_not_exist(signed_in, jurmala_like):
    assert signed_in(make.stranger()).get(address(jurmala_like)).status_code == 404


def test_it_is_only_read(signed_in, jurmala_like):
    assert signed_in(make.editor(jurmala_like.municipality)).post(address(jurmala_like)).status_code == 405


def test_a_plan_without_indicators_says_so(signed_in):
    plan = make.PlanFactory()
    text = text_of(signed_in(make.editor(plan.municipality)).get(address(plan)))
    assert "Šajā plānā rādītāju vēl nav" in text


def test_a_part_of_an_indicator_goes_by_its_label(signed_in):
    indicator = make.IndicatorFactory(number="8.", name="PMP īpatsvars")
    for label in ("psk. posmā", "vsk. posmā"):
        make.IndicatorRowFactory(indicator=indicator, label=label, baseline_printed=f"{label} 45% (2023)")
    plan = indicator.plan
    text = text_of(signed_in(make.council_member(plan.municipality)).get(address(plan, 2025)))
    assert "8 PMP īpatsvars psk. posmā 45 % 2023 vērtība vēl nav ievadīta" in text
    assert "8b PMP īpatsvars: vsk. posmā 45 % 2023 vērtība vēl nav ievadīta" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_rows(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(rows=rows)
    client = signed_in(make.editor(plan.municipality))
    with django_assert_num_queries(11):
        response = client.get(address(plan))
    assert sum(len(section.lines) for section in response.context["sections"]) == 3 * rows


def test_more_than_a_hundred_rows_are_paged_and_all_are_counted(signed_in):
    indicator = make.IndicatorFactory()
    IndicatorRow.objects.bulk_create(
        IndicatorRow(indicator=indicator, order=n, direction=Direction.UP, label=f"rinda {n}") for n in range(1, 104)
    )
    client = signed_in(make.council_member(indicator.plan.municipality))
    first, second = client.get(address(indicator.plan, 2026)), client.get(address(indicator.plan, 2026) + "&page=2")
    assert [len(page.context["sections"][0].lines) for page in (first, second)] == [100, 3]
    assert "?gads=2026&amp;page=2" in first.content.decode()
    for page in (first, second):
        group = page.context["groups"][0]
        assert (len(group.rows), len(group.named), group.unnamed) == (103, 40, 63)
    assert "un vēl 63" in text_of(first)

"""The page of one indicator row."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.enums import Direction, TargetKind, Unit
from tests import factories as make
from tests.helpers.addresses import plan_url
from tests.helpers.markup import text_of

pytestmark = pytest.mark.django_db


def address(row, slug=None):
    return plan_url("indicators:row", row.indicator.plan, row.pk, slug=slug)


@pytest.fixture
def row(db):
    """2b of Jūrmala, with what the page can show."""
    plan = make.PlanFactory(municipality=make.MunicipalityFactory(short_name="Jūrmala", slug="jurmala"))
    indicator = make.IndicatorFactory(
        plan=plan, number="2.", name="Reģistrētie izglītojamie", note="Par visu rādītāju."
    )
    make.IndicatorRowFactory(indicator=indicator)
    row = make.IndicatorRowFactory(
        indicator=indicator,
        label="Programmas",
        own_name="Programmu skaits",
        own_code="VAI003",
        unit=Unit.PROGRAMMES,
        direction=Direction.HOLD,
        tolerance=2,
        baseline_value=237,
        baseline_printed="237 (2023)",
        sources_text="VIIS\nJIP",
        note="Robežas nesakrīt.",
    )
    printed = "±2% robežās no bāzes vērtības (235-240 programmas)"
    make.TargetFactory(row=row, year=2027, kind=TargetKind.WITHIN_PERCENT, amount=2, printed=printed)
    make.MeasurementFactory(row=row, year=2025, value=235, printed="235", note="Kvalitāte jāceļ.")
    make.MeasurementFactory(row=row, year=2026, value=None, printed="-", missing_reason="Dati vēl nav apkopoti.")
    return row


@pytest.fixture
def seen(signed_in, row):
    response = signed_in(make.council_member(row.indicator.plan.municipality)).get(address(row))
    assert response.status_code == 200
    return response


def test_everything_known_of_the_row_is_there(seen, clean_markup):
    clean_markup(seen)
    text = text_of(seen).replace("\xa0", " ").replace("\u2060", "")
    for part in [
        "Jūrmala · I universālā prevencija · 2. Reģistrētie izglītojamie 2b Programmu skaits",
        "Vērtībai jāsaglabājas ±2 % robežās no bāzes vērtības (no 232,26 līdz 241,74 programmas).",
        "dokumentā 237 (2023) skaitlis 237 programmas (2023)",
        "dokumentā ±2% robežās no bāzes vērtības (235-240 programmas) skaitlis = 232,26–241,74 programmas",
        "Datu avoti VIIS JIP",
        "Valsts rādītāja kods VAI003",
        "Rindas apzīmējums Programmas",
        "Par rindu avotā Robežas nesakrīt.",
        "Tā paša rādītāja rindas 2 Reģistrētie izglītojamie",
        "Bāzes vērtība (2023) 237 programmas",
        "2025. gads 235 programmas Nemainās Kvalitāte jāceļ.",
        "2026. gads Dati vēl nav apkopoti. Nav vērtības",
    ]:
        assert part in text
    assert "Par visu rādītāju." not in text, "the note on the whole indicator stands at its first row"


def test_the_title_says_where_one_is(seen):
    source = seen.content.decode()
    assert "<title>2b Programmu skaits – rādītājs, 2025.–2029. gads – Jūrmala – PMP plāns</title>" in source


def test_all_years_of_the_period_have_a_line(seen):
    assert [line.year for line in seen.context["lines"]] == [0, 2025, 2026, 2027, 2028, 2029]


def test_the_first_row_shows_the_note_on_the_indicator(signed_in, row):
    first = row.indicator.rows.first()
    text = text_of(signed_in(make.council_member(row.indicator.plan.municipality)).get(address(first)))
    assert "Par avotu Par visu rādītāju." in text
    assert "Tā paša rādītāja rindas 2b Programmu skaits" in text


def test_the_chart_has_axes_values_targets_and_a_name(seen, row):
    source = seen.content.decode()
    chart = re.search(r'<svg class="line-chart".*?</svg>\s*<ul', source, re.S)[0]
    assert 'aria-describedby="gadi"' in chart
    assert '<table class="table table--cards" id="gadi">' in source
    title = re.search(r"<title[^>]*>(.*?)</title>", chart)[1].replace("\xa0", " ")
    assert title.startswith("Bāzes vērtība 237 programmas (2023); 2025: 235 programmas; mērķis 2027: ±2% robežās")
    texts = re.findall(r"<text[^>]*>(.*?)</text>", chart)
    assert texts == ["230", "235", "240", "245", "2023", "2025", "2026", "2027", "2028", "2029", "237", "235"]
    assert 'fill="#d8e5ef"' in chart, "the band in which it should hold"


def test_a_row_without_numbers_has_no_chart_and_says_why(signed_in):
    row = make.IndicatorRowFactory(baseline_value=None, baseline_year=None, baseline_printed="Mērījums nav veikts")
    text = text_of(signed_in(make.council_member(row.indicator.plan.municipality)).get(address(row)))
    assert "Grafika nav: tam vajag vismaz divus skaitļus" in text
    assert "dokumentā Mērījums nav veikts skaitlis nav" in text


def test_a_fraction_and_a_school_year_are_shown(signed_in):
    row = make.IndicatorRowFactory(
        baseline_printed="45% (no 9 iestādēm – 4) (2022./2023.)",
        baseline_is_school_year=True,
        baseline_numerator=4,
        baseline_denominator=9,
    )
    make.MeasurementFactory(row=row, value=Decimal("6.26"), printed="6,26%", numerator=203, denominator=3241)
    text = text_of(signed_in(make.council_member(row.indicator.plan.municipality)).get(address(row))).replace(
        "\xa0", " "
    )
    assert "dokumentā 45% (no 9 iestādēm – 4) (2022./2023.) skaitlis 45 % (2022./2023. m. g.) 4 no 9" in text
    assert "2025. gads 6,26 % 203 no 3 241 Pasliktinās" in text


def test_editors_are_offered_to_enter_each_open_year_and_to_edit(signed_in, row, clean_markup):
    plan = make.open_periods(row.indicator.plan)
    response = signed_in(make.editor(row.indicator.plan.municipality)).get(address(row))
    source = clean_markup(response)
    where = row.indicator.plan.address
    for year in plan.years:
        assert f'href="{reverse("indicators:measure", args=[*where, row.pk, year])}"' in source
    assert f'href="{reverse("indicators:row_edit", args=[*where, row.pk])}"' in source
    text = text_of(response)
    assert "Labot 2025. gada vērtību Labot rādītāju" in text
    assert text.count("Ievadīt 20") == 3


@pytest.mark.parametrize(
    ("open_years", "button", "lines"),
    [
        ([], "", []),
        ([2025], "Labot 2025", ["Labot 2025"]),
        ([2027, 2028], "Ievadīt 2028", ["Ievadīt 2027", "Ievadīt 2028"]),
    ],
)
def test_years_that_are_not_open_are_not_offered(signed_in, row, open_years, button, lines):
    plan = row.indicator.plan
    for year in open_years:
        make.ReportingPeriodFactory(plan=plan, year=year)
    make.ReportingPeriodFactory(plan=plan, year=2029, state="closed")
    text = text_of(signed_in(make.editor(plan.municipality)).get(address(row)))
    offered = re.findall(r"(?:Ievadīt|Labot) 20\d\d", text)
    assert offered == ([button] if button else []) + lines


def test_readers_are_offered_nothing_to_change(seen):
    assert "labot/" not in seen.content.decode()
    assert "Ievadīt" not in text_of(seen)


@pytest.mark.parametrize("person", [make.editor, make.council_member, make.administrator])
def test_every_member_reads(person, signed_in, row):
    assert signed_in(person(row.indicator.plan.municipality)).get(address(row)).status_code == 200


def test_a_coordinator_reads(signed_in, row):
    person = make.coordinator(make.InstitutionFactory(municipality=row.indicator.plan.municipality))
    assert signed_in(person).get(address(row)).status_code == 200


def test_anonymous_signs_in_first(client, row):
    assert client.get(address(row)).url == f"{reverse('login')}?next={address(row)}"


def test_another_municipality_does_not_exist(signed_in, row):
    stranger = make.stranger()
    own = make.PlanFactory(municipality=stranger.memberships.get().municipality)
    assert signed_in(stranger).get(address(row)).status_code == 404
    assert signed_in(stranger).get(address(row, slug=own.municipality.slug)).status_code == 404


def test_a_row_that_does_not_exist(signed_in, row):
    client = signed_in(make.editor(row.indicator.plan.municipality))
    assert client.get(address(row).replace(f"/{row.pk}/", "/999999/")).status_code == 404


def test_it_is_only_read(signed_in, row):
    assert signed_in(make.editor(row.indicator.plan.municipality)).post(address(row)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(rows, signed_in, django_assert_num_queries):
    indicator = make.IndicatorFactory()
    for _ in range(rows):
        make.IndicatorRowFactory(
            indicator=indicator,
            targets={2027: "55", 2029: "60"},
            measurements=dict.fromkeys(range(2025, 2025 + rows), "50"),
        )
    client = signed_in(make.editor(indicator.plan.municipality))
    with django_assert_num_queries(11):
        client.get(address(indicator.rows.first()))

"""Printed figures of an indicator's row: every printed value of the five plans, and what the row says of its figures."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from indicators.enums import Bound, TargetKind, Unit
from indicators.models import Indicator, IndicatorRow
from indicators.reading import asked_of, is_part_of_whole, kind_of, says_more, target_kind
from pmp.common.reading import Doubt, Kind, Place, Reading, Refusal, read
from pmp.exchange import files
from tests import factories as make

SLUGS = ["jurmala", "liepaja", "riga", "tukums", "valka"]


def fixture_rows():
    """Every row of the five plans with its place, as a row that is not stored."""
    for slug in SLUGS:
        for indicator in files.read(Path(settings.BASE_DIR / "fixtures" / f"{slug}.yaml")).numbered_indicators:
            for place, part in indicator.places():
                yield f"{slug} {indicator.number}", place, place.row(Indicator(**indicator.columns(Indicator)), part)


ROWS = list(fixture_rows())


@pytest.mark.parametrize(("place", "part", "row"), ROWS, ids=[f"{place} {row.label[:20]}" for place, _, row in ROWS])
def test_every_printed_figure_of_the_five_plans_is_read_as_it_is_typed(place, part, row):
    """Nothing is asked about, nothing refused."""
    base = part.baseline
    found = read(base.printed, asked_of(row, Place.BASELINE))
    assert isinstance(found, Reading), (base.printed, found)
    typed = (base.value, base.numerator, base.denominator, base.year, base.school_year, base.bound)
    assert (found.value, found.numerator, found.denominator, found.year, found.school_year, found.bound) == typed
    for year, target in part.targets.items():
        found = read(target.printed, asked_of(row, Place.TARGET))
        assert isinstance(found, Reading), (year, target.printed, found)
        assert target_kind(found) == (target.kind, target.amount), (year, target.printed)
    for measured in part.values.values():
        found = read(measured.printed, asked_of(row, Place.VALUE))
        assert isinstance(found, Reading), (measured.printed, found)
        assert (found.value, found.bound) == (measured.value, measured.bound)


def test_the_five_plans_have_so_many_rows():
    assert len(ROWS) == 17 + 17 + 12 + 9 + 7
    assert sum(len(part.targets) for _, part, _ in ROWS) == 2 * len(ROWS)
    assert sum(len(part.values) for _, part, _ in ROWS) == 17
    assert [place for place, part, _ in ROWS if part.baseline.bound] == ["jurmala 11."]


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("Izglītojamo skaits", Unit.COUNT, Kind.COUNT),
        ("Izglītojamo skaits uz 1 atbalsta personāla slodzi", Unit.COUNT, Kind.OTHER),
        ("Vidējais apmeklējumu daudzums dienā", Unit.VISITS, Kind.OTHER),
        ("Apmeklējumi", Unit.VISITS, Kind.COUNT),
        ("Vecāku skaits", Unit.PERSONS, Kind.PEOPLE),
        ("Ģimenes", Unit.FAMILIES, Kind.PEOPLE),
        ("Programmas", Unit.PROGRAMMES, Kind.COUNT),
        ("Slodzes", Unit.POSTS, Kind.OTHER),
        ("Īpatsvars", Unit.PERCENT, Kind.PERCENT),
    ],
)
def test_what_a_row_counts(name, unit, kind):
    assert kind_of(name, unit) == kind


@pytest.mark.parametrize(
    ("name", "is_part"),
    [
        ("Izglītojamo īpatsvars, kuri jūtas droši", True),
        ("Izglītojamo skaits (%), kuriem nodrošināts atbalsts", True),
        ("Izglītojamie līdz 15 gadu vecumam ar zemiem mācību rezultātiem", True),
        ("Neattaisnoti kavējumi (% no kopējā skaita)", True),
        ("Pedagogu apmācību plāna izpilde", None),
        ("Apmierinātība", None),
    ],
)
def test_whether_a_percentage_is_a_part_of_a_whole(name, is_part):
    row = IndicatorRow(indicator=Indicator(name=name), unit=Unit.PERCENT)
    assert is_part_of_whole(row) is is_part


@pytest.mark.django_db
def test_figures_of_the_row_decide_too():
    row = make.IndicatorRowFactory(own_name="Apmierinātība")
    assert is_part_of_whole(row) is None
    row.baseline_denominator = Decimal(9)
    assert is_part_of_whole(row) is True
    make.MeasurementFactory(row=row, value=Decimal(112))
    assert is_part_of_whole(row) is False
    assert isinstance(read("130%", asked_of(row, Place.VALUE)), Reading)


@pytest.mark.django_db
def test_what_is_near_is_not_the_figure_that_is_typed_anew():
    row = make.IndicatorRowFactory(unit=Unit.COUNT, baseline_value=None, measurements={2025: "3.272", 2026: "3300"})
    assert asked_of(row, Place.VALUE, but=2025).near == (Decimal(3300),)
    doubt = read("3.272", asked_of(row, Place.VALUE, but=2025))
    assert (doubt.readings[0].value, doubt.is_safe) == (3272, True)


def test_a_target_about_a_number_is_a_value():
    row = IndicatorRow(indicator=Indicator(name="Skaits"), unit=Unit.COUNT)
    assert target_kind(read("aptuveni 40", asked_of(row, Place.TARGET))) == (TargetKind.VALUE, 40)


def test_a_doubtful_text_says_more_than_its_figure():
    row = IndicatorRow(indicator=Indicator(name="Skaits"), unit=Unit.COUNT)
    assert [says_more(row, text) for text in ("3272", "< 5", "3.272", "12+30", "")] == [False, False, True, True, True]


def test_every_bound_of_the_reader_can_be_stored():
    asked = asked_of(IndicatorRow(indicator=Indicator(name="Skaits"), unit=Unit.COUNT), Place.VALUE)
    texts = ["5", "< 5", "≤ 5", "> 5", "≥ 5", "≈ 5"]
    assert [read(text, asked).bound for text in texts] == [bound.value for bound in Bound]
    assert [Bound(read(text, asked).bound).sign for text in texts] == ["", "<", "≤", ">", "≥", "≈"]
    assert not any(isinstance(read(text, asked), Doubt | Refusal) for text in texts)

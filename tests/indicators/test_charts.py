"""Geometry of the charts, figures in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts import BOTTOM, HEIGHT, TOP, chart, spark, ticks
from indicators.enums import Direction, TargetKind, Trend, Unit
from indicators.figures import lv_decimal, target_figure, trend_reason, unit_word, with_unit, year_in_words
from indicators.models import IndicatorRow
from indicators.queries import next_unmeasured, trend_groups
from tests import factories as make


@pytest.fixture
def row(db):
    """45 % in 2023, 50 and 60 % measured, 55 and 70 % aimed at; all years from 2023 to 2029."""
    return make.IndicatorRowFactory(targets={2027: "55", 2029: "70"}, measurements={2025: "50", 2026: "60"})


# ------------------------------------------------------------------------------------------------------------ small chart


def test_the_small_line_goes_from_the_baseline_through_the_measured_years(row):
    drawn = spark(row)
    # 2023 at the left edge (5), 2029 at the right (115); 45 at the bottom (27), 70 at the top (5)
    assert drawn.line == "5.0,27.0 41.7,22.6 60.0,13.8"
    assert drawn.dots == [("41.7", "22.6"), ("60.0", "13.8")]
    assert drawn.targets == [("78.3", "18.2"), ("115.0", "5.0")]
    assert drawn.baseline_y == "27.0"
    assert drawn.band is None
    assert drawn.title.replace("\xa0", " ") == (
        "Bāzes vērtība 45 % (2023); 2025: 50 %; 2026: 60 %; mērķis 2027: 55 %; mērķis 2029: 70 %"
    )


def test_a_baseline_without_a_year_stands_before_the_plan(row):
    row.baseline_year = None
    assert spark(row).line.startswith("5.0,27.0 27.0,")


def test_a_baseline_of_the_measured_year_is_no_earlier_point(row):
    row.baseline_year = 2025
    assert spark(row).line == "5.0,22.6 32.5,13.8"


@pytest.mark.django_db
def test_a_baseline_and_targets_make_a_chart_without_a_line():
    drawn = spark(make.IndicatorRowFactory(targets={2027: "55"}))
    assert (drawn.line, drawn.dots, len(drawn.targets)) == ("5.0,27.0", [], 1)


@pytest.mark.django_db
@pytest.mark.parametrize("baseline", [None, 45])
def test_fewer_than_two_numbers_make_no_chart(baseline):
    row = make.IndicatorRowFactory(baseline_value=baseline)
    make.TargetFactory(row=row, kind=TargetKind.DIRECTION, amount=None, printed="↑")
    make.MeasurementFactory(row=row, value=None, missing_reason="Nav mērīts.")
    assert (spark(row), chart(row)) == (None, None)


@pytest.mark.django_db
def test_equal_values_lie_in_the_middle():
    drawn = spark(make.IndicatorRowFactory(measurements={2025: "45"}))
    assert drawn.line == "5.0,16.0 41.7,16.0"


@pytest.mark.django_db
def test_a_tolerance_is_a_band_around_the_baseline():
    row = make.IndicatorRowFactory(
        direction=Direction.HOLD, tolerance=Decimal(2), baseline_value=Decimal(100), measurements={2025: "101"}
    )
    # 98…102 span the whole height of 22 units
    assert spark(row).band == ("5.0", "22.0")
    assert chart(row).band == ("28.0", "216.0")


# ------------------------------------------------------------------------------------------------------------ large chart


def test_the_large_chart_has_an_axis_of_round_numbers_and_all_years(row):
    drawn = chart(row)
    assert [label for _, _, label in drawn.grid] == ["40", "50", "60", "70"]
    assert [float(y) for y, _, _ in drawn.grid] == [244.0, 172.0, 100.0, 28.0]
    assert [year for _, year in drawn.years] == [2023, 2025, 2026, 2027, 2028, 2029]
    assert (drawn.years[0][0], drawn.years[-1][0]) == ("14.00%", "94.00%")


def test_points_segments_and_targets_stand_at_their_years(row):
    drawn = chart(row)
    assert (drawn.baseline.x, drawn.baseline.y, drawn.baseline.label) == ("14.00%", "208.0", "45")
    assert [(mark.x, mark.y, mark.label) for mark in drawn.measured] == [
        ("40.67%", "172.0", "50"),
        ("54.00%", "100.0", "60"),
    ]
    assert [(mark.x, mark.y, mark.label) for mark in drawn.targets] == [
        ("67.33%", "136.0", "55"),
        ("94.00%", "28.0", "70"),
    ]
    assert drawn.segments == [
        ("14.00%", "208.0", "40.67%", "172.0"),
        ("40.67%", "172.0", "54.00%", "100.0"),
    ]


def test_labels_of_a_value_and_a_target_of_one_year_keep_apart(row):
    make.MeasurementFactory(row=row, year=2027, value=50)
    drawn = chart(IndicatorRow.objects.get(pk=row.pk))
    measured, target = drawn.measured[-1], drawn.targets[0]
    assert measured.x == target.x
    assert float(measured.label_y) > float(measured.y), "the lower one has its number below"
    assert float(target.label_y) < float(target.y)


def test_a_baseline_that_is_the_measured_value_is_drawn_once(row):
    row.baseline_year, row.baseline_value = 2025, Decimal(50)
    assert chart(row).baseline is None
    assert chart(row).baseline_y == chart(row).measured[0].y == "244.0"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([45, 50, 70], [40, 50, 60, 70]),
        ([5.88, 6.26, 5], [5, 5.5, 6, 6.5]),
        ([566, 15, 300, 500], [0, 200, 400, 600]),
        ([0, 0], [0, 0.5, 1]),
        ([7, 7], [0, 2, 4, 6, 8]),
        ([-3, 3], [-4, -2, 0, 2, 4]),
    ],
)
def test_ticks_are_round_and_span_the_values(values, expected):
    assert ticks(values) == expected


@given(st.lists(st.floats(min_value=-(10**6), max_value=10**6).map(lambda v: round(v, 4)), min_size=1, max_size=9))
def test_any_values_get_between_two_and_eight_ticks_around_them(values):
    found = ticks(values)
    assert 2 <= len(found) <= 8
    assert found == sorted(set(found))
    assert found[0] <= min(values) + 1e-4
    assert found[-1] >= max(values) - 1e-4


def test_everything_lies_on_the_paper(row):
    drawn = chart(row)
    for mark in [drawn.baseline, *drawn.measured, *drawn.targets]:
        assert TOP <= float(mark.y) <= HEIGHT - BOTTOM
        assert 14 <= float(mark.x.rstrip("%")) <= 94


# ------------------------------------------------------------------------------------------------------- figures in words


@pytest.mark.parametrize(
    ("number", "text"),
    [("77.0000", "77"), ("1234.5", "1\u00a0234,5"), ("0.72", "0,72"), ("-3", "\u22123"), ("100", "100"), (None, "")],
)
def test_numbers_are_written_in_latvian(number, text):
    assert lv_decimal(None if number is None else Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "word"),
    [("1", "persona"), ("21", "persona"), ("11", "personu"), ("2", "personas"), ("20", "personu"), ("0", "personu"),
     ("111", "personu"), ("101", "persona"), ("2.5", "personas")],
)  # fmt: skip
def test_a_unit_follows_its_number(number, word):
    assert unit_word(Decimal(number), Unit.PERSONS) == word


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_has_its_words(unit):
    assert bool(unit_word(Decimal(2), unit)) == (unit != Unit.COUNT)  # a mere count is named by its indicator
    assert with_unit(Decimal(2), unit).startswith("2")


def test_a_school_year_is_named_by_both_its_years():
    assert year_in_words(2023, school_year=True) == "2022./2023. m.\u00a0g."
    assert (year_in_words(2023), year_in_words(None)) == ("2023", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "amount", "printed", "number", "word", "missing"),
    [
        ("value", 55, "55%", "55 %", "", ""),
        ("below", 1, "< 1%", "< 1%", "", ""),
        ("up_to", 70, "Līdz 70%", "Līdz 70%", "", ""),
        ("change_percent", 10, "+10% no bāzes vērtības", "+10% no bāzes vērtības", "= 49,5 %", ""),
        ("within_percent", 2, "±2% robežās", "±2% robežās", "= 44,1–45,9 %", ""),
        ("increase", 3, "pieaugums par 3", "pieaugums par 3", "= 48 %", ""),
        ("direction", None, "↑", "↑", "jāpieaug", ""),
        ("direction", None, "samazinās", "samazinās", "", ""),
        ("to_be_set", None, "tiks noteikts 2026. gadā", "", "", "tiks noteikts 2026. gadā"),
        ("none", None, "", "", "", "nav norādīts"),
        ("none", None, "kā iepriekš", "", "", "kā iepriekš"),
    ],
)
def test_a_target_is_shown_in_its_form(kind, amount, printed, number, word, missing):
    row = make.IndicatorRowFactory(baseline_value=Decimal(45))
    target = make.TargetFactory(row=row, kind=kind, printed=printed, amount=None if amount is None else Decimal(amount))
    figure = target_figure(row, target)
    shown = [text.replace("\xa0", " ").replace("\u2060", "") for text in (figure.number, figure.word, figure.missing)]
    assert shown == [number, word, missing]


def test_why_a_value_cannot_be_compared(row):
    assert trend_reason(row, Trend.STABLE, 2025) == ""
    assert [trend_reason(row, Trend.NOT_COMPARABLE, year) for year in (2022, 2023)] == [
        "bāzes vērtība noteikta 2023. gadā"
    ] * 2
    measured = row.measurements.get(year=2025)
    measured.bound = "below"
    measured.save()
    assert trend_reason(row, Trend.NOT_COMPARABLE, 2025) == (
        "vērtība ir <\u00a050\u00a0%, bāzes vērtība 45\u00a0%: kura ir lielāka, nav zināms"
    )
    row.baseline_value = None
    assert trend_reason(row, Trend.NOT_COMPARABLE, 2025) == "nav bāzes vērtības"


# ------------------------------------------------------------------------------------------------------------------ reading


def test_rows_are_grouped_as_their_own_arrow_says(row):
    plan = row.indicator.plan
    worse = make.IndicatorRowFactory(indicator=make.IndicatorFactory(plan=plan), measurements={2025: "1"})
    unknown = make.IndicatorRowFactory(indicator=make.IndicatorFactory(plan=plan))
    rows = [row, worse, unknown]
    groups = trend_groups(plan, rows, 2025)
    assert [(group.trend, group.rows) for group in groups] == [
        (Trend.IMPROVING, [row]),
        (Trend.WORSENING, [worse]),
        (Trend.NOT_MEASURED, [unknown]),
    ]
    assert [each.trend_for(2025) for each in rows] == [Trend.IMPROVING, Trend.WORSENING, Trend.NOT_MEASURED]


def test_the_next_row_without_a_value_is_looked_for_below_and_then_from_the_top(row):
    plan = row.indicator.plan
    second = make.IndicatorRowFactory(indicator=make.IndicatorFactory(plan=plan))
    third = make.IndicatorRowFactory(indicator=make.IndicatorFactory(plan=plan))
    assert next_unmeasured(plan, 2025, row) == second
    assert next_unmeasured(plan, 2025, second) == third
    assert next_unmeasured(plan, 2025, third) == second
    make.MeasurementFactory(row=second, value=None, missing_reason="Nav datu.")
    assert next_unmeasured(plan, 2025, third) is None

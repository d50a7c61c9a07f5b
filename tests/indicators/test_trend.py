"""The rule of the arrow: Jūrmala's report for 2025 row by row, its edges, and its mirror."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.enums import Bound, Direction, Trend
from indicators.trend import trend

UP, DOWN, HOLD = Direction.UP, Direction.DOWN, Direction.HOLD
IMPROVING, STABLE, WORSENING = Trend.IMPROVING, Trend.STABLE, Trend.WORSENING
NOT_COMPARABLE, NOT_MEASURED = Trend.NOT_COMPARABLE, Trend.NOT_MEASURED

#: row, baseline, its year (a school year by the year it ends in), value of 2025, wished direction, tolerance in %, arrow
JURMALA_2025 = [
    ("1 safe and well at school", "77", 2023, "77", UP, None, STABLE),
    ("2 registered in interest education", "3165", 2024, "3272", UP, None, IMPROVING),
    ("2b interest education programmes", "237", 2023, "235", HOLD, "2", STABLE),
    ("3 parents' satisfaction", "75", 2025, "75", UP, None, NOT_COMPARABLE),
    ("4 residents' rating", None, None, None, UP, None, NOT_MEASURED),
    ("5 schools with a PMP system", "45", 2023, "45", UP, None, STABLE),
    ("6 pupils with support", "566", None, "15", UP, None, WORSENING),
    ("6b low results under 15", "5.88", 2023, "6.26", DOWN, None, WORSENING),
    ("7 long unexcused absence", "1.26", 2024, "3.74", DOWN, None, WORSENING),
    ("8 parents consulted", "400", None, "415", UP, None, IMPROVING),
    ("9 teachers trained", "12", 2025, "12", HOLD, "2", NOT_COMPARABLE),
    ("9b teachers in supervision", None, None, None, UP, None, NOT_MEASURED),
    ("10 pupils with support in exams", "27", 2025, "27", DOWN, None, NOT_COMPARABLE),
    ("11 youth activity visits", "636", 2025, "636", UP, None, NOT_COMPARABLE),
    ("12 daily visits", "22", None, "29", UP, None, IMPROVING),
    ("13 early leavers", "2.8", 2024, "3.77", DOWN, None, WORSENING),
    ("13b repeating a class", "2.23", 2024, "1.42", DOWN, None, IMPROVING),
]


def number(text):
    return None if text is None else Decimal(text)


def judge(value, baseline="100", direction=UP, tolerance=None, baseline_year=2023, year=2025, **bounds):
    return trend(
        **bounds,
        value=number(value),
        year=year,
        baseline=number(baseline),
        baseline_year=baseline_year,
        direction=direction,
        tolerance=number(tolerance),
    )


@pytest.mark.parametrize(
    ("baseline", "baseline_year", "value", "direction", "tolerance", "arrow"),
    [row[1:] for row in JURMALA_2025],
    ids=[row[0] for row in JURMALA_2025],
)
def test_every_row_of_jurmala(baseline, baseline_year, value, direction, tolerance, arrow):
    assert judge(value, baseline, direction, tolerance, baseline_year) == arrow


def test_jurmala_has_17_rows():
    assert len(JURMALA_2025) == 17


def test_without_a_baseline_nothing_can_be_compared():
    assert judge("5", baseline=None) == NOT_COMPARABLE
    assert judge("5", baseline=None, baseline_year=None, direction=HOLD, tolerance="2") == NOT_COMPARABLE


def test_nothing_measured_comes_before_everything_else():
    assert judge(None, baseline=None) == NOT_MEASURED
    assert judge(None, baseline_year=2025) == NOT_MEASURED


def test_a_value_of_zero_is_measured():
    assert judge("0", direction=DOWN) == IMPROVING
    assert judge("0", direction=UP) == WORSENING


def test_a_baseline_of_zero_is_a_baseline():
    assert judge("0", baseline="0") == STABLE
    assert judge("3", baseline="0", direction=UP) == IMPROVING
    assert judge("3", baseline="0", direction=DOWN) == WORSENING
    assert judge("0", baseline="0", direction=HOLD, tolerance="2") == STABLE
    assert judge("0.0001", baseline="0", direction=HOLD, tolerance="2") == WORSENING


@pytest.mark.parametrize("value", ["232.26", "241.74", "237", "235", "240"])
def test_within_the_tolerance_it_holds_and_the_edge_belongs_to_it(value):
    assert judge(value, "237", HOLD, "2") == STABLE


@pytest.mark.parametrize("value", ["232.25", "241.75", "200", "300"])
def test_outside_the_tolerance_it_worsens_on_both_sides(value):
    assert judge(value, "237", HOLD, "2") == WORSENING


def test_holding_without_a_tolerance_means_exactly():
    assert judge("100", direction=HOLD) == STABLE
    assert judge("100.0001", direction=HOLD) == WORSENING


def test_the_tolerance_of_a_negative_baseline_is_a_distance():
    assert judge("-98", "-100", HOLD, "2") == STABLE
    assert judge("-97.9", "-100", HOLD, "2") == WORSENING


@pytest.mark.parametrize("direction", [UP, DOWN, HOLD])
def test_equal_with_different_decimals_is_equal(direction):
    assert judge("77.0000", "77", direction) == STABLE


@pytest.mark.parametrize(("direction", "expected"), [(UP, WORSENING), (DOWN, IMPROVING)])
def test_a_tolerance_counts_only_where_a_value_should_hold(direction, expected):
    assert judge("99", direction=direction, tolerance="2") == expected


def test_the_wished_direction_is_not_the_sign_of_the_targets():
    """Row 6: the targets 300 and 500 lie below the baseline of 566, and still fewer pupils with support is worse."""
    assert judge("300", "566", UP, baseline_year=None) == WORSENING


def test_a_baseline_of_the_same_year_is_compared_in_later_years():
    assert judge("110", baseline_year=2025, year=2025) == NOT_COMPARABLE
    assert judge("110", baseline_year=2025, year=2026) == IMPROVING


@pytest.mark.parametrize("direction", [UP, DOWN, HOLD])
@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_up_to_the_year_of_the_baseline_nothing_is_compared(year, direction):
    assert judge("110", baseline_year=2025, year=year, direction=direction) == NOT_COMPARABLE
    assert judge("100", baseline_year=2025, year=year, direction=direction) == NOT_COMPARABLE
    assert judge("110", baseline_year=year - 1, year=year, direction=direction) != NOT_COMPARABLE


#: value with its bound, baseline with its bound, wished direction, arrow
BOUNDED = [
    ("< 5", "5", DOWN, IMPROVING),
    ("< 5", "5", UP, WORSENING),
    ("< 5", "6", DOWN, IMPROVING),
    ("< 5", "3", DOWN, NOT_COMPARABLE),
    ("≤ 5", "5", DOWN, NOT_COMPARABLE),
    ("≤ 5", "5.1", DOWN, IMPROVING),
    ("> 5", "5", UP, IMPROVING),
    ("> 5", "5", DOWN, WORSENING),
    ("> 5", "7", UP, NOT_COMPARABLE),
    ("≥ 70", "70", UP, NOT_COMPARABLE),
    ("≥ 70", "60", UP, IMPROVING),
    ("≥ 70", "80", UP, NOT_COMPARABLE),
    ("≈ 70", "60", UP, IMPROVING),
    ("≈ 70", "70", UP, STABLE),
    ("4", "< 5", DOWN, NOT_COMPARABLE),
    ("5", "< 5", DOWN, WORSENING),
    ("5", "< 5", UP, IMPROVING),
    ("700", "≥ 636", UP, NOT_COMPARABLE),
    ("600", "≥ 636", UP, WORSENING),
    ("636", "≥ 636", UP, NOT_COMPARABLE),
    ("< 1", "< 1", DOWN, NOT_COMPARABLE),
    ("< 1", "≥ 1", DOWN, IMPROVING),
    ("< 1", "> 1", DOWN, IMPROVING),
    ("≤ 1", "≥ 1", DOWN, NOT_COMPARABLE),
    ("< 5", "100", HOLD, WORSENING),
    ("> 101", "100", HOLD, NOT_COMPARABLE),
    ("> 102", "100", HOLD, WORSENING),
    ("≥ 102", "100", HOLD, NOT_COMPARABLE),
    ("< 98", "100", HOLD, WORSENING),
    ("≤ 98", "100", HOLD, NOT_COMPARABLE),
]
SIGNS = {bound.sign: bound for bound in Bound if bound.sign}


def bounded(text):
    *sign, digits = text.split()
    return digits, SIGNS[sign[0]] if sign else Bound.EXACT


@pytest.mark.parametrize(
    ("value", "baseline", "direction", "arrow"), BOUNDED, ids=[" / ".join(map(str, row[:3])) for row in BOUNDED]
)
def test_a_bound_decides_or_it_does_not(value, baseline, direction, arrow):
    (value, bound), (baseline, baseline_bound) = bounded(value), bounded(baseline)
    found = judge(value, baseline, direction, "2", bound=bound, baseline_bound=baseline_bound)
    assert found == arrow


def test_the_stored_word_is_enough_for_a_direction():
    assert judge("110", direction="up") == IMPROVING
    assert judge("110", direction="down") == WORSENING


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=4)
MIRROR = {IMPROVING: WORSENING, WORSENING: IMPROVING, STABLE: STABLE, NOT_COMPARABLE: NOT_COMPARABLE}


@given(value=numbers, baseline=st.none() | numbers, baseline_year=st.sampled_from([None, 2023, 2025]))
def test_swapping_the_wished_direction_swaps_better_and_worse(value, baseline, baseline_year):
    one, other = (
        trend(value=value, year=2025, baseline=baseline, baseline_year=baseline_year, direction=direction)
        for direction in (UP, DOWN)
    )
    assert other == MIRROR[one]


@given(baseline=numbers, moved=numbers, tolerance=st.decimals(min_value=0, max_value=100, places=2))
def test_holding_looks_at_the_distance_only(baseline, moved, tolerance):
    up, down = (
        trend(value=v, year=2025, baseline=baseline, baseline_year=2023, direction=HOLD, tolerance=tolerance)
        for v in (baseline + moved, baseline - moved)
    )
    assert up == down
    assert up in (STABLE, WORSENING)


SIDES = {
    Bound.BELOW: lambda number: [number - 1, number - Decimal("0.0001")],
    Bound.UP_TO: lambda number: [number - 1, number],
    Bound.ABOVE: lambda number: [number + Decimal("0.0001"), number + 1],
    Bound.AT_LEAST: lambda number: [number, number + 1],
    Bound.EXACT: lambda number: [number],
    Bound.ABOUT: lambda number: [number],
}


@given(
    value=st.integers(0, 5).map(Decimal),
    baseline=st.integers(0, 5).map(Decimal),
    bound=st.sampled_from(Bound),
    baseline_bound=st.sampled_from(Bound),
    direction=st.sampled_from(Direction),
)
def test_an_arrow_over_bounds_is_true_of_every_value_within_them(value, baseline, bound, baseline_bound, direction):
    known = {"year": 2025, "baseline_year": 2023, "direction": direction}
    found = trend(value=value, baseline=baseline, bound=bound, baseline_bound=baseline_bound, **known)
    pairs = [(v, b) for v in SIDES[bound](value) for b in SIDES[baseline_bound](baseline)]
    arrows = {trend(value=v, baseline=b, **known) for v, b in pairs}
    assert found == NOT_COMPARABLE or arrows == {found}

"""The rule of the arrow (*attīstības tendence*), as pure functions."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.enums import Bound, Direction, Trend


@dataclass(frozen=True)
class _Side:
    """An end of an interval; no number is infinitely far, ``is_open`` leaves the number itself out."""

    number: Decimal | None
    is_open: bool = False


def trend(
    *,
    value: Decimal | None,
    year: int,
    baseline: Decimal | None,
    baseline_year: int | None,
    direction: Direction | str,
    tolerance: Decimal | None = None,
    bound: Bound | str = Bound.EXACT,
    baseline_bound: Bound | str = Bound.EXACT,
) -> Trend:
    """Judge ``value``, measured for ``year``, against the baseline.

    ``value`` and ``baseline`` are in the same unit, each with its bound; ``baseline_year`` is the calendar year of the baseline or
    the year in which its school year ends, None where the document prints none; ``tolerance`` is in percent of the baseline and
    counts only for an indicator that should hold steady (``Direction.HOLD``).

    The rule, which every row of Jūrmala's report for 2025 follows: nothing measured → not measured; a baseline set in the very
    period that is measured or later, or no baseline at all → not comparable; within the tolerance of one that should hold steady,
    or equal to the baseline → stable; moved in the wished direction → improving; else → worsening. Where a bound does not
    decide between these (below 5% against 3%) → not comparable.
    """
    if value is None:
        return Trend.NOT_MEASURED
    if baseline is None or (baseline_year is not None and year <= baseline_year):
        return Trend.NOT_COMPARABLE
    low, high = _difference(_interval(value, bound), _interval(baseline, baseline_bound))
    if direction == Direction.HOLD:
        return _held(low, high, abs(baseline) * (tolerance or Decimal(0)) / 100)
    if low.number == high.number == 0:
        return Trend.STABLE
    if _is_above(low, 0) or _is_below(high, 0):
        return Trend.IMPROVING if _is_above(low, 0) == (direction == Direction.UP) else Trend.WORSENING
    return Trend.NOT_COMPARABLE


def _interval(number, bound):
    """Where the true value lies; what is about a number is taken for it."""
    ends = {
        Bound.BELOW: (_Side(None), _Side(number, is_open=True)),
        Bound.UP_TO: (_Side(None), _Side(number)),
        Bound.ABOVE: (_Side(number, is_open=True), _Side(None)),
        Bound.AT_LEAST: (_Side(number), _Side(None)),
    }
    return ends.get(Bound(bound), (_Side(number), _Side(number)))


def _difference(value, baseline):
    """The interval in which value − baseline lies."""
    return _minus(value[0], baseline[1]), _minus(value[1], baseline[0])


def _minus(one, other):
    if one.number is None or other.number is None:
        return _Side(None)
    return _Side(one.number - other.number, one.is_open or other.is_open)


def _is_above(low, limit):
    """Whether everything from ``low`` upwards is more than ``limit``."""
    return low.number is not None and (low.number > limit or (low.number == limit and low.is_open))


def _is_below(high, limit):
    return high.number is not None and (high.number < limit or (high.number == limit and high.is_open))


def _held(low, high, allowed):
    within = low.number is not None and high.number is not None and -allowed <= low.number and high.number <= allowed
    if within:
        return Trend.STABLE
    return Trend.WORSENING if _is_above(low, allowed) or _is_below(high, -allowed) else Trend.NOT_COMPARABLE

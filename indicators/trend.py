"""The rule of the arrow (*attīstības tendence*), as a pure function."""

from decimal import Decimal

from indicators.enums import Direction, Trend


def trend(
    *,
    value: Decimal | None,
    year: int,
    baseline: Decimal | None,
    baseline_year: int | None,
    direction: Direction | str,
    tolerance: Decimal | None = None,
) -> Trend:
    """Judge ``value``, measured for ``year``, against the baseline.

    ``value`` and ``baseline`` are in the same unit; ``baseline_year`` is the calendar year of the baseline or the year in which its
    school year ends, None where the document prints none; ``tolerance`` is in percent of the baseline and counts only for an
    indicator that should hold steady (``Direction.HOLD``).

    The rule, which every row of Jūrmala's report for 2025 follows: nothing measured → not measured; a baseline set in the very
    period that is measured, or no baseline at all → not comparable; within the tolerance of one that should hold steady, or equal
    to the baseline → stable; moved in the wished direction → improving; else → worsening.
    """
    if value is None:
        return Trend.NOT_MEASURED
    if baseline is None or baseline_year == year:
        return Trend.NOT_COMPARABLE
    moved = value - baseline
    if direction == Direction.HOLD:
        allowed = abs(baseline) * (tolerance or Decimal(0)) / 100
        return Trend.STABLE if abs(moved) <= allowed else Trend.WORSENING
    if moved == 0:
        return Trend.STABLE
    return Trend.IMPROVING if (moved > 0) == (direction == Direction.UP) else Trend.WORSENING

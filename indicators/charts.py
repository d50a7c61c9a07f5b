"""Geometry of the small and the large line chart of an indicator row. Plain data; the templates only draw it."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from math import floor, log10

from django.utils.text import capfirst

from indicators.enums import Bound
from indicators.figures import band, bounded, lv_decimal, target_figure, with_unit, year_in_words
from indicators.models import IndicatorRow

SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 120, 32, 5
#: The large chart: pixels from top to bottom, percent of the width from side to side, so that its letters never shrink.
HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 280, 28, 36, 14.0, 94.0


@dataclass(frozen=True)
class Series:
    """The numbers of one row: the baseline and its place in time, measured values and targets, each as (year, value)."""

    baseline: tuple[int, float] | None
    measured: list[tuple[int, float]]
    targets: list[tuple[int, float]]
    band: tuple[float, float] | None = None
    #: bounds: of the baseline under 0, of what was measured and aimed at by year
    bounds: dict[int, str] = field(default_factory=dict)
    target_bounds: dict[int, str] = field(default_factory=dict)

    @property
    def points(self) -> list[tuple[int, float]]:
        """All numbers, baseline first."""
        return ([self.baseline] if self.baseline else []) + self.measured + self.targets

    @property
    def line(self) -> list[tuple[int, float]]:
        """What the drawn line goes through: from the baseline to the last measured value."""
        earlier = self.baseline and all(year > self.baseline[0] for year, _ in self.measured)
        return ([self.baseline] if earlier else []) + self.measured


@dataclass(frozen=True)
class Spark:
    """A line of 120 × 32 units; coordinates are texts with a decimal point."""

    title: str
    line: str
    baseline_y: str
    dots: list[tuple[str, str]]
    targets: list[tuple[str, str]]
    band: tuple[str, str] | None = None


@dataclass(frozen=True)
class Mark:
    """A point of the large chart; ``x`` in percent, ``y`` and ``label_y`` in pixels, as texts with a decimal point."""

    x: str
    y: str
    label: str
    label_y: str


@dataclass(frozen=True)
class Chart:
    """The large chart."""

    title: str
    height: int
    left: str
    right: str
    axis_y: str
    grid: list[tuple[str, str, str]]
    years: list[tuple[str, int]]
    segments: list[tuple[str, str, str, str]]
    baseline: Mark | None
    baseline_y: str
    measured: list[Mark]
    targets: list[Mark]
    band: tuple[str, str] | None = field(default=None)


def series(row: IndicatorRow) -> Series:
    """The numbers of a row; a baseline without a year stands a year before the plan. Needs targets and measurements prefetched."""
    baseline = None
    if row.baseline_value is not None:
        baseline = (row.baseline_year or row.indicator.plan.period_start - 1, float(row.baseline_value))
    sums = [(target.year, target.value_against(row.baseline_value)) for target in row.targets.all()]
    limits = None
    if row.tolerance is not None and row.baseline_value is not None:
        low, high = band(row.baseline_value, row.tolerance)
        limits = (float(low), float(high))
    return Series(
        baseline=baseline,
        measured=[(m.year, float(m.value)) for m in row.measurements.all() if m.value is not None],
        targets=[(year, float(value)) for year, value in sums if value is not None],
        band=limits,
        bounds={0: row.baseline_bound} | {m.year: m.bound for m in row.measurements.all() if m.bound},
        target_bounds={target.year: target.kind for target in row.targets.all() if target.kind in Bound.values},
    )


def describe(row: IndicatorRow) -> str:
    """The chart in words, for whoever does not see it."""
    parts = []
    if row.baseline_value is not None:
        year = year_in_words(row.baseline_year, row.baseline_is_school_year)
        baseline = with_unit(row.baseline_value, row.unit, bound=row.baseline_bound)
        parts.append(f"bāzes vērtība {baseline}{f' ({year})' if year else ''}")
    measured = [m for m in row.measurements.all() if m.value is not None]
    parts += [f"{m.year}: {with_unit(m.value, row.unit, bound=m.bound)}" for m in measured]
    for target in row.targets.all():
        figure = target_figure(row, target)
        if figure.number:
            parts.append(f"mērķis {target.year}: {figure.number}")
    return capfirst("; ".join(parts))


def spark(row: IndicatorRow) -> Spark | None:
    """The small line of a row; None where it has fewer than two numbers, which make no line."""
    numbers = series(row)
    if len(numbers.points) < 2:
        return None
    years = [year for year, _ in numbers.points] + [row.indicator.plan.period_end]
    values = [value for _, value in numbers.points] + list(numbers.band or ())
    x = _scale(min(years), max(years), SPARK_PAD, SPARK_WIDTH - SPARK_PAD)
    y = _scale(min(values), max(values), SPARK_HEIGHT - SPARK_PAD, SPARK_PAD)

    def place(points):
        return [(f"{x(year):.1f}", f"{y(value):.1f}") for year, value in points]

    return Spark(
        title=describe(row),
        line=" ".join(f"{px},{py}" for px, py in place(numbers.line)),
        baseline_y=f"{y(numbers.baseline[1]):.1f}" if numbers.baseline else "",
        dots=place(numbers.measured),
        targets=place(numbers.targets),
        band=_band(y, numbers.band),
    )


def chart(row: IndicatorRow) -> Chart | None:
    """The large chart of a row; None where it has fewer than two numbers."""
    numbers = series(row)
    if len(numbers.points) < 2:
        return None
    plan = row.indicator.plan
    years = sorted({year for year, _ in numbers.points} | set(plan.years))
    grid = ticks([value for _, value in numbers.points] + list(numbers.band or ()))
    x = _scale(years[0], years[-1], LEFT, RIGHT)
    y = _scale(grid[0], grid[-1], HEIGHT - BOTTOM, TOP)
    above = dict(numbers.targets)
    measured = [
        _mark(x, y, point, numbers.bounds.get(point[0], ""), under=above.get(point[0], point[1]) > point[1])
        for point in numbers.measured
    ]
    below = {year: value for year, value in numbers.measured if value > above.get(year, value)}
    same = numbers.baseline in numbers.measured
    return Chart(
        title=describe(row),
        height=HEIGHT,
        left="0%",
        right="100%",
        axis_y=f"{HEIGHT - BOTTOM}",
        grid=[(f"{y(tick):.1f}", f"{y(tick) - 4:.1f}", lv_decimal(Decimal(str(tick)))) for tick in grid],
        years=[(f"{x(year):.2f}%", year) for year in years],
        segments=_segments(x, y, numbers.line),
        baseline=_mark(x, y, numbers.baseline, numbers.bounds[0]) if numbers.baseline and not same else None,
        baseline_y=f"{y(numbers.baseline[1]):.1f}" if numbers.baseline else "",
        measured=measured,
        targets=[
            _mark(x, y, point, numbers.target_bounds.get(point[0], ""), under=point[0] in below)
            for point in numbers.targets
        ],
        band=_band(y, numbers.band),
    )


def ticks(values: list[float]) -> list[float]:
    """Three to six round numbers that span the values; from zero where the lowest value is not far above it."""
    low, high = min(values), max(values)
    if 0 <= low < 0.4 * high or low == high == 0:
        low = 0
    if low == high:
        low, high = min(low, 0), max(high, 1 if high == 0 else 0)
    rough = (high - low) / 4
    power = 10 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return [round(number * step, 6) for number in range(first, last + 1)]


def _scale(low, high, start, end):
    """A function from low…high to start…end; everything lands in the middle where low is high."""
    if low == high:
        return lambda value: (start + end) / 2
    return lambda value: start + (value - low) * (end - start) / (high - low)


def _mark(x, y, point, bound, under=False):
    year, value = point
    label = bounded(lv_decimal(Decimal(str(value))), bound)
    return Mark(f"{x(year):.2f}%", f"{y(value):.1f}", label, f"{y(value) + (22 if under else -11):.1f}")


def _segments(x, y, points):
    ends = [(f"{x(year):.2f}%", f"{y(value):.1f}") for year, value in points]
    return [(*start, *end) for start, end in pairwise(ends)]


def _band(y, limits):
    if limits is None:
        return None
    low, high = y(limits[0]), y(limits[1])
    return f"{high:.1f}", f"{max(low - high, 1):.1f}"

"""What the pages show of a row: a line of the list, and a line for each year."""

from dataclasses import dataclass, replace

from indicators.charts import Spark, spark
from indicators.enums import Trend
from indicators.figures import (
    Figure,
    baseline_figure,
    lv_decimal,
    target_figure,
    trend_reason,
    value_figure,
    year_in_words,
)
from indicators.models import IndicatorRow, Measurement
from plans.enums import PreventionLevel
from plans.models import Plan


@dataclass(frozen=True)
class ListLine:
    """One row in the list of a plan's indicators, for one year."""

    row: IndicatorRow
    baseline: Figure
    value: Figure
    targets: list[tuple[int, Figure]]
    trend: Trend
    trend_reason: str
    spark: Spark | None

    @property
    def title(self) -> str:
        """What the row is called among its neighbours: a mere part of an indicator goes by its label."""
        row = self.row
        return row.name if row.is_first or row.own_name else row.label or row.name

    @property
    def part_of(self) -> str:
        """What a mere part is a part of; empty where the title is a name of its own."""
        return self.row.name if self.title != self.row.name else ""

    @property
    def label(self) -> str:
        """The printed label, where the title does not say it already."""
        return "" if self.row.label == self.title else self.row.label

    @property
    def code(self) -> str:
        """The national code, where the name does not say it already."""
        return "" if self.row.code in self.row.name else self.row.code


@dataclass(frozen=True)
class LevelLines:
    """The lines of one prevention level."""

    level: PreventionLevel
    lines: list[ListLine]


@dataclass(frozen=True)
class YearLine:
    """One year of a row: what was measured, what should be reached, and whether the year takes values now."""

    year: int
    heading: str
    value: Figure
    parts: str
    target: Figure | None
    trend: Trend | None
    trend_reason: str
    note: str
    measurement: Measurement | None
    is_open: bool


def list_line(row: IndicatorRow, year: int, target_years: list[int]) -> ListLine:
    """A row in the list; needs targets and measurements prefetched."""
    trend = row.trend_for(year)
    return ListLine(
        row=row,
        baseline=baseline_figure(row),
        value=value_figure(row, row.measurement_for(year)),
        targets=[(each, target_figure(row, row.target_for(each))) for each in target_years],
        trend=trend,
        trend_reason=trend_reason(row, trend, year),
        spark=spark(row),
    )


def target_years(plan: Plan, rows: list[IndicatorRow]) -> list[int]:
    """The plan's target years, and every other year for which a row has a target; needs targets prefetched."""
    return sorted(
        {target.year for target in plan.target_years.all()} | {t.year for row in rows for t in row.targets.all()}
    )


def by_level(rows: list[IndicatorRow], year: int, target_years: list[int]) -> list[LevelLines]:
    """The list in levels, in the order of the document; levels without rows are left out."""
    sections = []
    for row in rows:
        level = PreventionLevel(row.indicator.level)
        if not sections or sections[-1].level != level:
            sections.append(LevelLines(level, []))
        sections[-1].lines.append(list_line(row, year, target_years))
    return sections


def year_lines(row: IndicatorRow, plan: Plan, open_years: list[int]) -> list[YearLine]:
    """The baseline first, where it has a number, then every year of the plan and whatever else is measured or aimed at."""
    years = {*plan.years, *(m.year for m in row.measurements.all()), *(t.year for t in row.targets.all())}
    baseline = [_baseline_line(row)] if row.baseline_value is not None else []
    return baseline + [_year_line(row, year, year in open_years) for year in sorted(years)]


def parts_in_words(numerator, denominator) -> str:
    """203 no 3 241; with one part missing, what there is."""
    if numerator is None and denominator is None:
        return ""
    if denominator is None:
        return f"skaitītājs {lv_decimal(numerator)}"
    return (
        f"{lv_decimal(numerator)} no {lv_decimal(denominator)}"
        if numerator is not None
        else f"no {lv_decimal(denominator)}"
    )


def _baseline_line(row):
    year = year_in_words(row.baseline_year, row.baseline_is_school_year)
    return YearLine(
        year=0,
        heading=f"Bāzes vērtība{f' ({year})' if year else ''}",
        value=replace(baseline_figure(row), year=""),
        parts=parts_in_words(row.baseline_numerator, row.baseline_denominator),
        target=None,
        trend=None,
        trend_reason="",
        note="",
        measurement=None,
        is_open=False,
    )


def _year_line(row, year, is_open):
    measurement, target = row.measurement_for(year), row.target_for(year)
    trend = row.trend_for(year) if measurement else None
    return YearLine(
        year=year,
        heading=f"{year}. gads",
        value=value_figure(row, measurement),
        parts=parts_in_words(measurement.numerator, measurement.denominator) if measurement else "",
        target=target_figure(row, target) if target else None,
        trend=trend,
        trend_reason=trend_reason(row, trend, year) if trend else "",
        note=measurement.note if measurement else "",
        measurement=measurement,
        is_open=is_open,
    )

"""The indicator table: its columns, and from stored rows to printed ones."""

from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.utils.text import capfirst

from indicators.enums import Trend
from indicators.figures import trend_reason
from indicators.lines import target_years
from indicators.models import IndicatorRow, Measurement
from monitoring.enums import Status
from plans.enums import PreventionLevel
from plans.models import Plan
from pmp.common.numbers import number_anchor
from reports.document.blocks import Cell, ColumnKind, Group, Level, Row, Table, Width
from reports.document.columns import BOLD, MEDIUM, ColumnSpec, cells, columns, words


@dataclass(frozen=True)
class Measured:
    """An indicator row and what was measured of it in a year; what the cells of its printed row are made from."""

    row: IndicatorRow
    year: int
    measurement: Measurement | None
    trend: Trend

    @property
    def mark(self) -> str:
        """By which people know it: 2b."""
        return self.row.mark

    @property
    def anchor(self) -> str:
        """The row's id on the page and in the PDF."""
        number = self.row.indicator.number_key
        # An indicator 2b is not the second row of indicator 2.
        apart = "" if number[-1:].isdecimal() else "_"
        return f"raditajs-{number_anchor(number)}{apart}{self.row.letter}"

    @property
    def name(self) -> str:
        """A sub-row without a name of its own goes by its label; the first row says the indicator's name as well."""
        row = self.row
        code = f" ({row.code})" if row.code and row.code not in row.name else ""
        if not row.label or row.label == row.own_name:
            return f"{row.name}{code}"
        return f"{row.name}{code}: {row.label}" if row.is_first or row.own_name else row.label

    @property
    def value(self) -> str:
        """The value as it was printed, or that there is none."""
        return (self.measurement.printed if self.measurement else "") or Status.NO_DATA.label


def measured_rows(plan: Plan, year: int, *, with_targets: bool = True) -> list[Measured]:
    """Every indicator row of the plan in its order, and what was measured of it. Makes 3 queries, 2 without targets."""
    rows = IndicatorRow.objects.filter(indicator__plan=plan)
    rows = rows.with_figures() if with_targets else rows.with_measurements()
    return [Measured(row, year, row.measurement_for(year), row.trend_for(year)) for row in rows]


def indicator_table(plan: Plan, year: int, rows: list[Measured], caption: str) -> Table:
    """Every level that has indicators, and their rows. Queries unless ``target_years`` is prefetched."""
    specs = indicator_columns(plan, target_years(plan, [measured.row for measured in rows]))
    levels = {level: [row for row in rows if row.row.indicator.level == level] for level in PreventionLevel.values}
    return Table(
        key="indicators",
        caption=caption,
        columns=columns(specs, plan, year),
        levels=tuple(_level(plan, level, own, specs) for level, own in levels.items() if own),
        empty="Plānā vēl nav rādītāju.",
    )


def indicator_columns(plan: Plan, years: list[int]) -> list[ColumnSpec]:
    """The columns of the indicator table: nine for two target ``years``."""
    return [
        ColumnSpec("number", ColumnKind.NUMBER, Width(8), _number, heading="Nr."),
        ColumnSpec("indicator", ColumnKind.NAME, Width(48, MEDIUM * BOLD), words(lambda source: source.name)),
        ColumnSpec("baseline", ColumnKind.WORDS, Width(24, MEDIUM), words(lambda source: source.row.baseline_printed)),
        *(_target_column(plan, year) for year in years),
        ColumnSpec("source", ColumnKind.LIST, Width(24, MEDIUM, line=10), _sources),
        ColumnSpec("value", ColumnKind.VALUE, Width(20, MEDIUM * BOLD), _value),
        ColumnSpec("trend", ColumnKind.TREND, Width(25, MEDIUM), _trend),
        ColumnSpec("note", ColumnKind.NOTE, Width(44, MEDIUM), _note),
    ]


def _target_column(plan, year) -> ColumnSpec:
    """*Sasniedzamā tendence 2027.*"""
    heading = f"{plan.heading('targets', year)} {year}."
    return ColumnSpec(f"target-{year}", ColumnKind.WORDS, Width(20, MEDIUM), partial(_target, year=year), heading)


def _level(plan, level, rows, specs) -> Level:
    groups = groupby(rows, key=lambda source: source.row.indicator_id)
    return Level(level, plan.level_heading(level), tuple(Group(tuple(_rows(own, specs))) for _, own in groups))


def _rows(sources, specs):
    for source in sources:
        yield Row(source.anchor, cells(specs, source), is_sub=not source.row.is_first)


# Cells ----------------------------------------------------------------------------------------------------------------


def _number(source) -> Cell:
    """Documents print an indicator's number once."""
    return Cell(source.row.indicator.number) if source.row.is_first else Cell(repeated=source.mark)


def _target(source, year) -> Cell:
    target = source.row.target_for(year)
    return Cell(target.printed if target else "")


def _sources(source) -> Cell:
    return Cell("\n".join(source.row.sources))


def _value(source) -> Cell:
    is_measured = bool(source.measurement and source.measurement.value is not None)
    return Cell(source.value, is_missing=not is_measured)


def _trend(source) -> Cell:
    if reason := trend_reason(source.row, source.trend, source.year):
        return Cell(f"{capfirst(reason)} ({Trend.NOT_COMPARABLE.label})", state=source.trend)
    return Cell(source.trend.label, state=source.trend)


def _note(source) -> Cell:
    if source.measurement is None:
        return Cell()
    note, reason = source.measurement.note, source.measurement.missing_reason
    return Cell("\n".join(text for text in [note, reason if reason not in note else ""] if text))

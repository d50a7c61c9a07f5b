"""Indicators in a plan's document: by number with their rows, and for readers once more row by row as documents print them."""

import re
from typing import Annotated

from django.db.models import QuerySet
from pydantic import AfterValidator, Field, model_validator

from indicators.enums import Bound, Direction, TargetKind, Trend, Unit
from indicators.models import Indicator, IndicatorRow, Measurement, Target
from plans.enums import PreventionLevel
from plans.models import Plan
from pmp.common.numbers import letter_at
from pmp.common.parts import Part, Text, Year, by_year, figure, slip, store, text


def _as_lines(sources):
    """One text each, as the column keeps them."""
    together = "\n".join(sources)
    return together.split("\n") if together else []


def _small_letters(letter):
    if not re.fullmatch("[a-z]*", letter):
        raise slip(f"var būt tikai mazie burti no a līdz z, bet ir „{letter}”")
    return letter


def _with_letters(rows):
    """Rows that do not say their letter get that of their place."""
    return [
        row if row.letter is not None else row.model_copy(update={"letter": letter_at(row.order or place)})
        for place, row in enumerate(rows, 1)
    ]


class _Figure(Part):
    """A value with its bound, and perhaps a share of a whole."""

    @model_validator(mode="after")
    def _bound_of_a_value(self):
        if self.bound and self.value is None:
            raise slip(f"robežu „bound” norāda tikai kopā ar skaitli „value”: „{self.bound}”")
        return self

    @model_validator(mode="after")
    def _of_something(self):
        if self.denominator is not None and self.denominator <= 0:
            raise slip(f"saucējs „denominator” nav lielāks par nulli: „{self.denominator}”")
        return self


class BaselinePart(_Figure):
    """The value from which an indicator starts; ``year`` is the one in which a school year ends."""

    printed: Text = ""
    value: figure(IndicatorRow, "baseline_value") = None
    bound: Bound = Bound.EXACT
    numerator: figure(IndicatorRow, "baseline_numerator") = None
    denominator: figure(IndicatorRow, "baseline_denominator") = None
    year: Year | None = None
    school_year: bool = False


class TargetPart(Part):
    """What is to be reached in a year: to the letter, and typed by its kind."""

    printed: Text = ""
    kind: TargetKind = TargetKind.VALUE
    amount: figure(Target, "amount") = None

    @model_validator(mode="after")
    def _amount_by_kind(self):
        without = self.kind in (TargetKind.DIRECTION, TargetKind.TO_BE_SET, TargetKind.NONE)
        if without != (self.amount is None):
            raise slip(f"mērķim ar veidu „{self.kind}” skaitlis „amount” {'nav jānorāda' if without else 'jānorāda'}")
        return self


class MeasurementPart(_Figure):
    """What was measured for a year, or why there is nothing."""

    printed: Text = ""
    value: figure(Measurement, "value") = None
    bound: Bound = Bound.EXACT
    numerator: figure(Measurement, "numerator") = None
    denominator: figure(Measurement, "denominator") = None
    note: Text = ""
    missing_reason: Text = ""


class RowPart(Part):
    """One row of an indicator; ``order`` is its place unless that is the one after the row before.

    ``letter`` may be left out: then its place gives it, none for the first, b for the second.
    """

    letter: Annotated[text(IndicatorRow, "letter"), AfterValidator(_small_letters)] | None = None
    label: Text = ""
    name: Text = ""
    code: text(IndicatorRow, "own_code") = ""
    unit: Unit = Unit.PERCENT
    direction: Direction
    tolerance: figure(IndicatorRow, "tolerance") = None
    baseline: BaselinePart = Field(default_factory=BaselinePart)
    targets: by_year(TargetPart) = {}
    sources: Annotated[list[Text], AfterValidator(_as_lines)] = []
    values: by_year(MeasurementPart) = {}
    note: Text = ""
    order: Annotated[int, Field(ge=1, le=32767)] | None = None

    @model_validator(mode="after")
    def _tolerance_to_hold(self):
        if self.tolerance is not None and (self.direction != Direction.HOLD or self.tolerance < 0):
            raise slip("pielaidi „tolerance” norāda tikai rādītājam, kas jāsaglabā („hold”), un tā nav negatīva")
        return self

    @classmethod
    def of(cls, row: IndicatorRow, place: int) -> "RowPart":
        """The part of a stored row that stands at ``place`` among its indicator's."""
        return cls.from_row(
            row,
            name=row.own_name,
            code=row.own_code,
            baseline=_baseline(row),
            targets={target.year: TargetPart.from_row(target) for target in row.targets.all()},
            sources=row.sources_text.split("\n"),
            values={m.year: MeasurementPart.from_row(m) for m in row.measurements.all()},
            order=None if row.order == place else row.order,
        )

    def row(self, indicator: Indicator, place: int) -> IndicatorRow:
        """The row of ``indicator`` that this part describes, not stored yet."""
        baseline = {f"baseline_{name}": value for name, value in self.baseline if name != "school_year"}
        own = {name: value for name, value in self.columns(IndicatorRow).items() if name != "order"}
        return IndicatorRow(
            **own,
            **baseline,
            indicator=indicator,
            own_name=self.name,
            own_code=self.code,
            baseline_is_school_year=self.baseline.school_year,
            sources_text="\n".join(self.sources),
            order=self.order or place,
        )


class IndicatorPart(Part):
    """A numbered indicator with its rows."""

    number: text(Indicator, "number")
    level: PreventionLevel
    name: Text
    code: text(Indicator, "code") = ""
    note: Text = ""
    rows: Annotated[list[RowPart], AfterValidator(_with_letters)] = []

    def places(self) -> list[tuple[RowPart, int]]:
        """The rows with the order they have where they name none."""
        return [(row, place) for place, row in enumerate(self.rows, 1)]


class PrintedTarget(TargetPart):
    """A target with the number to reach, which may follow from the baseline."""

    value: figure(Target, "amount") = None


class PrintedValue(MeasurementPart):
    """A measured value with its arrow."""

    trend: Trend


class PrintedRow(Part):
    """An indicator's row as readers know it: what it has from its indicator filled in."""

    number: Text
    mark: Text
    level: PreventionLevel
    name: Text
    row: Text
    code: Text
    unit: Unit
    direction: Direction
    tolerance: figure(IndicatorRow, "tolerance")
    baseline: BaselinePart
    targets: dict[Year, PrintedTarget]
    sources: list[Text]
    values: dict[Year, PrintedValue]
    note: Text


def printed_rows(parts: list[IndicatorPart]) -> list[PrintedRow]:
    """Every row of the indicators, in order."""
    return [_printed_row(part, row, place) for part in parts for row, place in part.places()]


def indicators_of(plan: Plan) -> list[IndicatorPart]:
    """The indicators of ``plan``, in a constant number of queries."""
    return [
        IndicatorPart.from_row(
            indicator, rows=[RowPart.of(row, place) for place, row in enumerate(indicator.rows.all(), 1)]
        )
        for indicator in _with_figures(plan)
    ]


def write_indicators(parts: list[IndicatorPart], plan: Plan) -> None:
    """Store the indicators as rows of ``plan``."""
    indicators = [
        (part, Indicator(plan=plan, order=order, **part.columns(Indicator))) for order, part in enumerate(parts, 1)
    ]
    store([row for _, row in indicators])
    rows = [(part, part.row(indicator, place)) for of, indicator in indicators for part, place in of.places()]
    store([row for _, row in rows])
    store([Target(row=row, year=year, **t.columns(Target)) for part, row in rows for year, t in part.targets.items()])
    store(
        [
            Measurement(row=row, year=year, **measured.columns(Measurement))
            for part, row in rows
            for year, measured in part.values.items()
        ]
    )


def _with_figures(plan) -> QuerySet[Indicator]:
    return plan.indicators.prefetch_related("rows__targets", "rows__measurements")


def _baseline(row):
    values = {name: getattr(row, f"baseline_{name}") for name in BaselinePart.model_fields if name != "school_year"}
    return BaselinePart(**values, school_year=row.baseline_is_school_year)


def _printed_row(part, row_part, place):
    """The model knows how names, marks, arrows and targets are worked out; so a row is made, and not stored."""
    row = row_part.row(Indicator(**part.columns(Indicator)), place)
    return PrintedRow.model_construct(
        number=part.number,
        mark=row.mark,
        level=part.level,
        name=row.name,
        row=row.label,
        code=row.code,
        unit=row_part.unit,
        direction=row_part.direction,
        tolerance=row_part.tolerance,
        baseline=row_part.baseline,
        targets={year: _printed_target(target, row.baseline_value) for year, target in row_part.targets.items()},
        sources=row.sources,
        values={year: _printed_value(measured, year, row) for year, measured in row_part.values.items()},
        note=" ".join(filter(None, [part.note if row.is_first else "", row.note])),
    )


def _printed_target(part, baseline):
    value = Target(kind=part.kind, amount=part.amount).value_against(baseline)
    return PrintedTarget.model_construct(**dict(part), value=value)


def _printed_value(part, year, row):
    return PrintedValue.model_construct(**dict(part), trend=row.trend_of(part.value, year, part.bound))

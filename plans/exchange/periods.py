"""Reporting periods in a plan's document, by the year they are reported under."""

from datetime import date, datetime

from plans.enums import PeriodState
from plans.models import Plan, ReportingPeriod
from pmp.common.parts import Part, Year, store, text


class PeriodPart(Part):
    """A period for which institutions are asked: its time (none: the calendar year), until when, and whether it is open."""

    start: date | None = None
    end: date | None = None
    label: text(ReportingPeriod, "label") = ""
    state: PeriodState = PeriodState.OPEN
    due: date | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None


def periods_of(plan: Plan) -> dict[int, PeriodPart]:
    """The periods of ``plan`` by year."""
    return {row.year: PeriodPart.from_row(row, **_own_time(row)) for row in plan.periods.all()}


def write_periods(parts: dict[Year, PeriodPart], plan: Plan) -> None:
    """Store the periods as rows of ``plan``."""
    store([_row(part, plan, year) for year, part in parts.items()])


def _own_time(row):
    start, end = ReportingPeriod.calendar_year(row.year)
    return {"start": row.start if row.start != start else None, "end": row.end if row.end != end else None}


def _row(part, plan, year):
    start, end = ReportingPeriod.calendar_year(year)
    values = part.columns(ReportingPeriod) | {"start": part.start or start, "end": part.end or end}
    return ReportingPeriod(plan=plan, year=year, **values)

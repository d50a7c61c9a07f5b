"""Reporting periods in a plan's document, by the year they are reported under."""

from datetime import date
from typing import Literal

from monitoring.models import MonitoringYear
from plans.models import Plan
from pmp.common.parts import Part, Year, store


class PeriodPart(Part):
    """A period for which institutions are asked: until when, and whether it takes answers."""

    state: Literal["open", "closed"] = "open"
    due: date | None = None


def periods_of(plan: Plan) -> dict[int, PeriodPart]:
    """The periods of ``plan`` by year."""
    return {
        row.year: PeriodPart(state="open" if row.is_open else "closed", due=row.due)
        for row in plan.monitoring_years.all()
    }


def write_periods(parts: dict[Year, PeriodPart], plan: Plan) -> None:
    """Store the periods as rows of ``plan``."""
    store(
        [
            MonitoringYear(plan=plan, year=year, due=part.due, is_open=part.state == "open")
            for year, part in parts.items()
        ]
    )

"""What was reported of the activities, in a plan's document."""

from collections import defaultdict
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from monitoring.enums import Status
from monitoring.models import Assessment
from plans.models import Activity, Plan
from pmp.common.parts import Part, Text, by_year, figure, store, text


def _cents(amount: Decimal) -> str:
    return f"{amount:.2f}"


class AssessmentPart(Part):
    """What was reported of an activity for a year; no status means that nothing was said of it."""

    status: Annotated[Status | None, BeforeValidator(lambda status: None if status == "" else status)] = None
    evaluation: Text = ""
    spent: Annotated[figure(Assessment, "spent", write=_cents), Field(ge=0)] = None
    spent_printed: text(Assessment, "spent_printed") = ""
    planned: Text = ""
    achieved: Text = ""
    impact: Text = ""
    factors: Text = ""


#: By the year it is reported under.
Reported = by_year(AssessmentPart)


def reported_of(plan: Plan) -> dict[int, Reported]:
    """What was reported of the plan's activities, by their keys; makes one query."""
    reported = defaultdict(dict)
    for row in Assessment.objects.filter(activity__plan=plan).order_by("year"):
        reported[row.activity_id][row.year] = AssessmentPart.from_row(row)
    return reported


def write_reported(reported: list[tuple[Activity, Reported]]) -> None:
    """Store what was reported of each activity."""
    store(
        [
            Assessment(activity=activity, year=year, **{**part.columns(Assessment), "status": part.status or ""})
            for activity, years in reported
            for year, part in years.items()
        ]
    )

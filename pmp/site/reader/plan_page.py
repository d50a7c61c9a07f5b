"""The plan as level → goal → activity, put together for its page from rows that are fetched already."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from monitoring.enums import Status
from monitoring.expected import is_expected
from monitoring.queries import Progress
from plans.enums import GoalListing, PartyRole, PreventionLevel
from plans.models import Activity, Goal, Plan


@dataclass
class GoalGroup:
    """A goal and those of its activities that are shown."""

    goal: Goal
    rows: list[dict] = field(default_factory=list)


@dataclass
class LevelGroup:
    """A level of prevention and its goals."""

    level: PreventionLevel
    progress: Progress
    goals: list[GoalGroup] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Of its heading on the page."""
        return f"limenis-{self.level.value}"


def plan_goals(plan: Plan) -> list[Goal]:
    """The goals of the plan's table with their expected results and other wordings. Three queries."""
    return list(plan.goals.filter(listing=GoalListing.PLAN).prefetch_related("expected_results", "variants"))


def group(rows: Iterable[tuple[Activity, dict]], goals: list[Goal], levels: dict, *, empty: bool) -> list[LevelGroup]:
    """Rows under their goals and levels, both in the plan's order.

    ``levels`` is the progress of each level; goals without rows are shown if ``empty`` says so.
    """
    shown: dict[int, GoalGroup] = {goal.pk: GoalGroup(goal) for goal in goals} if empty else {}
    by_pk = {goal.pk: goal for goal in goals}
    for activity, row in rows:
        shown.setdefault(activity.goal_id, GoalGroup(by_pk[activity.goal_id])).rows.append(row)
    groups = []
    for level in PreventionLevel:
        here = [shown[goal.pk] for goal in goals if goal.level == level and goal.pk in shown]
        if here:
            groups.append(LevelGroup(level, levels[level], here))
    return groups


def row_of(activity: Activity, year: int, url: str, *, current: bool) -> dict:
    """What the component ``activity_row`` shows of an activity from ``queries.listed``; ``current`` is open beside the list."""
    return {
        "current": current,
        "number": activity.number,
        "title": activity.title,
        "url": url,
        "meta": who(activity),
        "years": year_squares(activity, year),
        "state": Status(activity.year_status),
    }


def who(activity: Activity) -> str:
    """Who does it, in one line: who answers for it first."""
    texts = {role: " ".join(activity.parties_text(role).split()).rstrip(",;") for role in PartyRole}
    parts = [
        texts[PartyRole.LEAD],
        texts[PartyRole.INVOLVED] and f"iesaistās: {texts[PartyRole.INVOLVED]}",
        texts[PartyRole.SUPERVISING] and f"uzrauga: {texts[PartyRole.SUPERVISING]}",
    ]
    return " · ".join(part for part in parts if part)


class YearSquare(NamedTuple):
    """A year of the plan as the component ``year_squares`` shows it."""

    year: int
    planned: bool
    status: Status
    current: bool


def year_squares(activity: Activity, year: int) -> tuple[YearSquare, ...]:
    """The years of the plan; needs ``years`` prefetched, and ``all_assessments``."""
    reported = {assessment.year: assessment.state for assessment in activity.all_assessments}
    return tuple(
        YearSquare(
            year=each,
            planned=is_expected(activity, each, activity.all_assessments),
            status=reported.get(each, Status.NO_DATA),
            current=each == year,
        )
        for each in activity.plan.years
    )

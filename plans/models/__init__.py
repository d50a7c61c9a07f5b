"""The plan: goals, activities, tasks, who does them, when and with what money.

What a council adopted is kept to the letter in the ``*_printed`` fields; the typed value beside it is computed with.
"""

from plans.models.activity import (
    Activity,
    ActivityFunding,
    ActivityParty,
    ActivityQuerySet,
    ActivityYear,
    ProgrammeLink,
    WordingVariant,
    planned_in,
)
from plans.models.goal import ExpectedResult, Goal
from plans.models.period import ReportingPeriod
from plans.models.plan import Abbreviation, CouncilDecision, Plan, PlanQuerySet, PlanSection, TargetYear, year_field
from plans.models.shared import Party, PrintedParties, Term
from plans.models.task import Task, TaskParty

__all__ = [
    "Abbreviation",
    "Activity",
    "ActivityFunding",
    "ActivityParty",
    "ActivityQuerySet",
    "ActivityYear",
    "CouncilDecision",
    "ExpectedResult",
    "Goal",
    "Party",
    "Plan",
    "PlanQuerySet",
    "PlanSection",
    "PrintedParties",
    "ProgrammeLink",
    "ReportingPeriod",
    "TargetYear",
    "Task",
    "TaskParty",
    "Term",
    "WordingVariant",
    "planned_in",
    "year_field",
]

"""``PlanDocument``: the one form of a plan outside the database (format: docs/plan-json.md)."""

from typing import Annotated, Literal, Self

from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import AfterValidator, computed_field

from indicators.exchange import IndicatorPart, PrintedRow, indicators_of, printed_rows, write_indicators
from monitoring.exchange import Reported, reported_of, write_reported
from plans.enums import GoalListing
from plans.exchange.periods import PeriodPart, periods_of, write_periods
from plans.exchange.reading import activity_values, goal_values, goals_of, plan_values
from plans.exchange.schema import ActivityPart, GoalPart, PlanPart
from plans.exchange.writing import write_goals, write_plan
from plans.models import Plan
from pmp.accounts.exchange import InstitutionPart, MunicipalityPart, labels_of, write_institutions
from pmp.accounts.models import Municipality
from pmp.common.latvian import sort_key
from pmp.common.parts import Part, by_year
from pmp.exchange.checks import check
from pmp.exchange.slips import refusal_by_models
from reports.exchange import ReportPart, reports_of, write_reports

#: Raised by one whenever a reader of the document would have to change.
FORMAT = 1


def _by_name(institutions):
    return sorted(institutions, key=lambda institution: sort_key(institution.name))


class Activity(ActivityPart):
    """An activity with what was reported of it."""

    reported: Reported = {}


class Goal(GoalPart):
    """A goal whose activities know what was reported."""

    activities: list[Activity] = []


class Head(Part):
    """What a document begins with."""

    format: Literal[FORMAT] = FORMAT
    municipality: MunicipalityPart
    institutions: Annotated[list[InstitutionPart], AfterValidator(_by_name)] = []


class PlanDocument(PlanPart, Head):
    """A whole plan with everything that belongs to it; two documents are equal when they say the same."""

    strategic_goals: list[Goal] = []
    goals: list[Goal] = []
    numbered_indicators: list[IndicatorPart] = []
    reporting_periods: by_year(PeriodPart) = {}
    reports: by_year(ReportPart) = {}

    @computed_field
    @property
    def indicators(self) -> list[PrintedRow]:
        """The rows of the indicators as they are printed, each with what it has from its indicator."""
        return printed_rows(self.numbered_indicators)

    @classmethod
    def from_db(cls, plan: Plan) -> Self:
        """Everything that is stored of ``plan``, in a constant number of queries."""
        institutions = list(plan.municipality.institutions.all())
        goals = _goals(plan, labels_of(institutions), reported_of(plan))
        return cls(
            municipality=MunicipalityPart.from_row(plan.municipality),
            institutions=[InstitutionPart.of(row) for row in institutions],
            **plan_values(plan),
            strategic_goals=goals[GoalListing.STRATEGIC],
            goals=goals[GoalListing.PLAN],
            numbered_indicators=indicators_of(plan),
            reporting_periods=periods_of(plan),
            reports=reports_of(plan),
        )

    @transaction.atomic
    def to_db(self, *, municipality: Municipality | None = None) -> Plan:
        """Store the document as a new plan, whole or not at all, and return the plan.

        The plan is for ``municipality``, else for the one the document names, which is made where it is missing. Raises
        ``DocumentRefused`` for what the schema cannot see and for what the database has already.
        """
        check(self)
        try:
            municipality = municipality or self.municipality.to_db()
            institutions = write_institutions(self.institutions, municipality)
            plan = write_plan(self, municipality)
        except ValidationError as error:
            raise refusal_by_models(error) from error
        activities = write_goals(self, plan, institutions)
        write_indicators(self.numbered_indicators, plan)
        write_periods(self.reporting_periods, plan)
        write_reported([(row, part.reported) for part, row in activities])
        write_reports(self.reports, plan)
        return plan


def _goals(plan, labels, reported):
    """The goals of each list, by ``GoalListing``."""
    lists = {listing: [] for listing in GoalListing}
    for goal in goals_of(plan):
        activities = [
            Activity.from_row(row, **activity_values(row, labels), reported=reported.get(row.pk, {}))
            for row in goal.activities.all()
        ]
        lists[goal.listing].append(Goal.from_row(goal, **goal_values(goal), activities=activities))
    return lists

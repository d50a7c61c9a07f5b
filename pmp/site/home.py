"""What each role needs first on the home page of a municipality; the page shows one part for each role one has."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from indicators.models import IndicatorRow
from indicators.queries import unmeasured
from monitoring import queries
from monitoring.enums import Status
from monitoring.rules import ANSWERING
from plans.enums import PartyRole
from plans.models import Activity, ActivityParty, Plan, ReportingPeriod
from plans.periods import period_of
from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, Membership, User
from pmp.accounts.rules import has_role, institutions_of
from pmp.common.models import ChangeSet
from pmp.site.changes import trail
from reports.charts import LevelChart, level_chart
from reports.document import Glance, glance

#: How many rows a list on the home page shows before it points to the whole list.
SHOWN = 40


@dataclass(frozen=True)
class CoordinatorPart:
    """What is left to answer for one's institutions, and what is answered."""

    institutions: list[Institution]
    has_activities: bool
    progress: queries.Progress
    remaining: list[Activity]
    answered: list[Activity]


@dataclass(frozen=True)
class EditorPart:
    """How far the year is and what is missing."""

    progress: queries.Progress
    by_level: list[tuple]
    by_institution: list[tuple]
    remaining: list[Activity]
    rows_total: int
    rows_measured: int
    rows_missing: list[IndicatorRow]


@dataclass(frozen=True)
class AdministratorPart:
    """How many people have a role, and the latest changes."""

    people: int
    latest: list[ChangeSet]


@dataclass(frozen=True)
class Home:
    """The home page of one person in one municipality; a part is None where the person lacks its role."""

    plan: Plan
    year: int
    period: ReportingPeriod | None
    days_left: int | None
    coordinator: CoordinatorPart | None
    editor: EditorPart | None
    report: Glance | None
    chart: LevelChart | None
    administrator: AdministratorPart | None

    @property
    def is_open(self) -> bool:
        """Whether answers and measured values of the year may be given and changed."""
        return bool(self.period and self.period.is_open)

    @property
    def asks_for_answers(self) -> bool:
        """Whether the date by which answers are due concerns this person."""
        return bool(self.coordinator or self.editor)


def home_of(user: User, plan: Plan, today: date | None = None) -> Home:
    """Put the page together; a constant number of queries, whatever the plan's rows."""
    today = today or timezone.localdate()
    year = queries.default_year(plan, today)
    period = period_of(plan, year)
    due = period.due if period and period.is_open else None
    institutions = institutions_of(user, plan.municipality)
    report = glance(plan, year) if has_role(user, plan.municipality, Role.COUNCIL) else None
    return Home(
        plan=plan,
        year=year,
        period=period,
        days_left=(due - today).days if due else None,
        coordinator=_coordinator(institutions, plan, year) if institutions else None,
        editor=_editor(plan, year) if has_role(user, plan.municipality, Role.EDITOR) else None,
        report=report,
        chart=level_chart(report.figures) if report else None,
        administrator=_administrator(plan) if has_role(user, plan.municipality, Role.ADMINISTRATOR) else None,
    )


def _coordinator(institutions, plan, year):
    parts = ActivityParty.objects.filter(activity__plan=plan, institution__in=institutions, role__in=ANSWERING)
    roles = list(parts.values_list("activity_id", "role"))
    led = {activity for activity, role in roles if role == PartyRole.LEAD}
    remaining = list(queries.remaining_for(institutions, plan, year)[:SHOWN])
    answered = list(queries.answered_for(institutions, plan, year)[:SHOWN])
    for activity in [*remaining, *answered]:
        activity.is_led = activity.pk in led
        activity.year_state = Status(activity.year_status)
    return CoordinatorPart(
        institutions=institutions,
        has_activities=bool(roles),
        progress=queries.progress_of(institutions, plan, year),
        remaining=remaining,
        answered=answered,
    )


def _editor(plan, year):
    rows = IndicatorRow.objects.filter(indicator__plan=plan)
    measured = Count("measurements", Q(measurements__year=year, measurements__value__isnull=False))
    by_level = queries.progress_by_level(plan, year)
    return EditorPart(
        progress=queries.total(by_level.values(), year),
        by_level=list(by_level.items()),
        by_institution=[row for row in queries.progress_by_institution(plan, year) if row[1].missing],
        remaining=list(queries.remaining_for(None, plan, year)[:SHOWN]),
        **rows.aggregate(rows_total=Count("pk", distinct=True), rows_measured=measured),
        rows_missing=list(unmeasured(plan, year)[:SHOWN]),
    )


def _administrator(plan):
    people = Membership.objects.filter(municipality=plan.municipality).values("user").distinct().count()
    return AdministratorPart(people=people, latest=list(trail(plan.municipality)[:5]))

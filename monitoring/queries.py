"""What has been reported of a plan's activities in a year; every page and report that counts or lists asks here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Collate
from django.utils import timezone

from monitoring.enums import Status
from monitoring.expected import expected, expected_in
from monitoring.models import Assessment
from monitoring.rules import ANSWERING
from plans.enums import PartyRole, PreventionLevel
from plans.models import Activity, ActivityParty, Plan
from pmp.accounts.models import Institution
from pmp.common.latvian import COLLATION, in_latvian_order


def _rank(field, values):
    """The place of a value in a list; what is not in it comes last."""
    whens = [When(**{field: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*whens, default=Value(len(values)))


#: The order of the levels, for ``order_by``.
LEVEL_RANK = _rank("goal__level", PreventionLevel.values)


@dataclass(frozen=True)
class Progress:
    """How many of the activities that a year expects have which status; ``counts`` has every status, and "" for no data."""

    year: int
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All activities that the year expects: so many answers are asked for."""
        return sum(self.counts.values())

    @property
    def missing(self) -> int:
        """Activities without a status."""
        return self.counts[""]

    @property
    def answered(self) -> int:
        """Activities with a status."""
        return self.total - self.missing

    @property
    def done(self) -> int:
        """Activities carried out."""
        return self.counts[Status.DONE]


def default_year(plan: Plan, today: date | None = None) -> int:
    """The year whose statuses one wants to see: the newest that is monitored, else the last that is over."""
    newest = next(iter(plan.periods.all()), None)
    return newest.year if newest else plan.finished_year(today or timezone.localdate())


def with_year(activities: QuerySet[Activity], year: int) -> QuerySet[Activity]:
    """Adds to each activity what was reported for ``year``: ``year_status`` ("" without data), ``year_spent``,
    ``year_answered_at``, ``year_is_draft`` (something is written, but no status chosen), and ``year_expected``, whether
    the year expects an answer at all. One join, no more queries.
    """
    return activities.annotate(
        reported=FilteredRelation("assessments", condition=Q(assessments__year=year)),
        year_status=Coalesce(F("reported__status"), Value("")),
        year_spent=F("reported__spent"),
        year_answered_at=F("reported__updated_at"),
        year_is_draft=Q(reported__isnull=False, reported__status=""),
        year_expected=expected_in(year),
    )


def listed(plan: Plan, year: int) -> QuerySet[Activity]:
    """The plan's activities by level, goal and order, with all that a list shows of them in a constant number of queries.

    Beside ``with_year`` there are ``level_rank``, ``status_rank``, ``latvian_title`` and ``latvian_lead`` to sort by, and
    ``all_assessments`` as a prefetched list: those of all years.
    """
    leads = ActivityParty.objects.filter(activity=OuterRef("pk"), role=PartyRole.LEAD).order_by("order")
    of_all_years = Prefetch(
        "assessments", Assessment.objects.only("activity", "year", "status"), to_attr="all_assessments"
    )
    return (
        with_year(plan.activities.select_related("goal", "plan"), year)
        .annotate(
            level_rank=LEVEL_RANK,
            status_rank=_rank("year_status", Status.values),
            latvian_title=in_latvian_order("title"),
            latvian_lead=Collate(Coalesce(Subquery(leads.values("institution__name")[:1]), Value("")), COLLATION),
        )
        .order_by("level_rank", "goal__order", "order")
        .prefetch_related(
            Prefetch("parties", ActivityParty.objects.select_related("institution")), "years", of_all_years
        )
    )


def with_evaluation_of(activities: QuerySet[Activity], pk: int) -> QuerySet[Activity]:
    """Adds ``year_evaluation``, what was written of the one with that key, to activities from ``listed``; no more queries."""
    return activities.annotate(
        year_evaluation=Case(When(pk=pk, then=F("reported__evaluation")), default=Value(""), output_field=TextField())
    )


def progress(plan: Plan, year: int) -> Progress:
    """The whole plan's progress in a year. One query."""
    return progress_of(None, plan, year)


def progress_by_level(plan: Plan, year: int) -> dict[PreventionLevel, Progress]:
    """Progress on each of the three levels, also where a level has no activities. One query."""
    rows = with_year(expected(plan.activities.all(), year), year).order_by().values_list("goal__level", "year_status")
    counts = rows.annotate(number=Count("pk"))
    return {
        level: _progress(year, {status: number for at, status, number in counts if at == level})
        for level in PreventionLevel
    }


def total(parts: Iterable[Progress], year: int) -> Progress:
    """The progress of several parts of a plan, which have no activity in common, taken together."""
    counts = [part.counts for part in parts]
    return Progress(year, {status: sum(each[status] for each in counts) for status in Status})


def progress_by_institution(plan: Plan, year: int) -> list[tuple[Institution, Progress]]:
    """Progress of each institution that leads or takes part, by name; an activity of several counts at each. Two queries.

    An institution of which the year expects nothing is not among them. Each says whether it ``has_coordinator``.
    """
    asked = expected(plan.activities.all(), year)
    parties = ActivityParty.objects.filter(activity__in=asked.values("pk"), role__in=ANSWERING)
    rows = parties.annotate(
        reported=FilteredRelation("activity__assessments", condition=Q(activity__assessments__year=year)),
        year_status=Coalesce(F("reported__status"), Value("")),
    )
    rows = rows.order_by().values_list("institution", "year_status").annotate(number=Count("activity", distinct=True))
    counts: dict[int, dict[str, int]] = {}
    for institution, status, number in rows:
        counts.setdefault(institution, {})[status] = number
    institutions = Institution.objects.filter(pk__in=counts).with_coordinator().order_by(in_latvian_order("name"))
    return [(institution, _progress(year, counts[institution.pk])) for institution in institutions]


def progress_of(institutions: Iterable[Institution] | None, plan: Plan, year: int) -> Progress:
    """Progress of the activities that any of ``institutions`` (None: anybody) answers for, each counted once. One query."""
    rows = with_year(_asked(institutions, plan, year), year).order_by().values_list("year_status")
    return _progress(year, dict(rows.annotate(number=Count("pk"))))


def remaining_for(institutions: Iterable[Institution] | None, plan: Plan, year: int) -> QuerySet[Activity]:
    """Activities that the year expects and that still have no status, of ``institutions`` or (None) of the whole plan."""
    return with_year(_asked(institutions, plan, year), year).filter(year_status="")


def next_remaining(institutions: Iterable[Institution] | None, activity: Activity, year: int) -> int | None:
    """The activity to answer for after this one: the next in the plan's order without a status, from the top at its end."""
    order = list(remaining_for(institutions, activity.plan, year).exclude(pk=activity.pk).values_list("order", "pk"))
    later = [pk for place, pk in order if place > activity.order]
    return next(iter([*later, *(pk for _, pk in order)]), None)


def answered_for(institutions: Iterable[Institution] | None, plan: Plan, year: int) -> QuerySet[Activity]:
    """Activities that the year expects and that have a status, of ``institutions`` or (None) of the whole plan."""
    return with_year(_asked(institutions, plan, year), year).exclude(year_status="")


def answered_years(activity: Activity) -> list[int]:
    """The years for which something was reported of the activity. One query."""
    return list(activity.assessments.order_by("year").values_list("year", flat=True))


def _asked(institutions, plan, year):
    activities = expected(plan.activities.all(), year)
    if institutions is None:
        return activities
    parties = ActivityParty.objects.filter(institution__in=list(institutions), role__in=ANSWERING)
    return activities.filter(pk__in=parties.values("activity"))


def _progress(year, counts):
    found = Counter(counts)
    return Progress(year, {status: found[status] for status in Status})

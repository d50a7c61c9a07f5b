"""What a year expects of an activity: the one answer for every page and report (docs/decisions/0012-what-a-year-expects.md).

An activity is expected in a year when the plan carries it out then (its year marks, else its term, else always) and it was
not cancelled before: the last status reported for an earlier year is not "atcelts".
"""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from monitoring.enums import Status
from monitoring.models import Assessment
from plans.models import Activity, planned_in


def expected_in(year: int) -> Q:
    """The rule as a condition for ``filter`` and ``annotate`` of activities."""
    earlier = Assessment.objects.filter(activity=OuterRef("pk"), year__lt=year).exclude(status=Status.NO_DATA)
    last = Subquery(earlier.order_by("-year").values("status")[:1])
    return planned_in(year) & ~Q(Exact(Coalesce(last, Value("")), Value(Status.CANCELLED.value)))


def expected(activities: QuerySet[Activity], year: int) -> QuerySet[Activity]:
    """Those of ``activities`` that the year expects."""
    return activities.filter(expected_in(year))


def is_expected(activity: Activity, year: int, assessments: Iterable[Assessment]) -> bool:
    """The rule for one activity that is fetched, with ``years``, and ``assessments``: all of its own, or the earlier ones."""
    return activity.is_planned_in(year) and cancelled_before(year, assessments) is None


def cancelled_before(year: int, assessments: Iterable[Assessment]) -> int | None:
    """The earlier year in which an activity was cancelled, unless a later status took that back; else None."""
    said = [assessment for assessment in assessments if assessment.year < year and assessment.state.is_answer]
    last = max(said, key=lambda assessment: assessment.year, default=None)
    return last.year if last and last.state is Status.CANCELLED else None


def why_not_expected(activity: Activity, year: int, assessments: Iterable[Assessment]) -> str:
    """The sentence that says why nobody is asked about the activity in a year; empty when the year expects it."""
    if not activity.is_planned_in(year):
        term = f" (termiņš: {activity.when})" if activity.when else ""
        return f"Plānā {year}. gads šai aktivitātei nav atzīmēts{term}."
    if cancelled := cancelled_before(year, assessments):
        return f"Aktivitāte {cancelled}. gadā ir atcelta, tāpēc par {year}. gadu atbilde netiek prasīta."
    return ""

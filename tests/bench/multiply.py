"""Makes a plan many times as long: whole copies of its goals, activities and indicators with everything below them."""

from django.db import transaction
from django.db.models import Model, QuerySet

from indicators.models import Indicator, IndicatorRow, Measurement, Target
from monitoring.models import Assessment
from plans.enums import GoalListing
from plans.models import (
    Activity,
    ActivityFunding,
    ActivityParty,
    ActivityYear,
    Goal,
    Plan,
    ProgrammeLink,
    Task,
    TaskParty,
)


@transaction.atomic
def multiply(plan: Plan, times: int) -> None:
    """Bring ``plan`` to ``times`` the rows it had at first; copies that are there already count."""
    first = plan.goals.filter(listing=GoalListing.PLAN).exclude(number__contains="#")
    there = plan.goals.filter(listing=GoalListing.PLAN).count() // max(first.count(), 1)
    for number in range(there, times):
        _copy_goals(plan, number)
        _copy_indicators(plan, number)


def _copy_goals(plan, number):
    activities = Activity.objects.filter(plan=plan).exclude(number__contains="#")
    goals = Goal.objects.filter(plan=plan, listing=GoalListing.PLAN).exclude(number__contains="#")
    tasks = Task.objects.filter(plan=plan).exclude(number__contains="#")
    new_goals = _copy(goals, number=number)
    new_activities = _copy(activities, number=number, goal=new_goals)
    for model in (ActivityParty, ActivityFunding, ActivityYear, ProgrammeLink, Assessment):
        _copy(model.objects.filter(activity__in=activities), activity=new_activities)
    new_tasks = _copy(tasks, number=number, activity=new_activities)
    _copy(TaskParty.objects.filter(task__in=tasks), task=new_tasks)


def _copy_indicators(plan, number):
    indicators = Indicator.objects.filter(plan=plan).exclude(number__contains="#")
    rows = IndicatorRow.objects.filter(indicator__in=indicators)
    new_rows = _copy(rows, indicator=_copy(indicators, number=number))
    for model in (Target, Measurement):
        _copy(model.objects.filter(row__in=rows), row=new_rows)


def _copy(rows: QuerySet, *, number: int | None = None, **owners: dict[int, Model]) -> dict[int, Model]:
    """Copies of ``rows``, each below the copy of its owner, by the primary key of what they were copied from.

    ``number`` tells the copies' own numbers apart, which are unique in a plan.
    """
    originals = list(rows)
    copies = []
    for original in originals:
        values = {field.attname: getattr(original, field.attname) for field in rows.model._meta.concrete_fields}
        values.pop("id")
        for field, made in owners.items():
            values[f"{field}_id"] = made[values[f"{field}_id"]].pk
        if number is not None:
            values["number"] = f"{original.number}#{number}"
        copies.append(rows.model(**values))
    rows.model.objects.bulk_create(copies, batch_size=500)
    return {original.pk: copy for original, copy in zip(originals, copies, strict=True)}

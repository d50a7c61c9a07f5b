"""The plan's rows as parts of its document; whoever puts the document together adds what other apps know of them."""

from django.db.models import Prefetch, QuerySet

from plans.enums import PartyRole
from plans.exchange.schema import (
    AbbreviationPart,
    ActivityPrintedPart,
    DecisionPart,
    InstitutionsPart,
    PrintedPart,
    SectionPart,
    TaskPart,
    VariantPart,
)
from plans.models import Activity, Goal, Plan, Task

#: What institutions are called in the document, by key.
Labels = dict[int, str]


def plan_values(plan: Plan) -> dict:
    """The fields of ``PlanPart`` but its goals."""
    return {
        "title": plan.title,
        "period": (plan.period_start, plan.period_end),
        "status": plan.status,
        "target_years": [row.year for row in plan.target_years.all()],
        "headings": plan.headings,
        "level_headings": plan.level_headings,
        "approval_block": plan.approval_block,
        "signature_block": plan.signature_block,
        "years_are_assumed": plan.years_are_assumed,
        "decisions": [DecisionPart.from_row(row) for row in plan.decisions.all()],
        "abbreviations": [AbbreviationPart.from_row(row) for row in plan.abbreviations.all()],
        "sections": [SectionPart.from_row(row) for row in plan.sections.all()],
    }


def goals_of(plan: Plan) -> QuerySet[Goal]:
    """The goals of both lists with everything below them, in a constant number of queries."""
    activities = Activity.objects.prefetch_related(
        "parties",
        "years",
        "funding",
        "programme_links",
        "variants",
        Prefetch("tasks", Task.objects.prefetch_related("parties")),
    )
    return plan.goals.prefetch_related("expected_results", "variants", Prefetch("activities", activities))


def goal_values(goal: Goal) -> dict:
    """What ``GoalPart`` has beside the goal's columns and its activities."""
    return {"expected_results": [row.text for row in goal.expected_results.all()], "variants": _variants(goal)}


def activity_values(activity: Activity, labels: Labels) -> dict:
    """What ``ActivityPart`` has beside the activity's columns."""
    return {
        **_shared_values(activity, labels),
        "printed": ActivityPrintedPart(
            **_printed(activity), funding=activity.funding_printed, programme_links=activity.programme_links_printed
        ),
        "funding": [row.source for row in activity.funding.all()],
        "years": [row.year for row in activity.years.all()],
        "programme_links": [row.code for row in activity.programme_links.all()],
        "tasks": [TaskPart.from_row(task, **_task_values(task, labels)) for task in activity.tasks.all()],
        "variants": _variants(activity),
    }


def _task_values(task, labels):
    return {**_shared_values(task, labels), "printed": PrintedPart(**_printed(task))}


def _shared_values(owner, labels):
    parties = {role.value: [] for role in PartyRole}
    for party in owner.parties.all():
        parties[party.role].append(labels[party.institution_id])
    return {"term": owner.term_printed, "institutions": InstitutionsPart(**parties)}


def _printed(owner):
    return {role.value: getattr(owner, f"{role.value}_printed") for role in PartyRole}


def _variants(owner):
    return [VariantPart.from_row(row) for row in owner.variants.all()]

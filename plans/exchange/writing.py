"""Writes the plan's part of a document: new rows only, a table at a time."""

from plans.enums import GoalListing, PartyRole
from plans.exchange.schema import ActivityPart, GoalPart, PlanPart
from plans.models import (
    Abbreviation,
    Activity,
    ActivityFunding,
    ActivityParty,
    ActivityYear,
    CouncilDecision,
    ExpectedResult,
    Goal,
    Plan,
    PlanSection,
    ProgrammeLink,
    TargetYear,
    Task,
    TaskParty,
    WordingVariant,
)
from pmp.accounts.models import Institution, Municipality
from pmp.common.parts import store

#: Institutions by what they are called in the document.
Institutions = dict[str, Institution]


def write_plan(part: PlanPart, municipality: Municipality) -> Plan:
    """A new plan without its goals. Raises ``ValidationError`` where the municipality has one for this time already."""
    plan = Plan(
        municipality=municipality,
        period_start=part.period[0],
        period_end=part.period[1],
        **part.columns(Plan),
    )
    plan.full_clean()
    plan.save()
    store([TargetYear(plan=plan, year=year) for year in part.target_years])
    store([CouncilDecision(plan=plan, **row.columns(CouncilDecision)) for row in part.decisions])
    store(_in_order(PlanSection, part.sections, plan=plan))
    store(_in_order(Abbreviation, part.abbreviations, plan=plan))
    return plan


def write_goals(part: PlanPart, plan: Plan, institutions: Institutions) -> list[tuple[ActivityPart, Activity]]:
    """Both lists of goals with everything below them; returns the activities beside the parts they come from."""
    lists = {GoalListing.STRATEGIC: part.strategic_goals, GoalListing.PLAN: part.goals}
    goals = [
        (goal, Goal(plan=plan, listing=listing, order=order, **goal.columns(Goal)))
        for listing, parts in lists.items()
        for order, goal in enumerate(parts, 1)
    ]
    store([row for _, row in goals])
    _write_below_goals(goals)
    found = [(activity, goal) for part, goal in goals for activity in part.activities]
    activities = [
        (activity, _activity(activity, order, plan=plan, goal=goal)) for order, (activity, goal) in enumerate(found, 1)
    ]
    store([row for _, row in activities])
    _write_below_activities(activities, institutions)
    _write_tasks(activities, plan, institutions)
    return activities


def _write_below_goals(goals: list[tuple[GoalPart, Goal]]):
    store(
        [
            ExpectedResult(goal=row, text=text, order=order)
            for part, row in goals
            for order, text in enumerate(part.expected_results, 1)
        ]
    )
    store([variant for part, row in goals for variant in _in_order(WordingVariant, part.variants, goal=row)])


def _activity(part, order, **owners):
    return Activity(
        order=order,
        **owners,
        **part.columns(Activity),
        **_printed_cells(part),
        funding_printed=part.printed.funding,
        programme_links_printed=part.printed.programme_links,
    )


def _write_below_activities(activities, institutions):
    store([party for part, row in activities for party in _parties(ActivityParty, part, institutions, activity=row)])
    store([ActivityFunding(activity=row, source=source) for part, row in activities for source in part.funding])
    store([ActivityYear(activity=row, year=year) for part, row in activities for year in part.years])
    store(
        [
            ProgrammeLink(activity=row, code=code, order=order)
            for part, row in activities
            for order, code in enumerate(part.programme_links, 1)
        ]
    )
    store([variant for part, row in activities for variant in _in_order(WordingVariant, part.variants, activity=row)])


def _write_tasks(activities, plan, institutions):
    found = [(task, activity) for part, activity in activities for task in part.tasks]
    tasks = [
        (part, Task(plan=plan, activity=activity, order=order, **part.columns(Task), **_printed_cells(part)))
        for order, (part, activity) in enumerate(found, 1)
    ]
    store([row for _, row in tasks])
    store([party for part, row in tasks for party in _parties(TaskParty, part, institutions, task=row)])


def _printed_cells(part):
    cells = {f"{role.value}_printed": getattr(part.printed, role) for role in PartyRole}
    return {**cells, "term_printed": part.term}


def _parties(model, part, institutions, **owner):
    return [
        model(role=role, institution=institutions[label], order=order, **owner)
        for role in PartyRole
        for order, label in enumerate(getattr(part.institutions, role), 1)
    ]


def _in_order(model, parts, **owner):
    return [model(order=order, **owner, **part.columns(model)) for order, part in enumerate(parts, 1)]

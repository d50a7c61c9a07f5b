"""Makes a plan many times as long: its document with whole copies of goals, activities and indicators, stored as another plan."""

from plans.models import Plan
from pmp.exchange.document import Activity, Goal, PlanDocument


def multiply(plan: Plan, times: int) -> Plan:
    """A plan ``times`` as long as ``plan``, in a municipality of its own whose address says how many times."""
    document = multiplied(PlanDocument.from_db(plan), times)
    names = {"slug": f"{document.municipality.slug}-{times}", "name": f"{document.municipality.name} × {times}"}
    return document.model_copy(update={"municipality": document.municipality.model_copy(update=names)}).to_db()


def multiplied(document: PlanDocument, times: int) -> PlanDocument:
    """``document`` with so many copies of its goals and indicators that it is ``times`` as long; copies are numbered "1.1.#2"."""
    copies = range(2, times + 1)
    goals = [_goal(goal, copy) for copy in copies for goal in document.goals]
    indicators = [_numbered(part, copy) for copy in copies for part in document.numbered_indicators]
    return document.model_copy(
        update={
            "goals": document.goals + goals,
            "numbered_indicators": document.numbered_indicators + indicators,
        }
    )


def _goal(goal: Goal, copy: int) -> Goal:
    return _numbered(goal, copy, activities=[_activity(activity, copy) for activity in goal.activities])


def _activity(activity: Activity, copy: int) -> Activity:
    return _numbered(activity, copy, tasks=[_numbered(task, copy) for task in activity.tasks])


def _numbered(part, copy, **changed):
    return part.model_copy(update={"number": f"{part.number}#{copy}", **changed})

"""What stands beside the form of an answer, put together for its template."""

from monitoring import queries
from monitoring.enums import DETAILS, Status
from monitoring.expected import why_not_expected
from monitoring.models import Assessment
from plans.models import Activity, Plan
from plans.page_parts import plan_part, tasks_of
from plans.periods import period_of, why_closed
from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, User
from pmp.accounts.rules import has_role, institutions_of
from pmp.common.editing import saved_by

#: How many answers the page after the last one shows.
SHOWN = 40


def entry(assessment: Assessment) -> dict:
    """One year of an activity as its history shows it."""
    return {
        "assessment": assessment,
        "year": assessment.year,
        "state": assessment.state,
        "spent": assessment.spent_text,
        "who": who_and_when(assessment),
        "texts": [(label, getattr(assessment, name)) for name, label in DETAILS if getattr(assessment, name)],
    }


def who_and_when(assessment: Assessment) -> str:
    """Who saved last of an assessment ``with_person``; without a person it came with the document."""
    person = assessment.updated_by or "ielādēts no dokumenta"
    if assessment.updated_by and assessment.person_left:
        person = f"{person} (loma ir beigusies)"
    return saved_by(person, assessment.updated_at)


def answering(user: User, plan: Plan) -> list[Institution] | None:
    """For whom a person answers in a plan: an editor for everybody (None), others for the institutions they coordinate."""
    return None if has_role(user, plan.municipality, Role.EDITOR) else institutions_of(user, plan.municipality)


def answered_context(plan: Plan, year: int, mine: list[Institution] | None) -> dict:
    """What the page after the last answer shows; ``mine`` as from ``answering``."""
    rows = list(queries.answered_for(mine, plan, year)[:SHOWN])
    for activity in rows:
        activity.year_state = Status(activity.year_status)
    return {
        "plan": plan,
        "year": year,
        "institutions": mine or [],
        "is_editor": mine is None,
        "progress": queries.progress_of(mine, plan, year),
        "following": queries.remaining_for(mine, plan, year).first(),
        "answered": rows,
        "closed": why_closed(plan, year),
        "period": period_of(plan, year),
    }


def marking_context(activity: Activity, year: int, user: User, *, is_answered: bool) -> dict:
    """What stands beside the form of an answer: what was planned, what was reported before, how much is left.

    ``is_answered`` says whether the activity has a status for the year, so that it is not itself among what is missing.
    """
    mine = answering(user, activity.plan)
    earlier = list(activity.assessments.with_person().filter(year__lt=year))
    progress = queries.progress_of(mine, activity.plan, year)
    why_not = why_not_expected(activity, year, earlier)
    return {
        **plan_part(activity),
        "tasks": tasks_of(activity),
        "year": year,
        "earlier": entry(earlier[0]) if earlier else None,
        "not_expected": why_not,
        "others_missing": progress.missing > (0 if why_not or is_answered else 1),
        "progress": progress,
    }

"""What stands beside the form of an answer, put together for its template."""

from monitoring import queries
from monitoring.enums import DETAILS
from monitoring.expected import why_not_expected
from monitoring.models import Assessment
from plans.models import Activity
from plans.page_parts import plan_part, tasks_of
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role, institutions_of
from pmp.common.editing import saved_by


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
    """Who saved last; without a person it came with the document."""
    return saved_by(assessment.updated_by or "Ielādēts no dokumenta", assessment.updated_at)


def marking_context(activity: Activity, year: int, user: User, *, is_answered: bool) -> dict:
    """What stands beside the form of an answer: what was planned, what was reported before, how much is left.

    ``is_answered`` says whether the activity has a status for the year, so that it is not itself among what is missing.
    """
    municipality = activity.plan.municipality
    mine = None if has_role(user, municipality, Role.EDITOR) else institutions_of(user, municipality)
    earlier = list(activity.assessments.filter(year__lt=year))
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

"""What the pages of one activity show, put together for their templates."""

from monitoring import queries, rules
from monitoring.answer_page import entry
from monitoring.enums import Status
from monitoring.expected import why_not_expected
from plans.models import Activity
from plans.page_parts import plan_part, tasks_of
from plans.rules import can_edit_plan
from pmp.accounts.models import User
from pmp.site.reader.plan_page import year_squares

VARIANT_FIELDS = {"title": "nosaukums", "planned_result": "sasniedzamais rezultāts", "number": "numurs"}


def beside_context(activity: Activity, year: int, user: User) -> dict:
    """What the short form beside the list shows of an activity from ``queries.listed`` ``with_evaluation_of`` it."""
    return {
        **plan_part(activity),
        "year": year,
        "state": Status(activity.year_status),
        "evaluation": activity.year_evaluation,
        "years_to_mark": rules.years_to_assess(user, activity),
    }


def activity_context(activity: Activity, year: int, user: User) -> dict:
    """What the page of an activity shows."""
    activity.all_assessments = list(activity.assessments.with_person())
    assessment = next((each for each in activity.all_assessments if each.year == year), None)
    return {
        **plan_part(activity),
        "tasks": tasks_of(activity),
        "year": year,
        "squares": year_squares(activity, year),
        "not_expected": why_not_expected(activity, year, activity.all_assessments),
        "assessment": assessment,
        "state": assessment.state if assessment else Status.NO_DATA,
        "entries": [entry(each) for each in activity.all_assessments],
        "variants": [
            {"where": row.where, "field": VARIANT_FIELDS.get(row.field, row.field), "text": row.text}
            for row in activity.variants.all()
        ],
        "years_to_mark": rules.years_to_assess(user, activity),
        "can_edit": can_edit_plan(user, activity.plan),
    }


def neighbours(activity: Activity) -> dict:
    """The activities before and after this one, in the order of the list. One query."""
    rows = list(
        activity.plan.activities.annotate(level_rank=queries.LEVEL_RANK)
        .order_by("level_rank", "goal__order", "order")
        .values("pk", "number", "title")
    )
    place = next(place for place, row in enumerate(rows) if row["pk"] == activity.pk)
    return {
        "previous": rows[place - 1] if place else None,
        "following": rows[place + 1] if place + 1 < len(rows) else None,
    }

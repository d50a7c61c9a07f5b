"""What the pages of one activity show, put together for their templates."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from monitoring import queries, rules
from monitoring.enums import DETAILS
from monitoring.models import Assessment
from monitoring.plan_page import status_of, when, year_squares
from plans.enums import DEFAULT_HEADINGS, PartyRole, PreventionLevel
from plans.models import Activity
from plans.rules import can_edit_plan
from plans.versions import saved_by
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role, institutions_of
from pmp.wording import count, lv_number

VARIANT_FIELDS = {"title": "nosaukums", "planned_result": "sasniedzamais rezultāts", "number": "numurs"}


@dataclass(frozen=True)
class Parties:
    """The institutions in one role: by name, and the document's own cell where it differs."""

    heading: str
    institutions: list
    printed: str

    @property
    def text(self) -> str:
        """The cell as the document prints it, else the names."""
        return self.printed or ", ".join(str(institution) for institution in self.institutions)


def activity_context(activity: Activity, year: int, user: User) -> dict:
    """What both the page of an activity and its short form beside the list show."""
    activity.reports = list(activity.assessments.select_related("updated_by"))
    report = next((report for report in activity.reports if report.year == year), None)
    return {
        **plan_part(activity),
        "year": year,
        "squares": year_squares(activity, year),
        "report": report,
        **status_of(report.status if report else ""),
        "entries": [entry(report) for report in activity.reports],
        "variants": [
            {"where": row.where, "field": VARIANT_FIELDS.get(row.field, row.field), "text": row.text}
            for row in activity.variants.all()
        ],
        "years_to_mark": rules.years_to_assess(user, activity),
        "can_edit": can_edit_plan(user, activity.plan),
    }


def plan_part(activity: Activity) -> dict:
    """What the plan says of the activity; every page of one activity shows some of it."""
    return {
        "plan": activity.plan,
        "slug": activity.plan.municipality.slug,
        "activity": activity,
        "level": PreventionLevel(activity.goal.level),
        "parties": parties_of(activity),
        "tasks": tasks_of(activity),
        "when": when(activity),
        "columns": activity.plan.headings or DEFAULT_HEADINGS,
        "headings": {key: activity.plan.heading(key) for key in DEFAULT_HEADINGS},
    }


def parties_of(activity_or_task, headings: dict | None = None) -> list[Parties]:
    """The roles that somebody has, or that the document fills; needs ``parties__institution`` prefetched."""
    plan = activity_or_task.plan
    found = []
    for role in PartyRole:
        institutions = activity_or_task.institutions_by_role(role)
        printed = getattr(activity_or_task, f"{role.value}_printed")
        if institutions or printed:
            heading = plan.heading((headings or {}).get(role, role.value))
            found.append(Parties(heading, institutions, printed))
    return found


def tasks_of(activity: Activity) -> list[dict]:
    """The activity's tasks with term and institutions; needs ``tasks__parties__institution`` prefetched."""
    tasks = []
    for task in activity.tasks.all():
        task.plan = activity.plan
        tasks.append(
            {"task": task, "parties": parties_of(task, {"lead": "task_lead", "supervising": "task_supervising"})}
        )
    return tasks


def entry(report: Assessment) -> dict:
    """One year of an activity as its history shows it."""
    return {
        "report": report,
        "year": report.year,
        **status_of(report.status),
        "spent": spent_text(report),
        "who": who_and_when(report),
        "texts": [(label, getattr(report, name)) for name, label in DETAILS if getattr(report, name)],
    }


def who_and_when(report: Assessment) -> str:
    """Who saved last; without a person it came with the document."""
    return saved_by(report.updated_by or "Ielādēts no dokumenta", report.updated_at)


def spent_text(report: Assessment) -> str:
    """The money with its unit, and the document's words where they say something else; empty where nothing is known."""
    amount = "" if report.spent is None else f"{lv_number(report.spent, 2)} EUR"
    words = report.spent_printed
    try:
        same = Decimal(words.replace(" ", "").replace(",", ".")) == report.spent
    except InvalidOperation:
        same = False
    return " · ".join(filter(None, [amount, "" if same else words]))


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


def marking_context(activity: Activity, year: int, user: User) -> dict:
    """What stands beside the form of an answer: what was planned, what was reported before, how much is left."""
    municipality = activity.plan.municipality
    mine = None if has_role(user, municipality, Role.EDITOR) else institutions_of(user, municipality)
    earlier = activity.assessments.filter(year__lt=year).order_by("-year").first()
    progress = queries.progress_of(mine, activity.plan, year)
    following = queries.next_remaining(mine, activity, year)
    return {
        **plan_part(activity),
        "year": year,
        "earlier": entry(earlier) if earlier else None,
        "is_planned": year in activity.year_marks,
        "following": following,
        "not_planned_text": _not_planned(activity, year),
        "answer_label": f"{year}. gada atbilde",
        "progress_label": f"atbildētas {progress.answered} no {count(progress.total, 'aktivitātes,aktivitātēm')}",
    }


def _not_planned(activity, year):
    term = when(activity)
    return f"Plānā {year}. gads šai aktivitātei nav atzīmēts{f' (termiņš: {term})' if term else ''}."

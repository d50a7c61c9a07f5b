"""What every page of one activity says of it from the plan, put together for the templates."""

from dataclasses import dataclass

from plans.enums import DEFAULT_HEADINGS, PartyRole, PreventionLevel
from plans.models import Activity


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


def plan_part(activity: Activity) -> dict:
    """What the plan says of the activity; every page of one activity shows some of it."""
    return {
        "plan": activity.plan,
        "activity": activity,
        "level": PreventionLevel(activity.goal.level),
        "parties": parties_of(activity),
        "when": activity.when,
        "columns": activity.plan.headings or DEFAULT_HEADINGS,
        "headings": {key: activity.plan.heading(key) for key in DEFAULT_HEADINGS},
    }


def parties_of(activity_or_task, headings: dict | None = None) -> list[Parties]:
    """The roles that somebody has, or that the document fills; needs ``with_parties`` prefetched."""
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
    """The activity's tasks with term and institutions; needs ``tasks`` ``with_parties`` prefetched."""
    tasks = []
    for task in activity.tasks.all():
        task.plan = activity.plan
        tasks.append(
            {"task": task, "parties": parties_of(task, {"lead": "task_lead", "supervising": "task_supervising"})}
        )
    return tasks

"""Who may say what was done."""

from monitoring.models import MonitoringYear
from plans.enums import PartyRole
from plans.models import Activity, ActivityParty, Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role, institutions_of

#: The roles in which an institution answers for an activity.
ANSWERING = [PartyRole.LEAD, PartyRole.INVOLVED]


def answers_for(user: User, activity: Activity) -> bool:
    """Whether the user coordinates an institution that leads the activity or takes part in it. Makes a query."""
    institutions = institutions_of(user, activity.plan.municipality)
    return bool(institutions) and (
        ActivityParty.objects.filter(activity=activity, institution__in=institutions, role__in=ANSWERING).exists()
    )


def can_assess(user: User, activity: Activity, year: int) -> bool:
    """Editors, and coordinators of the activity's institutions, may mark it while the monitoring year is open."""
    if not MonitoringYear.objects.filter(plan=activity.plan_id, year=year, is_open=True).exists():
        return False
    return takes_part(user, activity)


def takes_part(user: User, activity: Activity) -> bool:
    """Whether the user may answer for the activity at all, in whatever year is open. At most one query."""
    return has_role(user, activity.plan.municipality, Role.EDITOR) or answers_for(user, activity)


def years_to_assess(user: User, activity: Activity) -> list[int]:
    """The open years for which ``user`` may mark the activity, newest first. At most two queries."""
    if not takes_part(user, activity):
        return []
    return list(MonitoringYear.objects.filter(plan=activity.plan_id, is_open=True).values_list("year", flat=True))


def why_closed(plan: Plan, year: int) -> str:
    """The sentence that says why nobody may answer for a year; empty when it is open."""
    if year not in plan.years:
        return f"{year}. gads nav plāna periodā ({plan.period} gads), tāpēc par to ziņot nevar."
    monitored = MonitoringYear.objects.filter(plan=plan, year=year).first()
    if monitored is None:
        return f"{year}. gada uzraudzība vēl nav atvērta. To atver plāna redaktors."
    return (
        ""
        if monitored.is_open
        else f"{year}. gads ir slēgts: atbildes vairs nevar mainīt. Vajadzības gadījumā vērsieties pie plāna redaktora."
    )

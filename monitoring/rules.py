"""Who may say what was done."""

from monitoring.models import MonitoringYear
from plans.enums import PartyRole
from plans.models import Activity, ActivityParty
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role, institutions_of


def answers_for(user: User, activity: Activity) -> bool:
    """Whether the user coordinates an institution that leads the activity or takes part in it. Makes a query."""
    institutions = institutions_of(user, activity.plan.municipality)
    roles = [PartyRole.LEAD, PartyRole.INVOLVED]
    return bool(institutions) and (
        ActivityParty.objects.filter(activity=activity, institution__in=institutions, role__in=roles).exists()
    )


def can_assess(user: User, activity: Activity, year: int) -> bool:
    """Editors, and coordinators of the activity's institutions, may mark it while the monitoring year is open."""
    if not MonitoringYear.objects.filter(plan=activity.plan_id, year=year, is_open=True).exists():
        return False
    return has_role(user, activity.plan.municipality, Role.EDITOR) or answers_for(user, activity)

"""Who may say what was done."""

from plans.enums import PartyRole
from plans.models import Activity
from plans.periods import open_years
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role, institutions_of

#: The roles in which an institution answers for an activity.
ANSWERING = [PartyRole.LEAD, PartyRole.INVOLVED]


def answers_for(user: User, activity: Activity) -> bool:
    """Whether the user coordinates an institution that leads the activity or takes part in it."""
    own = {institution.pk for institution in institutions_of(user, activity.plan.municipality)}
    return bool(own) and any(party.institution_id in own for party in activity.parties.all() if party.role in ANSWERING)


def takes_part(user: User, activity: Activity) -> bool:
    """Whether the user may answer for the activity at all, in whatever year is open."""
    return has_role(user, activity.plan.municipality, Role.EDITOR) or answers_for(user, activity)


def years_to_assess(user: User, activity: Activity) -> list[int]:
    """The open years for which ``user`` may mark the activity, newest first."""
    return open_years(activity.plan) if takes_part(user, activity) else []

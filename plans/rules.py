"""Who may change a plan."""

from plans.models import Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role


def can_edit_plan(user: User, plan: Plan) -> bool:
    """Only the municipality's editors change the plan."""
    return has_role(user, plan.municipality, Role.EDITOR)

"""Who may change indicators and enter what was measured."""

from plans.models import Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role


def can_edit_indicators(user: User, plan: Plan) -> bool:
    """Only the municipality's editors change indicators and enter measurements."""
    return has_role(user, plan.municipality, Role.EDITOR)

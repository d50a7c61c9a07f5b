"""Who may write the report."""

from plans.models import Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role


def can_write_report(user: User, plan: Plan) -> bool:
    """Only the municipality's editors write its reports; every member reads them."""
    return has_role(user, plan.municipality, Role.EDITOR)

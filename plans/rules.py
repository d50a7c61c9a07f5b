"""Who may change a plan."""

from collections.abc import Callable, Iterable

from plans.models import Activity, Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import User
from pmp.accounts.rules import has_role


def can_edit_plan(user: User, plan: Plan) -> bool:
    """Only the municipality's editors change the plan."""
    return has_role(user, plan.municipality, Role.EDITOR)


#: By these functions the floors above say for which years they keep something about an activity; they add their own.
KEPT_YEARS: list[Callable[[Activity], Iterable[int]]] = []


def years_kept(activity: Activity) -> set[int]:
    """The years for which there is something about the activity that must not be forgotten, such as an answer."""
    return {year for years_of in KEPT_YEARS for year in years_of(activity)}

"""Who may do what on the ground floor; the other floors build their rules on ``has_role``."""

from django.db.models import QuerySet

from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, Membership, Municipality, User
from pmp.common.latvian import in_latvian_order


def all_memberships(user: User) -> list[Membership]:
    """The user's roles everywhere. Queries once per user object and remembers."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_memberships"):
        user._memberships = list(user.memberships.select_related("institution", "municipality"))
    return user._memberships


def memberships(user: User, municipality: Municipality) -> list[Membership]:
    """The user's roles in one municipality; see ``all_memberships``."""
    return [row for row in all_memberships(user) if row.municipality_id == municipality.pk]


def has_role(user: User, municipality: Municipality, *roles: Role) -> bool:
    """Whether the user holds one of ``roles`` there."""
    return any(row.role in roles for row in memberships(user, municipality))


def institutions_of(user: User, municipality: Municipality) -> list[Institution]:
    """The institutions the user coordinates there."""
    return [row.institution for row in memberships(user, municipality) if row.role == Role.COORDINATOR]


def nobody_answers_for(municipality: Municipality) -> QuerySet[Institution]:
    """The institutions that no coordinator answers for, by name."""
    institutions = municipality.institutions.with_coordinator().filter(has_coordinator=False)
    return institutions.order_by(in_latvian_order("name"))


def can_manage_people(user: User, municipality: Municipality) -> bool:
    """Administrators invite people, give roles and see the audit trail."""
    return has_role(user, municipality, Role.ADMINISTRATOR)

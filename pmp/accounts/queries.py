"""What is read about roles beside the roles themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, User
from pmp.common.models import Change

#: How many of the newest roles taken away are looked through.
LOOKED_THROUGH = 500


@dataclass(frozen=True)
class EndedRole:
    """A role that somebody had: what it was, where, and when it was taken away."""

    role: str
    municipality: str
    at: datetime


def ended_role(user: User, slug: str | None = None) -> EndedRole | None:
    """The last role that was taken from somebody, in the municipality with this slug or anywhere; None where none was.

    To somebody who has another role there it matters only for as long as a page may stand open, which is the time of a session.
    """
    taken = Change.objects.filter(model=Membership._meta.label_lower, kind=Change.Kind.DELETED).order_by("-pk")
    if slug:
        taken = taken.filter(change_set__municipality__slug=slug)
        if user.memberships.filter(municipality__slug=slug).exists():
            begun = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
            taken = taken.filter(change_set__at__gte=begun)
    for change in taken.select_related("change_set__municipality")[:LOOKED_THROUGH]:
        was = {each["name"]: each["was"] for each in change.fields}
        if was.get("user") == user.email:
            return EndedRole(_in_words(was), change.change_set.municipality.short_name, change.change_set.at)
    return None


def _in_words(was):
    institution = was.get("institution")
    return f"{Role(was['role']).label}{f' ({institution})' if institution else ''}"

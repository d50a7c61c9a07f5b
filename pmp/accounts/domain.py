"""What happens to people and their roles; views only call these."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from pmp.accounts.enums import Role
from pmp.accounts.letters import send_invitation
from pmp.accounts.limits import refusal
from pmp.accounts.models import Institution, Membership, Municipality, User
from pmp.accounts.rules import can_manage_people
from pmp.common.changes import Entry, Thing, record
from pmp.common.models import Change

LAST_ADMINISTRATOR = "Pašvaldībai jāpaliek vismaz vienam administratoram. Vispirms piešķiriet šo lomu citam."

#: How a role stands in the list of changes.
ROLE = Thing("Loma", {"user": "e-pasta adrese", "role": "loma", "institution": "institūcija"}, feminine=True)


def give_role(
    municipality: Municipality,
    *,
    by: User,
    email: str,
    name: str,
    role: Role,
    institution: Institution | None,
    site: str,
) -> Membership:
    """Give the person with this address a role, and tell so by a letter once that is stored; somebody new gets an account.

    ``site`` is the address that the letter's links start with (https://…); a letter that did not leave has no
    ``invited_at``. Raises PermissionDenied for anybody but an administrator of the municipality, ValidationError where an
    address, a name or an institution does not fit or the role is there already.
    """
    with transaction.atomic(durable=True):
        membership = _store_role(municipality, by, email, name, role, institution)
    _send(membership, site)
    return membership


def _store_role(municipality, by, email, name, role, institution):
    if not can_manage_people(by, municipality):
        raise PermissionDenied
    # One administrator after the other, so that the same role is not given twice at once.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    membership = Membership(user=_person(email, name), municipality=municipality, role=role, institution=institution)
    membership.full_clean()
    membership.save()
    _record(membership, by, before=None, after=_values(membership))
    return membership


def _person(email, name):
    email = User.objects.normalize_email(email).lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, first_name=name, password=make_password(None))
        user.full_clean()
        user.save()
    return user


def invite_again(membership: Membership, *, by: User, site: str) -> bool:
    """Send the letter of a role once more; whether it left. Raises PermissionDenied, and ValidationError where it is not due."""
    if not can_manage_people(by, membership.municipality):
        raise PermissionDenied
    if not membership.may_be_invited:
        raise ValidationError("Šis cilvēks jau ir ienācis, tāpēc uzaicinājums vairs nav vajadzīgs.")
    if sentence := refusal(email=membership.user.email):
        raise ValidationError(sentence)
    return _send(membership, site)


def _send(membership, site):
    if not send_invitation(membership, site):
        return False
    membership.invited_at = timezone.now()
    membership.save(update_fields=["invited_at"])
    return True


def accept(memberships: list[Membership]) -> None:
    """Their person has come: from now on colleagues see name and last sign-in."""
    Membership.objects.filter(pk__in=[row.pk for row in memberships]).update(accepted_at=timezone.now())


def last_administrator(municipality: Municipality) -> Membership | None:
    """The only administrator's role, which nobody may take; None where there are several.

    Who was invited and has not come yet is none: nobody knows whether the letter arrives.
    """
    administrators = municipality.memberships.filter(role=Role.ADMINISTRATOR)
    found = administrators.filter(accepted_at__isnull=False)[:2] or administrators[:2]
    return found[0] if len(found) == 1 else None


def was_taken(municipality: Municipality, pk: int) -> bool:
    """Whether a role with that key was taken away in the municipality. One query."""
    changes = Change.objects.filter(change_set__municipality=municipality, model=Membership._meta.label_lower)
    return changes.filter(object_id=pk, kind=Change.Kind.DELETED).exists()


@transaction.atomic
def take_role(membership: Membership, *, by: User) -> None:
    """Take a role away. A municipality keeps at least one administrator (ValidationError)."""
    if not can_manage_people(by, membership.municipality):
        raise PermissionDenied
    Municipality.objects.select_for_update().get(pk=membership.municipality_id)
    if membership == last_administrator(membership.municipality):
        raise ValidationError(LAST_ADMINISTRATOR)
    before, pk = _values(membership), membership.pk
    membership.delete()
    _record(membership, by, before=before, after=None, pk=pk)


def _values(membership):
    return {
        "user": str(membership.user.email),
        "role": membership.role,
        "institution": str(membership.institution or ""),
    }


def _record(membership, by, *, before, after, pk=None):
    entry = Entry(membership, ROLE, membership.person, before, after, pk or membership.pk)
    record([entry], by=by, municipality=membership.municipality)

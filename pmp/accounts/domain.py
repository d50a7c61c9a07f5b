"""What happens to people and their roles; views only call these."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, Membership, Municipality, User
from pmp.accounts.rules import can_manage_people
from pmp.common.changes import Entry, Thing, record

#: How a role stands in the list of changes.
ROLE = Thing("Loma", {"user": "e-pasta adrese", "role": "loma", "institution": "institūcija"}, feminine=True)


@transaction.atomic
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
    """Give the person with this address a role; somebody new gets an account and a letter to choose a password.

    ``site`` is the address that the letter's link starts with (https://…). Raises PermissionDenied for anybody but an
    administrator of the municipality, ValidationError where the role is there already or the institution does not fit.
    """
    if not can_manage_people(by, municipality):
        raise PermissionDenied
    # One administrator after the other, so that the same role is not given twice at once.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    email = User.objects.normalize_email(email).lower()
    user, is_new = User.objects.get_or_create(
        email=email, defaults={"first_name": name, "password": make_password(None)}
    )
    membership = Membership(user=user, municipality=municipality, role=role, institution=institution)
    membership.full_clean()
    membership.save()
    _record(membership, by, before=None, after=_values(membership))
    if is_new:
        transaction.on_commit(lambda: send_invitation(membership, site))
    return membership


def send_invitation(membership: Membership, site: str) -> None:
    """Send the letter with the link by which a new person chooses a password."""
    user = membership.user
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    link = site.rstrip("/") + reverse("password_reset_confirm", args=[uid, default_token_generator.make_token(user)])
    send_mail(
        f"PMP plāns: jums ir piešķirta loma – {membership.municipality.short_name}",
        f"Labdien!\n\n{membership.municipality.name} jums ir piešķīrusi lomu “{membership.get_role_display()}” "
        f"PMP plāna vietnē.\n\nLai ieietu, vispirms izvēlieties paroli:\n{link}\n\n"
        "Ja šī vēstule jums nav adresēta, to var neņemt vērā.",
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
    )


@transaction.atomic
def take_role(membership: Membership, *, by: User) -> None:
    """Take a role away. A municipality keeps at least one administrator (ValidationError)."""
    if not can_manage_people(by, membership.municipality):
        raise PermissionDenied
    administrators = Membership.objects.select_for_update(of=("self",)).filter(
        municipality=membership.municipality, role=Role.ADMINISTRATOR
    )
    if membership.role == Role.ADMINISTRATOR and len(administrators) == 1:
        raise ValidationError("Pašvaldībai jāpaliek vismaz vienam administratoram. Vispirms piešķiriet šo lomu citam.")
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
    entry = Entry(membership, ROLE, str(membership.user), before, after, pk or membership.pk)
    record([entry], by=by, municipality=membership.municipality)

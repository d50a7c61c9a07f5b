"""Letters to people: what stands in them, and whether they left."""

import logging

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from pmp.accounts.models import Membership, User
from pmp.common.wording import lv_datetime

_log = logging.getLogger(__name__)

CHOOSE = """Lai ieietu, vispirms izvēlieties paroli:
{link}

Saite der līdz {ends}. Ja tā vairs neder, jaunu saņemsiet šeit:
{again}"""
SIGN_IN = """Lai sāktu darbu, ieejiet ar savu e-pasta adresi un paroli:
{link}"""
INVITATION = """Labdien!

{municipality} jums ir piešķīrusi lomu „{role}” PMP plāna vietnē.

{what_next}

Ja šī vēstule jums nav adresēta, to var neņemt vērā."""


def send_invitation(membership: Membership, site: str) -> bool:
    """Send the letter that tells of a role, with the link to choose a password where there is none; whether it left.

    ``site`` is what the links start with (https://…). A mail server that refuses is written to the log.
    """
    subject = f"PMP plāns: jums ir piešķirta loma – {membership.municipality.short_name}"
    text = INVITATION.format(
        municipality=membership.municipality.name,
        role=membership.get_role_display(),
        what_next=_what_next(membership, site.rstrip("/")),
    )
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [membership.user.email])
    except (OSError, ValueError):
        _log.exception("an invitation could not be sent")
        return False
    return True


def _what_next(membership, site):
    if membership.user.has_usable_password():
        return SIGN_IN.format(link=site + reverse("municipality_home", args=[membership.municipality.slug]))
    return CHOOSE.format(
        link=site + _link_to_choose(membership.user),
        ends=lv_datetime(Membership.ends_if_sent(timezone.now())),
        again=site + reverse("password_reset"),
    )


def _link_to_choose(user: User):
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("password_reset_confirm", args=[uid, default_token_generator.make_token(user)])

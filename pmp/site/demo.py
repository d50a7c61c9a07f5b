"""Loads the demo: the five plans of ``fixtures/*.yaml`` (format: docs/fixtures.md) and the people who work on them."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from plans.models import Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, Municipality, User
from pmp.exchange import files
from reports.adoption import adopt, keep_adopted_pdf
from reports.models import Report

FIXTURES = settings.BASE_DIR / "fixtures"

#: (address before the @, first name, role, institution's abbreviation); Jūrmala has them all, the others an editor each.
JURMALA_PEOPLE = [
    ("admin", "Administrators", Role.ADMINISTRATOR, None),
    ("editor", "Redaktore", Role.EDITOR, None),
    ("coordinator-jip", "Koordinatore JIP", Role.COORDINATOR, "JIP"),
    ("coordinator-lp", "Koordinatore LP", Role.COORDINATOR, "LP"),
    ("council", "Deputāte", Role.COUNCIL, None),
]
EDITOR_ONLY = [("editor", "Redaktore", Role.EDITOR, None)]


def fixture_paths() -> list[Path]:
    """The files of the demo municipalities, by name."""
    return sorted(FIXTURES.glob("*.yaml"))


def load_plans() -> list[str]:
    """Load every fixture whose plan is not there yet, and return the slugs of those that were loaded."""
    loaded = []
    for path in fixture_paths():
        if not Plan.objects.filter(municipality__slug=path.stem).exists():
            plan = files.read(path).to_db()
            for report in plan.reports.filter(approved_at__isnull=False):
                adopt(report)
            loaded.append(path.stem)
    return loaded


def print_adopted() -> None:
    """Keep the PDFs of the adopted reports, as they are kept on the day on which a council adopts one."""
    for report in Report.objects.exclude(adopted_hash="").select_related("plan__municipality"):
        keep_adopted_pdf(report.plan, report.year)


def load_people() -> str:
    """Make the demo people, give them the demo's password where they lack it, and return that password.

    The password is ``DEMO_PASSWORD`` from the environment, or one made up at the first load and kept in ``var/``.
    """
    password = os.environ.get("DEMO_PASSWORD") or _kept_password()
    # Checking a password is slow on purpose, so one person stands for all.
    witness = User.objects.filter(email="admin@jurmala.example").first()
    is_known = witness is not None and witness.check_password(password)
    for municipality in Municipality.objects.filter(slug__in=[path.stem for path in fixture_paths()]):
        for person in JURMALA_PEOPLE if municipality.slug == "jurmala" else EDITOR_ONLY:
            _load_person(municipality, *person, password=password, renew=not is_known)
    return password


def _load_person(municipality, name, first_name, role, short, *, password, renew):
    email = f"{name}@{municipality.slug}.example"
    user, created = User.objects.get_or_create(email=email, defaults={"first_name": first_name})
    if created or renew:
        user.set_password(password)
        user.save(update_fields=["password"])
    institution = municipality.institutions.get(short=short) if short else None
    Membership.objects.get_or_create(
        user=user,
        municipality=municipality,
        role=role,
        institution=institution,
        defaults={"accepted_at": timezone.now()},
    )


def _kept_password() -> str:
    kept = settings.VAR_DIR / "demo-password.txt"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9), encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()

"""Whoever had signed in before stays known to colleagues; the others count as invited when their account was made."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from pmp.accounts.models import Membership, User
from tests import factories as make


@pytest.fixture
def before(transactional_db):
    """Two people as they were before roles were accepted; the database is brought to the newest state in any case."""
    came, waits = make.editor().memberships.get(), make.editor().memberships.get()
    User.objects.filter(pk=came.user_id).update(last_login=timezone.now())
    call_command("migrate", "accounts", "0002_history_gone", verbosity=0)
    yield came, waits
    call_command("migrate", verbosity=0)


def test_who_has_come_has_accepted(before):
    call_command("migrate", verbosity=0)
    came, waits = (Membership.objects.select_related("user").get(pk=each.pk) for each in before)
    assert came.accepted_at is not None
    assert came.invited_at is None
    assert waits.accepted_at is None
    assert waits.invited_at == waits.user.date_joined

"""What was a monitoring year becomes a reporting period, and back, without loss."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import factories as make

BEFORE = [("monitoring", "0002_status_words"), ("plans", "0002_plan_status")]


def at(states):
    """The models as they were."""
    return MigrationExecutor(connection).loader.project_state(states).apps


@pytest.fixture
def before(transactional_db):
    """The database as it was before; it is brought to the newest state again in any case."""
    plan = make.PlanFactory()
    call_command("migrate", "plans", "0002_plan_status", verbosity=0)
    yield plan
    call_command("migrate", verbosity=0)


def test_years_become_periods_and_years_again(before):
    years = at(BEFORE).get_model("monitoring", "MonitoringYear")
    years.objects.create(plan_id=before.pk, year=2025, due=date(2026, 1, 31), is_open=False)
    years.objects.create(plan_id=before.pk, year=2026)
    call_command("migrate", verbosity=0)
    assert [
        (row.year, row.start, row.end, row.label, row.state, row.due, row.opened_at, row.closed_at)
        for row in before.periods.all()
    ] == [
        (2026, date(2026, 1, 1), date(2026, 12, 31), "", "open", None, None, None),
        (2025, date(2025, 1, 1), date(2025, 12, 31), "", "closed", date(2026, 1, 31), None, None),
    ]
    call_command("migrate", "plans", "0002_plan_status", verbosity=0)
    assert list(years.objects.order_by("year").values_list("plan", "year", "due", "is_open")) == [
        (before.pk, 2025, date(2026, 1, 31), False),
        (before.pk, 2026, None, True),
    ]

"""What were items become points, with their texts, their order and what the change sets know of them; and back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pmp.common.models import Change, ChangeSet
from tests import factories as make

BEFORE = [("reports", "0002_history_gone")]


@pytest.fixture
def before(transactional_db):
    """A report in the database as it was before; the database is brought to the newest state again in any case."""
    report = make.ReportFactory()
    call_command("migrate", "reports", "0002_history_gone", verbosity=0)
    yield report
    call_command("migrate", verbosity=0)


def test_items_become_points_and_items_again(before):
    items = MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model("reports", "ReportItem")
    rows = [("conclusion", "Pirmais.", 1), ("conclusion", "Otrais.", 2), ("proposal", "Viens.", 1)]
    stored = [
        items.objects.create(report_id=before.pk, kind=kind, text=text, order=order) for kind, text, order in rows
    ]
    change_set = ChangeSet.objects.create(municipality=before.plan.municipality, plan=before.plan)
    Change.objects.create(
        change_set=change_set, kind="~", model="reports.reportitem", object_id=stored[1].pk, what="Ziņojuma punkts"
    )
    call_command("migrate", verbosity=0)
    points = before.points.all()
    assert [(point.pk, point.kind, point.text, point.order, point.version) for point in points] == [
        (item.pk, item.kind, item.text, item.order, 1) for item in stored
    ]
    assert list(Change.objects.values_list("model", "object_id")) == [("reports.reportpoint", stored[1].pk)]
    call_command("migrate", "reports", "0002_history_gone", verbosity=0)
    assert list(items.objects.order_by("kind", "order").values_list("kind", "text", "order")) == rows
    assert Change.objects.get().model == "reports.reportitem"

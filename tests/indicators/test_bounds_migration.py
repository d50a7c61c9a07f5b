"""What is printed with a bound gets it typed when an older database is brought up, and loses nothing on the way back."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from indicators.models import IndicatorRow, Measurement, Target
from tests import factories as make

BEFORE = ("indicators", "0005_number_keys_and_letters_once")


def old(model):
    """A model as it was."""
    return MigrationExecutor(connection).loader.project_state([BEFORE]).apps.get_model("indicators", model).objects


@pytest.fixture
def before(transactional_db):
    """A row in the database as it was; it is brought to the newest state again in any case."""
    row = make.IndicatorRowFactory(baseline_value=Decimal(636), baseline_printed="Vismaz 636 apmeklējumi 2025. gadā")
    make.IndicatorRowFactory(indicator=row.indicator, baseline_printed="līdz 15 gadu vecumam: 45%")
    call_command("migrate", *BEFORE, verbosity=0)
    yield row
    call_command("migrate", verbosity=0)


def test_bounds_are_filled_and_taken_back(before):
    measured = [
        ("< 1%", "1", "below"),
        ("ne vairāk kā 1 250,5", "1250.5", "up_to"),
        ("≥ 70%", "70", "at_least"),
        ("vairāk nekā 40 vecāki", "40", "above"),
        ("aptuveni\u00a040", "40", "about"),
        ("40", "40", ""),
        ("zem 5%, precīzi 4%", "4", ""),
        ("tiks noteikts, vismaz", None, ""),
    ]
    for year, (printed, value, _) in enumerate(measured, 2025):
        old("Measurement").create(row_id=before.pk, year=year, printed=printed, value=value)
    targets = [
        ("vismaz 70%", "value", "at_least"),
        ("> 70%", "value", "above"),
        ("70%", "value", "value"),
        ("< 70%", "below", "below"),
    ]
    for year, (printed, kind, _) in enumerate(targets, 2026):
        old("Target").create(row_id=before.pk, year=year, printed=printed, kind=kind, amount=70)
    call_command("migrate", verbosity=0)
    assert list(Measurement.objects.values_list("printed", "bound")) == [(text, bound) for text, _, bound in measured]
    assert list(Target.objects.values_list("printed", "kind")) == [(text, kind) for text, _, kind in targets]
    assert list(IndicatorRow.objects.values_list("baseline_bound", flat=True)) == ["at_least", ""]
    make.TargetFactory(row=before, year=2040, kind="within_points", amount=2, printed="± 2 procentpunkti")
    call_command("migrate", *BEFORE, verbosity=0)
    kinds = {target.printed: (target.kind, target.amount) for target in old("Target").all()}
    assert kinds["vismaz 70%"] == kinds["> 70%"] == ("value", 70)
    assert kinds["± 2 procentpunkti"] == ("none", None)

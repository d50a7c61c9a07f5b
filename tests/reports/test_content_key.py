"""The key of what a report prints: whatever changes the document changes it, in whichever way the row was changed."""

import os
import re
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from monitoring.enums import Status
from monitoring.models import Assessment
from plans.models import Plan, TargetYear
from reports import content_key as module
from reports.content_key import content_key
from reports.document import assemble
from reports.pdf import print_html
from tests import factories as make
from tests.helpers.report import approve
from tests.house.test_factories import MODELS
from tests.site.test_everything_is_recorded import filled
from tests.site.test_unchanged_saves import pages

pytestmark = pytest.mark.django_db
YEAR = make.YEAR
#: Models of which the report prints something.
PRINTED = {
    *("Abbreviation", "Activity", "ActivityFunding", "ActivityParty", "ActivityYear", "Assessment", "CouncilDecision"),
    *("Goal", "Indicator", "IndicatorRow", "Institution", "Measurement", "Municipality", "Plan", "ProgrammeLink"),
    *("Report", "ReportPoint", "ReportSection", "Target", "TargetYear", "Task", "TaskParty"),
}


@pytest.fixture
def plan():
    """A plan with one of everything beside others; its report of 2025 is approved, and cells have no words of their own."""
    plan = make.whole_plan_among_others()
    plan.target_years.all().delete()
    TargetYear.objects.create(plan=plan, year=2028)  # a column for which no row has a target
    wordless = {"lead_printed": "", "involved_printed": "", "funding_printed": "", "term_printed": ""}
    plan.activities.update(**wordless, term_start=None, term_end=None, term_ongoing=False)
    approve(plan, number="par ziņojumu")
    return plan


def now(plan):
    """The plan as another request finds it."""
    return Plan.objects.select_related("municipality").prefetch_related("target_years").get(pk=plan.pk)


def key(plan):
    return content_key(now(plan), YEAR)


def printed(plan):
    """What the PDF is made from, and the key of it."""
    return assemble(now(plan), YEAR), key(plan)


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def other_values(field):
    """Values of another meaning for a column; those that the database refuses are passed over."""
    if field.choices:
        return [value for value, _ in field.flatchoices]
    if isinstance(field, models.ForeignKey):
        return [None, *field.related_model._base_manager.values_list("pk", flat=True)[:4]]
    for kind, values in VALUES.items():
        if isinstance(field, kind):
            return [value[: field.max_length] if isinstance(value, str) else value for value in values]
    raise AssertionError(f"VALUES does not know what to put into {field}")


VALUES = {
    models.DateTimeField: [datetime(2101, 1, 1, tzinfo=UTC), None],
    models.DateField: [date(2024, 2, 3), date(2033, 2, 3), None],
    models.BooleanField: [True, False],
    models.DecimalField: [7, None],
    models.IntegerField: [2024, 2026, 1, 77],
    models.JSONField: [{"activity": "Cits", "universal": "Cits"}],
    models.CharField | models.TextField: ["Cits", ""],
}


def changes(model):
    """Each column of every row given another value by a bulk update, and every row deleted; all taken back again."""
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            for value in other_values(field):
                yield f"{field.name} = {value!r}", partial(model._base_manager.update, **{field.attname: value})
    yield "deleted", model._base_manager.all().delete


def seen(plan, change):
    """What is printed and the key after a change; None where the database or the document refuses it."""
    with taken_back():
        try:
            with transaction.atomic():
                change()
                return printed(plan)
        except (DatabaseError, Plan.DoesNotExist, models.ProtectedError, ValueError, KeyError):
            return None


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_whatever_changes_the_document_changes_the_key(plan, model):
    before, key_before = printed(plan)
    found = {what: seen(plan, change) for what, change in changes(model)}
    changed = {what for what, result in found.items() if result and result[0] != before}
    assert bool(changed) == (model.__name__ in PRINTED), changed
    assert {what for what in changed if found[what][1] == key_before} == set()


def test_every_table_that_the_document_asks_for_is_in_the_key(plan):
    """A table that is printed from today on has to be named in ``content_key``."""

    def tables(work):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            work()
        return set(chain(*(re.findall(r'(?:FROM|JOIN) "(\w+)"', each["sql"]) for each in captured)))

    of_the_plan = {"plans_plan", "plans_targetyear", "accounts_municipality"}
    asked = tables(lambda: print_html(assemble(now(plan), YEAR)))
    assert len(asked) == len(PRINTED)
    assert asked - tables(lambda: content_key(now(plan), YEAR)) - of_the_plan == set()


# ------------------------------------------------------------------------------------------------- ways of changing a row


def test_every_form_changes_the_key(plan, signed_in):
    client = signed_in(make.editor(plan.municipality))
    by_name = {resolve(url).view_name: url for url in pages(plan)}
    assert len(by_name) == 6
    for url in by_name.values():
        before = key(plan)
        assert client.post(url, filled(client.get(url).context["form"])).status_code == 302
        assert key(plan) != before, url


def test_so_does_every_other_way(plan):
    """Saved, saved without its time, updated in bulk, by hand, added and taken away again: each state has a key of its own."""
    goal, keys = plan.goals.first(), [key(plan)]

    def after(change):
        change()
        keys.append(key(plan))

    goal.title = "Saglabāts"
    after(goal.save)
    goal.title = "Bez laika"
    after(lambda: goal.save(update_fields=["title"]))
    goal.title = "Vairāki"
    after(lambda: type(goal).objects.bulk_update([goal], ["title"]))
    after(lambda: plan.goals.filter(pk=goal.pk).update(title="Visi"))
    with connection.cursor() as cursor:
        after(lambda: cursor.execute("UPDATE plans_goal SET title = %s WHERE id = %s", ["Ar roku", goal.pk]))
    added = make.AbbreviationFactory(plan=plan)
    after(lambda: None)
    after(lambda: type(added).objects.bulk_create([type(added)(plan=plan, short="X", long="x", order=9)]))
    assert len(set(keys)) == len(keys)
    type(added).objects.filter(short="X").delete()
    assert key(plan) == keys[-2]
    added.delete()
    assert key(plan) == keys[-3]


def test_other_years_and_plans_leave_the_key_alone(plan):
    before = key(plan)
    activity, row = plan.activities.first(), plan.indicators.first().rows.first()
    make.AssessmentFactory(activity=activity, year=YEAR + 1, status=Status.DONE)
    make.MeasurementFactory(row=row, year=YEAR + 1)
    Plan.objects.exclude(pk=plan.pk).update(title="Cits plāns")
    Assessment.objects.exclude(activity__plan=plan).update(evaluation="Cits plāns")
    assert key(plan) == before
    assert content_key(now(plan), YEAR + 1) != before


def test_an_activity_cancelled_in_an_earlier_year_changes_the_key(plan):
    before = key(plan)
    make.AssessmentFactory(activity=plan.activities.first(), year=YEAR - 1, status=Status.CANCELLED)
    assert key(plan) != before


def test_the_key_is_of_the_plan_that_is_printed(plan):
    """A request that read the plan before somebody changed it prints, and keeps, what it read."""
    read_before = now(plan)
    before = content_key(read_before, YEAR)
    Plan.objects.filter(pk=plan.pk).update(title="Cits nosaukums")
    assert content_key(read_before, YEAR) == before != key(plan)


# ------------------------------------------------------------------------------------------------------------- software


def test_code_templates_and_styles_are_in_the_key():
    files = {os.path.relpath(path, module.settings.BASE_DIR) for path in module._files()}
    assert {
        "reports/printing/engine.py",
        "reports/page_breaks.py",
        "plans/models/activity.py",
        "templates/reports/print.html",
        "static/css/report-print.css",
        "requirements.txt",
    } <= files
    assert not [name for name in files if "__pycache__" in name]


@pytest.mark.parametrize("changed", ["file", "engine"])
def test_another_release_has_another_key(plan, monkeypatch, tmp_path, changed):
    template = tmp_path / "print.html"
    template.write_text("<p>")
    monkeypatch.setattr(module, "_files", lambda: [str(template)])
    module._read.cache_clear()
    before = key(plan)
    assert key(plan) == before
    if changed == "file":  # edited while the server runs
        template.write_text("<p>\n")
        os.utime(template, (1, 1))
    else:
        monkeypatch.setattr(module, "version", lambda name: "71.0")
        module._read.cache_clear()
    assert key(plan) != before
    module._read.cache_clear()

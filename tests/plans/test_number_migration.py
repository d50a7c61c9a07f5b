"""Rows of the first version get keys and letters, and what it took for two numbers is neither lost nor in the way."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from indicators.models import Indicator, IndicatorRow
from plans.models import Activity, Goal, Task
from tests import factories as make

BEFORE = [("plans", "0005_one_plan_key"), ("indicators", "0002_history_gone")]


@pytest.fixture
def before(transactional_db):
    """The models as they were, on a database that has neither keys nor letters; it is brought to the newest state again."""
    make.whole_plan(slug="paraugs", activities=2)
    for app, name in BEFORE:
        call_command("migrate", app, name, verbosity=0)
    yield MigrationExecutor(connection).loader.project_state(BEFORE).apps
    call_command("migrate", verbosity=0)


def columns(model):
    """The columns of a model's table as the database has them."""
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)}


def numbers(model, **where):
    return list(model.objects.filter(**where).order_by("order", "pk").values_list("number", "number_key"))


def test_numbers_get_their_normal_form_and_stay_to_the_letter(before):
    plan = before.get_model("plans", "Plan").objects.get()
    goal = before.get_model("plans", "Goal").objects.get(number="1.")
    common = {"plan_id": plan.pk, "title": "A", "planned_result": "", "tasks_text": ""}
    before.get_model("plans", "Activity").objects.create(goal_id=goal.pk, number="１.０9", order=30_000, **common)
    assert "number_key" not in columns(Activity)
    call_command("migrate", verbosity=0)
    assert numbers(Goal) == [("1.", "1"), ("2.", "2"), ("3.", "3")]
    assert numbers(Activity, goal_id=goal.pk) == [("1.1.", "1.1"), ("1.2.", "1.2"), ("１.０9", "1.9")]
    assert numbers(Task, activity__goal_id=goal.pk) == [("1.1.1.", "1.1.1"), ("1.2.1.", "1.2.1")]
    assert numbers(Indicator) == [("1.", "1"), ("2.", "2"), ("3.", "3")]


def test_two_that_are_one_number_now_both_stay(before):
    """The first version took 1.1 and 1.1. for two numbers, in every table."""
    for model in ("Goal", "Activity", "Task"):
        model = before.get_model("plans", model)
        first = model.objects.order_by("order", "pk").first()
        first.pk, first.number, first.order = None, first.number.rstrip("."), first.order + 100
        first.save(force_insert=True)
    indicators = before.get_model("indicators", "Indicator")
    first = indicators.objects.order_by("order", "pk").first()
    first.pk, first.number, first.order = None, "01", first.order + 100
    first.save(force_insert=True)
    strategic = before.get_model("plans", "Goal").objects.get(number="1")
    strategic.pk, strategic.listing = None, "strategic"
    strategic.save(force_insert=True)

    call_command("migrate", verbosity=0)
    assert numbers(Goal, number__in=["1", "1."], listing="plan") == [("1.", "1"), ("1", "1 ~2")]
    assert numbers(Goal, listing="strategic") == [("1", "1")], "the other list has numbers of its own"
    assert numbers(Activity, number__startswith="1.1") == [("1.1.", "1.1"), ("1.1", "1.1 ~2")]
    assert numbers(Task, number__startswith="1.1.1") == [("1.1.1.", "1.1.1"), ("1.1.1", "1.1.1 ~2")]
    assert numbers(Indicator, number__in=["1.", "01"]) == [("1.", "1"), ("01", "1 ~2")]
    for row in [*Goal.objects.all(), *Activity.objects.all(), *Task.objects.all()]:
        row.full_clean()
        row.save()
    assert Activity.objects.get(number="1.1").number_key == "1.1 ~2"


def test_rows_keep_the_marks_they_were_shown_with(before):
    indicator = before.get_model("indicators", "Indicator").objects.get(number="2.")
    rows = before.get_model("indicators", "IndicatorRow").objects
    for order in (5, 3, 26, 27, 0):
        rows.create(indicator_id=indicator.pk, order=order, direction="up", label=str(order))
    assert "letter" not in columns(IndicatorRow)
    call_command("migrate", verbosity=0)
    found = IndicatorRow.objects.filter(indicator_id=indicator.pk)
    assert [(row.order, row.mark) for row in found] == [
        (0, "2"),
        (1, "2b"),
        (3, "2c"),
        (5, "2e"),
        (26, "2z"),
        (27, "2aa"),
    ]
    assert {row.mark for row in IndicatorRow.objects.exclude(indicator_id=indicator.pk)} == {"1", "3"}


def test_it_can_be_taken_back(before):
    call_command("migrate", verbosity=0)
    assert ("number_key" in columns(Activity), "letter" in columns(IndicatorRow)) == (True, True)
    for app, name in BEFORE:
        call_command("migrate", app, name, verbosity=0)
    assert ("number_key" in columns(Activity), "letter" in columns(IndicatorRow)) == (False, False)
    assert before.get_model("plans", "Activity").objects.count() == 6

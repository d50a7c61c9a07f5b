"""One plan key: the database refuses what belongs to two plans, and a form says so first."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from plans.database import SAME_PLAN, put_triggers, take_triggers
from plans.models import Activity, Goal, Task
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return make.TaskFactory().activity


@pytest.fixture
def other():
    """The same of another municipality."""
    return make.TaskFactory().activity


def new_activity(activity, other):
    make.ActivityFactory(plan=activity.plan, goal=other.goal)


def new_task(activity, other):
    make.TaskFactory(plan=activity.plan, activity=other)


#: what would mix two plans → the rule that refuses it
BREACHES = {
    "new activity": (new_activity, "activity_of_goals_plan"),
    "new task": (new_task, "task_of_activitys_plan"),
    "another goal": (
        lambda activity, other: Activity.objects.filter(pk=activity.pk).update(goal=other.goal),
        "activity_of_goals_plan",
    ),
    "another activity": (lambda activity, other: activity.tasks.update(activity=other), "task_of_activitys_plan"),
    "task to another plan": (lambda activity, other: activity.tasks.update(plan=other.plan), "task_of_activitys_plan"),
    "goal to another plan": (
        lambda activity, other: Goal.objects.filter(pk=activity.goal_id).update(plan=other.plan),
        "activity_of_goals_plan",
    ),
    "activity and goal without its tasks": (
        lambda activity, other: Activity.objects.filter(pk=activity.pk).update(goal=other.goal, plan=other.plan),
        "task_of_activitys_plan",
    ),
}


@pytest.mark.parametrize("name", BREACHES)
def test_the_database_refuses(name, activity, other):
    breach, rule = BREACHES[name]
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        breach(activity, other)


def test_what_stays_in_its_plan_may_move(activity):
    goal = make.GoalFactory(plan=activity.plan)
    activity.goal = goal
    activity.save()
    second = make.ActivityFactory(goal=goal)
    activity.tasks.update(activity=second)
    assert second.tasks.count() == 1


def test_without_tasks_an_activity_may_go_to_another_plan_with_its_goal(other):
    activity = make.ActivityFactory()
    Activity.objects.filter(pk=activity.pk).update(goal=other.goal, plan=other.plan)
    assert Activity.objects.get(pk=activity.pk).plan == other.plan


def test_a_form_says_it_in_latvian(activity, other):
    activity.goal = other.goal
    with pytest.raises(ValidationError) as refusal:
        activity.full_clean()
    assert refusal.value.messages == ["Mērķis ir citā plānā nekā aktivitāte."]
    task = Task.objects.get(activity=other)
    task.activity = make.ActivityFactory()
    with pytest.raises(ValidationError) as refusal:
        task.full_clean()
    assert refusal.value.messages == ["Aktivitāte ir citā plānā nekā uzdevums."]


def rules_there():
    """Names of the triggers, or of the foreign keys, that the database has."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND array_length(conkey, 1) = 2"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected_rules():
    if connection.vendor == "sqlite":
        return {name for rule in SAME_PLAN for name in rule.triggers}
    return {rule.name for rule in SAME_PLAN}


def test_the_rules_are_there():
    assert rules_there() == expected_rules()


def test_triggers_make_room_for_a_migration_and_come_back():
    """SQLite alone has triggers; elsewhere neither step changes anything."""
    take_triggers(connection)
    assert rules_there() == (set() if connection.vendor == "sqlite" else expected_rules())
    put_triggers(connection)
    put_triggers(connection)
    assert rules_there() == expected_rules()


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_makes_the_tables_anew_leaves_the_rules_in_place():
    take_triggers(connection)
    for model in (Goal, Activity, Task):
        field = model._meta.get_field("title")
        wider = field.clone()
        wider.set_attributes_from_name("title")
        wider.null = True
        with connection.schema_editor() as editor:
            editor.alter_field(model, field, wider, strict=True)
            editor.alter_field(model, wider, field, strict=True)
    call_command("migrate", verbosity=0)
    assert rules_there() == expected_rules()

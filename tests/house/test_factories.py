"""The factories make what they promise: every model, and things that belong together."""

import factory
import pytest
from django.apps import apps

from tests import factories

OWN_APPS = ["accounts", "plans", "indicators", "monitoring", "reports"]
MODELS = [
    model
    for label in OWN_APPS
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.startswith("Historical")
]
FACTORIES = {
    thing._meta.model: thing
    for thing in vars(factories).values()
    if isinstance(thing, type) and issubclass(thing, factory.django.DjangoModelFactory) and not thing._meta.abstract
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_factory_whose_product_is_valid(model, db):
    made = FACTORIES[model]()
    made.full_clean()
    assert model.objects.get(pk=made.pk) == made


def test_an_activity_belongs_to_the_plan_of_its_goal(db):
    goal = factories.GoalFactory()
    activity = factories.ActivityFactory(goal=goal)
    assert activity.plan == goal.plan
    assert type(goal.plan).objects.count() == 1


def test_a_task_belongs_to_the_plan_of_its_activity(db):
    task = factories.TaskFactory()
    assert task.plan == task.activity.plan == task.activity.goal.plan


def test_an_activity_gets_its_institutions_years_funding_and_codes(db):
    police = factories.InstitutionFactory()
    plan = factories.PlanFactory(municipality=police.municipality)
    activity = factories.ActivityFactory(
        plan=plan, lead=[police], years=[2025, 2027], funding=["esf"], programme_links=["I2.1.1."]
    )
    assert activity.parties_text("lead") == police.short
    assert activity.parties_text("involved") == ""
    assert activity.year_marks == [2025, 2027]
    assert activity.funding_text == "ESF"
    assert activity.programme_links_text == "I2.1.1."
    assert activity.goal.plan == plan


def test_an_indicator_row_gets_its_figures(db):
    row = factories.IndicatorRowFactory(targets={2027: "55"}, measurements={2025: "50.5"})
    assert row.target_for(2027).amount == 55
    assert row.measurement_for(2025).printed == "50,5%"
    assert row.trend_for(2025) == "improving"
    second = factories.IndicatorRowFactory(indicator=row.indicator)
    assert second.mark == f"{row.mark}b"


@pytest.mark.parametrize(
    ("maker", "role"),
    [
        (factories.editor, "editor"),
        (factories.coordinator, "coordinator"),
        (factories.council_member, "council"),
        (factories.administrator, "administrator"),
    ],
)
def test_people_have_the_role_their_maker_is_named_after(maker, role, db):
    person = maker()
    assert [membership.role for membership in person.memberships.all()] == [role]
    assert person.check_password(factories.PASSWORD)


def test_a_whole_plan_has_one_of_everything_on_each_level(db):
    plan = factories.whole_plan(activities=2, rows=2)
    assert list(plan.activities.values_list("number", flat=True)) == ["1.1.", "1.2.", "2.1.", "2.2.", "3.1.", "3.2."]
    assert list(plan.indicators.values_list("number", flat=True)) == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert plan.tasks.count() == 6
    assert {model.__name__ for model in MODELS if not model.objects.exists()} == {"User", "Membership"}

"""The rules that the database itself states, and how each thing calls itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from tests import factories as make
from tests.house.test_factories import MODELS, OWN_APPS

CONSTRAINTS = {
    constraint.name: (model, constraint)
    for label in OWN_APPS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
}


def changed(thing, **values):
    """The stored thing with other values, not yet saved."""
    for name, value in values.items():
        setattr(thing, name, value)
    return thing


def twin(factory, *fields, **both):
    """A second stored thing that takes over from a first one what only one may have; not yet saved."""
    first, second = factory(**both), factory(**both)
    return changed(second, **{field: getattr(first, field) for field in fields})


def twin_membership_of_institution():
    first = make.coordinator().memberships.get()
    second = make.coordinator(first.institution).memberships.get()
    return changed(second, user=first.user)


#: constraint → a stored row, changed so that it breaks this rule and no other
BREACHES = {
    # people
    "institution_name_once": lambda: twin(make.InstitutionFactory, "municipality", "name"),
    "institution_short_once": lambda: twin(make.InstitutionFactory, "municipality", "short"),
    "membership_once": twin_membership_of_institution,
    "membership_without_institution_once": lambda: twin(make.MembershipFactory, "user", "municipality"),
    "membership_institution_iff_coordinator": lambda: changed(make.MembershipFactory(), role="coordinator"),
    "user_email_lower_case": lambda: changed(make.UserFactory(), email="Anna@pilseta.example"),
    "membership_role_known": lambda: changed(make.MembershipFactory(), role="mayor"),
    # plan
    "plan_period_once": lambda: twin(make.PlanFactory, "municipality"),
    "plan_status_known": lambda: changed(make.PlanFactory(), status="?"),
    "plan_period_in_order": lambda: changed(make.PlanFactory(), period_end=2024),
    "reporting_period_once": lambda: twin(make.ReportingPeriodFactory, "plan"),
    "reporting_period_in_order": lambda: changed(make.ReportingPeriodFactory(), end=date(2024, 12, 31)),
    "reporting_period_state_known": lambda: changed(make.ReportingPeriodFactory(), state="ajar"),
    "target_year_once": lambda: twin(make.TargetYearFactory, "plan"),
    "decision_once": lambda: twin(make.CouncilDecisionFactory, "plan", "number"),
    "decision_on_report_names_year": lambda: changed(make.CouncilDecisionFactory(), kind="report"),
    "abbreviation_once": lambda: twin(make.AbbreviationFactory, "plan", "short"),
    "goal_number_once": lambda: twin(make.GoalFactory, "plan", "number"),
    "plan_section_key_known": lambda: changed(make.PlanSectionFactory(), key="appendix"),
    "goal_listing_known": lambda: changed(make.GoalFactory(), listing="third"),
    "goal_level_known": lambda: changed(make.GoalFactory(), level="fourth"),
    "activity_number_once": lambda: twin(make.ActivityFactory, "plan", "goal", "number"),
    "activity_term_in_order": lambda: changed(
        make.ActivityFactory(), term_start=date(2026, 1, 1), term_end=date(2025, 12, 31)
    ),
    "activity_party_once": lambda: twin(make.ActivityPartyFactory, "activity", "institution"),
    "activity_party_role_known": lambda: changed(make.ActivityPartyFactory(), role="watching"),
    "activity_funding_once": lambda: twin(make.ActivityFundingFactory, "activity"),
    "activity_funding_known": lambda: changed(make.ActivityFundingFactory(), source="lottery"),
    "activity_year_once": lambda: twin(make.ActivityYearFactory, "activity"),
    "programme_link_once": lambda: twin(make.ProgrammeLinkFactory, "activity", "code"),
    "task_number_once": lambda: twin(make.TaskFactory, "plan", "activity", "number"),
    "task_term_in_order": lambda: changed(make.TaskFactory(), term_end=date(2024, 12, 31)),
    "task_party_once": lambda: twin(make.TaskPartyFactory, "task", "institution"),
    "task_party_role_known": lambda: changed(make.TaskPartyFactory(), role="watching"),
    "variant_of_goal_or_activity": lambda: changed(make.WordingVariantFactory(), goal=None),
    # indicators
    "indicator_number_once": lambda: twin(make.IndicatorFactory, "plan", "number"),
    "indicator_level_known": lambda: changed(make.IndicatorFactory(), level="fourth"),
    "indicator_row_letter_once": lambda: twin(make.IndicatorRowFactory, "indicator"),
    "indicator_row_direction_known": lambda: changed(make.IndicatorRowFactory(), direction="left"),
    "indicator_row_unit_known": lambda: changed(make.IndicatorRowFactory(), unit="litres"),
    "indicator_row_tolerance_only_to_hold": lambda: changed(make.IndicatorRowFactory(), tolerance=Decimal(2)),
    "indicator_row_denominator_positive": lambda: changed(make.IndicatorRowFactory(), baseline_denominator=Decimal(0)),
    "indicator_row_bound_of_a_value": lambda: changed(
        make.IndicatorRowFactory(baseline_value=None), baseline_bound="below"
    ),
    "target_once": lambda: twin(make.TargetFactory, "row"),
    "target_amount_by_kind": lambda: changed(make.TargetFactory(), amount=None),
    "measurement_once": lambda: twin(make.MeasurementFactory, "row"),
    "measurement_denominator_positive": lambda: changed(make.MeasurementFactory(), denominator=Decimal(-1)),
    "measurement_bound_of_a_value": lambda: changed(make.MeasurementFactory(value=None), bound="below"),
    # monitoring
    "assessment_once": lambda: twin(make.AssessmentFactory, "activity"),
    "assessment_status_known": lambda: changed(make.AssessmentFactory(), status="perhaps"),
    "assessment_spent_not_negative": lambda: changed(make.AssessmentFactory(), spent=Decimal("-0.01")),
    # reports
    "report_once": lambda: twin(make.ReportFactory, "plan"),
    "report_approved_by_decision": lambda: changed(make.ReportFactory(), approved_at=timezone.now()),
    "report_section_key_known": lambda: changed(make.ReportSectionFactory(), key="appendix"),
    "report_point_kind_known": lambda: changed(make.ReportPointFactory(), kind="wish"),
    "report_section_once": lambda: twin(make.ReportSectionFactory, "report"),
}


def test_every_constraint_has_its_breach():
    assert set(BREACHES) == set(CONSTRAINTS)


@pytest.mark.parametrize("name", BREACHES)
def test_the_database_refuses(name, db):
    broken = BREACHES[name]()
    model, constraint = CONSTRAINTS[name]
    assert type(broken) is model
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        broken.save()
    said = str(refusal.value)
    if isinstance(constraint, models.UniqueConstraint) and connection.vendor == "sqlite":
        # SQLite names the columns of a broken unique index, not the index.
        columns = [model._meta.get_field(field).column for field in constraint.fields]
        assert said.endswith(": " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns))
    else:
        assert name in said


@pytest.mark.parametrize("name", BREACHES)
def test_a_form_says_it_in_latvian(name, db):
    """Before the database has to refuse, ``full_clean`` says what is wrong: the rule's own sentence where it has one."""
    broken = BREACHES[name]()
    _, constraint = CONSTRAINTS[name]
    with pytest.raises(ValidationError) as refusal:
        broken.validate_constraints()
    sentences = refusal.value.message_dict[NON_FIELD_ERRORS]
    if constraint.violation_error_message != constraint.default_violation_error_message:
        assert constraint.violation_error_message in sentences
    else:
        assert len(sentences) == 1


@pytest.mark.parametrize(
    ("factory", "field"),
    [(make.MunicipalityFactory, "slug"), (make.MunicipalityFactory, "name"), (make.UserFactory, "email")],
)
def test_what_exists_only_once_in_the_world(factory, field, db):
    broken = twin(factory, field)
    with pytest.raises(IntegrityError, match=field), transaction.atomic():
        broken.save()


def test_a_decision_approves_one_report(db):
    decision = make.CouncilDecisionFactory()
    make.ReportFactory(plan=decision.plan, decision=decision)
    with pytest.raises(IntegrityError, match="decision"), transaction.atomic():
        make.ReportFactory(plan=decision.plan, year=2026, decision=decision)


def test_an_institution_without_abbreviation_is_not_the_only_one(db):
    municipality = make.MunicipalityFactory()
    make.InstitutionFactory.create_batch(2, municipality=municipality, short="")
    assert municipality.institutions.filter(short="").count() == 2


def test_the_two_lists_of_goals_may_use_the_same_number(db):
    goal = make.GoalFactory(number="1.")
    other = make.GoalFactory(plan=goal.plan, number="1.", listing="strategic")
    assert list(goal.plan.goals.filter(number="1.")) == [goal, other]


STRINGS = {
    "User": lambda: (make.UserFactory(first_name="Anna", last_name="Kalniņa"), "Anna Kalniņa"),
    "Municipality": lambda: (make.MunicipalityFactory(name="Ventas novads"), "Ventas novads"),
    "Institution": lambda: (make.InstitutionFactory(short="PP", name="Pašvaldības policija"), "PP"),
    "Membership": lambda: (
        make.coordinator(make.InstitutionFactory(short="PP"), first_name="Anna", last_name="Liepa").memberships.get(),
        "Anna Liepa: koordinators, PP",
    ),
    "Plan": lambda: (make.PlanFactory(municipality__short_name="Venta"), "Venta 2025.–2029."),
    "TargetYear": lambda: (make.TargetYearFactory(year=2027), "2027"),
    "CouncilDecision": lambda: (make.CouncilDecisionFactory(number="295"), "Nr. 295, 27.02.2025."),
    "PlanSection": lambda: (make.PlanSectionFactory(title="Sadarbība"), "Sadarbība"),
    "Abbreviation": lambda: (make.AbbreviationFactory(short="ES"), "ES"),
    "Goal": lambda: (make.GoalFactory(number="1.", title="Droša vide"), "1. Droša vide"),
    "ExpectedResult": lambda: (make.ExpectedResultFactory(text="Mazāk kavējumu"), "Mazāk kavējumu"),
    "Activity": lambda: (make.ActivityFactory(number="1.1.", title="Karjeras diena"), "1.1. Karjeras diena"),
    "ActivityParty": lambda: (
        make.ActivityPartyFactory(institution__short="PP", role="involved"),
        "PP (iesaistītā institūcija)",
    ),
    "ActivityFunding": lambda: (make.ActivityFundingFactory(source="esf"), "ESF"),
    "ActivityYear": lambda: (make.ActivityYearFactory(year=2026), "2026"),
    "ProgrammeLink": lambda: (make.ProgrammeLinkFactory(code="I2.1.1."), "I2.1.1."),
    "Task": lambda: (make.TaskFactory(number="1.1.1.", title="Aptauja"), "1.1.1. Aptauja"),
    "TaskParty": lambda: (make.TaskPartyFactory(institution__short="PP"), "PP (atbildīgā institūcija)"),
    "WordingVariant": lambda: (
        make.WordingVariantFactory(where="3. tabula", text="Drošāka vide"),
        "3. tabula: Drošāka vide",
    ),
    "Indicator": lambda: (make.IndicatorFactory(number="2.", name="Dalībnieki"), "2. Dalībnieki"),
    "IndicatorRow": lambda: (
        make.IndicatorRowFactory(
            indicator__number="2.", indicator__name="Dalībnieki", letter="b", own_name="Programmas"
        ),
        "2b Programmas",
    ),
    "Target": lambda: (make.TargetFactory(year=2027, printed="līdz 70%"), "2027: līdz 70%"),
    "Measurement": lambda: (
        make.MeasurementFactory(row__indicator__number="7.", year=2025, printed="1,2%"),
        "7, 2025: 1,2%",
    ),
    "ReportingPeriod": lambda: (
        make.ReportingPeriodFactory(plan__municipality__short_name="Venta", year=2025),
        "Venta 2025.–2029.: 2025. gads",
    ),
    "Assessment": lambda: (
        make.AssessmentFactory(activity__number="1.1.", status=""),
        "1.1., 2025: nav datu",
    ),
    "Report": lambda: (
        make.ReportFactory(plan__municipality__short_name="Venta"),
        "Venta 2025.–2029.: uzraudzības ziņojums par 2025. gadu",
    ),
    "ReportSection": lambda: (make.ReportSectionFactory(key="summary"), "kopsavilkums"),
    "ReportPoint": lambda: (make.ReportPointFactory(text="Turpināt darbu."), "Turpināt darbu."),
}


def test_every_model_has_its_string():
    assert set(STRINGS) == {model.__name__ for model in MODELS}


@pytest.mark.parametrize("name", STRINGS)
def test_a_thing_calls_itself(name, db):
    thing, expected = STRINGS[name]()
    assert type(thing).__name__ == name
    assert str(type(thing).objects.get(pk=thing.pk)) == expected


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_names_of_models_and_fields_are_latvian_and_lower_case(model):
    for name in [model._meta.verbose_name, model._meta.verbose_name_plural]:
        assert name == str(name).lower()
        assert name not in (model.__name__.lower(), f"{model.__name__.lower()}s")


def test_rows_come_in_an_order_of_their_own():
    """All but people, who are sorted by name where they are shown."""
    assert [model.__name__ for model in MODELS if not model._meta.ordering] == ["User"]


def test_an_e_mail_address_is_stored_in_small_letters_and_found_in_any(db):
    user = make.UserFactory(email="Anna.Liepa@Pilseta.EXAMPLE")
    assert user.email == "anna.liepa@pilseta.example"
    assert type(user).objects.get_by_natural_key("ANNA.LIEPA@pilseta.example") == user

"""Makers of test data: a factory for every model, and people named by their situation.

A test says only what matters to it::

    activity = ActivityFactory(lead=[police], years=[2025], funding=["municipality"])
    person = coordinator(police)
    row = IndicatorRowFactory(baseline_value=45, targets={2027: "55"}, measurements={2025: "50"})
    plan = whole_plan()                     # one of everything, reported for 2025

What hangs together stays together: an activity made for a goal belongs to that goal's plan, an institution of an activity to its
municipality.
"""

from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from indicators.enums import Direction, TargetKind, Unit
from indicators.models import Indicator, IndicatorRow, Measurement, Target
from monitoring.enums import Status
from monitoring.models import Assessment
from plans.enums import DecisionKind, FundingSource, GoalListing, PartyRole, PlanStatus, PreventionLevel, SectionKey
from plans.models import (
    Abbreviation,
    Activity,
    ActivityFunding,
    ActivityParty,
    ActivityYear,
    CouncilDecision,
    ExpectedResult,
    Goal,
    Plan,
    PlanSection,
    ProgrammeLink,
    ReportingPeriod,
    TargetYear,
    Task,
    TaskParty,
    WordingVariant,
)
from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, Membership, Municipality, User
from reports.enums import PointKind, ReportSectionKey
from reports.models import Report, ReportPoint, ReportSection

PASSWORD = "parole-parbaudei"
YEAR = 2025


class Factory(DjangoModelFactory):
    """Base: ``_follows`` fills a field from a given neighbour, so that both agree on their plan or municipality."""

    #: field → path to the same thing on another argument, such as {"plan": "goal.plan"}.
    _follows = {}

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _generate(cls, strategy, params):
        for field, path in cls._follows.items():
            neighbour, *rest = path.split(".")
            if field in params or params.get(neighbour) is None:
                continue
            value = params[neighbour]
            for name in rest:
                value = getattr(value, name)
            params[field] = value
        return super()._generate(strategy, params)


# ---------------------------------------------------------------------------------------------------------------- people


class MunicipalityFactory(Factory):
    class Meta:
        model = Municipality

    slug = factory.Sequence(lambda n: f"pilseta-{n}")
    short_name = factory.Sequence(lambda n: f"Pilsēta {n}")
    name = factory.LazyAttribute(lambda self: f"{self.short_name} pašvaldība")
    name_genitive = factory.LazyAttribute(lambda self: f"{self.short_name} pašvaldības")
    name_locative = factory.LazyAttribute(lambda self: f"{self.short_name} pašvaldībā")
    council_genitive = factory.LazyAttribute(lambda self: f"{self.short_name} domes")
    place = factory.LazyAttribute(lambda self: self.short_name)


class InstitutionFactory(Factory):
    class Meta:
        model = Institution

    municipality = factory.SubFactory(MunicipalityFactory)
    short = factory.Sequence(lambda n: f"IE{n}")
    name = factory.Sequence(lambda n: f"Iestāde {n}")


class UserFactory(Factory):
    """A person who may sign in with ``PASSWORD`` and has no role anywhere."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"cilveks{n}@pilseta.example")
    first_name = "Anna"
    last_name = factory.Sequence(lambda n: f"Ozola {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)


class MembershipFactory(Factory):
    """A role of somebody whom colleagues know already."""

    class Meta:
        model = Membership

    _follows = {"municipality": "institution.municipality"}
    user = factory.SubFactory(UserFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    role = Role.EDITOR
    institution = None
    accepted_at = factory.LazyFunction(timezone.now)


def _member(role, municipality, institution=None, **user):
    person = UserFactory(**user)
    MembershipFactory(user=person, municipality=municipality, institution=institution, role=role)
    return person


def editor(municipality=None, **user):
    """A person who keeps the municipality's plan."""
    return _member(Role.EDITOR, municipality or MunicipalityFactory(), **user)


def coordinator(institution=None, **user):
    """A person who answers for an institution."""
    institution = institution or InstitutionFactory()
    return _member(Role.COORDINATOR, institution.municipality, institution, **user)


def council_member(municipality=None, **user):
    """A person who reads what was done."""
    return _member(Role.COUNCIL, municipality or MunicipalityFactory(), **user)


def administrator(municipality=None, **user):
    """A person who gives roles."""
    return _member(Role.ADMINISTRATOR, municipality or MunicipalityFactory(), **user)


def stranger():
    """An editor of some other municipality: the one who must not see anything."""
    return editor(MunicipalityFactory())


# ------------------------------------------------------------------------------------------------------------------ plan


class PlanFactory(Factory):
    """A plan for 2025–2029 with targets for 2027 and 2029 (``target_years=[…]`` changes those)."""

    class Meta:
        model = Plan

    municipality = factory.SubFactory(MunicipalityFactory)
    title = "Plāns priekšlaicīgas mācību pārtraukšanas samazināšanai"
    status = PlanStatus.ADOPTED
    period_start = 2025
    period_end = 2029

    @factory.post_generation
    def target_years(plan, create, extracted, **kwargs):
        for year in (2027, 2029) if extracted is None else extracted:
            TargetYearFactory(plan=plan, year=year)


class TargetYearFactory(Factory):
    class Meta:
        model = TargetYear

    plan = factory.SubFactory(PlanFactory, target_years=[])
    year = 2027


class ReportingPeriodFactory(Factory):
    """The calendar year 2025, open."""

    class Meta:
        model = ReportingPeriod

    plan = factory.SubFactory(PlanFactory)
    year = YEAR
    due = date(2026, 3, 1)


def open_periods(plan, *years):
    """Opens years of the plan, all of them if none is named; returns the plan."""
    for year in years or plan.years:
        ReportingPeriodFactory(plan=plan, year=year)
    return plan


class CouncilDecisionFactory(Factory):
    class Meta:
        model = CouncilDecision

    plan = factory.SubFactory(PlanFactory)
    kind = DecisionKind.PLAN
    number = factory.Sequence(lambda n: str(n + 1))
    date = date(2025, 2, 27)


class PlanSectionFactory(Factory):
    class Meta:
        model = PlanSection

    plan = factory.SubFactory(PlanFactory)
    key = SectionKey.SITUATION
    title = "Situācijas raksturojums"
    body = "Pirmā rindkopa.\n\nOtrā rindkopa."
    order = factory.Sequence(lambda n: n + 1)


class AbbreviationFactory(Factory):
    class Meta:
        model = Abbreviation

    plan = factory.SubFactory(PlanFactory)
    short = factory.Sequence(lambda n: f"SA{n}")
    long = "Saīsinājuma skaidrojums"
    order = factory.Sequence(lambda n: n + 1)


class GoalFactory(Factory):
    """A goal; ``expected_results=["…"]`` gives it bullets."""

    class Meta:
        model = Goal

    plan = factory.SubFactory(PlanFactory)
    listing = GoalListing.PLAN
    number = factory.Sequence(lambda n: f"{n + 1}.")
    level = PreventionLevel.UNIVERSAL
    title = factory.Sequence(lambda n: f"Droša un iekļaujoša vide {n + 1}")
    order = factory.Sequence(lambda n: n + 1)

    @factory.post_generation
    def expected_results(goal, create, extracted, **kwargs):
        for order, text in enumerate(extracted or [], start=1):
            ExpectedResultFactory(goal=goal, text=text, order=order)


class ExpectedResultFactory(Factory):
    class Meta:
        model = ExpectedResult

    goal = factory.SubFactory(GoalFactory)
    text = "Izglītojamie jūtas droši"
    order = factory.Sequence(lambda n: n + 1)


def _add_parties(party_factory, role, **owner):
    """A post-generation hook that gives the thing made its institutions in one role."""

    def add(thing, create, extracted, **kwargs):
        for order, institution in enumerate(extracted or [], start=1):
            party_factory(**{owner["name"]: thing}, institution=institution, role=role, order=order)

    return add


class ActivityPartyFactory(Factory):
    class Meta:
        model = ActivityParty

    activity = factory.SubFactory("tests.factories.ActivityFactory")
    institution = factory.SubFactory(
        InstitutionFactory, municipality=factory.SelfAttribute("..activity.plan.municipality")
    )
    role = PartyRole.LEAD
    order = factory.Sequence(lambda n: n + 1)


class TaskPartyFactory(Factory):
    class Meta:
        model = TaskParty

    task = factory.SubFactory("tests.factories.TaskFactory")
    institution = factory.SubFactory(InstitutionFactory, municipality=factory.SelfAttribute("..task.plan.municipality"))
    role = PartyRole.LEAD
    order = factory.Sequence(lambda n: n + 1)


class ActivityFactory(Factory):
    """An activity that goes on all the time.

    ``lead``, ``involved``, ``supervising`` take institutions, ``years`` years, ``funding`` sources, ``programme_links`` codes.
    """

    class Meta:
        model = Activity

    _follows = {"plan": "goal.plan"}
    plan = factory.SubFactory(PlanFactory)
    goal = factory.SubFactory(GoalFactory, plan=factory.SelfAttribute("..plan"))
    number = factory.LazyAttributeSequence(lambda self, n: f"{self.goal.number}{n + 1}.")
    title = factory.Sequence(lambda n: f"Atbalsta pasākums izglītojamajiem {n + 1}")
    planned_result = "Pasākums notiek katru gadu"
    term_printed = "Pastāvīgi"
    term_ongoing = True
    order = factory.Sequence(lambda n: n + 1)

    lead = factory.PostGeneration(_add_parties(ActivityPartyFactory, PartyRole.LEAD, name="activity"))
    involved = factory.PostGeneration(_add_parties(ActivityPartyFactory, PartyRole.INVOLVED, name="activity"))
    supervising = factory.PostGeneration(_add_parties(ActivityPartyFactory, PartyRole.SUPERVISING, name="activity"))

    @factory.post_generation
    def years(activity, create, extracted, **kwargs):
        for year in extracted or []:
            ActivityYearFactory(activity=activity, year=year)

    @factory.post_generation
    def funding(activity, create, extracted, **kwargs):
        for source in extracted or []:
            ActivityFundingFactory(activity=activity, source=source)

    @factory.post_generation
    def programme_links(activity, create, extracted, **kwargs):
        for order, code in enumerate(extracted or [], start=1):
            ProgrammeLinkFactory(activity=activity, code=code, order=order)


class ActivityFundingFactory(Factory):
    class Meta:
        model = ActivityFunding

    activity = factory.SubFactory(ActivityFactory)
    source = FundingSource.MUNICIPALITY


class ActivityYearFactory(Factory):
    class Meta:
        model = ActivityYear

    activity = factory.SubFactory(ActivityFactory)
    year = YEAR


class ProgrammeLinkFactory(Factory):
    class Meta:
        model = ProgrammeLink

    activity = factory.SubFactory(ActivityFactory)
    code = factory.Sequence(lambda n: f"I2.1.{n + 1}.")
    order = factory.Sequence(lambda n: n + 1)


class TaskFactory(Factory):
    """A task; ``lead``, ``involved``, ``supervising`` take institutions."""

    class Meta:
        model = Task

    _follows = {"plan": "activity.plan"}
    plan = factory.SubFactory(PlanFactory)
    activity = factory.SubFactory(ActivityFactory, plan=factory.SelfAttribute("..plan"))
    number = factory.LazyAttributeSequence(lambda self, n: f"{self.activity.number}{n + 1}.")
    title = factory.Sequence(lambda n: f"Sagatavot metodiku {n + 1}")
    term_printed = "2025. gada janv. – febr."
    term_start = date(2025, 1, 1)
    term_end = date(2025, 2, 28)
    order = factory.Sequence(lambda n: n + 1)

    lead = factory.PostGeneration(_add_parties(TaskPartyFactory, PartyRole.LEAD, name="task"))
    involved = factory.PostGeneration(_add_parties(TaskPartyFactory, PartyRole.INVOLVED, name="task"))
    supervising = factory.PostGeneration(_add_parties(TaskPartyFactory, PartyRole.SUPERVISING, name="task"))


class WordingVariantFactory(Factory):
    """Another wording of a goal's title; for an activity pass ``goal=None, activity=…``."""

    class Meta:
        model = WordingVariant

    goal = factory.SubFactory(GoalFactory)
    activity = None
    where = "3.1. tabula"
    field = "title"
    text = "Cits formulējums"
    order = factory.Sequence(lambda n: n + 1)


# ------------------------------------------------------------------------------------------------------------ indicators


class IndicatorFactory(Factory):
    class Meta:
        model = Indicator

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: f"{n + 1}.")
    level = PreventionLevel.UNIVERSAL
    name = factory.Sequence(lambda n: f"Izglītojamie, kuri skolā jūtas droši {n + 1}")
    order = factory.Sequence(lambda n: n + 1)


def _printed(number):
    return str(number).replace(".", ",")


class IndicatorRowFactory(Factory):
    """A row with baseline 45% (2023) that should grow; ``targets={2027: "55"}``, ``measurements={2025: "50"}`` give figures.

    ``plan=…`` puts its new indicator into that plan.
    """

    class Meta:
        model = IndicatorRow

    class Params:
        plan = factory.SubFactory(PlanFactory)

    indicator = factory.SubFactory(IndicatorFactory, plan=factory.SelfAttribute("..plan"))
    unit = Unit.PERCENT
    direction = Direction.UP
    baseline_value = Decimal(45)
    baseline_year = 2023
    baseline_printed = factory.LazyAttribute(
        lambda self: "" if self.baseline_value is None else f"{_printed(self.baseline_value)}% ({self.baseline_year})"
    )
    sources_text = "VIIS"
    order = factory.LazyAttribute(lambda self: self.indicator.rows.count() + 1)

    @classmethod
    def _generate(cls, strategy, params):
        if "indicator" in params:
            # No plan of its own to be made beside the indicator's.
            params.setdefault("plan", params["indicator"].plan)
        return super()._generate(strategy, params)

    @factory.post_generation
    def targets(row, create, extracted, **kwargs):
        for year, amount in (extracted or {}).items():
            TargetFactory(row=row, year=year, amount=Decimal(amount))

    @factory.post_generation
    def measurements(row, create, extracted, **kwargs):
        for year, value in (extracted or {}).items():
            MeasurementFactory(row=row, year=year, value=Decimal(value))


class TargetFactory(Factory):
    class Meta:
        model = Target

    row = factory.SubFactory(IndicatorRowFactory)
    year = 2027
    kind = TargetKind.VALUE
    amount = Decimal(55)
    printed = factory.LazyAttribute(lambda self: "" if self.amount is None else f"{_printed(self.amount)}%")


class MeasurementFactory(Factory):
    class Meta:
        model = Measurement

    row = factory.SubFactory(IndicatorRowFactory)
    year = YEAR
    value = Decimal(50)
    printed = factory.LazyAttribute(lambda self: "" if self.value is None else f"{_printed(self.value)}%")


# ------------------------------------------------------------------------------------------------------------ monitoring


class AssessmentFactory(Factory):
    class Meta:
        model = Assessment

    activity = factory.SubFactory(ActivityFactory)
    year = YEAR
    status = Status.DONE
    evaluation = "Pasākums notika trīs reizes."


# --------------------------------------------------------------------------------------------------------------- reports


class ReportFactory(Factory):
    class Meta:
        model = Report

    plan = factory.SubFactory(PlanFactory)
    year = YEAR
    prepared_by = "Izglītības pārvalde"


class ReportSectionFactory(Factory):
    class Meta:
        model = ReportSection

    report = factory.SubFactory(ReportFactory)
    key = ReportSectionKey.SUMMARY
    body = "Gada laikā paveikts daudz."


class ReportPointFactory(Factory):
    """A conclusion; ``kind="proposal"`` for a proposal."""

    class Meta:
        model = ReportPoint

    report = factory.SubFactory(ReportFactory)
    kind = PointKind.CONCLUSION
    text = "Plāns tiek īstenots."
    order = factory.Sequence(lambda n: n + 1)


# ---------------------------------------------------------------------------------------------------------- all together


def whole_plan(municipality=None, *, activities=1, rows=1, slug="paraugs"):
    """A plan with one of everything, reported for 2025: ``activities`` activities and ``rows`` indicator rows on each level.

    The numbers are those of a real plan: goals 1., 2., 3., activities 1.1., 1.2. …, tasks 1.1.1., indicators 1., 2. …
    """
    municipality = municipality or MunicipalityFactory(slug=slug)
    plan = PlanFactory(municipality=municipality)
    lead = InstitutionFactory(municipality=municipality)
    other = InstitutionFactory(municipality=municipality, is_group=True)
    CouncilDecisionFactory(plan=plan)
    PlanSectionFactory(plan=plan)
    AbbreviationFactory(plan=plan, short=lead.short, long=lead.name)
    ReportingPeriodFactory(plan=plan)
    for level in PreventionLevel:
        goal = GoalFactory(plan=plan, number=f"{level.number}.", level=level, expected_results=["Mazāk kavējumu"])
        WordingVariantFactory(goal=goal)
        for n in range(1, activities + 1):
            activity = ActivityFactory(
                goal=goal,
                number=f"{goal.number}{n}.",
                lead=[lead],
                involved=[other],
                years=[2025, 2026],
                funding=[FundingSource.MUNICIPALITY, FundingSource.ESF],
                programme_links=["I2.1.1."],
            )
            TaskFactory(activity=activity, number=f"{activity.number}1.", lead=[lead], supervising=[other])
            AssessmentFactory(activity=activity, spent=Decimal("1234.50"), spent_printed="1234,50")
        for n in range(1, rows + 1):
            number = f"{(level.number - 1) * rows + n}."
            IndicatorRowFactory(
                indicator=IndicatorFactory(plan=plan, number=number, level=level),
                targets={2027: "55", 2029: "70"},
                measurements={YEAR: "50.5"},
            )
    report = ReportFactory(plan=plan)
    for key in ReportSectionKey:
        ReportSectionFactory(report=report, key=key)
    ReportPointFactory(report=report, kind=PointKind.CONCLUSION, order=1)
    ReportPointFactory(report=report, kind=PointKind.PROPOSAL, order=1)
    return plan


def plan_beside(**values):
    """A small plan that must not be taken for the one a test is about; its numbers are the same."""
    plan = PlanFactory(**values)
    goal = GoalFactory(plan=plan, number="1.")
    ActivityFactory(goal=goal, number="1.1.", lead=[InstitutionFactory(municipality=plan.municipality)])
    IndicatorRowFactory(indicator=IndicatorFactory(plan=plan, number="1."))
    return plan


def draft_after(plan):
    """The next plan of the same municipality, being written: the newest of all."""
    first = plan.period_end + 1
    return plan_beside(
        municipality=plan.municipality,
        status=PlanStatus.DRAFT,
        period_start=first,
        period_end=first + 4,
        target_years=[first + 2, first + 4],
    )


def whole_plan_among_others():
    """``whole_plan``, with a plan of another municipality that was there before and a draft for the years that follow."""
    open_periods(plan_beside(), YEAR)
    plan = whole_plan()
    draft_after(plan)
    return plan

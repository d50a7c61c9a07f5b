"""``PlanDocument``: what is stored goes out and comes back, all of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps as django_apps
from django.db import connection, transaction
from django.db.models import ForeignKey
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from indicators.models import Indicator, IndicatorRow, Measurement, Target
from monitoring.models import Assessment
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
from pmp.accounts.models import Institution, Municipality
from pmp.common.models import ChangeSet
from pmp.common.ordering import move
from pmp.exchange import files
from pmp.exchange.document import PlanDocument
from pmp.exchange.slips import DocumentRefused
from pmp.site import demo
from reports.models import Report, ReportPoint, ReportSection
from tests import factories as make
from tests.exchange.documents import FULL, SMALL, documents

pytestmark = pytest.mark.django_db


def stored(document, **options) -> Plan:
    """The plan of ``document``, read anew."""
    return Plan.objects.select_related("municipality").get(pk=document.to_db(**options).pk)


def there_and_back(document) -> PlanDocument:
    """What the database says after ``document`` was stored in it; nothing of it stays."""
    with transaction.atomic():
        found = PlanDocument.from_db(stored(document))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("path", demo.fixture_paths(), ids=lambda path: path.stem)
def test_the_five_plans_come_back_as_they_were(path):
    document = files.read(path)
    assert files.document_from(document.model_dump(mode="json")) == document
    assert PlanDocument.model_validate_json(document.model_dump_json()) == document
    assert there_and_back(document) == document


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_plan_comes_back_as_it_was(document):
    assert PlanDocument.model_validate_json(document.model_dump_json()) == document
    found = there_and_back(document)
    assert found == document
    assert found.model_dump_json() == document.model_dump_json()


#: Every table in which something of a plan stands, and how its rows are found.
TABLES = {
    Plan: "pk",
    TargetYear: "plan",
    CouncilDecision: "plan",
    PlanSection: "plan",
    Abbreviation: "plan",
    Goal: "plan",
    ExpectedResult: "goal__plan",
    Activity: "plan",
    ActivityParty: "activity__plan",
    ActivityFunding: "activity__plan",
    ActivityYear: "activity__plan",
    ProgrammeLink: "activity__plan",
    WordingVariant: "goal__plan",
    Task: "plan",
    TaskParty: "task__plan",
    Indicator: "plan",
    IndicatorRow: "indicator__plan",
    Target: "row__indicator__plan",
    Measurement: "row__indicator__plan",
    ReportingPeriod: "plan",
    Assessment: "activity__plan",
    Report: "plan",
    ReportSection: "report__plan",
    ReportPoint: "report__plan",
}
#: Traces of saving are not what a plan says; owners are seen by where a row stands.
NOT_SAID = {"id", "version", "updated_at"}


def columns(model):
    """The columns of a table that say something of the plan."""
    fields = model._meta.concrete_fields
    return [field for field in fields if field.name not in NOT_SAID and not isinstance(field, ForeignKey)]


def said(plan) -> dict:
    """What every column of every row of a plan says, by model and column."""
    return {
        (model.__name__, field.name): list(
            model.objects.filter(**{path: plan.pk}).order_by("pk").values_list(field.name, flat=True)
        )
        for model, path in TABLES.items()
        for field in columns(model)
    }


def test_every_table_is_looked_at():
    apps = {model._meta.app_label for model in TABLES}
    models = [model for label in apps for model in django_apps.get_app_config(label).get_models()]
    assert {model for model in models if "Historical" not in model.__name__} == set(TABLES)


def test_every_column_is_in_the_document():
    plan = stored(files.document_from(FULL))
    values = said(plan)
    left = {(model.__name__, field.name): str(field.get_default()) for model in TABLES for field in columns(model)}
    untouched = [at for at, found in values.items() if {str(value) for value in found} <= {left[at], "None", ""}]
    assert untouched == []
    assert said(stored(_elsewhere(PlanDocument.from_db(plan)))) == values


def test_queries_do_not_grow_with_the_document():
    def queries(size):
        plan = make.whole_plan(activities=size, rows=size, slug=f"garums-{size}")
        plan = Plan.objects.select_related("municipality").get(pk=plan.pk)
        with CaptureQueriesContext(connection) as reading:
            document = PlanDocument.from_db(plan)
        other = make.MunicipalityFactory()
        with CaptureQueriesContext(connection) as writing:
            document.to_db(municipality=other)
        return len(reading), len(writing)

    assert queries(1) == queries(3)


def test_what_is_stored_and_what_is_shown_are_told_apart(municipality):
    police, schools = make.InstitutionFactory.create_batch(2, municipality=municipality)
    goal = make.GoalFactory(plan__municipality=municipality)
    plain = make.ActivityFactory(goal=goal, lead=[police, schools], funding=["state"], programme_links=["I1.", "I2."])
    odd = make.ActivityFactory(
        goal=goal,
        lead=[police],
        lead_printed="Policija u.c.",
        funding_printed="Valsts!",
        programme_links_printed="I1., I2.",
    )
    first, second = PlanDocument.from_db(goal.plan).goals[0].activities
    assert (first.number, second.number) == (plain.number, odd.number)
    assert set(first.printed.model_dump().values()) == {""}
    assert first.institutions_printed["lead"] == f"{police.short}, {schools.short}"
    assert (first.funding_printed, first.programme_links_printed) == ("valsts", "I1. I2.")
    assert (second.printed.lead, second.institutions_printed["lead"]) == ("Policija u.c.",) * 2
    assert (second.funding_printed, second.programme_links_printed) == ("Valsts!", "I1., I2.")


def test_what_is_worked_out_is_left_aside_on_loading():
    document = files.document_from(SMALL)
    data = document.model_dump(mode="json")
    data["goals"][0]["activities"][0]["institutions_printed"] = {"lead": "Kāds cits"}
    data["indicators"] = "kas cits"
    assert files.document_from(data) == document


def test_two_notes_stay_two_and_own_names_stay_own(plan):
    indicator = make.IndicatorFactory(plan=plan, note="Par rādītāju.", code="VAI018")
    make.IndicatorRowFactory(indicator=indicator, note="Par rindu.")
    make.IndicatorRowFactory(indicator=indicator, own_name="Programmas", own_code="VKI010", label="b")
    document = PlanDocument.from_db(plan)
    part = document.numbered_indicators[-1]
    assert (part.code, part.note) == ("VAI018", "Par rādītāju.")
    assert [(row.label, row.name, row.code, row.note) for row in part.rows] == [
        ("", "", "", "Par rindu."),
        ("b", "Programmas", "VKI010", ""),
    ]
    printed = document.indicators[-2:]
    assert [(row.name, row.code, row.note) for row in printed] == [
        (indicator.name, "VAI018", "Par rādītāju. Par rindu."),
        ("Programmas", "VKI010", ""),
    ]


def test_a_gap_between_rows_keeps_their_marks(plan):
    indicator = make.IndicatorFactory(plan=plan, number="7.")
    make.IndicatorRowFactory.create_batch(3, indicator=indicator)
    indicator.rows.get(letter="b").delete()
    document = PlanDocument.from_db(plan)
    assert [row.order for row in document.numbered_indicators[-1].rows] == [None, 3]
    assert [row.mark for row in document.indicators[-2:]] == ["7", "7c"]
    assert there_and_back(_elsewhere(document)).indicators[-1].mark == "7c"


def test_a_row_is_known_by_its_letter_wherever_it_stands(plan):
    indicator = make.IndicatorFactory(plan=plan, number="8.")
    _, second = make.IndicatorRowFactory.create_batch(2, indicator=indicator)
    move(second, 1, indicator.rows.all())
    document = PlanDocument.from_db(plan)
    assert [row.letter for row in document.numbered_indicators[-1].rows] == ["b", ""]
    again = there_and_back(_elsewhere(document))
    assert [row.mark for row in again.indicators[-2:]] == ["8b", "8"]
    assert again.numbered_indicators == document.numbered_indicators


def test_a_document_without_letters_has_those_of_its_places(plan):
    """As the first version wrote it: the second row is b, and a gap is said by ``order``."""
    indicator = make.IndicatorFactory(plan=plan, number="8.")
    make.IndicatorRowFactory.create_batch(3, indicator=indicator)
    data = PlanDocument.from_db(plan).model_dump(mode="json")
    for at, row in enumerate(data["numbered_indicators"][-1]["rows"]):
        assert row.pop("letter") == ["", "b", "c"][at]
    data["numbered_indicators"][-1]["rows"][2]["order"] = 5
    assert [row.mark for row in files.document_from(data).indicators[-3:]] == ["8", "8b", "8e"]


def test_an_indicator_without_rows_is_there(plan):
    make.IndicatorFactory(plan=plan, number="9.")
    document = PlanDocument.from_db(plan)
    assert [part.number for part in document.numbered_indicators if not part.rows] == ["9."]
    assert "9." not in {row.number for row in document.indicators}


def test_sources_are_kept_line_by_line(plan):
    row = IndicatorRow.objects.filter(indicator__plan=plan).first()
    IndicatorRow.objects.filter(pk=row.pk).update(sources_text="VIIS\n\n Aptauja ")
    document = PlanDocument.from_db(plan)
    assert document.numbered_indicators[0].rows[0].sources == ["VIIS", "", " Aptauja "]
    assert document.indicators[0].sources == ["VIIS", " Aptauja "]
    assert there_and_back(_elsewhere(document)).numbered_indicators == document.numbered_indicators


def test_targets_of_any_year_and_relative_ones_have_a_number(plan):
    row = IndicatorRow.objects.filter(indicator__plan=plan).first()
    make.TargetFactory(row=row, year=2033, kind="change_percent", amount=Decimal("3.3"), printed="+3,3%")
    target = PlanDocument.from_db(plan).indicators[0].targets[2033]
    assert (target.amount, target.value) == (Decimal("3.3"), Decimal("46.485"))


def test_an_institution_called_like_anothers_abbreviation_is_told_apart(municipality):
    group = make.InstitutionFactory(municipality=municipality, short="", name="LP")
    board = make.InstitutionFactory(municipality=municipality, short="LP", name="Labklājības pārvalde")
    goal = make.GoalFactory(plan=make.PlanFactory(municipality=municipality))
    make.ActivityFactory(goal=goal, lead=[board], involved=[group])
    document = PlanDocument.from_db(goal.plan)
    institutions = document.goals[0].activities[0].institutions
    assert (institutions.lead, institutions.involved) == (["Labklājības pārvalde"], ["LP"])
    assert there_and_back(_elsewhere(document)).goals == document.goals


def test_a_report_keeps_decision_and_approval(plan):
    decision = make.CouncilDecisionFactory(plan=plan, kind="report", year=2025, number="295", date=date(2026, 5, 28))
    report = Report.objects.get(plan=plan)
    report.decision, report.approved_at = decision, "2026-05-28T10:00:00+03:00"
    report.save()
    document = PlanDocument.from_db(plan)
    part = document.reports[2025]
    assert (part.decision, part.decision_date) == ("295", date(2026, 5, 28))
    assert document.model_dump(mode="json")["reports"]["2025"]["approved_at"] == "2026-05-28T07:00:00Z"
    assert stored(_elsewhere(document)).reports.get().decision.number == "295"


def test_a_plan_may_be_copied_into_another_municipality(plan):
    other = make.MunicipalityFactory()
    known = make.InstitutionFactory(municipality=other, name=plan.municipality.institutions.first().name, short="")
    document = PlanDocument.from_db(plan)
    copy = stored(document, municipality=other)
    assert copy.municipality == other
    assert other.institutions.count() == plan.municipality.institutions.count()
    assert other.institutions.get(name=known.name) == known, "what is there already stays as it is"
    assert PlanDocument.from_db(plan) == document
    assert copy.activities.count() == plan.activities.count()


def test_loading_is_not_an_edit():
    plan = files.document_from(SMALL).to_db()
    assert set(plan.activities.values_list("version", flat=True)) == {1}
    assert not ChangeSet.objects.exists()


def test_a_period_keeps_its_own_time(plan):
    plan.periods.update(start=date(2024, 9, 1), end=date(2025, 8, 31), label="2024./2025. mācību gads")
    part = PlanDocument.from_db(plan).reporting_periods[2025]
    assert (part.start, part.end, part.label) == (date(2024, 9, 1), date(2025, 8, 31), "2024./2025. mācību gads")


# ---------------------------------------------------------------------------------------------------------------- refused


def _elsewhere(document):
    """The same for a municipality that is not there yet."""
    place = document.municipality.model_copy(update={"slug": "citur", "name": "Citur"})
    return document.model_copy(update={"municipality": place})


def refused(document, **options) -> str:
    """Why ``document`` is not stored; nothing of it is."""
    before = [model.objects.count() for model in (Municipality, Institution, Plan, Goal, CouncilDecision, Indicator)]
    with pytest.raises(DocumentRefused) as refusal:
        document.to_db(**options)
    assert [
        model.objects.count() for model in (Municipality, Institution, Plan, Goal, CouncilDecision, Indicator)
    ] == before
    return str(refusal.value)


def test_a_second_plan_for_the_same_time_is_refused(plan):
    document = PlanDocument.from_db(plan)
    assert refused(document) == "Šim periodam plāns jau ir."
    renamed = document.model_copy(
        update={"institutions": [*document.institutions, *files.document_from(SMALL).institutions]}
    )
    assert refused(renamed) == "Šim periodam plāns jau ir.", "the new institutions are taken back"


def test_a_municipality_whose_name_is_taken_is_refused():
    make.MunicipalityFactory(name=SMALL["municipality"]["name"])
    assert refused(files.document_from(SMALL)).startswith("„name”: ")


def test_a_plan_without_a_title_is_refused():
    assert refused(files.document_from({**SMALL, "title": ""})).startswith("„title”: ")


def test_an_abbreviation_of_another_institution_is_refused(municipality):
    make.InstitutionFactory(municipality=municipality, short="LP", name="Cita LP")
    assert refused(files.document_from(SMALL), municipality=municipality) == "Šāds saīsinājums jau ir lietots."


def test_nothing_stays_when_the_database_refuses_at_the_end(monkeypatch):
    def broken(*arguments):
        raise RuntimeError("disk full")

    monkeypatch.setattr("pmp.exchange.document.write_reports", broken)
    with pytest.raises(RuntimeError, match="disk full"):
        files.document_from(SMALL).to_db()
    assert [model.objects.count() for model in (Municipality, Institution, Plan, Activity)] == [0, 0, 0, 0]

"""Storing an answer: who may, when, and what happens when two people answer at once."""

import re
import threading
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from monitoring.domain import AnswerEdit, assess
from monitoring.enums import Status
from monitoring.models import Assessment
from monitoring.rules import takes_part, years_to_assess
from plans.periods import NotOpen, require_open, why_closed
from pmp.common.editing import StaleVersion
from tests import factories as make
from tests.helpers.changes import changes_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(plan):
    return plan.periods.get()


@pytest.fixture
def activity(plan):
    """An activity of which nothing has been reported; led by one institution, another takes part."""
    activity = plan.activities.first()
    activity.assessments.all().delete()
    return activity


@pytest.fixture
def lead(activity):
    return make.coordinator(activity.institutions_by_role("lead")[0])


@pytest.fixture
def editor(plan):
    return make.editor(plan.municipality)


def stored(activity):
    return activity.assessments.get()


def test_the_first_answer(activity, lead):
    saved = assess(
        activity, 2025, by=lead, opened_with=0, status=Status.DONE, evaluation="Izdarīts", spent=Decimal("5")
    )
    row = stored(activity)
    assert saved == row
    assert (row.status, row.evaluation, row.spent, row.version, row.updated_by) == ("done", "Izdarīts", 5, 1, lead)
    (change,) = changes_of(row)
    assert (change.kind, change.change_set.person, change.version) == ("+", lead, 1)
    assert told(change) == {"status": ("", "izpildīts"), "evaluation": ("", "Izdarīts"), "spent": ("", "5")}


def test_a_later_answer_keeps_what_is_not_given_and_leaves_a_trail(activity, lead, editor):
    assess(activity, 2025, by=lead, opened_with=0, status=Status.STARTED, evaluation="Sākts", achieved="Puse")
    assess(activity, 2025, by=editor, opened_with=1, status=Status.DONE)
    row = stored(activity)
    assert (row.status, row.evaluation, row.achieved, row.version, row.updated_by) == (
        "done",
        "Sākts",
        "Puse",
        2,
        editor,
    )
    newest, first = changes_of(row)
    assert (newest.change_set.person, told(newest)) == (editor, {"status": ("uzsākts", "izpildīts")})
    assert (first.change_set.person, told(first)["status"]) == (lead, ("", "uzsākts"))


def test_saving_the_same_twice_changes_nothing(activity, lead):
    assess(activity, 2025, by=lead, opened_with=0, status=Status.DONE)
    before = stored(activity).updated_at
    assess(activity, 2025, by=lead, opened_with=1, status=Status.DONE, evaluation="")
    row = stored(activity)
    assert (row.version, row.updated_at, len(changes_of(row))) == (1, before, 1)


@pytest.mark.parametrize("opened_with", [0, 2])
def test_a_stale_answer_changes_nothing(activity, lead, editor, opened_with):
    assess(activity, 2025, by=lead, opened_with=0, status=Status.DONE, evaluation="Pirmais")
    with pytest.raises(StaleVersion) as refusal:
        assess(activity, 2025, by=editor, opened_with=opened_with, status=Status.CANCELLED, evaluation="Otrais")
    assert refusal.value.current == stored(activity)
    row = stored(activity)
    assert (row.status, row.evaluation, row.version, len(changes_of(row))) == ("done", "Pirmais", 1, 1)


def test_an_answer_that_is_gone_is_stale(activity, lead):
    with pytest.raises(StaleVersion) as refusal:
        assess(activity, 2025, by=lead, opened_with=1, status=Status.DONE)
    assert refusal.value.current is None
    assert activity.assessments.count() == 0


def test_a_new_amount_takes_its_printed_form_along(activity, lead):
    row = make.AssessmentFactory(activity=activity, spent=Decimal(300), spent_printed="300,00")
    assess(activity, 2025, by=lead, opened_with=row.version, spent=Decimal(301), spent_printed="300,00")
    assert (stored(activity).spent, stored(activity).spent_printed) == (301, "")


def test_an_amount_and_words_given_together_are_both_kept(activity, lead):
    assess(activity, 2025, by=lead, opened_with=0, spent=Decimal(300), spent_printed="300 un pamatdarbs")
    assert (stored(activity).spent, stored(activity).spent_printed) == (300, "300 un pamatdarbs")


def test_an_unknown_field_is_a_mistake_of_the_program(activity, lead):
    with pytest.raises(TypeError, match="version"):
        assess(activity, 2025, by=lead, opened_with=0, version=7)


def people(activity):
    municipality = activity.plan.municipality
    return {
        "editor": make.editor(municipality),
        "lead": make.coordinator(activity.institutions_by_role("lead")[0]),
        "involved": make.coordinator(activity.institutions_by_role("involved")[0]),
        "other coordinator": make.coordinator(make.InstitutionFactory(municipality=municipality)),
        "council": make.council_member(municipality),
        "administrator": make.administrator(municipality),
        "stranger": make.stranger(),
        "nobody": make.UserFactory(),
    }


def test_who_may_answer(activity):
    may = {name for name, user in people(activity).items() if takes_part(user, activity)}
    assert may == {"editor", "lead", "involved"}


def test_a_supervising_institution_does_not_answer(plan, activity):
    overseer = make.InstitutionFactory(municipality=plan.municipality)
    make.ActivityPartyFactory(activity=activity, institution=overseer, role="supervising")
    assert not takes_part(make.coordinator(overseer), activity)


def test_who_may_not_is_refused(activity):
    for name, user in people(activity).items():
        if name in {"editor", "lead", "involved"}:
            continue
        with pytest.raises(PermissionDenied):
            assess(activity, 2025, by=user, opened_with=0, status=Status.DONE)
    assert activity.assessments.count() == 0


@pytest.mark.parametrize(
    ("asked", "state", "sentence"),
    [
        (2025, "open", ""),
        (2025, "closed", "2025. gads ir slēgts: atbildes un rādītāju vērtības vairs nevar mainīt."),
        (2026, "open", "2026. gada uzraudzība vēl nav atvērta."),
        (2024, "open", "2024. gads nav plāna periodā (2025.–2029. gads), tāpēc par to ziņot nevar."),
        (2030, "open", "2030. gads nav plāna periodā (2025.–2029. gads), tāpēc par to ziņot nevar."),
    ],
)
def test_only_an_open_year_takes_answers(plan, year, activity, editor, asked, state, sentence):
    year.state = state
    year.save()
    assert why_closed(plan, asked) == sentence
    if not sentence:
        assert require_open(plan, asked) == year
        return
    with pytest.raises(NotOpen, match=re.escape(sentence)):
        assess(activity, asked, by=editor, opened_with=0, status=Status.DONE)
    assert activity.assessments.count() == 0


def test_the_years_one_may_answer_for(plan, activity, lead, editor):
    make.ReportingPeriodFactory(plan=plan, year=2026)
    make.ReportingPeriodFactory(plan=plan, year=2027, state="closed")
    assert years_to_assess(lead, activity) == [2026, 2025]
    assert years_to_assess(editor, activity) == [2026, 2025]
    assert years_to_assess(make.council_member(plan.municipality), activity) == []


def together(*jobs):
    """Run jobs at the same moment, each with a connection of its own; returns what each returned or raised."""
    start = threading.Barrier(len(jobs))
    results = [None] * len(jobs)

    def run(place, job):
        start.wait()
        try:
            results[place] = job()
        except Exception as problem:
            results[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_first_answers_at_once_one_is_stale(activity, lead, editor):
    results = together(
        lambda: assess(activity, 2025, by=lead, opened_with=0, status=Status.DONE, evaluation="Mans"),
        lambda: assess(activity, 2025, by=editor, opened_with=0, status=Status.STARTED, evaluation="Tavs"),
    )
    assert {type(result) for result in results} == {Assessment, StaleVersion}
    (winner,) = (result for result in results if isinstance(result, Assessment))
    (loser,) = (result for result in results if isinstance(result, StaleVersion))
    assert loser.current == winner
    row = stored(activity)
    assert (row.evaluation, row.version, len(changes_of(row))) == (winner.evaluation, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_later_answers_at_once_one_is_kept(activity, lead):
    row = make.AssessmentFactory(activity=activity, evaluation="Sākums")
    jobs = [
        lambda text=f"Teksts {n}": assess(activity, 2025, by=lead, opened_with=row.version, evaluation=text)
        for n in range(4)
    ]
    results = together(*jobs)
    kept = [result for result in results if isinstance(result, Assessment)]
    assert len(kept) == 1
    assert [type(result) for result in results if result not in kept] == [StaleVersion] * 3
    assert (stored(activity).evaluation, stored(activity).version) == (kept[0].evaluation, 2)


def test_a_first_answer_that_slipped_in_between_is_stale(activity, lead, monkeypatch):
    """Not every writer waits for the year's lock: whoever loads a document does not."""
    create = AnswerEdit._create

    def create_second(edit, assessment):
        make.AssessmentFactory(activity=activity, evaluation="No dokumenta")
        return create(edit, assessment)

    monkeypatch.setattr(AnswerEdit, "_create", create_second)
    with pytest.raises(StaleVersion) as refusal, transaction.atomic():
        assess(activity, 2025, by=lead, opened_with=0, status=Status.DONE)
    assert refusal.value.current.evaluation == "No dokumenta"


def test_a_value_the_database_refuses_is_no_race(activity, lead):
    with pytest.raises(IntegrityError), transaction.atomic():
        assess(activity, 2025, by=lead, opened_with=0, spent=Decimal(-1))
    assert activity.assessments.count() == 0


def test_the_first_answer_sent_twice_is_no_quarrel(activity, lead):
    answer = {"status": Status.DONE, "evaluation": "Izdarīts"}
    first = assess(activity, 2025, by=lead, opened_with=0, **answer)
    assert assess(activity, 2025, by=lead, opened_with=0, **answer) == first
    assert stored(activity).version == 1
    with pytest.raises(StaleVersion):
        assess(activity, 2025, by=lead, opened_with=0, **{**answer, "evaluation": "Cits teksts"})

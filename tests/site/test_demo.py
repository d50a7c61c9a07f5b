"""The demo: five plans as data, and the people who work on them. The counts are those of the documents."""

from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from monitoring import queries
from plans.models import Activity, Goal, Plan, Task
from plans.periods import open_years
from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, User
from pmp.exchange.document import PlanDocument
from pmp.site import demo
from reports.document import assemble
from reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def documents(django_db_setup, django_db_blocker):
    """The five plans as documents, loaded once for this module and rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        demo.load_plans()
        documents = {
            plan.municipality.slug: PlanDocument.from_db(plan).model_dump(mode="json")
            for plan in Plan.objects.select_related("municipality")
        }
        transaction.set_rollback(True)
    return documents


def activities(document):
    return [activity for goal in document["goals"] for activity in goal["activities"]]


COUNTS = [
    # slug, period, goals, activities, tasks, indicators, rows, target years
    ("jurmala", [2025, 2029], 13, 35, 0, 13, 17, [2027, 2029]),
    ("liepaja", [2024, 2028], 14, 32, 40, 14, 17, [2026, 2028]),
    ("tukums", [2024, 2028], 10, 25, 0, 9, 9, [2026, 2028]),
    ("riga", [2024, 2028], 6, 41, 0, 9, 12, [2026, 2028]),
    ("valka", [2024, 2028], 8, 11, 19, 7, 7, [2025, 2028]),
]


@pytest.mark.parametrize(("slug", "period", "goals", "acts", "tasks", "indicators", "rows", "targets"), COUNTS)
def test_each_plan_has_what_its_document_has(documents, slug, period, goals, acts, tasks, indicators, rows, targets):
    document = documents[slug]
    assert document["period"] == period
    assert document["target_years"] == targets
    assert len(document["goals"]) == goals
    assert len(activities(document)) == acts
    assert sum(len(activity["tasks"]) for activity in activities(document)) == tasks
    assert len({row["number"] for row in document["indicators"]}) == indicators
    assert len(document["indicators"]) == rows
    assert document["sections"], "the narrative chapters are there"


def test_jurmala_has_its_report(documents):
    document = documents["jurmala"]
    statuses = Counter(activity["reported"]["2025"]["status"] for activity in activities(document))
    assert statuses == {"done": 26, "started": 4, "not_started": 5}
    assert len(document["abbreviations"]) == 28
    assert len(document["reports"]["2025"]["conclusions"]) == 15
    assert len(document["reports"]["2025"]["proposals"]) == 17
    decision = next(row for row in document["decisions"] if row["kind"] == "report")
    assert (decision["number"], decision["date"], decision["minutes"], decision["point"]) == (
        "295",
        "2026-05-28",
        "6",
        "39. punkts",
    )
    assert all(len(activity["reported"]["2025"]["evaluation"]) > 100 for activity in activities(document))


def test_coordinators_of_jurmala_have_something_to_do(db):
    """The year of the adopted report takes no more answers; of the next, nine are missing."""
    demo.load_plans()
    plan = Plan.objects.get(municipality__slug="jurmala")
    assert open_years(plan) == [2026]
    own = list(plan.municipality.institutions.filter(short__in=["LP", "JIP"]))
    assert queries.progress(plan, 2026).missing == 9
    assert queries.remaining_for(own, plan, 2026).count() == 9
    assert {institution.short: queries.progress_of([institution], plan, 2026).missing for institution in own} == {
        "LP": 9,
        "JIP": 7,
    }


def test_levels_of_jurmala_cross_the_row_that_its_table_lost(documents):
    levels = {goal["number"]: goal["level"] for goal in documents["jurmala"]["goals"]}
    assert [levels[n] for n in ("1.", "5.", "6.", "11", "12", "13")] == [
        "universal",
        "universal",
        "targeted",
        "targeted",
        "tailored",
        "tailored",
    ]


def test_valka_keeps_both_lists_of_goals_and_its_money(documents):
    document = documents["valka"]
    assert len(document["strategic_goals"]) == 5
    assert all(goal["expected_results"] for goal in document["strategic_goals"])
    spent = [activity["reported"]["2024"] for activity in activities(document)]
    assert sum(Decimal(row["spent"]) for row in spent if row["spent"]) == Decimal("21180.00")
    assert spent[0]["spent"] == "300.00"
    assert [row["spent_printed"] for row in spent if row["spent"] is None] == ["1 slodze"]
    assert {row["status"] for row in spent} == {None}


def test_oddities_of_the_documents_stay_visible(documents):
    liepaja = {activity["number"]: activity for activity in activities(documents["liepaja"])}
    assert [task["number"] for task in liepaja["14.1."]["tasks"]] == ["14.2.1."]
    assert liepaja["14.1."]["tasks"][0]["note"]
    assert liepaja["3.2."]["tasks"] == []
    jurmala = {activity["number"]: activity for activity in activities(documents["jurmala"])}
    assert jurmala["1.3."]["institutions"]["lead"] == ["JIP", "VIAA"]
    assert jurmala["1.3."]["institutions_printed"]["lead"] == "JIP, VIAA,"
    assert jurmala["8.1."]["institutions"]["lead"] == []
    assert "10.1" in jurmala, "from 10 on the document prints no final dot"
    assert jurmala["5.1."]["programme_links"][0] == "II.1.1."
    tukums = {activity["number"]: activity for activity in activities(documents["tukums"])}
    assert tukums["8.2."]["years"] == []
    riga = {activity["number"]: activity for activity in activities(documents["riga"])}
    assert riga["5.4."]["years"] == [2024, 2025, 2027]


def test_every_plan_is_adopted_and_has_an_open_year(documents):
    due = {"state": "open", "due": "2026-01-31"}
    assert {document["status"] for document in documents.values()} == {"adopted"}
    calendar_year = {"start": None, "end": None, "label": "", "opened_at": None, "closed_at": None}
    others = [document for slug, document in documents.items() if slug != "jurmala"]
    assert [document["reporting_periods"]["2025"] for document in others] == [calendar_year | due] * 4
    periods = documents["jurmala"]["reporting_periods"]
    assert {year: (each["state"], each["due"]) for year, each in periods.items()} == {
        "2025": ("closed", "2026-01-31"),
        "2026": ("open", "2027-01-31"),
    }
    assert documents["valka"]["reporting_periods"]["2024"] == calendar_year | {"state": "open", "due": None}


def test_the_approved_report_is_not_a_draft_on_the_day_it_is_loaded():
    demo.load_plans()
    report = Report.objects.get()
    assert report.decision.number == "295"
    assert not assemble(report.plan, 2025).is_draft
    assert report.adopted_hash


def test_loading_twice_changes_nothing(documents):
    demo.load_plans()
    before = [model.objects.count() for model in (Plan, Goal, Activity, Task)]
    Activity.objects.filter(plan__municipality__slug="jurmala", number="1.1.").update(title="Labots nosaukums")
    assert demo.load_plans() == []
    assert [model.objects.count() for model in (Plan, Goal, Activity, Task)] == before
    assert Activity.objects.filter(title="Labots nosaukums").count() == 1


def test_demo_people_can_sign_in(monkeypatch, client):
    monkeypatch.setenv("DEMO_PASSWORD", "viena-gara-parole")
    out = StringIO()
    call_command("load_demo", stdout=out)
    call_command("load_demo", stdout=out)
    assert "coordinator-lp@jurmala.example" in out.getvalue()
    roles = Membership.objects.filter(municipality__slug="jurmala").values_list("role", flat=True)
    assert Counter(roles) == {
        Role.ADMINISTRATOR: 1,
        Role.EDITOR: 1,
        Role.COORDINATOR: 2,
        Role.COUNCIL: 1,
    }
    assert Membership.objects.exclude(municipality__slug="jurmala").count() == 4
    for user in User.objects.all():
        assert user.check_password("viena-gara-parole"), user.email
    response = client.post("/ieiet/", {"username": "council@jurmala.example", "password": "viena-gara-parole"})
    assert response.status_code == 302


def test_the_made_up_password_stays_the_same(monkeypatch, settings, tmp_path):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    settings.VAR_DIR = tmp_path
    demo.load_plans()
    password = demo.load_people()
    assert len(password) >= 12
    assert demo.load_people() == password
    monkeypatch.setenv("DEMO_PASSWORD", "pavisam-cita-parole")
    demo.load_people()
    assert User.objects.get(email="editor@valka.example").check_password("pavisam-cita-parole")


def test_a_demo_person_who_was_removed_comes_back_with_the_password(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "viena-gara-parole")
    demo.load_plans()
    demo.load_people()
    User.objects.filter(email="council@jurmala.example").delete()
    demo.load_people()
    assert User.objects.get(email="council@jurmala.example").check_password("viena-gara-parole")

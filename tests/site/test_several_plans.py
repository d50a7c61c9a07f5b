"""A municipality writes its next plan: what was adopted stays where it was, for pages, files and commands."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from plans.enums import PlanStatus
from plans.models import Plan
from plans.shortcuts import plan_for_year, plan_in_force
from pmp.site import demo
from reports import pdf
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def jurmala(db):
    """Jūrmala's plan 2025–2029, with a draft for 2030–2034 beside it."""
    demo.load_plans()
    plan = Plan.objects.get(municipality__slug="jurmala")
    make.draft_after(plan)
    return plan


@pytest.fixture
def editor(jurmala, signed_in):
    return signed_in(make.editor(jurmala.municipality))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "2026. gada uzraudzība"),
        ("plans/", "35\u00a0aktivitātes"),
        ("plans/aktivitates/", "35\u00a0aktivitātes"),
        ("raditaji/", "Rādītāji 2025. gadā"),
        ("zinojums/2025/", "lēmumam Nr. 295"),
        ("plans/aktivitates/{activity}/", "Kas paveikts"),
        ("plans/aktivitates/{activity}/2026/", "2026. gads · atbildētas 26 no 35"),
    ],
)
def test_a_draft_for_later_years_hides_nothing(jurmala, editor, page, said):
    page = page.format(activity=jurmala.activities.first().pk)
    response = editor.get(f"/jurmala/2025-2029/{page}")
    assert response.status_code == 200
    assert said in response.content.decode()


def test_the_draft_has_pages_of_its_own(jurmala, editor, clean_markup):
    text = clean_markup(editor.get("/jurmala/2030-2034/plans/"))
    assert "1\u00a0aktivitāte" in text
    assert 'href="/jurmala/2025-2029/"' in text
    assert editor.get(f"/jurmala/2030-2034/plans/aktivitates/{jurmala.activities.first().pk}/").status_code == 404
    assert editor.get("/jurmala/2030-2034/zinojums/2025/").status_code == 404


def test_the_pdf_of_the_adopted_report_is_still_there(jurmala, editor, monkeypatch):
    monkeypatch.setattr(pdf, "typeset_apart", lambda html, styles: b"%PDF-1.7 %%EOF")
    response = editor.get("/jurmala/2025-2029/zinojums/2025/pdf/")
    assert response["Content-Disposition"] == 'attachment; filename="jurmala-uzraudzibas-zinojums-2025.pdf"'


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/jurmala/", "/jurmala/2025-2029/"),
        ("/jurmala/plans/?gads=2025", "/jurmala/2025-2029/plans/?gads=2025"),
        ("/jurmala/zinojums/2025/", "/jurmala/2025-2029/zinojums/2025/"),
        ("/jurmala/plans.json", "/jurmala/2025-2029/plans.json"),
    ],
)
def test_addresses_without_a_plan_lead_to_the_one_in_force(editor, address, leads_to):
    assert editor.get(address).url == leads_to


def test_which_plan_is_meant():
    """Adopted for the year, else adopted, else ended, else being written."""
    municipality = make.MunicipalityFactory()

    def plan(first, status):
        return make.PlanFactory(municipality=municipality, period_start=first, period_end=first + 4, status=status)

    ended, adopted, draft = plan(2020, PlanStatus.ENDED), plan(2025, PlanStatus.ADOPTED), plan(2028, PlanStatus.DRAFT)
    plans = [draft, adopted, ended]
    assert [plan_in_force(plans, date(year, 5, 1)) for year in (2024, 2026, 2031)] == [adopted] * 3
    assert plan_in_force([draft, ended], date(2029, 5, 1)) == ended
    assert plan_in_force([draft], date(2024, 5, 1)) == draft
    assert plan_in_force([]) is None
    assert [plan_for_year(plans, year) for year in (2019, 2024, 2025, 2029, 2030)] == [
        None,
        ended,
        adopted,
        adopted,
        draft,
    ]


# ---------------------------------------------------------------------------------------------------------------- commands


@pytest.mark.parametrize(
    ("options", "period"),
    [([], [2025, 2029]), (["--plan", "2025-2029"], [2025, 2029]), (["--plan", "2030-2034"], [2030, 2034])],
)
def test_export_takes_the_plan_in_force_or_the_one_named(plan, tmp_path, options, period):
    target = tmp_path / "plans.json"
    call_command("export_plan", "paraugs", "--output", str(target), *options)
    assert json.loads(target.read_text())["period"] == period


@pytest.mark.parametrize(("year", "options"), [("2025", []), ("2031", []), ("2025", ["--plan", "2025-2029"])])
def test_the_report_takes_the_plan_of_its_year_or_the_one_named(plan, tmp_path, year, options):
    target = tmp_path / "zinojums.html"
    call_command("report", "paraugs", year, "--format", "html", "--output", str(target), *options)
    text = target.read_text()
    assert f"<h1>Uzraudzības ziņojums par {year}. gadu</h1>" in text
    assert ("Gada laikā paveikts daudz." in text) == (year == "2025")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ["export_plan", "paraugs", "--plan", "2020-2024"],
            "Pašvaldībai „paraugs” 2020-2024 plāna nav. Ir: 2030-2034, 2025-2029.",
        ),
        (["report", "paraugs", "2025", "--plan", "2030-2034"], "2025. gads nav plāna periodā 2030–2034."),
        (
            ["report", "paraugs", "2025", "--plan", "2020-2024"],
            "Plāna 2020-2024 pašvaldībai „paraugs” nav. Ir: 2030-2034, 2025-2029.",
        ),
        (["report", "paraugs", "2040"], "2040. gads nav plāna periodā 2025–2029."),
    ],
)
def test_a_plan_that_is_not_there_is_said(plan, tmp_path, command, said):
    with pytest.raises(CommandError) as refusal:
        call_command(*command, "--output", str(tmp_path / "x"))
    assert str(refusal.value) == said
    assert list(tmp_path.iterdir()) == []

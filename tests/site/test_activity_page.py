"""Everything on one activity, and its short form beside the list."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring.enums import Status
from plans.enums import PreventionLevel
from tests import factories as make
from tests.helpers.markup import main_text, without_tags

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make.PlanFactory(municipality=make.MunicipalityFactory(short_name="Jūrmala"))
    make.ReportingPeriodFactory(plan=plan)
    return plan


@pytest.fixture
def police(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="PP", name="Pašvaldības policija")


@pytest.fixture
def goal(plan):
    return make.GoalFactory(plan=plan, number="4.", title="Sabiedrības izglītošana")


@pytest.fixture
def activity(goal, police):
    return make.ActivityFactory(goal=goal, number="4.1.", title="Sociālais atbalsts", lead=[police])


def url(activity, query=""):
    return reverse("reader:activity", args=[*activity.plan.address, activity.pk]) + query


@pytest.fixture
def reader(plan, signed_in):
    return signed_in(make.council_member(plan.municipality))


def test_all_that_the_plan_says(plan, goal, police, reader, clean_markup):
    school = make.InstitutionFactory(municipality=plan.municipality, short="", name="Skolas")
    activity = make.ActivityFactory(
        goal=goal,
        number="4.2.",
        title="Nometne",
        planned_result="Notiek katru gadu",
        resources="Telpas",
        funding=["municipality", "esf"],
        programme_links=["I2.1.1.", "S1.3.7."],
        lead=[police],
        involved=[school, police],
        involved_printed="Skolas, PP un citi",
        term_printed="2026.-2029.",
        note="Avotā divreiz.",
    )
    make.TaskFactory(
        activity=activity, number="4.2.1.", title="Sagatavot", lead=[police], supervising=[school], note="Bez punkta."
    )
    make.WordingVariantFactory(goal=None, activity=activity, where="4.2. tabula", field="title", text="Nometnes")
    response = reader.get(url(activity))
    clean_markup(response)
    text = main_text(response)
    for expected in (
        "I universālā prevencija · 4. Sabiedrības izglītošana 4.2. Nometne",
        "Sasniedzamais rezultāts Notiek katru gadu",
        "4.2.1. Sagatavot 2025. gada janv. – febr. · Izpildītājs: PP · Par uzraudzību atbildīgā institūcija: Skolas",
        "Piezīme par avotu: Bez punkta.",
        "Atbildīgā institūcija Pašvaldības policija (PP)",
        "Iesaistītās institūcijas Skolas Pašvaldības policija (PP) Dokumentā: Skolas, PP un citi",
        "Izpildes termiņš 2026.-2029.",
        "Nepieciešamie resursi Telpas",
        "Finanšu avoti pašvaldība, ESF",
        "Sasaiste ar attīstības programmu I2.1.1. S1.3.7.",
        "Citi formulējumi dokumentā Nometnes (4.2. tabula, nosaukums)",
        "Piezīme par avotu Avotā divreiz.",
        "Par šo aktivitāti vēl nav ziņots",
    ):
        assert expected in text
    assert "<title>4.2. Nometne – 2025. gads – Jūrmala – PMP plāns</title>" in response.content.decode()


def test_the_documents_own_headings(plan, goal, police, reader):
    plan.headings = {"lead": "Galvenais izpildītājs", "task_lead": "Dara", "term": "Kad"}
    plan.save()
    activity = make.ActivityFactory(goal=goal, lead=[police])
    make.TaskFactory(activity=activity, lead=[police])
    text = main_text(reader.get(url(activity)))
    assert "Galvenais izpildītājs Pašvaldības policija" in text
    assert "Dara: PP" in text
    assert "Kad Pastāvīgi" in text


def test_a_column_the_document_lacks_is_left_out_unless_filled(plan, goal, reader):
    activity = make.ActivityFactory(goal=goal, planned_result="", resources="Telpas")
    everything = "Sasniedzamais rezultāts Nav norādīts Uzdevumi plāna izpildei Nav norādīts"
    assert everything in main_text(reader.get(url(activity)))
    plan.headings = {"activity": "Aktivitāte", "funding": "Avots"}
    plan.save()
    text = main_text(reader.get(url(activity)))
    assert "Sasniedzamais rezultāts" not in text
    assert "Uzdevumi" not in text
    assert "Nepieciešamie resursi Telpas" in text
    assert "Avots Nav norādīts" in text


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"term_printed": "", "term_ongoing": True}, "Pastāvīgi"),
        ({"term_start": date(2026, 1, 1), "term_end": date(2026, 12, 31)}, "01.01.2026.–31.12.2026."),
        ({"term_end": date(2026, 12, 31)}, "līdz 31.12.2026."),
        ({"term_start": date(2026, 1, 1)}, "no 01.01.2026."),
        ({"years": [2025, 2027]}, "2025., 2027."),
        ({"years": [2025, 2026, 2027, 2029]}, "2025.–2027., 2029."),
        ({}, "Nav norādīts"),
    ],
)
def test_when(goal, reader, term, words):
    activity = make.ActivityFactory(goal=goal, **{"term_printed": "", "term_ongoing": False, **term})
    assert f"Izpildes termiņš {words}" in main_text(reader.get(url(activity)))


def test_history_by_year_newest_first(activity, reader, clean_markup):
    person = make.editor(activity.plan.municipality, first_name="Ilze", last_name="Kalna")
    make.AssessmentFactory(
        activity=activity,
        year=2025,
        status=Status.DONE,
        evaluation="Viss izdarīts.",
        spent=Decimal("1234.50"),
        spent_printed="1234,50",
        planned="Plāns",
        achieved="Sasniegts",
        impact="Liela",
        factors="Laiks",
        updated_by=person,
    )
    make.AssessmentFactory(activity=activity, year=2026, status="", evaluation="", spent_printed="1 slodze")
    response = reader.get(url(activity))
    clean_markup(response)
    text = main_text(response)
    assert text.index("2026. gads Nav datu") < text.index("2025. gads Izpildīts")
    assert "2026. gads Nav datu Izvērtējums nav ierakstīts. Ieguldīts: 1 slodze Ielādēts no dokumenta, " in text
    assert "2025. gads Izpildīts Viss izdarīts. Ieguldīts: 1 234,50 EUR Plānotais rezultāts Plāns" in text
    assert "Sasniegtā vērtība Sasniegts Ietekmes novērtējums Liela Ietekmes faktori Laiks Ilze Kalna, " in text


@pytest.mark.parametrize(
    ("spent", "printed", "words"),
    [
        ("300", "300,00", "300,00 EUR"),
        ("300", "300", "300,00 EUR"),
        ("300", "300 un viena slodze", "300,00 EUR · 300 un viena slodze"),
        ("300", "", "300,00 EUR"),
        ("15380.40", "15380", "15 380,40 EUR · 15380"),
        ("0", "", "0,00 EUR"),
    ],
)
def test_money_and_what_the_document_says_of_it(activity, reader, spent, printed, words):
    make.AssessmentFactory(activity=activity, spent=Decimal(spent), spent_printed=printed)
    assert f"Ieguldīts: {words} " in main_text(reader.get(url(activity))).replace("\u00a0", " ")


def buttons(response):
    actions = re.search(r'<header class="page-header">(.*?)</header>', response.content.decode(), re.DOTALL).group(1)
    return [without_tags(link) for link in re.findall(r"<a .*?</a>", actions, re.DOTALL)]


def test_buttons_are_for_those_who_may(plan, police, activity, signed_in):
    make.ReportingPeriodFactory(plan=plan, year=2026)
    make.ReportingPeriodFactory(plan=plan, year=2027, state="closed")
    other = make.InstitutionFactory(municipality=plan.municipality)
    people = {
        make.editor(plan.municipality): [
            "Ierakstīt izpildi par 2026. gadu",
            "Ierakstīt izpildi par 2025. gadu",
            "Labot plānā",
        ],
        make.coordinator(police): ["Ierakstīt izpildi par 2026. gadu", "Ierakstīt izpildi par 2025. gadu"],
        make.coordinator(other): [],
        make.council_member(plan.municipality): [],
        make.administrator(plan.municipality): [],
    }
    for person, expected in people.items():
        assert buttons(signed_in(person).get(url(activity))) == expected


def test_nobody_else_sees_it(activity, client, signed_in):
    assert signed_in(make.stranger()).get(url(activity)).status_code == 404
    client.logout()
    assert client.get(url(activity)).url == f"{reverse('login')}?next={url(activity)}"


def test_an_activity_is_found_in_its_own_municipality_only(activity, signed_in):
    other = make.PlanFactory()
    reader = signed_in(make.editor(other.municipality))
    address = reverse("reader:activity", args=[*other.address, activity.pk])
    assert reader.get(address).status_code == 404


def test_it_takes_no_posts(activity, reader):
    assert reader.post(url(activity)).status_code == 405


def test_previous_and_next_follow_the_list(plan, goal, activity, reader):
    tailored = make.GoalFactory(plan=plan, number="9.", level=PreventionLevel.TAILORED)
    last = make.ActivityFactory(goal=tailored, number="9.1.", title="Pēdējā", order=0)
    context = reader.get(url(activity)).context
    assert context["previous"] is None
    assert context["following"] == {"pk": last.pk, "number": "9.1.", "title": "Pēdējā"}
    text = main_text(reader.get(url(last)))
    assert "Iepriekšējā 4.1. Sociālais atbalsts" in text
    assert "Nākamā" not in text


def test_the_chosen_year_stays_on_the_way(activity, reader):
    page = reader.get(url(activity, "?gads=2027")).content.decode()
    assert f'href="{reverse("reader:plan", args=[*activity.plan.address])}?gads=2027"' in page


def test_htmx_gets_the_short_form(plan, police, activity, signed_in):
    make.AssessmentFactory(activity=activity, status=Status.STARTED, evaluation="Iesākts labi.")
    client = signed_in(make.coordinator(police))
    response = client.get(url(activity, "?gads=2025"), HTTP_HX_REQUEST="true", HTTP_HX_TARGET="blakus")
    assert "<html" not in response.content.decode()
    text = main_text(response)
    for expected in (
        "4.1. Sociālais atbalsts 2025. gadā: Uzsākts Iesākts labi.",
        "Atvērt aktivitāti Ierakstīt izpildi par 2025. gadu",
        "Atbildīgā institūcija PP",
        "Izpildes termiņš Pastāvīgi",
    ):
        assert expected in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_same_queries_for_any_size(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    activity = plan.activities.first()
    for n in range(rows - 1):
        make.TaskFactory(activity=activity, lead=[make.InstitutionFactory(municipality=plan.municipality)])
        make.AssessmentFactory(activity=activity, year=2026 + n, updated_by=make.editor(plan.municipality))
        make.WordingVariantFactory(goal=None, activity=activity)
    lead = activity.institutions_by_role("lead")[0]
    client = signed_in(make.coordinator(lead))
    with django_assert_num_queries(15):
        assert client.get(url(activity)).status_code == 200

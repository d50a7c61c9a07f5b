"""The plan with its statuses: as goals and activities, as a table, and what else the document says."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from monitoring.enums import Status
from plans.enums import GoalListing, PreventionLevel
from plans.models import Activity
from tests import factories as make
from tests.helpers.markup import without_tags

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "saraksts"}


@pytest.fixture
def plan():
    return make.PlanFactory(municipality=make.MunicipalityFactory(short_name="Jūrmala"))


@pytest.fixture
def reader(plan, signed_in):
    return signed_in(make.council_member(plan.municipality))


@pytest.fixture
def goal(plan):
    return make.GoalFactory(plan=plan, number="1.", title="Droša vide")


def plan_url(plan, name="plan", query=""):
    return reverse(f"reader:{name}", args=[*plan.address]) + query


def numbers(response):
    """The activities that a page lists, in its order."""
    text = response.content.decode()
    return re.findall(r'activity-row__number">([^<]+)<', text) or re.findall(r'data-label="Nr\."[^>]*>([^<]+)<', text)


def headings(response):
    """Levels and goals of a page in their order, without markup."""
    found = re.findall(r"<(h2|h3) id=\"(?:limenis|merkis)-[^>]*>(.*?)</\1>", response.content.decode(), re.DOTALL)
    return [without_tags(text) for _, text in found]


# ------------------------------------------------------------------------------------------------------------- the plan


def test_levels_goals_and_activities(plan, reader, clean_markup):
    police = make.InstitutionFactory(municipality=plan.municipality, short="PP")
    school = make.InstitutionFactory(municipality=plan.municipality, short="", name="Skolas")
    overseer = make.InstitutionFactory(municipality=plan.municipality, short="IP")
    universal = make.GoalFactory(plan=plan, number="1.", title="Droša vide", expected_results=["Mazāk kavējumu"])
    tailored = make.GoalFactory(plan=plan, number="2.", title="Ciešs atbalsts", level=PreventionLevel.TAILORED)
    done = make.ActivityFactory(
        goal=universal, number="1.1.", title="Nometne", lead=[police], involved=[school], supervising=[overseer]
    )
    make.AssessmentFactory(activity=done, status=Status.DONE)
    make.ActivityFactory(goal=tailored, number="2.1.", title="Mentors", years=[2026])
    make.ReportingPeriodFactory(plan=plan)
    response = reader.get(plan_url(plan))
    text = clean_markup(response)
    assert headings(response) == [
        "I Universālā prevencija",
        "1. Droša vide",
        "III Pielāgotā prevencija",
        "2. Ciešs atbalsts",
    ]
    assert numbers(response) == ["1.1.", "2.1."]
    assert "PP · iesaistās: Skolas · uzrauga: IP" in text
    assert "1 no 1\u00a0aktivitātes izpildītas" in text
    assert "2025. gadam nekas nav plānots" in text
    assert "Sagaidāmie rezultāti (1)" in text
    assert "Mazāk kavējumu" in text
    assert re.findall(r"chip tone-(\w+)", text) == ["done", "none"]
    assert "2\u00a0aktivitātes" in text
    assert "<title>Plāns – 2025. gads – Jūrmala – PMP plāns</title>" in text
    assert f'href="{plan_url(plan, "about")}"' in text
    assert f'href="{reverse("plan_json", args=[*plan.address])}"' in text


def test_squares_show_each_year(plan, goal, reader):
    activity = make.ActivityFactory(goal=goal, years=[2025, 2026])
    make.AssessmentFactory(activity=activity, year=2025, status=Status.STARTED)
    text = reader.get(plan_url(plan)).content.decode()
    squares = re.findall(r"(20\d\d):\s+(Uzsākts|plānots|nav plānots)", text)
    assert squares == [
        ("2025", "Uzsākts"),
        ("2026", "plānots"),
        ("2027", "nav plānots"),
        ("2028", "nav plānots"),
        ("2029", "nav plānots"),
    ]


def test_every_role_of_the_municipality_sees_the_plan_and_nobody_else(plan, goal, client, signed_in):
    make.ActivityFactory(goal=goal, number="1.1.")
    institution = make.InstitutionFactory(municipality=plan.municipality)
    for person in (
        make.editor(plan.municipality),
        make.coordinator(institution),
        make.council_member(plan.municipality),
        make.administrator(plan.municipality),
    ):
        assert numbers(signed_in(person).get(plan_url(plan))) == ["1.1."]
    for name in ("plan", "activities", "about"):
        assert signed_in(make.stranger()).get(plan_url(plan, name)).status_code == 404
    client.logout()
    for name in ("plan", "activities", "about"):
        assert client.get(plan_url(plan, name)).url == f"{reverse('login')}?next={plan_url(plan, name)}"


@pytest.mark.parametrize("name", ["plan", "activities", "about"])
def test_the_lists_take_no_posts(plan, reader, name):
    assert reader.post(plan_url(plan, name)).status_code == 405


def test_an_empty_plan_says_what_to_do(plan, reader, clean_markup):
    for name in ("plan", "activities"):
        text = clean_markup(reader.get(plan_url(plan, name)))
        assert "Plānā vēl nav aktivitāšu" in text
        assert "Tās ieraksta plāna redaktors." in text


def test_a_goal_without_activities_is_shown_but_not_among_filtered_ones(plan, goal, reader):
    empty = make.GoalFactory(plan=plan, number="2.", title="Tukšs mērķis")
    make.ActivityFactory(goal=goal)
    assert "2. Tukšs mērķis" in headings(reader.get(plan_url(plan)))
    assert "Šim mērķim plānā nav aktivitāšu." in reader.get(plan_url(plan)).content.decode()
    assert empty.title not in reader.get(plan_url(plan, query="?limenis=universal")).content.decode()


def test_goals_of_the_second_list_are_not_in_the_table(plan, goal, reader):
    make.GoalFactory(plan=plan, number="1.", title="Cits saraksts", listing=GoalListing.STRATEGIC)
    make.ActivityFactory(goal=goal)
    assert headings(reader.get(plan_url(plan))) == ["I Universālā prevencija", "1. Droša vide"]


def test_what_the_document_says_of_a_goal_besides(plan, reader):
    goal = make.GoalFactory(plan=plan, note="Avotā bez punkta.")
    make.WordingVariantFactory(goal=goal, where="4.2. tabula", text="Cita vide")
    text = reader.get(plan_url(plan)).content.decode()
    assert "Piezīmes par avotu" in text
    assert "Cits formulējums dokumentā (4.2. tabula): Cita vide" in text
    assert "Piezīme par avotu: Avotā bez punkta." in text


# --------------------------------------------------------------------------------------------------- year of the statuses


def shown_year(response):
    return response.context["year"]


def test_the_year_is_the_newest_monitored(plan, reader):
    make.ReportingPeriodFactory(plan=plan, year=2026)
    make.ReportingPeriodFactory(plan=plan, year=2025)
    assert shown_year(reader.get(plan_url(plan))) == 2026


def test_without_a_monitored_year_it_is_the_last_one_over(plan, reader, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2028, 3, 1))
    assert shown_year(reader.get(plan_url(plan))) == 2027


@pytest.mark.parametrize(("asked", "year"), [("2027", 2027), ("2030", 2025), ("", 2025), ("divi", 2025), ("-1", 2025)])
def test_the_address_may_choose_a_year_of_the_plan(plan, reader, asked, year):
    make.ReportingPeriodFactory(plan=plan)
    assert shown_year(reader.get(plan_url(plan, query=f"?gads={asked}"))) == year


def test_statuses_are_those_of_the_chosen_year(plan, goal, reader):
    activity = make.ActivityFactory(goal=goal)
    make.AssessmentFactory(activity=activity, year=2025, status=Status.STARTED)
    make.AssessmentFactory(activity=activity, year=2026, status=Status.CANCELLED)
    for year, word in ((2025, "started"), (2026, "cancelled"), (2027, "none")):
        text = reader.get(plan_url(plan, query=f"?gads={year}")).content.decode()
        assert re.findall(r"chip tone-(\w+)", text) == [word]


def test_years_with_something_to_see_are_links_and_keep_the_filters(plan, goal, reader):
    make.ReportingPeriodFactory(plan=plan, year=2025)
    make.ReportingPeriodFactory(plan=plan, year=2026)
    response = reader.get(plan_url(plan, query="?limenis=universal&gads=2025&page=1"))
    assert [(item["year"], item["url"], item["current"]) for item in response.context["years"]] == [
        (2025, "?limenis=universal&gads=2025", True),
        (2026, "?limenis=universal&gads=2026", False),
        (2027, "", False),
        (2028, "", False),
        (2029, "", False),
    ]


# --------------------------------------------------------------------------------------------------------------- filters


@pytest.fixture
def varied(plan):
    """Four activities that differ in everything one can filter by; returns two institutions."""
    police = make.InstitutionFactory(municipality=plan.municipality, short="PP", name="Pašvaldības policija")
    school = make.InstitutionFactory(municipality=plan.municipality, short="", name="Ģimnāzija")
    make.ReportingPeriodFactory(plan=plan)
    universal = make.GoalFactory(plan=plan, number="1.")
    tailored = make.GoalFactory(plan=plan, number="2.", level=PreventionLevel.TAILORED)
    first = make.ActivityFactory(
        goal=universal, number="1.1.", title="Ģimeņu Ēdināšana", years=[2025], lead=[police], term_ongoing=False
    )
    second = make.ActivityFactory(
        goal=universal,
        number="1.2.",
        title="Nometne",
        planned_result="ŠĶĒRŠĻI mazināti",
        term_ongoing=False,
        term_start=date(2026, 1, 1),
        term_end=date(2027, 12, 31),
        involved=[school],
    )
    third = make.ActivityFactory(goal=tailored, number="2.1.", title="Mentors", tasks_text="Zvanīt vecākiem")
    fourth = make.ActivityFactory(
        goal=tailored, number="2.2.", title="Sarunas", supervising=[police], years=[2026, 2029]
    )
    make.TaskFactory(activity=fourth, title="Ārstu saraksts")
    make.AssessmentFactory(activity=first, status=Status.DONE)
    make.AssessmentFactory(activity=second, status=Status.STARTED)
    make.AssessmentFactory(activity=third, status="", evaluation="Melnraksts")
    make.AssessmentFactory(activity=fourth, year=2026, status=Status.DONE)
    return police, school


FILTERS = [
    ("limenis=universal", ["1.1.", "1.2."]),
    ("limenis=tailored", ["2.1.", "2.2."]),
    ("limenis=targeted", []),
    ("statuss=done", ["1.1."]),
    ("statuss=started", ["1.2."]),
    ("statuss=none", ["2.1.", "2.2."]),
    ("statuss=done&gads=2026", ["2.2."]),
    ("statuss=none&gads=2026", ["1.1.", "1.2.", "2.1."]),
    ("izpilde=2025", ["1.1.", "2.1."]),
    ("izpilde=2026", ["1.2.", "2.1.", "2.2."]),
    ("izpilde=2027", ["1.2.", "2.1."]),
    ("izpilde=2029", ["2.1.", "2.2."]),
    ("teksts=ģimeņu ēdināšana", ["1.1."]),
    ("teksts=ĢIMEŅU", ["1.1."]),
    ("teksts=šķēršļi", ["1.2."]),
    ("teksts=zvanīt", ["2.1."]),
    ("teksts=ĀRSTU", ["2.2."]),
    ("teksts=2.1.", ["2.1.", "2.2."]),
    ("teksts=nekā tāda nav", []),
    ("teksts=mentors&limenis=universal", []),
    ("limenis=tailored&statuss=none&izpilde=2025&teksts=vecākiem", ["2.1."]),
]


@pytest.mark.parametrize("name", ["plan", "activities"])
@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_filters(plan, varied, reader, name, query, found):
    if query == "teksts=2.1.":
        # The numbers of tasks are searched too.
        Activity.objects.get(number="2.2.").tasks.update(number="2.1.9.")
    assert numbers(reader.get(plan_url(plan, name, f"?{query}"))) == found


def test_filter_by_institution_in_any_role(plan, varied, reader):
    police, school = varied
    assert numbers(reader.get(plan_url(plan, query=f"?institucija={police.pk}"))) == ["1.1.", "2.2."]
    assert numbers(reader.get(plan_url(plan, query=f"?institucija={school.pk}"))) == ["1.2."]


def test_the_years_filter_agrees_with_the_squares(plan, varied, reader):
    for year in plan.years:
        marked = [row.number for row in plan.activities.all() if row.is_planned_in(year)]
        assert numbers(reader.get(plan_url(plan, query=f"?izpilde={year}"))) == marked


def test_choices_are_those_of_this_plan(plan, varied, reader):
    make.ActivityFactory(lead=[make.InstitutionFactory(name="Sveša iestāde")])
    make.InstitutionFactory(municipality=plan.municipality, name="Neiesaistīta iestāde")
    form = reader.get(plan_url(plan)).context["filter_form"]
    assert [label for _, label in form.fields["institucija"].choices] == [
        "Visas institūcijas",
        "Ģimnāzija",
        "Pašvaldības policija (PP)",
    ]
    assert [label for _, label in form.fields["statuss"].choices] == [
        "Visi statusi",
        "Izpildīts",
        "Uzsākts",
        "Nav uzsākts",
        "Daļēji izpildīts",
        "Atlikts",
        "Atcelts",
        "Nav datu",
    ]
    assert form.fields["statuss"].label == "Statuss 2025. gadā"


def test_chips_name_the_filters_and_take_them_away(plan, varied, reader):
    police, _ = varied
    query = f"?teksts=ēdin&institucija={police.pk}&statuss=done&izpilde=2025&limenis=universal&gads=2025&page=1"
    response = reader.get(plan_url(plan, query=query))
    chips = {(chip["label"], str(chip["value"])) for chip in response.context["chips"]}
    assert chips == {
        ("Meklēt tekstā", "ēdin"),
        ("Institūcija", "PP"),
        ("Statuss 2025. gadā", "Izpildīts"),
        ("Izpildes gads", "2025."),
        ("Līmenis", "I universālā prevencija"),
    }
    assert "1 no 4\u00a0aktivitātēm" in response.content.decode()
    for chip in response.context["chips"]:
        smaller = reader.get(plan_url(plan, query=chip["url"]))
        assert len(smaller.context["chips"]) == 4
        assert shown_year(smaller) == 2025
    cleared = reader.get(plan_url(plan, query=response.context["clear_url"]))
    assert cleared.context["chips"] == []
    assert len(numbers(cleared)) == 4


def test_nothing_found_says_what_to_do(plan, varied, reader, clean_markup):
    for name in ("plan", "activities"):
        text = clean_markup(reader.get(plan_url(plan, name, "?teksts=kosmoss")))
        assert "Neviena aktivitāte neatbilst filtriem" in text
        assert "Noņemt visus filtrus" in text
        assert "0 no 4\u00a0aktivitātēm" in text


@pytest.mark.parametrize(
    "query", ["limenis=fourth", "institucija=999999", "institucija=x", "statuss=?", "izpilde=1999"]
)
def test_a_filter_that_does_not_exist_is_said_and_filters_nothing(plan, varied, reader, clean_markup, query):
    response = reader.get(plan_url(plan, query=f"?{query}"))
    clean_markup(response)
    assert list(response.context["filter_form"].errors) == [query.split("=")[0]]
    assert len(numbers(response)) == 4


def test_htmx_gets_the_list_alone(plan, varied, reader):
    for name, part in (("plan", "reader/_plan_list.html"), ("activities", "reader/_activity_table.html")):
        whole = reader.get(plan_url(plan, name, "?limenis=universal"))
        rows = reader.get(plan_url(plan, name, "?limenis=universal"), **HTMX)
        assert "<html" not in rows.content.decode()
        assert {"HX-Request", "HX-Target"} <= set(whole["Vary"].split(", ")) & set(rows["Vary"].split(", "))
        assert numbers(rows) == numbers(whole) == ["1.1.", "1.2."]
        assert part in [template.name for template in rows.templates]
        assert "2 no 4\u00a0aktivitātēm" in rows.content.decode()


def test_going_back_in_the_browser_gets_the_whole_page(plan, varied, reader):
    response = reader.get(plan_url(plan), **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")
    assert "<html" in response.content.decode()


# ----------------------------------------------------------------------------------------------------- beside the list


def test_an_activity_opens_beside_the_list(plan, varied, reader, clean_markup):
    pk = plan.activities.get(number="1.2.").pk
    response = reader.get(plan_url(plan, query=f"?aktivitate={pk}"))
    text = clean_markup(response)
    assert response.context["opened"]["activity"].pk == pk
    assert "ŠĶĒRŠĻI mazināti" in text
    assert len(re.findall("activity-row--current", text)) == 1
    assert f"aktivitate={pk}" not in response.context["query"]


@pytest.mark.parametrize("asked", ["", "0", "x", "99999999"])
def test_what_is_not_there_does_not_open(plan, varied, reader, asked):
    assert reader.get(plan_url(plan, query=f"?aktivitate={asked}")).context["opened"] is None


def test_an_activity_of_another_municipality_does_not_open(plan, varied, reader):
    assert reader.get(plan_url(plan, query=f"?aktivitate={make.ActivityFactory().pk}")).context["opened"] is None


# ----------------------------------------------------------------------------------------------------------- pages, speed


def test_a_hundred_activities_on_a_page(plan, reader):
    first, second = (make.GoalFactory(plan=plan, number=f"{n}.") for n in (1, 2))
    for n in range(60):
        make.ActivityFactory(goal=first, number=f"1.{n + 1}.")
        make.ActivityFactory(goal=second, number=f"2.{n + 1}.")
    pages = [reader.get(plan_url(plan, query=query)) for query in ("", "?page=2", "?page=99")]
    assert [len(numbers(page)) for page in pages] == [100, 20, 20]
    assert numbers(pages[0])[0] == "1.1."
    assert numbers(pages[1]) == [f"2.{n}." for n in range(41, 61)]
    assert headings(pages[1]) == ["I Universālā prevencija", "2. " + second.title]
    assert "101.–120. no 120" in pages[1].content.decode()
    table = reader.get(plan_url(plan, "activities", "?page=2"))
    assert numbers(table) == [f"2.{n}." for n in range(41, 61)]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_takes_the_same_queries_for_any_size(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    reader = signed_in(make.council_member(plan.municipality))
    with django_assert_num_queries(15):
        assert len(numbers(reader.get(plan_url(plan)))) == 3 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_takes_the_same_queries_for_any_size(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    reader = signed_in(make.council_member(plan.municipality))
    with django_assert_num_queries(12):
        assert len(numbers(reader.get(plan_url(plan, "activities")))) == 3 * rows


# ------------------------------------------------------------------------------------------------------------- the table


def row_texts(response):
    """The cells of the table's rows as text, headings left out."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", response.content.decode().split("<tbody>")[1], re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[without_tags(cell) for cell in row] for row in cells if row]


def row_headings(response):
    """What heads rows of the table."""
    body = response.content.decode().split("<tbody>")[1]
    return [without_tags(text) for text in re.findall(r'<tr class="(?:level|goal)">(.*?)</tr>', body, re.DOTALL)]


def test_the_table_shows_everything_in_its_column(plan, goal, reader, clean_markup):
    police = make.InstitutionFactory(municipality=plan.municipality, short="PP")
    make.ReportingPeriodFactory(plan=plan)
    activity = make.ActivityFactory(goal=goal, number="1.1.", title="Nometne", lead=[police])
    make.AssessmentFactory(activity=activity, status=Status.PARTLY_DONE, spent="1234.5")
    make.ActivityFactory(goal=goal, number="1.2.", title="Bez ziņām", term_printed="", term_ongoing=False, years=[2027])
    response = reader.get(plan_url(plan, "activities"))
    clean_markup(response)
    assert row_headings(response) == ["I universālā prevencija", "1. Droša vide"]
    assert row_texts(response) == [
        ["1.1.", "Nometne", "PP", "Pastāvīgi", "Daļēji izpildīts", "1 234,50"],
        ["1.2.", "Bez ziņām", "–", "2027.", "Nav datu", "–"],
    ]


def columns(reader, plan, query="?gads=2026"):
    """The headings of the table's columns."""
    return [str(column.header) for column in reader.get(plan_url(plan, "activities", query)).context["table"].columns]


def test_the_table_has_the_documents_own_headings(plan, goal, reader):
    body = make.InstitutionFactory(municipality=plan.municipality)
    activity = make.ActivityFactory(goal=goal, lead=[body], involved=[body], supervising_printed="Dome")
    make.AssessmentFactory(activity=activity, year=2026, spent=1)
    plan.headings = {"lead": "Galvenais izpildītājs"}
    plan.save()
    assert columns(reader, plan) == [
        "Nr.",
        "Aktivitāte",
        "Galvenais izpildītājs",
        "Iesaistītās institūcijas",
        "Par uzraudzību atbildīgā institūcija",
        "Termiņš",
        "Statuss 2026. gadā",
        "Ieguldīts, EUR",
    ]


def test_what_no_activity_of_the_plan_has_is_no_column(plan, goal, reader):
    """The whole plan counts, not what the filters leave; money of another year is none of this one."""
    body = make.InstitutionFactory(municipality=plan.municipality)
    make.ActivityFactory(goal=goal, title="Nometne", term_printed="", term_ongoing=False)
    assert columns(reader, plan) == ["Nr.", "Aktivitāte", "Statuss 2026. gadā"]
    other = make.ActivityFactory(goal=goal, involved=[body])
    make.AssessmentFactory(activity=other, year=2025, spent=1)
    for query in ("?gads=2026", "?gads=2026&teksts=nometne"):
        assert columns(reader, plan, query) == [
            "Nr.",
            "Aktivitāte",
            "Iesaistītās institūcijas",
            "Termiņš",
            "Statuss 2026. gadā",
        ]
    assert columns(reader, plan, "?gads=2025")[-1] == "Ieguldīts, EUR"


def test_level_and_goal_head_their_rows_in_the_plans_order_only(plan, sortable, reader):
    first, second = plan.goals.all()
    levels = ["I universālā prevencija", str(first), "II mērķtiecīgā prevencija", str(second)]
    assert row_headings(reader.get(plan_url(plan, "activities"))) == levels
    turned = reader.get(plan_url(plan, "activities", "?sort=-number"))
    assert row_headings(turned) == [*levels[2:], *levels[:2]]
    by_title = reader.get(plan_url(plan, "activities", "?sort=title"))
    assert row_headings(by_title) == []
    # There the goal stands with the title, since no heading says it.
    assert [row[1] for row in row_texts(by_title)] == [f"Cielava {second}", f"Čiekurs {first}", f"Dzenis {first}"]


@pytest.fixture
def sortable(plan):
    """Three activities whose order differs in every column."""
    make.ReportingPeriodFactory(plan=plan)
    zoo, cis, cyr = (
        make.InstitutionFactory(municipality=plan.municipality, name=name, short="") for name in ("Zoo", "Cis", "Čir")
    )
    first = make.GoalFactory(plan=plan, level=PreventionLevel.UNIVERSAL)
    second = make.GoalFactory(plan=plan, level=PreventionLevel.TARGETED)
    one = make.ActivityFactory(goal=first, number="1", title="Čiekurs", lead=[zoo])
    two = make.ActivityFactory(goal=first, number="2", title="Dzenis", lead=[cyr], term_end=date(2027, 1, 1))
    ten = make.ActivityFactory(goal=second, number="10", title="Cielava", lead=[cis], term_end=date(2026, 1, 1))
    make.AssessmentFactory(activity=one, status=Status.STARTED, spent=20)
    make.AssessmentFactory(activity=ten, status=Status.DONE, spent=100)
    return {"1": one, "2": two, "10": ten}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["1", "2", "10"]),
        ("number", ["1", "2", "10"]),
        ("-number", ["10", "2", "1"]),
        ("title", ["10", "1", "2"]),
        ("-title", ["2", "1", "10"]),
        ("lead", ["10", "2", "1"]),
        ("-lead", ["1", "2", "10"]),
        ("term", ["10", "2", "1"]),
        ("-term", ["2", "10", "1"]),
        ("status", ["10", "1", "2"]),
        ("-status", ["2", "1", "10"]),
        ("spent", ["1", "10", "2"]),
        ("-spent", ["10", "1", "2"]),
        ("nonsense", ["1", "2", "10"]),
    ],
)
def test_sorting(plan, sortable, reader, sort, order):
    assert numbers(reader.get(plan_url(plan, "activities", f"?sort={sort}"))) == order


def test_both_forms_of_the_list_lead_to_each_other_with_the_filters(plan, varied, reader):
    for name, other in (("plan", "activities"), ("activities", "plan")):
        text = reader.get(plan_url(plan, name, "?limenis=universal&gads=2025")).content.decode()
        assert f'href="{plan_url(plan, other)}?limenis=universal&amp;gads=2025"' in text


# ------------------------------------------------------------------------------------------------------- about the plan


def test_what_the_document_says_besides(plan, reader, clean_markup):
    make.CouncilDecisionFactory(
        plan=plan, number="81", date=date(2025, 2, 27), minutes="6", point="39. punkts", title="Par plānu"
    )
    make.PlanSectionFactory(plan=plan, title="Situācijas raksturojums", body="Pirmā.\n\nOtrā.", order=1)
    make.GoalFactory(
        plan=plan, number="3.", title="Otrs saraksts", listing=GoalListing.STRATEGIC, expected_results=["Ieguvums"]
    )
    make.InstitutionFactory(municipality=plan.municipality, short="NVO", name="Biedrības", is_group=True)
    make.AbbreviationFactory(plan=plan, short="ES", long="Eiropas Savienība")
    response = reader.get(plan_url(plan, "about"))
    text = " ".join(clean_markup(response).split())
    assert "2025. gada 27. februāris, lēmums Nr. 81, protokols Nr. 6, 39. punkts" in text
    assert "Plāna apstiprināšana: Par plānu" in text
    assert "<p>Pirmā.</p> <p>Otrā.</p>" in text
    assert "3. Otrs saraksts" in text
    assert "<li>Ieguvums</li>" in text
    assert "Biedrības (NVO)" in text
    assert "– iestāžu grupa" in text
    assert "Eiropas Savienība" in text
    assert [item["label"] for item in response.context["contents"]] == [
        "Domes lēmumi",
        "Situācijas raksturojums",
        "Stratēģisko mērķu tabula",
        "Institūcijas",
        "Saīsinājumi un termini",
    ]
    for item in response.context["contents"]:
        assert f'id="{item["id"]}"' in text


def test_a_document_without_all_that_says_so(plan, reader, clean_markup):
    text = clean_markup(reader.get(plan_url(plan, "about")))
    assert "Dokumentā domes lēmums nav minēts." in text
    assert "Dokumentā saīsinājumu saraksta nav." in text
    assert "Plānā nav nosaukta neviena institūcija." in text
    assert "Stratēģisko mērķu tabula" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_about_takes_the_same_queries_for_any_size(rows, signed_in, django_assert_num_queries):
    plan = make.PlanFactory()
    for n in range(rows):
        make.PlanSectionFactory(plan=plan)
        make.GoalFactory(plan=plan, listing=GoalListing.STRATEGIC, expected_results=["Ieguvums"])
        make.AbbreviationFactory(plan=plan, short=f"SA{n}")
        make.InstitutionFactory(municipality=plan.municipality)
    reader = signed_in(make.council_member(plan.municipality))
    with django_assert_num_queries(12):
        assert reader.get(plan_url(plan, "about")).status_code == 200


def test_on_paper_the_year_of_the_statuses_is_said(plan, signed_in):
    text = (
        signed_in(make.editor(plan.municipality)).get(f"/{plan.municipality.slug}/{plan.span}/plans/").content.decode()
    )
    assert '<p class="print-only">Izpildes statuss 2025. gadā</p>' in text


# -------------------------------------------------------------------------------------------------------------- ways back


@pytest.mark.parametrize("name", ["plan", "activities"])
def test_an_activity_leads_back_to_the_list_as_it_was_narrowed(plan, varied, reader, name):
    """From the list to the activity and its neighbours and back, with the filters."""
    asked = plan_url(plan, name, "?limenis=universal")
    link = next(link for link in links(reader.get(asked)) if "/aktivitates/" in link and "atpakal=" in link)
    page = reader.get(link)
    assert page.context["came_from"] == asked
    assert f'<li><a href="{asked}">Plāns</a></li>' in page.content.decode()
    following = next(link for link in links(page) if "/aktivitates/" in link)
    assert reader.get(following).context["came_from"] == asked


def test_without_filters_addresses_stay_short(plan, varied, reader):
    for name in ("plan", "activities"):
        assert not [link for link in links(reader.get(plan_url(plan, name))) if "atpakal" in link]


def links(response):
    """The addresses of a page's main part."""
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', main)]

"""The report's page and its download: who may read them, what they say, and how they look to a screen reader."""

import re

import pytest
from django.urls import reverse

from plans.models import Plan
from pmp.site import demo
from reports import pdf
from reports.printing.apart import PdfFailed, Reason
from tests import factories as make
from tests.helpers.markup import without_tags
from tests.helpers.report import approve

pytestmark = pytest.mark.django_db
YEAR = make.YEAR
ROLES = [make.editor, make.council_member, make.administrator]


@pytest.fixture
def quickly(monkeypatch, documents_folder):
    """The PDF is not set, which takes seconds; its own tests do that."""
    monkeypatch.setattr(
        pdf,
        "typeset_apart",
        lambda html, styles: f"%PDF-1.7 {html.partition('<h1>')[2].partition('</h1>')[0]} %%EOF".encode(),
    )


@pytest.fixture
def reader(signed_in, plan):
    """A client of a council member of the plan's municipality."""
    return signed_in(make.council_member(plan.municipality))


def address(name, plan, *rest):
    return reverse(f"reports:{name}", args=[*plan.address, *rest])


# -------------------------------------------------------------------------------------------------------------------- who


@pytest.mark.parametrize("make_person", ROLES, ids=lambda maker: maker.__name__)
@pytest.mark.parametrize(
    ("name", "rest", "status"), [("latest", [], 302), ("report", [YEAR], 200), ("pdf", [YEAR], 200)]
)
def test_every_role_may_read(signed_in, plan, quickly, make_person, name, rest, status):
    client = signed_in(make_person(plan.municipality))
    assert client.get(address(name, plan, *rest)).status_code == status


def test_a_coordinator_may_read(signed_in, plan, quickly):
    client = signed_in(make.coordinator(plan.municipality.institutions.first()))
    assert client.get(address("report", plan, YEAR)).status_code == 200
    assert client.get(address("pdf", plan, YEAR)).status_code == 200


@pytest.mark.parametrize(("name", "rest"), [("latest", []), ("report", [YEAR]), ("pdf", [YEAR])])
def test_nobody_else_may(client, signed_in, plan, name, rest):
    url = address(name, plan, *rest)
    assert client.get(url).url == f"{reverse('login')}?next={url}"
    answer = signed_in(make.stranger()).get(url)
    assert answer.status_code == 404
    assert plan.municipality.name not in answer.content.decode()


@pytest.mark.parametrize(("name", "rest"), [("latest", []), ("report", [YEAR]), ("pdf", [YEAR])])
def test_there_is_nothing_to_send(reader, plan, name, rest):
    assert reader.post(address(name, plan, *rest)).status_code == 405


@pytest.mark.parametrize("year", [2024, 2030, 99999])
@pytest.mark.parametrize("name", ["report", "pdf"])
def test_a_year_outside_the_plan_does_not_exist(reader, plan, name, year):
    assert reader.get(address(name, plan, year)).status_code == 404


@pytest.mark.parametrize("year", [2025, 2027, 2029])
def test_any_year_of_the_plan_has_a_page(reader, plan, clean_markup, year):
    text = clean_markup(reader.get(address("report", plan, year)))
    assert f"<h1>Uzraudzības ziņojums par {year}. gadu</h1>" in text


# ------------------------------------------------------------------------------------------------------------ which year


def test_the_newest_monitoring_year_comes_first(reader, plan):
    make.ReportingPeriodFactory(plan=plan, year=2026)
    assert reader.get(address("latest", plan)).url == address("report", plan, 2026)


def test_without_a_monitoring_year_it_is_the_one_that_is_over(reader, plan):
    plan.periods.all().delete()
    assert reader.get(address("latest", plan)).url == address("report", plan, 2025)


def test_years_with_something_in_them_are_links(reader, plan):
    make.ReportingPeriodFactory(plan=plan, year=2026)
    years = reader.get(address("report", plan, 2027)).context["years"]
    assert [(item["year"], bool(item["url"]), item["current"]) for item in years] == [
        (2025, True, False),
        (2026, True, False),
        (2027, True, True),
        (2028, False, False),
        (2029, False, False),
    ]


# -------------------------------------------------------------------------------------------------------------- what it says


@pytest.fixture
def jurmala_page(signed_in, clean_markup):
    """The page of Jūrmala's report for 2025, as a council member gets it."""
    demo.load_plans()
    plan = Plan.objects.get(municipality__slug="jurmala")
    return clean_markup(signed_in(make.council_member(plan.municipality)).get(address("report", plan, 2025)))


def test_jurmala_begins_with_the_key_figures(jurmala_page):
    text = without_tags(jurmala_page)
    for figures in ["26 izpildītas", "4 uzsāktas", "5 nav uzsāktas", "Kopā plānā 35 aktivitātes un 17 rādītāju rindu"]:
        assert figures in text
    assert text.index("26 izpildītas") < text.index("1. Kopsavilkums", text.index("26 izpildītas"))
    assert "4 rādītāji pasliktinās" in text
    assert "1 aktivitāte nav uzsākta, lai gan termiņš ir sācies" in text
    assert "bija 5,88% (2023), tagad 6,26%" in text
    assert "projekts un katrā" not in text


def test_every_figure_leads_to_its_row(jurmala_page):
    ids = set(re.findall(r'id="([^"]+)"', jurmala_page))
    targets = set(re.findall(r'href="#([^"]+)"', jurmala_page))
    assert {"raditajs-13b", "raditajs-2", "aktivitate-1-1", "limenis-targeted", "tabula-1"} <= targets
    assert targets - ids == set()


def test_the_whole_report_is_on_the_page(jurmala_page):
    assert len(re.findall(r'<tr id="aktivitate-', jurmala_page)) == 35
    assert len(re.findall(r'<tr id="raditajs-', jurmala_page)) == 17
    assert jurmala_page.count('<li class="item">') == 15 + 17
    assert "2 MĒRĶTIECĪGĀ PREVENCIJA" in jurmala_page
    assert "Pielikums Jūrmalas domes 2026. gada 28. maija lēmumam Nr. 295" in jurmala_page


def test_a_draft_says_so(reader, plan):
    text = reader.get(address("report", plan, YEAR)).content.decode()
    assert "Ziņojums ir projekts" in text
    assert "Pēc apstiprināšanas" not in text


def test_an_approved_report_says_nothing_of_drafts(reader, plan):
    approve(plan)
    text = reader.get(address("report", plan, YEAR)).content.decode()
    assert "projekts" not in text
    assert "lēmumam Nr. 295" in text


def test_a_report_changed_after_its_approval_says_why_it_is_a_draft(reader, plan):
    approve(plan)
    assert "apstiprinatais" not in reader.get(address("report", plan, YEAR)).content.decode()
    plan.activities.update(title="Cits nosaukums")
    text = reader.get(address("report", plan, YEAR)).content.decode()
    assert "Pēc apstiprināšanas dati ir mainīti" in text
    assert f'href="{address("adopted_pdf", plan, YEAR)}"' in text


def test_what_the_council_adopted_can_still_be_downloaded(reader, plan, quickly):
    approve(plan)
    adopted = reader.get(address("pdf", plan, YEAR)).content
    plan.activities.update(title="Cits nosaukums")
    assert "projekts" in reader.get(address("pdf", plan, YEAR))["Content-Disposition"]
    response = reader.get(address("adopted_pdf", plan, YEAR))
    assert response.content == adopted
    assert response["Content-Disposition"] == 'attachment; filename="paraugs-uzraudzibas-zinojums-2025.pdf"'
    assert response["Cache-Control"] == "private"


@pytest.mark.parametrize("year", [YEAR, YEAR + 1])
def test_where_nothing_was_adopted_it_leads_to_the_report(reader, plan, year):
    response = reader.get(address("adopted_pdf", plan, year), follow=True)
    assert response.redirect_chain == [(address("report", plan, year), 302)]
    assert f"Domes apstiprināta {year}. gada ziņojuma PDF nav saglabāts." in response.content.decode()


def test_empty_chapters_say_so_in_a_sentence(reader, plan):
    text = reader.get(address("report", plan, 2026)).content.decode()
    for sentence in [
        "Kopsavilkums vēl nav uzrakstīts.",
        "Secinājumi vēl nav uzrakstīti.",
        "Priekšlikumi vēl nav uzrakstīti.",
    ]:
        assert sentence in text
    assert "Nav datu" in text


def test_what_people_wrote_is_not_markup(reader, plan):
    assessment = plan.activities.first().assessments.first()
    assessment.evaluation = "<script>alert(1)</script> & <b>trekni</b>"
    assessment.save()
    text = reader.get(address("report", plan, YEAR)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;trekni&lt;/b&gt;" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(signed_in, rows, django_assert_num_queries):
    plan = make.whole_plan(activities=rows, rows=rows)
    client = signed_in(make.council_member(plan.municipality))
    with django_assert_num_queries(23):
        client.get(address("report", plan, YEAR))


# ---------------------------------------------------------------------------------------------------------------- download


def test_the_download_is_a_file_with_a_name(reader, plan, quickly):
    answer = reader.get(address("pdf", plan, YEAR))
    assert answer["Content-Type"] == "application/pdf"
    name = "paraugs-uzraudzibas-zinojums-2025-projekts.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content.decode() == "%PDF-1.7 Uzraudzības ziņojums par 2025. gadu %%EOF"
    approve(plan)
    name = "paraugs-uzraudzibas-zinojums-2025.pdf"
    assert reader.get(address("pdf", plan, YEAR))["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_download_may_be_kept_by_its_reader_alone(reader, plan, quickly):
    assert reader.get(address("pdf", plan, YEAR))["Cache-Control"] == "private"


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.name)
def test_a_pdf_that_failed_is_a_page_that_says_why(reader, plan, monkeypatch, documents_folder, clean_markup, reason):
    def fail(html, styles):
        raise PdfFailed(reason)

    monkeypatch.setattr(pdf, "typeset_apart", fail)
    answer = reader.get(address("pdf", plan, YEAR))
    text = without_tags(clean_markup(answer))
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    for sentence in ("PDF neizdevās sagatavot", reason.sentence, reason.advice, "Atpakaļ uz ziņojumu"):
        assert sentence in text
    assert list(documents_folder.rglob("*.pdf")) == []


def test_a_kept_download_makes_few_queries(reader, plan, monkeypatch, documents_folder, django_assert_num_queries):
    """Session, person, roles, plans, periods, target years, a report of unknown content, a short query for each table."""
    monkeypatch.setattr(pdf, "typeset_apart", lambda html, styles: b"%PDF-1.7 %%EOF")
    reader.get(address("pdf", plan, YEAR))
    with django_assert_num_queries(6 + 20):
        assert reader.get(address("pdf", plan, YEAR)).content == b"%PDF-1.7 %%EOF"


def test_the_download_is_the_pdf_of_the_page(reader, plan, documents_folder):
    assert reader.get(address("pdf", plan, YEAR)).content.startswith(b"%PDF-1.7")


# ----------------------------------------------------------------------------------------------------------------- browser


@pytest.mark.django_db(transaction=True)
def test_the_page_in_a_browser(page, live_server, sign_in, axe):
    plan = make.whole_plan(activities=2, rows=2)
    sign_in(make.council_member(plan.municipality))
    page.goto(f"{live_server.url}{address('report', plan, YEAR)}")
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    row = page.get_by_role("row", name=re.compile("Izglītojamie, kuri skolā jūtas droši")).first
    assert row.get_by_role("rowheader").count() == 1
    with page.expect_download() as started:
        page.get_by_role("link", name="Lejupielādēt PDF").click()
    assert started.value.suggested_filename == "paraugs-uzraudzibas-zinojums-2025-projekts.pdf"
    page.get_by_text("PDF ir lejupielādēts.").wait_for()

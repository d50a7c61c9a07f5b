"""The main job, from sign-in to the PDF, in a real browser on the real plan of Jūrmala."""

import re

import pikepdf
import pytest

from monitoring.models import Assessment
from pmp.site import demo
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "demonstracijas-parole"


@pytest.fixture
def jurmala(monkeypatch):
    """The demo: five plans and their people."""
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    demo.load_plans()
    demo.load_people()


def sign_in_by_form(page, live_server, name):
    page.goto(f"{live_server.url}/ieiet/")
    page.get_by_label("E-pasta adrese").fill(f"{name}@jurmala.example")
    page.get_by_label("Parole").fill(PASSWORD)
    page.get_by_role("button", name="Ieiet").click()
    page.get_by_role("heading", name="2026. gada uzraudzība").wait_for()


def sign_out(page):
    page.locator("summary", has=page.locator("use")).first.click()
    page.get_by_role("button", name="Iziet").click()
    page.get_by_role("heading", name="Ieiet").wait_for()


def test_mark_an_activity_and_download_the_report(jurmala, page, live_server, tmp_path, axe):
    sign_in_by_form(page, live_server, "coordinator-lp")
    axe(page)
    row = page.locator(".activity-row", has_text="Sociālais atbalsts izglītojamajiem un viņu ģimenēm")
    row.get_by_role("link").first.click()
    page.get_by_label("Izpildīts", exact=False).first.wait_for()
    axe(page)
    page.get_by_role("radio", name=re.compile("^Izpildīts")).check(force=True)
    page.get_by_label(re.compile("Izpildes izvērtējums")).fill("Kampaņa notika visās izglītības iestādēs.")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    page.get_by_text("Kampaņa notika visās izglītības iestādēs.").first.wait_for()
    stored = Assessment.objects.get(activity__plan__municipality__slug="jurmala", activity__number="4.1.", year=2026)
    assert (stored.status, stored.evaluation) == ("done", "Kampaņa notika visās izglītības iestādēs.")
    assert stored.updated_by.email == "coordinator-lp@jurmala.example"
    sign_out(page)

    sign_in_by_form(page, live_server, "council")
    axe(page)
    assert page.get_by_text("Ziņojums ir projekts").is_visible()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="Lejupielādēt PDF").click()
    path = tmp_path / "zinojums.pdf"
    download.value.save_as(path)
    assert download.value.suggested_filename == "jurmala-uzraudzibas-zinojums-2026-projekts.pdf"
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 10
        assert str(pdf.Root.Lang) == "lv"


def test_the_report_page_is_accessible(jurmala, page, live_server, axe):
    sign_in_by_form(page, live_server, "council")
    page.goto(f"{live_server.url}/jurmala/2025-2029/zinojums/2025/")
    axe(page)


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_home_pages_are_accessible(db, page, live_server, sign_in, axe, role):
    plan = make.whole_plan()
    Assessment.objects.filter(activity=plan.activities.first()).delete()
    sign_in(getattr(make, role)(plan.municipality))
    page.goto(f"{live_server.url}/{plan.municipality.slug}/")
    axe(page)


def test_pages_of_administrators_are_accessible(db, page, live_server, sign_in, axe):
    plan = make.whole_plan()
    activity = plan.activities.first()
    activity.title = "Pavisam cits nosaukums"
    activity.save()
    administrator = make.administrator(plan.municipality)
    sign_in(administrator)
    for path in ("cilveki/", f"cilveki/{administrator.memberships.get().pk}/nonemt/", "izmainas/"):
        page.goto(f"{live_server.url}/{plan.municipality.slug}/{plan.span}/{path}")
        axe(page)
    page.goto(f"{live_server.url}/{plan.municipality.slug}/cilveki/")
    page.get_by_role("button", name="Piešķirt lomu").click()
    page.get_by_role("heading", name="Loma nav piešķirta").wait_for()
    axe(page)


@pytest.mark.parametrize("path", ["/parole/", "/parole/nosutita/", "/parole/gatavs/", "/parole/x/y/"])
def test_pages_about_passwords_are_accessible(db, page, live_server, axe, path):
    page.goto(f"{live_server.url}{path}")
    axe(page)

"""The home pages: what each role sees first."""

from datetime import date

import pytest

from monitoring.models import Assessment
from pmp.accounts.models import Membership
from pmp.site.home import home_of
from tests import factories
from tests.helpers.markup import text_of

pytestmark = pytest.mark.django_db


def address(plan):
    return f"/{plan.municipality.slug}/{plan.span}/"


@pytest.fixture
def lead(plan):
    """The institution that leads every activity of the small plan."""
    return plan.activities.first().institutions_by_role("lead")[0]


def test_somebody_with_one_municipality_goes_straight_there(plan, signed_in):
    response = signed_in(factories.editor(plan.municipality)).get("/")
    assert (response.status_code, response.url) == (302, f"/{plan.municipality.slug}/")


def test_somebody_with_two_chooses(plan, signed_in, clean_markup):
    user = factories.editor(plan.municipality)
    other = factories.MembershipFactory(user=user).municipality
    text = clean_markup(signed_in(user).get("/"))
    assert plan.municipality.name in text
    assert other.name in text


def test_somebody_without_a_role_is_told_what_to_do(signed_in, clean_markup):
    text = clean_markup(signed_in(factories.UserFactory()).get("/"))
    assert "Jums vēl nav lomas nevienā pašvaldībā" in text


def test_a_coordinator_sees_what_is_left(plan, lead, signed_in, clean_markup):
    second = plan.activities.all()[1]
    Assessment.objects.filter(activity=second).delete()
    text = clean_markup(signed_in(factories.coordinator(lead)).get(address(plan)))
    assert f"{lead}: atbildētas 2 no 3 aktivitātēm" in text
    assert "Vēl jāatbild (1)" in text
    assert "Atbildēts (2)" in text
    assert f'href="/{plan.municipality.slug}/{plan.span}/plans/aktivitates/{second.pk}/2025/?atpakal=' in text


def test_a_coordinator_who_answered_all_is_told_so(plan, lead, signed_in):
    text = signed_in(factories.coordinator(lead)).get(address(plan)).content.decode()
    assert "Viss atbildēts" in text
    assert "Vēl jāatbild" not in text


def test_in_a_closed_year_a_coordinator_reads_and_is_offered_nothing_to_change(plan, lead, signed_in, clean_markup):
    plan.periods.update(state="closed")
    Assessment.objects.filter(activity=plan.activities.first()).delete()
    text = clean_markup(signed_in(factories.coordinator(lead)).get(address(plan)))
    assert "Gads ir slēgts" in text
    assert "Nav atbildēts (1)" in text
    assert "Vēl jāatbild" not in text
    for activity in plan.activities.all():
        assert f'href="/{plan.municipality.slug}/{plan.span}/plans/aktivitates/{activity.pk}/"' in text
        assert f"/aktivitates/{activity.pk}/2025/" not in text


@pytest.mark.parametrize("role", ["editor", "council_member", "administrator"])
def test_a_municipality_without_a_plan_has_a_home(role, municipality, signed_in, clean_markup):
    client = signed_in(getattr(factories, role)(municipality))
    text = clean_markup(client.get(f"/{municipality.slug}/"))
    assert "Plāns vietnē vēl nav ievadīts" in text
    assert "/raditaji/" not in text, "nothing leads to pages that are not there yet"
    assert ("/cilveki/" in text) == (role == "administrator")
    assert signed_in(factories.stranger()).get(f"/{municipality.slug}/").status_code == 404


def test_a_coordinator_without_activities_is_told_whom_to_ask(plan, signed_in):
    institution = factories.InstitutionFactory(municipality=plan.municipality)
    text = signed_in(factories.coordinator(institution)).get(address(plan)).content.decode()
    assert "Jūsu institūcijai plānā nav aktivitāšu" in text


def test_an_editor_sees_how_far_the_year_is(plan, signed_in, clean_markup):
    Assessment.objects.filter(activity=plan.activities.first()).update(status="")
    row = plan.indicators.first().rows.get()
    row.measurements.all().delete()
    text = clean_markup(signed_in(factories.editor(plan.municipality)).get(address(plan)))
    assert "2 no 3 aktivitātēm ir statuss" in " ".join(text.split())
    assert "2 no 3 rādītājiem – vērtība" in " ".join(text.split())
    assert f'href="/{plan.municipality.slug}/{plan.span}/raditaji/{row.pk}/2025/?atpakal=' in text
    assert "1 no 3 bez atbildes" in text


def test_an_editor_sees_for_whom_nobody_answers(plan, lead, signed_in):
    Assessment.objects.filter(activity=plan.activities.first()).update(status="")
    client = signed_in(factories.editor(plan.municipality))
    assert text_of(client.get(address(plan))).count("nav koordinatora") == 2
    factories.coordinator(lead)
    text = text_of(client.get(address(plan)))
    assert f"{lead.full_name} 1 no 3 bez atbildes" in text
    assert text.count("nav koordinatora 1 no 3 bez atbildes") == 1


def test_what_is_missing_stands_before_how_far_each_level_is(plan, signed_in):
    Assessment.objects.filter(activity=plan.activities.first()).update(status="")
    text = text_of(signed_in(factories.editor(plan.municipality)).get(address(plan)))
    assert text.index("Kas vēl nav atbildējis") < text.index("Pa līmeņiem")


def test_links_to_what_is_missing_lead_to_it(plan, signed_in):
    missing = plan.activities.first()
    Assessment.objects.filter(activity=missing).update(status="")
    client = signed_in(factories.editor(plan.municipality))
    text = client.get(address(plan)).content.decode()
    link = next(part.split('"')[0] for part in text.split('href="') if "statuss=none" in part.split('"')[0])
    listed = client.get(link.replace("&amp;", "&")).content.decode()
    assert missing.number in listed
    assert "1\u00a0aktivitāte" in listed


def test_the_list_behind_a_link_is_as_long_as_the_link_says(plan, signed_in):
    """A body that only supervises is not asked, so it is not counted; the list must not count it either."""
    Assessment.objects.filter(activity__plan=plan).update(status="")
    first, *others = plan.activities.all()
    institution = factories.InstitutionFactory(municipality=plan.municipality, name="Pārraugošā iestāde")
    factories.ActivityPartyFactory(activity=first, institution=institution, role="lead")
    for activity in others:
        factories.ActivityPartyFactory(activity=activity, institution=institution, role="supervising")
    client = signed_in(factories.editor(plan.municipality))
    text = client.get(address(plan)).content.decode()
    link = next(part.split('"')[0] for part in text.split('href="') if f"institucija={institution.pk}&" in part[:120])
    listed = client.get(link.replace("&amp;", "&")).content.decode()
    assert "1 no 3\u00a0aktivitātēm" in listed
    assert "Institūcijas loma" in listed


def test_a_missing_value_with_a_reason_is_not_asked_for_again(plan, signed_in):
    for measurement in [row.measurements.get() for i in plan.indicators.all() for row in i.rows.all()]:
        measurement.value, measurement.missing_reason = None, "Aptauja nav veikta."
        measurement.save()
    text = signed_in(factories.editor(plan.municipality)).get(address(plan)).content.decode()
    assert "0 no 3 rādītājiem" in " ".join(text.split())
    assert "Rādītāji bez vērtības" not in text
    assert "Gada dati ir savākti" in text


def test_a_council_member_sees_the_report(plan, signed_in, clean_markup):
    text = clean_markup(signed_in(factories.council_member(plan.municipality)).get(address(plan)))
    assert "Uzraudzības ziņojums par 2025. gadu" in text
    assert f'href="/{plan.municipality.slug}/{plan.span}/zinojums/2025/pdf/"' in text
    assert "Ziņojums ir projekts" in text


def test_an_administrator_sees_people_and_changes(plan, signed_in, clean_markup):
    text = clean_markup(signed_in(factories.administrator(plan.municipality)).get(address(plan)))
    assert "Cilvēki un izmaiņas" in text
    assert f'href="/{plan.municipality.slug}/cilveki/"' in text


def test_only_administrators_have_people_in_the_navigation(plan, signed_in):
    for user in (factories.editor(plan.municipality), factories.council_member(plan.municipality)):
        assert "/cilveki/" not in signed_in(user).get(address(plan)).content.decode()


def test_two_roles_show_two_parts(plan, signed_in):
    user = factories.editor(plan.municipality)
    Membership.objects.create(user=user, municipality=plan.municipality, role="council")
    text = signed_in(user).get(address(plan)).content.decode()
    assert "Pa līmeņiem" in text
    assert "Lejupielādēt PDF" in text


@pytest.mark.parametrize(("today", "days"), [(date(2026, 1, 19), 12), (date(2026, 1, 31), 0), (date(2026, 2, 1), -1)])
def test_the_days_left_are_counted(plan, today, days):
    plan.periods.update(due=date(2026, 1, 31))
    assert home_of(factories.editor(plan.municipality), plan, today).days_left == days


def test_strangers_do_not_see_it(plan, signed_in):
    assert signed_in(factories.stranger()).get(address(plan)).status_code == 404


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("role", "queries"), [("editor", 11), ("coordinator", 9), ("council_member", 14), ("administrator", 7)]
)
def test_queries_do_not_grow_with_rows(signed_in, size, role, queries, django_assert_num_queries):
    plan = factories.whole_plan(activities=size, rows=size)
    place = plan.activities.first().institutions_by_role("lead")[0] if role == "coordinator" else plan.municipality
    user = getattr(factories, role)(place)
    for _ in range(5):  # so that the latest changes, of which the administrator sees five, are of the same kind
        plan.activities.first().save()
    client = signed_in(user)
    with django_assert_num_queries(queries):
        client.get(address(plan))

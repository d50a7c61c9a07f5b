"""The audit trail: who changed what, with the text before and after."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.domain import measure
from indicators.figures import lv_decimal
from indicators.models import Measurement
from monitoring.domain import assess
from monitoring.models import Assessment
from plans.domain import update_activity
from plans.models import Activity
from pmp.accounts.domain import give_role, take_role
from pmp.accounts.enums import Role
from pmp.common.changes import Entry, Thing, record
from pmp.common.models import ChangeSet
from reports.domain import write_report
from tests import factories

pytestmark = pytest.mark.django_db


def address(plan):
    return f"/{plan.municipality.slug}/izmainas/"


def test_it_shows_what_was_and_what_is(plan, signed_in, clean_markup):
    activity = Activity.objects.filter(plan=plan).first()
    ilze = factories.editor(plan.municipality, first_name="Ilze", last_name="Kalna")
    update_activity(activity, by=ilze, opened_with=1, title="Pavisam jauns nosaukums")
    text = clean_markup(signed_in(factories.administrator(plan.municipality)).get(address(plan)))
    assert "Ilze Kalna" in text
    own_page = reverse("change_set", args=[plan.municipality.slug, ChangeSet.objects.get().pk])
    assert f'href="{own_page}"' in text
    assert f'<del class="pre-line">{activity.title}</del>' in text
    assert '<ins class="pre-line">Pavisam jauns nosaukums</ins>' in text
    assert f"Aktivitāte {activity.number}: mainīta" in text


def test_it_says_what_lists_were_and_are(plan, signed_in):
    editor = factories.editor(plan.municipality)
    activity = Activity.objects.filter(plan=plan).first()
    before = "\n".join(str(year) for year in activity.years.values_list("year", flat=True))
    update_activity(activity, by=editor, opened_with=activity.version, years=[2027])
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert f'<del class="pre-line">{before}</del> → <ins class="pre-line">2027</ins>' in text


def test_it_says_what_was_changed_in_latvian(plan, signed_in):
    editor = factories.editor(plan.municipality)
    write_report(plan, 2025, by=editor, opened_with=1, summary="Cits teksts")
    assessment = Assessment.objects.filter(activity__plan=plan, year=2025).first()
    assess(assessment.activity, 2025, by=editor, opened_with=assessment.version, status="postponed")
    measurement = Measurement.objects.filter(row__indicator__plan=plan, value__isnull=False).first()
    value = measurement.value + Decimal("1.25")
    measure(measurement.row, measurement.year, by=editor, opened_with=measurement.version, value=value)
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert "Uzraudzības ziņojums 2025. gads: mainīts" in text
    assert "<dt>Kopsavilkums</dt>" in text
    assert '<ins class="pre-line">atlikts</ins>' in text
    assert f"Rādītāja vērtība {measurement.row.mark}, {measurement.year}. gads: mainīta" in text
    assert f'<ins class="pre-line">{lv_decimal(value)}</ins>' in text


def test_what_was_deleted_stays_readable(plan, signed_in):
    editor = factories.editor(plan.municipality)
    activity = Activity.objects.filter(plan=plan).first()
    update_activity(activity, by=editor, opened_with=1, title="Pēdējais nosaukums")
    activity.delete()
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert '<ins class="pre-line">Pēdējais nosaukums</ins>' in text


def test_a_save_that_touched_much_has_a_page_of_its_own(plan, signed_in, clean_markup):
    activity = plan.activities.first()
    thing = Thing("Piezīme", {"text": "teksts"}, feminine=True)
    entries = [Entry(activity, thing, str(n), None, {"text": f"Teksts {n}"}, n) for n in range(60)]
    change_set = record(entries, by=None, municipality=plan.municipality, reason="Ielādēts no dokumenta")
    client = signed_in(factories.administrator(plan.municipality))
    text = clean_markup(client.get(address(plan)))
    assert "Piezīme 4: pievienota" in text
    assert "Piezīme 5: pievienota" not in text
    assert "Rādīt visas izmaiņas (60)" in text
    page = clean_markup(client.get(f"{address(plan)}{change_set.pk}/"))
    assert "Ielādēts no dokumenta" in page
    assert page.count("<ins ") == 50
    assert "Teksts 59" in client.get(f"{address(plan)}{change_set.pk}/?page=2").content.decode()


def test_a_save_of_another_municipality_has_no_page_here(plan, signed_in):
    foreign = factories.whole_plan(slug="citur")
    update_activity(foreign.activities.first(), by=factories.editor(foreign.municipality), opened_with=1, title="X")
    client = signed_in(factories.administrator(plan.municipality))
    assert client.get(f"{address(plan)}{foreign.change_sets.get().pk}/").status_code == 404


def test_a_role_given_and_taken_shows_its_values(plan, signed_in):
    administrator = factories.administrator(plan.municipality)
    given = give_role(
        plan.municipality,
        by=administrator,
        email="jauna@pilseta.example",
        name="Jauna Darbiniece",
        role=Role.EDITOR,
        institution=None,
        site="https://pmp.example",
    )
    take_role(given, by=administrator)
    text = signed_in(administrator).get(address(plan)).content.decode()
    assert "Loma jauna@pilseta.example: pievienota" in text
    assert "Loma jauna@pilseta.example: dzēsta" in text
    assert '<ins class="pre-line">redaktors</ins>' in text.replace("plāna redaktors", "redaktors")
    assert '<del class="pre-line">jauna@pilseta.example</del>' in text


def test_another_municipality_is_not_in_it(plan, signed_in):
    foreign = factories.whole_plan(slug="citur")
    activity = Activity.objects.filter(plan=foreign).first()
    update_activity(activity, by=factories.editor(foreign.municipality), opened_with=1, title="Svešs nosaukums")
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert "Svešs nosaukums" not in text


def test_it_is_paged(plan, signed_in):
    client = signed_in(factories.administrator(plan.municipality))
    activity = Activity.objects.filter(plan=plan).first()
    editor = factories.editor(plan.municipality)
    for number in range(60):
        update_activity(activity, by=editor, opened_with=number + 1, note=f"Piezīme {number}")
    first = client.get(address(plan)).content.decode()
    assert first.count("<ins ") == 50
    assert "Piezīme 59" in first
    assert "Piezīme 3<" not in first
    assert "Piezīme 3<" in client.get(address(plan) + "?page=2").content.decode()
    assert client.get(address(plan) + "?page=nav").status_code == 200


@pytest.mark.parametrize("role", ["editor", "coordinator", "council_member"])
def test_other_roles_are_refused(plan, signed_in, role):
    place = plan.municipality.institutions.first() if role == "coordinator" else plan.municipality
    assert signed_in(getattr(factories, role)(place)).get(address(plan)).status_code == 403


def test_administrators_elsewhere_do_not_see_it(plan, signed_in):
    assert signed_in(factories.administrator()).get(address(plan)).status_code == 404


@pytest.mark.parametrize("changes", [1, 3])
def test_queries_do_not_grow_with_changes(plan, signed_in, changes, django_assert_num_queries):
    for activity in Activity.objects.filter(plan=plan)[:changes]:
        update_activity(activity, by=factories.editor(plan.municipality), opened_with=1, note="Cita piezīme")
    client = signed_in(factories.administrator(plan.municipality))
    with django_assert_num_queries(8):
        client.get(address(plan))

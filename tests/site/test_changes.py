"""The audit trail: who changed what, with the text before and after."""

import pytest

from indicators.figures import lv_decimal
from indicators.models import Measurement
from monitoring.models import Assessment
from plans.domain import update_activity
from plans.models import Activity
from reports.models import ReportSection
from tests import factories

pytestmark = pytest.mark.django_db


def address(plan):
    return f"/{plan.municipality.slug}/izmainas/"


def test_it_shows_what_was_and_what_is(plan, signed_in, clean_markup):
    activity = Activity.objects.filter(plan=plan).first()
    activity.title = "Pavisam jauns nosaukums"
    activity._history_user = factories.editor(plan.municipality, first_name="Ilze", last_name="Kalna")
    activity.save()
    text = clean_markup(signed_in(factories.administrator(plan.municipality)).get(address(plan)))
    assert "Ilze Kalna" in text
    assert "<ins>Pavisam jauns nosaukums</ins>" in text
    assert f"Aktivitāte {activity.number}: mainīta" in text


def test_it_says_which_lists_changed(plan, signed_in):
    editor = factories.editor(plan.municipality)
    activity = Activity.objects.filter(plan=plan).first()
    update_activity(activity, by=editor, opened_with=activity.version, years=[2027])
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert "Mainīts arī: gadi" in text


def test_it_shows_states_in_words(plan, signed_in):
    assessment = Assessment.objects.filter(activity__plan=plan).first()
    assessment.status = "postponed"
    assessment.save()
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert "<ins>atlikts</ins>" in text


def test_it_says_what_was_changed_in_latvian(plan, signed_in):
    section = ReportSection.objects.filter(report__plan=plan, key="summary").first()
    section.body = "Cits teksts"
    section.save()
    measurement = Measurement.objects.filter(row__indicator__plan=plan, value__isnull=False).first()
    measurement.value += 1
    measurement.save()
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert "Ziņojuma nodaļa kopsavilkums: mainīta" in text
    assert f"{measurement.row.indicator.number}, {measurement.year}. gads: mainīta" in text
    assert f"<ins>{lv_decimal(measurement.value)}</ins>" in text


def test_another_municipality_is_not_in_it(plan, signed_in):
    foreign = factories.whole_plan(slug="citur")
    activity = Activity.objects.filter(plan=foreign).first()
    activity.title = "Svešs nosaukums"
    activity.save()
    text = signed_in(factories.administrator(plan.municipality)).get(address(plan)).content.decode()
    assert "Svešs nosaukums" not in text


def test_it_is_paged(plan, signed_in):
    client = signed_in(factories.administrator(plan.municipality))
    activity = Activity.objects.filter(plan=plan).first()
    for number in range(60):
        activity.note = f"Piezīme {number}"
        activity.save()
    first = client.get(address(plan)).content.decode()
    assert first.count("<ins>") == 50
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
        activity.note = "Cita piezīme"
        activity.save()
    client = signed_in(factories.administrator(plan.municipality))
    with django_assert_num_queries(15):
        client.get(address(plan))

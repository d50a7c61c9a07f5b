"""Writing the report: what an editor types is kept, and an approved report that changes is a draft again."""

import pytest
from django.core.exceptions import PermissionDenied

from pmp.common.editing import StaleVersion
from reports.document import assemble
from reports.domain import report_texts, write_report
from reports.models import Report
from tests import factories as make
from tests.helpers import report as reading
from tests.helpers.report import approve

pytestmark = pytest.mark.django_db


def address(plan, year=2025):
    return f"/{plan.municipality.slug}/{plan.span}/zinojums/{year}/rakstit/"


def data_of(plan, **changes):
    report = plan.reports.get()
    return {"version": report.version, **report_texts(report), **changes}


@pytest.fixture
def editor(plan):
    return make.editor(plan.municipality)


def test_an_editor_writes_and_the_report_prints_it(plan, editor, signed_in, clean_markup):
    client = signed_in(editor)
    assert "Ziņojuma teksts" in clean_markup(client.get(address(plan)))
    response = client.post(
        address(plan),
        data_of(plan, summary="Gads bija labs.\r\n\r\nOtra rindkopa."),
        follow=True,
    )
    assert "Ziņojuma teksts saglabāts." in response.content.decode()
    document = assemble(plan, 2025)
    assert reading.summary(document) == ("Gads bija labs.", "Otra rindkopa.")


def test_a_text_that_could_point_at_a_child_is_saved_and_warned_about(plan, editor, signed_in):
    changes = {"summary": "Pārcelti 198 no 200 izglītojamajiem.", "introduction": "Divi skolēni aizbrauca."}
    response = signed_in(editor).post(address(plan), data_of(plan, **changes), follow=True)
    assert [(message.level_tag, str(message)) for message in response.context["messages"]] == [
        ("success", "Ziņojuma teksts saglabāts."),
        (
            "warning",
            "Tekstā minēts mazāk nekā pieci izglītojamie („198 no 200 izglītojamajiem”, „Divi skolēni”). Pārbaudiet, vai pēc"
            " tā bērnu nevar atpazīt.",
        ),
    ]


def test_a_report_is_begun_for_a_year_that_has_none(plan, editor, signed_in):
    empty = {"version": 0, "prepared_by": "", "summary": "Sākums.", "introduction": ""}
    assert signed_in(editor).post(address(plan, 2026), empty).status_code == 302
    report = Report.objects.get(plan=plan, year=2026)
    assert (report.version, report_texts(report)["summary"]) == (1, "Sākums.")


def test_a_stale_save_shows_both_texts_and_changes_nothing(plan, editor, signed_in, clean_markup):
    opened = data_of(plan, summary="Mans kopsavilkums.")
    write_report(plan, 2025, by=make.editor(plan.municipality), opened_with=1, summary="Cita kopsavilkums.")
    client = signed_in(editor)
    response = client.post(address(plan), opened)
    assert response.status_code == 409
    text = clean_markup(response)
    assert "Mans kopsavilkums." in text
    assert "Cita kopsavilkums." in text
    assert report_texts(plan.reports.get())["summary"] == "Cita kopsavilkums."
    merged = {**opened, "version": 2, "summary": "Abu kopsavilkums."}
    assert client.post(address(plan), merged).status_code == 302
    assert report_texts(plan.reports.get())["summary"] == "Abu kopsavilkums."


def test_two_who_begin_the_same_report_do_not_overwrite_each_other(plan, editor):
    write_report(plan, 2027, by=editor, opened_with=0, summary="Pirmais.")
    with pytest.raises(StaleVersion):
        write_report(plan, 2027, by=editor, opened_with=0, summary="Otrais.")
    assert report_texts(Report.objects.get(plan=plan, year=2027))["summary"] == "Pirmais."


@pytest.fixture
def approved(plan):
    approve(plan, number="1/77")
    return plan


def test_writing_what_is_stored_keeps_the_approval(approved, editor, signed_in):
    signed_in(editor).post(address(approved), data_of(approved))
    assert not assemble(approved, 2025).is_draft


@pytest.mark.parametrize("change", [{"summary": "Cits."}, {"introduction": ""}, {"prepared_by": "Cita nodaļa"}])
def test_any_change_makes_an_approved_report_a_draft(approved, editor, signed_in, change):
    client = signed_in(editor)
    assert "Ziņojums ir apstiprināts" in client.get(address(approved)).content.decode()
    client.post(address(approved), data_of(approved, **change))
    assert assemble(approved, 2025).is_draft


def test_bad_input_keeps_what_was_typed(plan, editor, signed_in):
    response = signed_in(editor).post(address(plan), data_of(plan, prepared_by="x" * 201, summary="Garš darbs."))
    assert response.status_code == 422
    text = response.content.decode()
    assert "Garš darbs." in text
    assert "201" in text
    assert report_texts(plan.reports.get())["summary"] != "Garš darbs."


@pytest.mark.parametrize("role", ["coordinator", "council_member", "administrator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_roles_are_refused(plan, signed_in, role, method):
    place = plan.municipality.institutions.first() if role == "coordinator" else plan.municipality
    user = getattr(make, role)(place)
    assert getattr(signed_in(user), method)(address(plan), data_of(plan)).status_code == 403
    with pytest.raises(PermissionDenied):
        write_report(plan, 2025, by=user, opened_with=1, summary="Nedrīkst.")


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_municipality_and_another_period_do_not_exist(plan, editor, signed_in, method):
    assert getattr(signed_in(make.stranger()), method)(address(plan), data_of(plan)).status_code == 404
    assert getattr(signed_in(editor), method)(address(plan, 2035), data_of(plan)).status_code == 404


def test_only_editors_are_offered_to_write(plan, editor, signed_in):
    page = f"/{plan.municipality.slug}/{plan.span}/zinojums/2025/"
    assert address(plan) in signed_in(editor).get(page).content.decode()
    assert address(plan) not in signed_in(make.council_member(plan.municipality)).get(page).content.decode()


def test_whether_the_page_of_key_figures_is_printed_is_written_here(signed_in, editor, plan):
    client = signed_in(editor)
    assert client.get(address(plan)).context["form"].initial["prints_overview"] is False
    client.post(address(plan), data_of(plan, prints_overview="on"))
    assert plan.reports.get().prints_overview
    client.post(address(plan), {name: value for name, value in data_of(plan).items() if name != "prints_overview"})
    assert not plan.reports.get().prints_overview

"""Whatever is changed through a form stands in a change set, whole: every field of every form, what it was and what it became."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from indicators.domain import INDICATOR_FIELDS, MEASUREMENT_FIELDS, row_values
from indicators.models import IndicatorRow, Measurement
from monitoring.models import Assessment
from plans.domain import activity_values
from pmp.common.models import Change, ChangeSet
from reports.domain import report_texts
from reports.enums import PointKind
from tests import factories as make
from tests.helpers.changes import changes_of
from tests.site.test_unchanged_saves import as_a_browser_sends

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"

#: What is typed instead, where any other value would not hold together with its neighbours.
TYPED = {
    "number": "77.",
    "spent": "12,50",
    "printed": "61,5%",
    "missing_reason": "",
    "tolerance": "",
    "direction": "up",
    "unit": "percent",
    "without_year": "on",
    "term_ongoing": "",
    "baseline_printed": "12,5% (2022)",
    "baseline_value": "12,5",
    "baseline_year": "2022",
    "baseline_numerator": "1",
    "baseline_denominator": "8",
    "numerator": "123",
    "denominator": "200",
    "version": None,
}


def another(field):
    """Another value for a field, as a browser sends it."""
    name, value, kind = field.name, field.value(), field.field
    if name in TYPED:
        return TYPED[name]
    if name.startswith("target_"):
        return {"printed": "līdz 71%", "kind": "", "amount": ""}[name.rsplit("_", 1)[1]]
    if isinstance(kind, forms.MultipleChoiceField):
        chosen = {str(each) for each in value or []}
        return [str(key) for key, _ in kind.choices if str(key) not in chosen][:1]
    if isinstance(kind, forms.ChoiceField):
        return next(key for key, _ in kind.choices if key not in ("", "none", str(value)))
    if isinstance(kind, forms.BooleanField):
        return "" if value else "on"
    if isinstance(kind, forms.DateField):
        return "2026-02-03" if name.endswith("start") else "2027-03-04"
    return f"Cits: {name}"


def filled(form):
    """What a browser posts of a form in which every field was changed."""
    data = as_a_browser_sends(form)
    for field in form:
        value = another(field)
        if value is not None:
            data[field.html_name] = value
    return {name: value for name, value in data.items() if value != ""}


@pytest.fixture
def client(plan, signed_in):
    return signed_in(make.editor(plan.municipality))


def save(client, url):
    """Change everything on a page; the one change that the save recorded."""
    before = Change.objects.count()
    response = client.post(url, filled(client.get(url).context["form"]))
    assert response.status_code == 302, response.context["form"].errors
    assert Change.objects.count() == before + 1
    return ChangeSet.objects.first().changes.get()


def plain(values):
    """Values as a change keeps them."""

    def one(value):
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return value.isoformat() if isinstance(value, date) else value

    return {name: one(value) for name, value in values.items()}


def check(change, before, after):
    """The change tells every value that differs, and no other."""
    before, after = plain(before), plain(after)
    differing = {name for name in after if (before[name] or None) != (after[name] or None)}
    assert {field["name"] for field in change.fields} == differing
    for field in change.fields:
        assert (field["was"] or None, field["now"] or None) == (
            before[field["name"]] or None,
            after[field["name"]] or None,
        )
        for value, text in ((field["was"], field["was_text"]), (field["now"], field["now_text"])):
            assert text == ("jā" if value else "nē") if isinstance(value, bool) else bool(text) == bool(value)
    return differing


def test_an_activity(plan, client):
    make.InstitutionFactory(municipality=plan.municipality)
    activity = plan.activities.first()
    before = activity_values(activity)
    change = save(client, reverse("plans:activity_edit", args=[*plan.address, activity.pk]))
    activity = plan.activities.get(pk=activity.pk)
    assert check(change, before, activity_values(activity)) == set(before) - {"term_ongoing"} | (
        {"term_ongoing"} if before["term_ongoing"] != activity.term_ongoing else set()
    )


def test_an_answer(plan, client):
    assessment = Assessment.objects.filter(activity__plan=plan, year=2025).first()
    names = ("status", "evaluation", "spent", "spent_printed", "planned", "achieved", "impact", "factors")
    before = {name: getattr(assessment, name) for name in names}
    change = save(client, reverse("monitoring:mark", args=[*plan.address, assessment.activity_id, 2025]))
    assessment.refresh_from_db()
    assert check(change, before, {name: getattr(assessment, name) for name in names}) == set(names)


def test_a_report(plan, client):
    report = plan.reports.get(year=2025)
    before = report_texts(report)
    change = save(client, reverse("reports:edit", args=[*plan.address, 2025]))
    report.refresh_from_db()
    after = report_texts(report)
    assert {field["name"] for field in change.fields} == {name for name in after if after[name] != before[name]}
    assert {field["name"]: field["now"] for field in change.fields} == {
        name: after[name] for name in after if after[name] != before[name]
    }


def points_address(name, plan, *rest):
    return reverse(f"reports:{name}", args=[*plan.address, 2025, PointKind.CONCLUSION, *rest])


def sent(client, url, data):
    """The changes of the one change set that a post recorded."""
    assert client.post(url, data).status_code == 302
    return list(ChangeSet.objects.get().changes.all())


def everything(change):
    """What a change says, to compute with: {name: (what was, what is)}."""
    return {field["name"]: (field["was"], field["now"]) for field in change.fields}


def test_points_that_are_added(plan, client):
    data = {"text": "1. Viens.\r\n2. Divi.", "split": "each"}
    changes = sent(client, points_address("points", plan), data)
    assert [(change.kind, everything(change)) for change in changes] == [
        ("+", {"text": (None, "Viens."), "order": (None, 2)}),
        ("+", {"text": (None, "Divi."), "order": (None, 3)}),
    ]


def test_the_text_of_a_point(plan, client):
    point = plan.reports.get().points.get(kind=PointKind.CONCLUSION)
    change = save(client, points_address("point_edit", plan, point.pk))
    assert ([change], everything(change)) == (changes_of(point), {"text": (point.text, "Cits: text")})


def test_a_point_that_is_moved_and_one_that_is_deleted(plan, client):
    first = plan.reports.get().points.get(kind=PointKind.CONCLUSION)
    second = make.ReportPointFactory(report=first.report, text="Otrais.", order=2)
    changes = sent(client, points_address("point_move", plan, second.pk), {"version": 1, "to": 1})
    assert (changes, everything(changes[0])) == (changes_of(second), {"order": (2, 1)})
    ChangeSet.objects.all().delete()
    changes = sent(client, points_address("point_delete", plan, second.pk), {"version": 2})
    assert [(change.kind, everything(change)) for change in changes] == [
        ("-", {"text": ("Otrais.", None), "order": (1, None)})
    ]
    assert changes_of(first) == []


def test_a_row_of_an_indicator(plan, client):
    row = plan.indicators.first().rows.first()
    before = row_values(row, [2027, 2029])
    change = save(client, reverse("indicators:row_edit", args=[*plan.address, row.pk]))
    after = row_values(IndicatorRow.objects.get(pk=row.pk), [2027, 2029])
    differing = check(change, before, after)
    assert differing >= set(INDICATOR_FIELDS) | {"baseline_value", "baseline_year", "baseline_printed", "sources_text"}
    assert differing >= {"target_2027_printed", "target_2029_kind", "target_2029_amount"}
    texts = {field["name"]: field["now_text"] for field in change.fields}
    assert (texts["target_2029_kind"], texts["target_2029_amount"]) == ("līdz", "71")


def test_a_value(plan, client):
    measurement = Measurement.objects.filter(row__indicator__plan=plan, year=2025).first()
    before = {name: getattr(measurement, name) for name in MEASUREMENT_FIELDS}
    change = save(client, reverse("indicators:measure", args=[*plan.address, measurement.row_id, 2025]))
    measurement.refresh_from_db()
    after = {name: getattr(measurement, name) for name in MEASUREMENT_FIELDS}
    assert check(change, before, after) >= {"printed", "value", "note"}


def test_a_first_answer_shows_its_values(plan, client):
    activity = plan.activities.first()
    activity.assessments.all().delete()
    change = save(client, reverse("monitoring:mark", args=[*plan.address, activity.pk, 2025]))
    assert (change.kind, [change]) == ("+", changes_of(activity.assessments.get(year=2025)))
    assert all(field["was_text"] == "" and field["now_text"] for field in change.fields)
    assert {field["name"] for field in change.fields} >= {"status", "evaluation", "spent", "impact"}


FORMS = {
    "activity": lambda plan: reverse("plans:activity_edit", args=[*plan.address, plan.activities.first().pk]),
    "answer": lambda plan: reverse("monitoring:mark", args=[*plan.address, plan.activities.first().pk, 2025]),
    "row": lambda plan: reverse("indicators:row_edit", args=[*plan.address, plan.indicators.first().rows.first().pk]),
    "value": lambda plan: reverse(
        "indicators:measure", args=[*plan.address, plan.indicators.first().rows.first().pk, 2025]
    ),
    "report": lambda plan: reverse("reports:edit", args=[*plan.address, 2025]),
}
every_form = pytest.mark.parametrize("name", FORMS)


@every_form
def test_a_double_click_is_forgiven(plan, client, name):
    url = FORMS[name](plan)
    data = filled(client.get(url).context["form"])
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert ChangeSet.objects.count() == 1


def stale(client, url, other):
    """A form opened, filled in with something else after ``other`` has saved; the answer to it."""
    opened = as_a_browser_sends(client.get(url).context["form"])
    data = filled(other.get(url).context["form"])
    assert other.post(url, data).status_code == 302
    text = next(name for name in ("note", "evaluation", "summary") if name in opened or name in data)
    response = client.post(url, {**opened, text: "Pavisam kas cits"})
    assert response.status_code == 409, response.context["form"].errors
    return response, text


@every_form
def test_a_stale_save_is_merged_three_ways(plan, client, name):
    other = Client()
    other.force_login(make.editor(plan.municipality, first_name="Otra"), backend=BACKEND)
    response, text = stale(client, FORMS[name](plan), other)
    merged = response.context["merged"]
    assert [conflict.field.name for conflict in merged.conflicts] == [text]
    assert merged.taken_over
    page = response.content.decode()
    assert "pa to laiku ierakstu ir mainījis kāds cits" in page
    assert "Pavisam kas cits" in page


@every_form
def test_ones_own_second_tab_is_told_as_such(plan, client, name):
    response, _ = stale(client, FORMS[name](plan), client)
    page = response.content.decode()
    assert "pa to laiku to jau saglabājāt jūs – citā cilnē vai ierīcē" in page
    assert "kāds cits" not in page


@every_form
def test_what_is_invalid_is_answered_422(plan, client, name):
    url = FORMS[name](plan)
    assert client.post(url, {"version": "x"}).status_code == 422
    assert not ChangeSet.objects.exists()

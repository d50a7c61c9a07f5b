"""Entering what was measured for a year: what is understood, what is refused, what is warned about."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from indicators import domain
from indicators.enums import Direction, Unit
from indicators.forms import MeasurementForm
from indicators.models import Measurement
from plans.periods import NotOpen
from pmp.common.editing import StaleVersion
from tests import factories as make
from tests.helpers.addresses import plan_url
from tests.helpers.changes import changes_of, told
from tests.helpers.markup import text_of

pytestmark = pytest.mark.django_db

EMPTY = {"version": "0", "printed": "", "numerator": "", "denominator": "", "note": "", "missing_reason": ""}


@pytest.fixture
def row(db):
    """6b of Jūrmala: 5,88 % in 2023, which should fall."""
    indicator = make.IndicatorFactory(number="6.", name="Zemi mācību rezultāti")
    make.open_periods(indicator.plan, 2025, 2026)
    return make.IndicatorRowFactory(
        indicator=indicator,
        direction=Direction.DOWN,
        baseline_value=Decimal("5.88"),
        baseline_printed="5,88% (2023)",
        targets={2027: "5.5"},
    )


def address(row, year=2025, slug=None):
    return plan_url("indicators:measure", row.indicator.plan, row.pk, year, slug=slug)


def posted(**data):
    return {**EMPTY, **data}


def stored(row, year=2025):
    measurement = Measurement.objects.get(row=row, year=year)
    return measurement.printed, measurement.value, measurement.numerator, measurement.denominator


@pytest.fixture
def editor_of(signed_in):
    return lambda row: signed_in(make.editor(row.indicator.plan.municipality))


# ------------------------------------------------------------------------------------------------------------- what works


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"printed": "6,26%"}, ("6,26%", Decimal("6.26"), None, None)),
        ({"printed": "6,26"}, ("6,26%", Decimal("6.26"), None, None)),
        ({"printed": " 6.26 % "}, ("6.26 %", Decimal("6.26"), None, None)),
        ({"printed": "203 no 3241"}, ("6,26%", Decimal("6.26"), Decimal(203), Decimal(3241))),
        ({"printed": "203/3241"}, ("6,26%", Decimal("6.26"), Decimal(203), Decimal(3241))),
        ({"numerator": "203", "denominator": "3 241"}, ("6,26%", Decimal("6.26"), Decimal(203), Decimal(3241))),
        (
            {"printed": "6,26% (203 no 3241)"},
            ("6,26% (203 no 3241)", Decimal("6.26"), Decimal(203), Decimal(3241)),
        ),
        ({"printed": "6,26%", "numerator": "203"}, ("6,26%", Decimal("6.26"), Decimal(203), None)),
        ({"printed": "< 1%"}, ("< 1%", Decimal(1), None, None)),
        ({"printed": "0"}, ("0%", Decimal(0), None, None)),
        ({"printed": "100%"}, ("100%", Decimal(100), None, None)),
    ],
)
def test_a_percentage_is_stored_as_typed_and_as_a_number(data, expected, editor_of, row):
    response = editor_of(row).post(address(row), posted(**data))
    assert response.status_code == 302, response.context["form"].errors
    assert stored(row) == expected


@pytest.mark.parametrize(
    ("unit", "printed", "expected"),
    [
        (Unit.COUNT, "33 507", ("33 507", Decimal(33507))),
        (Unit.COUNT, "75,12", ("75,12", Decimal("75.12"))),
        (Unit.POSTS, "75,124", ("75,124", Decimal("75.124"))),
        (Unit.COUNT, "3,2 tūkst.", ("3,2 tūkst.", Decimal(3200))),
        (Unit.PERSONS, "3.272", ("3.272", Decimal(3272))),
        (Unit.PERSONS, "415 personas", ("415 personas", Decimal(415))),
        (Unit.VISITS, "Vismaz 636 apmeklējumi", ("Vismaz 636 apmeklējumi", Decimal(636))),
        (Unit.PERSONS, "203 no 3241", ("203 no 3241", Decimal(203))),
    ],
)
def test_a_count_is_stored_to_the_letter(unit, printed, expected, editor_of, row):
    row.unit = unit
    row.save()
    assert editor_of(row).post(address(row), posted(printed=printed)).status_code == 302
    assert stored(row)[:2] == expected


def test_after_saving_the_arrow_is_said_in_words(editor_of, row):
    client = editor_of(row)
    response = client.post(address(row), posted(printed="6,26%", note="Stingrāka uzskaite."), follow=True)
    assert response.redirect_chain == [(reverse("indicators:row", args=[*row.indicator.plan.address, row.pk]), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Rādītājs 6, 2025. gads: 6,26\u00a0% – pasliktinās (bāzes vērtība 5,88\u00a0%)."
    ]
    assert "Stingrāka uzskaite." in text_of(response)


def test_a_value_that_says_more_than_its_number_is_told_as_printed(editor_of, row):
    response = editor_of(row).post(address(row), posted(printed="< 1%"), follow=True)
    assert (
        str(next(iter(response.context["messages"])))
        == "Rādītājs 6, 2025. gads: <\u00a01\u00a0% – uzlabojas (bāzes vērtība 5,88\u00a0%)."
    )


def test_a_value_that_cannot_be_compared_says_why(editor_of, row):
    row.baseline_year = 2025
    row.save()
    response = editor_of(row).post(address(row), posted(printed="6,26%"), follow=True)
    assert "6,26 % – nav salīdzināms (bāzes vērtība noteikta 2025. gadā)." in text_of(response).replace("\xa0", " ")


def test_a_reason_stands_in_for_a_value(editor_of, row):
    data = posted(printed="Dati būs 2026. gada augustā", missing_reason="Dati vēl nav apkopoti.")
    response = editor_of(row).post(address(row), data, follow=True)
    measurement = Measurement.objects.get(row=row, year=2025)
    assert (measurement.value, measurement.printed) == (None, "Dati būs 2026. gada augustā")
    assert measurement.missing_reason == "Dati vēl nav apkopoti."
    (message,) = response.context["messages"]
    assert (message.level_tag, str(message)) == (
        "warning",
        "Rādītājs 6, 2025. gads: saglabāts tikai teksts. „Dati būs 2026. gada augustā” ziņojumā drukās tā, kā ierakstīts, bet"
        " skaitļa tajā nav, un tendenci nerēķina.",
    )


def test_a_reason_without_any_text_is_saved_in_green(editor_of, row):
    response = editor_of(row).post(address(row), posted(missing_reason="Dati vēl nav apkopoti."), follow=True)
    (message,) = response.context["messages"]
    assert (message.level_tag, str(message)) == (
        "success",
        "Rādītājs 6, 2025. gads: saglabāts, ka vērtības nav, un iemesls.",
    )


def test_what_is_stored_stands_in_the_form(editor_of, row, clean_markup):
    make.MeasurementFactory(
        row=row, value=Decimal("6.26"), printed="6,26%", numerator=203, denominator=3241, note="Tā bija."
    )
    response = editor_of(row).get(address(row))
    source = clean_markup(response)
    form = response.context["form"]
    assert [form[name].value() for name in ("version", "printed", "note")] == [1, "6,26%", "Tā bija."]
    assert 'value="203"' in source
    assert 'value="3241"' in source


def test_saving_the_same_again_changes_nothing(editor_of, row):
    client = editor_of(row)
    client.post(address(row), posted(printed="203 no 3241", note="Tā bija."))
    form = client.get(address(row)).context["form"]
    data = {field.name: "" if field.value() is None else str(field.value()) for field in form}
    assert client.post(address(row), data).status_code == 302
    measurement = Measurement.objects.get(row=row)
    assert (measurement.version, len(changes_of(measurement))) == (1, 1)


def test_beside_the_field_stands_what_to_compare_with(editor_of, row):
    make.MeasurementFactory(row=row, year=2025, value=6)
    text = text_of(editor_of(row).get(address(row, 2026))).replace("\xa0", " ")
    assert "Bāzes vērtība 5,88 % 2023 2025. gada vērtība 6 % Pasliktinās Mērķis 2027. gadam 5,5 %" in text
    assert "Jo mazāka vērtība, jo labāk." in text


def test_the_title_says_which_year_of_what_and_where(editor_of, row):
    name = row.indicator.plan.municipality.short_name
    source = editor_of(row).get(address(row, 2026)).content.decode()
    assert f"<title>6 Zemi mācību rezultāti – 2026. gada vērtība – {name} – PMP plāns</title>" in source


def test_save_and_next_goes_to_the_next_row_without_a_value(editor_of, row):
    plan = row.indicator.plan
    done = make.IndicatorRowFactory(indicator=make.IndicatorFactory(plan=plan), measurements={2025: "1"})
    following = make.IndicatorRowFactory(indicator=make.IndicatorFactory(plan=plan))
    client = editor_of(row)
    response = client.post(address(row), posted(printed="6%", next="1"))
    assert response.url == address(following)
    assert following.pk != done.pk
    response = client.post(address(following), posted(printed="6%", next="1"), follow=True)
    assert response.redirect_chain == [(reverse("indicators:list", args=[*plan.address]), 302)]
    assert "Visiem rādītājiem 2025. gadā ir vērtība vai iemesls, kāpēc tās nav." in text_of(response)


# --------------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({}, "printed", "Ierakstiet vērtību vai tālāk paskaidrojiet, kāpēc tās nav."),
        ({"printed": "-"}, "printed", "Ierakstiet vērtību vai tālāk paskaidrojiet, kāpēc tās nav."),
        ({"note": "Tikai piezīme"}, "printed", "Ierakstiet vērtību vai tālāk paskaidrojiet, kāpēc tās nav."),
        ({"printed": "365 un 50"}, "printed", "No šī teksta nevar nolasīt vienu skaitli."),
        ({"printed": "101%"}, "printed", "101\u00a0% ir vairāk nekā viss. Vai šis rādītājs var pārsniegt 100\u00a0%?"),
        ({"printed": "-3%"}, "printed", "Vērtība nevar būt negatīva."),
        ({"printed": "1,23456%"}, "printed", "Skaitlim var būt ne vairāk kā 10 cipari pirms komata un 4 aiz tā."),
        ({"printed": "15 personas"}, "printed", "Šo rādītāju mēra procentos, bet ierakstīts: personas."),
        ({"numerator": "9", "denominator": "4"}, "numerator", "Skaitītājs nevar būt lielāks par saucēju (4)."),
        ({"printed": "1%", "denominator": "0"}, "denominator", "Saucējam jābūt lielākam par nulli."),
        (
            {"printed": "203 no 3241", "numerator": "204"},
            "numerator",
            "Vērtības laukā ierakstīts 203, šeit – 204.",
        ),
        ({"printed": "6%", "numerator": "divi"}, "numerator", "Ierakstiet skaitli"),
        ({"printed": "6%", "numerator": "-2"}, "numerator", "Skaitlis nevar būt mazāks par 0."),
        ({"printed": "6%", "missing_reason": "Nav datu"}, "missing_reason", "Vērtība ir ierakstīta"),
    ],
)
def test_what_cannot_be_gets_a_sentence_at_its_field_and_keeps_what_was_typed(data, field, sentence, editor_of, row):
    response = editor_of(row).post(address(row), posted(**data))
    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(sentence)
    source = response.content.decode()
    assert f'id="id_{field}_error"' in source
    assert all(form[name].value() == value for name, value in data.items())
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("unit", "printed", "sentence"),
    [
        (Unit.PERSONS, "15%", "Šo rādītāju nemēra procentos; tā mērvienība ir: personas."),
        (Unit.PERSONS, "15,5", "Mērvienība ir: personas, tāpēc vērtībai jābūt veselam skaitlim."),
        (Unit.COUNT, "-1", "Vērtība nevar būt negatīva."),
        (Unit.COUNT, "123 456 789 012", "Skaitlim var būt ne vairāk kā 10 cipari pirms komata un 4 aiz tā."),
    ],
)
def test_a_count_is_not_a_percentage(unit, printed, sentence, editor_of, row):
    row.unit = unit
    row.save()
    response = editor_of(row).post(address(row), posted(printed=printed))
    assert response.context["form"].errors == {"printed": [sentence]}


def test_two_mistakes_are_said_at_once(editor_of, row):
    response = editor_of(row).post(address(row), posted(printed="365 un 50", numerator="9", denominator="4"))
    assert sorted(response.context["form"].errors) == ["numerator", "printed"]


@pytest.mark.parametrize("version", ["", "pirmā", "-1"])
def test_a_form_without_its_version_is_not_saved(version, editor_of, row):
    response = editor_of(row).post(address(row), posted(printed="6%", version=version))
    assert response.status_code == 422
    assert not Measurement.objects.exists()


# ------------------------------------------------------------------------------------------------------ what is warned about


def warnings_of(row, year=2025, **data):
    form = MeasurementForm(posted(**data), row=row, year=year)
    assert form.is_valid(), form.errors
    return form.warnings


def test_a_fraction_that_is_another_percentage_is_warned_about(row):
    assert warnings_of(row, printed="45%", numerator="4", denominator="9") == [
        "4 no 9 ir 44,44\u00a0%, bet ierakstīts 45\u00a0%. Pārbaudiet, kurš ir pareizais.",
        "Skaits ir mazāks par 5: ja tie ir izglītojamie, pēc tā var atpazīt bērnu. Apsveriet, vai to publicēt.",
    ]
    assert warnings_of(row, printed="6,26%", numerator="203", denominator="3241") == []
    assert warnings_of(row, printed="6,3%", numerator="203", denominator="3241") == []
    assert warnings_of(row, printed="6%", numerator="203", denominator="3241") == []


def test_another_year_in_the_text_is_warned_about(row):
    assert warnings_of(row, printed="6% (2024)") == ["Tekstā minēts 2024. gads, bet vērtība ierakstīta 2025. gadam."]
    assert warnings_of(row, printed="2024./2025. m.g. 6%") == []


def test_a_year_that_has_not_begun_is_warned_about(row):
    assert warnings_of(row, year=2099, printed="6%") == ["2099. gads vēl nav sācies."]


@pytest.mark.parametrize(("count", "warned"), [("0", False), ("1", True), ("4", True), ("5", False)])
def test_a_count_that_could_point_at_a_child_is_warned_about_and_saved(count, warned, editor_of, row):
    row.unit = Unit.PERSONS
    row.save()
    response = editor_of(row).post(address(row), posted(printed=count), follow=True)
    assert Measurement.objects.get(row=row).value == int(count)
    assert ("pēc tā var atpazīt bērnu" in text_of(response)) == warned


# -------------------------------------------------------------------------------------------------- who may, and which years


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", [make.council_member, make.administrator])
def test_only_editors_enter_values(person, method, signed_in, row):
    client = signed_in(person(row.indicator.plan.municipality))
    assert getattr(client, method)(address(row), posted(printed="6%")).status_code == 403
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_coordinator_may_not(method, signed_in, row):
    person = make.coordinator(make.InstitutionFactory(municipality=row.indicator.plan.municipality))
    assert getattr(signed_in(person), method)(address(row), posted(printed="6%")).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_municipality_does_not_exist(method, signed_in, row):
    stranger = make.stranger()
    client = signed_in(stranger)
    assert getattr(client, method)(address(row), posted(printed="6%")).status_code == 404
    own = stranger.memberships.get().municipality
    make.PlanFactory(municipality=own)
    assert getattr(client, method)(address(row, slug=own.slug), posted(printed="6%")).status_code == 404
    assert not Measurement.objects.exists()


def test_anonymous_signs_in_first(client, row):
    assert client.get(address(row)).url == f"{reverse('login')}?next={address(row)}"
    assert client.post(address(row), posted(printed="6%")).status_code == 302
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("year", [2024, 2030])
def test_a_year_outside_the_period_does_not_exist(year, editor_of, row):
    assert editor_of(row).get(address(row, year)).status_code == 404
    assert editor_of(row).post(address(row, year), posted(printed="6%")).status_code == 404


CLOSED = "2025. gads ir slēgts: atbildes un rādītāju vērtības vairs nevar mainīt."
NOT_OPENED = "2027. gada uzraudzība vēl nav atvērta."


@pytest.mark.parametrize(("year", "reason"), [(2025, CLOSED), (2027, NOT_OPENED)])
def test_a_year_that_is_not_open_takes_no_values_and_says_why(year, reason, editor_of, row, clean_markup):
    row.indicator.plan.periods.filter(year=2025).update(state="closed")
    client = editor_of(row)
    for response in (client.get(address(row, year)), client.post(address(row, year), posted(printed="6%"))):
        assert response.status_code == 403
        source = clean_markup(response)
        assert reason in source
        assert f'href="{reverse("indicators:row", args=[*row.indicator.plan.address, row.pk])}"' in source
    with pytest.raises(NotOpen, match=re.escape(reason)):
        domain.measure(row, year, by=make.editor(row.indicator.plan.municipality), opened_with=0, value=Decimal(6))
    assert not Measurement.objects.exists()


def test_a_year_closed_between_form_and_save_says_why(editor_of, row, monkeypatch, clean_markup):
    """The view has looked before the form was checked; the save looks again under the period's lock."""
    client = editor_of(row)
    monkeypatch.setattr("indicators.views.why_closed", lambda plan, year: "")
    row.indicator.plan.periods.update(state="closed")
    response = client.post(address(row), posted(printed="6%"))
    assert response.status_code == 403
    assert CLOSED in clean_markup(response)
    assert not Measurement.objects.exists()


def test_what_is_stored_for_a_closed_year_stays(editor_of, row):
    make.MeasurementFactory(row=row, value=6, printed="6%")
    row.indicator.plan.periods.update(state="closed")
    editor_of(row).post(address(row), posted(version="1", printed="7%"))
    assert stored(row)[0] == "6%"


def test_other_methods_are_refused(editor_of, row):
    assert editor_of(row).delete(address(row)).status_code == 405
    assert editor_of(row).put(address(row)).status_code == 405


def test_the_domain_asks_too(row):
    with pytest.raises(PermissionDenied):
        domain.measure(row, 2025, by=make.stranger(), opened_with=0, value=Decimal(6))
    with pytest.raises(TypeError, match="not a field of Rādītāja vērtība: version"):
        domain.measure(row, 2025, by=make.editor(row.indicator.plan.municipality), opened_with=0, version=3)


def test_the_history_knows_who(row):
    person = make.editor(row.indicator.plan.municipality)
    measurement = domain.measure(row, 2025, by=person, opened_with=0, value=Decimal(6), printed="6%")
    domain.measure(row, 2025, by=person, opened_with=1, value=Decimal(7), printed="7%")
    newest, first = changes_of(measurement)
    assert [change.change_set.person for change in (newest, first)] == [person, person]
    assert [change.version for change in (newest, first)] == [2, 1]
    assert told(newest) == {"printed": ("6%", "7%"), "value": ("6", "7")}


# ------------------------------------------------------------------------------------------------------- two people at one row


def test_whoever_enters_the_first_value_second_sees_both_texts(editor_of, row, clean_markup):
    client = editor_of(row)
    first = make.editor(row.indicator.plan.municipality, first_name="Baiba", last_name="Kalna")
    domain.measure(row, 2025, by=first, opened_with=0, value=Decimal("6.26"), printed="6,26%", note="Pirmais.")
    response = client.post(address(row), posted(printed="6,5%", note="Otrais."))
    source = clean_markup(response)
    assert response.status_code == 409
    assert "Baiba Kalna" in source
    assert 'value="6,5%"' in source
    assert "Otrais.</textarea>" in source
    assert '<p class="text">6,26%</p>' in source
    assert '<p class="text">Pirmais.</p>' in source
    assert stored(row)[0] == "6,26%"
    assert client.post(address(row), posted(version="1", printed="6,5%", note="Abi.")).status_code == 302
    assert stored(row)[0] == "6,5%"


def test_a_stale_save_keeps_what_only_the_other_changed(editor_of, row):
    person = make.editor(row.indicator.plan.municipality)
    domain.measure(row, 2025, by=person, opened_with=0, value=Decimal(6), printed="6%", note="Vecs.")
    domain.measure(row, 2025, by=person, opened_with=1, note="Jauns.")
    client = editor_of(row)
    response = client.post(address(row), posted(version="1", printed="7%", note="Vecs."))
    form, merge = response.context["form"], response.context["merge"]
    assert response.status_code == 409
    assert merge.conflicts == []
    assert merge.taken_over == ["Piezīmes un skaidrojums"]
    assert [form[name].value() for name in ("version", "printed", "note")] == [2, "7%", "Jauns."]


def test_a_value_deleted_meanwhile_is_no_error(editor_of, row):
    response = editor_of(row).post(address(row), posted(version="3", printed="7%"))
    assert response.status_code == 409
    assert response.context["form"]["version"].value() == 0
    assert editor_of(row).post(address(row), posted(version="0", printed="7%")).status_code == 302


def test_the_domain_refuses_the_second_of_two(row):
    person = make.editor(row.indicator.plan.municipality)
    domain.measure(row, 2025, by=person, opened_with=0, value=Decimal(6), printed="6%")
    with pytest.raises(StaleVersion) as refused:
        domain.measure(row, 2025, by=person, opened_with=0, value=Decimal(7), printed="7%")
    assert refused.value.current.printed == "6%"
    assert stored(row)[0] == "6%"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_rows(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(rows=rows)
    client = signed_in(make.editor(plan.municipality))
    url = address(plan.indicators.first().rows.first())
    with django_assert_num_queries(10):
        client.get(url)

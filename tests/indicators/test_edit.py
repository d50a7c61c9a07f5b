"""Editing an indicator's own fields: the printed text beside what is computed with."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from indicators import domain
from indicators.enums import Direction, TargetKind, Unit
from indicators.models import IndicatorRow
from pmp.common.editing import StaleVersion
from tests import factories as make
from tests.helpers.addresses import plan_url
from tests.helpers.changes import changes_of, told
from tests.helpers.markup import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(db):
    indicator = make.IndicatorFactory(number="1.", name="Jūtas droši")
    return make.IndicatorRowFactory(indicator=indicator, targets={2027: "55", 2029: "70"})


@pytest.fixture
def sub_row(row):
    return make.IndicatorRowFactory(indicator=row.indicator, own_name="Zemi rezultāti", label="Zemi rezultāti")


@pytest.fixture
def editor_of(signed_in):
    return lambda row: signed_in(make.editor(row.indicator.plan.municipality))


def address(row, slug=None):
    return plan_url("indicators:row_edit", row.indicator.plan, row.pk, slug=slug)


def opened(client, row):
    """What the form holds when it is opened, ready to be posted."""
    form = client.get(address(row)).context["form"]
    values = {field.name: field.value() for field in form}
    return {name: str(value) for name, value in values.items() if value not in (None, "", False)}


def target(row, year):
    found = row.targets.get(year=year)
    return found.printed, found.kind, found.amount


def save(client, row, **changes):
    """Open, change, save; the row as it is stored then, and what the page says."""
    data = opened(client, row) | changes
    response = client.post(
        address(row), {name: value for name, value in data.items() if value is not None}, follow=True
    )
    assert response.redirect_chain, response.context["form"].errors
    return IndicatorRow.objects.get(pk=row.pk), [str(message) for message in response.context["messages"]]


# ------------------------------------------------------------------------------------------------------------- what works


def test_the_form_holds_what_is_stored(editor_of, row, clean_markup):
    clean_markup(editor_of(row).get(address(row)))
    assert opened(editor_of(row), row) == {
        "version": "1",
        "number": "1.",
        "level": "universal",
        "name": "Jūtas droši",
        "unit": "percent",
        "direction": "up",
        "baseline_printed": "45% (2023)",
        "baseline_value": "45",
        "baseline_year": "2023",
        "sources_text": "VIIS",
        "target_2027_printed": "55%",
        "target_2027_kind": "value",
        "target_2027_amount": "55",
        "target_2029_printed": "70%",
        "target_2029_kind": "value",
        "target_2029_amount": "70",
    }


def test_saving_without_a_change_changes_nothing(editor_of, row):
    after, said = save(editor_of(row), row)
    assert (after.version, changes_of(after)) == (1, [])
    assert said == ["Rādītājs 1 ir saglabāts."]


def test_all_fields_can_be_changed(editor_of, row):
    after, said = save(
        editor_of(row),
        row,
        number="7.",
        level="tailored",
        name="Cits nosaukums",
        code="VAI018",
        label="psk. posmā",
        own_code="VAI003",
        unit="persons",
        direction="hold",
        tolerance="2,5",
        baseline_printed="1 250 (2024)",
        baseline_value="1 250,00",
        baseline_year="2024",
        sources_text="VIIS\r\nJIP",
        note="Nesakrīt.",
    )
    indicator = after.indicator
    assert (indicator.number, indicator.level, indicator.name, indicator.code) == (
        "7.",
        "tailored",
        "Cits nosaukums",
        "VAI018",
    )
    assert (after.label, after.own_code, after.note) == ("psk. posmā", "VAI003", "Nesakrīt.")
    assert (after.unit, after.direction, after.tolerance) == (Unit.PERSONS, Direction.HOLD, Decimal("2.5"))
    assert (after.baseline_value, after.baseline_year, after.sources) == (Decimal(1250), 2024, ["VIIS", "JIP"])
    assert after.version == 2
    assert said == [
        "Rādītājs 7 ir saglabāts.",
        "2027. gada mērķis, kā dokumentā: Šo rādītāju nemēra procentos; tā mērvienība ir: personas.",
        "2029. gada mērķis, kā dokumentā: Šo rādītāju nemēra procentos; tā mērvienība ir: personas.",
    ]


def test_empty_typed_fields_are_read_from_the_printed_baseline(editor_of, row):
    after, said = save(
        editor_of(row),
        row,
        baseline_printed="45% (no 9 iestādēm – 4) (2022./2023.)",
        baseline_value=None,
        baseline_year=None,
    )
    assert after.baseline_value == Decimal(45)
    assert (after.baseline_numerator, after.baseline_denominator) == (Decimal(4), Decimal(9))
    assert (after.baseline_year, after.baseline_is_school_year) == (2023, True)
    assert said == ["Rādītājs 1 ir saglabāts."]


def test_what_is_only_announced_has_no_number(editor_of, row):
    after, said = save(
        editor_of(row), row, baseline_printed="tiks noteikts 2026. gadā", baseline_value=None, baseline_year=None
    )
    assert (after.baseline_value, after.baseline_year) == (None, None)
    assert len(said) == 1


@pytest.mark.parametrize(
    ("printed", "kind", "amount"),
    [
        ("< 1%", TargetKind.BELOW, Decimal(1)),
        ("Līdz 70%", TargetKind.UP_TO, Decimal(70)),
        ("+5% no bāzes vērtības", TargetKind.CHANGE_PERCENT, Decimal(5)),
        ("±2% robežās no bāzes vērtības", TargetKind.WITHIN_PERCENT, Decimal(2)),
        ("pieaugums par 1 slodzi", TargetKind.INCREASE, Decimal(1)),
        ("↑", TargetKind.DIRECTION, None),
        ("tiks noteikti 2026. gadā", TargetKind.TO_BE_SET, None),
        ("", TargetKind.NONE, None),
    ],
)
def test_empty_typed_fields_are_read_from_the_printed_target(printed, kind, amount, editor_of, row):
    after, said = save(editor_of(row), row, target_2027_printed=printed, target_2027_kind=None, target_2027_amount=None)
    assert target(after, 2027) == (printed, kind, amount)
    assert target(after, 2029) == ("70%", TargetKind.VALUE, Decimal(70))
    assert len(said) == 1


def test_a_target_that_was_never_set_is_made_only_when_something_is_written(editor_of, row):
    row.targets.all().delete()
    after, _ = save(editor_of(row), row)
    assert not after.targets.exists()
    after, _ = save(editor_of(row), row, target_2029_printed="70%")
    assert [t.year for t in after.targets.all()] == [2029]
    assert (target(after, 2029), after.version) == (("70%", TargetKind.VALUE, Decimal(70)), 2)


def test_a_contradiction_is_saved_and_warned_about(editor_of, row):
    changes = {"target_2027_printed": "< 60%", "target_2027_amount": "58"}
    after, said = save(editor_of(row), row, baseline_value="44,4", baseline_year="2022", **changes)
    assert (after.baseline_value, after.baseline_year) == (Decimal("44.4"), 2022)
    assert target(after, 2027) == ("< 60%", TargetKind.VALUE, Decimal(58))
    assert said == [
        "Rādītājs 1 ir saglabāts.",
        "Bāzes vērtība (skaitlis): no teksta nolasāms „45”, bet ierakstīts „44,4”.",
        "Gads: no teksta nolasāms „2023”, bet ierakstīts „2022”.",
        "2027. gada mērķis: no teksta nolasāms „mazāk nekā 60”, bet ierakstīts „vērtība 58”.",
    ]


def test_a_later_row_leaves_the_indicator_to_the_first(editor_of, row, sub_row):
    client = editor_of(row)
    response = client.get(address(sub_row))
    assert "name" not in response.context["form"].fields
    assert f'href="{address(row)}"' in response.content.decode()
    after, _ = save(client, sub_row, own_name="Cits", name="Ielavīts")
    assert (after.own_name, after.indicator.name) == ("Cits", "Jūtas droši")


def test_the_history_knows_who(row):
    person = make.editor(row.indicator.plan.municipality)
    domain.change_row(row, by=person, opened_with=1, fields={"note": "Piezīme"})
    assert changes_of(row)[0].change_set.person == person


# --------------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"number": ""}, "number", "Numurs: šo lauku nevar atstāt tukšu."),
        ({"number": "9."}, "number", "Rādītājs ar numuru 9. šajā plānā jau ir."),
        ({"number": "９"}, "number", "Rādītājs ar numuru ９ šajā plānā jau ir."),
        ({"number": "09"}, "number", "Rādītājs ar numuru 09 šajā plānā jau ir."),
        ({"level": "cits"}, "level", "Izvēlieties"),
        ({"tolerance": "2"}, "tolerance", "Pielaidi norāda tikai rādītājam, kas jāsaglabā."),
        ({"direction": "hold", "tolerance": "1000"}, "tolerance", "Pielaidei jābūt mazākai par 1000%."),
        ({"direction": "hold", "tolerance": "-1"}, "tolerance", "Skaitlis nevar būt mazāks par 0."),
        ({"baseline_value": "daudz"}, "baseline_value", "Ierakstiet skaitli"),
        ({"baseline_value": "1,23456"}, "baseline_value", "Aiz komata var būt ne vairāk kā 4 cipari."),
        ({"baseline_year": "1999"}, "baseline_year", "Gads nevar būt agrāks par 2000."),
        ({"baseline_year": "23. gads"}, "baseline_year", "Ierakstiet gadu ar četriem cipariem."),
        ({"baseline_denominator": "0"}, "baseline_denominator", "Saucējam jābūt lielākam par nulli."),
        ({"target_2027_amount": "x"}, "target_2027_amount", "Ierakstiet skaitli"),
        (
            {"target_2027_kind": "direction"},
            "target_2027_amount",
            "Šāda veida mērķim skaitļa nav: izdzēsiet to vai mainiet veidu.",
        ),
        (
            {"target_2027_printed": "kā iepriekš", "target_2027_amount": ""},
            "target_2027_amount",
            "Šāda veida mērķim vajag skaitli.",
        ),
    ],
)
def test_what_cannot_be_gets_a_sentence_at_its_field_and_keeps_what_was_typed(changes, field, sentence, editor_of, row):
    make.IndicatorFactory(plan=row.indicator.plan, number="9.")
    client = editor_of(row)
    response = client.post(address(row), opened(client, row) | {"note": "Mans teksts."} | changes)
    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(sentence)
    assert f'id="id_{field}_error"' in response.content.decode()
    assert all(form[name].value() == value for name, value in changes.items())
    assert "Mans teksts.</textarea>" in response.content.decode()
    assert IndicatorRow.objects.get(pk=row.pk).version == 1


# ------------------------------------------------------------------------------------------------------------------ who may


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", [make.council_member, make.administrator])
def test_only_editors_edit(person, method, signed_in, row):
    client = signed_in(person(row.indicator.plan.municipality))
    assert getattr(client, method)(address(row)).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_coordinator_may_not(method, signed_in, row):
    person = make.coordinator(make.InstitutionFactory(municipality=row.indicator.plan.municipality))
    assert getattr(signed_in(person), method)(address(row)).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_municipality_does_not_exist(method, signed_in, row):
    stranger = make.stranger()
    own = make.PlanFactory(municipality=stranger.memberships.get().municipality)
    client = signed_in(stranger)
    assert getattr(client, method)(address(row)).status_code == 404
    assert getattr(client, method)(address(row, slug=own.municipality.slug)).status_code == 404


def test_anonymous_signs_in_first(client, row):
    assert client.get(address(row)).url == f"{reverse('login')}?next={address(row)}"


def test_other_methods_are_refused(editor_of, row):
    assert editor_of(row).delete(address(row)).status_code == 405


def test_the_domain_asks_too(row):
    with pytest.raises(PermissionDenied):
        domain.change_row(row, by=make.stranger(), opened_with=1, fields={"note": "Piezīme"})
    with pytest.raises(TypeError, match="not a field of Rādītājs: version"):
        domain.change_row(row, by=make.editor(row.indicator.plan.municipality), opened_with=1, fields={"version": 9})


# ------------------------------------------------------------------------------------------------------- two people at one row


def test_a_stale_save_shows_both_texts_and_changes_nothing(editor_of, row, clean_markup):
    client = editor_of(row)
    data = opened(client, row) | {"note": "Mans teksts.", "target_2027_printed": "56%", "target_2027_amount": ""}
    other = make.editor(row.indicator.plan.municipality, first_name="Baiba", last_name="Kalna")
    domain.change_row(
        row,
        by=other,
        opened_with=1,
        fields={"note": "Cita teksts.", "sources_text": "JIP"},
        targets={2027: {"printed": "58%", "amount": Decimal(58)}},
    )
    response = client.post(address(row), data)
    source = clean_markup(response)
    form, merge = response.context["form"], response.context["merge"]
    assert response.status_code == 409
    assert "Baiba Kalna" in source
    assert [conflict.field.name for conflict in merge.conflicts] == [
        "note",
        "target_2027_printed",
        "target_2027_amount",
    ]
    assert merge.taken_over == ["Datu avoti"]
    assert '<p class="text">Cita teksts.</p>' in source
    assert '<p class="text">58%</p>' in source
    assert "Mans teksts.</textarea>" in source
    assert [form[name].value() for name in ("version", "sources_text")] == [2, "JIP"]
    assert IndicatorRow.objects.get(pk=row.pk).note == "Cita teksts."
    after, _ = save(client, row, note="Abi teksti.")
    assert (after.note, after.version) == ("Abi teksti.", 3)


def test_the_row_guards_its_targets_and_its_indicator(row):
    person = make.editor(row.indicator.plan.municipality)
    domain.change_row(row, by=person, opened_with=1, fields={}, indicator={"name": "Jauns"})
    with pytest.raises(StaleVersion):
        domain.change_row(row, by=person, opened_with=1, fields={}, targets={2027: {"printed": "60%", "amount": 60}})
    assert target(row, 2027)[0] == "55%"


def test_a_number_taken_meanwhile_is_refused(row):
    other = make.IndicatorFactory(plan=row.indicator.plan, number="2.")
    person = make.editor(row.indicator.plan.municipality)
    with pytest.raises(ValidationError, match="ar numuru 2"):
        domain.change_row(row, by=person, opened_with=1, fields={}, indicator={"number": other.number})


def test_the_history_says_what_changed_beside_the_row(row):
    person = make.editor(row.indicator.plan.municipality)
    changes = {"indicator": {"name": "Jauns"}, "targets": {2029: {"printed": "75%", "amount": 75}}}
    domain.change_row(row, by=person, opened_with=1, fields={}, **changes)
    (change,) = changes_of(row)
    assert change.change_set.person == person
    assert told(change) == {
        "name": ("Jūtas droši", "Jauns"),
        "target_2029_printed": ("70%", "75%"),
        "target_2029_amount": ("70", "75"),
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_rows(rows, signed_in, django_assert_num_queries):
    indicator = make.IndicatorFactory()
    for _ in range(rows):
        make.IndicatorRowFactory(indicator=indicator, targets={2027: "55", 2029: "60"})
    client = signed_in(make.editor(indicator.plan.municipality))
    with django_assert_num_queries(11):
        response = client.get(address(indicator.rows.first()))
    assert "Labot rādītāju" in text_of(response)

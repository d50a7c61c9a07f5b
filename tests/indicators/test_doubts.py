"""A text with more than one meaning is asked about beside its field; what was chosen is stored, and the text to the letter."""

import re
from decimal import Decimal
from html import unescape

import pytest

from indicators.enums import Direction, Trend, Unit
from indicators.models import IndicatorRow, Measurement
from tests import factories as make
from tests.helpers import markup
from tests.helpers.addresses import plan_url
from tests.indicators.test_measure import posted

pytestmark = pytest.mark.django_db


def text_of(response):
    """The text of a page as it is seen."""
    return unescape(markup.text_of(response)).replace("\xa0", " ")


@pytest.fixture
def row(db):
    """2 of Jūrmala: 3165 in 2024, which should grow."""
    indicator = make.IndicatorFactory(number="2.", name="Reģistrēto skaits")
    make.open_periods(indicator.plan, 2025, 2026)
    return make.IndicatorRowFactory(
        indicator=indicator,
        unit=Unit.COUNT,
        baseline_value=Decimal(3165),
        baseline_year=2024,
        baseline_printed="3165 (2024.)",
    )


@pytest.fixture
def client(signed_in, row):
    return signed_in(make.editor(row.indicator.plan.municipality))


def measure(row, year=2025):
    return plan_url("indicators:measure", row.indicator.plan, row.pk, year)


def edit(row):
    return plan_url("indicators:row_edit", row.indicator.plan, row.pk)


def stored(row):
    measurement = Measurement.objects.get(row=row)
    return measurement.printed, measurement.value, measurement.bound


def options(response, field="printed"):
    question = response.context["form"].fields[field].question
    return question.text, [(text.replace("\xa0", " "), chosen) for _, text, chosen in question.options]


def key_of(response, says, field="printed"):
    question = response.context["form"].fields[field].question
    return next(key for key, text, _ in question.options if text.replace("\xa0", " ") == says)


def test_a_doubt_comes_back_with_its_readings_and_nothing_is_lost(client, row, clean_markup):
    response = client.post(measure(row), posted(printed="3.272", note="Mana piezīme."))
    assert response.status_code == 422
    assert response.context["form"].errors == {"printed": ["Ko nozīmē „3.272”?"]}
    assert options(response) == ("Ko nozīmē „3.272”?", [("3 272", True), ("3,272", False)])
    source = clean_markup(response)
    assert 'value="3.272"' in source
    assert "Mana piezīme.</textarea>" in source
    assert re.findall(r'<legend id="id_printed_error">(.*?)</legend>', source) == ["Ko nozīmē „3.272”?"]
    assert re.findall(
        r'<input type="radio" id="(\w+)" name="printed_reading" value="([\w.:]+)"( checked)?>', source
    ) == [
        ("id_printed_reading_0", "value:3272", " checked"),
        ("id_printed_reading_1", "value:3.272", ""),
    ]
    assert "Vēl nav saglabāts: lūdzu, apstipriniet, kas domāts" in source
    assert source.count("Ko nozīmē „3.272”?") == 2, "in the summary and beside the field"
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(("answer", "value"), [("3 272", "3272"), ("3,272", "3.272")])
def test_what_is_chosen_is_stored_and_the_text_to_the_letter(answer, value, client, row):
    data = posted(printed="3.272")
    data["printed_reading"] = key_of(client.post(measure(row), data), answer)
    response = client.post(measure(row), data, follow=True)
    assert stored(row) == ("3.272", Decimal(value), "")
    assert f"Rādītājs 2, 2025. gads: {answer} (drukās „3.272”) – " in text_of(response)


def test_an_answer_counts_only_for_the_text_it_was_given_for(client, row):
    response = client.post(measure(row), posted(printed="4.150", printed_reading="value:3272"))
    assert response.status_code == 422
    assert options(response)[0] == "Ko nozīmē „4.150”?"


def test_an_answer_stays_while_something_else_is_wrong(client, row):
    data = posted(printed="3.272", printed_reading="value:3.272", missing_reason="Nav datu.")
    response = client.post(measure(row), data)
    assert list(response.context["form"].errors) == ["missing_reason"]
    assert options(response)[1] == [("3 272", False), ("3,272", True)]
    assert "Neizdevās saglabāt: lūdzu, izlabojiet kļūdas" in response.content.decode()
    assert "data-question" not in response.content.decode(), "the focus goes to what is wrong now"


def test_what_was_answered_is_not_asked_again(client, row):
    client.post(measure(row), posted(printed="3.272", printed_reading="value:3.272"))
    assert client.post(measure(row), posted(printed="3.272", version="1", note="Cita.")).status_code == 302
    assert stored(row)[1] == Decimal("3.272")


def test_without_anything_near_no_answer_is_chosen_beforehand(client, row):
    IndicatorRow.objects.update(baseline_value=None, baseline_year=None, baseline_printed="")
    assert options(client.post(measure(row), posted(printed="3.272")))[1] == [("3 272", False), ("3,272", False)]


def test_an_adopted_text_that_the_reader_would_refuse_does_not_stand_in_the_way(client, row):
    make.MeasurementFactory(row=row, value=Decimal(415), printed="365 + 50 vecāki")
    assert client.post(measure(row), posted(printed="365 + 50 vecāki", version="1", note="Cita.")).status_code == 302
    assert stored(row) == ("365 + 50 vecāki", Decimal(415), "")
    assert client.post(measure(row), posted(printed="365 + 51 vecāki", version="2")).status_code == 422


@pytest.mark.parametrize(
    ("text", "answer", "said"),
    [
        ("85, 5 %", "85,5 %", ("85, 5 %", Decimal("85.5"), "")),
        ("8 5%", "85 %", ("8 5%", Decimal(85), "")),
        ("33 ⅓ %", "33,33 %", ("33 ⅓ %", Decimal("33.33"), "")),
        ("112%", "jā, vērtība ir 112 % (piemēram, plāna izpilde)", ("112%", Decimal(112), "")),
        ("2,5 reizes", "pati vērtība ir 2,5 %", ("2,5 reizes", Decimal("2.5"), "")),
        ("vismaz 50% dzirkstošo", "vismaz 50 %", ("vismaz 50% dzirkstošo", Decimal(50), "at_least")),
    ],
)
def test_doubts_of_a_percentage(text, answer, said, client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT, baseline_value=None, baseline_printed="")
    data = posted(printed=text)
    response = client.post(measure(row), data)
    assert response.status_code == 422
    data["printed_reading"] = key_of(response, answer)
    assert client.post(measure(row), data).status_code == 302
    assert stored(row) == said


def test_a_change_is_kept_as_a_text_with_its_reason(client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT)
    data = posted(printed="10 %-punkti", printed_reading="none:")
    response = client.post(measure(row), data)
    assert response.context["form"].errors == {
        "missing_reason": ["Paturēts tikai teksts, tāpēc paskaidrojiet, kāpēc skaitļa nav."]
    }
    response = client.post(measure(row), data | {"missing_reason": "Zināma tikai pārmaiņa."}, follow=True)
    (message,) = response.context["messages"]
    assert message.level_tag == "warning"
    assert "saglabāts tikai teksts. „10 %-punkti” ziņojumā drukās tā, kā ierakstīts" in str(message)
    assert stored(row) == ("10 %-punkti", None, "")


def test_more_than_all_of_a_part_is_refused(client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT, own_name="Izglītojamo īpatsvars", baseline_value=None)
    response = client.post(measure(row), posted(printed="112%"))
    assert response.context["form"].errors == {"printed": ["Procentu vērtība nevar būt lielāka par 100."]}


@pytest.mark.parametrize("reason", ["", "Nav datu."])
def test_a_number_in_words_is_refused_with_and_without_a_reason(reason, client, row):
    response = client.post(measure(row), posted(printed="septiņdesmit", missing_reason=reason))
    sentence = "Skaitli rakstiet ar cipariem, piemēram, 70, nevis vārdiem."
    assert response.context["form"].errors == {"printed": [sentence]}
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("text", ["12+30", "365 un 50", "5–7"])
def test_figures_that_nobody_can_read_are_refused_even_with_a_reason(text, client, row):
    response = client.post(measure(row), posted(printed=text, missing_reason="Nav datu."))
    assert list(response.context["form"].errors) == ["printed"]


@pytest.mark.parametrize("text", ["N/A", "nav"])
def test_a_text_that_says_nothing_needs_a_reason(text, client, row):
    response = client.post(measure(row), posted(printed=text))
    assert response.context["form"].errors == {
        "printed": ["Ierakstiet vērtību vai tālāk paskaidrojiet, kāpēc tās nav."]
    }


# ---------------------------------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    ("text", "bound", "shown"),
    [
        ("< 5%", "below", "< 5 %"),
        ("līdz 5%", "up_to", "≤ 5 %"),
        ("> 5%", "above", "> 5 %"),
        ("vismaz 5%", "at_least", "≥ 5 %"),
        ("aptuveni 5%", "about", "≈ 5 %"),
    ],
)
def test_a_bound_is_kept_from_the_form_to_the_list_and_the_chart(text, bound, shown, client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT, baseline_value=20, baseline_printed="20%", direction=Direction.DOWN)
    assert client.post(measure(row), posted(printed=text)).status_code == 302
    assert stored(row) == (text, Decimal(5), bound)
    for name, args in (("indicators:list", []), ("indicators:row", [row.pk])):
        page = client.get(plan_url(name, row.indicator.plan, *args))
        assert shown in text_of(page)
    source = page.content.decode().replace("\xa0", " ").replace("&lt;", "<").replace("&gt;", ">")
    assert f">{shown.removesuffix(' %')}</text>" in source, "the chart's own label"
    assert f"2025: {shown}" in source, "the chart in words"


def test_a_bound_that_does_not_decide_is_not_comparable_and_says_why(client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT, baseline_value=3, baseline_printed="3%", direction=Direction.DOWN)
    response = client.post(measure(row), posted(printed="< 5%"), follow=True)
    assert "< 5 % – nav salīdzināms (vērtība ir < 5 %, bāzes vērtība 3 %: kura ir lielāka, nav zināms)." in text_of(
        response
    ).replace("\xa0", " ")
    assert IndicatorRow.objects.get().trend_for(2025) == Trend.NOT_COMPARABLE


def test_better_than_the_baseline_by_its_bound(client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT, baseline_value=5, baseline_printed="5%", direction=Direction.DOWN)
    client.post(measure(row), posted(printed="< 5%"))
    assert IndicatorRow.objects.get().trend_for(2025) == Trend.IMPROVING


@pytest.mark.parametrize("text", ["0", "0,00"])
def test_zero_is_a_value(text, client, row):
    assert client.post(measure(row), posted(printed=text)).status_code == 302
    assert stored(row) == (text, Decimal(0), "")


def test_per_mille_is_a_share_kept_as_printed(client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT)
    assert client.post(measure(row), posted(printed="6 ‰")).status_code == 302
    assert stored(row) == ("6 ‰", Decimal("0.6"), "")


def test_a_school_year_is_kept_as_such(client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT)
    response = client.post(measure(row, 2026), posted(printed="2025./2026. m. g. 6,1%"), follow=True)
    assert stored(row) == ("2025./2026. m. g. 6,1%", Decimal("6.1"), "")
    assert "Tekstā minēts" not in text_of(response)


def test_a_year_before_the_baseline_has_no_arrow(client, row):
    IndicatorRow.objects.update(baseline_year=2026)
    response = client.post(measure(row), posted(printed="3272"), follow=True)
    assert "nav salīdzināms (bāzes vērtība noteikta 2026. gadā)" in text_of(response)


# ---------------------------------------------------------------------------------------------------------- the row's form


def opened(client, row):
    """What the form holds when it is opened, ready to be posted."""
    form = client.get(edit(row)).context["form"]
    values = {field.name: field.value() for field in form}
    return {name: str(value) for name, value in values.items() if value not in (None, "", False)}


def test_a_baseline_in_doubt_is_asked_about(client, row, clean_markup):
    data = opened(client, row) | {"baseline_printed": "3.272 (2024)"}
    response = client.post(edit(row), data)
    assert response.status_code == 422
    assert options(response, "baseline_printed") == ("Ko nozīmē „3.272 (2024)”?", [("3 272", True), ("3,272", False)])
    clean_markup(response)
    data["baseline_printed_reading"] = key_of(response, "3 272", "baseline_printed")
    assert client.post(edit(row), data).status_code == 302
    after = IndicatorRow.objects.get()
    assert (after.baseline_printed, after.baseline_value, after.baseline_year) == ("3.272 (2024)", Decimal(3272), 2024)


def test_a_target_in_doubt_is_asked_about(client, row):
    data = opened(client, row) | {"target_2027_printed": "3.400"}
    response = client.post(edit(row), data)
    assert options(response, "target_2027_printed")[1] == [("3 400", True), ("3,4", False)]
    data["target_2027_printed_reading"] = key_of(response, "3 400", "target_2027_printed")
    assert client.post(edit(row), data).status_code == 302
    target = row.targets.get()
    assert (target.printed, target.kind, target.amount) == ("3.400", "value", Decimal(3400))


@pytest.mark.parametrize(
    ("printed", "kind", "amount"),
    [
        ("≥ 70%", "at_least", "70"),
        ("vismaz 70%", "at_least", "70"),
        ("> 70%", "above", "70"),
        ("± 2 procentpunkti", "within_points", "2"),
    ],
)
def test_a_target_keeps_its_bound_and_its_band(printed, kind, amount, client, row):
    IndicatorRow.objects.update(unit=Unit.PERCENT, baseline_value=60, baseline_printed="60%")
    data = opened(client, row) | {"target_2027_printed": printed}
    assert client.post(edit(row), data).status_code == 302
    target = row.targets.get()
    assert (target.printed, target.kind, target.amount) == (printed, kind, Decimal(amount))
    page = text_of(client.get(plan_url("indicators:list", row.indicator.plan)))
    assert printed in page
    assert ("= 58–62 %" in page.replace("\u2060", "")) == (kind == "within_points")


def test_the_typed_numbers_follow_a_text_that_changes(client, row):
    make.TargetFactory(row=row, year=2027, amount=3200, printed="3200")
    data = opened(client, row) | {"baseline_printed": "vismaz 3300 (2024)", "target_2027_printed": "< 3500"}
    response = client.post(edit(row), data, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Rādītājs 2 ir saglabāts."]
    after, target = IndicatorRow.objects.get(), row.targets.get()
    assert (after.baseline_value, after.baseline_bound, after.baseline_year) == (Decimal(3300), "at_least", 2024)
    assert (target.kind, target.amount) == ("below", Decimal(3500))


def test_a_bound_goes_with_its_text(client, row):
    IndicatorRow.objects.update(baseline_printed="vismaz 3165", baseline_bound="at_least")
    data = opened(client, row)
    assert client.post(edit(row), data | {"note": "Cita."}).status_code == 302
    assert IndicatorRow.objects.get().baseline_bound == "at_least"
    data = opened(client, row) | {"baseline_printed": "Mērījums nav veikts"}
    assert client.post(edit(row), data).status_code == 302
    after = IndicatorRow.objects.get()
    assert (after.baseline_value, after.baseline_bound) == (None, "")


def test_a_number_typed_beside_a_doubtful_text_decides(client, row):
    data = opened(client, row) | {"baseline_printed": "3.272 (2024)", "baseline_value": "3272"}
    assert client.post(edit(row), data).status_code == 302
    data = opened(client, row) | {"baseline_printed": "365 un 50 vecāki", "baseline_value": "415"}
    assert client.post(edit(row), data).status_code == 302
    after = IndicatorRow.objects.get()
    assert (after.baseline_printed, after.baseline_value) == ("365 un 50 vecāki", Decimal(415))


def test_what_cannot_be_read_is_refused_unless_a_number_stands_beside(client, row):
    response = client.post(edit(row), opened(client, row) | {"baseline_printed": "12+30", "target_2027_printed": "4-5"})
    sentence = "No šī teksta nevar nolasīt vienu skaitli. Izlabojiet tekstu vai ierakstiet skaitli tam blakus."
    assert response.context["form"].errors == {"baseline_printed": [sentence], "target_2027_printed": [sentence]}


def test_a_target_without_a_number_is_said_to_be_a_text(client, row):
    data = opened(client, row) | {"target_2027_printed": "kā iepriekš"}
    response = client.post(edit(row), data, follow=True)
    assert "2027. gada mērķis: tekstu drukās, bet skaitļa tajā nav, un aprēķinos to neizmanto." in text_of(response)
    assert row.targets.get().kind == "none"


def test_a_target_in_percent_of_a_count_is_refused(client, row):
    response = client.post(edit(row), opened(client, row) | {"target_2027_printed": "80%"})
    assert response.context["form"].errors == {
        "target_2027_printed": ["Šo rādītāju nemēra procentos; tā mērvienība ir: skaits."]
    }


# ------------------------------------------------------------------------------------------- targets of years off the list


def test_a_target_of_a_year_off_the_list_stands_in_form_and_list(client, row):
    make.TargetFactory(row=row, year=2028, amount=3300, printed="3300")
    plan = row.indicator.plan
    assert 'name="target_2028_printed"' in client.get(edit(row)).content.decode()
    response = client.get(plan_url("indicators:list", plan))
    assert response.context["target_years"] == [2027, 2028, 2029]
    assert 'data-label="Mērķis 2028"' in response.content.decode()
    assert "Mērķis 2028. gadam" in text_of(client.get(plan_url("indicators:row", plan, row.pk)))
    assert "Mērķis 2028. gadam" in text_of(client.get(measure(row)))


# ----------------------------------------------------------------------------------------- counts that point at a child


@pytest.mark.parametrize(
    ("unit", "name", "data", "said"),
    [
        (Unit.PERSONS, "Vecāki", {"printed": "3"}, "Skaits ir mazāks par 5"),
        (Unit.COUNT, "Izglītojamo skaits", {"printed": "3"}, "Skaits ir mazāks par 5"),
        (Unit.COUNT, "Programmu skaits", {"printed": "3"}, ""),
        (Unit.PERCENT, "Pārcelti", {"printed": "198 no 200"}, "Līdz visiem trūkst mazāk nekā 5"),
        (Unit.PERCENT, "Pārcelti", {"printed": "99%", "denominator": "200"}, "Līdz visiem trūkst mazāk nekā 5"),
        (Unit.PERCENT, "Pārcelti", {"printed": "1%", "denominator": "200"}, "Skaits ir mazāks par 5"),
        (Unit.PERCENT, "Pārcelti", {"printed": "50%", "denominator": "200"}, ""),
        (Unit.PERCENT, "Pārcelti", {"printed": "50%", "note": "Divi skolēni aizbrauca."}, "„Divi skolēni”"),
    ],
)
def test_a_count_that_points_at_a_child_is_warned_about(unit, name, data, said, client, row):
    IndicatorRow.objects.update(unit=unit, own_name=name, baseline_value=None, baseline_printed="")
    response = client.post(measure(row), posted(**data), follow=True)
    warnings = [str(message) for message in response.context["messages"] if message.level_tag == "warning"]
    assert bool(warnings) == bool(said), warnings
    assert all(said in warning for warning in warnings)

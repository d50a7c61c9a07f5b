"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django import forms

from pmp.common.doubts import AsksInDoubt, InDoubt
from pmp.common.fields import NumberField
from pmp.common.reading import Kind


@pytest.fixture
def field():
    return NumberField(required=False, max_digits=12, decimal_places=2, min_value=Decimal(0), kind=Kind.MONEY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1234,5", "1234.5"),
        ("1 234,50", "1234.50"),
        ("1234.5", "1234.5"),
        ("1\u00a0234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("12.345.678,9", "12345678.9"),
        ("300", "300"),
        (" 300 EUR ", "300"),
        ("300 eur", "300"),
        ("300€", "300"),
        ("0,00", "0.00"),
        ("+5", "5"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,2 milj. EUR", "1200000"),
        ("3,2 tūkst.", "3200"),
        ("0", "0"),
    ],
)
def test_understood(field, typed, expected):
    assert field.clean(typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_nothing(field, typed):
    assert field.clean(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("daudz", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("1,2,3", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("12..5", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("NaN", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("Infinity", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("1e5", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("300 USD", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("-5", "Skaitlis nevar būt mazāks par 0."),
        ("−5", "Skaitlis nevar būt mazāks par 0."),
        ("1234,567", "Aiz komata var būt ne vairāk kā 2 cipari."),
        ("< 500", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("aptuveni 500 EUR", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("500 no 900", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("12%", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("12+30", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("12345678901,00", "Skaitlis ir pārāk liels."),
        ("1234567890123", "Skaitlis ir pārāk liels."),
    ],
)
def test_refused_with_a_sentence(field, typed, sentence):
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(typed)
    assert refusal.value.messages == [sentence]


def test_shown_with_a_comma(field):
    class Form(forms.Form):
        spent = field

    assert 'value="1234,50"' in str(Form(initial={"spent": Decimal("1234.50")})["spent"])
    assert 'value="1 234,5"' in str(Form({"spent": "1 234,5"})["spent"])


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1.234", {"1\u00a0234,00\u00a0EUR": "1234.00", "1,234\u00a0EUR, ierakstīs 1,23\u00a0EUR": "1.23"}),
        ("1,234", {"1,234\u00a0EUR, ierakstīs 1,23\u00a0EUR": "1.23", "1\u00a0234,00\u00a0EUR": "1234.00"}),
        ("85, 5", {"85,50\u00a0EUR": "85.50", "85,00\u00a0EUR": "85.00"}),
    ],
)
def test_an_amount_with_two_meanings_is_asked_about(field, typed, readings):
    with pytest.raises(InDoubt) as refusal:
        field.clean(typed)
    assert refusal.value.messages == [f"Ko nozīmē „{typed}”?"]
    found = refusal.value.doubt.readings
    assert {reading.in_words(Kind.MONEY): str(reading.value) for reading in found} == readings
    assert list(readings) == [reading.in_words(Kind.MONEY) for reading in found], "the likeliest first"
    assert not refusal.value.doubt.is_safe


class Spent(AsksInDoubt, forms.Form):
    spent = NumberField(required=False, max_digits=6, decimal_places=2, min_value=Decimal(0), kind=Kind.MONEY)


def test_an_answer_takes_the_place_of_the_doubt():
    form = Spent({"spent": "1.234", "spent_reading": "value:1234.00"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"spent": Decimal("1234.00")}
    assert form["spent"].value() == "1.234"


@pytest.mark.parametrize("answer", [None, "", "value:99.00", "value:1.234"])
def test_without_an_answer_of_this_text_the_form_asks(answer):
    form = Spent({"spent": "1.234"} | ({} if answer is None else {"spent_reading": answer}))
    assert form.errors == {"spent": ["Ko nozīmē „1.234”?"]}
    question = form.fields["spent"].question
    assert (question.name, question.is_open) == ("spent_reading", True)
    assert [chosen for _, _, chosen in question.options] == [False, False]


def test_an_answer_must_fit_the_field_like_any_other_number():
    form = Spent({"spent": "123.456", "spent_reading": "value:123456.00"})
    assert form.errors == {"spent": ["Skaitlis ir pārāk liels."]}
    assert not form.fields["spent"].question.is_open, "it is answered; what is wrong now is something else"


def test_one_form_does_not_ask_for_another():
    assert not Spent({"spent": "1.234"}).is_valid()
    assert not hasattr(Spent({"spent": "5"}).fields["spent"], "question")

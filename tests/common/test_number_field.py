"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django import forms

from pmp.common.fields import NumberField


@pytest.fixture
def field():
    return NumberField(required=False, max_digits=12, decimal_places=2, min_value=Decimal(0), units=("EUR", "€"))


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
        ("1,234.50", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("12..5", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("NaN", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("Infinity", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("1e5", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("300 USD", "Ierakstiet skaitli, piemēram, 1234,50."),
        ("-5", "Skaitlis nevar būt mazāks par 0."),
        ("−5", "Skaitlis nevar būt mazāks par 0."),
        ("1,234", "Aiz komata var būt ne vairāk kā 2 cipari."),
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

"""Form fields for what people type."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django import forms

from pmp.common.doubts import InDoubt
from pmp.common.reading import Asked, Doubt, Kind, Place, Refusal, read
from pmp.common.reading.results import each
from pmp.common.wording import NBSP, lv_number


class LineEnds:
    """For forms: browsers end lines with two characters, stored texts with one; unchanged text must stay unchanged."""

    def clean(self):
        """Cleaned data with one kind of line end."""
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n").replace("\r", "\n")
        return self.cleaned_data


class NumberField(forms.DecimalField):
    """A number with a decimal comma or point, blanks for thousands, and its unit behind it if somebody types that too.

    ``1234,5``, ``1 234,50``, ``1234.5``, ``1.234,50 EUR`` and ``3,2 tūkst.`` are understood; ``1.234`` is asked about. What is
    shown has a comma.
    """

    default_error_messages = {
        "invalid": "Ierakstiet skaitli, piemēram, 1234,50.",
        "min_value": "Skaitlis nevar būt mazāks par %(limit_value)s.",
        "max_decimal_places": "Aiz komata var būt ne vairāk kā %(max)s cipari.",
        "max_digits": "Skaitlis ir pārāk liels.",
        "max_whole_digits": "Skaitlis ir pārāk liels.",
    }

    def __init__(self, *, kind: Kind = Kind.OTHER, **kwargs):
        self.kind = kind
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(localize=True, **kwargs)

    def to_python(self, value):
        """The exact number, or None for an empty field; raises ``InDoubt`` where there are two."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = value.strip()
        if not text:
            return None
        found = self._read(text)
        if isinstance(found, Doubt):
            raise InDoubt(found, self.kind)
        if isinstance(found, Refusal):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(found.value)

    def _read(self, text):
        found = read(text.removeprefix("+"), Asked(kind=self.kind, place=Place.NUMBER))
        if self.kind != Kind.MONEY:
            return found
        return each(found, _in_cents) if isinstance(found, Doubt) else found


def _in_cents(reading):
    """Of the readings of an amount in doubt, one with more decimals is rounded, and says so."""
    cents = reading.value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if cents == reading.value:
        return replace(reading, value=cents)
    said = f"{lv_number(reading.value)}{NBSP}EUR, ierakstīs {lv_number(cents, 2)}{NBSP}EUR"
    return replace(reading, value=cents, said=said)

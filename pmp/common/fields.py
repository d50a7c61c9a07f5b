"""Form fields for what people type."""

import re

from django import forms

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"[-+−]?\d+([.,]\d+)?")
_POINTS_FOR_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(\.\d{3})+,\d+")


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

    ``1234,5``, ``1 234,50``, ``1234.5`` and ``1.234,50 EUR`` are understood. What is shown has a comma.
    """

    default_error_messages = {
        "invalid": "Ierakstiet skaitli, piemēram, 1234,50.",
        "min_value": "Skaitlis nevar būt mazāks par %(limit_value)s.",
        "max_decimal_places": "Aiz komata var būt ne vairāk kā %(max)s cipari.",
        "max_digits": "Skaitlis ir pārāk liels.",
        "max_whole_digits": "Skaitlis ir pārāk liels.",
    }

    def __init__(self, *, units=(), **kwargs):
        self.units = units
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(localize=True, **kwargs)

    def to_python(self, value):
        """The exact number, or None for an empty field."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = self._without_units(_BLANKS.sub("", value))
        if _POINTS_FOR_THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if text and not _NUMBER.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text.replace("−", "-"))

    def _without_units(self, text):
        for unit in self.units:
            if text.casefold().endswith(unit.casefold()):
                text = text[: -len(unit)]
        return text

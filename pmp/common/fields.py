"""Form fields for what people type."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator

from pmp.common.doubts import InDoubt
from pmp.common.reading import Asked, Doubt, Kind, Place, Refusal, read
from pmp.common.reading.results import each
from pmp.common.texts import LINE, LONG_TEXT, tidy, too_long
from pmp.common.wording import NBSP, lv_number

#: What a column of whole numbers can hold.
LARGEST = 2**31 - 1


class TidyForm:
    """For every form: what was typed or pasted is tidied on its way in, and no field is without limit.

    A value that was sent twice counts once. Passwords stay as they were typed. A text that has no length of its own has
    that of ``pmp.common.texts``, a list too; the browser counts along by ``data-limit`` (``app.js``) instead of cutting off.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            kept = {name for name, field in self.fields.items() if isinstance(field.widget, forms.PasswordInput)}
            self.data = _tidied(self.data, kept)

    def __getitem__(self, name):
        """A field as it is shown and cleaned; by here comes also one that a form adds later."""
        if name in self.fields:
            _limit(self.fields[name])
        return super().__getitem__(name)

    def clean(self):
        """Cleaned data without a list that is too long."""
        super().clean()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, list) and (sentence := too_long(value)):
                self.add_error(name, sentence)
        return self.cleaned_data


def _tidied(data, kept):
    """Sent data with tidy texts, each value of a name once; those of the ``kept`` names as they are."""
    if not hasattr(data, "setlist"):
        return {
            name: tidy(value) if isinstance(value, str) and name not in kept else value for name, value in data.items()
        }
    tidied = data.copy()
    for name, values in data.lists():
        tidied.setlist(name, list(dict.fromkeys(values if name in kept else map(tidy, values))))
    return tidied


class LengthLimit(MaxLengthValidator):
    """A text is not longer than its limit."""

    def __call__(self, value):
        if sentence := too_long(value, self.limit_value):
            raise forms.ValidationError(sentence, code=self.code)


def _limit(field):
    """Give a field the limits that it lacks, and our sentences to those it has."""
    if isinstance(field, forms.CharField):
        if field.max_length is None:
            field.max_length = LONG_TEXT if isinstance(field.widget, forms.Textarea) else LINE
            field.widget.attrs["data-limit"] = field.max_length
        if not any(isinstance(each, LengthLimit) for each in field.validators):
            others = [each for each in field.validators if not isinstance(each, MaxLengthValidator)]
            field.validators = [*others, LengthLimit(field.max_length)]
    elif (
        isinstance(field, forms.IntegerField) and field.max_value is None and not isinstance(field, forms.DecimalField)
    ):
        field.max_value = LARGEST
        field.validators.append(MaxValueValidator(LARGEST, "Skaitlis ir pārāk liels."))


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

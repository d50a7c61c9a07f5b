"""Entering a year's value, and editing an indicator's own fields."""

import re
from decimal import Decimal

from django import forms
from django.utils import timezone

from indicators.enums import Unit
from indicators.figures import DASHES, lv_decimal, with_unit
from indicators.models import IndicatorRow, Measurement
from indicators.parsing import ParsedValue, parse_value, percentage
from pmp.common.fields import NumberField, TidyForm

#: What a stored number can hold (``models.value_field``).
MAX_DIGITS, DECIMAL_PLACES = 14, 4
#: Counts from one to four could point at a child.
SMALL = 5

UNREADABLE = (
    "No šī teksta nevar nolasīt vienu skaitli. Ierakstiet, piemēram, 6,26% vai 203 no 3241, vai tālāk paskaidrojiet,"
    " kāpēc vērtības nav."
)
NO_PUPILS = "Nerakstiet izglītojamo vārdus vai citas ziņas, pēc kurām bērnu var atpazīt."


def number_field(label, *, help_text="", **kwargs):
    """An optional number of an indicator: decimal comma or point, blanks for thousands."""
    return NumberField(
        label=label, help_text=help_text, required=False, max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES, **kwargs
    )


def text_field(label, *, help_text="", rows=3, required=False):
    """An optional text of several lines."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


def plain(number: Decimal | None) -> Decimal | None:
    """A stored number without needless zeros, as a form shows it."""
    return None if number is None else Decimal(f"{number.normalize():f}")


def fits(number: Decimal) -> bool:
    """Whether the database can hold the number exactly."""
    exponent = -number.as_tuple().exponent
    return exponent <= DECIMAL_PLACES and number.adjusted() < MAX_DIGITS - DECIMAL_PLACES


class MeasurementForm(TidyForm, forms.Form):
    """What was measured for one year; carries the version it was opened with.

    After ``is_valid``: ``measured()`` is what ``domain.measure`` stores, ``warnings`` are sentences on what is odd.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    printed = forms.CharField(
        label="Vērtība",
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    numerator = number_field("Skaitītājs", min_value=Decimal(0), help_text="Cik vienību atbilst, piemēram, 203.")
    denominator = number_field("Saucējs", min_value=Decimal(0), help_text="Cik vienību ir pavisam, piemēram, 3241.")
    note = text_field("Piezīmes un skaidrojums", help_text=NO_PUPILS, rows=6)
    missing_reason = text_field("Kāpēc vērtības nav", help_text="Aizpildiet tikai tad, ja vērtības nav.")

    def __init__(self, *args, row: IndicatorRow, year: int, stored: Measurement | None = None, initial=None, **kwargs):
        self.row, self.year, self.stored, self.warnings, self.value = row, year, stored, [], None
        super().__init__(*args, initial={**measurement_values(stored), **(initial or {})}, **kwargs)
        self.fields["printed"].help_text = _value_help(row.unit)
        if row.unit != Unit.PERCENT and not (stored and (stored.numerator or stored.denominator)):
            del self.fields["numerator"], self.fields["denominator"]

    @property
    def parts(self) -> list:
        """The fields of the fraction; none where the row is a mere count."""
        return [self[name] for name in ("numerator", "denominator") if name in self.fields]

    def clean(self):
        """Reads the value, and says what cannot be."""
        cleaned = super().clean()
        parsed = parse_value(cleaned.get("printed", ""))
        if not self.errors:
            self._take_parts(parsed)
        if "printed" not in self.errors:
            self._take_value(parsed)
        if not self.errors:
            self._check_reason()
        if not self.errors and self.value is not None:
            self._warn(parsed)
        return self.cleaned_data

    def measured(self) -> dict:
        """The fields that ``domain.measure`` stores."""
        fields = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        if not fields["printed"] and self.stored and self.stored.printed.strip() in DASHES:
            # The document's own dash for nothing is not shown in the field; it is not lost by that.
            fields["printed"] = self.stored.printed
        return {"value": self.value} | fields

    @property
    def _fraction(self):
        return self.cleaned_data.get("numerator"), self.cleaned_data.get("denominator")

    def _take_parts(self, parsed):
        """The fraction, from its own fields or from the text; the two must agree."""
        for name in [field.name for field in self.parts]:
            typed, read = self.cleaned_data[name], getattr(parsed, name)
            if typed is None:
                self.cleaned_data[name] = read
            elif read is not None and read != typed:
                self.add_error(name, f"Vērtības laukā ierakstīts {lv_decimal(read)}, šeit – {lv_decimal(typed)}.")
        if self.errors:
            return
        numerator, denominator = self._fraction
        if denominator == 0:
            self.add_error("denominator", "Saucējam jābūt lielākam par nulli.")
        elif numerator is not None and denominator is not None and numerator > denominator:
            self.add_error("numerator", f"Skaitītājs nevar būt lielāks par saucēju ({lv_decimal(denominator)}).")

    def _take_value(self, parsed: ParsedValue):
        """The number in the row's unit, and the text it is printed by: "6,26" and "203 no 3241" become "6,26%"."""
        printed, percent = self.cleaned_data["printed"].strip(), self.row.unit == Unit.PERCENT
        value = parsed.value_in(self.row.unit)
        if value is None and not printed and percent:
            value = percentage(*self._fraction)
        if value is None:
            if re.search("[0-9]", printed) and not self.cleaned_data.get("missing_reason"):
                self.add_error("printed", UNREADABLE)
            return
        if complaint := self._complaint(value, parsed):
            self.add_error("printed", complaint)
            return
        only_parts = parsed.value is None
        if percent and (only_parts or not (parsed.unit_sign or parsed.says_more)):
            self.cleaned_data["printed"] = f"{lv_decimal(value)}%" if only_parts else f"{printed}%"
        self.value = value

    def _complaint(self, value, parsed):
        """Why a value cannot be one of this row; None where it can."""
        unit, sign = self.row.unit, parsed.unit_sign
        if not fits(value):
            return "Skaitlim var būt ne vairāk kā 10 cipari pirms komata un 4 aiz tā."
        if value < 0:
            return "Vērtība nevar būt negatīva."
        if unit == Unit.PERCENT and value > 100:
            return "Procentu vērtība nevar būt lielāka par 100."
        if unit == Unit.PERCENT and sign not in ("", "%"):
            return f"Šo rādītāju mēra procentos, bet ierakstīts: {sign}."
        if unit != Unit.PERCENT and sign == "%":
            return f"Šo rādītāju nemēra procentos; tā mērvienība ir: {self.row.get_unit_display()}."
        if unit in (Unit.PERSONS, Unit.FAMILIES) and value != value.to_integral_value():
            return f"Mērvienība ir: {self.row.get_unit_display()}, tāpēc vērtībai jābūt veselam skaitlim."
        return None

    def _check_reason(self):
        reason = self.cleaned_data["missing_reason"]
        if self.value is None and not reason:
            self.add_error("printed", "Ierakstiet vērtību vai tālāk paskaidrojiet, kāpēc tās nav.")
        elif self.value is not None and reason:
            self.add_error(
                "missing_reason", "Vērtība ir ierakstīta, tāpēc iemesls nav vajadzīgs: izdzēsiet vienu no abiem."
            )

    def _warn(self, parsed):
        """What is odd but possible."""
        numerator, denominator = self._fraction
        part = percentage(numerator, denominator)
        if self.row.unit == Unit.PERCENT and part is not None and _rounded(part, self.value) != self.value:
            self.warnings.append(
                f"{lv_decimal(numerator)} no {lv_decimal(denominator)} ir {with_unit(part, Unit.PERCENT)},"
                f" bet ierakstīts {with_unit(self.value, Unit.PERCENT)}. Pārbaudiet, kurš ir pareizais."
            )
        if self.year > timezone.localdate().year:
            self.warnings.append(f"{self.year}. gads vēl nav sācies.")
        if parsed.year is not None and parsed.year != self.year:
            self.warnings.append(f"Tekstā minēts {parsed.year}. gads, bet vērtība ierakstīta {self.year}. gadam.")
        counts = [numerator, self.value if self.row.unit in (Unit.PERSONS, Unit.FAMILIES) else None]
        if any(count is not None and 0 < count < SMALL for count in counts):
            self.warnings.append(
                "Skaits ir mazāks par 5: ja tie ir izglītojamie, pēc tā var atpazīt bērnu. Apsveriet, vai to publicēt."
            )


def measurement_values(measurement: Measurement | None) -> dict:
    """What is stored, by field name of ``MeasurementForm``; empty values where nothing has been entered."""
    stored = measurement or Measurement()
    return {
        "version": measurement.version if measurement else 0,
        "printed": shown_text(stored.printed, stored.value),
        "numerator": plain(stored.numerator),
        "denominator": plain(stored.denominator),
        "note": stored.note,
        "missing_reason": stored.missing_reason,
    }


def shown_text(printed: str, value) -> str:
    """What the field of a value shows: the printed text, else the number; the document's dash for nothing is left out."""
    text = printed or lv_decimal(value if value is None else Decimal(value))
    return "" if value is None and text.strip() in DASHES else text


def _value_help(unit):
    if unit == Unit.PERCENT:
        return "Tā, kā to rakstīsiet ziņojumā: 6,26% vai 203 no 3241 (procentus aprēķinās)."
    return (
        f"Mērvienība: {Unit(unit).label}. Piemēram, 1 250 vai 12,5."
        if unit != Unit.PERSONS
        else ("Mērvienība: personas. Piemēram, 415.")
    )


def _rounded(part, value):
    """A computed percentage with as many decimals as were typed."""
    return round(part, max(-value.normalize().as_tuple().exponent, 0))

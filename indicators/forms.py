"""Entering a year's value, and editing an indicator's own fields."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from indicators.enums import Unit
from indicators.figures import DASHES, lv_decimal, with_unit
from indicators.models import IndicatorRow, Measurement
from indicators.reading import kind_of, read_value
from pmp.common.doubts import AsksInDoubt
from pmp.common.fields import NumberField, TidyForm
from pmp.common.reading import Doubt, Kind, Reading, Refusal, Shape, percentage
from pmp.common.small_counts import points_at_child, small_counts_sentence, speaks_of_pupils

#: What a stored number can hold (``models.value_field``).
MAX_DIGITS, DECIMAL_PLACES = 14, 4

WHAT_TO_DO = "Ierakstiet, piemēram, 6,26% vai 203 no 3241, vai tālāk paskaidrojiet, kāpēc vērtības nav."
POINTS_AT_CHILD = "ja tie ir izglītojamie, pēc tā var atpazīt bērnu. Apsveriet, vai to publicēt."
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


def of_whole(label, *, help_text=""):
    """One part of a share: a count of whole things, so that 3.241 is 3241."""
    return number_field(label, help_text=help_text, min_value=Decimal(0), kind=Kind.PEOPLE)


def fits(number: Decimal) -> bool:
    """Whether the database can hold the number exactly."""
    exponent = -number.as_tuple().exponent
    return exponent <= DECIMAL_PLACES and number.adjusted() < MAX_DIGITS - DECIMAL_PLACES


def wrong_unit(reading: Reading, unit: Unit | str) -> str:
    """Why the unit that is written beside a figure cannot be; empty where it can."""
    if unit == Unit.PERCENT and reading.sign not in ("", "%"):
        return f"Šo rādītāju mēra procentos, bet ierakstīts: {reading.sign}."
    if unit != Unit.PERCENT and reading.sign == "%":
        return f"Šo rādītāju nemēra procentos; tā mērvienība ir: {Unit(unit).label}."
    if unit in (Unit.PERSONS, Unit.FAMILIES) and reading.value != reading.value.to_integral_value():
        return f"Mērvienība ir: {Unit(unit).label}, tāpēc vērtībai jābūt veselam skaitlim."
    return ""


class MeasurementForm(AsksInDoubt, TidyForm, forms.Form):
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
    numerator = of_whole("Skaitītājs", help_text="Cik vienību atbilst, piemēram, 203.")
    denominator = of_whole("Saucējs", help_text="Cik vienību ir pavisam, piemēram, 3241.")
    note = text_field("Piezīmes un skaidrojums", help_text=NO_PUPILS, rows=6)
    missing_reason = text_field("Kāpēc vērtības nav", help_text="Aizpildiet tikai tad, ja vērtības nav.")

    def __init__(self, *args, row: IndicatorRow, year: int, stored: Measurement | None = None, initial=None, **kwargs):
        self.row, self.year, self.stored, self.warnings = row, year, stored, []
        self.value, self.bound = None, ""
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
        super().clean()
        reading = self._read() if "printed" in self.cleaned_data else None
        if not set(self.errors) - {"printed"}:
            self._take_parts(reading or Reading())
        if reading and "printed" not in self.errors:
            self._take_value(reading)
        if not self.errors:
            self._check_reason(reading)
        if not self.errors and self.value is not None:
            self._warn(reading)
        return self.cleaned_data

    def measured(self) -> dict:
        """The fields that ``domain.measure`` stores."""
        fields = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        if not fields["printed"] and self.stored and self.stored.printed.strip() in DASHES:
            # The document's own dash for nothing is not shown in the field; it is not lost by that.
            fields["printed"] = self.stored.printed
        return {"value": self.value, "bound": self.bound} | fields

    @property
    def _fraction(self):
        return self.cleaned_data.get("numerator"), self.cleaned_data.get("denominator")

    def _read(self) -> Reading | None:
        """What the text says; None where it was refused or is asked about. What is stored with the same text is not asked again."""
        printed = self.cleaned_data["printed"].strip()
        if printed in DASHES:
            return Reading(shape=Shape.TEXT)
        found = read_value(self.row, printed, year=self.year)
        is_same = bool(self.stored) and printed == self.stored.printed.strip()
        if isinstance(found, Refusal):
            if is_same:
                return Reading(self.stored.value, Shape(self.stored.bound or Shape.EXACT), says_more=True)
            self.add_error(
                "printed", f"{found.sentence} {WHAT_TO_DO}" if found.sentence.startswith("No šī") else found.sentence
            )
            return None
        if isinstance(found, Doubt):
            kept = found.known(self.stored.value, self.stored.bound) if is_same else None
            return kept or self.settle("printed", found, kind_of(self.row.name, self.row.unit))
        return found

    def _take_parts(self, reading):
        """The fraction, from its own fields or from the text; the two must agree."""
        for name in [field.name for field in self.parts]:
            typed, read = self.cleaned_data[name], getattr(reading, name)
            if typed is None:
                self.cleaned_data[name] = read
            elif read is not None and read != typed:
                self.add_error(name, f"Vērtības laukā ierakstīts {lv_decimal(read)}, šeit – {lv_decimal(typed)}.")
        if set(self.errors) - {"printed"}:
            return
        numerator, denominator = self._fraction
        if denominator == 0:
            self.add_error("denominator", "Saucējam jābūt lielākam par nulli.")
        elif numerator is not None and denominator is not None and numerator > denominator:
            self.add_error("numerator", f"Skaitītājs nevar būt lielāks par saucēju ({lv_decimal(denominator)}).")

    def _take_value(self, reading: Reading):
        """The number in the row's unit, and the text it is printed by: "6,26" and "203 no 3241" become "6,26%"."""
        printed, percent = self.cleaned_data["printed"].strip(), self.row.unit == Unit.PERCENT
        value = reading.value
        if value is None and not printed and percent:
            value = percentage(*self._fraction)
        if value is None:
            return
        if complaint := self._complaint(value, reading):
            self.add_error("printed", complaint)
            return
        only_parts = reading.value is None or reading.counts_only
        if percent and (only_parts or not (reading.sign or reading.says_more)):
            self.cleaned_data["printed"] = f"{lv_decimal(value)}%" if only_parts else f"{printed}%"
        self.value, self.bound = value, reading.bound

    def _complaint(self, value, reading):
        """Why a value cannot be one of this row; empty where it can."""
        if not fits(value):
            return "Skaitlim var būt ne vairāk kā 10 cipari pirms komata un 4 aiz tā."
        if value < 0:
            return "Vērtība nevar būt negatīva."
        return "" if reading.value is None else wrong_unit(reading, self.row.unit)

    def _check_reason(self, reading):
        reason, printed = self.cleaned_data["missing_reason"], self.cleaned_data["printed"]
        if self.value is not None and reason:
            self.add_error(
                "missing_reason", "Vērtība ir ierakstīta, tāpēc iemesls nav vajadzīgs: izdzēsiet vienu no abiem."
            )
        elif self.value is None and not reason and any(letter.isdigit() for letter in printed) and reading.said:
            self.add_error("missing_reason", "Paturēts tikai teksts, tāpēc paskaidrojiet, kāpēc skaitļa nav.")
        elif self.value is None and not reason:
            self.add_error("printed", "Ierakstiet vērtību vai tālāk paskaidrojiet, kāpēc tās nav.")

    def _warn(self, reading):
        """What is odd but possible."""
        numerator, denominator = self._fraction
        part = percentage(numerator, denominator)
        is_exact_share = self.row.unit == Unit.PERCENT and part is not None and not self.bound
        if is_exact_share and _rounded(part, self.value) != self.value:
            self.warnings.append(
                f"{lv_decimal(numerator)} no {lv_decimal(denominator)} ir {with_unit(part, Unit.PERCENT)},"
                f" bet ierakstīts {with_unit(self.value, Unit.PERCENT)}. Pārbaudiet, kurš ir pareizais."
            )
        if self.year > timezone.localdate().year:
            self.warnings.append(f"{self.year}. gads vēl nav sācies.")
        if reading.year is not None and reading.year != self.year:
            self.warnings.append(f"Tekstā minēts {reading.year}. gads, bet vērtība ierakstīta {self.year}. gadam.")
        self.warnings += self._small_counts(numerator, denominator)

    def _small_counts(self, numerator, denominator):
        """Sentences on counts that could point at a child: typed, worked out, or in the texts."""
        count, unit = numerator, self.row.unit
        if unit == Unit.PERCENT and count is None and denominator is not None:
            count = (self.value * denominator / 100).to_integral_value()
        elif unit in (Unit.PERSONS, Unit.FAMILIES) or (unit == Unit.COUNT and speaks_of_pupils(self.row.name)):
            count = self.value
        if points_at_child(count):
            yield f"Skaits ir mazāks par 5: {POINTS_AT_CHILD}"
        elif points_at_child(count, denominator):
            yield f"Līdz visiem trūkst mazāk nekā 5: {POINTS_AT_CHILD}"
        if sentence := small_counts_sentence(self.cleaned_data["printed"], self.cleaned_data["note"]):
            yield capfirst(sentence)


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

"""Editing an indicator's own fields: the printed text beside what can be computed with."""

from decimal import Decimal

from django import forms
from django.utils.text import capfirst

from indicators.domain import INDICATOR_FIELDS, TARGET_FIELDS, row_values
from indicators.enums import Direction, TargetKind, Unit
from indicators.figures import lv_decimal, year_in_words
from indicators.forms import fits, number_field, plain, text_field
from indicators.models import IndicatorRow
from indicators.parsing import parse_target, parse_value
from plans.enums import PreventionLevel
from pmp.common.fields import TidyForm
from pmp.common.numbers import is_taken

KINDS_WITHOUT_AMOUNT = {TargetKind.DIRECTION, TargetKind.TO_BE_SET, TargetKind.NONE}


def _choices(enum):
    return [(value, capfirst(label)) for value, label in enum.choices]


def _choice(label, choices, required=True):
    message = "Izvēlieties vienu no piedāvātajām vērtībām."
    errors = {"invalid_choice": message, "required": message}
    return forms.ChoiceField(label=label, choices=choices, required=required, error_messages=errors)


def _line(label, *, max_length, required=False, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=max_length,
        help_text=help_text,
        error_messages={"required": f"{label}: šo lauku nevar atstāt tukšu."},
    )


class RowForm(TidyForm, forms.Form):
    """One row's fields, its indicator's own ones at the first row, and a target for each target year.

    Empty typed fields are read from the printed text. After ``is_valid``: ``values()`` is what ``domain.RowEdit``
    stores, ``warnings`` are sentences on where a typed value contradicts its printed text.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    number = _line("Numurs", max_length=20, required=True)
    level = _choice("Prevencijas līmenis", [(level.value, f"{level.roman} {level.label}") for level in PreventionLevel])
    name = text_field("Nosaukums", required=True)
    code = _line("Valsts rādītāja kods", max_length=20, help_text="Piemēram, VAI018.")
    label = text_field(
        "Rindas apzīmējums", rows=1, help_text="Ja rādītājam ir vairākas rindas, piemēram, „psk. posmā”."
    )
    own_name = text_field("Rindas nosaukums", help_text="Tikai ja šai rindai ir savs nosaukums.")
    own_code = _line("Rindas valsts kods", max_length=20)
    unit = _choice("Mērvienība", _choices(Unit))
    direction = _choice("Vēlamais virziens", _choices(Direction))
    tolerance = number_field("Pielaide, % no bāzes vērtības", min_value=0, help_text="Tikai rādītājam, kas jāsaglabā.")
    baseline_printed = text_field("Bāzes vērtība, kā dokumentā", rows=1)
    baseline_value = number_field("Bāzes vērtība (skaitlis)")
    baseline_year = forms.IntegerField(
        label="Gads",
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Mācību gadam – gads, kurā tas beidzas.",
        error_messages={
            "invalid": "Ierakstiet gadu ar četriem cipariem.",
            "min_value": "Gads nevar būt agrāks par 2000.",
            "max_value": "Gads nevar būt vēlāks par 2100.",
        },
    )
    baseline_is_school_year = forms.BooleanField(label="Par mācību gadu", required=False)
    baseline_numerator = number_field("Skaitītājs", min_value=0)
    baseline_denominator = number_field("Saucējs", min_value=0)
    sources_text = text_field("Datu avoti", help_text="Katrs avots savā rindā.")
    note = text_field("Piezīme par avotu", help_text="Ja dokumentā kas nesakrīt, pasakiet to vienā teikumā.")

    def __init__(self, *args, row: IndicatorRow, years: list[int], initial=None, **kwargs):
        self.row, self.years, self.warnings = row, years, []
        super().__init__(*args, initial={**shown(row, years), **(initial or {})}, **kwargs)
        for year in years:
            self._add_target(year)
        if not row.is_first:
            for name in INDICATOR_FIELDS:
                del self.fields[name]

    def _add_target(self, year):
        self.fields[f"target_{year}_printed"] = text_field(f"{year}. gada mērķis, kā dokumentā", rows=1)
        kinds = [("", "Nolasīt no teksta"), *_choices(TargetKind)]
        self.fields[f"target_{year}_kind"] = _choice(f"{year}. gada mērķa veids", kinds, required=False)
        self.fields[f"target_{year}_amount"] = number_field(f"{year}. gada mērķa skaitlis")

    @property
    def indicator_fields(self) -> list:
        """The fields of the numbered indicator; none at a later row."""
        return [self[name] for name in INDICATOR_FIELDS if name in self.fields]

    @property
    def target_groups(self) -> list[tuple[int, list]]:
        """Target years with their fields."""
        return [(year, [self[f"target_{year}_{name}"] for name in TARGET_FIELDS]) for year in self.years]

    def clean(self):
        """Reads what was left empty, and says what contradicts."""
        super().clean()
        self._check_number()
        self._check_tolerance()
        if not self.errors:
            self._read_baseline()
        for year in self.years:
            self._read_target(year)
        return self.cleaned_data

    def values(self) -> dict:
        """By the names of ``domain.RowEdit``: what was typed and read; the form must be valid."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}

    def _check_number(self):
        number = self.cleaned_data.get("number")
        if number and is_taken(number, self.row.indicator, self.row.indicator.plan.indicators):
            self.add_error("number", f"Rādītājs ar numuru {number} šajā plānā jau ir.")

    def _check_tolerance(self):
        tolerance, direction = self.cleaned_data.get("tolerance"), self.cleaned_data.get("direction")
        if tolerance is not None and direction != Direction.HOLD:
            self.add_error("tolerance", "Pielaidi norāda tikai rādītājam, kas jāsaglabā.")
        elif tolerance is not None and tolerance >= 1000:
            self.add_error("tolerance", "Pielaidei jābūt mazākai par 1000%.")

    def _read_baseline(self):
        data = self.cleaned_data
        parsed = parse_value(data["baseline_printed"])
        read = {
            "baseline_value": parsed.value_in(data["unit"]),
            "baseline_year": parsed.year,
            "baseline_numerator": parsed.numerator,
            "baseline_denominator": parsed.denominator,
        }
        if data["baseline_year"] is None:
            data["baseline_is_school_year"] = parsed.school_year
        for name, value in read.items():
            if data[name] is None and value is not None and (name == "baseline_year" or fits(value)):
                data[name] = value
            elif value is not None and data[name] != value:
                self._warn(self.fields[name].label, _in_words(name, value), _in_words(name, data[name]))
        if data["baseline_denominator"] == 0:
            self.add_error("baseline_denominator", "Saucējam jābūt lielākam par nulli.")

    def _read_target(self, year):
        if any(f"target_{year}_{name}" in self.errors for name in TARGET_FIELDS):
            return
        printed, kind, amount = (self.cleaned_data.get(f"target_{year}_{name}") for name in TARGET_FIELDS)
        read_kind, read_amount = parse_target(printed)
        if not kind:
            kind = TargetKind.VALUE if amount is not None and read_amount is None else read_kind
        if kind in KINDS_WITHOUT_AMOUNT and amount is not None:
            self.add_error(f"target_{year}_amount", "Šāda veida mērķim skaitļa nav: izdzēsiet to vai mainiet veidu.")
        elif kind not in KINDS_WITHOUT_AMOUNT and amount is None:
            amount = read_amount
            if amount is None or not fits(amount):
                self.add_error(f"target_{year}_amount", "Šāda veida mērķim vajag skaitli.")
        self.cleaned_data[f"target_{year}_kind"], self.cleaned_data[f"target_{year}_amount"] = str(kind), amount
        if read_kind != TargetKind.NONE and (read_kind, read_amount) != (kind, amount):
            self._warn(f"{year}. gada mērķis", _target(read_kind, read_amount), _target(TargetKind(kind), amount))

    def _warn(self, label, read, typed):
        self.warnings.append(f"{label}: no teksta nolasāms „{read}”, bet ierakstīts „{typed}”.")


def shown(row: IndicatorRow, years: list[int]) -> dict:
    """What is stored, as the form shows it: numbers without needless zeros, no kind for a target that is not there."""
    stored = row_values(row, years).items()
    values = {name: plain(value) if isinstance(value, Decimal) else value for name, value in stored}
    there = {target.year for target in row.targets.all()}
    values |= {f"target_{year}_kind": "" for year in years if year not in there}
    return {"version": row.version, **values}


def _in_words(name, value):
    if value is None:
        return "nav"
    return year_in_words(value) if name == "baseline_year" else lv_decimal(value)


def _target(kind, amount):
    return f"{kind.label} {lv_decimal(amount)}".strip()

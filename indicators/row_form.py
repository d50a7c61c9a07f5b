"""Editing an indicator's own fields: the printed text beside what can be computed with."""

from decimal import Decimal

from django import forms
from django.utils.text import capfirst

from indicators.domain import INDICATOR_FIELDS, TARGET_FIELDS, row_values
from indicators.enums import Direction, TargetKind, Unit
from indicators.figures import lv_decimal, year_in_words
from indicators.forms import fits, number_field, of_whole, plain, text_field, wrong_unit
from indicators.models import IndicatorRow
from indicators.reading import asked_of, target_kind
from plans.enums import PreventionLevel
from pmp.common.doubts import AsksInDoubt
from pmp.common.fields import TidyForm
from pmp.common.numbers import is_taken
from pmp.common.reading import Doubt, Place, Reading, Shape, read

KINDS_WITHOUT_AMOUNT = {TargetKind.DIRECTION, TargetKind.TO_BE_SET, TargetKind.NONE}
#: What is read from the printed baseline beside its year.
TYPED_BASELINE = ("baseline_value", "baseline_numerator", "baseline_denominator")
#: Forms of a figure that stand in the row's own unit.
PLAIN = {Shape.EXACT, Shape.BELOW, Shape.UP_TO, Shape.ABOVE, Shape.AT_LEAST, Shape.ABOUT}


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


class RowForm(AsksInDoubt, TidyForm, forms.Form):
    """One row's fields, its indicator's own ones at the first row, and a target for each target year.

    Empty typed fields are read from the printed text, and so are those that were left when the text was changed.
    After ``is_valid``: ``values()`` is what ``domain.RowEdit`` stores, ``warnings`` are sentences on where a typed value
    contradicts its printed text.
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
    baseline_numerator = of_whole("Skaitītājs")
    baseline_denominator = of_whole("Saucējs")
    sources_text = text_field("Datu avoti", help_text="Katrs avots savā rindā.")
    note = text_field("Piezīme par avotu", help_text="Ja dokumentā kas nesakrīt, pasakiet to vienā teikumā.")

    def __init__(self, *args, row: IndicatorRow, years: list[int], initial=None, **kwargs):
        self.row, self.years, self.warnings, self.bound = row, years, [], ""
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
        typed = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        return typed | {"baseline_bound": self.bound}

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

    def _is_changed(self, *names):
        """Whether one of the fields holds something else than what is stored."""
        pairs = [(self.cleaned_data.get(name), self.initial.get(name)) for name in names]
        return any((None if new == "" else new) != (None if old == "" else old) for new, old in pairs)

    def _read(self, name, place, typed, stored):
        """What a printed text says; None where it was refused, is asked about, or leaves the matter to the typed number.

        ``stored`` finds the reading that is known already among those in doubt.
        """
        asked = asked_of(self.row, place, self.cleaned_data["unit"])
        found = read(self.cleaned_data[name], asked)
        if isinstance(found, Reading):
            return self._checked(name, found)
        if not self._is_changed(name, "unit") and typed is None and self.initial.get(name):
            # What was adopted as a text stays one.
            return (isinstance(found, Doubt) and stored(found)) or Reading(shape=Shape.TEXT)
        if isinstance(found, Doubt):
            return stored(found) if typed is not None else self.settle(name, found, asked.kind)
        if typed is None:
            self.add_error(name, f"{found.sentence} Izlabojiet tekstu vai ierakstiet skaitli tam blakus.")
        return None

    def _checked(self, name, reading):
        """A figure in another unit than the row's cannot be typed; one that was there before the unit changed is only said."""
        unit = self.cleaned_data["unit"]
        complaint = wrong_unit(reading, unit) if reading.value is not None and reading.shape in PLAIN else ""
        if complaint and self._is_changed(name):
            self.add_error(name, complaint)
        elif complaint and self._is_changed("unit"):
            self.warnings.append(f"{self.fields[name].label}: {complaint}")
        return reading

    def _read_baseline(self):
        data = self.cleaned_data
        if self._is_changed("baseline_printed") and not self._is_changed(*TYPED_BASELINE):
            data.update(dict.fromkeys(TYPED_BASELINE))
        typed = data["baseline_value"]
        reading = self._read("baseline_printed", Place.BASELINE, typed, lambda doubt: doubt.known(typed))
        if reading is None:
            return
        self._take_baseline(reading)
        if reading.value is not None and data["baseline_value"] == reading.value:
            self.bound = reading.bound
        if data["baseline_denominator"] == 0:
            self.add_error("baseline_denominator", "Saucējam jābūt lielākam par nulli.")

    def _take_baseline(self, reading):
        """Typed fields that are empty are filled, others are compared."""
        data = self.cleaned_data
        if reading.year is not None and self._is_changed("baseline_printed") and not self._is_changed("baseline_year"):
            data["baseline_year"] = None
        if data["baseline_year"] is None:
            data["baseline_is_school_year"] = reading.school_year
        for name in (*TYPED_BASELINE, "baseline_year"):
            value = getattr(reading, name.removeprefix("baseline_"))
            if data[name] is None and value is not None and (name == "baseline_year" or fits(value)):
                data[name] = value
            elif value is not None and data[name] != value:
                self._warn(self.fields[name].label, _in_words(name, value), _in_words(name, data[name]))

    def _read_target(self, year):
        names = [f"target_{year}_{name}" for name in TARGET_FIELDS]
        if self.errors.keys() & {*names, "unit"}:
            return
        printed_name, kind_name, amount_name = names
        if self._is_changed(printed_name) and not self._is_changed(kind_name, amount_name):
            self.cleaned_data |= {kind_name: "", amount_name: None}
        kind, amount = self.cleaned_data[kind_name], self.cleaned_data[amount_name]
        reading = self._target_reading(printed_name, kind, amount)
        if printed_name in self.errors:
            return
        read_kind, read_amount = target_kind(reading) if reading else (TargetKind.NONE, None)
        kind = kind or (TargetKind.VALUE if amount is not None and read_amount is None else read_kind)
        amount = self._amount(amount_name, kind, amount, read_amount)
        self.cleaned_data |= {kind_name: str(kind), amount_name: amount}
        if read_kind != TargetKind.NONE and (read_kind, read_amount) != (kind, amount):
            self._warn(f"{year}. gada mērķis", _target(read_kind, read_amount), _target(TargetKind(kind), amount))
        elif kind == TargetKind.NONE and self.cleaned_data[printed_name] and self._is_changed(printed_name):
            self.warnings.append(
                f"{year}. gada mērķis: tekstu drukās, bet skaitļa tajā nav, un aprēķinos to neizmanto."
            )

    def _target_reading(self, name, kind, amount):
        """What the text says, the kind and the amount that are chosen already taken into account."""
        is_text = kind == TargetKind.NONE and amount is None
        if is_text:
            return Reading(shape=Shape.TEXT)
        return self._read(name, Place.TARGET, amount, lambda doubt: doubt.known(amount))

    def _amount(self, name, kind, amount, read_amount):
        """The number that goes with a kind of target, which may stand in the text."""
        if kind in KINDS_WITHOUT_AMOUNT:
            if amount is not None:
                self.add_error(name, "Šāda veida mērķim skaitļa nav: izdzēsiet to vai mainiet veidu.")
            return amount
        amount = read_amount if amount is None else amount
        if amount is None or not fits(amount):
            self.add_error(name, "Šāda veida mērķim vajag skaitli.")
        return amount

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

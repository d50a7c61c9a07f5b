"""Editing an activity."""

from copy import copy

from django import forms
from django.utils.text import capfirst

from plans.domain import FIELDS, LISTS, PRINTED, TAKEN, activity_values, contradictions, in_words
from plans.enums import FundingSource, PartyRole
from plans.models import Activity, ProgrammeLink
from plans.rules import years_kept
from pmp.common.fields import TidyForm
from pmp.common.latvian import in_latvian_order
from pmp.common.numbers import is_taken

#: The code of the error that a year goes for which something is kept.
KEPT = "kept"
WRONG_DATE = "Ierakstiet datumu, piemēram, 31.12.2026."
PRINTED_HELP = "Iztukšojiet, lai drukātu izvēlēto. Ja mainīsiet izvēli, bet šo tekstu ne, turpmāk drukās izvēlēto."
BOTH = "Atzīmēts „pastāvīgi”, bet ir arī beigu datums: atstājiet vienu no tiem."


class Lines(forms.CharField):
    """Several short texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, max_line, **kwargs):
        self.max_line = max_line
        super().__init__(**kwargs)

    def prepare_value(self, value):
        """A list as lines."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value):
        """The lines that say something, each once."""
        lines = list(dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip()))
        if too_long := [line for line in lines if len(line) > self.max_line]:
            raise forms.ValidationError(f"„{too_long[0]}” ir garāks par {self.max_line} zīmēm.")
        return lines


def _printed(name):
    return {"links": "programme_links_printed"}.get(name, f"{name}_printed")


def _planned_by(values, years):
    """The years that an activity with such values is planned in; see ``Activity.is_planned_in``."""
    names = ("term_start", "term_end", "term_ongoing")
    activity = Activity(**{name: values[name] for name in names})
    return set(values["years"]) or {year for year in years if activity.term_covers(year)}


def _taken_away(years):
    named = " un ".join(f"{year}." for year in years)
    return (
        f"Par {named} gadu jau ir atbilde. Ja šis gads plānā vairs nebūs paredzēts, atbilde paliks, bet to neprasīs un"
        " kopskaitā neieskaitīs. Atjaunojiet gadu vai apstipriniet."
    )


def _several(label, coerce=str):
    return forms.TypedMultipleChoiceField(
        label=label, coerce=coerce, required=False, widget=forms.CheckboxSelectMultiple, empty_value=[]
    )


def _chosen_first(chosen, names):
    """Choices in the order of what is stored, which the browser sends back; then the rest."""
    return [(key, names[key]) for key in [*chosen, *(key for key in names if key not in chosen)]]


class ActivityForm(TidyForm, forms.ModelForm):
    """All that an activity says of itself; carries the version it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    lead = _several("Atbildīgā institūcija", int)
    involved = _several("Iesaistītās institūcijas", int)
    supervising = _several("Par uzraudzību atbildīgā institūcija", int)
    funding = _several("Finanšu avoti")
    years = _several("Gadi, kuros aktivitāti īsteno", int)
    links = Lines(
        label="Sasaiste ar attīstības programmu",
        help_text="Katrs kods savā rindā, piemēram, I2.1.1.",
        required=False,
        max_line=ProgrammeLink._meta.get_field("code").max_length,
    )
    without_year = forms.BooleanField(
        label="Gads šai aktivitātei plānā vairs nav paredzēts; ierakstītais paliek", required=False
    )

    class Meta:
        model = Activity
        fields = FIELDS
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {
                "title": 2,
                "planned_result": 4,
                "tasks_text": 8,
                "resources": 2,
                "lead_printed": 2,
                "involved_printed": 2,
                "supervising_printed": 2,
                "funding_printed": 2,
                "programme_links_printed": 2,
                "term_printed": 2,
                "note": 2,
            }.items()
        } | {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("term_start", "term_end")}
        help_texts = dict.fromkeys(PRINTED, PRINTED_HELP) | {
            "number": "Apstiprinātā plānā numurs ir atsauce: mainiet to tikai tad, ja plāns vēl nav apstiprināts."
        }

        error_messages = {
            "number": {"required": "Ierakstiet numuru."},
            "title": {"required": "Ierakstiet nosaukumu."},
            "term_start": {"invalid": WRONG_DATE},
            "term_end": {"invalid": WRONG_DATE},
        }

    def __init__(self, *args, instance: Activity, initial=None, **kwargs):
        #: The printed texts by the names of their columns → what the document calls them.
        self.headings = {}
        self.stored, self.shown = activity_values(instance), copy(instance)
        kept = {**{name: self.stored[name] for name in LISTS}, "version": instance.version}
        super().__init__(*args, instance=instance, initial={**kept, **(initial or {})}, **kwargs)
        self.fields["title"].label = "Nosaukums"
        for name in ("funding", "links", "term"):
            self._name(name, instance.plan.heading({"links": "programme_links"}.get(name, name)))
        self.fields["funding"].choices = _chosen_first(self.stored["funding"], dict(FundingSource.choices))
        self.fields["years"].choices = [(year, f"{year}.") for year in instance.plan.years]
        self._offer_institutions(instance)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def _offer_institutions(self, activity):
        """Those chosen first, the others by the alphabet."""
        institutions = activity.plan.municipality.institutions.order_by(in_latvian_order("name"))
        names = {institution.pk: institution.full_name for institution in institutions}
        for role in PartyRole:
            self.fields[role.value].choices = _chosen_first(self.stored[role.value], names)
            self._name(role.value, activity.plan.heading(role.value))

    def _name(self, name, heading):
        """The document's own words for a thing and for the text printed instead of it."""
        self.headings[_printed(name)] = heading
        if name in self.fields:
            self.fields[name].label = heading
        self.fields[_printed(name)].label = f"{heading}: teksts, ko drukāt"

    def clean_number(self):
        """The number is unique in the plan, which is no field of this form."""
        if is_taken(self.cleaned_data["number"], self.instance, self.instance.plan.activities):
            raise forms.ValidationError(TAKEN)
        return self.cleaned_data["number"]

    def clean(self):
        """What contradicts itself is said; a year for which something is kept is not taken away unseen."""
        cleaned = super().clean()
        touched = any(cleaned.get(name) != self.stored[name] for name in ("term_end", "term_ongoing"))
        if cleaned.get("term_ongoing") and cleaned.get("term_end") and touched:
            self.add_error("term_ongoing", BOTH)
        if not self.errors and not cleaned["without_year"] and (years := self._years_taken_away(cleaned)):
            self.add_error("years", forms.ValidationError(_taken_away(years), code=KEPT))
        return cleaned

    def _years_taken_away(self, cleaned):
        """The years for which something is kept, and which the plan would no longer expect."""
        before, after = (_planned_by(values, self.instance.plan.years) for values in (self.stored, cleaned))
        return sorted(years_kept(self.instance) & (before - after))

    @property
    def asks_about_years(self) -> bool:
        """Whether to offer that a year goes although something is kept for it."""
        return self.has_error("years", KEPT) or bool(self["without_year"].value())

    @property
    def cells(self) -> dict:
        """Each printed cell by the name of its column: its field, what is printed now, whether that is its own text."""
        return {name: self._cell(name) for name in PRINTED}

    def _cell(self, name):
        own, words = self.stored[name], in_words(self.shown, name)
        return {"field": self[name], "text": own or words, "is_own": bool(own) and own != words}

    @property
    def roles(self):
        """For each role its field, its printed cell, and the names chosen now."""
        rows = []
        for role in PartyRole:
            field = self[role.value]
            chosen = {str(pk) for pk in field.value() or []}
            names = [name for pk, name in field.field.choices if str(pk) in chosen]
            rows.append({"field": field, "cell": self._cell(f"{role.value}_printed"), "chosen": ", ".join(names)})
        return rows

    @property
    def contradictions(self) -> list[str]:
        """What of the stored years and term does not agree, a sentence each."""
        return contradictions(self.shown)

    def values(self) -> dict:
        """What ``domain.update_activity`` stores."""
        return {name: self.cleaned_data[name] for name in (*FIELDS, *LISTS)}

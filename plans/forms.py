"""Editing an activity."""

from django import forms
from django.utils.text import capfirst

from plans.domain import FIELDS, LISTS, TAKEN, activity_values
from plans.enums import FundingSource, PartyRole
from plans.models import Activity, ProgrammeLink
from pmp.common.fields import TidyForm
from pmp.common.latvian import in_latvian_order
from pmp.common.numbers import is_taken

#: What is counted with → the document's own cell that says the same in print.
PRINTED = {
    ("lead",): "lead_printed",
    ("involved",): "involved_printed",
    ("supervising",): "supervising_printed",
    ("funding",): "funding_printed",
    ("links",): "programme_links_printed",
    ("term_start", "term_end", "term_ongoing"): "term_printed",
}
STILL_OLD = (
    "Datus mainījāt, bet dokumenta teksts palicis vecais, un ziņojumā drukā to. Izlabojiet to, iztukšojiet vai apstipriniet,"
    " ka tas paliek."
)
WRONG_DATE = "Ierakstiet datumu, piemēram, 31.12.2026."
PRINTED_HELP = "Ja te ir teksts, lapās un ziņojumā rāda to; ja nav – izvēlēto."


class Lines(forms.CharField):
    """Several short texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 3})

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
            raise forms.ValidationError(f"“{too_long[0]}” ir garāks par {self.max_line} zīmēm.")
        return lines


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
    keep_printed = forms.BooleanField(label="Dokumenta teksts paliek, kā ir: tas joprojām atbilst", required=False)

    class Meta:
        model = Activity
        fields = FIELDS
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {
                "title": 2,
                "planned_result": 4,
                "tasks_text": 6,
                "resources": 3,
                "lead_printed": 2,
                "involved_printed": 2,
                "supervising_printed": 2,
                "funding_printed": 2,
                "note": 2,
            }.items()
        } | {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("term_start", "term_end")}
        help_texts = dict.fromkeys(PRINTED.values(), PRINTED_HELP) | {
            "number": "Apstiprinātā plānā numurs ir atsauce: mainiet to tikai tad, ja plāns vēl nav apstiprināts."
        }

        error_messages = {
            "number": {"required": "Ierakstiet numuru."},
            "title": {"required": "Ierakstiet nosaukumu."},
            "term_start": {"invalid": WRONG_DATE},
            "term_end": {"invalid": WRONG_DATE},
        }

    def __init__(self, *args, instance: Activity, initial=None, **kwargs):
        self.stored = activity_values(instance)
        kept = {**{name: self.stored[name] for name in LISTS}, "version": instance.version}
        super().__init__(*args, instance=instance, initial={**kept, **(initial or {})}, **kwargs)
        self.fields["title"].label = "Nosaukums"
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
            heading = activity.plan.heading(role.value)
            self.fields[role.value].label = heading
            self.fields[f"{role.value}_printed"].label = f"{heading} (kā dokumentā)"

    def clean_number(self):
        """The number is unique in the plan, which is no field of this form."""
        if is_taken(self.cleaned_data["number"], self.instance, self.instance.plan.activities):
            raise forms.ValidationError(TAKEN)
        return self.cleaned_data["number"]

    def clean(self):
        """A printed cell that no longer fits is changed on purpose, not left behind."""
        cleaned = super().clean()
        for names, printed in PRINTED.items():
            if self._is_left_behind(cleaned, names, printed):
                self.add_error(printed, STILL_OLD)
        return cleaned

    def _is_left_behind(self, cleaned, names, printed):
        if cleaned.get("keep_printed") or not self.stored[printed] or any(name not in cleaned for name in names):
            return False
        changed = any(cleaned[name] != self.stored[name] for name in names)
        return changed and cleaned.get(printed) == self.stored[printed]

    @property
    def asks_to_keep(self) -> bool:
        """Whether to offer that a printed cell stays as it is."""
        left_behind = any(STILL_OLD in self.errors.get(printed, []) for printed in PRINTED.values())
        return left_behind or bool(self["keep_printed"].value())

    @property
    def roles(self):
        """For each role its field, the printed cell beside it, and the names chosen now."""
        rows = []
        for role in PartyRole:
            field, printed = self[role.value], self[f"{role.value}_printed"]
            chosen = {str(pk) for pk in field.value() or []}
            names = [name for pk, name in field.field.choices if str(pk) in chosen]
            rows.append({"field": field, "printed": printed, "chosen": ", ".join(names) or "nav izvēlēta"})
        return rows

    def values(self) -> dict:
        """What ``domain.update_activity`` stores."""
        return {name: self.cleaned_data[name] for name in (*FIELDS, *LISTS)}

"""Marking an activity."""

from decimal import Decimal

from django import forms

from monitoring.domain import FIELDS
from monitoring.enums import Status
from monitoring.models import Assessment
from pmp.common.doubts import AsksInDoubt
from pmp.common.fields import NumberField, TidyForm
from pmp.common.reading import Kind

#: The radio value that takes a status back; an empty value would look like no choice at all.
WITHDRAWN = "none"

#: What each choice of the status means: the radio value, and the state it stands for; taking a status back stands for none.
STATES = {state.value: state for state in Status.reportable()}


def _text(label, help_text="", rows=3):
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


class AssessmentForm(AsksInDoubt, TidyForm, forms.Form):
    """What is reported of one activity for one year; carries the version it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    status = forms.TypedChoiceField(
        label="Izpildes statuss",
        required=False,
        coerce=lambda value: "" if value == WITHDRAWN else value,
        empty_value="",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Izvēlieties vienu no statusiem."},
    )
    evaluation = _text(
        "Izpildes izvērtējums",
        "Kas izdarīts, cik reižu, ar kādu rezultātu. Nerakstiet izglītojamo vārdus vai citas ziņas, pēc kurām bērnu var"
        " atpazīt.",
        rows=9,
    )
    spent = NumberField(
        label="Ieguldītais finansējums",
        required=False,
        max_digits=12,
        decimal_places=2,
        min_value=Decimal(0),
        kind=Kind.MONEY,
        error_messages={
            "invalid": "Ierakstiet summu eiro, piemēram, 1234,50.",
            "min_value": "Summa nevar būt negatīva.",
            "max_decimal_places": "Summai aiz komata var būt ne vairāk kā divi cipari.",
        },
    )
    spent_printed = forms.CharField(
        label="Finansējums vārdiem",
        help_text="Piemēram, „1 slodze” vai „pamatdarba ietvaros”.",
        required=False,
        max_length=80,
    )
    planned = _text("Plānotais rezultāts šim gadam", "Aizpilda, ja tas atšķiras no plānā ierakstītā.")
    achieved = _text("Sasniegtā vērtība")
    impact = _text("Ietekmes novērtējums")
    factors = _text("Faktori, kas ietekmēja rezultātu")

    DETAILS = ("spent_printed", "planned", "achieved", "impact", "factors")

    def __init__(self, *args, stored: Assessment | None = None, initial=None, **kwargs):
        self.stored = stored
        kept = {**values(stored), "version": stored.version if stored else 0}
        super().__init__(*args, initial={**kept, **(initial or {})}, **kwargs)
        choices = [(state.value, state.word) for state in Status.reportable()]
        # Withdrawn once more, as by a double click, it is withdrawn all the same.
        was_stored = self.is_bound and self.data.get("version") not in (None, "", "0")
        if was_stored or (stored and stored.status):
            choices.append((WITHDRAWN, "Noņemt statusu"))
        self.fields["status"].choices = choices

    def clean(self):
        """An answer that says nothing is no answer."""
        cleaned = super().clean()
        is_first = self.stored is None and not cleaned.get("version")
        if not self.errors and is_first and not any(cleaned[name] not in ("", None) for name in FIELDS):
            self.add_error("status", "Izvēlieties statusu vai ierakstiet tekstu; tekstu var saglabāt arī bez statusa.")
        return cleaned

    def reported(self) -> dict:
        """The fields that ``domain.assess`` stores."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def details(self):
        """The fields that are folded away."""
        return [self[name] for name in self.DETAILS]

    @property
    def details_open(self):
        """Whether something is wrong in the folded fields."""
        return any(field.errors for field in self.details)

    @property
    def details_filled(self) -> int:
        """In how many of the folded fields something stands."""
        return sum(bool(field.value()) for field in self.details)


def values(assessment: Assessment | None) -> dict:
    """What is stored, by field name; empty values where nothing has been reported."""
    row = assessment or Assessment()
    return {name: getattr(row, name) for name in FIELDS}

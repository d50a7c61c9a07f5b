"""Writing the report: its texts, and its points one by one."""

from django import forms

from pmp.common.fields import TidyForm
from pmp.common.texts import too_long
from pmp.common.wording import count
from reports.document import numbered_title
from reports.domain import report_texts
from reports.enums import PointKind
from reports.models import Report, ReportPoint
from reports.parsing import one_point, several_points


class ReportForm(TidyForm, forms.Form):
    """The texts of a report; carries the version it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    prepared_by = forms.CharField(
        label="Sagatavoja", max_length=200, required=False, help_text="Nodaļa vai iestāde, ko drukā titullapā."
    )
    summary = forms.CharField(
        label=numbered_title("summary"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Jauna rindkopa sākas pēc tukšas rindas. Skaitļi un tabulas ziņojumā ir no plāna datiem.",
    )
    introduction = forms.CharField(
        label=numbered_title("introduction"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args, report: Report, initial=None, **kwargs):
        version = report.version if report.pk else 0
        super().__init__(*args, initial={**report_texts(report), "version": version, **(initial or {})}, **kwargs)

    def texts(self) -> dict:
        """What was typed, by the names of ``report_texts``; the form must be valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class NewPointForm(TidyForm, forms.Form):
    """What is typed or pasted to be added. Where it looks like several points the form asks which it is: ``is_asked``."""

    ONE, EACH = "one", "each"

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}))
    split = forms.ChoiceField(choices=[(ONE, "viens"), (EACH, "katrs savs")], required=False)

    def __init__(self, *args, kind: PointKind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["text"].label = f"Jauns {kind.label}"

    def clean(self):
        """Ask where the text has several paragraphs or numbered lines and nobody said what they are."""
        data = super().clean()
        if sentence := too_long(self.several):
            self.add_error("text", sentence)
        elif len(self.several) > 1 and not data.get("split"):
            found, what = count(len(self.several), "rindkopa,rindkopas,rindkopu"), self.kind.label
            question = f"Tekstā ir {found}. Vai tas ir viens {what}, vai katra rindkopa ir savs {what}?"
            self.add_error("text", forms.ValidationError(question, code="several"))
        return data

    @property
    def several(self) -> list[str]:
        """The points that the text may be."""
        return several_points(self.data.get(self.add_prefix("text"), ""))

    @property
    def is_asked(self) -> bool:
        """Whether the form asks if the text is one point or several."""
        return self.has_error("text", "several")

    def texts(self) -> list[str]:
        """The points to add; the form must be valid."""
        data = self.cleaned_data
        return self.several if data["split"] == self.EACH else [one_point(data["text"])]


class PointForm(TidyForm, forms.Form):
    """The text of a point; carries the version it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(label="Teksts", widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, stored: ReportPoint, initial=None, **kwargs):
        self.stored = stored
        super().__init__(*args, initial={"version": stored.version, "text": stored.text, **(initial or {})}, **kwargs)

    def clean(self):
        """A number pasted along goes; what nobody touched stays to the letter."""
        data = super().clean()
        if "text" in data and data["text"] != self.stored.text:
            data["text"] = one_point(data["text"])
        return data


class SeenPointForm(TidyForm, forms.Form):
    """A button about a point; carries the version that was seen."""

    version = forms.IntegerField(min_value=1)


class MovePointForm(SeenPointForm):
    """A button that gives a point another number."""

    to = forms.IntegerField()

"""Writing the report."""

import re

from django import forms

from pmp.common.fields import LineEnds
from reports.document import numbered_title
from reports.domain import report_texts
from reports.models import Report


class Paragraphs(forms.CharField):
    """A numbered list, typed or pasted as one paragraph for each item."""

    widget = forms.Textarea

    def prepare_value(self, value):
        """A list as paragraphs with a blank line between them."""
        return value if isinstance(value, str) or value is None else "\n\n".join(value)

    def clean(self, value):
        """The paragraphs that say something; numbers pasted along with them go, since the report numbers by itself."""
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        numbers = [re.match(r"(\d+)[.)]\s+", line) for line in lines]
        if lines and all(found and int(found[1]) == place for place, found in enumerate(numbers, 1)):
            lines = [line[found.end() :] for line, found in zip(lines, numbers, strict=True)]
        return lines


class ReportForm(LineEnds, forms.Form):
    """The texts of a report; carries the version it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    prepared_by = forms.CharField(
        label="Sagatavoja", max_length=200, required=False, help_text="Nodaļa vai iestāde, ko drukā titullapā."
    )
    prints_overview = forms.BooleanField(
        label="Drukāt lapu ar galvenajiem skaitļiem",
        required=False,
        help_text="Tīmekļa lapā šie skaitļi ir vienmēr; PDF datnē – tikai tad, ja te ir atzīme.",
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
    conclusions = Paragraphs(
        label=numbered_title("conclusions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Katrs secinājums savā rindkopā. Numurus ziņojums liek pats.",
    )
    proposals = Paragraphs(
        label=numbered_title("proposals"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Katrs priekšlikums savā rindkopā. Numurus ziņojums liek pats.",
    )

    def __init__(self, *args, report: Report, initial=None, **kwargs):
        version = report.version if report.pk else 0
        super().__init__(*args, initial={**report_texts(report), "version": version, **(initial or {})}, **kwargs)

    def texts(self) -> dict:
        """What was typed, by the names of ``report_texts``; the form must be valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

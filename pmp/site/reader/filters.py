"""Narrowing the list of activities; every choice stands in the address."""

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from monitoring.enums import Status
from monitoring.expected import expected
from monitoring.rules import ANSWERING
from plans.enums import PreventionLevel
from plans.models import Activity, Plan
from pmp.accounts.models import Institution
from pmp.common.fields import TidyForm
from pmp.common.latvian import containing, in_latvian_order

#: The value of the status filter for activities of which nothing is known.
WITHOUT_DATA = "none"
#: The value of the role filter for activities that an institution leads or takes part in.
ANSWERS = "atbild"

SEARCHED = ("number", "title", "planned_result", "tasks_text", "tasks__number", "tasks__title")


class InstitutionChoice(filters.ModelChoiceFilter):
    """A filter by institution that lists it with its abbreviation."""

    class field_class(filters.fields.ModelChoiceField):
        def label_from_instance(self, institution):
            return institution.full_name


class FilterForm(TidyForm, forms.Form):
    """The form of a filter."""


class ActivityFilter(filters.FilterSet):
    """Level, institution, status in the chosen year, year that expects the activity, text.

    The queryset needs ``queries.with_year``.
    """

    teksts = filters.CharFilter(
        label="Meklēt tekstā",
        method="with_text",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "placeholder": "Meklēt tekstā"}),
    )
    limenis = filters.ChoiceFilter(
        label="Līmenis",
        field_name="goal__level",
        choices=[(level.value, f"{level.roman} {level.label}") for level in PreventionLevel],
        empty_label="Visi līmeņi",
    )
    institucija = InstitutionChoice(
        label="Institūcija",
        queryset=Institution.objects.none(),
        method="of_institution",
        empty_label="Visas institūcijas",
    )
    statuss = filters.ChoiceFilter(
        label="Statuss",
        method="with_status",
        choices=[(state.value or WITHOUT_DATA, state.word) for state in Status],
        empty_label="Visi statusi",
    )
    izpilde = filters.ChoiceFilter(label="Izpildes gads", method="carried_out_in", choices=(), empty_label="Visi gadi")
    loma = filters.ChoiceFilter(
        label="Institūcijas loma", method="keep", choices=[(ANSWERS, "atbild vai piedalās")], widget=forms.HiddenInput
    )
    gads = filters.CharFilter(method="keep", widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = ()
        form = FilterForm

    def __init__(self, data=None, *, plan: Plan, year: int, **kwargs):
        super().__init__(data, **kwargs)
        self.filters["institucija"].queryset = named_institutions(plan)
        self.filters["statuss"].label = f"Statuss {year}. gadā"
        self.filters["izpilde"].extra["choices"] = [(str(each), f"{each}.") for each in plan.years]

    def with_text(self, queryset: QuerySet, name, value):
        """Every word somewhere in the activity or its tasks."""
        return containing(queryset, value, *SEARCHED)

    def of_institution(self, queryset, name, value):
        """The institution in whatever role; with ``loma`` only where an answer is asked of it, as home pages count."""
        parties = value.activity_parties.all()
        if self.form.cleaned_data.get("loma") == ANSWERS:
            parties = parties.filter(role__in=ANSWERING)
        return queryset.filter(pk__in=parties.values("activity"))

    def with_status(self, queryset, name, value):
        """What was reported for the chosen year, or nothing."""
        return queryset.filter(year_status="" if value == WITHOUT_DATA else value)

    def carried_out_in(self, queryset, name, value):
        """What that year expects."""
        return expected(queryset, int(value))

    def keep(self, queryset, name, value):
        """Narrows nothing by itself; it only stays in the address."""
        return queryset

    @property
    def chosen(self) -> list[dict]:
        """The filters in use: parameter, label and value in words."""
        self.form.is_valid()
        return [
            {"name": name, "label": self.filters[name].label, "value": _in_words(self.form.fields[name], value)}
            for name, value in self.form.cleaned_data.items()
            if value and name != "gads"
        ]


def named_institutions(plan: Plan) -> QuerySet[Institution]:
    """The institutions that the plan's activities name, in the order of the alphabet."""
    named = plan.municipality.institutions.filter(activity_parties__activity__plan=plan).distinct()
    return Institution.objects.filter(pk__in=named.values("pk")).order_by(in_latvian_order("name"))


def _in_words(field, value):
    if isinstance(value, Institution):
        return str(value)
    return dict(getattr(field, "choices", [])).get(value, value)

"""Pages of the indicators: the list, one row, editing it, entering a year's value."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators.charts import chart
from indicators.domain import MeasurementEdit, RowEdit
from indicators.figures import (
    DASHES,
    baseline_figure,
    target_figure,
    trend_reason,
    value_figure,
    wish_in_words,
    with_unit,
)
from indicators.forms import MeasurementForm, shown_text
from indicators.lines import by_level, parts_in_words, target_years, year_lines
from indicators.queries import default_year, next_unmeasured, rows_of, trend_groups
from indicators.row_form import RowForm
from indicators.rules import can_edit_indicators
from plans.enums import PreventionLevel
from plans.periods import open_years, why_closed
from plans.shortcuts import plan_or_404
from pmp.common.pages import EditPage

PAGE_SIZE = 100

forms_too = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def indicator_list(request, slug, period):
    """All rows of the plan by level, with the value and the arrow of one year (``?gads=``)."""
    plan = plan_or_404(request, slug, period)
    year = _chosen_year(request, plan)
    rows = list(rows_of(plan))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    prefetch_related_objects(page.object_list, "targets", "measurements")
    aimed_at = target_years(plan, page.object_list)
    context = {
        "plan": plan,
        "year": year,
        "years": [{"year": each, "url": f"?gads={each}", "current": each == year} for each in plan.years],
        "target_years": aimed_at,
        "groups": trend_groups(plan, rows, year),
        "total": len(rows),
        "sections": by_level(page.object_list, year, aimed_at),
        "has_band": any(row.tolerance is not None for row in page.object_list),
        "page": page,
        "may_enter": can_edit_indicators(request.user, plan) and year in open_years(plan),
    }
    return render(request, "indicators/list.html", context)


@require_safe
def row_page(request, slug, period, pk):
    """Everything about one row."""
    plan, row = _plan_and_row(request, slug, period, pk)
    years = open_years(plan)
    open_year = _year_to_enter(plan, years)
    context = {
        **_where(plan, row),
        "open_year": open_year,
        "measured": bool(open_year) and row.measurement_for(open_year) is not None,
        "chart": chart(row),
        "lines": year_lines(row, plan, years),
        "wish": wish_in_words(row),
        "baseline": baseline_figure(row),
        "baseline_parts": parts_in_words(row.baseline_numerator, row.baseline_denominator),
        "targets": [(target, target_figure(row, target)) for target in row.targets.all()],
        "siblings": [each for each in row.indicator.rows.all() if each.pk != row.pk],
        "may_edit": can_edit_indicators(request.user, plan),
    }
    return render(request, "indicators/row.html", context)


@forms_too
def row_edit(request, slug, period, pk):
    """The row's own fields, its indicator's at the first row, and its targets."""
    plan, row = _plan_and_row(request, slug, period, pk)
    years = [target.year for target in plan.target_years.all()]
    return RowPage(request, RowEdit(row, request.user, years)).respond()


@forms_too
def measure(request, slug, period, pk, year):
    """The value of one year."""
    plan, row = _plan_and_row(request, slug, period, pk)
    if year not in plan.years:
        raise Http404("Šis gads nav plāna periodā.")
    edit = MeasurementEdit(row, year, request.user)
    if edit.may() and (reason := why_closed(plan, year)):
        return _closed_page(request, plan, row, year, reason)
    return MeasurementPage(request, edit).respond()


def _closed_page(request, plan, row, year, reason):
    context = {
        "plan": plan,
        "year": year,
        "title": "Par šo gadu vērtību ierakstīt nevar",
        "reason": reason,
        "back_url": reverse("indicators:row", args=[*plan.address, row.pk]),
        "back_label": f"Atvērt rādītāju {row.mark}",
    }
    return render(request, "plans/closed.html", context, status=403)


class RowPage(EditPage):
    """The form of a row."""

    template = "indicators/row_edit.html"

    def form(self, data=None, *, stored, initial=None):
        """All that a row says of itself."""
        return RowForm(data, row=stored, years=self.edit.years, initial=initial)

    def typed(self, form):
        """By the names of ``RowEdit``, which are those of the form."""
        return form.values()

    def context(self, form, stored):
        """Where one is."""
        return {**_where(self.edit.plan(), stored), "first": stored.indicator.rows.all()[0]}

    def back(self):
        """The row."""
        return reverse("indicators:row", args=[*self.edit.plan().address, self.edit.row.pk])

    def after(self, saved, form):
        """To the row."""
        messages.success(self.request, f"Rādītājs {saved.row.mark} ir saglabāts.")
        _warn(self.request, form)
        return redirect("indicators:row", *self.edit.plan().address, saved.row.pk)


class MeasurementPage(EditPage):
    """The form of a year's value."""

    template = "indicators/measure.html"

    def form(self, data=None, *, stored, initial=None):
        """The value, or the reason why there is none."""
        return MeasurementForm(data, row=self.edit.row, year=self.edit.year, stored=stored, initial=initial)

    def typed(self, form):
        """What was measured."""
        return form.measured()

    def form_values(self, values):
        """A value without a printed form is shown by its number, a mere dash not at all."""
        return {**values, "printed": shown_text(values["printed"], values["value"])} if values else {}

    def context(self, form, stored):
        """What to compare with."""
        row, year = self.edit.row, self.edit.year
        return {**_where(self.edit.plan(), row), "year": year, "stored": stored, **_beside(row, year)}

    def back(self):
        """The row."""
        return reverse("indicators:row", args=[*self.edit.plan().address, self.edit.row.pk])

    def after(self, saved, form):
        """Say what came out, and go on: to the row, or to the next one without a value."""
        plan, year = self.edit.plan(), self.edit.year
        row = _row(plan, self.edit.row.pk)
        messages.add_message(self.request, *_outcome(row, year))
        _warn(self.request, form)
        if "next" not in self.request.POST:
            return redirect(self.came_from())
        if following := next_unmeasured(plan, year, row):
            return redirect("indicators:measure", *plan.address, following.pk, year)
        messages.info(self.request, f"Visiem rādītājiem {year}. gadā ir vērtība vai iemesls, kāpēc tās nav.")
        return redirect("indicators:list", *plan.address)


def _outcome(row, year):
    """What was saved: the level of the message, and the sentence."""
    measurement, trend = row.measurement_for(year), row.trend_for(year)
    start = f"Rādītājs {row.mark}, {year}. gads"
    if measurement.value is None and measurement.printed.strip() not in DASHES:
        printed = f"„{measurement.printed}” ziņojumā drukās tā, kā ierakstīts"
        return (
            messages.WARNING,
            f"{start}: saglabāts tikai teksts. {printed}, bet skaitļa tajā nav, un tendenci nerēķina.",
        )
    if measurement.value is None:
        return messages.SUCCESS, f"{start}: saglabāts, ka vērtības nav, un iemesls."
    figure = value_figure(row, measurement)
    value = with_unit(measurement.value, row.unit, bound=measurement.bound)
    value += f" (drukās „{figure.printed}”)" if figure.printed else ""
    text = f"{start}: {value} – {trend.label}"
    if reason := trend_reason(row, trend, year):
        return messages.SUCCESS, f"{text} ({reason})."
    baseline = with_unit(row.baseline_value, row.unit, bound=row.baseline_bound)
    return messages.SUCCESS, f"{text} (bāzes vērtība {baseline})."


def _beside(row, year):
    """What stands beside the field in which a value is typed."""
    earlier = [m for m in row.measurements.all() if m.year < year]
    return {
        "baseline": baseline_figure(row),
        "targets": [(target, target_figure(row, target)) for target in row.targets.all()],
        "earlier": earlier[-1] if earlier else None,
        "earlier_figure": value_figure(row, earlier[-1]) if earlier else None,
        "earlier_trend": row.trend_for(earlier[-1].year) if earlier else None,
        "wish": wish_in_words(row),
    }


def _where(plan, row):
    """What every page of a row says of its place."""
    return {
        "plan": plan,
        "municipality": plan.municipality,
        "row": row,
        "level": PreventionLevel(row.indicator.level),
    }


def _plan_and_row(request, slug, period, pk):
    """The plan and its row, or 404."""
    plan = plan_or_404(request, slug, period)
    return plan, _row(plan, pk)


def _row(plan, pk):
    found = get_object_or_404(rows_of(plan).prefetch_related("targets", "measurements", "indicator__rows"), pk=pk)
    found.indicator.plan = plan
    return found


def _chosen_year(request, plan):
    """The year of the address if it is one of the plan's, else the newest, as on the plan's pages."""
    chosen = {str(year): year for year in plan.years}.get(request.GET.get("gads"))
    return chosen or default_year(plan, timezone.localdate())


def _year_to_enter(plan, years):
    """Of the open years, newest first, the one that the other pages show, else the newest; None where none is open."""
    shown = default_year(plan, timezone.localdate())
    return shown if shown in years else next(iter(years), None)


def _warn(request, form):
    for warning in form.warnings:
        messages.warning(request, warning)

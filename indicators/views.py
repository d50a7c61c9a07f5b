"""Pages of the indicators: the list, one row, editing it, entering a year's value."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators import domain
from indicators.charts import chart
from indicators.conflicts import merged_measurement, merged_row, who_and_when
from indicators.figures import baseline_figure, target_figure, trend_reason, value_figure, wish_in_words, with_unit
from indicators.forms import MeasurementForm
from indicators.lines import by_level, parts_in_words, year_lines
from indicators.queries import default_year, next_unmeasured, rows_of, trend_groups
from indicators.row_form import RowForm
from indicators.rules import can_edit_indicators
from plans.enums import PreventionLevel
from plans.shortcuts import plan_or_404
from pmp.common.versions import StaleVersion

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
    context = {
        "plan": plan,
        "year": year,
        "years": [{"year": each, "url": f"?gads={each}", "current": each == year} for each in plan.years],
        "target_years": [target.year for target in plan.target_years.all()],
        "groups": trend_groups(plan, rows, year),
        "total": len(rows),
        "sections": by_level(plan, page.object_list, year),
        "has_band": any(row.tolerance is not None for row in page.object_list),
        "page": page,
        "may_edit": can_edit_indicators(request.user, plan),
    }
    return render(request, "indicators/list.html", context)


@require_safe
def row(request, slug, period, pk):
    """Everything about one row."""
    plan, row = _plan_and_row(request, slug, period, pk)
    year = default_year(plan, timezone.localdate())
    context = {
        **_where(plan, row),
        "year": year,
        "measured": row.measurement_for(year) is not None,
        "chart": chart(row),
        "lines": year_lines(row, plan),
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
    plan, row = _plan_and_row(request, slug, period, pk, to_edit=True)
    years = [target.year for target in plan.target_years.all()]
    form = RowForm(_posted(request), row=row, years=years)
    merge, who, status = None, "", 200
    if form.is_bound and form.is_valid():
        try:
            saved = domain.change_row(row, by=request.user, opened_with=form.cleaned_data["version"], **form.changes())
        except StaleVersion as stale:
            merge, who, status = merged_row(form, stale.current, years), who_and_when(stale.current), 409
            form = merge.form
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Rādītājs {saved.mark} ir saglabāts.")
            _warn(request, form)
            return redirect("indicators:row", *plan.address, pk)
    context = {
        **_where(plan, row),
        "form": form,
        "merge": merge,
        "who": who,
        "first": row.indicator.rows.all()[0],
    }
    return render(request, "indicators/row_edit.html", context, status=status)


@forms_too
def measure(request, slug, period, pk, year):
    """The value of one year."""
    plan, row = _plan_and_row(request, slug, period, pk, to_edit=True)
    if year not in plan.years:
        raise Http404("Šis gads nav plāna periodā.")
    stored = row.measurement_for(year)
    form = MeasurementForm(_posted(request), row=row, year=year, stored=stored)
    merge, who, status = None, "", 200
    if form.is_bound and form.is_valid():
        opened_with = form.cleaned_data["version"]
        try:
            domain.measure(row, year, by=request.user, opened_with=opened_with, **form.measured())
        except StaleVersion as stale:
            merge, who, status = merged_measurement(form, stale.current), who_and_when(stale.current), 409
            form, stored = merge.form, stale.current
        else:
            return _measured(request, plan, row, year, form)
    context = {
        **_where(plan, row),
        "year": year,
        "form": form,
        "merge": merge,
        "who": who,
        "stored": stored,
        **_beside(row, year),
    }
    return render(request, "indicators/measure.html", context, status=status)


def _measured(request, plan, row, year, form):
    """Say what came out, and go on: to the row, or to the next one without a value."""
    row = _row(plan, row.pk)
    messages.success(request, _outcome(row, year))
    _warn(request, form)
    if "next" not in request.POST:
        return redirect("indicators:row", *plan.address, row.pk)
    if following := next_unmeasured(plan, year, row):
        return redirect("indicators:measure", *plan.address, following.pk, year)
    messages.info(request, f"Visiem rādītājiem {year}. gadā ir vērtība vai iemesls, kāpēc tās nav.")
    return redirect("indicators:list", *plan.address)


def _outcome(row, year):
    measurement, trend = row.measurement_for(year), row.trend_for(year)
    start = f"Rādītājs {row.mark}, {year}. gads"
    if measurement.value is None:
        return f"{start}: saglabāts, ka vērtības nav, un iemesls."
    figure = value_figure(row, measurement)
    value = figure.printed or with_unit(measurement.value, row.unit)
    text = f"{start}: {value} – {trend.label}"
    if reason := trend_reason(row, trend, year):
        return f"{text} ({reason})."
    return f"{text} (bāzes vērtība {with_unit(row.baseline_value, row.unit)})."


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


def _plan_and_row(request, slug, period, pk, to_edit=False):
    """The plan and its row, or 404; 403 to whoever may only read but wants to edit."""
    plan = plan_or_404(request, slug, period)
    row = _row(plan, pk)
    if to_edit and not can_edit_indicators(request.user, plan):
        raise PermissionDenied
    return plan, row


def _row(plan, pk):
    return get_object_or_404(rows_of(plan).prefetch_related("targets", "measurements", "indicator__rows"), pk=pk)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _chosen_year(request, plan):
    """The year of the address if it is one of the plan's, else the newest, as on the plan's pages."""
    chosen = {str(year): year for year in plan.years}.get(request.GET.get("gads"))
    return chosen or default_year(plan, timezone.localdate())


def _warn(request, form):
    for warning in form.warnings:
        messages.warning(request, warning)

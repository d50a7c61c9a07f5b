"""The monitoring report as a web page and as PDF, which every member of the municipality may read, and writing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.queries import default_year
from plans.shortcuts import plan_or_404
from pmp.common.conflicts import merge
from pmp.common.versions import StaleVersion
from pmp.common.wording import lv_datetime
from reports.charts import level_chart
from reports.document import assemble
from reports.domain import report_texts, write_report
from reports.forms import ReportForm
from reports.models import Report
from reports.pdf import report_pdf
from reports.rules import can_write_report


@require_safe
def latest(request, slug, period):
    """To the report of the year that every other page begins with."""
    plan = plan_or_404(request, slug, period)
    return redirect("reports:report", *plan.address, default_year(plan))


@require_safe
def report(request, slug, period, year):
    """What a council member reads before a meeting: the key figures, then the report itself."""
    plan = _plan_of_year(request, slug, period, year)
    document = assemble(plan, year)
    context = {"plan": plan, "document": document, "chart": level_chart(document), "years": _years(plan, year)}
    context["can_write"] = can_write_report(request.user, plan)
    return render(request, "reports/report.html", context)


@require_safe
def pdf(request, slug, period, year):
    """The report as PDF; the name of a draft's file says so."""
    document = assemble(_plan_of_year(request, slug, period, year), year)
    response = HttpResponse(report_pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.file_name}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, period, year):
    """An editor writes the report's texts; a stale save is put beside what was saved."""
    plan = _plan_of_year(request, slug, period, year)
    if not can_write_report(request.user, plan):
        raise PermissionDenied
    report = Report.objects.filter(plan=plan, year=year).first() or Report(plan=plan, year=year)
    if request.method != "POST":
        return _edit_page(request, report, ReportForm.of(report))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, report, form, status=422)
    try:
        write_report(plan, year, by=request.user, opened_with=form.cleaned_data["version"], **form.texts())
    except StaleVersion as stale:
        return _stale_page(request, form, stale.current)
    messages.success(request, "Ziņojuma teksts saglabāts.")
    return redirect("reports:report", *plan.address, year)


def _plan_of_year(request, slug, period, year):
    plan = plan_or_404(request, slug, period)
    if year not in plan.years:
        raise Http404("Plānā šāda gada nav.")
    return plan


def _years(plan, current) -> list[dict]:
    """The plan's years; those without a reporting period or a report have nothing to show yet."""
    known = {
        current,
        *plan.periods.values_list("year", flat=True),
        *plan.reports.values_list("year", flat=True),
    }
    return [
        {
            "year": year,
            "url": reverse("reports:report", args=[*plan.address, year]) if year in known else "",
            "current": year == current,
        }
        for year in plan.years
    ]


def _edit_page(request, report, form, *, merged=None, status=200):
    context = {
        "plan": report.plan,
        "report": report,
        "form": form,
        "merged": merged,
        "disputed": merged.disputed if merged else [],
        "saved": lv_datetime(report.updated_at) if report.pk else "",
    }
    return render(request, "reports/edit.html", context, status=status)


def _stale_page(request, form, current):
    merged = merge(
        form, theirs=report_texts(current), base={}, rebuild=lambda initial: ReportForm.of(current, **initial)
    )
    return _edit_page(request, current, merged.form, merged=merged, status=409)

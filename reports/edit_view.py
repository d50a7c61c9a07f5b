"""The page on which an editor writes the report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans.conflicts import merge
from plans.shortcuts import plan_or_404
from plans.versions import StaleVersion
from pmp.templatetags.ui import lv_datetime
from reports.forms import ReportForm
from reports.models import Report
from reports.rules import can_write_report
from reports.writing import report_texts, write_report


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, year):
    """An editor writes the report's texts; a stale save is put beside what was saved."""
    plan = plan_or_404(request.user, slug)
    if year not in plan.years:
        raise Http404("Plānā šāda gada nav.")
    if not can_write_report(request.user, plan):
        raise PermissionDenied
    report = Report.objects.filter(plan=plan, year=year).first() or Report(plan=plan, year=year)
    if request.method != "POST":
        return _page(request, report, ReportForm.of(report))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    try:
        write_report(plan, year, by=request.user, opened_with=form.cleaned_data["version"], **form.texts())
    except StaleVersion as stale:
        return _stale_page(request, form, stale.current)
    messages.success(request, "Ziņojuma teksts saglabāts.")
    return redirect("reports:report", slug=slug, year=year)


def _page(request, report, form, *, merged=None, status=200):
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
    return _page(request, current, merged.form, merged=merged, status=409)

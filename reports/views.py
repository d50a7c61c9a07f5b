"""The monitoring report as a web page and as PDF; every member of the municipality may read it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.shortcuts import plan_or_404
from reports.charts import level_chart
from reports.document import assemble
from reports.pdf import report_pdf
from reports.rules import can_write_report


@require_safe
def latest(request, slug):
    """To the report of the newest monitoring year, or of the plan's first year."""
    plan = plan_or_404(request.user, slug)
    newest = plan.monitoring_years.values_list("year", flat=True).first()
    return redirect("reports:report", slug=slug, year=newest or plan.period_start)


@require_safe
def report(request, slug, year):
    """What a council member reads before a meeting: the key figures, then the report itself."""
    plan = _plan_of_year(request, slug, year)
    document = assemble(plan, year)
    context = {"plan": plan, "document": document, "chart": level_chart(document), "years": _years(plan, year)}
    context["can_write"] = can_write_report(request.user, plan)
    return render(request, "reports/report.html", context)


@require_safe
def pdf(request, slug, year):
    """The report as PDF; the name of a draft's file says so."""
    document = assemble(_plan_of_year(request, slug, year), year)
    response = HttpResponse(report_pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.file_name}.pdf"'
    return response


def _plan_of_year(request, slug, year):
    plan = plan_or_404(request.user, slug)
    if year not in plan.years:
        raise Http404("Plānā šāda gada nav.")
    return plan


def _years(plan, current) -> list[dict]:
    """The plan's years; those without a monitoring year or a report have nothing to show yet."""
    known = {
        current,
        *plan.monitoring_years.values_list("year", flat=True),
        *plan.reports.values_list("year", flat=True),
    }
    slug = plan.municipality.slug
    return [
        {
            "year": year,
            "url": reverse("reports:report", args=[slug, year]) if year in known else "",
            "current": year == current,
        }
        for year in plan.years
    ]

"""The monitoring report as a web page and as PDF, which every member of the municipality may read, and writing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.queries import default_year
from plans.shortcuts import plan_or_404
from pmp.common.pages import EditPage
from reports.charts import level_chart
from reports.document import assemble, check_abbreviations, numbered_title
from reports.domain import ReportEdit
from reports.files import adopted, download_name
from reports.forms import ReportForm
from reports.pdf import report_pdf
from reports.points import numbers_of_points
from reports.printing.apart import PdfFailed
from reports.rules import can_write_report
from reports.shortcuts import plan_of_year_or_404, warn_of_small_counts


@require_safe
def latest(request, slug, period):
    """To the report of the year that every other page begins with."""
    plan = plan_or_404(request, slug, period)
    return redirect("reports:report", *plan.address, default_year(plan))


@require_safe
def report_page(request, slug, period, year):
    """What a council member reads before a meeting: the key figures, then the report itself."""
    plan = plan_of_year_or_404(request, slug, period, year)
    document = assemble(plan, year)
    can_write = can_write_report(request.user, plan)
    context = {
        "plan": plan,
        "document": document,
        "abbreviations": check_abbreviations(document) if can_write else None,
        "chart": level_chart(document.figures),
        "print": False,
        "years": _years(plan, year),
        "can_write": can_write,
    }
    return render(request, "reports/report.html", context)


@require_safe
def pdf(request, slug, period, year):
    """The report as PDF, which its reader's browser may keep; the name of a draft's file says so."""
    plan = plan_of_year_or_404(request, slug, period, year)
    try:
        printed = report_pdf(plan, year)
    except PdfFailed as failure:
        return render(
            request, "reports/pdf_failed.html", {"plan": plan, "year": year, "reason": failure.reason}, status=503
        )
    return _download(printed.content, download_name(plan, year, printed.is_draft))


@require_safe
def adopted_pdf(request, slug, period, year):
    """The PDF that the council adopted, whatever was changed since; to the report where none is kept."""
    plan = plan_of_year_or_404(request, slug, period, year)
    report = plan.reports.filter(year=year).first()
    content = adopted(plan, year, report.adopted_hash) if report else None
    if content is None:
        messages.info(request, f"Domes apstiprināta {year}. gada ziņojuma PDF nav saglabāts.")
        return redirect("reports:report", *plan.address, year)
    return _download(content, download_name(plan, year, is_draft=False))


def _download(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    patch_cache_control(response, private=True)
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, period, year):
    """An editor writes the report's texts."""
    plan = plan_of_year_or_404(request, slug, period, year)
    return ReportPage(request, ReportEdit(plan, year, request.user)).respond()


class ReportPage(EditPage):
    """The texts of a report."""

    template = "reports/edit.html"

    def form(self, data=None, *, stored, initial=None):
        """The texts, and the version they were opened with."""
        return ReportForm(data, report=stored or self.edit.new(), initial=initial)

    def typed(self, form):
        """What was typed."""
        return form.texts()

    def context(self, form, stored):
        """The report itself, and how many points it has."""
        plan = self.edit.plan()
        numbers = numbers_of_points(plan, self.edit.year)
        lists = [(kind, numbered_title(kind.chapter), number) for kind, number in numbers.items()]
        return {"plan": plan, "report": stored or self.edit.new(), "lists": lists}

    def back(self):
        """The report."""
        return reverse("reports:report", args=[*self.edit.plan().address, self.edit.year])

    def after(self, saved, form):
        """To the report."""
        messages.success(self.request, "Ziņojuma teksts saglabāts.")
        written = [value for value in form.texts().values() if isinstance(value, str)]
        warn_of_small_counts(self.request, *written)
        return redirect("reports:report", *self.edit.plan().address, self.edit.year)


def _years(plan, current) -> list[dict]:
    """The plan's years; those without a reporting period or a report have nothing to show yet."""
    known = {
        current,
        *(period.year for period in plan.periods.all()),
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

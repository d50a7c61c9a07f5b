"""What is stored of a report, and whether what it prints is still what the council approved."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from indicators.models import IndicatorRow, Measurement
from monitoring.models import Assessment
from plans.models import Activity, Goal, Plan, Task
from reports.models import Report, ReportPoint, ReportSection


def report_of(plan: Plan, year: int) -> Report:
    """The stored report of ``year`` with its texts, or an unsaved empty one; ``all_sections`` and ``all_points`` are lists."""
    report = (
        Report.objects.filter(plan=plan, year=year)
        .select_related("decision")
        .prefetch_related(
            Prefetch("sections", ReportSection.objects.all(), to_attr="all_sections"),
            Prefetch("points", ReportPoint.objects.all(), to_attr="all_points"),
        )
        .first()
    )
    if report is None:
        report = Report(plan=plan, year=year)
        report.all_sections, report.all_points = [], []
    report.plan = plan
    return report


def changed_since_approval(report: Report) -> datetime | None:
    """When something that an approved report prints was changed after its approval, or None.

    A deleted point leaves its date at the report. Other rows that were deleted, and institution names or headings that were
    reworded, leave no date and are not noticed.
    """
    if report.approved_at is None:
        return None
    changed = last_change(report)
    return changed if changed and changed > report.approved_at else None


def last_change(report: Report) -> datetime | None:
    """When anything that the report prints was last changed; None where there is nothing. Makes one query."""
    first, *rest = [rows.order_by().values_list("updated_at") for rows in _printed_rows(report)]
    newest = first.union(*rest, all=True).order_by("-updated_at").first()
    return newest[0] if newest else None


def _printed_rows(report: Report) -> list[QuerySet]:
    plan, year = report.plan, report.year
    return [
        Goal.objects.filter(plan=plan),
        Activity.objects.filter(plan=plan),
        Task.objects.filter(plan=plan),
        Assessment.objects.filter(activity__plan=plan, year=year),
        IndicatorRow.objects.filter(indicator__plan=plan),
        Measurement.objects.filter(row__indicator__plan=plan, year=year),
        Report.objects.filter(pk=report.pk),
        ReportSection.objects.filter(report=report.pk),
        ReportPoint.objects.filter(report=report.pk),
    ]

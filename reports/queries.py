"""What is stored of a report."""

from django.db.models import Prefetch

from plans.models import Plan
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

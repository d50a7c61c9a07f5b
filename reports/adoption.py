"""A report is adopted: what it prints then is remembered, and its PDF kept for good."""

import logging

from django.utils import timezone

from plans.models import Plan
from reports import files
from reports.document import content_hash
from reports.models import Report
from reports.pdf import report_pdf
from reports.printing.apart import PdfFailed

logger = logging.getLogger(__name__)


def adopt(report: Report) -> None:
    """Remember what the report prints now as what the council adopted; its decision is stored already.

    Recorded by whoever calls it. The PDF is kept when it is printed first, at the latest by ``keep_adopted_pdf``.
    """
    report.approved_at, report.adopted_hash = timezone.now(), content_hash(report.plan, report.year)
    report.save(update_fields=["approved_at", "adopted_hash", "updated_at"])


def keep_adopted_pdf(plan: Plan, year: int) -> bool:
    """Print the adopted report unless its PDF is kept already; False where it cannot be printed, which is logged."""
    report = Report.objects.get(plan=plan, year=year)
    if files.adopted(plan, year, report.adopted_hash) is None:
        try:
            report_pdf(plan, year)
        except PdfFailed as failure:
            logger.warning("The adopted report of %s for %s cannot be printed: %s", plan, year, failure)
            return False
    return True

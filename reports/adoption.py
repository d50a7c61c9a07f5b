"""A report is adopted: what it prints then is remembered, and its PDF kept for good."""

import logging

from django.db import transaction
from django.utils import timezone

from plans.models import Plan
from reports import files
from reports.document import content_hash
from reports.models import Report
from reports.pdf import report_pdf
from reports.printing.apart import PdfFailed

logger = logging.getLogger(__name__)


@transaction.atomic
def adopt(report: Report) -> None:
    """Remember what the report prints now as what the council adopted; its decision is stored already.

    Recorded by whoever calls it, who prints it by ``keep_adopted_pdf`` once it is committed, before anybody can change it.
    """
    list(Plan.objects.select_for_update(of=("self",)).filter(pk=report.plan_id))
    report.approved_at, report.adopted_hash = timezone.now(), content_hash(report.plan, report.year)
    report.save(update_fields=["approved_at", "adopted_hash", "updated_at"])


def keep_adopted_pdf(plan: Plan, year: int) -> bool:
    """Print the adopted report unless its PDF is kept already; False where there is none afterwards, which is logged."""
    report = Report.objects.get(plan=plan, year=year)
    if files.adopted(plan, year, report.adopted_hash) is None:
        try:
            printed = report_pdf(plan, year)
        except PdfFailed as failure:
            logger.warning("The adopted report of %s for %s cannot be printed: %s", plan, year, failure)
            return False
        if not printed.is_draft:
            files.keep_adopted(plan, year, report.adopted_hash, printed.content)
    return files.adopted(plan, year, report.adopted_hash) is not None

"""What happens when an editor writes the report: its chapters, conclusions and proposals."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plans.models import Plan
from pmp.accounts.models import User
from pmp.common.versions import StaleVersion, save_version
from reports.enums import ReportSectionKey
from reports.models import Report, ReportItem, ReportSection
from reports.rules import can_write_report

SECTIONS = ReportSectionKey.values
ITEMS = {"conclusions": ReportItem.Kind.CONCLUSION, "proposals": ReportItem.Kind.PROPOSAL}


def report_texts(report: Report) -> dict:
    """What is stored of a report by name: ``prepared_by``, each chapter, and the lists of conclusions and proposals.

    An unsaved report has empty texts.
    """
    bodies = dict(report.sections.values_list("key", "body")) if report.pk else {}
    items = list(report.items.values_list("kind", "text")) if report.pk else []
    return {
        "prepared_by": report.prepared_by,
        **{key: bodies.get(key, "") for key in SECTIONS},
        **{name: [text for each, text in items if each == kind] for name, kind in ITEMS.items()},
    }


@transaction.atomic
def write_report(plan: Plan, year: int, *, by: User, opened_with: int, **texts) -> Report:
    """Store the texts that differ from what is stored; names as in ``report_texts``, what is not given stays.

    ``opened_with`` is the version the editor saw, 0 where there was no report yet. Raises ``PermissionDenied``, and
    ``StaleVersion`` when somebody has saved since. Writing what is stored already changes nothing, so that an approved
    report stays approved.
    """
    # One editor after the other, so that two cannot begin the same report at once.
    plan = Plan.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=plan.pk)
    if not can_write_report(by, plan):
        raise PermissionDenied
    report = Report.objects.filter(plan=plan, year=year).first() or Report(plan=plan, year=year, version=0)
    if report.version != opened_with:
        raise StaleVersion(report)
    before = report_texts(report)
    changed = {name: text for name, text in texts.items() if text != before[name]}
    if not changed:
        return report
    report.prepared_by = changed.get("prepared_by", report.prepared_by)
    _save(report, opened_with)
    for name, text in changed.items():
        if name in SECTIONS:
            _write_section(report, name, text, by)
        elif name in ITEMS:
            _write_items(report, ITEMS[name], text, by)
    return report


def _save(report, opened_with):
    if report.pk:
        save_version(report, opened_with=opened_with)
    else:
        report.version = 1
        report.save()


def _write_section(report, key, body, by):
    section = report.sections.filter(key=key).first() or ReportSection(report=report, key=key)
    section.body = body
    section._history_user = by
    section.save()


def _write_items(report, kind, texts, by):
    stored = list(report.items.filter(kind=kind))
    for order, text in enumerate(texts, 1):
        item = stored[order - 1] if order <= len(stored) else ReportItem(report=report, kind=kind)
        if (item.text, item.order) != (text, order):
            item.text, item.order, item._history_user = text, order, by
            item.save()
    for item in stored[len(texts) :]:
        item._history_user = by
        item.delete()

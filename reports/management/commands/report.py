"""``python manage.py report SLUG YEAR --format pdf --output FILE`` prints a monitoring report into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plans.models import Plan
from plans.shortcuts import plan_for_year, plan_in_force, plan_named
from reports.document import assemble, report_title
from reports.files import Printed
from reports.pdf import report_pdf, standalone_html
from reports.printing.apart import PdfFailed


class Command(BaseCommand):
    help = "Writes the monitoring report of one municipality and year into a file (PDF or HTML)."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="pašvaldības saīsinājums adresē, piemēram, jurmala")
        parser.add_argument("year", type=int, help="gads no plāna perioda")
        parser.add_argument(
            "--plan", dest="span", help="plāna gadi, piemēram, 2025-2029; bez tiem – plāns, kurā ir šis gads"
        )
        parser.add_argument("--format", choices=["pdf", "html"], default="pdf")
        parser.add_argument("--output", type=Path, required=True, help="datne, kurā rakstīt")

    def handle(self, *, slug, year, output, span=None, **options):
        plan = _plan(slug, year, span)
        printed = _pdf(plan, year) if options["format"] == "pdf" else _html(plan, year)
        try:
            output.write_bytes(printed.content)
        except OSError as error:
            raise CommandError(f"Datni {output} nevar ierakstīt: {error.strerror}.") from error
        state = "projekts" if printed.is_draft else "apstiprināts"
        what = f"{report_title(year)} ({plan.municipality.short_name}, {state})"
        self.stdout.write(f"{what}: {output}, {len(printed.content)} baiti")


def _pdf(plan: Plan, year: int) -> Printed:
    try:
        return report_pdf(plan, year)
    except PdfFailed as failure:
        raise CommandError(str(failure)) from failure


def _html(plan: Plan, year: int) -> Printed:
    document = assemble(plan, year)
    return Printed(standalone_html(document).encode(), document.is_draft)


def _plan(slug: str, year: int, span: str | None) -> Plan:
    stored = Plan.objects.select_related("municipality").prefetch_related("target_years")
    plans = list(stored.filter(municipality__slug=slug))
    if not plans:
        known = ", ".join(sorted(set(Plan.objects.values_list("municipality__slug", flat=True))))
        raise CommandError(f"Plāna „{slug}” nav. Ir: {known or 'neviena'}.")
    plan = plan_named(plans, span) if span else plan_for_year(plans, year) or plan_in_force(plans)
    if plan is None:
        raise CommandError(f"Plāna {span} pašvaldībai „{slug}” nav. Ir: {', '.join(each.span for each in plans)}.")
    if year not in plan.years:
        raise CommandError(f"{year}. gads nav plāna periodā {plan.period_start}–{plan.period_end}.")
    return plan

"""``manage.py export_plan SLUG``: a plan as one JSON document."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plans.models import Plan
from plans.shortcuts import plan_in_force, plan_named
from pmp.exchange.document import PlanDocument


class Command(BaseCommand):
    help = "Writes the plan in force, or the one named, as one self-contained document (docs/plan-json.md)."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="pašvaldība: jurmala, liepaja, tukums, riga, valka")
        parser.add_argument(
            "--plan", dest="span", help="plāna gadi, piemēram, 2025-2029; bez tiem – spēkā esošais plāns"
        )
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument("--output", type=Path, help="datne; bez tās dokumentu izdrukā")

    def handle(self, slug, output, span=None, **options):
        text = PlanDocument.from_db(_plan(slug, span)).model_dump_json(indent=2)
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Datni {output} nevar ierakstīt: {error.strerror}.") from error
        self.stdout.write(f"Ierakstīts: {output}")


def _plan(slug, span):
    plans = list(Plan.objects.select_related("municipality").filter(municipality__slug=slug))
    plan = plan_named(plans, span) if span else plan_in_force(plans)
    if plan is None:
        known = f" Ir: {', '.join(each.span for each in plans)}." if plans else ""
        raise CommandError(f"Pašvaldībai „{slug}”{f' {span}' if span else ''} plāna nav.{known}")
    return plan

"""``manage.py export_plan SLUG``: a plan as one JSON document."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plans.models import Plan
from pmp.exchange.document import PlanDocument


class Command(BaseCommand):
    help = "Writes the newest plan of a municipality as one self-contained document (docs/plan-json.md)."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="pašvaldība: jurmala, liepaja, tukums, riga, valka")
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument("--output", type=Path, help="datne; bez tās dokumentu izdrukā")

    def handle(self, slug, output, **options):
        plan = Plan.objects.select_related("municipality").filter(municipality__slug=slug).first()
        if plan is None:
            raise CommandError(f"Pašvaldībai “{slug}” plāna nav.")
        text = PlanDocument.from_db(plan).model_dump_json(indent=2)
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Datni {output} nevar ierakstīt: {error.strerror}.") from error
        self.stdout.write(f"Ierakstīts: {output}")

"""``manage.py restore FILE``: database and documents as they were when the archive was made."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from pmp.site.backup import BackupRefused, bring_back, is_empty


class Command(BaseCommand):
    help = (
        "Brings the database and the kept documents back from an archive of the command backup; run migrate after it."
    )
    # What is restored may be older than the code: no check asks the database first.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="datne, ko izveidoja komanda backup")
        parser.add_argument("--yes", action="store_true", help="pārrakstīt to, kas ir tagad")

    def handle(self, archive, yes, **options):
        if not yes and not is_empty():
            raise CommandError(
                "Datubāze nav tukša: atjaunojot zustu viss, kas tajā ir tagad. Ja tā ir domāts, pievienojiet --yes."
            )
        try:
            bring_back(archive)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Atjaunots no: {archive}")

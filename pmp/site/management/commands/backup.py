"""``manage.py backup FILE``: database and documents in one archive."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from pmp.site.backup import BackupRefused, back_up


class Command(BaseCommand):
    help = "Writes the database and the kept documents into one archive (.tar.gz); may run while people work."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="datne, piemēram, pmp-2026-01-12.tar.gz")

    def handle(self, archive, **options):
        try:
            back_up(archive)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Ierakstīts: {archive}")

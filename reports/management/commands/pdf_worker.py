"""``python manage.py pdf_worker`` sets the PDFs beside the web's processes (docs/decisions/0016-pdf-process.md)."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.pdf import style_sheets
from reports.printing import fonts, worker


class Command(BaseCommand):
    help = "Sets PDFs in a process of its own beside the web's, until it is stopped."
    requires_system_checks = ()  # the one that matters here refuses, instead of warning

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-parent", action="store_true", help="beidzas līdz ar procesu, kas to palaidis (make run)"
        )

    def handle(self, *, with_parent=False, **options):
        if complaint := fonts.complaint():
            raise CommandError(complaint)
        try:
            worker.serve(settings.PDF_SOCKET, style_sheets(), with_parent=with_parent)
        except worker.Refused as error:
            raise CommandError(str(error)) from error

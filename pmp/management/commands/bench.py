"""``manage.py bench``: what the report's PDF and the three long pages cost, measured side by side (docs/performance.md)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Measures the report's PDF against headless Chromium, and the long pages at 1, 10 and 100 times the rows."

    def add_arguments(self, parser):
        parser.add_argument("--runs", type=int, default=5, help="cik reižu mērīt; rāda mediānu")
        parser.add_argument("--scales", type=int, nargs="+", default=[1, 10, 100], help="cik reižu demo rindu lapām")
        parser.add_argument("--only", choices=["pdf", "pages"], help="tikai viena daļa")

    def handle(self, *, runs, scales, only, **options):
        """The measuring goes on in a process whose database and files are its own and are thrown away."""
        with tempfile.TemporaryDirectory(prefix="pmp-bench-") as folder:
            Path(folder, "static").mkdir()
            environment = {
                **os.environ,
                # Named, not inherited: whatever settings this command runs under, the measuring never meets their database.
                "DJANGO_SETTINGS_MODULE": "pmp.settings",
                "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                "VAR_DIR": folder,
                "DEBUG": "true",
                "DEMO_PASSWORD": "only-for-the-measuring",
                "LOG_LEVEL": "ERROR",
            }
            command = [sys.executable, "-m", "pmp.bench", str(runs), ",".join(map(str, scales)), only or "all"]
            finished = subprocess.run(command, cwd=settings.BASE_DIR, env=environment)  # noqa: S603
        if finished.returncode:
            sys.exit(finished.returncode)

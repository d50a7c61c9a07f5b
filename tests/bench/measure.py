"""``python -m tests.bench.measure RUNS SCALES PART``, started by ``python -m tests.bench`` with an environment of its own."""

import os
import platform
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmp.settings")


def main(runs: int, scales: list[int], part: str) -> int:
    """Measure and print; 1 if a page's queries grew with its rows, else 0."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from pmp.site import demo
    from tests.bench import downloads, pages, pdf

    # As in production; Django's own preparation for tests would copy the context of every template for the tests to look at.
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    if not str(settings.DATABASES["default"]["NAME"]).startswith(str(settings.VAR_DIR)):
        sys.exit("The measuring writes only into a database of its own.")
    call_command("migrate", verbosity=0)
    demo.load_plans()
    demo.load_people()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, medians of {runs} runs\n")
    if part != "pages":
        pdf.measure(runs)
        downloads.measure(runs)
    return 0 if part == "pdf" or pages.measure(runs, scales) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), [int(scale) for scale in sys.argv[2].split(",")], sys.argv[3]))

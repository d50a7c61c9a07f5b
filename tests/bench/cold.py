"""``python -m tests.bench.cold INPUT OUTPUT``: one report in a new process; INPUT holds the pickled document and its HTML."""

import os
import pickle
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmp.settings")


def main(source: Path, target: Path) -> None:
    """Set the report that ``source`` holds."""
    django.setup()
    from reports import pdf

    document, html = pickle.loads(source.read_bytes())  # noqa: S301 - written by tests.bench.pdf a moment ago
    target.write_bytes(pdf.render(document, html))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

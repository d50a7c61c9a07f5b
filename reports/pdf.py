"""The report's PDF: kept by the key of what it prints, else assembled here and set in another process."""

import fcntl
import hashlib
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from plans.models import Plan
from reports import files
from reports.charts import level_chart
from reports.content_key import content_key
from reports.document import ReportDocument, assemble
from reports.files import Place, Printed
from reports.printing.apart import PdfFailed, Reason, typeset_apart
from reports.widths import table_css

#: So many threads of a process of the web may wait for a PDF; the others are there for pages.
WAITING = 2
_waiting = threading.BoundedSemaphore(WAITING)


def report_pdf(plan: Plan, year: int) -> Printed:
    """The PDF of a report: the kept one if nothing that it prints has changed (milliseconds), else set now (seconds).

    Two requests for the same report at once set it once; the second waits. Raises ``PdfFailed``. ``plan`` as for ``assemble``.
    """
    place = Place(plan, year, content_key(plan, year))
    if printed := files.kept(place):
        return printed
    with _place_in_line(), _one_at_a_time(place.key):
        return files.kept(place) or _set(place)


def _set(place: Place) -> Printed:
    document = assemble(place.plan, place.year)
    printed = Printed(typeset_apart(print_html(document), styles(document)), document.is_draft)
    if not document.is_draft and document.adopted_hash:
        files.keep_adopted(place.plan, place.year, document.adopted_hash, printed.content)
    # Somebody may have saved between the key and the document: then this is neither what it was nor surely what it is now.
    if content_key(place.plan, place.year) == place.key:
        files.keep(place, printed)
    return printed


def print_html(document: ReportDocument) -> str:
    """The report as the HTML that is printed, without its style."""
    return render_to_string(
        "reports/print.html", {"document": document, "chart": level_chart(document.figures), "print": True}
    )


def standalone_html(document: ReportDocument) -> str:
    """The report as one HTML file with its style in it, which any browser shows and prints."""
    text = "\n".join(styles(document))
    return print_html(document).replace("</head>", f"<style>{text}</style></head>", 1)


def styles(document: ReportDocument) -> list[str]:
    """The texts of the style sheets that the report is printed with, and the widths of its columns."""
    for_print, for_drafts = style_sheets()
    return [for_print, *([for_drafts] if document.is_draft else []), table_css(document)]


def style_sheets() -> list[str]:
    """The texts of the style sheet of every report and of the one for drafts."""
    folder = settings.BASE_DIR / "static" / "css"
    return [Path(folder, name).read_text(encoding="utf-8") for name in ("report-print.css", "report-draft.css")]


@contextmanager
def _place_in_line() -> Iterator[None]:
    """One of the few places of those who wait for a PDF; ``PdfFailed`` where all are taken."""
    if not _waiting.acquire(blocking=False):
        raise PdfFailed(Reason.BUSY)
    try:
        yield
    finally:
        _waiting.release()


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """A lock between the threads and processes of one server; where there can be none, the same may be set twice."""
    with ExitStack() as stack:
        with suppress(OSError):
            folder = settings.VAR_DIR / "locks"
            folder.mkdir(parents=True, exist_ok=True)
            lock = folder / f"report-{hashlib.sha256(name.encode()).hexdigest()[:2]}.lock"
            fcntl.flock(stack.enter_context(lock.open("w")), fcntl.LOCK_EX)
        yield

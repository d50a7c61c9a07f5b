"""What the web asks: this document as PDF, set in another process. By the worker where one runs, else in a process made for it."""

import logging
import socket
import subprocess
import sys
from collections.abc import Iterable
from enum import Enum

from django.conf import settings

from reports.printing import engine
from reports.printing.fonts import PACKAGES
from reports.printing.job import Job, Outcome

logger = logging.getLogger(__name__)


class Reason(Enum):
    """Why there is no PDF: what a reader is told, and what to do about it."""

    TOO_LARGE = (
        "Dokuments ir par lielu: tā sagatavošana prasa vairāk laika vai atmiņas, nekā atvēlēts.",
        "Saīsiniet garākos tekstus, piemēram, izpildes izvērtējumus, un mēģiniet vēlreiz.",
    )
    NO_FONTS = (
        "Serverī nav fontu, ar kuriem ziņojumu drukā.",
        f"Lūdziet sistēmas uzturētājam uzstādīt pakotnes {' un '.join(PACKAGES.values())}.",
    )
    BUSY = (
        "Pašlaik tiek sagatavoti citi dokumenti.",
        "Mēģiniet vēlreiz pēc brīža.",
    )
    FAILED = (
        "Kaut kas neizdevās mūsu pusē. Kļūda ir pierakstīta.",
        "Mēģiniet vēlreiz pēc brīža; ja kļūda atkārtojas, ziņojiet pašvaldības administratoram.",
    )

    def __init__(self, sentence: str, advice: str):
        self.sentence, self.advice = sentence, advice


class PdfFailed(Exception):
    """There is no PDF, and the ``reason`` says why."""

    def __init__(self, reason: Reason):
        super().__init__(f"PDF neizdevās sagatavot. {reason.sentence} {reason.advice}")
        self.reason = reason


def typeset_apart(html: str, styles: Iterable[str]) -> bytes:
    """The PDF of ``html`` with the texts of its style sheets; takes seconds. Raises ``PdfFailed``."""
    job = Job(html, tuple(styles), settings.PDF_SECONDS, settings.PDF_MEMORY_MIB).to_bytes()
    answer = _from_worker(job)
    if answer is None:
        answer = _from_own_child(job)
    outcome, _, pdf = answer.partition(b"\n")
    if outcome == Outcome.SET.encode() and pdf.rstrip().endswith(b"%%EOF"):
        return pdf
    reasons = {Outcome.NO_FONTS.encode(): Reason.NO_FONTS, Outcome.FAILED.encode(): Reason.FAILED}
    logger.error("A PDF could not be set: its process answered %r.", outcome.decode() or "nothing")
    raise PdfFailed(reasons.get(outcome, Reason.TOO_LARGE))


def _patience() -> int:
    """How long to wait for an answer: one document that is before ours, and our own."""
    return 2 * settings.PDF_SECONDS


def _from_worker(job: bytes) -> bytes | None:
    """The worker's answer, empty where its fork has died; None where no worker runs, or one of another version."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_patience())
        try:
            connection.connect(str(settings.PDF_SOCKET))
        except OSError:
            return None
        try:
            with connection.makefile("rb") as received:
                greeting = received.readline().decode().strip()
                if greeting != engine.version():
                    logger.warning("The PDF worker runs another version, or has just ended; restart it.")
                    return None
                connection.sendall(job)
                connection.shutdown(socket.SHUT_WR)
                return received.read()
        except TimeoutError:
            raise PdfFailed(Reason.BUSY) from None
        except OSError:  # it died while it was written to
            return b""


def _from_own_child(job: bytes) -> bytes:
    """The answer of a process that is started for this document; empty where it has died."""
    command = [sys.executable, "-m", "reports.printing.child"]
    try:
        done = subprocess.run(command, input=job, capture_output=True, cwd=settings.BASE_DIR, timeout=_patience())  # noqa: S603
    except subprocess.TimeoutExpired:
        return b""
    if said := done.stderr.decode(errors="replace").strip():
        logger.error("The process that set a PDF ended with %s and said: %s", done.returncode, said)
    return done.stdout

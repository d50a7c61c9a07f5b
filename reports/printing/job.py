"""One document to set: what is asked for, under which limits, and how it ended, as bytes between two processes."""

import json
import resource
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from enum import StrEnum

from reports.printing import engine


class Outcome(StrEnum):
    """How it ended; an answer begins with a line that says so."""

    SET = "set"
    """The PDF follows."""
    NO_MEMORY = "no-memory"
    NO_FONTS = "no-fonts"
    FAILED = "failed"
    """The engine raised; its process has printed the trace."""


@dataclass(frozen=True)
class Job:
    """A document as HTML with the texts of its style sheets, and what setting it may take; holds nothing but plain values."""

    html: str
    styles: tuple[str, ...]
    seconds: int
    memory_mib: int

    def to_bytes(self) -> bytes:
        """As it is sent."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Job":
        """The job that was sent."""
        return cls(**json.loads(content))


def answer(content: bytes) -> bytes:
    """Do the job that ``content`` holds, in this process, under its limits: nothing else should live here.

    Who takes too long is ended by the alarm and answers nothing, as does whoever crashes or is killed.
    """
    job = Job.from_bytes(content)
    limit(job.seconds, job.memory_mib)
    try:
        return told(Outcome.SET, engine.typeset(job.html, job.styles))
    except (MemoryError, SystemError):  # C code that got no memory and does not say so ends in the latter
        return told(Outcome.NO_MEMORY)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return told(Outcome.FAILED)


def limit(seconds: int, memory_mib: int) -> None:
    """End this process after so many seconds on the clock, and refuse it more memory than that (its whole address space)."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    memory = memory_mib * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def told(outcome: Outcome, pdf: bytes = b"") -> bytes:
    """An answer as it is sent."""
    return f"{outcome}\n".encode() + pdf

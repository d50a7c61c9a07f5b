"""Rendered documents as files in the storage ``documents``, found by the key of what they print, so that they never go stale.

Whether a file can be kept is never the reason not to deliver it: what the storage cannot do is logged, and rendered again.
"""

import logging
from dataclasses import dataclass
from posixpath import basename

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from plans.models import Plan

#: What the name of a draft's file begins with; an approved report's files stay, a draft's only until the next one.
DRAFT = "projekts-"
#: What a whole PDF ends with; a process that is killed while it writes leaves a part.
END = b"%%EOF"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where the PDF of a plan's report for a year is kept, by the key of what it prints."""

    plan: Plan
    year: int
    key: str

    def name(self, *, is_draft: bool) -> str:
        """``jurmala/2025-2029/zinojums-2025/projekts-….pdf``."""
        folder = "/".join([*self.plan.address, f"zinojums-{self.year}"])
        return f"{folder}/{DRAFT if is_draft else ''}{self.key}.pdf"


@dataclass(frozen=True)
class Printed:
    """A printed report; ``is_draft`` is known from the name of its file too."""

    content: bytes
    is_draft: bool


def download_name(plan: Plan, year: int, is_draft: bool) -> str:
    """What its reader saves it as: jurmala-uzraudzibas-zinojums-2025, and -projekts for a draft; without ending."""
    return f"{plan.municipality.slug}-uzraudzibas-zinojums-{year}{'-projekts' if is_draft else ''}"


def kept(place: Place) -> Printed | None:
    """The whole PDF kept there, be it a draft or not; None where there is none."""
    for is_draft in (True, False):
        content = _read(place.name(is_draft=is_draft))
        if content is not None:
            return Printed(content, is_draft)
    return None


def adopted(plan: Plan, year: int, adopted_hash: str) -> bytes | None:
    """The PDF of what the council adopted, whatever was changed since; None where none is kept."""
    return _read(_adopted_name(plan, year, adopted_hash)) if adopted_hash else None


def keep_adopted(plan: Plan, year: int, adopted_hash: str, content: bytes) -> None:
    """Keep the PDF of what the council adopted for good; the one kept first stays, if it is whole."""
    name = _adopted_name(plan, year, adopted_hash)
    try:
        if _read(name) is None:
            _documents().delete(name)
            _documents().save(name, ContentFile(content))
    except Exception:
        logger.exception("The document %s cannot be kept in the storage.", name)


def _adopted_name(plan, year, adopted_hash):
    return "/".join([*plan.address, f"zinojums-{year}", f"apstiprinats-{adopted_hash}.pdf"])


def keep(place: Place, printed: Printed) -> None:
    """Keep the PDF there, in place of what is there; older drafts beside it go."""
    name = place.name(is_draft=printed.is_draft)
    try:
        storage = _documents()
        storage.delete(name)  # a part that was left over
        storage.save(name, ContentFile(printed.content))
        for other in _older_drafts(storage, name):
            storage.delete(other)
    except Exception:
        logger.exception("The document %s cannot be kept in the storage.", name)


def _read(name: str) -> bytes | None:
    try:
        with _documents().open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    except Exception:
        logger.exception("The document %s cannot be read from the storage.", name)
        return None
    return content if content.rstrip().endswith(END) else None


def _older_drafts(storage: Storage, name: str) -> list[str]:
    folder = name.removesuffix(basename(name))
    drafts = [file for file in storage.listdir(folder)[1] if file.startswith(DRAFT)]
    return [folder + file for file in drafts if file != basename(name)]


def _documents() -> Storage:
    return storages["documents"]

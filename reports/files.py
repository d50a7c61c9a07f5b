"""Rendered documents as files in the storage ``documents``, found by the hash of what they print, so that they never go stale.

Whether a file can be kept is never the reason not to deliver it: what the storage cannot do is logged, and rendered again.
"""

import logging
from posixpath import basename

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from reports.document import ReportDocument

#: What the name of a draft's file begins with; an approved report's files stay, a draft's only until the next one.
DRAFT = "projekts-"
#: What a whole PDF ends with; a process that is killed while it writes leaves a part.
END = b"%%EOF"

logger = logging.getLogger(__name__)


def file_name(document: ReportDocument, fingerprint: str) -> str:
    """Where the PDF of ``document`` is kept: ``jurmala/2025-2029/zinojums-2025/projekts-….pdf``."""
    folder = "/".join([*document.address, f"zinojums-{document.year}"])
    return f"{folder}/{DRAFT if document.is_draft else ''}{fingerprint}.pdf"


def kept(name: str) -> bytes | None:
    """The whole PDF kept as ``name``; None where there is none."""
    try:
        with _documents().open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    except Exception:
        logger.exception("The document %s cannot be read from the storage.", name)
        return None
    return content if content.rstrip().endswith(END) else None


def keep(name: str, content: bytes) -> None:
    """Keep ``content`` as ``name``, in place of what is there; older drafts beside it go."""
    try:
        storage = _documents()
        storage.delete(name)  # a part that was left over
        storage.save(name, ContentFile(content))
        for other in _older_drafts(storage, name):
            storage.delete(other)
    except Exception:
        logger.exception("The document %s cannot be kept in the storage.", name)


def _older_drafts(storage: Storage, name: str) -> list[str]:
    folder = name.removesuffix(basename(name))
    drafts = [file for file in storage.listdir(folder)[1] if file.startswith(DRAFT)]
    return [folder + file for file in drafts if file != basename(name)]


def _documents() -> Storage:
    return storages["documents"]

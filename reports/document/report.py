"""The monitoring report as a document: its cover and what is known of it beside its blocks."""

from dataclasses import dataclass

from reports.document.blocks import Document
from reports.document.figures import Attention, Figures


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What is said of a report without reading it: whose it is, whether it is a draft, the year in figures."""

    title: str
    slug: str
    span: str
    year: int
    is_draft: bool
    changed_since_approval: bool
    """Whether an approved report prints something else than the council approved."""
    adopted_hash: str
    """Of what the council approved; empty where that is not known."""
    figures: Figures
    attention: Attention

    @property
    def address(self) -> tuple[str, str]:
        """What the address of every page of its plan begins with."""
        return self.slug, self.span


@dataclass(frozen=True, kw_only=True)
class ReportDocument(Glance, Document):
    """The monitoring report of one plan and year, whole; ``figures`` and ``attention`` are what is said before it."""

    municipality: str
    short_name: str
    place: str
    annex: str
    approval: tuple[str, ...]
    """The lines of the approval block on the cover."""
    signature: tuple[str, ...]
    """The lines of the signature block at the end."""
    plan_title: str
    prepared_by: str


def report_title(year: int) -> str:
    """What the report of a year is called."""
    return f"Uzraudzības ziņojums par {year}. gadu"

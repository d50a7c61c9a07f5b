"""The report as a document of blocks: assembled from what is stored, printed as a web page and as PDF."""

from reports.document.abbreviations import check_abbreviations
from reports.document.adopted import content_hash
from reports.document.assemble import annex_line, assemble, glance
from reports.document.chapters import numbered_title
from reports.document.report import Glance, ReportDocument, report_title

__all__ = [
    "Glance",
    "ReportDocument",
    "annex_line",
    "assemble",
    "check_abbreviations",
    "content_hash",
    "glance",
    "numbered_title",
    "report_title",
]

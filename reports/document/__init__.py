"""The report as a document of blocks: assembled from what is stored, printed as a web page and as PDF."""

from reports.document.assemble import annex_line, assemble
from reports.document.chapters import numbered_title
from reports.document.report import ReportDocument, report_title

__all__ = ["ReportDocument", "annex_line", "assemble", "numbered_title", "report_title"]

"""The report as a document: assembled from what is stored, printed as a web page and as PDF."""

from reports.document.assemble import annex_line, assemble
from reports.document.parts import ActivityLine, IndicatorLine, ReportDocument

__all__ = ["ActivityLine", "IndicatorLine", "ReportDocument", "annex_line", "assemble"]

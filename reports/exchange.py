"""The reports of a plan in its document: texts, decision, approval. Their figures stand where they were reported."""

from datetime import date

from pydantic import AwareDatetime, model_validator

from plans.models import CouncilDecision, Plan
from pmp.common.parts import Part, Text, Year, by_key, slip, store, text
from reports.enums import PointKind, ReportSectionKey
from reports.models import Report, ReportPoint, ReportSection


class ReportPart(Part):
    """The report of a year; ``decision`` and ``decision_date`` name one of the plan's decisions."""

    prepared_by: text(Report, "prepared_by") = ""
    prints_overview: bool = False
    decision: text(CouncilDecision, "number") | None = None
    decision_date: date | None = None
    approved_at: AwareDatetime | None = None
    adopted_hash: text(Report, "adopted_hash") = ""
    sections: by_key(ReportSectionKey, ReportSectionKey) = {}
    conclusions: list[Text] = []
    proposals: list[Text] = []

    @model_validator(mode="after")
    def _decision_is_named(self):
        if (self.decision is None) != (self.decision_date is None):
            raise slip("domes lēmumam jānorāda gan numurs „decision”, gan datums „decision_date”")
        if self.approved_at and self.decision is None:
            raise slip("apstiprinātam ziņojumam jānorāda domes lēmums „decision”")
        return self


def reports_of(plan: Plan) -> dict[int, ReportPart]:
    """The reports of ``plan`` by year, in a constant number of queries."""
    rows = plan.reports.select_related("decision").prefetch_related("sections", "points")
    return {row.year: _part(row) for row in rows}


def write_reports(parts: dict[Year, ReportPart], plan: Plan) -> None:
    """Store the reports as rows of ``plan``, whose decisions are there."""
    decisions = {(row.number, row.date): row for row in plan.decisions.all()}
    reports = [(part, _report(part, year, plan, decisions)) for year, part in parts.items()]
    store([row for _, row in reports])
    store(
        [ReportSection(report=row, key=key, body=body) for part, row in reports for key, body in part.sections.items()]
    )
    store([point for part, row in reports for point in _points(part, row)])


def _part(report):
    points = {kind: [point.text for point in report.points.all() if point.kind == kind] for kind in PointKind}
    return ReportPart.from_row(
        report,
        decision=report.decision and report.decision.number,
        decision_date=report.decision and report.decision.date,
        sections={section.key: section.body for section in report.sections.all()},
        conclusions=points[PointKind.CONCLUSION],
        proposals=points[PointKind.PROPOSAL],
    )


def _report(part, year, plan, decisions):
    decision = decisions[part.decision, part.decision_date] if part.decision is not None else None
    return Report(plan=plan, year=year, decision=decision, **part.columns(Report))


def _points(part, report):
    lists = {PointKind.CONCLUSION: part.conclusions, PointKind.PROPOSAL: part.proposals}
    return [
        ReportPoint(report=report, kind=kind, text=text, order=order)
        for kind, texts in lists.items()
        for order, text in enumerate(texts, 1)
    ]

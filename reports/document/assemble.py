"""Puts the report of a year together from what is stored; nothing derived is kept."""

from indicators.enums import Trend
from plans.models import CouncilDecision, Plan
from pmp.common.wording import NBSP, lv_date_words
from reports.document.parts import (
    Abbreviation,
    Chapter,
    IndicatorLevel,
    ReportDocument,
    StatusCount,
    TrendGroup,
)
from reports.document.tables import (
    activity_columns,
    indicator_columns,
    indicator_levels,
    level_lines,
    paragraphs,
    party_labels,
)
from reports.enums import ReportSectionKey
from reports.models import Report, ReportItem
from reports.queries import changed_since_approval, report_of

#: The chapters in the order of the councils' reports; anchors are ids on the page and in the PDF.
CHAPTERS = (
    Chapter("kopsavilkums", "1.", "Kopsavilkums"),
    Chapter("ievads", "2.", "Ievads"),
    Chapter("saisinajumi", "3.", "Izmantotie saīsinājumi un termini"),
    Chapter(
        "izvertejums",
        "4.",
        "Izvērtējums",
        (
            Chapter("tabula-1", "", "Apkopojums par rīcības plāna izpildi"),
            Chapter("raditaji", "", "Rezultatīvie rādītāji"),
        ),
    ),
    Chapter("secinajumi", "5.", "Secinājumi"),
    Chapter("priekslikumi", "6.", "Priekšlikumi"),
)

#: Which trends a council member reads together.
TREND_GROUPS = [
    ("better", "Uzlabojas", [Trend.IMPROVING]),
    ("worse", "Pasliktinās", [Trend.WORSENING]),
    ("held", "Nemainās", [Trend.STABLE]),
    ("unknown", "Nav zināms", [Trend.NOT_COMPARABLE, Trend.NOT_MEASURED]),
]


def assemble(plan: Plan, year: int) -> ReportDocument:
    """The monitoring report of ``plan`` for ``year``, in the councils' order.

    Works without a stored report too: its texts are then empty and it is a draft. Makes a constant number of queries,
    however many rows the plan has; ``plan.municipality`` and ``plan.target_years`` are best fetched with it.
    """
    report = report_of(plan, year)
    changed_at = changed_since_approval(report)
    municipality = plan.municipality
    levels, indicators = level_lines(plan, year), indicator_levels(plan, year)
    return ReportDocument(
        slug=municipality.slug,
        span=plan.span,
        year=year,
        municipality=municipality.name,
        short_name=municipality.short_name,
        place=municipality.place,
        annex=annex_line(report.decision, municipality.council_genitive) if report.decision else "",
        plan_title=plan.title,
        title=f"Uzraudzības ziņojums par {year}. gadu",
        prepared_by=report.prepared_by,
        is_draft=report.approved_at is None or changed_at is not None,
        changed_at=changed_at,
        chapters=CHAPTERS,
        summary=_section(report, ReportSectionKey.SUMMARY),
        introduction=_section(report, ReportSectionKey.INTRODUCTION),
        abbreviations=tuple(Abbreviation(row.short, row.long) for row in plan.abbreviations.all()),
        activity_columns=activity_columns(plan, year),
        party_labels=party_labels(plan),
        levels=levels,
        indicator_columns=indicator_columns(plan, year),
        indicator_levels=indicators,
        conclusions=_items(report, ReportItem.Kind.CONCLUSION),
        proposals=_items(report, ReportItem.Kind.PROPOSAL),
        counts=_totals(levels),
        trend_groups=trend_groups(indicators),
    )


def annex_line(decision: CouncilDecision, council: str) -> str:
    """*Pielikums Jūrmalas domes 2026. gada 28. maija lēmumam Nr. 295 (protokola Nr. 6, 39. punkts)*; council in genitive."""
    date = lv_date_words(decision.date, "genitive").replace(NBSP, " ")
    minutes = f"protokola Nr. {decision.minutes}" if decision.minutes else ""
    where = ", ".join(text for text in [minutes, decision.point] if text)
    return f"Pielikums {council} {date} lēmumam Nr. {decision.number}{f' ({where})' if where else ''}"


def trend_groups(levels: tuple[IndicatorLevel, ...]) -> tuple[TrendGroup, ...]:
    """The indicators by how they moved; a group may be empty."""
    lines = [line for level in levels for line in level.lines]
    return tuple(
        TrendGroup(key, label, trends[0], tuple(line for line in lines if line.trend in trends))
        for key, label, trends in TREND_GROUPS
    )


def _section(report: Report, key: str) -> tuple[str, ...]:
    return paragraphs(next((row.body for row in report.all_sections if row.key == key), ""))


def _items(report: Report, kind: str) -> tuple[str, ...]:
    return tuple(row.text for row in report.all_items if row.kind == kind)


def _totals(levels) -> tuple[StatusCount, ...]:
    return tuple(
        StatusCount(same[0].status, sum(count.value for count in same))
        for same in zip(*(level.counts for level in levels), strict=True)
    )

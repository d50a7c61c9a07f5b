"""The chapters of the report: declared here once, in the order of the councils' reports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from plans.models import Plan
from reports.document.activities import activity_table, counted_by_goal, reported_by_goal
from reports.document.blocks import Block, Chapter, Glossary, Layout, Overview, Points, Prose, Term
from reports.document.columns import paragraphs
from reports.document.figures import Figures
from reports.document.indicators import indicator_table, measured_rows
from reports.document.overview import figures_of
from reports.enums import PointKind, ReportSectionKey
from reports.models import Report
from reports.queries import report_of


class Material:
    """What the chapters are made from, read once: the stored report, what was reported of the year and what was measured.

    ``at_a_glance`` reads only what the figures of the year need.
    """

    def __init__(self, plan: Plan, year: int, *, at_a_glance: bool = False):
        self.plan, self.year, self._at_a_glance = plan, year, at_a_glance

    @cached_property
    def report(self) -> Report:
        """The stored report, or an empty one."""
        return report_of(self.plan, self.year)

    @cached_property
    def goals(self) -> list[tuple]:
        """The goals of the plan and what was reported of their activities."""
        read = counted_by_goal if self._at_a_glance else reported_by_goal
        return read(self.plan, self.year)

    @cached_property
    def indicator_rows(self) -> list:
        """The indicator rows of the plan and what was measured of them."""
        return measured_rows(self.plan, self.year, with_targets=not self._at_a_glance)

    @cached_property
    def figures(self) -> Figures:
        """The year in figures."""
        return figures_of(self.year, self.goals, self.indicator_rows)


@dataclass(frozen=True)
class ChapterSpec:
    """A chapter as it is declared, once; ``content`` makes its block. Numbers follow from the order."""

    key: str
    anchor: str
    title: str
    content: Callable[[Material, "ChapterSpec"], Block]
    parts: tuple["ChapterSpec", ...] = ()
    layout: Layout = Layout.PAGE
    eyebrow: str = ""


def chapters(material: Material) -> tuple[Chapter, ...]:
    """The report's chapters, numbered from 1."""
    return tuple(_chapter(material, spec, f"{number}.") for number, spec in enumerate(CHAPTERS, 1))


def numbered_title(key: str) -> str:
    """How the chapter of that key is headed: *1. Kopsavilkums*."""
    return next(f"{number}. {spec.title}" for number, spec in enumerate(CHAPTERS, 1) if spec.key == key)


def _chapter(material, spec, number="") -> Chapter:
    return Chapter(
        anchor=spec.anchor,
        number=number,
        title=spec.title,
        blocks=(spec.content(material, spec),),
        parts=tuple(_chapter(material, part) for part in spec.parts),
        layout=spec.layout,
        eyebrow=spec.eyebrow,
    )


def _written(material, spec, *, key, empty) -> Prose:
    body = next((row.body for row in material.report.all_sections if row.key == key), "")
    return Prose(paragraphs(body), empty)


def _points(material, spec, *, kind, empty) -> Points:
    return Points(tuple(row.text for row in material.report.all_points if row.kind == kind), empty)


def _abbreviations(material, spec) -> Glossary:
    terms = tuple(Term(row.short, row.long) for row in material.plan.abbreviations.all())
    return Glossary(terms, "Plānā saīsinājumu saraksta nav.")


def _overview(material, spec) -> Overview:
    return Overview(material.figures)


def _activities(material, spec):
    return activity_table(material.plan, material.year, material.goals, spec.title)


def _indicators(material, spec):
    return indicator_table(material.plan, material.year, material.indicator_rows, spec.title)


#: Anchors are ids on the page and in the PDF.
CHAPTERS = (
    ChapterSpec(
        "summary",
        "kopsavilkums",
        "Kopsavilkums",
        partial(_written, key=ReportSectionKey.SUMMARY, empty="Kopsavilkums vēl nav uzrakstīts."),
    ),
    ChapterSpec(
        "introduction",
        "ievads",
        "Ievads",
        partial(_written, key=ReportSectionKey.INTRODUCTION, empty="Ievads vēl nav uzrakstīts."),
        layout=Layout.RUNS_ON,
    ),
    ChapterSpec("abbreviations", "saisinajumi", "Izmantotie saīsinājumi un termini", _abbreviations),
    ChapterSpec(
        "assessment",
        "izvertejums",
        "Izvērtējums",
        _overview,
        parts=(
            ChapterSpec(
                "activities",
                "tabula-1",
                "Apkopojums par rīcības plāna izpildi",
                _activities,
                layout=Layout.WIDE,
                eyebrow="Tabula Nr. 1",
            ),
            ChapterSpec("indicators", "raditaji", "Rezultatīvie rādītāji", _indicators, layout=Layout.WIDE),
        ),
    ),
    ChapterSpec(
        "conclusions",
        "secinajumi",
        "Secinājumi",
        partial(_points, kind=PointKind.CONCLUSION, empty="Secinājumi vēl nav uzrakstīti."),
    ),
    ChapterSpec(
        "proposals",
        "priekslikumi",
        "Priekšlikumi",
        partial(_points, kind=PointKind.PROPOSAL, empty="Priekšlikumi vēl nav uzrakstīti."),
        layout=Layout.RUNS_ON,
    ),
)

"""Eyes for a report's document: its rows and the texts of its chapters; and the council that adopts it."""

from plans.enums import DecisionKind
from reports.adoption import adopt
from tests import factories as make


def activities(document):
    """The rows of Tabula Nr. 1."""
    return document.table("activities").rows


def indicators(document):
    """The rows of the indicator table."""
    return document.table("indicators").rows


def texts(row, *keys):
    """What stands in some columns of a row."""
    return tuple(row.cells[key].text for key in keys)


def lines(row, key):
    """The labelled lines of a cell, as pairs."""
    return [(line.label, line.text) for line in row.cells[key].labelled]


def marked(document, mark):
    """The row of the indicator table that people know as ``mark``, such as 2b."""
    return next(row for row in indicators(document) if row.anchor == f"raditajs-{mark}")


def chapter(document, anchor):
    """The block of a chapter: the paragraphs, points, terms …"""
    (block,) = next(chapter.blocks for chapter in document.chapters if chapter.anchor == anchor)
    return block


def conclusions(document):
    """The report's conclusions."""
    return chapter(document, "secinajumi").items


def proposals(document):
    """The report's proposals."""
    return chapter(document, "priekslikumi").items


def summary(document):
    """The paragraphs of the report's summary."""
    return chapter(document, "kopsavilkums").paragraphs


def approve(plan, year=make.YEAR, number="295"):
    """The council adopts the report of a year as it stands."""
    decision = make.CouncilDecisionFactory(plan=plan, kind=DecisionKind.REPORT, year=year, number=number)
    report = plan.reports.get(year=year)
    report.decision = decision
    report.save()
    adopt(report)

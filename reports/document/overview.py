"""The year in a few figures: counted from what was reported and measured."""

from indicators.enums import Trend
from indicators.figures import with_unit
from monitoring.enums import Status
from plans.models import Plan
from reports.document.activities import Reported, by_level, level_anchor
from reports.document.figures import (
    Attention,
    Figures,
    LevelCounts,
    Overdue,
    Pointer,
    StatusCount,
    TrendGroup,
    Worsening,
)
from reports.document.indicators import Measured

#: Which trends a council member reads together.
TREND_GROUPS = [
    ("better", "Uzlabojas", [Trend.IMPROVING]),
    ("worse", "Pasliktinās", [Trend.WORSENING]),
    ("held", "Nemainās", [Trend.STABLE]),
    ("unknown", "Nav zināms", [Trend.NOT_COMPARABLE, Trend.NOT_MEASURED]),
]


def figures_of(plan: Plan, year: int, goals: list[tuple], rows: list[Measured]) -> Figures:
    """Activities by status, in all and by level, and indicators by how they moved; ``goals`` as ``reported_by_goal``."""
    activities = _activities(goals)
    statuses = counted_statuses(activities)
    return Figures(
        year=year,
        activities=len(activities),
        indicators=len(rows),
        counts=count_statuses(statuses, activities) if activities else (),
        levels=tuple(
            LevelCounts(plan.level_name(level), level_anchor(level), count_statuses(statuses, _activities(own)))
            for level, own in by_level(goals)
        ),
        trend_groups=tuple(
            TrendGroup(key, label, trends[0], tuple(_indicator(row) for row in rows if row.trend in trends))
            for key, label, trends in TREND_GROUPS
        ),
    )


def attention_of(goals: list[tuple], rows: list[Measured]) -> Attention:
    """What a reader should look at first."""
    activities = _activities(goals)
    return Attention(
        worsening=tuple(Worsening(_indicator(row), *_was_and_is(row)) for row in rows if row.trend == Trend.WORSENING),
        overdue=tuple(Overdue(_activity(one), one.activity.when) for one in activities if one.needs_attention),
        unanswered=tuple(_activity(one) for one in activities if one.lacks_data),
    )


def _was_and_is(source) -> tuple[str, str]:
    """Baseline and value as printed, with their unit where the printed text is a bare number."""
    row, measured = source.row, source.measurement
    pairs = [(row.baseline_printed, row.baseline_value), (source.value, measured and measured.value)]
    return tuple(
        with_unit(number, row.unit) if number is not None and _is_bare(text) else text for text, number in pairs
    )


def _is_bare(text):
    return not any(character.isalpha() or character == "%" for character in text)


def counted_statuses(activities: list[Reported]) -> list[Status]:
    """The statuses that the report counts: the three of the documents, and any other that occurs where it counts."""
    usual = [Status.DONE, Status.STARTED, Status.NOT_STARTED]
    found = {activity.status for activity in activities if activity.is_counted}
    return [state for state in Status if state in usual or state in found]


def count_statuses(statuses: list[Status], activities: list[Reported]) -> tuple[StatusCount, ...]:
    """How many of those ``activities`` that the year counts have each of ``statuses``."""
    values = [activity.status for activity in activities if activity.is_counted]
    return tuple(StatusCount(status, values.count(status)) for status in statuses)


def _activities(goals) -> list[Reported]:
    return [activity for _, reported in goals for activity in reported]


def _activity(source) -> Pointer:
    return Pointer(source.anchor, source.number, source.activity.title)


def _indicator(source) -> Pointer:
    return Pointer(source.anchor, source.mark, source.name, is_mark_printed=source.row.is_first)

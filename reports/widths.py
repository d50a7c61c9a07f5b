"""Widths of the printed tables: every millimetre goes to the column that shortens the table most.

The tables have a fixed layout, which halves the time of setting them; so their widths must be known beforehand, and five plans
fill the same thirteen columns very differently.
"""

from collections.abc import Iterable

from reports.document.parts import ActivityLine, IndicatorLine, ReportDocument

#: Width of a landscape page between its margins, and what a cell's padding and rule take, in mm.
TABLE, PADDING = 279, 2.4

#: What a letter takes at the printed sizes (7 pt; 7.5 pt in evaluations; 8 pt among indicators), width by height of line, in mm².
SMALL, LONG, MEDIUM = 1.23 * 3.3, 1.31 * 3.65, 1.40 * 3.8

#: The least that a column needs for its heading and its longest unbreakable words, in mm.
LEAST = {
    "goal": 19,
    "number": 8,
    "activity": 22,
    "planned_result": 19,
    "tasks": 20,
    "lead": 16,
    "involved": 17,
    "resources": 17,
    "funding": 16,
    "programme_links": 16,
    "status": 17,
    "term": 16,
    "evaluation": 44,
    "indicator": 48,
    "baseline": 24,
    "source": 24,
    "value": 20,
    "trend": 25,
    "note": 44,
}
LEAST_TARGET = 20


def column_css(document: ReportDocument) -> str:
    """CSS rules with the width of each column of both tables; they add up to the page."""
    activities = _widths(document.activity_columns, [_activity_cells(line) for line in document.activities])
    indicators = _widths(document.indicator_columns, [_indicator_cells(line) for line in document.indicators])
    return "\n".join([*_rules("activities", activities), *_rules("indicators", indicators)])


def _rules(table: str, widths: dict[str, int]) -> Iterable[str]:
    return (f".table--{table} col.col-{key} {{ width: {width}mm; }}" for key, width in widths.items())


def _widths(columns, rows) -> dict[str, int]:
    widths = {column.key: LEAST.get(column.key, LEAST_TARGET) for column in columns}
    for _ in range(TABLE - sum(widths.values())):
        widths[min(widths, key=lambda key: _total_height(rows, {**widths, key: widths[key] + 3}))] += 1
    return widths


def _total_height(rows, widths) -> float:
    """Height of all rows in mm; a row is as high as its highest cell, whose letters take an area."""
    return sum(max(area / (widths[key] - PADDING) for key, area in row) for row in rows)


def _activity_cells(line: ActivityLine) -> list[tuple]:
    tasks = len(line.tasks_text) + sum(_task_length(task) for task in line.tasks)
    evaluation = sum(len(text) + 25 for text in line.evaluation) + sum(len(d.label + d.text) + 25 for d in line.details)
    lead = len(line.lead) + len(line.supervising) + (35 if line.supervising else 0)
    return [
        ("activity", SMALL * len(line.title) * 1.08),
        ("planned_result", SMALL * len(line.planned_result)),
        ("tasks", SMALL * tasks),
        ("lead", SMALL * lead),
        ("involved", SMALL * len(line.involved)),
        ("resources", SMALL * len(line.resources)),
        ("funding", SMALL * len(line.funding)),
        ("programme_links", SMALL * len(line.programme_links)),
        ("evaluation", LONG * evaluation),
    ]


def _task_length(task) -> int:
    labels = [text for text in (task.lead, task.supervising, task.term) if text]
    return len(task.number + task.title) + sum(len(text) + 25 for text in labels)


def _indicator_cells(line: IndicatorLine) -> list[tuple]:
    return [
        ("indicator", MEDIUM * len(line.name) * 1.08),
        ("baseline", MEDIUM * len(line.baseline)),
        *((target.key, MEDIUM * len(target.text)) for target in line.targets),
        ("source", MEDIUM * sum(len(source) + 10 for source in line.sources)),
        ("value", MEDIUM * len(line.value) * 1.08),
        ("trend", MEDIUM * len(line.trend_label)),
        ("note", MEDIUM * len(line.note)),
    ]

"""The two tables of the report: Tabula Nr. 1 and the indicators, from stored rows to printed lines."""

import re

from django.db.models import Prefetch

from indicators.enums import Trend
from indicators.models import IndicatorRow
from monitoring.enums import DETAILS, Status
from monitoring.expected import expected_in
from monitoring.models import Assessment
from plans.enums import GoalListing, PartyRole, PreventionLevel
from plans.models import Activity, Goal, Plan, Task
from reports.document.parts import (
    ActivityLine,
    Column,
    Detail,
    GoalLines,
    IndicatorLevel,
    IndicatorLine,
    LevelLines,
    PartyLabels,
    StatusCount,
    TargetCell,
    TaskLine,
)

#: The columns of Tabula Nr. 1, as plan headings are named (why thirteen: docs/decisions/0008-thirteen-columns.md).
ACTIVITY_COLUMNS = [
    "goal",
    "number",
    "activity",
    "planned_result",
    "tasks",
    "lead",
    "involved",
    "resources",
    "funding",
    "programme_links",
    "status",
    "term",
    "evaluation",
]


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, parted by line ends; blank ones are left out."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())


def activity_columns(plan: Plan, year: int) -> tuple[Column, ...]:
    """The numbered headings of Tabula Nr. 1 in the plan's own words."""
    return tuple(
        Column(key, number, "Nr." if key == "number" else plan.heading(key, year))
        for number, key in enumerate(ACTIVITY_COLUMNS, 1)
    )


def party_labels(plan: Plan) -> PartyLabels:
    """What stands before an institution that has no column of its own."""
    return PartyLabels(plan.heading("supervising"), plan.heading("task_lead"), plan.heading("task_supervising"))


def level_lines(plan: Plan, year: int) -> tuple[LevelLines, ...]:
    """Tabula Nr. 1: every level that has goals, its goals and their activities. Makes 9 queries."""
    goals = list(_goals(plan, year))
    statuses = counted_statuses(a for goal in goals for a in goal.activities.all())
    return tuple(
        _level(plan, level, [goal for goal in goals if goal.level == level], year, statuses)
        for level in PreventionLevel.values
        if any(goal.level == level for goal in goals)
    )


def counted_statuses(activities) -> list[Status]:
    """The statuses that the report counts: the three of the documents, and any other that occurs where it counts."""
    usual = [Status.DONE, Status.STARTED, Status.NOT_STARTED]
    found = {_status(activity) for activity in activities if activity.year_expected or _status(activity).is_answer}
    return [state for state in Status if state in usual or state in found]


def count_statuses(statuses: list[Status], lines) -> tuple[StatusCount, ...]:
    """How many of those ``lines`` that the year counts have each of ``statuses``."""
    values = [line.status for line in lines if line.is_counted]
    return tuple(StatusCount(status, values.count(status)) for status in statuses)


def level_name(level: str) -> str:
    """A level as a chart names it: I Universālā prevencija."""
    level = PreventionLevel(level)
    return f"{level.roman} {level.label.capitalize()}"


def indicator_columns(plan: Plan, year: int) -> tuple[Column, ...]:
    """The numbered headings of the indicator table: nine for two target years."""
    columns = [
        ("number", "Nr."),
        ("indicator", plan.heading("indicator", year)),
        ("baseline", plan.heading("baseline", year)),
        *target_columns(plan),
        ("source", plan.heading("source", year)),
        ("value", plan.heading("value", year)),
        ("trend", plan.heading("trend", year)),
        ("note", plan.heading("note", year)),
    ]
    return tuple(Column(key, number, heading) for number, (key, heading) in enumerate(columns, 1))


def target_columns(plan: Plan) -> list[tuple[str, str]]:
    """Key and heading of each target year: Sasniedzamā tendence 2027. Queries unless ``target_years`` is prefetched."""
    return [(f"target-{t.year}", f"{plan.heading('targets', t.year)} {t.year}.") for t in plan.target_years.all()]


def indicator_levels(plan: Plan, year: int) -> tuple[IndicatorLevel, ...]:
    """The indicator table: every level that has indicators, and their rows. Makes 3 queries."""
    rows = list(IndicatorRow.objects.filter(indicator__plan=plan).with_figures())
    targets = target_columns(plan)
    return tuple(
        IndicatorLevel(
            level,
            plan.level_heading(level),
            tuple(_indicator(row, year, targets) for row in rows if row.indicator.level == level),
        )
        for level in PreventionLevel.values
        if any(row.indicator.level == level for row in rows)
    )


def _goals(plan, year):
    activities = (
        Activity.objects.with_parties()
        .annotate(year_expected=expected_in(year))
        .select_related("plan")
        .prefetch_related(
            Prefetch("tasks", Task.objects.prefetch_related("parties__institution")),
            Prefetch("assessments", Assessment.objects.filter(year=year), to_attr="of_year"),
        )
    )
    return Goal.objects.filter(plan=plan, listing=GoalListing.PLAN).prefetch_related(Prefetch("activities", activities))


def _level(plan, level, goals, year, statuses) -> LevelLines:
    lines = tuple(
        GoalLines(goal.number, goal.title, tuple(_activity(row, year) for row in goal.activities.all()))
        for goal in goals
    )
    counts = count_statuses(statuses, [activity for goal in lines for activity in goal.activities])
    return LevelLines(level, level_name(level), plan.level_heading(level), lines, counts)


def _status(activity) -> Status:
    return activity.of_year[0].state if activity.of_year else Status.NO_DATA


def _activity(activity, year) -> ActivityLine:
    assessment = activity.of_year[0] if activity.of_year else Assessment(activity=activity, year=year)
    return ActivityLine(
        number=activity.number,
        title=activity.title,
        planned_result=activity.planned_result,
        tasks_text=activity.tasks_text,
        tasks=tuple(_task(task) for task in activity.tasks.all()),
        lead=activity.parties_text(PartyRole.LEAD),
        involved=activity.parties_text(PartyRole.INVOLVED),
        supervising=activity.parties_text(PartyRole.SUPERVISING),
        resources=activity.resources,
        funding=activity.funding_text,
        programme_links=activity.programme_links_text,
        status=assessment.state,
        term=activity.when,
        evaluation=paragraphs(assessment.evaluation),
        details=_details(assessment),
        is_planned=activity.year_expected,
        has_begun=activity.has_begun_by(year),
    )


def _task(task) -> TaskLine:
    return TaskLine(
        number=task.number,
        title=task.title,
        term=task.term_text,
        lead=task.parties_text(PartyRole.LEAD),
        supervising=task.parties_text(PartyRole.SUPERVISING),
    )


def _details(assessment) -> tuple[Detail, ...]:
    texts = [("Ieguldītais finansējums", _money(assessment))]
    texts += [(label, getattr(assessment, name)) for name, label in DETAILS]
    return tuple(Detail(label, text) for label, text in texts if text)


def _money(assessment) -> str:
    """A printed figure to the letter; words such as *1 slodze* have no currency."""
    printed = assessment.spent_printed
    return f"{printed} EUR" if re.fullmatch(r"[\d\s.,]+", printed) else assessment.spent_text


def _indicator(row, year, targets) -> IndicatorLine:
    measurement, trend = row.measurement_for(year), row.trend_for(year)
    return IndicatorLine(
        mark=row.mark,
        number=row.indicator.number if row.is_first else "",
        name=_indicator_name(row),
        baseline=row.baseline_printed,
        targets=tuple(_target(row, key, heading) for key, heading in targets),
        sources=tuple(row.sources),
        value=(measurement.printed if measurement else "") or Status.NO_DATA.label,
        is_measured=bool(measurement and measurement.value is not None),
        trend=trend,
        trend_label=_trend_label(row, trend, year),
        note=_note(measurement),
    )


def _target(row, key, heading) -> TargetCell:
    target = row.target_for(int(key.removeprefix("target-")))
    return TargetCell(key, heading, target.printed if target else "")


def _indicator_name(row) -> str:
    """A sub-row without a name of its own goes by its label; the first row says the indicator's name as well."""
    code = f" ({row.code})" if row.code and row.code not in row.name else ""
    if not row.label or row.label == row.own_name:
        return f"{row.name}{code}"
    return f"{row.name}{code}: {row.label}" if row.is_first or row.own_name else row.label


def _trend_label(row, trend, year) -> str:
    if trend == Trend.NOT_COMPARABLE and row.baseline_year == year:
        return f"Bāzes vērtība noteikta {year}. gadā (nav salīdzināms)"
    return trend.label


def _note(measurement) -> str:
    if measurement is None:
        return ""
    reason = measurement.missing_reason
    return "\n".join(text for text in [measurement.note, reason if reason not in measurement.note else ""] if text)

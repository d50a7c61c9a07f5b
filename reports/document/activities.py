"""Tabula Nr. 1: its columns, and from stored rows to printed ones."""

import re
from dataclasses import dataclass

from django.db.models import Prefetch

from monitoring.enums import DETAILS, Status
from monitoring.expected import expected_in
from monitoring.models import Assessment
from plans.enums import GoalListing, PartyRole, PreventionLevel
from plans.models import Activity, Goal, Plan, Task
from pmp.common.numbers import number_anchor
from reports.document.blocks import Cell, ColumnKind, Group, Labelled, Level, Row, Table, Width
from reports.document.columns import BOLD, LONG, SMALL, ColumnSpec, cells, columns, paragraphs, words

#: Letters of an evaluation that take less than a third of a printed page.
SHORT_EVALUATION = 900
#: … and so many tasks with their term and institutions.
FEW_TASKS = 4


@dataclass(frozen=True)
class Reported:
    """An activity and what was reported of it in a year; what the cells of its row are made from."""

    plan: Plan
    activity: Activity
    assessment: Assessment
    goal: Goal
    is_first: bool

    @property
    def number(self) -> str:
        """By which documents refer to it."""
        return self.activity.number

    @property
    def status(self) -> Status:
        """``Status.NO_DATA`` where nothing was reported."""
        return self.assessment.state

    @property
    def anchor(self) -> str:
        """The row's id on the page and in the PDF."""
        return f"aktivitate-{number_anchor(self.activity.number_key)}"

    @property
    def needs_attention(self) -> bool:
        """Not started although its time has come."""
        return self.status == Status.NOT_STARTED and self.activity.has_begun_by(self.assessment.year)

    @property
    def is_counted(self) -> bool:
        """Whether it belongs to the report's totals: the year expects it, or a status was reported all the same."""
        return self.activity.year_expected or self.status.is_answer

    @property
    def lacks_data(self) -> bool:
        """The year expects it, and nothing was reported."""
        return not self.status and self.activity.year_expected


def reported_by_goal(plan: Plan, year: int) -> list[tuple[Goal, list[Reported]]]:
    """The goals of the plan's own list in its order, and what was reported of their activities. Makes 9 queries."""
    tasks = Prefetch("tasks", Task.objects.with_parties())
    return _by_goal(plan, year, Activity.objects.with_parties().prefetch_related(tasks))


def counted_by_goal(plan: Plan, year: int) -> list[tuple[Goal, list[Reported]]]:
    """The same with no more than counting and pointing to an activity takes. Makes 4 queries."""
    return _by_goal(plan, year, Activity.objects.prefetch_related("years"))


def activity_table(plan: Plan, year: int, goals: list[tuple[Goal, list[Reported]]], caption: str) -> Table:
    """Tabula Nr. 1: every level that has goals, its goals and their activities."""
    return Table(
        key="activities",
        caption=caption,
        columns=columns(ACTIVITY_COLUMNS, plan, year),
        levels=tuple(_level(plan, level, own) for level, own in by_level(goals)),
        empty="Plānā vēl nav aktivitāšu.",
    )


def by_level(goals: list[tuple[Goal, list[Reported]]]) -> list[tuple[str, list]]:
    """The levels that have goals, each with its goals and their activities."""
    levels = {level: [pair for pair in goals if pair[0].level == level] for level in PreventionLevel.values}
    return [(level, own) for level, own in levels.items() if own]


def level_anchor(level: str) -> str:
    """The id of a level's row."""
    return f"limenis-{level}"


def _by_goal(plan, year, activities):
    answers = Prefetch("assessments", Assessment.objects.filter(year=year), to_attr="of_year")
    with_answers = activities.annotate(year_expected=expected_in(year)).select_related("plan").prefetch_related(answers)
    goals = Goal.objects.filter(plan=plan, listing=GoalListing.PLAN)
    return [
        (goal, list(_reported(plan, goal, year)))
        for goal in goals.prefetch_related(Prefetch("activities", with_answers))
    ]


def _reported(plan, goal, year):
    for place, activity in enumerate(goal.activities.all()):
        assessment = activity.of_year[0] if activity.of_year else Assessment(activity=activity, year=year)
        yield Reported(plan, activity, assessment, goal, is_first=place == 0)


# Rows -----------------------------------------------------------------------------------------------------------------


def _level(plan, level, goals) -> Level:
    groups = tuple(Group(tuple(map(_row, reported)) or (_without_activities(goal),)) for goal, reported in goals)
    return Level(level, plan.level_heading(level), groups, level_anchor(level))


def _row(source: Reported) -> Row:
    return Row(source.anchor, cells(ACTIVITY_COLUMNS, source), keep=_is_short(source))


def _is_short(source) -> bool:
    """Whether the row is so low that a page should not break it."""
    evaluation = sum(map(len, paragraphs(source.assessment.evaluation)))
    return evaluation < SHORT_EVALUATION and len(source.activity.tasks.all()) <= FEW_TASKS


def _without_activities(goal) -> Row:
    return Row("", {"goal": Cell(_named(goal))}, note="Šim mērķim aktivitāšu nav.")


# Cells ----------------------------------------------------------------------------------------------------------------


def _named(thing) -> str:
    return f"{thing.number} {thing.title}"


def _goal(source) -> Cell:
    name = _named(source.goal)
    return Cell(name) if source.is_first else Cell(repeated=name)


def _tasks(source) -> Cell:
    items = tuple(_task(source.plan, task) for task in source.activity.tasks.all())
    return Cell(source.activity.tasks_text, items=items)


def _task(plan, task) -> Cell:
    labelled = [
        (plan.heading("task_lead"), task.parties_text(PartyRole.LEAD)),
        (plan.heading("task_supervising"), task.parties_text(PartyRole.SUPERVISING)),
        ("Termiņš", task.term_text),
    ]
    return Cell(_named(task), labelled=_said(labelled))


def _lead(source) -> Cell:
    """Who answers for it, and who supervises, who has no column of their own."""
    supervising = (source.plan.heading("supervising"), source.activity.parties_text(PartyRole.SUPERVISING))
    return Cell(source.activity.parties_text(PartyRole.LEAD), labelled=_said([supervising]))


def _status(source) -> Cell:
    return Cell(source.status.word, state=source.status)


def _evaluation(source) -> Cell:
    """What was reported, and below it the accounting of results where a plan has one."""
    assessment = source.assessment
    details = [("Ieguldītais finansējums", _money(assessment))]
    details += [(label, getattr(assessment, name)) for name, label in DETAILS]
    return Cell("\n".join(paragraphs(assessment.evaluation)), labelled=_said(details))


def _money(assessment) -> str:
    """A printed figure to the letter; words such as *1 slodze* have no currency."""
    printed = assessment.spent_printed
    return f"{printed} EUR" if re.fullmatch(r"[\d\s.,]+", printed) else assessment.spent_text


def _said(lines) -> tuple[Labelled, ...]:
    """The lines that say something."""
    return tuple(Labelled(label, text) for label, text in lines if text)


#: The columns of Tabula Nr. 1 (why thirteen: docs/decisions/0008-thirteen-columns.md).
ACTIVITY_COLUMNS = (
    ColumnSpec("goal", ColumnKind.SPAN, Width(19), _goal),
    ColumnSpec("number", ColumnKind.NUMBER, Width(8), words(lambda source: source.number), heading="Nr."),
    ColumnSpec("activity", ColumnKind.NAME, Width(22, SMALL * BOLD), words(lambda source: source.activity.title)),
    ColumnSpec(
        "planned_result", ColumnKind.WORDS, Width(19, SMALL), words(lambda source: source.activity.planned_result)
    ),
    ColumnSpec("tasks", ColumnKind.ITEMS, Width(20, SMALL, label=25), _tasks),
    ColumnSpec("lead", ColumnKind.WORDS, Width(16, SMALL, label=35), _lead),
    ColumnSpec(
        "involved",
        ColumnKind.WORDS,
        Width(17, SMALL),
        words(lambda source: source.activity.parties_text(PartyRole.INVOLVED)),
    ),
    ColumnSpec("resources", ColumnKind.WORDS, Width(17, SMALL), words(lambda source: source.activity.resources)),
    ColumnSpec("funding", ColumnKind.WORDS, Width(16, SMALL), words(lambda source: source.activity.funding_text)),
    ColumnSpec(
        "programme_links",
        ColumnKind.WORDS,
        Width(16, SMALL),
        words(lambda source: source.activity.programme_links_text),
    ),
    ColumnSpec("status", ColumnKind.STATUS, Width(17), _status),
    ColumnSpec("term", ColumnKind.WORDS, Width(16), words(lambda source: source.activity.when)),
    ColumnSpec("evaluation", ColumnKind.PARAGRAPHS, Width(44, LONG, line=25, label=45), _evaluation),
)

"""Tabula Nr. 1: its columns, and from stored rows to printed ones."""

from dataclasses import dataclass

from django.db.models import Prefetch

from monitoring.enums import DETAILS, Status
from monitoring.expected import expected_in
from monitoring.models import Assessment
from plans.enums import GoalListing, PartyRole, PreventionLevel
from plans.models import Activity, Goal, Plan, Task
from pmp.common.numbers import number_anchor
from pmp.common.prose import paragraphs
from pmp.common.wording import count, lv_number
from reports.document.blocks import Cell, ColumnKind, Group, Labelled, Level, Row, Table, Width
from reports.document.columns import BOLD, LETTER, ColumnSpec, cells, columns, filled, words


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
    levels = tuple(_level(plan, level, own) for level, own in by_level(goals))
    rows = [row for level in levels for group in level.groups for row in group.rows if not row.note]
    return Table(
        key="activities",
        caption=caption,
        columns=columns(filled(ACTIVITY_COLUMNS, rows), plan, year),
        levels=levels,
        empty="Plānā vēl nav aktivitāšu.",
        notes=_totals([reported.assessment for _, own in goals for reported in own]),
    )


def _totals(assessments) -> tuple[str, ...]:
    """The money of the year, where a plan accounts for it, and how many entries are words instead of a sum."""
    sums = [assessment.spent for assessment in assessments if assessment.spent is not None]
    if not sums:
        return ()
    words = sum(assessment.spent is None and bool(assessment.spent_printed) for assessment in assessments)
    left = count(words, "ierakstu bez summas,ierakstus bez summas")
    return (f"Ieguldītais finansējums kopā: {lv_number(sum(sums), 2)} EUR{f' (neskaitot {left})' if words else ''}.",)


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
    return Row(source.anchor, cells(ACTIVITY_COLUMNS, source))


def _without_activities(goal) -> Row:
    cells = {"goal_number": Cell(goal.number), "goal": Cell(goal.title, repeated=_named(goal))}
    return Row("", cells, note="Šim mērķim aktivitāšu nav.")


# Cells ----------------------------------------------------------------------------------------------------------------


def _named(thing) -> str:
    return f"{thing.number} {thing.title}"


def _goal_number(source) -> Cell:
    number = source.goal.number
    return Cell(number) if source.is_first else Cell(repeated=number)


def _goal(source) -> Cell:
    """Where the row stands alone, its goal goes by number and name."""
    return Cell(source.goal.title if source.is_first else "", repeated=_named(source.goal))


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


def _term(source) -> Cell:
    """The term, else the years marked; marks that are only assumed were not adopted."""
    activity = source.activity
    return Cell(activity.term_text if source.plan.years_are_assumed else activity.when)


def _status(source) -> Cell:
    return Cell(source.status.word, state=source.status)


def _evaluation(source) -> Cell:
    """What was reported, and below it the accounting of results where a plan has one."""
    assessment = source.assessment
    details = [("Ieguldītais finansējums", assessment.spent_text)]
    details += [(label, getattr(assessment, name)) for name, label in DETAILS]
    return Cell("\n".join(paragraphs(assessment.evaluation)), labelled=_said(details))


def _said(lines) -> tuple[Labelled, ...]:
    """The lines that say something."""
    return tuple(Labelled(label, text) for label, text in lines if text)


#: The columns of Tabula Nr. 1 (why these numbers, and which may be absent: docs/decisions/0008-columns-of-the-adopted-form.md).
ACTIVITY_COLUMNS = (
    ColumnSpec("goal_number", ColumnKind.SPAN, Width(7), _goal_number, heading="Nr."),
    ColumnSpec("goal", ColumnKind.SPAN, Width(18), _goal),
    ColumnSpec("number", ColumnKind.NUMBER, Width(9), words(lambda source: source.number), heading="Nr."),
    ColumnSpec("activity", ColumnKind.NAME, Width(18, LETTER * BOLD), words(lambda source: source.activity.title)),
    ColumnSpec(
        "planned_result",
        ColumnKind.WORDS,
        Width(17, LETTER),
        words(lambda source: source.activity.planned_result),
        may_be_absent=True,
    ),
    ColumnSpec("tasks", ColumnKind.ITEMS, Width(17, LETTER, label=25), _tasks, may_be_absent=True),
    ColumnSpec("lead", ColumnKind.WORDS, Width(14, LETTER, label=35), _lead, may_be_absent=True),
    ColumnSpec(
        "involved",
        ColumnKind.WORDS,
        Width(14, LETTER),
        words(lambda source: source.activity.parties_text(PartyRole.INVOLVED)),
        may_be_absent=True,
    ),
    ColumnSpec(
        "resources",
        ColumnKind.WORDS,
        Width(16, LETTER),
        words(lambda source: source.activity.resources),
        may_be_absent=True,
    ),
    ColumnSpec(
        "funding",
        ColumnKind.WORDS,
        Width(17, LETTER),
        words(lambda source: source.activity.funding_text),
        may_be_absent=True,
    ),
    ColumnSpec(
        "programme_links",
        ColumnKind.WORDS,
        Width(16, LETTER),
        words(lambda source: source.activity.programme_links_text),
        may_be_absent=True,
    ),
    ColumnSpec("status", ColumnKind.STATUS, Width(18), _status),
    ColumnSpec("term", ColumnKind.WORDS, Width(18), _term, is_numbered=False, may_be_absent=True),
    ColumnSpec("evaluation", ColumnKind.PARAGRAPHS, Width(50, LETTER, line=25, label=45), _evaluation),
)

"""What a monitoring report consists of: plain frozen values, ready to be printed as a page, as PDF or as anything else."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from indicators.enums import Trend
from monitoring.enums import Status

#: Letters of an evaluation that take less than a third of a printed page.
SHORT_EVALUATION = 900
#: … and so many tasks with their term and institutions.
FEW_TASKS = 4


@dataclass(frozen=True)
class TaskLine:
    """A task of an activity, for plans that list tasks instead of printing one text."""

    number: str
    title: str
    term: str
    lead: str
    supervising: str


@dataclass(frozen=True)
class Detail:
    """A labelled line below an evaluation, such as the money spent."""

    label: str
    text: str


@dataclass(frozen=True)
class ActivityLine:
    """One row of Tabula Nr. 1. ``status`` is ``Status.NO_DATA`` where nothing was reported.

    ``is_planned`` says whether the year expects the activity (``monitoring.expected``).
    """

    number: str
    title: str
    planned_result: str
    tasks_text: str
    tasks: tuple[TaskLine, ...]
    lead: str
    involved: str
    supervising: str
    resources: str
    funding: str
    programme_links: str
    status: Status
    term: str
    evaluation: tuple[str, ...]
    details: tuple[Detail, ...]
    is_planned: bool
    has_begun: bool

    @property
    def anchor(self) -> str:
        """The row's id on the page and in the PDF."""
        return f"aktivitate-{self.number.strip('.').replace('.', '-')}"

    @property
    def has_tasks(self) -> bool:
        """Whether the plan says how it is carried out."""
        return bool(self.tasks_text or self.tasks)

    @property
    def is_evaluated(self) -> bool:
        """Whether anything was written of it beside the status."""
        return bool(self.evaluation or self.details)

    @property
    def is_short(self) -> bool:
        """Whether the row is so low that a page should not break it."""
        return sum(len(text) for text in self.evaluation) < SHORT_EVALUATION and len(self.tasks) <= FEW_TASKS

    @property
    def is_counted(self) -> bool:
        """Whether it belongs to the report's totals: the year expects it, or a status was reported all the same."""
        return self.is_planned or self.status.is_answer

    @property
    def needs_attention(self) -> bool:
        """Not started although its time has come."""
        return self.status == Status.NOT_STARTED and self.has_begun

    @property
    def lacks_data(self) -> bool:
        """Planned for the year, and nothing was reported."""
        return not self.status and self.is_planned


@dataclass(frozen=True)
class GoalLines:
    """A goal with its rows of Tabula Nr. 1."""

    number: str
    title: str
    activities: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class StatusCount:
    """How many activities have a status."""

    status: Status
    value: int


@dataclass(frozen=True)
class LevelLines:
    """A level row of Tabula Nr. 1 and the goals below it. ``counts`` has one entry for each status of the whole report."""

    level: str
    name: str
    heading: str
    goals: tuple[GoalLines, ...]
    counts: tuple[StatusCount, ...]

    @property
    def total(self) -> int:
        """How many activities of the level the year counts."""
        return sum(count.value for count in self.counts)


@dataclass(frozen=True)
class TargetCell:
    """What a row should reach in a target year, as printed; ``key`` and ``heading`` are those of its column."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True)
class IndicatorLine:
    """One row of the indicator table. ``number`` is empty where the document prints none (second and later rows)."""

    mark: str
    number: str
    name: str
    baseline: str
    targets: tuple[TargetCell, ...]
    sources: tuple[str, ...]
    value: str
    is_measured: bool
    trend: Trend
    trend_label: str
    note: str

    @property
    def anchor(self) -> str:
        """The row's id on the page and in the PDF."""
        return f"raditajs-{self.mark}"


@dataclass(frozen=True)
class IndicatorLevel:
    """A level row of the indicator table and the rows below it."""

    level: str
    heading: str
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class TrendGroup:
    """Indicators that moved alike: *better*, *worse*, *held* or *unknown*; ``trend`` lends its arrow and colour."""

    key: str
    label: str
    trend: Trend
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class Column:
    """A heading of a table and its printed number."""

    key: str
    number: int
    heading: str


@dataclass(frozen=True)
class PartyLabels:
    """How the plan names those who supervise an activity, carry out a task and supervise a task."""

    supervising: str
    task_lead: str
    task_supervising: str


@dataclass(frozen=True)
class Abbreviation:
    """A row of the list of abbreviations and terms."""

    short: str
    long: str


@dataclass(frozen=True)
class Chapter:
    """A heading of the report; ``number`` is empty for a part of a chapter."""

    anchor: str
    number: str
    title: str
    parts: tuple["Chapter", ...] = ()


@dataclass(frozen=True)
class ReportDocument:
    """The monitoring report of one plan and year, whole. Texts are as stored; lists of paragraphs hold no blank ones."""

    slug: str
    span: str
    year: int
    municipality: str
    short_name: str
    place: str
    annex: str
    plan_title: str
    title: str
    prepared_by: str
    is_draft: bool
    changed_at: datetime | None
    chapters: tuple[Chapter, ...]
    summary: tuple[str, ...]
    introduction: tuple[str, ...]
    abbreviations: tuple[Abbreviation, ...]
    activity_columns: tuple[Column, ...]
    party_labels: PartyLabels
    levels: tuple[LevelLines, ...]
    indicator_columns: tuple[Column, ...]
    indicator_levels: tuple[IndicatorLevel, ...]
    conclusions: tuple[str, ...]
    proposals: tuple[str, ...]
    counts: tuple[StatusCount, ...]
    trend_groups: tuple[TrendGroup, ...]

    @property
    def address(self) -> tuple[str, str]:
        """What the address of every page of its plan begins with."""
        return self.slug, self.span

    @property
    def file_name(self) -> str:
        """A name for a file of it, without ending: jurmala-uzraudzibas-zinojums-2025, and -projekts for a draft."""
        return f"{self.slug}-uzraudzibas-zinojums-{self.year}{'-projekts' if self.is_draft else ''}"

    @property
    def changed_since_approval(self) -> bool:
        """Whether something that the approved report prints has been changed since."""
        return self.changed_at is not None

    @cached_property
    def activity_headings(self) -> dict[str, str]:
        """The headings of Tabula Nr. 1 by their keys."""
        return {column.key: column.heading for column in self.activity_columns}

    @cached_property
    def indicator_headings(self) -> dict[str, str]:
        """The headings of the indicator table by their keys."""
        return {column.key: column.heading for column in self.indicator_columns}

    @cached_property
    def activities(self) -> list[ActivityLine]:
        """Every row of Tabula Nr. 1, in order."""
        return [line for level in self.levels for goal in level.goals for line in goal.activities]

    @cached_property
    def indicators(self) -> list[IndicatorLine]:
        """Every row of the indicator table, in order."""
        return [line for level in self.indicator_levels for line in level.lines]

    @property
    def total(self) -> int:
        """How many activities the year counts."""
        return sum(count.value for count in self.counts)

    @property
    def uncounted(self) -> int:
        """How many rows of Tabula Nr. 1 stand outside the totals, since the year expects nothing of them."""
        return len(self.activities) - self.total

    @property
    def lists_tasks(self) -> bool:
        """Whether the plan lists its tasks one by one, instead of printing one text."""
        return any(line.tasks for line in self.activities)

    @property
    def worsening(self) -> list[IndicatorLine]:
        """Indicators that moved against the wish."""
        return [line for line in self.indicators if line.trend == Trend.WORSENING]

    @property
    def overdue(self) -> list[ActivityLine]:
        """Activities that were not started although their time had come."""
        return [line for line in self.activities if line.needs_attention]

    @property
    def unanswered(self) -> list[ActivityLine]:
        """Activities planned for the year of which nothing was reported."""
        return [line for line in self.activities if line.lacks_data]

    @property
    def needs_attention(self) -> bool:
        """Whether a reader should look at something first."""
        return bool(self.worsening or self.overdue or self.unanswered)

"""The year in a few figures, and what a reader should look at first: plain frozen values."""

from dataclasses import dataclass

from indicators.enums import Trend
from monitoring.enums import Status


@dataclass(frozen=True)
class Pointer:
    """Leads to a row of a table: its anchor, and the mark and the name by which people know it.

    A mark such as 2b is ours: the document prints none there.
    """

    anchor: str
    mark: str
    name: str
    is_mark_printed: bool = True


@dataclass(frozen=True)
class StatusCount:
    """How many activities have a status."""

    status: Status
    value: int


@dataclass(frozen=True)
class LevelCounts:
    """How far the activities of a level are. ``counts`` has one entry for each status of the whole report."""

    name: str
    anchor: str
    counts: tuple[StatusCount, ...]

    @property
    def total(self) -> int:
        """How many activities of the level the year counts."""
        return sum(count.value for count in self.counts)


@dataclass(frozen=True)
class TrendGroup:
    """Indicators that moved alike: *better*, *worse*, *held* or *unknown*; ``trend`` lends its arrow and colour."""

    key: str
    label: str
    trend: Trend
    rows: tuple[Pointer, ...]


@dataclass(frozen=True)
class Figures:
    """A year in figures: activities by status, in all and by level, and indicators by how they moved."""

    year: int
    activities: int
    indicators: int
    counts: tuple[StatusCount, ...]
    levels: tuple[LevelCounts, ...]
    trend_groups: tuple[TrendGroup, ...]

    @property
    def total(self) -> int:
        """How many activities the year counts."""
        return sum(count.value for count in self.counts)

    @property
    def uncounted(self) -> int:
        """How many rows of Tabula Nr. 1 stand outside the totals, since the year expects nothing of them."""
        return self.activities - self.total


@dataclass(frozen=True)
class Worsening:
    """An indicator that moved against the wish: what it was, and what it is."""

    row: Pointer
    baseline: str
    value: str


@dataclass(frozen=True)
class Overdue:
    """An activity that was not started although its time had come."""

    row: Pointer
    term: str


@dataclass(frozen=True)
class Attention:
    """What a reader should look at first; ``unanswered`` are activities planned for the year of which nothing was reported."""

    worsening: tuple[Worsening, ...]
    overdue: tuple[Overdue, ...]
    unanswered: tuple[Pointer, ...]

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.worsening or self.overdue or self.unanswered)

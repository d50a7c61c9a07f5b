"""Geometry of the report's chart: how far the activities of each level are. Plain numbers; a template draws them."""

from dataclasses import dataclass

from monitoring.enums import Status
from reports.document.figures import Figures, LevelCounts

#: Heights in px: a level's name, its bar, and the whole of both with the distance to the next.
NAME, BAR, STEP = 18, 26, 58


@dataclass(frozen=True)
class Segment:
    """A part of a bar: activities of one status; ``x`` and ``width`` in percent of the drawing."""

    status: Status
    value: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where the number stands, in percent."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Bar:
    """One level; ``y`` is the top of its name, in px."""

    name: str
    y: int
    total: int
    segments: tuple[Segment, ...]

    @property
    def name_y(self) -> int:
        """The base line of the level's name."""
        return self.y + 14

    @property
    def bar_y(self) -> int:
        """The top of the bar."""
        return self.y + NAME + 4

    @property
    def number_y(self) -> int:
        """The base line of the numbers on the bar."""
        return self.bar_y + 18


@dataclass(frozen=True)
class LevelChart:
    """The whole drawing and, in words, what it shows."""

    height: int
    description: str
    bars: tuple[Bar, ...]


def level_chart(figures: Figures) -> LevelChart:
    """A stacked bar for each level, all on the scale of the level that has most activities."""
    most = max((level.total for level in figures.levels), default=0)
    bars = tuple(_bar(level, place * STEP, most) for place, level in enumerate(figures.levels))
    return LevelChart(len(bars) * STEP, _description(figures), bars)


def _bar(level: LevelCounts, y: int, most: int) -> Bar:
    segments, x = [], 0.0
    for count in level.counts:
        if count.value:
            width = count.value * 100 / most
            segments.append(Segment(count.status, count.value, round(x, 2), round(width, 2)))
            x += width
    return Bar(level.name, y, level.total, tuple(segments))


def _description(figures: Figures) -> str:
    levels = [f"{level.name}: {_words(level)}" for level in figures.levels]
    return f"Aktivitāšu izpilde {figures.year}. gadā. {'; '.join(levels)}."


def _words(level: LevelCounts) -> str:
    counts = [f"{count.status.label} – {count.value}" for count in level.counts if count.value]
    return ", ".join(counts) or "nav aktivitāšu"

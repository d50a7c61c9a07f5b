"""Geometry of the report's chart: how far the activities of each level are. Plain numbers; a template draws them."""

from dataclasses import dataclass

from reports.document.parts import ReportDocument

#: The drawing's own units; it is scaled to the width it gets.
WIDTH, LABEL, BAR, GAP, TOP = 680, 190, 26, 14, 4


@dataclass(frozen=True)
class Segment:
    """A part of a bar: activities of one status."""

    status: str
    label: str
    value: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where the number stands."""
        return round(self.x + self.width / 2, 1)

    @property
    def is_dark(self) -> bool:
        """Whether the number must be white to be read on it."""
        return self.status in {"done", "cancelled"}


@dataclass(frozen=True)
class Bar:
    """One level."""

    name: str
    y: int
    total: int
    segments: tuple[Segment, ...]

    @property
    def text_y(self) -> int:
        """The base line of the words beside and on the bar."""
        return self.y + 18


@dataclass(frozen=True)
class LevelChart:
    """The whole drawing and, in words, what it shows."""

    height: int
    description: str
    bars: tuple[Bar, ...]


def level_chart(document: ReportDocument) -> LevelChart:
    """A stacked bar for each level, all on the scale of the level that has most activities."""
    most = max((level.total for level in document.levels), default=0)
    bars = tuple(_bar(level, place, most) for place, level in enumerate(document.levels))
    return LevelChart(len(bars) * (BAR + GAP) + TOP, _description(document), bars)


def _bar(level, place, most) -> Bar:
    scale = (WIDTH - LABEL - 30) / (most or 1)
    segments, x = [], float(LABEL)
    for count in level.counts:
        if count.value:
            width = round(count.value * scale, 1)
            segments.append(Segment(count.status, count.label, count.value, round(x, 1), width))
            x += width
    return Bar(level.name, TOP + place * (BAR + GAP), level.total, tuple(segments))


def _description(document) -> str:
    levels = [
        f"{level.name}: {', '.join(f'{c.label.lower()} – {c.value}' for c in level.counts if c.value) or 'nav aktivitāšu'}"
        for level in document.levels
    ]
    return f"Aktivitāšu izpilde {document.year}. gadā. {'; '.join(levels)}."

"""How the columns of a table are declared: what a column is called, how its cells are drawn, and what stands in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from plans.models import Plan
from reports.document.blocks import Cell, Column, ColumnKind, Width

#: What a letter takes at the printed sizes (7 pt; 7.5 pt in evaluations; 8 pt among indicators), width by height of line, in mm².
SMALL, LONG, MEDIUM = 1.23 * 3.3, 1.31 * 3.65, 1.40 * 3.8
#: How much more bold letters take.
BOLD = 1.08


@dataclass(frozen=True)
class ColumnSpec:
    """A column as it is declared, once; ``cell`` gets what a row is made from.

    The heading is the plan's own for ``key``, unless ``heading`` says another.
    """

    key: str
    kind: ColumnKind
    width: Width
    cell: Callable[[Any], Cell]
    heading: str = ""


def columns(specs: Sequence[ColumnSpec], plan: Plan, year: int) -> tuple[Column, ...]:
    """The numbered columns of a table, under the plan's own headings."""
    return tuple(
        Column(spec.key, number, spec.heading or plan.heading(spec.key, year), spec.kind, spec.width)
        for number, spec in enumerate(specs, 1)
    )


def cells(specs: Sequence[ColumnSpec], source: Any) -> dict[str, Cell]:
    """The cells of one row by the keys of their columns."""
    return {spec.key: spec.cell(source) for spec in specs}


def words(text: Callable[[Any], str]) -> Callable[[Any], Cell]:
    """A cell function that prints a text: ``words(lambda source: source.activity.title)``."""
    return lambda source: Cell(text(source))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, parted by line ends; blank ones are left out."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())

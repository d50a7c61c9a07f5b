"""How the columns of a table are declared: what a column is called, how its cells are drawn, and what stands in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from plans.models import Plan
from reports.document.blocks import Cell, Column, ColumnKind, Row, Width

#: What a letter takes at the printed size of 8 pt, width by height of line, in mm².
LETTER = 1.40 * 3.67
#: How much more bold letters take.
BOLD = 1.08


@dataclass(frozen=True)
class ColumnSpec:
    """A column as it is declared, once; ``cell`` gets what a row is made from.

    The heading is the plan's own for ``key``, unless ``heading`` says another. A column that ``may_be_absent`` is left out where
    a plan leaves it empty.
    """

    key: str
    kind: ColumnKind
    width: Width
    cell: Callable[[Any], Cell]
    heading: str = ""
    is_numbered: bool = True
    may_be_absent: bool = False


def columns(specs: Sequence[ColumnSpec], plan: Plan, year: int) -> tuple[Column, ...]:
    """The columns of a table, under the plan's own headings; those that have a number are counted from 1."""
    numbers = count(1)
    return tuple(
        Column(
            spec.key,
            next(numbers) if spec.is_numbered else None,
            spec.heading or plan.heading(spec.key, year),
            spec.kind,
            spec.width,
        )
        for spec in specs
    )


def filled(specs: Sequence[ColumnSpec], rows: Iterable[Row]) -> list[ColumnSpec]:
    """Those of ``specs`` that have something to say in ``rows``, and those that may not be absent; all where there are no rows."""
    rows = list(rows)
    return [
        spec
        for spec in specs
        if not (spec.may_be_absent and rows) or any(not row.cells[spec.key].is_empty for row in rows)
    ]


def cells(specs: Sequence[ColumnSpec], source: Any) -> dict[str, Cell]:
    """The cells of one row by the keys of their columns."""
    return {spec.key: spec.cell(source) for spec in specs}


def words(text: Callable[[Any], str]) -> Callable[[Any], Cell]:
    """A cell function that prints a text: ``words(lambda source: source.activity.title)``."""
    return lambda source: Cell(text(source))

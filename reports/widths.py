"""Widths of the printed tables: every millimetre goes to the column that shortens the table most.

The tables have a fixed layout, which halves the time of setting them; so their widths must be known beforehand, and five plans
fill the same thirteen columns very differently.
"""

from reports.document.blocks import Cell, Column, Document, Row, Table, Width

#: Width of a landscape page between its margins, and what a cell's padding and rule take, in mm.
TABLE, PADDING = 279, 2.4


def column_css(document: Document) -> str:
    """CSS rules with the width of each column of every table; they add up to the page."""
    return "\n".join(
        f".table--{table.key} col.col-{key} {{ width: {width}mm; }}"
        for table in document.tables
        for key, width in widths(table).items()
    )


def widths(table: Table) -> dict[str, int]:
    """The width of each column in mm by its key; where the columns need more than the page, each has its least."""
    rows = [_areas(table.columns, row) for row in table.rows]
    found = {column.key: column.width.least for column in table.columns}
    for _ in range(TABLE - sum(found.values())):
        found[min(found, key=lambda key: _total_height(rows, {**found, key: found[key] + 3}))] += 1
    return found


def _total_height(rows, widths) -> float:
    """Height of all rows in mm; a row is as high as its highest cell, whose letters take an area."""
    return sum(max((area / (widths[key] - PADDING) for key, area in row), default=0) for row in rows)


def _areas(columns: tuple[Column, ...], row: Row) -> list[tuple[str, float]]:
    """The area in mm² that the letters of each cell take, where the column's width matters to it."""
    return [
        (column.key, column.width.letter * _letters(row.cells[column.key], column.width))
        for column in columns
        if column.width.letter
    ]


def _letters(cell: Cell, width: Width) -> int:
    """Letters of the cell, and what its paragraphs and labels waste as letters."""
    own = sum(len(line) + width.line for line in cell.lines) if width.line else len(cell.text)
    labelled = sum(len(line.text) + width.label for line in cell.labelled)
    return own + labelled + sum(_letters(item, width) for item in cell.items)

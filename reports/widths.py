"""Widths of the printed tables: every millimetre goes to the column that shortens the table most.

The tables have a fixed layout, which halves the time of setting them; so their widths must be known beforehand, and five plans
fill the same fourteen columns very differently. The letters are as large as the columns leave room for.
"""

from math import ceil

from reports.document.blocks import Cell, Column, Document, Row, Table, Width

#: Width of a landscape page between its margins, and what a cell's padding, rule and ragged edge take, in mm.
TABLE, PADDING = 279, 3.5
#: The sizes of letters (pt), largest first, and the one for which widths are declared. Less than 7 pt would not be read.
SIZES, DECLARED = (8, 7.5), 8
#: A table that would be higher than this (mm, some eight pages) is printed in smaller letters.
LONG = 1300
#: A row that is lower than this (mm, some ten lines) is not broken.
SHORT = 36


def table_css(document: Document) -> str:
    """CSS rules with the size of letters of every table and the width of its columns; these add up to the page."""
    return "\n".join(rule for table in document.tables for rule in _rules(table))


def size(table: Table) -> float:
    """The largest size of letters at which the table is not long and each column has its least width; else the smallest."""
    return next((size for size in SIZES if _fits(table, size)), SIZES[-1])


def widths(table: Table, size: float) -> dict[str, int]:
    """The width of each column in mm by its key; where the columns need more than the page, each has its least."""
    rows = [_areas(table.columns, row, size) for row in table.rows]
    found = {column.key: _least(column, size) for column in table.columns}
    for _ in range(TABLE - sum(found.values())):
        saved = _saved_heights(rows, found)
        found[max(saved, key=saved.get)] += 1
    return found


def heights(table: Table, size: float, widths: dict[str, int]) -> list[float]:
    """About how high (mm) each row is."""
    rows = [_areas(table.columns, row, size) for row in table.rows]
    return [max((area / (widths[key] - PADDING) for key, area in row), default=0) for row in rows]


def _fits(table, size) -> bool:
    least = sum(_least(column, size) for column in table.columns)
    return least <= TABLE and sum(heights(table, size, widths(table, size))) <= LONG


def _rules(table):
    letters = size(table)
    found = widths(table, letters)
    yield f".table--{table.key} {{ font-size: {letters}pt; }}"
    for key, width in found.items():
        yield f".table--{table.key} col.col-{key} {{ width: {width}mm; }}"
    rows = zip(table.rows, heights(table, letters, found), strict=True)
    if short := [f"#{row.anchor}" for row, height in rows if row.anchor and height <= SHORT]:
        yield f"{', '.join(short)} {{ break-inside: avoid; }}"


def _least(column: Column, size: float) -> int:
    """What holds a word at one size holds it at another."""
    return ceil(column.width.least * size / DECLARED)


def _saved_heights(rows, widths) -> dict[str, float]:
    """How much shorter (mm) the table were, by the key of the column that is widened.

    A row is as high as its highest cell, whose letters take an area; so only that cell's column can shorten it, down to the
    second highest, and one pass over the rows tells it for all columns. Measured over 3 mm, to step over small edges.
    """
    saved = dict.fromkeys(widths, 0.0)
    narrow = {key: width - PADDING for key, width in widths.items()}
    for row in rows:
        highest, second, highest_key, highest_area = 0.0, 0.0, None, 0.0
        for key, area in row:
            height = area / narrow[key]
            if height > highest:
                second, highest, highest_key, highest_area = highest, height, key, area
            elif height > second:
                second = height
        if highest_key is not None:
            saved[highest_key] += highest - max(highest_area / (narrow[highest_key] + 3), second)
    return saved


def _areas(columns: tuple[Column, ...], row: Row, size: float) -> list[tuple[str, float]]:
    """The area in mm² that the letters of each cell take, where the column's width matters to it."""
    scale = (size / DECLARED) ** 2
    return [
        (column.key, scale * column.width.letter * _letters(row.cells[column.key], column.width))
        for column in columns
        if column.width.letter
    ]


def _letters(cell: Cell, width: Width) -> int:
    """Letters of the cell, and what its paragraphs and labels waste as letters."""
    own = sum(len(line) + width.line for line in cell.lines) if width.line else len(cell.text)
    labelled = sum(len(line.text) + width.label for line in cell.labelled)
    return own + labelled + sum(_letters(item, width) for item in cell.items)

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
        saved = _saved_heights(rows, found)
        found[max(saved, key=saved.get)] += 1
    return found


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

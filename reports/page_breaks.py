"""What a page break in a table asks for and CSS has no means for.

A goal is said again below the break, and so are number and status of a row that goes on; the cells are closed at the page's edge.
A cell that spans its rows would say its goal once (and, cut by a page, breaks PDF/UA), and to lay the document out a second time
would cost half as much again. So lines that are laid out already are copied into the first row of the page. This reaches into
WeasyPrint's boxes, hence the version is pinned and tests/reports/test_pdf.py watches it.
"""

#: Stands beside the number of a row that goes on.
CONTINUED = "(turpinājums)"
#: What a cell with repeated words is called in the box tree; reports/printing/tags.py makes artifacts of them.
REPEATED = "blockquote"
#: Classes of the cells that say again whose row it is; the name's cell is left to ``CONTINUED``.
NUMBER, NAME, STATUS, GOAL = "no", "name", "status-cell", "goal"


def mend(document, continued) -> None:
    """See to the breaks of every table in ``document``, which is WeasyPrint's.

    ``continued`` is another, which has ``CONTINUED`` laid out: a span in a paragraph.
    """
    paragraph = next(box for box in continued.pages[0]._page_box.descendants() if box.element_tag == "p")
    (mark,) = paragraph.children  # its line
    begun, said = None, []
    for page in document.pages:
        for table in tables(page._page_box):
            rows = _body_rows(table)
            if begun is not None and rows and rows[0].element is begun.element:
                _say_again(begun, rows[0], mark)
            said = _repeat_goal(rows, said)
            _close(table)
            begun = _row_that_began(begun, rows)


def tables(page_box) -> list:
    """The tables on a page as far as they stand on it, in order."""
    return [box for box in page_box.descendants() if box.element_tag == "table" and hasattr(box, "column_positions")]


def goes_on(above, table) -> bool:
    """Whether the first row of ``table`` is the rest of the last one of ``above``, the part of it on a page before."""
    before, rows = _body_rows(above), _body_rows(table)
    return bool(before and rows) and before[-1].element is rows[0].element


def _body_rows(table) -> list:
    return [row for group in table.children if not group.is_header for row in group.children]


def _row_that_began(begun, rows):
    """The last row of a page as it stands where it began."""
    if not rows:
        return begun
    return begun if begun is not None and rows[-1].element is begun.element else rows[-1]


def _kind(cell) -> str:
    return (cell.element.get("class") or "").split(" ")[0]


def _say_again(begun, row, mark) -> None:
    """Number and status of the row that ``begun`` on a page before, and that this is the rest of it."""
    if any(_kind(cell) == NUMBER and cell.children for cell in row.children):
        return  # the number itself was pushed down: nothing of the row stands above
    for above, cell in zip(begun.children, row.children, strict=True):
        if _kind(cell) == NAME:
            _add_mark(mark, cell, row)
        elif _kind(cell) in (NUMBER, STATUS) and not cell.children:
            _copy(above, cell)


def _add_mark(mark, cell, row) -> None:
    """Below the rest of a name that goes on itself, where there is room."""
    used = cell.children[-1].position_y + cell.children[-1].height if cell.children else cell.content_box_y()
    if not cell.children or used + mark.height <= row.position_y + row.height:
        added = _moved(mark, cell.content_box_x() - mark.position_x, used - mark.position_y)
        for inline in added.children:
            inline.element_tag = REPEATED
        cell.children = [*cell.children, added]


def _repeat_goal(rows, said) -> list:
    """Copy the text of the goal ``said`` last above into the first row, where the rows that are its own are high enough.

    Number and name have a column each; returns the cell of each that has text last.
    """
    columns = [[cell for cell in row.children if _kind(cell) == GOAL] for row in rows]
    rows = [(row, cells) for row, cells in zip(rows, columns, strict=True) if cells]
    width = len(rows[0][1]) if rows else 0
    last = said[:width] or [None] * width
    return [_repeat(above, [(row, cells[place]) for row, cells in rows]) for place, above in enumerate(last)] or said


def _repeat(said, rows):
    """The same for one column."""
    own = next((place for place, (_, cell) in enumerate(rows) if cell.children), len(rows))
    last = next((cell for _, cell in reversed(rows[own:]) if cell.children), said)
    if said is not None and own and _fits(said, rows[0][1], rows[own - 1][0]):
        _copy(said, rows[0][1])
    return last


def _fits(said, first, last) -> bool:
    """Whether the rows from the cell ``first`` to the row ``last``, whose cells read as one, are high enough for ``said``."""
    end = said.children[-1]
    needed = end.position_y + end.height - said.content_box_y()
    return last.position_y + last.height >= first.content_box_y() + needed


def _copy(above, cell) -> None:
    """What stands in one cell into another, at the same place in it."""
    right, down = cell.content_box_x() - above.content_box_x(), cell.content_box_y() - above.content_box_y()
    cell.element_tag = REPEATED
    cell.children = [_moved(child, right, down) for child in above.children]


def _moved(box, right, down):
    """A copy of a laid out box somewhere else; where its background is painted has to be moved apart."""
    copy = box.deepcopy()
    copy.translate(right, down)
    for each in copy.descendants():
        if each.background:
            layers = [_moved_layer(layer, right, down) for layer in each.background.layers]
            each.background = each.background._replace(layers=layers)
    return copy


def _moved_layer(layer, right, down):
    def moved(area):
        return (area[0] + right, area[1] + down, *area[2:]) if isinstance(area, list | tuple) else area

    return layer._replace(
        painting_area=moved(layer.painting_area),
        positioning_area=moved(layer.positioning_area),
        clipped_boxes=[moved(box) for box in layer.clipped_boxes],
    )


def _close(table) -> None:
    """A line below the last row on the page, also where a cell or a row goes on."""
    if table.style["border_collapse"] != "collapse":
        return
    vertical, horizontal = table.collapsed_border_grid
    rows = [row for group in table.children for row in group.children]
    head = sum(len(group.children) for group in table.children if group.is_header)
    end = len(rows) + (table.skipped_rows - head if table.skipped_rows else 0)
    if end < len(horizontal) and vertical and vertical[0]:
        line = vertical[-1][0]
        closed = [max(border, line, key=lambda each: each[1][1]) for border in horizontal[end]]
        table.collapsed_border_grid = vertical, [*horizontal[:end], closed, *horizontal[end + 1 :]]
        table.skip_cell_border_bottom = False

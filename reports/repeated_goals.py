"""Says a goal again where a page breaks its rows, in the goal's own cell.

CSS has no means for it: a cell that spans its rows would say it once (and, cut by a page, breaks PDF/UA), and to lay the document
out a second time would cost half as much again. So the laid out lines of the goal are copied into the first row of the page. This
reaches into WeasyPrint's boxes, hence the version is pinned and tests/reports/test_pdf.py watches it.
"""


def repeat_goals(document) -> None:
    """Copy each goal's text below the page breaks in its rows, where they are high enough. ``document`` is WeasyPrint's."""
    said = None
    for page in document.pages:
        rows = list(_goal_cells(page._page_box))
        own = next((place for place, (_, cell) in enumerate(rows) if cell.children), len(rows))
        if said is not None and own and _fits(said, rows[0][1], rows[own - 1][0]):
            _copy_text(said, rows[0][1])
        said = next((cell for _, cell in reversed(rows[own:]) if cell.children), said)


def _goal_cells(page_box):
    """The rows of the page that have a goal's cell, wherever it stands in them, and that cell."""
    for row in page_box.descendants():
        if row.element_tag == "tr":
            yield from ((row, cell) for cell in row.children if cell.element.get("class") == "goal")


def _fits(said, first, last) -> bool:
    """Whether the rows from the cell ``first`` to the row ``last``, whose cells read as one, are high enough for ``said``."""
    end = said.children[-1]
    needed = end.position_y + end.height - said.content_box_y()
    return last.position_y + last.height >= first.content_box_y() + needed


def _copy_text(said, cell) -> None:
    down = cell.content_box_y() - said.content_box_y()
    cell.children = [child.deepcopy() for child in said.children]
    for child in cell.children:
        child.translate(0, down)

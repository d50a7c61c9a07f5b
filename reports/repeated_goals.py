"""Says a goal again where a page breaks its rows, in the goal's own cell.

CSS has no means for it: a cell that spans its rows would say it once (and, cut by a page, breaks PDF/UA), and to lay the document
out a second time would cost half as much again. So the laid out lines of the goal are copied into the first row of the page. This
reaches into WeasyPrint's boxes, hence the version is pinned and tests/test_report_pdf.py watches it.
"""


def repeat_goals(document) -> None:
    """Copy each goal's text below the page breaks in its rows, where they are high enough. ``document`` is WeasyPrint's."""
    said = None
    for page in document.pages:
        rows = list(_activity_rows(page._page_box))
        own = next((place for place, row in enumerate(rows) if row.children[0].children), len(rows))
        if said is not None and own and _fits(said, rows[0], rows[own - 1]):
            _copy_text(said, rows[0].children[0])
        said = next((row.children[0] for row in reversed(rows[own:]) if row.children[0].children), said)


def _activity_rows(page_box):
    return (
        box
        for box in page_box.descendants()
        if box.element_tag == "tr" and box.element.get("id", "").startswith("aktivitate-")
    )


def _fits(said, first, last) -> bool:
    """Whether the rows from ``first`` to ``last``, whose goal cells read as one, are high enough for what was ``said``."""
    end = said.children[-1]
    needed = end.position_y + end.height - said.content_box_y()
    return last.position_y + last.height >= first.children[0].content_box_y() + needed


def _copy_text(said, cell) -> None:
    down = cell.content_box_y() - said.content_box_y()
    cell.children = [child.deepcopy() for child in said.children]
    for child in cell.children:
        child.translate(0, down)

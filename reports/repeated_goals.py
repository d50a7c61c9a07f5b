"""Says a goal again where a page breaks its rows, in the goal's own cell.

CSS has no means for it: a cell that spans its rows would say it once (and, cut by a page, breaks PDF/UA), and to lay the document
out a second time would cost half as much again. So the laid out lines of the goal are copied into the first row of the page. This
reaches into WeasyPrint's boxes, hence the version is pinned and tests/test_report_pdf.py watches it.
"""


def repeat_goals(document) -> None:
    """Copy each goal's text into the first row below a page break that is high enough for it. ``document`` is WeasyPrint's."""
    said = None
    for page in document.pages:
        on_this_page = False
        for row in _activity_rows(page._page_box):
            cell = row.children[0]
            if cell.children:
                said, on_this_page = cell, True
            elif said is not None and not on_this_page and _fits(said, row):
                _copy_text(said, cell)
                on_this_page = True


def _activity_rows(page_box):
    return (
        box
        for box in page_box.descendants()
        if box.element_tag == "tr" and box.element.get("id", "").startswith("aktivitate-")
    )


def _fits(said, row) -> bool:
    last = said.children[-1]
    needed = last.position_y + last.height - said.content_box_y()
    return row.position_y + row.height >= row.children[0].content_box_y() + needed


def _copy_text(said, cell) -> None:
    down = cell.content_box_y() - said.content_box_y()
    cell.children = [child.deepcopy() for child in said.children]
    for child in cell.children:
        child.translate(0, down)

"""Draws the cells of a table's row."""

from django import template
from django.utils.html import format_html_join

from reports.document.blocks import Column, ColumnKind, Row

register = template.Library()


@register.simple_tag(takes_context=True)
def cells(context, row: Row, columns: tuple[Column, ...]):
    """The row's cells in the order of ``columns``, each by the template of its column's kind.

    It gets ``column``, ``cell`` and ``over``, the number of columns that the cell stands over. A row with a note has the
    spanning ones alone. A report has thousands of cells: to include a template for each would take a third longer.
    """
    shown = [column for column in columns if not row.note or column.kind == ColumnKind.SPAN]
    return format_html_join("", "{}", ((_drawn(context, *each),) for each in _merged(row, shown)))


def _merged(row, columns):
    """Column, cell and over how many columns it stands: one that goes on takes in the empty ones of its kind beside it."""
    place = 0
    while place < len(columns):
        column, over = columns[place], 1
        cell = row.cells[column.key]
        beside = columns[place + 1 :] if cell.goes_on else []
        while over <= len(beside) and beside[over - 1].kind == column.kind and row.cells[beside[over - 1].key].is_empty:
            over += 1
        yield column, cell, over
        place += over


def _drawn(context, column, cell, over):
    drawing = context.template.engine.get_template(f"reports/cells/{column.kind}.html")
    with context.push(column=column, cell=cell, over=over):
        return drawing.nodelist.render(context)

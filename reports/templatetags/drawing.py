"""Draws the cells of a table's row."""

from django import template
from django.utils.html import format_html_join

from reports.document.blocks import Column, ColumnKind, Row

register = template.Library()


@register.simple_tag(takes_context=True)
def cells(context, row: Row, columns: tuple[Column, ...]):
    """The row's cells in the order of ``columns``, each by the template of its column's kind, which gets ``column`` and ``cell``.

    A row with a note has the spanning ones alone. A report has thousands of cells: to include a template for each would
    take a third longer.
    """
    shown = [column for column in columns if not row.note or column.kind == ColumnKind.SPAN]
    return format_html_join("", "{}", ((_drawn(context, column, row.cells[column.key]),) for column in shown))


def _drawn(context, column, cell):
    drawing = context.template.engine.get_template(f"reports/cells/{column.kind}.html")
    with context.push(column=column, cell=cell):
        return drawing.nodelist.render(context)

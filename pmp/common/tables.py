"""Lists as tables: their order and page stand in the address."""

from django.core.paginator import Paginator
from django_tables2 import RequestConfig, Table


def arrange(table: Table, request, *, per_page: int) -> Table:
    """Order the table and take its page as the address says; how many rows a page has is not asked there.

    A page that does not exist is the nearest one, an order that does not exist is the table's own.
    """
    RequestConfig(request, paginate=False).configure(table)
    table.paginator = Paginator(table.rows, per_page)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table

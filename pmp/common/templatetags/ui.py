"""Filters and tags of the design system: Latvian numbers, dates and plurals, forms, addresses. They know no app.

What Python code needs of it too stands in ``pmp.common.wording``. See docs/design.md.
"""

from django import template
from django.urls import reverse

from pmp.common import queries, wording

register = template.Library()
for _filter in (
    wording.count,
    wording.lv_date,
    wording.lv_date_words,
    wording.lv_datetime,
    wording.lv_number,
    wording.plural,
):
    register.filter(_filter)

# Forms ----------------------------------------------------------------------------------------------------------------


@register.simple_tag
def forms_with_errors(form=None, forms=None):
    """Those of one form, or of several, that have an error."""
    return [item for item in [form, *(forms or [])] if item and item.errors]


@register.filter
def lookup(mapping, key):
    """The value under a key; empty when there is no mapping or no such key."""
    return mapping.get(str(key), "") if mapping else ""


# Addresses and pages --------------------------------------------------------------------------------------------------


@register.simple_tag
def plan_url(name, plan, *parts):
    """The address of a page of a plan; ``plan`` is whatever has the plan's ``address``."""
    return reverse(name, args=[*plan.address, *parts])


@register.filter
def query_without(params, names):
    """The query string of a QueryDict without some names: ``{{ request.GET|query_without:"page" }}`` (no question mark)."""
    return queries.without(params, *names.split(","))


@register.simple_tag
def elided_pages(page):
    """Page numbers with gaps for the pagination component."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))

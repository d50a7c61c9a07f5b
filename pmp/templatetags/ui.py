"""Filters and tags of the design system: Latvian numbers, dates and plurals, words, icons and colours of states.

Values come in as plain data; of the apps only the words of their enums are known here. What Python code needs of it too
stands in ``pmp.wording``. See docs/design.md.
"""

from django import template
from django.http import QueryDict
from django.utils.text import capfirst

from indicators.enums import Trend
from monitoring.enums import NO_DATA, Status
from pmp import wording

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

#: status value → icon, colour of its bar in a chart (charts carry colours as attributes, so that they print alike)
STATUSES = {
    Status.DONE: ("check", "#2c7a4b"),
    Status.PARTLY_DONE: ("half", "#58a9ad"),
    Status.STARTED: ("play", "#e0ad52"),
    Status.NOT_STARTED: ("circle", "#dfe3e8"),
    Status.POSTPONED: ("pause", "#b49fd0"),
    Status.CANCELLED: ("cross", "#7d5252"),
    "": ("question", "#ffffff"),
}

TRENDS = {
    Trend.IMPROVING: "arrow-up",
    Trend.STABLE: "arrow-right",
    Trend.WORSENING: "arrow-down",
    Trend.NOT_COMPARABLE: "not-equal",
    Trend.NOT_MEASURED: "dash",
}


def _key(value):
    return str(value or "").lower()


# States ---------------------------------------------------------------------------------------------------------------


@register.filter
def status_label(value):
    """The word of a status."""
    key = _key(value)
    return capfirst(Status(key).label if key in Status.values else NO_DATA)


@register.filter
def status_icon(value):
    """The symbol of a status in icons.svg."""
    return STATUSES.get(_key(value), STATUSES[""])[0]


@register.filter
def status_fill(value):
    """The colour of a status in a chart."""
    return STATUSES.get(_key(value), STATUSES[""])[1]


@register.filter
def status_ink(value):
    """The colour of a number written on the bar of a status."""
    return "#ffffff" if _key(value) in {"done", "cancelled"} else "#18212c"


@register.filter
def tone(value):
    """The CSS class that gives a status or a trend its colours."""
    key = _key(value)
    return f"tone-{key}" if key and (key in STATUSES or key in TRENDS) else "tone-none"


@register.filter
def trend_label(value):
    """The word of a trend."""
    key = _key(value)
    return capfirst(Trend(key).label if key in Trend.values else Trend.NOT_MEASURED.label)


@register.filter
def trend_icon(value):
    """The symbol of a trend in icons.svg."""
    return TRENDS.get(_key(value), TRENDS[Trend.NOT_MEASURED])


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


@register.filter
def query_without(params, names):
    """The query string of a QueryDict without some names: ``{{ request.GET|query_without:"page" }}`` (no question mark)."""
    kept = params.copy() if isinstance(params, QueryDict) else QueryDict(str(params or ""), mutable=True)
    for name in names.split(","):
        kept.pop(name.strip(), None)
    return kept.urlencode()


@register.simple_tag
def elided_pages(page):
    """Page numbers with gaps for the pagination component."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))

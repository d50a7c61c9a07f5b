"""Filters and tags of the design system: Latvian numbers, dates and plurals, words, icons and colours of states.

Values come in as plain data; of the apps only the words of their enums are known here. See docs/design.md.
"""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst

from indicators.enums import Trend
from monitoring.enums import NO_DATA, Status

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"

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

#: month stem and the endings of the nominative, genitive, dative and locative
MONTHS = [
    ("janvār", "is a im ī"),
    ("februār", "is a im ī"),
    ("mart", "s a am ā"),
    ("aprīl", "is ļa im ī"),
    ("maij", "s a am ā"),
    ("jūnij", "s a am ā"),
    ("jūlij", "s a am ā"),
    ("august", "s a am ā"),
    ("septembr", "is a im ī"),
    ("oktobr", "is a im ī"),
    ("novembr", "is a im ī"),
    ("decembr", "is a im ī"),
]
CASES = ["nominative", "genitive", "dative", "locative"]


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


# Numbers, dates, words ------------------------------------------------------------------------------------------------


@register.filter
def lv_number(value, places=None):
    """1234.5 → "1 234,5": a comma for decimals, a no-break space for thousands; nothing becomes an empty text."""
    if value is None or value == "":
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return value
    text = f"{number:,f}" if places is None else f"{number:,.{int(places)}f}"
    return text.replace(",", NBSP).replace(".", ",").replace("-", MINUS)


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def lv_date(value):
    """26.10.2023."""
    return f"{_local(value):%d.%m.%Y.}" if isinstance(value, date) else ""


@register.filter
def lv_datetime(value):
    """26.10.2023. plkst. 14:32"""
    return f"{_local(value):%d.%m.%Y. plkst.{NBSP}%H:%M}" if isinstance(value, datetime) else ""


@register.filter
def lv_date_words(value, case="nominative"):
    """2026. gada 31. janvāris; with a case, as in *līdz 2026. gada 31. janvārim* (``"dative"``)."""
    if not isinstance(value, date):
        return ""
    value = _local(value)
    stem, endings = MONTHS[value.month - 1]
    ending = endings.split()[CASES.index(case)]
    if ending == "ļa":
        stem = stem.removesuffix("l")
    return f"{value.year}.{NBSP}gada {value.day}.{NBSP}{stem}{ending}"


@register.filter
def plural(number, forms):
    """The right form of "viena,vairākas" or "viena,vairākas,nulle": 1, 21, 101 take the first, 0 and 10–20 the third."""
    one, many, *zero = (form.strip() for form in forms.split(","))
    number = abs(int(number or 0))
    if number % 10 == 1 and number % 100 != 11:
        return one
    if number % 10 == 0 or 11 <= number % 100 <= 19:
        return zero[0] if zero else many
    return many


@register.filter
def count(number, forms):
    """A number and its word, kept on one line: ``{{ 21|count:"aktivitāte,aktivitātes,aktivitāšu" }}``."""
    return f"{lv_number(number or 0)}{NBSP}{plural(number, forms)}"


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

"""Filters and tags of the design system: Latvian numbers, dates and plurals, words and icons of states, chart geometry.

Nothing here knows a model; values come in as plain data. See docs/design.md.
"""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.http import QueryDict
from django.utils import timezone

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"

#: status value → word, icon, colour of its bar in a chart (charts carry colours as attributes, so that they print alike)
STATUSES = {
    "done": ("Izpildīts", "check", "#2c7a4b"),
    "partly_done": ("Daļēji izpildīts", "half", "#58a9ad"),
    "started": ("Uzsākts", "play", "#e0ad52"),
    "not_started": ("Nav uzsākts", "circle", "#dfe3e8"),
    "postponed": ("Atlikts", "pause", "#b49fd0"),
    "cancelled": ("Atcelts", "cross", "#7d5252"),
    "": ("Nav atbildes", "question", "#ffffff"),
}

TRENDS = {
    "improving": ("Uzlabojas", "arrow-up"),
    "stable": ("Nemainās", "arrow-right"),
    "worsening": ("Pasliktinās", "arrow-down"),
    "not_comparable": ("Nav salīdzināms", "not-equal"),
    "not_measured": ("Nav mērīts", "dash"),
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
    return STATUSES.get(_key(value), STATUSES[""])[0]


@register.filter
def status_icon(value):
    """The symbol of a status in icons.svg."""
    return STATUSES.get(_key(value), STATUSES[""])[1]


@register.filter
def status_fill(value):
    """The colour of a status in a chart."""
    return STATUSES.get(_key(value), STATUSES[""])[2]


@register.filter
def status_ink(value):
    """The colour of a number written on the bar of a status."""
    return "#ffffff" if _key(value) in {"done", "cancelled"} else "#18212c"


@register.filter
def tone(value):
    """The CSS class that gives a status or a trend its colours."""
    key = _key(value)
    return f"tone-{key}" if key in STATUSES or key in TRENDS else "tone-none"


@register.filter
def trend_label(value):
    """The word of a trend."""
    return TRENDS.get(_key(value), TRENDS["not_measured"])[0]


@register.filter
def trend_icon(value):
    """The symbol of a trend in icons.svg."""
    return TRENDS.get(_key(value), TRENDS["not_measured"])[1]


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


# Charts ---------------------------------------------------------------------------------------------------------------


@register.simple_tag
def stacked_segments(counts):
    """Geometry of a stacked bar from (status, label, value) rows: x and width in percent, share for the table."""
    rows = [(status, label or status_label(status), value) for status, label, value in counts if value]
    total = sum(value for _, _, value in rows)
    segments, x = [], 0.0
    for status, label, value in rows:
        width = value * 100 / total
        segments.append(
            {
                "status": _key(status),
                "label": label,
                "value": value,
                "x": f"{x:.3f}",
                "width": f"{width:.3f}",
                "share": f"{width:.0f}",
                "wide": width >= 5,
            }
        )
        x += width
    return segments


@register.simple_tag
def sparkline_geometry(values, width=120, height=32, baseline=None):
    """Geometry of a small line from numbers (None is a gap, left out): points, last point, height of the baseline."""
    known = [(i, float(v)) for i, v in enumerate(values) if v is not None]
    if not known:
        return None
    span = [v for _, v in known] + ([float(baseline)] if baseline is not None else [])
    low, high, pad = min(span), max(span), 4
    steps = max(len(values) - 1, 1)

    def x(i):
        return f"{pad + i * (width - 2 * pad) / steps:.1f}"

    def y(v):
        return f"{height / 2 if high == low else height - pad - (v - low) * (height - 2 * pad) / (high - low):.1f}"

    return {
        "points": " ".join(f"{x(i)},{y(v)}" for i, v in known),
        "last_x": x(known[-1][0]),
        "last_y": y(known[-1][1]),
        "baseline_y": y(float(baseline)) if baseline is not None else "",
    }

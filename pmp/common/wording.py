"""Numbers, dates and plurals as Latvian writes them."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.formats import number_format

NBSP = "\u00a0"
MINUS = "\u2212"

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


def lv_number(value, places=None):
    """1234.5 → "1 234,5": a comma for decimals, a no-break space for thousands; nothing becomes an empty text."""
    if value is None or value == "":
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return value
    text = f"{number:f}" if places is None else f"{number:.{int(places)}f}"  # Django would cut where this rounds
    return number_format(text, force_grouping=True).replace("-", MINUS)


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def lv_date(value):
    """26.10.2023."""
    return f"{_local(value):%d.%m.%Y.}" if isinstance(value, date) else ""


def lv_datetime(value):
    """26.10.2023. plkst. 14:32"""
    return f"{_local(value):%d.%m.%Y. plkst.{NBSP}%H:%M}" if isinstance(value, datetime) else ""


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


def with_nr(number):
    """A number of a document with one *Nr.* before it, whether it was typed with its own or not: *Nr. 1/2021*."""
    return f"Nr. {re.sub(r'^nr[.]? *', '', number.strip(), flags=re.IGNORECASE)}"


def years_text(years):
    """Years in words, running ones joined: 2025.–2027., 2029."""
    runs = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}." if len(run) == 1 else f"{run[0]}.–{run[-1]}." for run in runs)


def plural(number, forms):
    """The right form of "viena,vairākas" or "viena,vairākas,nulle": 1, 21, 101 take the first, 0 and 10–20 the third."""
    one, many, *zero = (form.strip() for form in forms.split(","))
    number = abs(int(number or 0))
    if number % 10 == 1 and number % 100 != 11:
        return one
    if number % 10 == 0 or 11 <= number % 100 <= 19:
        return zero[0] if zero else many
    return many


def count(number, forms):
    """A number and its word, kept on one line: ``{{ 21|count:"aktivitāte,aktivitātes,aktivitāšu" }}``."""
    return f"{lv_number(number or 0)}{NBSP}{plural(number, forms)}"

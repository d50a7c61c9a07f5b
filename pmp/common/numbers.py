"""Printed numbers of goals, activities, tasks and indicators: kept to the letter, compared in a normal form.

A model with a printed number has a ``NumberKeyField`` beside it; rules that a number stands once are rules on that key.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.query_utils import DeferredAttribute

#: Between a key and the count of a number that stood twice before the database refused it; no normal form has a blank and a figure.
_AGAIN = " ~"


def normal(number: str) -> str:
    """The same legal number in one spelling: ``1.1``, ``1.1.``, ``1.01.`` and full-width figures are one, so are 2B and 2b.

    Raised figures stay raised: 14.¹ is not 14.1. A text without figures is only folded.
    """
    text = unicodedata.normalize("NFC", "".join(map(_plain, number))).casefold()
    if any(char.isdigit() for char in text):
        text = re.sub(r"\d+", lambda figures: str(int(figures[0])), "".join(text.split()))
    else:
        text = " ".join(text.split())
    return text.strip(".") or text


def number_anchor(key: str) -> str:
    """The key as the end of an HTML id: 1-1 for 1.1; two keys never have the same."""
    return re.sub(r"[^\w.]|_", lambda sign: f"_{ord(sign[0]):x}_", key).replace(".", "-")


def with_numbers(rows: QuerySet, *numbers: str) -> QuerySet:
    """Those of the rows that have one of these legal numbers in any spelling."""
    found = Q()
    for key in map(normal, numbers):
        found |= Q(number_key=key) | Q(number_key__startswith=key + _AGAIN)
    return rows.filter(found)


def is_taken(number: str, row: models.Model, among: QuerySet) -> bool:
    """Whether a row other than ``row`` has this legal number in any spelling; what ``row`` is called already, it may stay."""
    return number != row.number and with_numbers(among.exclude(pk=row.pk), number).exists()


class _Key(DeferredAttribute):
    """Follows the printed number whenever it is read, so that checks, saves and bulk saves see the same."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        key, stored = normal(getattr(instance, self.field.from_field)), instance.__dict__.get(self.field.attname) or ""
        return stored if stored.startswith(key + _AGAIN) else key

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class NumberKeyField(models.CharField):
    """The normal form of the number that stands in ``from_field``; fills itself, also in ``bulk_create``.

    ``bulk_update`` and ``update`` of the number must name the key as well: ``bulk_update(rows, ["number", "number_key"])``.
    """

    descriptor_class = _Key

    def __init__(self, *args, from_field="number", **kwargs):
        self.from_field = from_field
        # The normal form of one character has eighteen at most, a number twenty.
        super().__init__(*args, **{"editable": False, "max_length": 400, **kwargs})

    def deconstruct(self):
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "from_field": self.from_field}


def fill_keys(rows: QuerySet, *within: str) -> None:
    """For migrations: give rows that were stored without one their key; ``within`` are the columns in which a number stands once.

    Where two rows have the same legal number (a database of the first version told 1.1 from 1.1.), both stay as they are and
    the later one's key says that it is the second: ``1.1 ~2``. It keeps that key until somebody gives it another number.
    """
    taken, found = set(), list(rows.order_by("order", "pk"))
    for row in found:
        own, count = normal(row.number), 1
        scope = tuple(getattr(row, name) for name in within)
        row.number_key = own
        while (*scope, row.number_key) in taken:
            count += 1
            row.number_key = f"{own}{_AGAIN}{count}"
        taken.add((*scope, row.number_key))
    rows.model._base_manager.bulk_update(found, ["number_key"], batch_size=200)


def letter_at(place: int) -> str:
    """The letter of a row that stands at a place below a number: none, b, c … z, aa, ab …"""
    left, letters = place if place > 1 else 0, ""
    while left > 0:
        left, at = divmod(left - 1, 26)
        letters = chr(ord("a") + at) + letters
    return letters


def next_letter(letters: Iterable[str]) -> str:
    """The letter after the last of those that are taken; gaps stay gaps, since somebody may have cited what stood there."""
    return letter_at(max(map(_place, letters), default=0) + 1)


def _place(letters):
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("a") + 1
    return max(place, 1)


def _plain(char):
    """A character without width, font or circle; nothing for one that is not seen."""
    if unicodedata.category(char) in ("Cc", "Cf") and not char.isspace():
        return ""
    return char if unicodedata.decomposition(char).startswith("<super>") else unicodedata.normalize("NFKC", char)

"""Printed figures of an indicator's row: what the common reader has to know of the row, and its answers in our words."""

import re
from decimal import Decimal
from functools import lru_cache

from indicators.enums import TargetKind, Unit
from indicators.models import IndicatorRow
from pmp.common.reading import Asked, Found, Kind, Place, Reading, read

_KINDS = {Unit.PERCENT: Kind.PERCENT, Unit.PERSONS: Kind.PEOPLE, Unit.FAMILIES: Kind.PEOPLE, Unit.POSTS: Kind.OTHER}
_COUNTED = (Unit.COUNT, Unit.VISITS, Unit.PROGRAMMES)
#: A figure that is so much of one thing for each of another is a fraction as a rule.
_RATIO = re.compile(r"\buz (?:1|vien[ua]|katr[ua])\b|\bvidēj|\battiecīb", re.I)
_FULFILLED = re.compile(r"\bizpild", re.I)
_PEOPLE = r"(?:izglītojam|skolēn|audzēkn|jaunie|pedagog|skolotāj|vecāk|iestā)"
_SHARE = re.compile(rf"[iīģ]+patsvar|\bdaļa\b|\bno kopēj|\(%\)|\b{_PEOPLE}\w*,? .*\b(?:kur[iāa]\w*|kas|ar)\b", re.I)


def kind_of(name: str, unit: Unit | str) -> Kind:
    """What is counted, by the row's unit; pupils for each post are a ratio although their unit is a count."""
    if unit in _COUNTED:
        return Kind.OTHER if _RATIO.search(name) else Kind.COUNT
    return _KINDS.get(Unit(unit), Kind.OTHER)


def is_part_of_whole(row: IndicatorRow) -> bool | None:
    """Whether the row's percentage can never pass 100: by its figures and its name; None where neither says it."""
    if any(number is not None and number > 100 for number in _figures(row)):
        return False
    if _FULFILLED.search(row.name):
        return None
    is_counted = row.baseline_denominator or any(m.denominator for m in _measurements(row))
    return True if is_counted or _SHARE.search(row.name) else None


def asked_of(row: IndicatorRow, place: Place, unit: Unit | str | None = None, *, but: int | None = None) -> Asked:
    """What the reader has to know to read a figure of the row; the figure of the year ``but`` does not speak for itself.

    Queries unless measurements and targets are prefetched.
    """
    unit = unit or row.unit
    return Asked(
        kind=kind_of(row.name, unit),
        place=place,
        limit=is_part_of_whole(row) if unit == Unit.PERCENT else None,
        near=tuple(number for number in _figures(row, but) if number),
        words=" ".join([row.name, row.label, row.sources_text, row.indicator.name]),
    )


def read_value(row: IndicatorRow, text: str, *, year: int | None = None) -> Found:
    """A measured value."""
    return read(text, asked_of(row, Place.VALUE, but=year))


def says_more(row: IndicatorRow, text: str) -> bool:
    """Whether a printed value says more than bound, figure, unit and year."""
    return _says_more(text, kind_of(row.name, row.unit))


@lru_cache(maxsize=4096)
def _says_more(text, kind):
    found = read(text, Asked(kind=kind, place=Place.BASELINE))
    return not isinstance(found, Reading) or found.says_more


def target_kind(reading: Reading) -> tuple[TargetKind, Decimal | None]:
    """The kind and the amount that a target keeps. No kind is called *about*: such a target is a value."""
    shape = reading.shape.value
    return (TargetKind(shape) if shape in TargetKind.values else TargetKind.VALUE), reading.value


def _figures(row, but=None):
    """The row's own numbers, the baseline first."""
    targets = [t.value_against(row.baseline_value) for t in row.targets.all()] if row.pk else []
    return [row.baseline_value, *(m.value for m in _measurements(row) if m.year != but), *targets]


def _measurements(row):
    return row.measurements.all() if row.pk else []

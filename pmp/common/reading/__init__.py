"""Reading printed figures: what documents and people write, as values that one can compute with.

Pure functions that never raise. What is not certain is a ``Doubt`` with the readings that are possible, what cannot be is a
``Refusal`` with a sentence; text around a figure that is not understood is never left aside. The forms are those of the
plans (``77% (2023)``, ``0,94 % (2022./23. m.g.)``, ``45% (no 9 iestādēm – 4)``, ``< 1%``, ``±2% robežās …``) and of people.
"""

from pmp.common.reading.paper import Paper
from pmp.common.reading.results import (
    BOUNDS,
    Asked,
    Doubt,
    Found,
    Kind,
    Place,
    Reading,
    Refusal,
    Shape,
)
from pmp.common.reading.targets import read_target
from pmp.common.reading.values import NO_DIGITS, percentage, read_value
from pmp.common.reading.words import FOREIGN

__all__ = [
    "BOUNDS",
    "NO_DIGITS",
    "Asked",
    "Doubt",
    "Found",
    "Kind",
    "Place",
    "Reading",
    "Refusal",
    "Shape",
    "percentage",
    "read",
]

#: What may stand behind a mere number.
_SIGNS = {Kind.PERCENT: "%", Kind.MONEY: "EUR"}
#: No printed figure is longer; a text that is, is not searched.
LONGEST = 400


def read(text: str, asked: Asked) -> Found:
    """What a text says where ``asked`` describes its place."""
    paper = Paper.of(text)
    if len(paper.plain) > LONGEST and paper.has_figures:
        return Refusal("Teksts ir pārāk garš, lai tajā atrastu skaitli.")
    if FOREIGN.search(paper.plain) and paper.has_figures:
        return Refusal("Summas ierakstiet eiro.")
    paper.take_years()
    found = read_target(paper, asked) if asked.place == Place.TARGET else read_value(paper, asked)
    return _as_number(found, asked.kind) if asked.place == Place.NUMBER else found


def _as_number(found, kind):
    """A field for a mere number takes no bounds, shares, other units and texts."""
    if isinstance(found, Refusal):
        return found
    readings = found.readings if isinstance(found, Doubt) else (found,)
    signs = {"", _SIGNS.get(kind, "")}
    numbers = [each for each in readings if each.bound == "" and each.value is not None and each.sign in signs]
    if len(numbers) < len(readings) or any(each.counts_only or each.says_more for each in readings):
        return Refusal("Ierakstiet vienu precīzu skaitli.")
    return found

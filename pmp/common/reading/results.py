"""What a printed figure can turn out to be: a reading, a doubt between readings, or a refusal with its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum

from pmp.common.wording import NBSP, lv_number


class Kind(Enum):
    """What is counted: it decides what a sign between digits can mean."""

    PERCENT = "percent"
    PEOPLE = "people"  # never a fraction
    COUNT = "count"  # whole things, of which a fraction is possible but unlikely
    MONEY = "money"
    OTHER = "other"


class Place(Enum):
    """Where the text stands."""

    VALUE = "value"
    BASELINE = "baseline"
    TARGET = "target"
    NUMBER = "number"  # a field for a mere number, money too


class Shape(StrEnum):
    """In which form a figure is printed; the words are those that the database keeps."""

    EXACT = "value"
    BELOW = "below"
    UP_TO = "up_to"
    ABOVE = "above"
    AT_LEAST = "at_least"
    ABOUT = "about"
    CHANGE_PERCENT = "change_percent"
    WITHIN_PERCENT = "within_percent"
    WITHIN_POINTS = "within_points"
    INCREASE = "increase"
    DIRECTION = "direction"
    TO_BE_SET = "to_be_set"
    TEXT = "none"


BOUNDS = {Shape.BELOW: "<", Shape.UP_TO: "≤", Shape.ABOVE: ">", Shape.AT_LEAST: "≥", Shape.ABOUT: "≈"}
_RELATIVE = {
    Shape.CHANGE_PERCENT: "par {0}" + NBSP + "% {1} nekā bāzes vērtība",
    Shape.WITHIN_PERCENT: "±{0}" + NBSP + "% robežās no bāzes vērtības",
    Shape.WITHIN_POINTS: "±{0} procentpunktu robežās no bāzes vērtības",
    Shape.INCREASE: "par {0} {1} nekā bāzes vērtība",
}
AS_TEXT = "tikai teksts: drukāt, kā ierakstīts, bet neizmantot aprēķinos"


@dataclass(frozen=True)
class Asked:
    """What the reader is asked: the kind of figure, its place, and what is known of the row.

    ``limit`` is whether a percentage is a part of a whole (never over 100), None where nobody knows; ``near`` are the row's
    other figures, by which one of two readings is likelier; ``words`` is text whose words may stand around a figure.
    """

    kind: Kind = Kind.OTHER
    place: Place = Place.VALUE
    limit: bool | None = None
    near: tuple[Decimal, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Reading:
    """One meaning of a text; None or "" where it says nothing.

    ``value`` is in the row's unit, of a relative ``shape`` its amount (downwards negative); ``year`` is a calendar year or,
    with ``school_year``, the one in which it ends; ``sign`` is the unit that is written ("%", "EUR", "personas" … or "");
    ``says_more`` is true where the text holds more than bound, figure, unit and year,
    ``counts_only`` where it has counts (203 of 3241) and the value was worked out; ``said`` is how to put it to a person.
    """

    value: Decimal | None = None
    shape: Shape = Shape.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    year: int | None = None
    school_year: bool = False
    sign: str = ""
    says_more: bool = False
    counts_only: bool = False
    said: str = ""

    @property
    def bound(self) -> str:
        """The bound as the database keeps it: "" for an exact value."""
        return self.shape.value if self.shape in BOUNDS else ""

    @property
    def key(self) -> str:
        """By which a form names this reading among others."""
        return f"{self.shape}:{'' if self.value is None else format(self.value, 'f')}"

    def in_words(self, kind: Kind) -> str:
        """How a person says it: "3 272", "mazāk nekā 5 %", "±2 procentpunktu robežās no bāzes vērtības"."""
        if self.said:
            return self.said
        if self.value is None:
            return AS_TEXT
        number = lv_number(self.value.normalize())
        if form := _RELATIVE.get(self.shape):
            return form.format(lv_number(abs(self.value.normalize())), "mazāk" if self.value < 0 else "vairāk")
        unit = {Kind.PERCENT: f"{NBSP}%", Kind.MONEY: f"{NBSP}EUR"}.get(kind, "")
        if kind == Kind.MONEY:
            number = lv_number(self.value, 2)
        return " ".join(filter(None, [BOUND_WORDS.get(self.shape, ""), f"{number}{unit}"]))


BOUND_WORDS = {
    Shape.BELOW: "mazāk nekā",
    Shape.UP_TO: "ne vairāk kā",
    Shape.ABOVE: "vairāk nekā",
    Shape.AT_LEAST: "vismaz",
    Shape.ABOUT: "aptuveni",
}


@dataclass(frozen=True)
class Doubt:
    """A text with more than one meaning, or with one that is not certain: what to ask, and the readings, likeliest first.

    ``is_safe``: the first may be offered as chosen already.
    """

    question: str
    readings: tuple[Reading, ...]
    is_safe: bool = False

    def chosen(self, key: str | None) -> Reading | None:
        """The reading that a form names."""
        return next((reading for reading in self.readings if reading.key == key), None)

    def known(self, value: Decimal | None, bound: str | None = None) -> Reading | None:
        """The reading that is stored already, so that nobody is asked twice; without ``bound`` the value decides alone."""
        same = (each for each in self.readings if each.value == value and bound in (None, each.bound))
        return next(same, None)


@dataclass(frozen=True)
class Refusal:
    """A text that cannot be what it is asked for, and the sentence that says so."""

    sentence: str


Found = Reading | Doubt | Refusal


def in_doubt(question: str, readings: Iterable[Reading], *, is_safe: bool = False) -> Doubt:
    """A doubt between different readings."""
    different = {reading.key: reading for reading in reversed(list(readings))}
    return Doubt(question, tuple(reversed(different.values())), is_safe)


def each(found: Found, change) -> Found:
    """The same with every reading changed."""
    if isinstance(found, Doubt):
        return replace(found, readings=tuple(change(reading) for reading in found.readings))
    return change(found) if isinstance(found, Reading) else found

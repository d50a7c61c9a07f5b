"""Reading a printed value: a measurement, a baseline, a plain target."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from pmp.common.reading import words
from pmp.common.reading.numerals import (
    BROKEN,
    NUMBER,
    VULGAR_NUMBER,
    broken_meanings,
    meanings,
    sorted_by,
    vulgar_meanings,
)
from pmp.common.reading.paper import Paper
from pmp.common.reading.results import (
    AS_TEXT,
    Asked,
    Doubt,
    Found,
    Kind,
    Place,
    Reading,
    Refusal,
    Shape,
    in_doubt,
)
from pmp.common.wording import NBSP, lv_number

UNREADABLE = "No šī teksta nevar nolasīt vienu skaitli."
NO_DIGITS = "Skaitli rakstiet ar cipariem, piemēram, 70, nevis vārdiem."
OVER_100 = "Procentu vērtība nevar būt lielāka par 100."
AS_TEXT_READING = Reading(shape=Shape.TEXT, says_more=True)


def read_value(paper: Paper, asked: Asked) -> Found:
    """What a text says as a value. Years are taken from it already."""
    if not paper.has_figures:
        return without_figures(paper, asked)
    if found := _change(paper, asked):
        return found
    paper.take_counts()
    found = read_figure(paper, asked)
    if isinstance(found, Refusal) and paper.numerator is not None and not NUMBER.search(paper.left):
        found = _counts_alone(paper, asked)
    return found


def without_figures(paper: Paper, asked: Asked) -> Found:
    """A text without a digit is a text; a number in words is not guessed at."""
    if asked.place == Place.VALUE and words.NUMBER_WORDS.search(paper.left):
        return Refusal(NO_DIGITS)
    return replace(AS_TEXT_READING, year=paper.year, school_year=paper.school_year)


def percentage(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """What part the numerator is, in percent with two decimals; None where that cannot be computed."""
    if numerator is None or not denominator:
        return None
    try:
        return (100 * numerator / denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except ArithmeticError:
        return None


# The figure -----------------------------------------------------------------------------------------------------------


def read_figure(paper: Paper, asked: Asked) -> Found:
    """The one number of a text with its bound and unit, and what is left of the text."""
    located = _locate(paper, asked.kind)
    if located is None:
        return Refusal(UNREADABLE)
    start, end, numbers, is_open = located
    shape, first = _bound_before(paper.left, start)
    after = paper.left[end:]
    numbers, sign, used = _with_unit(after, numbers, asked.kind)
    shape, used = _bound_after(after, shape, used)
    paper.strike(first, end + used)
    sign = sign or _unit_word(paper)
    readings = [_reading(paper, number, shape, sign, says_more=_says_more(paper)) for number in numbers]
    return _found(readings, asked, said=paper.plain, left=_strange(paper, asked), is_open=is_open)


def _locate(paper, kind):
    """Where the figure stands, the numbers that it can mean, and whether that is open; None where several compete."""
    if match := VULGAR_NUMBER.search(paper.left):
        return *match.span(), vulgar_meanings(match), True
    match = BROKEN.search(paper.left)
    if match and not re.fullmatch("(?:19|20)[0-9]{2}", match["first"]):
        found = broken_meanings(match)
        if kind == Kind.PERCENT:
            found = [number for number in found if number <= 100]
        elif kind == Kind.PEOPLE:
            found = [number for number in found if number == number.to_integral_value()]
        return *match.span(), found[:2], True
    if match := _the_number(paper.left):
        return *match.span(), *meanings(match[0], kind)
    return None


def _the_number(text):
    """The one number that the text is about, as a match; None where there is none or where several compete."""
    for match in words.RANGE.finditer(text):
        text = text[: match.start()] + "|" * (match.end() - match.start()) + text[match.end() :]
    without_noise = words.NOISE.sub(lambda match: "|" * len(match[0]), text)
    return _only(list(NUMBER.finditer(without_noise)), text) or _only(list(NUMBER.finditer(text)), text)


def _only(numbers, text):
    pool = [match for match in numbers if words.PERCENT_FOLLOWS.match(text, match.end())] or numbers
    if len(pool) > 1:
        pool = [match for match in pool if text.count("(", 0, match.start()) <= text.count(")", 0, match.start())]
    return pool[0] if len(pool) == 1 else None


def _bound_before(text, start):
    for shape, pattern in words.BEFORE.items():
        if match := pattern.search(text[:start]):
            return shape, match.start()
    return Shape.EXACT, start


def _bound_after(after, shape, used):
    if shape == Shape.EXACT:
        for bound, pattern in words.AFTER.items():
            if match := pattern.match(after[used:]):
                return bound, used + match.end()
    return shape, used


def _with_unit(after, numbers, kind):
    """The numbers in the row's unit, the sign that follows them, and how much of the text that is."""
    used = 0
    for times, pattern in words.THOUSANDS.items():
        if match := pattern.match(after):
            numbers, used = [number * times for number in numbers], match.end()
    if match := words.PERMILLE_FOLLOWS.match(after[used:]):
        shares = [number / 10 for number in numbers] if kind == Kind.PERCENT else numbers
        return shares, "%", used + match.end()
    if match := words.PERCENT_FOLLOWS.match(after[used:]):
        return numbers, "%", used + match.end()
    return numbers, "", used


def _unit_word(paper):
    for sign, pattern in words.UNITS.items():
        if match := pattern.search(paper.left):
            paper.strike(*match.span())
            return sign
    return ""


def _says_more(paper):
    return bool(re.search(r"[^\W_]|[<>≤≥~≈+=]", paper.left)) or paper.denominator is not None


def _reading(paper, number, shape, sign, says_more=False):
    return Reading(
        value=Decimal(f"{number.normalize():f}"),
        shape=shape,
        numerator=paper.numerator,
        denominator=paper.denominator,
        year=paper.year,
        school_year=paper.school_year,
        sign=sign,
        says_more=says_more,
    )


def _counts_alone(paper, asked):
    """4 of 9 without a figure: the percentage, or the count itself."""
    number = percentage(paper.numerator, paper.denominator) if asked.kind == Kind.PERCENT else paper.numerator
    if number is None:
        return Refusal(UNREADABLE)
    reading = replace(_reading(paper, number, Shape.EXACT, "", says_more=True), counts_only=True)
    return _found([reading], asked, said=paper.plain, left=_strange(paper, asked), is_open=False)


def _strange(paper, asked):
    return words.strange(words.NOISE.sub("", paper.left), asked.words)


# What is certain ------------------------------------------------------------------------------------------------------


def _found(readings, asked, *, said, left, is_open):
    """One certain reading, or the doubt: about the digits, about the words around them, about more than a hundred percent."""
    if asked.kind == Kind.PERCENT and readings[0].sign in ("", "%"):
        allowed = [reading for reading in readings if reading.value <= 100]
        if not allowed and (asked.limit or (asked.limit is None and not is_open)):
            return Refusal(OVER_100) if asked.limit else _about_more_than_all(readings[0])
        readings = allowed or readings
    numbers, is_safe = sorted_by(asked.near, [reading.value for reading in readings])
    readings = sorted(readings, key=lambda reading: numbers.index(reading.value))
    if left:
        return _about_words(readings, asked, left, is_open)
    if is_open:
        return in_doubt(f"Ko nozīmē „{said.strip()}”?", readings, is_safe=is_safe and len(readings) > 1)
    return readings[0]


def _about_more_than_all(reading):
    number = reading.in_words(Kind.PERCENT)
    yes = replace(reading, said=f"jā, vērtība ir {number} (piemēram, plāna izpilde)")
    exact = f"{lv_number(reading.value)}{NBSP}%"
    return Doubt(f"{exact} ir vairāk nekā viss. Vai šis rādītājs var pārsniegt 100{NBSP}%?", (yes,))


def _about_words(readings, asked, left, is_open):
    is_safe = not is_open and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", left) and not words.RISKY.search(left)
    question = f"Nav saprotams, ko blakus skaitlim nozīmē „{left}”. Vai vērtība ir šāda?"
    as_text = replace(AS_TEXT_READING, said=f"nē: {AS_TEXT}")
    return in_doubt(question, [*readings, as_text], is_safe=bool(is_safe))


def _change(paper, asked):
    """Percentage points, times and a figure with a plus say how something changed, not how much there is."""
    numbers = list(NUMBER.finditer(paper.left))
    for match in numbers:
        after = paper.left[match.end() :]
        points, times = re.match(words.POINTS, after, re.I), words.TIMES.match(after)
        plus = len(numbers) == 1 and re.search(r"\+ ?$", paper.left[: match.start()])
        if points or times or plus:
            return _ask_about_change(paper, match, asked, "procentpunktiem" if points else "reizēm" if times else "")
    return None


def _ask_about_change(paper, match, asked, unit):
    number = meanings(match[0], asked.kind)[0][0]
    amount = f"{lv_number(number.normalize())} {unit}".strip()
    as_text = replace(AS_TEXT_READING, said=f"pārmaiņa par {amount}, nevis vērtība (paturēt tikai kā tekstu)")
    value = _reading(paper, number, Shape.EXACT, "%" if asked.kind == Kind.PERCENT else "", says_more=True)
    value = replace(value, said=f"pati vērtība ir {value.in_words(asked.kind)}")
    return Doubt(f"Vai „{paper.plain}” ir vērtība vai tikai pārmaiņa?", (as_text, value))

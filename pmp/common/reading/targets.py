"""Reading a target: a value, a bound, a band, a change against the baseline, an arrow, or what is announced for later."""

import re
from dataclasses import replace

from pmp.common.reading import words
from pmp.common.reading.numerals import BARE, DIGITS, NUMBER, plain_number
from pmp.common.reading.paper import Paper
from pmp.common.reading.results import Asked, Doubt, Found, Kind, Reading, Refusal, Shape, in_doubt
from pmp.common.reading.values import AS_TEXT_READING, read_value
from pmp.common.wording import lv_number

_UNIT = rf"(?:(?P<points>{words.POINTS})|(?P<percent>{words.PERCENT}))?"
BAND = re.compile(rf"(?:±|\+ ?/ ?-) ?(?P<amount>{BARE}){_UNIT}(?: robežās)?", re.I)
BARE_BAND = re.compile(rf"(?P<amount>{BARE}){_UNIT} robežās", re.I)
CHANGES = [
    (1, re.compile(rf"\b(?:pieaug|palielin)\w* par (?P<amount>{BARE}){_UNIT}", re.I)),
    (-1, re.compile(rf"\bsamazin\w* par (?P<amount>{BARE}){_UNIT}", re.I)),
    (1, re.compile(rf"\+ ?(?P<amount>{BARE}){_UNIT}", re.I)),
    (-1, re.compile(rf"(?<![\w)%] )(?<![\w)%])- ?(?P<amount>{DIGITS}){_UNIT}", re.I)),
]
OF_BASELINE = re.compile(r" ?\bno bāzes(?: vērtības)?(?: gada)?", re.I)
#: What a band comes to, as documents explain it: "(235-240 programmas)".
EXPLAINED = re.compile(rf"\({BARE} ?[-–—] ?{BARE}[^()0-9]*\)")
FROM_TO = re.compile(rf"\bno {BARE}(?:{words.PERCENT})? (?=līdz {BARE})", re.I)
BAND_UNCLEAR = "Norādiet, vai robežas ir procentos (±2% no bāzes vērtības) vai procentpunktos."


def read_target(paper: Paper, asked: Asked) -> Found:
    """What a text says as a target. Years are taken from it already."""
    if not paper.has_figures:
        return _in_words(paper)
    if match := BAND.search(paper.left) or BARE_BAND.search(paper.left):
        return _band(paper, match, asked)
    for sign, pattern in CHANGES:
        if match := pattern.search(paper.left):
            return _change(paper, match, sign, asked)
    if found := _against_baseline(paper, asked):
        return found
    if match := FROM_TO.search(paper.left):
        paper.strike(*match.span())
    return read_value(paper, asked)


def _in_words(paper):
    """An arrow, what is announced for later, or a text."""
    if words.FUTURE.search(paper.plain):
        return Reading(shape=Shape.TO_BE_SET, says_more=True)
    return replace(AS_TEXT_READING, shape=Shape.DIRECTION if words.MOVES.search(paper.plain) else Shape.TEXT)


def _band(paper, match, asked):
    of_baseline = OF_BASELINE.search(paper.left)
    amount = plain_number(match["amount"])
    paper.strike(*match.span())
    _strike_explained(paper)
    of_percent, of_points = (
        Reading(amount, shape, says_more=True) for shape in (Shape.WITHIN_PERCENT, Shape.WITHIN_POINTS)
    )
    if match["points"]:
        return _certain(paper, of_points, asked)
    if not match["percent"]:
        return Refusal(BAND_UNCLEAR)
    if asked.kind == Kind.PERCENT and not of_baseline:
        return in_doubt(f"Ko nozīmē „{paper.plain}”?", [of_points, of_percent])
    return _certain(paper, of_percent, asked)


def _strike_explained(paper):
    for pattern in (OF_BASELINE, EXPLAINED):
        if match := pattern.search(paper.left):
            paper.strike(*match.span())


def _change(paper, match, sign, asked):
    of_baseline = OF_BASELINE.search(paper.left)
    amount = plain_number(match["amount"])
    amount = amount if sign > 0 else amount.copy_negate()
    paper.strike(*match.span())
    _strike_explained(paper)
    by_percent, by_amount = (Reading(amount, shape, says_more=True) for shape in (Shape.CHANGE_PERCENT, Shape.INCREASE))
    if match["percent"] and asked.kind == Kind.PERCENT and not of_baseline:
        than = "mazāk" if sign < 0 else "vairāk"
        points = f"par {lv_number(abs(amount).normalize())} procentpunktiem {than} nekā bāzes vērtība"
        return in_doubt(f"Ko nozīmē „{paper.plain}”?", [replace(by_amount, said=points), by_percent])
    return _certain(paper, by_percent if match["percent"] else by_amount, asked)


def _against_baseline(paper, asked):
    """95% of the baseline, ten percentage points, two and a half times as much."""
    for match in NUMBER.finditer(paper.left):
        after = paper.left[match.end() :]
        number = plain_number(match[0])
        if re.match(words.POINTS, after, re.I):
            change, said = Reading(number, Shape.INCREASE), f"par {match[0]} procentpunktiem vairāk nekā bāzes vērtība"
        elif words.TIMES.match(after):
            change, said = Reading(100 * number - 100, Shape.CHANGE_PERCENT), f"{match[0]} reizes bāzes vērtība"
        elif re.match(rf"{words.PERCENT}{OF_BASELINE.pattern}", after, re.I):
            change, said = Reading(number - 100, Shape.CHANGE_PERCENT), f"{match[0]}% bāzes vērtības"
        else:
            continue
        question = f"Ko nozīmē „{paper.plain}”?"
        return Doubt(question, (replace(change, said=said, says_more=True), AS_TEXT_READING))
    return None


def _certain(paper, reading, asked):
    """The reading, if nothing strange stands beside it."""
    left = words.strange(words.NOISE.sub("", paper.left), asked.words)
    if not left:
        return reading
    return in_doubt(
        f"Nav saprotams, ko blakus skaitlim nozīmē „{left}”. Vai mērķis ir šāds?", [reading, AS_TEXT_READING]
    )

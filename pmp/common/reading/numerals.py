"""Digits as they are printed, and the numbers that they can mean."""

import re
from decimal import ROUND_HALF_UP, Decimal

from pmp.common.reading.results import Kind

#: Digits with a decimal comma or point; blanks part thousands, and so does the sign that is not the decimal one. Codes
#: (VAI018) and lists (1,2,3) are no numbers.
DIGITS = (
    r"(?:[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]+(?:[.,][0-9]+)?)(?![.,]?\w)"
)
BARE = rf"(?<![\w.,]){DIGITS}"
NUMBER = re.compile(rf"(?<![\w.,])(?:(?<![^\s(<>=≤≥])-)?{DIGITS}")
#: The point or comma before exactly three digits: thousands or decimals?
_THREE = re.compile(r"-?([0-9]{1,3})([.,])([0-9]{3})")
_GROUPS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}|-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
#: Two numbers that are perhaps one: "85, 5", "8 5", "85 ,5".
BROKEN = re.compile(r"(?<![\w.,])(?P<first>[0-9]+)(?P<between> ?[.,] | [.,]?)(?P<second>[0-9]{1,2})(?![.,]?\w)")
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
VULGAR_NUMBER = re.compile(rf"(?<![\w.,])(?P<whole>[0-9]+)? ?(?P<part>[{''.join(VULGAR)}])")


def plain_number(text: str) -> Decimal:
    """The number of digits that can mean only one; where both signs stand, the last one is the decimal one."""
    text = text.replace(" ", "")
    if "," in text and "." in text:
        text = text.replace("." if text.rindex(",") > text.rindex(".") else ",", "")
    elif _GROUPS.fullmatch(text):
        text = re.sub("[.,]", "", text)
    return Decimal(text.replace(",", "."))


def count_number(text: str) -> Decimal:
    """The number of digits that count whole things: 3.241 is 3241."""
    match = _THREE.fullmatch(text.replace(" ", ""))
    return Decimal(match[1] + match[3]) if match and match[1] != "0" else plain_number(text)


def meanings(text: str, kind: Kind) -> tuple[list[Decimal], bool]:
    """The numbers that digits can mean, likeliest first, and whether the only one is still to be confirmed."""
    match = _THREE.fullmatch(text.replace(" ", "")) if " " not in text else None
    decimal = plain_number(text)
    if not match or match[1].startswith("0") or kind == Kind.PERCENT:
        return [decimal], False
    thousands = decimal * 1000
    is_comma = match[2] == ","
    if kind == Kind.PEOPLE:
        return [thousands], is_comma
    if kind == Kind.OTHER:
        return ([decimal], False) if is_comma else ([decimal, thousands], True)
    return ([decimal, thousands] if is_comma and kind == Kind.MONEY else [thousands, decimal]), True


def broken_meanings(match: re.Match) -> list[Decimal]:
    """What "85, 5" or "8 5" can mean: with a sign a decimal first, with a mere blank the digits together."""
    first, second = match["first"], match["second"]
    decimal, joined = Decimal(f"{first}.{second}"), Decimal(first + second)
    has_sign = match["between"].strip()
    return [decimal, Decimal(first), joined] if has_sign else [joined, decimal]


def vulgar_meanings(match: re.Match) -> list[Decimal]:
    """What "33 ⅓" can mean: with its fraction, to two decimals, or without it."""
    upper, lower = VULGAR[match["part"]]
    whole = Decimal(match["whole"] or 0)
    exact = (whole + Decimal(upper) / lower).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return [exact, whole] if match["whole"] else [exact]


def sorted_by(near: tuple[Decimal, ...], numbers: list[Decimal]) -> tuple[list[Decimal], bool]:
    """Numbers with the one first that is of the size of the row's other figures, and whether that decides between them."""

    def fits(number, times):
        return any(known and abs(known) / times <= abs(number) <= abs(known) * times for known in near)

    close = [number for number in numbers if fits(number, 5)]
    if len(close) != 1 or any(fits(number, 50) for number in numbers if number != close[0]):
        return numbers, False
    return close + [number for number in numbers if number != close[0]], True

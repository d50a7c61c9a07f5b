"""Reading printed figures: what documents and people write, as numbers that one can compute with.

Pure functions. They never raise; they read only what is certain (a range, or two numbers that compete, give no value); and
a text without a digit gives no number. The forms are those of the five plans: ``77% (2023)``, ``0,94 % (2022./23. m.g.)``,
``45% (no 9 iestādēm – 4) (2023)``, ``< 1%``, ``Līdz 70%``, ``±2% robežās …``, ``tiks noteikts 2023. gadā`` and so on.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from indicators.enums import TargetKind, Unit

# Digits with a decimal comma or point; blanks part thousands, and so does the sign that is not the decimal one. Three digits
# behind a single comma are decimals: 75,124 is a little over 75. Codes (VAI018) and lists (1,2,3) are no numbers.
DIGITS = (
    r"(?:[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"
    r"|[0-9]+(?:[.,][0-9]+)?)(?![.,]?\w)"
)
BARE = rf"(?<![\w.,]){DIGITS}"
SIGNED = rf"(?<![\w.,])(?:(?<![^\s(<>=≤≥])-)?{DIGITS}"
PERCENT = r" ?(?:%|procent(?!punkt)\w*)"

NUMBER = re.compile(SIGNED)
PERCENT_FOLLOWS = re.compile(PERCENT, re.I)
RANGE = re.compile(rf"{BARE}(?:{PERCENT})? ?[-–—] ?{BARE}", re.I)
SCHOOL_YEAR = re.compile(
    r"(?<!\w)((?:19|20)[0-9]{2})\.? ?/ ?((?:19|20)?[0-9]{2})(?![0-9])\.?(?: ?m\. ?g\.?| ?mācību gad\w*)?", re.I
)
YEAR = re.compile(
    r"(?<![\w.,])(?:[0-9]{1,2}\.[0-9]{1,2}\.)?((?:19|20)[0-9]{2})(?:\.? ?gad\w*|\. ?g\.|\.?(?=\)|:)|\.$)", re.I
)
LAST_YEAR = re.compile(r"(?<![\w.,])(20[0-9]{2})$")
FUTURE = re.compile(r"\b(?:tiks|būs|jānosaka)\b", re.I)
#: Ages, durations, classes and ordinals: numbers among the words around a figure.
NOISE = re.compile(
    r"(?:\b(?:līdz|no|virs|pēc|par) )?\b[0-9]{1,2}(?:(?: ?[-–] ?| līdz )[0-9]{1,2})? (?:gad|mēneš|nedēļ|dien)\w*"
    r"|\b[0-9]{1,2}\.(?: ?[-–] ?[0-9]{1,2}\.)? ?[^\W\d_]+",
    re.I,
)
WHOLE = rf"\bno (?:[^\W\d]+ )?(?P<whole>{BARE})(?!{PERCENT})"
FRACTIONS = [
    re.compile(rf"(?P<part>{BARE})(?!{PERCENT})(?: [^\W\d]+){{0,2}} {WHOLE}", re.I),
    re.compile(rf"{WHOLE}(?: [^\W\d]+){{0,3}} ?[-–—] ?(?P<part>{BARE})(?!{PERCENT})", re.I),
    re.compile(r"(?<![\w.,])(?P<part>[0-9]+) ?/ ?(?P<whole>[0-9]+)(?![.,]?\w)"),
]
PERCENT_OF_WHOLE = re.compile(rf"{PERCENT} ?\(?{WHOLE}", re.I)
#: Longer wordings first: "ne mazāk kā" ends like "mazāk kā".
COMPARATORS = {
    "≤": re.compile(r"(?:≤|<=|\blīdz|\bne vairāk (?:kā|par|nekā)) ?$", re.I),
    "≥": re.compile(r"(?:≥|>=|\bvismaz|\bne mazāk (?:kā|par|nekā)) ?$", re.I),
    "<": re.compile(r"(?:<|\bmazāk (?:nekā|kā|par)|\bzem) ?$", re.I),
    ">": re.compile(r"(?:>|\bvairāk (?:nekā|kā|par)|\bvirs) ?$", re.I),
    "≈": re.compile(r"(?:≈|~|\baptuveni|\bapmēram) ?$", re.I),
    "±": re.compile(r"(?:±|\+/-) ?$"),
    "+": re.compile(r"\+ ?$"),
}
UNITS = {
    "%": PERCENT_FOLLOWS,
    "EUR": re.compile(r"€|\b(?:EUR|eiro)\b", re.I),
    "personas": re.compile(r"\bperson(?:a|u|as|ām|ai)\b", re.I),
    "ģimenes": re.compile(r"\bģimen\w*", re.I),
    "slodzes": re.compile(r"\bslod[zž]\w*", re.I),
    "apmeklējumi": re.compile(r"\bapmeklējum\w*", re.I),
    "programmas": re.compile(r"\bprogramm\w*", re.I),
}
WITHIN = re.compile(rf"(?:±|\+/-) ?(?P<amount>{BARE}){PERCENT}|(?P<bare>{BARE}){PERCENT} robežās", re.I)
CHANGES = [
    (1, re.compile(rf"\b(?:pieaug|palielin)\w* par (?P<amount>{BARE})(?P<percent>{PERCENT})?", re.I)),
    (-1, re.compile(rf"\bsamazin\w* par (?P<amount>{BARE})(?P<percent>{PERCENT})?", re.I)),
    (1, re.compile(rf"\+ ?(?P<amount>{BARE})(?P<percent>{PERCENT})?", re.I)),
    (-1, re.compile(rf"(?<![\w)%] )(?<![\w)%])- ?(?P<amount>{DIGITS})(?P<percent>{PERCENT})?", re.I)),
]
OF_BASELINE = re.compile(r"%.*\bno bāzes", re.I)
MOVES = re.compile(r"[↑→↓]|\b(?:pieaug|palielin|samazin|saglabā|nemain|uzlabo)", re.I)
KINDS = {"<": TargetKind.BELOW, "≤": TargetKind.UP_TO}


@dataclass(frozen=True)
class ParsedValue:
    """What a printed baseline or measured value says; None or "" where it says nothing.

    ``value`` is in the unit of ``unit_sign`` ("%", "EUR", "personas" … or ""); ``year`` is a calendar year or, with
    ``school_year``, the year in which the school year ends; ``comparator`` is one of < ≤ ≥ > ≈ as the words before the
    value mean it; ``says_more`` is true where the text holds more than figure, unit and year.
    """

    value: Decimal | None = None
    unit_sign: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    year: int | None = None
    school_year: bool = False
    comparator: str = ""
    says_more: bool = False

    def value_in(self, unit: Unit | str) -> Decimal | None:
        """The value in an indicator's unit; a mere fraction is its percentage (two decimals), or its upper part as a count."""
        if self.value is not None:
            return self.value
        return percentage(self.numerator, self.denominator) if unit == Unit.PERCENT else self.numerator


def percentage(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """What part the numerator is, in percent with two decimals; None where that cannot be computed."""
    if numerator is None or not denominator:
        return None
    try:
        return (100 * numerator / denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except ArithmeticError:
        return None


def parse_value(text: str) -> ParsedValue:
    """Read a printed baseline or a measured value. What is announced for later (*tiks noteikts 2023. gadā*) has no year yet."""
    plain = _plain(text)
    left, year, school_year = _take_year(plain)
    left, numerator, denominator = _take_fraction(left)
    if year is None and (match := LAST_YEAR.search(left)) and NUMBER.search(left[: match.start()]):
        year, left = int(match[1]), _blank(left, match)
    found = _figure(left)
    comparator = _comparator(left, found) if found else ""
    if comparator in ("±", "+"):
        found, comparator = None, ""
    unit_sign = _unit_sign(left, found)
    return ParsedValue(
        value=_decimal(found[0]) if found else None,
        unit_sign=unit_sign,
        numerator=numerator,
        denominator=denominator,
        year=None if FUTURE.search(plain) else year,
        school_year=school_year and not FUTURE.search(plain),
        comparator=comparator,
        says_more=_says_more(left, found, unit_sign) or numerator is not None,
    )


def parse_target(text: str) -> tuple[TargetKind, Decimal | None]:
    """In which form a target is printed, and its number: the amount that ``Target.amount`` keeps for that kind.

    An increase or change downwards has a negative amount. A text that is none of the known forms is ``TargetKind.NONE``.
    """
    plain = _plain(text)
    left, _, _ = _take_year(plain)
    if match := WITHIN.search(left):
        return TargetKind.WITHIN_PERCENT, _decimal(match["amount"] or match["bare"])
    for sign, pattern in CHANGES:
        if match := pattern.search(left):
            kind = TargetKind.CHANGE_PERCENT if match["percent"] else TargetKind.INCREASE
            amount = _decimal(match["amount"])
            return kind, amount if sign > 0 else amount.copy_negate()
    found = _after_until(left) or _figure(left)
    if found and not OF_BASELINE.search(left) and (comparator := _comparator(left, found)) != "±":
        return KINDS.get(comparator, TargetKind.VALUE), _decimal(found[0])
    if FUTURE.search(plain):
        return TargetKind.TO_BE_SET, None
    return (TargetKind.DIRECTION if MOVES.search(left) and not found else TargetKind.NONE), None


def _plain(text):
    """One kind of blank and of minus; nothing else changes."""
    return re.sub(r"\s+", " ", str(text or "")).replace("\u2212", "-").strip()


def _decimal(text):
    text = text.replace(" ", "")
    if "," in text and "." in text:
        text = text.replace("." if text.rindex(",") > text.rindex(".") else ",", "")
    return Decimal(text.replace(",", "."))


def _blank(text, match):
    """The text with what was read taken out; places of the rest stay as they are."""
    return text[: match.start()] + "|" * (match.end() - match.start()) + text[match.end() :]


def _take_year(text):
    """Text without its years, the first year, whether that is a school year."""
    first, school = None, False
    for match in SCHOOL_YEAR.finditer(text):
        if int(match[2]) % 100 == (int(match[1]) + 1) % 100:
            first, school = first or int(match[1]) + 1, True
            text = _blank(text, match)
    for match in YEAR.finditer(text):
        first = first or int(match[1])
        text = _blank(text, match)
    return text, first, school


def _take_fraction(text):
    """Text without a fraction (4 of 9), its upper and lower part."""
    for pattern in FRACTIONS:
        match = pattern.search(text)
        if match and (whole := _decimal(match["whole"])) > 0:
            return _blank(text, match), _decimal(match["part"]), whole
    if match := PERCENT_OF_WHOLE.search(text):
        whole = _decimal(match["whole"])
        start, end = match.span("whole")
        return text[:start] + "|" * (end - start) + text[end:], None, whole or None
    return text, None, None


def _figure(text):
    """The one number that the text is about, as a match; None where there is none or where several compete."""
    for match in RANGE.finditer(text):
        text = _blank(text, match)
    without_noise = NOISE.sub(lambda match: "|" * len(match[0]), text)
    return _only(list(NUMBER.finditer(without_noise)), text) or _only(list(NUMBER.finditer(text)), text)


def _only(numbers, text):
    pool = [match for match in numbers if PERCENT_FOLLOWS.match(text, match.end())] or numbers
    if len(pool) > 1:
        pool = [match for match in pool if text.count("(", 0, match.start()) <= text.count(")", 0, match.start())]
    return pool[0] if len(pool) == 1 else None


def _after_until(text):
    """The number of *no 45% līdz 70%* that counts."""
    numbers = [match for match in NUMBER.finditer(text) if not NOISE.match(text, match.start())]
    return next((match for match in numbers if re.search(r"\blīdz $", text[: match.start()], re.I)), None)


def _comparator(text, found):
    before = text[: found.start()]
    return next((sign for sign, pattern in COMPARATORS.items() if pattern.search(before)), "")


def _unit_sign(text, found):
    if found and PERCENT_FOLLOWS.match(text, found.end()):
        return "%"
    return next((sign for sign, pattern in UNITS.items() if sign != "%" and pattern.search(text)), "") if found else ""


def _says_more(text, found, unit_sign):
    if found:
        text = _blank(text, found)
    if unit_sign:
        text = UNITS[unit_sign].sub("", text)
    return bool(re.search(r"\w|[<>≤≥~≈]", text))

"""Figures in words: how a value, a baseline, a target and an arrow are shown to people."""

from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.enums import Bound, Direction, TargetKind, Trend, Unit
from indicators.models import IndicatorRow, Measurement, Target
from indicators.reading import says_more
from pmp.common.wording import NBSP, lv_number, plural

#: keeps a range on one line
JOINER = "\u2060"

#: one, several, and none or ten to twenty of a unit
UNIT_WORDS = {
    Unit.PERSONS: ("persona", "personas", "personu"),
    Unit.FAMILIES: ("ģimene", "ģimenes", "ģimeņu"),
    Unit.POSTS: ("slodze", "slodzes", "slodžu"),
    Unit.VISITS: ("apmeklējums", "apmeklējumi", "apmeklējumu"),
    Unit.PROGRAMMES: ("programma", "programmas", "programmu"),
    Unit.OTHER: ("vienība", "vienības", "vienību"),
}
DIRECTION_SENTENCES = {
    Direction.UP: "Jo lielāka vērtība, jo labāk.",
    Direction.DOWN: "Jo mazāka vērtība, jo labāk.",
    Direction.HOLD: "Vērtībai jāsaglabājas.",
}
ARROW_WORDS = {"↑": "jāpieaug", "→": "jāsaglabājas", "↓": "jāsamazinās"}
DASHES = {"", "-", "–", "—"}


@dataclass(frozen=True)
class Figure:
    """A figure in a table cell: ``number`` with the ``word`` for its unit and its ``year``, or ``missing``: why there is none.

    ``printed`` is the document's own text where it says more than those.
    """

    number: str = ""
    word: str = ""
    year: str = ""
    printed: str = ""
    missing: str = ""

    @property
    def note(self) -> str:
        """What stands under the number."""
        return ", ".join(filter(None, [self.word, self.year]))


def lv_decimal(number: Decimal | None) -> str:
    """1234.5000 → "1 234,5": a comma, a no-break space for thousands, no needless zeros; nothing is an empty text."""
    if number is None:
        return ""
    return lv_number(number.normalize())


def unit_word(number: Decimal, unit: Unit | str) -> str:
    """The unit in the form the number asks for: 1 persona, 2 personas, 2,5 slodzes; a mere count has none, its name says it."""
    if unit == Unit.PERCENT:
        return "%"
    if unit == Unit.COUNT:
        return ""
    forms = UNIT_WORDS[unit]
    return plural(number, ",".join(forms)) if number == number.to_integral_value() else forms[1]


def bounded(text: str, bound: Bound | str) -> str:
    """A figure behind the sign of its bound: < 1 %."""
    return f"{Bound(bound).sign}{NBSP}{text}" if text and bound else text


def with_unit(number: Decimal | None, unit: Unit | str, blank: str = NBSP, bound: Bound | str = Bound.EXACT) -> str:
    """A value within a sentence: 6,26 % · 15 personu · 3 272 · < 1 %; ``blank`` stands before a unit that is a word."""
    if number is None:
        return ""
    text = bounded(lv_decimal(number), bound)
    if unit == Unit.COUNT:
        return text
    return f"{text}{NBSP if unit == Unit.PERCENT else blank}{unit_word(number, unit)}"


def year_in_words(year: int | None, school_year: bool = False) -> str:
    """2023, or 2022./2023. m. g. for the school year that ends in 2023."""
    if year is None:
        return ""
    return f"{year - 1}./{year}. m.{NBSP}g." if school_year else str(year)


def _figure(row, number, printed="", year="", bound=Bound.EXACT):
    percent = row.unit == Unit.PERCENT
    text = bounded(f"{lv_decimal(number)}{NBSP}%" if percent else lv_decimal(number), bound)
    word = "" if percent else unit_word(number, row.unit)
    return Figure(text, word, year, printed if says_more(row, printed) else "")


def baseline_figure(row: IndicatorRow) -> Figure:
    """The baseline, or the printed reason why there is none."""
    if row.baseline_value is None:
        return Figure(missing=row.baseline_printed or "bāzes vērtības nav")
    year = year_in_words(row.baseline_year, row.baseline_is_school_year)
    beside_label = row.baseline_printed.replace(row.label, "") if row.label else row.baseline_printed
    figure = _figure(row, row.baseline_value, beside_label, year, row.baseline_bound)
    return replace(figure, printed=row.baseline_printed if figure.printed else "")


def value_figure(row: IndicatorRow, measurement: Measurement | None) -> Figure:
    """What was measured, or why nothing was."""
    if measurement is None:
        return Figure(missing="vērtība vēl nav ievadīta")
    if measurement.value is None:
        printed = "" if measurement.printed.strip() in DASHES else measurement.printed
        return Figure(missing=measurement.missing_reason or printed or "iemesls nav norādīts", printed=printed)
    return _figure(row, measurement.value, measurement.printed, bound=measurement.bound)


def target_figure(row: IndicatorRow, target: Target | None) -> Figure:
    """A target: a plain one as a figure, any other form to the letter, with the number it comes to."""
    if target is None or (target.kind == TargetKind.NONE and target.printed.strip() in DASHES):
        return Figure(missing="nav norādīts")
    if target.kind == TargetKind.VALUE:
        return _figure(row, target.amount, target.printed)
    if target.kind in (TargetKind.TO_BE_SET, TargetKind.NONE):
        return Figure(missing=target.printed or target.get_kind_display())
    if target.kind == TargetKind.DIRECTION:
        return Figure(target.printed, ARROW_WORDS.get(target.printed.strip(), ""))
    return Figure(target.printed, target_sum(row, target))


def target_sum(row: IndicatorRow, target: Target) -> str:
    """The number that a target relative to the baseline comes to, such as "= 667,8 apmeklējumi" or "= 232,26–241,74 programmas"."""
    if row.baseline_value is None:
        return ""
    if target.kind in (TargetKind.WITHIN_PERCENT, TargetKind.WITHIN_POINTS):
        low, high = limits(row.baseline_value, target)
        return f"={NBSP}{lv_decimal(low)}{JOINER}–{JOINER}{with_unit(high, row.unit, ' ')}"
    if target.kind in (TargetKind.CHANGE_PERCENT, TargetKind.INCREASE):
        return f"={NBSP}{with_unit(target.value_against(row.baseline_value), row.unit, ' ')}"
    return ""


def band(baseline: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """The lowest and highest value that still lie within ``percent`` of the baseline."""
    allowed = abs(baseline) * percent / 100
    return baseline - allowed, baseline + allowed


def limits(baseline: Decimal, target: Target) -> tuple[Decimal, Decimal]:
    """The lowest and highest value of a target that is a band: in percent of the baseline or in percentage points."""
    if target.kind == TargetKind.WITHIN_POINTS:
        return baseline - target.amount, baseline + target.amount
    return band(baseline, target.amount)


def trend_reason(row: IndicatorRow, trend: Trend, year: int) -> str:
    """Why a value cannot be compared; empty where it can be or where nothing was measured. Needs ``measurements`` prefetched."""
    if trend != Trend.NOT_COMPARABLE:
        return ""
    if row.baseline_value is None:
        return "nav bāzes vērtības"
    if row.baseline_year is not None and year <= row.baseline_year:
        return f"bāzes vērtība noteikta {row.baseline_year}. gadā"
    measured = row.measurement_for(year)
    value = with_unit(measured.value, row.unit, bound=measured.bound)
    baseline = with_unit(row.baseline_value, row.unit, bound=row.baseline_bound)
    return f"vērtība ir {value}, bāzes vērtība {baseline}: kura ir lielāka, nav zināms"


def wish_in_words(row: IndicatorRow) -> str:
    """The wished direction, with the tolerance where one is set."""
    sentence = DIRECTION_SENTENCES[row.direction]
    if row.direction != Direction.HOLD or row.tolerance is None:
        return sentence
    text = f"{sentence[:-1]} ±{lv_decimal(row.tolerance)}{NBSP}% robežās no bāzes vērtības"
    if row.baseline_value is None:
        return f"{text}."
    low, high = band(row.baseline_value, row.tolerance)
    return f"{text} (no {lv_decimal(low)} līdz {with_unit(high, row.unit)})."

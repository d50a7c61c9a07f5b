"""Printed figures read back: every form of the five plans, the other forms people write, and any text at all."""

from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from indicators.enums import TargetKind, Unit
from indicators.parsing import ParsedValue, parse_target, parse_value, percentage
from pmp.exchange import files

SLUGS = ["jurmala", "liepaja", "riga", "tukums", "valka"]

#: Printed texts of which the typed value of the fixture and the parser differ on purpose: text → reason. There is none.
EXCEPTIONS: dict[str, str] = {}


def read(text):
    """value, sign, numerator, denominator, year, school year, comparator; numbers as texts for short rows below."""
    parsed = parse_value(text)
    numbers = [None if n is None else str(n) for n in (parsed.value, parsed.numerator, parsed.denominator)]
    return (numbers[0], parsed.unit_sign, numbers[1], numbers[2], parsed.year, parsed.school_year, parsed.comparator)


BASELINES_AND_VALUES = [
    # Jūrmala
    ("77% (2023)", ("77", "%", None, None, 2023, False, "")),
    ("3165 (2024.)", ("3165", "", None, None, 2024, False, "")),
    ("237 (2023)", ("237", "", None, None, 2023, False, "")),
    ("2024./2025.m.g. 75%", ("75", "%", None, None, 2025, True, "")),
    ("Mērījums nav veikts", (None, "", None, None, None, False, "")),
    ("45% (no 9 iestādēm – 4) (2023)", ("45", "%", "4", "9", 2023, False, "")),
    ("566", ("566", "", None, None, None, False, "")),
    ("5,88% (2023)", ("5.88", "%", None, None, 2023, False, "")),
    ("1,26% (2024)", ("1.26", "%", None, None, 2024, False, "")),
    (
        "2024./2025.m.g. unikālo pedagogu skaits – 12 % no kopējā pedagogu skaita",
        ("12", "%", None, None, 2025, True, ""),
    ),
    ("Mērījums tiks uzsākts 2025./2026.m.g.", (None, "", None, None, None, False, "")),
    ("2024./2025.m.g. 27", ("27", "", None, None, 2025, True, "")),
    (
        "Vismaz 636 JJIC aktivitāšu apmeklējumi 2025. gadā",
        ("636", "apmeklējumi", None, None, 2025, False, "≥"),
    ),
    ("2,8% Pamatizglītības posmā (2023./2024.)", ("2.8", "%", None, None, 2024, True, "")),
    ("2,23% (2023./2024.)", ("2.23", "%", None, None, 2024, True, "")),
    ("6,26%", ("6.26", "%", None, None, None, False, "")),
    ("-", (None, "", None, None, None, False, "")),
    ("Dati par 2025. gadu būs pieejami 2026. gada augustā", (None, "", None, None, None, False, "")),
    # Liepāja
    ("21% 2023. gadā", ("21", "%", None, None, 2023, False, "")),
    ("50.3% (2022)", ("50.3", "%", None, None, 2022, False, "")),
    ("psk. posmā 10% (2022)", ("10", "%", None, None, 2022, False, "")),
    ("148 (personas) (2022)", ("148", "personas", None, None, 2022, False, "")),
    ("55 (ģimenes)", ("55", "ģimenes", None, None, None, False, "")),
    ("tiks noteikts 2023. gadā", (None, "", None, None, None, False, "")),
    ("psk. posmā 1,5% (2022)", ("1.5", "%", None, None, 2022, False, "")),
    ("neklātiene 58% (2022)", ("58", "%", None, None, 2022, False, "")),
    # Tukums
    ("Rādītāja mērīšana tiks uzsākta 2024. g.", (None, "", None, None, None, False, "")),
    ("75,124 2023. gada augusts", ("75.124", "", None, None, 2023, False, "")),
    ("97,629 / 2023. gada augusts", ("97.629", "", None, None, 2023, False, "")),
    ("0,94 % (2022./23. m.g.)", ("0.94", "%", None, None, 2023, True, "")),
    ("14 (2022./23. m.g.)", ("14", "", None, None, 2023, True, "")),
    # Rīga
    ("tālm./neklātiene 67% (2022)", ("67", "%", None, None, 2022, False, "")),
    ("vsk. posmā 4% (2022)", ("4", "%", None, None, 2022, False, "")),
    # Valka
    ("60%", ("60", "%", None, None, None, False, "")),
    ("70 %", ("70", "%", None, None, None, False, "")),
    ("Noteikts 2023. g. rudenī", (None, "", None, None, 2023, False, "")),
    ("6 (2023)", ("6", "", None, None, 2023, False, "")),
    # what people type
    ("33 507", ("33507", "", None, None, None, False, "")),
    ("33\u00a0507 (2024)", ("33507", "", None, None, 2024, False, "")),
    ("24 500 2025. gadā", ("24500", "", None, None, 2025, False, "")),
    ("1.234,5", ("1234.5", "", None, None, None, False, "")),
    ("1,234.5", ("1234.5", "", None, None, None, False, "")),
    ("21 180,00 EUR", ("21180.00", "EUR", None, None, None, False, "")),
    ("\u22123,5 %", ("-3.5", "%", None, None, None, False, "")),
    ("203 no 3241", (None, "", "203", "3241", None, False, "")),
    ("203/3241", (None, "", "203", "3241", None, False, "")),
    ("4 no 9 iestādēm (2023)", (None, "", "4", "9", 2023, False, "")),
    ("6,26% (203 no 3241)", ("6.26", "%", "203", "3241", None, False, "")),
    ("109 no 943 jeb 12%", ("12", "%", "109", "943", None, False, "")),
    ("12% no 943 pedagogiem", ("12", "%", None, "943", None, False, "")),
    ("< 1%", ("1", "%", None, None, None, False, "<")),
    ("ne mazāk kā 5%", ("5", "%", None, None, None, False, "≥")),
    ("vairāk nekā 40 vecāki", ("40", "", None, None, None, False, ">")),
    ("aptuveni 40", ("40", "", None, None, None, False, "≈")),
    ("līdz 70%", ("70", "%", None, None, None, False, "≤")),
    ("636 2025", ("636", "", None, None, 2025, False, "")),
    ("2025", ("2025", "", None, None, None, False, "")),
    ("31.12.2025. 415", ("415", "", None, None, None, False, "")),
    ("2023: 77%", ("77", "%", None, None, 2023, False, "")),
    ("izglītojamie līdz 15 gadu vecumam: 5%", ("5", "%", None, None, None, False, "")),
    ("7.–12. klasē 84%", ("84", "%", None, None, None, False, "")),
    ("no 13 līdz 25 gadiem: 55", ("55", "", None, None, None, False, "")),
    ("VAI018: 5%", ("5", "%", None, None, None, False, "")),
    ("3272 (t. sk. 120 sporta izglītībā)", ("3272", "", None, None, None, False, "")),
    # what is not one certain number
    ("5–7%", (None, "", None, None, None, False, "")),
    ("365 un 50 vecāki", (None, "", None, None, None, False, "")),
    ("365 + 50", (None, "", None, None, None, False, "")),
    ("+5%", (None, "", None, None, None, False, "")),
    ("1,2,3", (None, "", None, None, None, False, "")),
    ("4 no 0", (None, "", None, None, None, False, "")),
    ("VAI018", (None, "", None, None, None, False, "")),
    ("↑", (None, "", None, None, None, False, "")),
    ("", (None, "", None, None, None, False, "")),
]


@pytest.mark.parametrize(("text", "expected"), BASELINES_AND_VALUES, ids=[text for text, _ in BASELINES_AND_VALUES])
def test_values(text, expected):
    assert read(text) == expected


TARGETS = [
    ("80%", TargetKind.VALUE, "80"),
    ("0,72%", TargetKind.VALUE, "0.72"),
    ("3400", TargetKind.VALUE, "3400"),
    ("33 507", TargetKind.VALUE, "33507"),
    ("vismaz 30", TargetKind.VALUE, "30"),
    ("2027. gadā 80%", TargetKind.VALUE, "80"),
    ("līdz 18 gadu vecumam 70%", TargetKind.VALUE, "70"),
    ("80% (tiks precizēts)", TargetKind.VALUE, "80"),
    ("< 1%", TargetKind.BELOW, "1"),
    ("mazāk nekā 1%", TargetKind.BELOW, "1"),
    ("zem 1%", TargetKind.BELOW, "1"),
    ("Līdz 70%", TargetKind.UP_TO, "70"),
    ("līdz 95%", TargetKind.UP_TO, "95"),
    ("no 45% līdz 70%", TargetKind.UP_TO, "70"),
    ("ne vairāk kā 5%", TargetKind.UP_TO, "5"),
    ("≤ 5%", TargetKind.UP_TO, "5"),
    ("+5% no bāzes vērtības", TargetKind.CHANGE_PERCENT, "5"),
    ("+10% no bāzes vērtības", TargetKind.CHANGE_PERCENT, "10"),
    ("-10% no bāzes vērtības", TargetKind.CHANGE_PERCENT, "-10"),
    ("\u221210% no bāzes vērtības", TargetKind.CHANGE_PERCENT, "-10"),
    ("pieaugums par 5%", TargetKind.CHANGE_PERCENT, "5"),
    ("±2% robežās no bāzes vērtības", TargetKind.WITHIN_PERCENT, "2"),
    ("±2% robežās no bāzes vērtības (235-240 programmas)", TargetKind.WITHIN_PERCENT, "2"),
    ("+/-3%", TargetKind.WITHIN_PERCENT, "3"),
    ("2% robežās no bāzes vērtības", TargetKind.WITHIN_PERCENT, "2"),
    ("pieaugums par 1 slodzi", TargetKind.INCREASE, "1"),
    ("pieaugums par 3 slodzēm", TargetKind.INCREASE, "3"),
    ("pieaugums par 5 procentpunktiem", TargetKind.INCREASE, "5"),
    ("samazinājums par 2 slodzēm", TargetKind.INCREASE, "-2"),
    ("↑", TargetKind.DIRECTION, None),
    ("→", TargetKind.DIRECTION, None),
    ("↓", TargetKind.DIRECTION, None),
    ("saglabājas", TargetKind.DIRECTION, None),
    ("Sasniedzamie rezultāti tiks noteikti 2025. gadā", TargetKind.TO_BE_SET, None),
    ("vēl jānosaka", TargetKind.TO_BE_SET, None),
    ("", TargetKind.NONE, None),
    ("-", TargetKind.NONE, None),
    ("45-50%", TargetKind.NONE, None),
    ("95% no bāzes vērtības", TargetKind.NONE, None),
    ("±5", TargetKind.NONE, None),
    ("kā iepriekš", TargetKind.NONE, None),
]


@pytest.mark.parametrize(("text", "kind", "amount"), TARGETS, ids=[text for text, _, _ in TARGETS])
def test_targets(text, kind, amount):
    assert parse_target(text) == (kind, None if amount is None else Decimal(amount))


def fixture_rows():
    for slug in SLUGS:
        for indicator in files.read(settings.BASE_DIR / "fixtures" / f"{slug}.yaml").numbered_indicators:
            for row in indicator.rows:
                yield f"{slug} {indicator.number}", row


def test_typed_baselines_of_the_fixtures_agree_with_their_printed_form():
    seen = 0
    for place, row in fixture_rows():
        baseline = row.baseline
        if baseline.printed in EXCEPTIONS:
            continue
        parsed = parse_value(baseline.printed)
        assert (parsed.value, parsed.numerator, parsed.denominator, parsed.year, parsed.school_year) == (
            baseline.value,
            baseline.numerator,
            baseline.denominator,
            baseline.year,
            baseline.school_year,
        ), f"{place}: {baseline.printed}"
        seen += 1
    assert seen == 17 + 17 + 12 + 9 + 7


def test_typed_targets_of_the_fixtures_agree_with_their_printed_form():
    seen = 0
    for place, row in fixture_rows():
        for year, target in row.targets.items():
            assert parse_target(target.printed) == (target.kind, target.amount), f"{place}, {year}: {target.printed}"
            seen += 1
    assert seen == 2 * (17 + 17 + 12 + 9 + 7)


def test_typed_values_of_the_fixtures_agree_with_their_printed_form():
    measured = [
        (place, measured.printed, measured.value) for place, row in fixture_rows() for measured in row.values.values()
    ]
    assert len(measured) == 17
    assert [(place, parse_value(printed).value) for place, printed, _ in measured] == [
        (place, value) for place, _, value in measured
    ]


def test_a_fraction_is_a_percentage_or_a_count():
    assert parse_value("203 no 3241").value_in(Unit.PERCENT) == Decimal("6.26")
    assert parse_value("4 no 9").value_in(Unit.PERCENT) == Decimal("44.44")
    assert parse_value("4 no 9").value_in(Unit.COUNT) == Decimal(4)
    assert parse_value("45% (no 9 iestādēm – 4)").value_in(Unit.PERCENT) == Decimal(45)
    assert parse_value("nav").value_in(Unit.PERCENT) is None


def test_percentage_needs_both_parts():
    assert percentage(Decimal(1), Decimal(3)) == Decimal("33.33")
    assert percentage(Decimal(1), Decimal(0)) is None
    assert percentage(None, Decimal(3)) is None


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("77% (2023)", False),
        ("148 (personas) (2022)", False),
        ("2024./2025.m.g. 75%", False),
        ("45% (no 9 iestādēm – 4) (2023)", True),
        ("psk. posmā 7% (2022)", True),
        ("< 1%", True),
    ],
)
def test_whether_a_text_says_more_than_its_figure(text, more):
    assert parse_value(text).says_more is more


PIECES = st.sampled_from(
    ["2024./2025.m.g.", "(2023)", "2023. gadā", "no", "–", "-", "%", " ", "±", "+", "<", "līdz", "9", "1 234,5", "1,2", "/",
     "vismaz", "par", "pieaugums", "tiks", "(", ")", "robežās", "gadu", "1.", "0"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=9).map(" ".join), st.lists(PIECES, max_size=9).map("".join)))
def test_any_text_is_read_without_an_exception(text):
    assert isinstance(parse_value(text), ParsedValue)
    kind, amount = parse_target(text)
    needs_amount = kind not in (TargetKind.DIRECTION, TargetKind.TO_BE_SET, TargetKind.NONE)
    assert (amount is not None) == needs_amount, "the database demands the same of a target"


@given(st.text(alphabet=st.characters(exclude_characters="0123456789")))
def test_a_text_without_digits_never_becomes_a_number(text):
    parsed = parse_value(text)
    assert (parsed.value, parsed.numerator, parsed.denominator, parsed.year) == (None, None, None, None)
    assert parse_target(text)[1] is None


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_is_read_as_it_is_written_in_latvian(number):
    text = f"{number:,f}".replace(",", "\u00a0").replace(".", ",")
    assert parse_value(f"{text}%").value == number
    assert parse_target(f"< {text}%") == (TargetKind.BELOW, number)


def test_a_very_long_number_raises_nothing():
    assert parse_value("9" * 5000).value == Decimal("9" * 5000)
    assert parse_target("samazinājums par " + "9" * 5000)[0] == TargetKind.INCREASE

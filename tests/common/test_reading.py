"""Printed figures read back: every form of the five plans, the other forms people write, and any text at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmp.common.reading import BOUNDS, Asked, Doubt, Kind, Place, Reading, Refusal, Shape, percentage, read

#: As the five documents are read: what is printed there may be named after the row.
DOCUMENT = Asked(Kind.OTHER, Place.BASELINE, words="JJIC")
UNREADABLE = "No šī teksta nevar nolasīt vienu skaitli."


def number(value):
    """A decimal as a short text."""
    return None if value is None else f"{value.normalize():f}"


def told(found):
    """What was found in a line: the value with its bound or shape, and its counts; readings parted by "?", or the refusal."""
    if isinstance(found, Refusal):
        return f"! {found.sentence}"
    if isinstance(found, Doubt):
        return " ? ".join(told(reading) for reading in found.readings)
    if found.value is None:
        return f"({found.shape.value})"
    counts = f" = {number(found.numerator)} / {number(found.denominator)}" if found.denominator else ""
    shape = BOUNDS.get(found.shape, "" if found.shape == Shape.EXACT else f"{found.shape.value} ")
    return f"{shape}{number(found.value)}{counts}"


def value_of(text, kind, **asked):
    return told(read(text, Asked(kind, **asked)))


#: The table of cases from outside: text, what is counted, what is read; "?" parts the readings of a doubt.
CASES = [
    ("3.272", Kind.COUNT, "3272 ? 3.272"),
    ("1.250", Kind.COUNT, "1250 ? 1.25"),
    ("3.272", Kind.PEOPLE, "3272"),
    ("1.234", Kind.MONEY, "1234 ? 1.234"),
    ("203 no 3.241", Kind.PERCENT, "6.26 = 203 / 3241"),
    ("6,26 % (203/3 241)", Kind.PERCENT, "6.26 = 203 / 3241"),
    ("85, 5 %", Kind.PERCENT, "85.5 ? 85"),
    ("8 5%", Kind.PERCENT, "85 ? 8.5"),
    ("33 ⅓ %", Kind.PERCENT, "33.33 ? 33"),
    ("12+30", Kind.COUNT, f"! {UNREADABLE}"),
    ("N/A", Kind.COUNT, "(none)"),
    ("nav", Kind.COUNT, "(none)"),
    ("3,2 tūkst.", Kind.COUNT, "3200"),
    ("1,2 milj. EUR", Kind.MONEY, "1200000"),
    ("6 ‰", Kind.PERCENT, "0.6"),
    ("10 %-punkti", Kind.PERCENT, "(none) ? 10"),
    ("2,5 reizes", Kind.PERCENT, "(none) ? 2.5"),
    ("< 5%", Kind.PERCENT, "<5"),
    ("112%", Kind.PERCENT, "112"),
    ("septiņdesmit", Kind.PERCENT, "! Skaitli rakstiet ar cipariem, piemēram, 70, nevis vārdiem."),
    ("0", Kind.COUNT, "0"),
    ("0%", Kind.PERCENT, "0"),
    ("0,00", Kind.MONEY, "0"),
    ("2025./2026. m. g. 6,1%", Kind.PERCENT, "6.1"),
    ("286 (I sem. 145, II sem. 141)", Kind.PEOPLE, "286 ? (none)"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES, ids=[f"{text} {kind.value}" for text, kind, _ in CASES])
def test_the_cases_from_outside(text, kind, expected):
    assert value_of(text, kind) == expected


#: Their kind: the same situation in other words and other units.
MORE = [
    ("3,272", Kind.COUNT, "3272 ? 3.272"),
    ("3,272", Kind.PEOPLE, "3272"),
    ("3,272", Kind.OTHER, "3.272"),
    ("3.272", Kind.OTHER, "3.272 ? 3272"),
    ("3.272%", Kind.PERCENT, "3.272"),
    ("0.123", Kind.COUNT, "0.123"),
    ("1,234", Kind.MONEY, "1.234 ? 1234"),
    ("1.234.567", Kind.COUNT, "1234567"),
    ("3.200 tūkst.", Kind.COUNT, "3200000 ? 3200"),
    ("2 miljoni", Kind.COUNT, "2000000"),
    ("203/3.241", Kind.PEOPLE, "203 = 203 / 3241"),
    ("203 no 2025", Kind.PERCENT, "10.02 = 203 / 2025"),
    ("203/2025", Kind.PERCENT, "10.02 = 203 / 2025"),
    ("1.203 no 3.241 skolēniem", Kind.PERCENT, "37.12 = 1203 / 3241"),
    ("12, 5", Kind.PEOPLE, "12 ? 125"),
    ("½", Kind.OTHER, "0.5"),
    ("⅓ %", Kind.PERCENT, "0.33"),
    ("5–7%", Kind.PERCENT, f"! {UNREADABLE}"),
    ("365 un 50 vecāki", Kind.COUNT, f"! {UNREADABLE}"),
    ("365 + 50", Kind.COUNT, f"! {UNREADABLE}"),
    ("1,2,3", Kind.COUNT, f"! {UNREADABLE}"),
    ("4 no 0", Kind.PERCENT, f"! {UNREADABLE}"),
    ("20 USD", Kind.MONEY, "! Summas ierakstiet eiro."),
    ("+5%", Kind.PERCENT, "(none) ? 5"),
    ("+ 5", Kind.COUNT, "(none) ? 5"),
    ("5 procentpunkti", Kind.PERCENT, "(none) ? 5"),
    ("3 reizes", Kind.COUNT, "(none) ? 3"),
    ("divi simti", Kind.PEOPLE, "! Skaitli rakstiet ar cipariem, piemēram, 70, nevis vārdiem."),
    ("vismaz 70%", Kind.PERCENT, "≥70"),
    ("≥ 70%", Kind.PERCENT, "≥70"),
    ("līdz 5%", Kind.PERCENT, "≤5"),
    ("ne vairāk kā 5%", Kind.PERCENT, "≤5"),
    ("> 5", Kind.COUNT, ">5"),
    ("ap 50", Kind.COUNT, "≈50"),
    ("70% un vairāk", Kind.PERCENT, "≥70"),
    ("286 (145 + 141)", Kind.PEOPLE, "286 ? (none)"),
    ("3272 (t. sk. 120 sporta izglītībā)", Kind.COUNT, "3272 ? (none)"),
    ("50 mazāk", Kind.COUNT, "50 ? (none)"),
    ("12 % (?)", Kind.PERCENT, "12 ? (none)"),
    ("40 = 20", Kind.COUNT, f"! {UNREADABLE}"),
    ("7.–12. klasē 84%", Kind.PERCENT, "84"),
    ("109 no 943 jeb 12%", Kind.PERCENT, "12 = 109 / 943"),
    ("2025", Kind.COUNT, "2025"),
    ("12..5", Kind.COUNT, "12 ? (none)"),
    ("１５", Kind.COUNT, "15"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), MORE, ids=[f"{text} {kind.value}" for text, kind, _ in MORE])
def test_the_same_situations_in_other_words(text, kind, expected):
    assert value_of(text, kind) == expected


def test_a_percentage_of_a_whole_keeps_the_whole():
    found = read("12% no 943 pedagogiem", Asked(Kind.PERCENT))
    assert (found.value, found.numerator, found.denominator) == (12, None, 943)


@pytest.mark.parametrize(
    ("limit", "expected"), [(True, "! Procentu vērtība nevar būt lielāka par 100."), (None, "112"), (False, "112")]
)
def test_more_than_a_hundred_percent_is_refused_only_of_a_part_of_a_whole(limit, expected):
    asked = Asked(Kind.PERCENT, limit=limit)
    assert told(read("112%", asked)) == expected
    assert isinstance(read("112%", asked), Doubt) == (limit is None)
    assert told(read("100%", asked)) == "100"


def test_a_question_says_what_it_asks_and_what_each_answer_means():
    doubt = read("3.272", Asked(Kind.COUNT))
    assert doubt.question == "Ko nozīmē „3.272”?"
    assert [reading.in_words(Kind.COUNT) for reading in doubt.readings] == ["3\u00a0272", "3,272"]
    doubt = read("8 5%", Asked(Kind.PERCENT))
    assert [reading.in_words(Kind.PERCENT) for reading in doubt.readings] == ["85\u00a0%", "8,5\u00a0%"]
    doubt = read("112%", Asked(Kind.PERCENT))
    assert doubt.question == "112\u00a0% ir vairāk nekā viss. Vai šis rādītājs var pārsniegt 100\u00a0%?"
    doubt = read("vismaz 50 dzirkstošie", Asked(Kind.COUNT))
    assert doubt.question == "Nav saprotams, ko blakus skaitlim nozīmē „dzirkstošie”. Vai vērtība ir šāda?"
    assert doubt.readings[0].in_words(Kind.COUNT) == "vismaz 50"
    assert doubt.readings[1].in_words(Kind.COUNT).startswith("nē: tikai teksts")
    doubt = read("10 %-punkti", Asked(Kind.PERCENT))
    assert doubt.question == "Vai „10 %-punkti” ir vērtība vai tikai pārmaiņa?"
    assert "procentpunktiem" in doubt.readings[0].in_words(Kind.PERCENT)


@pytest.mark.parametrize(
    ("near", "first", "safe"),
    [
        ((), "3272", False),
        ((Decimal(3165),), "3272", True),
        ((Decimal(3165), Decimal(3400)), "3272", True),
        ((Decimal("3.1"),), "3.272", True),
        ((Decimal("3.1"), Decimal(3165)), "3272", False),
        ((Decimal(100),), "3272", False),
    ],
)
def test_the_rows_other_figures_say_which_reading_is_likelier(near, first, safe):
    doubt = read("3.272", Asked(Kind.COUNT, near=near))
    assert (number(doubt.readings[0].value), doubt.is_safe) == (first, safe)


@pytest.mark.parametrize(
    ("text", "safe"),
    [("65 dzirkstošie", True), ("65 nav", False), ("65 (?)", False), ("286 (145 + 141)", False), ("65 gandrīz", False)],
)
def test_only_harmless_words_are_offered_as_understood(text, safe):
    assert read(text, Asked(Kind.COUNT)).is_safe == safe


def test_the_rows_own_words_may_stand_around_a_figure():
    assert isinstance(read("65 dzirkstošie", Asked(Kind.COUNT, words="Dzirkstošo skaits")), Reading)


def test_an_answer_is_known_by_its_key_and_by_what_is_stored():
    doubt = read("3.272", Asked(Kind.COUNT))
    thousands, decimal = doubt.readings
    assert doubt.chosen(decimal.key) == decimal
    assert (doubt.chosen(None), doubt.chosen(""), doubt.chosen("value:4")) == (None, None, None)
    assert doubt.known(Decimal("3.2720"), "") == decimal
    assert (doubt.known(None), doubt.known(Decimal(3272), "below"), doubt.known(Decimal(5))) == (None, None, None)
    assert doubt.known(Decimal(3272)) == thousands


# --------------------------------------------------------------------------------------------------------- the documents


def parts(text, asked):
    """value, sign, numerator, denominator, year, school year, bound; numbers as texts for short rows below."""
    found = read(text, asked)
    assert isinstance(found, Reading), found
    numbers = [number(each) for each in (found.value, found.numerator, found.denominator)]
    return (numbers[0], found.sign, numbers[1], numbers[2], found.year, found.school_year, BOUNDS.get(found.shape, ""))


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
    ("21 180,00 EUR", ("21180", "EUR", None, None, None, False, "")),
    ("1.234,5", ("1234.5", "", None, None, None, False, "")),
    ("1,234.5", ("1234.5", "", None, None, None, False, "")),
    ("\u22123,5 %", ("-3.5", "%", None, None, None, False, "")),
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
    ("31.12.2025. 415", ("415", "", None, None, 2025, False, "")),
    ("2023: 77%", ("77", "%", None, None, 2023, False, "")),
    ("izglītojamie līdz 15 gadu vecumam: 5%", ("5", "%", None, None, None, False, "")),
    ("7.–12. klasē 84%", ("84", "%", None, None, None, False, "")),
    ("no 13 līdz 25 gadiem: 55", ("55", "", None, None, None, False, "")),
    ("VAI018: 5%", ("5", "%", None, None, None, False, "")),
]


@pytest.mark.parametrize(("text", "expected"), BASELINES_AND_VALUES, ids=[text for text, _ in BASELINES_AND_VALUES])
def test_what_documents_print(text, expected):
    assert parts(text, DOCUMENT) == expected


TARGETS = [
    ("80%", Shape.EXACT, "80"),
    ("0,72%", Shape.EXACT, "0.72"),
    ("3400", Shape.EXACT, "3400"),
    ("33 507", Shape.EXACT, "33507"),
    ("2027. gadā 80%", Shape.EXACT, "80"),
    ("līdz 18 gadu vecumam 70%", Shape.EXACT, "70"),
    ("vismaz 30", Shape.AT_LEAST, "30"),
    ("vismaz 70%", Shape.AT_LEAST, "70"),
    ("≥ 70%", Shape.AT_LEAST, "70"),
    (">= 70%", Shape.AT_LEAST, "70"),
    ("ne mazāk kā 70%", Shape.AT_LEAST, "70"),
    ("70% un vairāk", Shape.AT_LEAST, "70"),
    ("> 70%", Shape.ABOVE, "70"),
    ("vairāk nekā 70%", Shape.ABOVE, "70"),
    ("5% vai mazāk", Shape.UP_TO, "5"),
    ("3,2 tūkst.", Shape.EXACT, "3200"),
    ("± 2 procentpunkti", Shape.WITHIN_POINTS, "2"),
    ("±2 %-punkti", Shape.WITHIN_POINTS, "2"),
    ("+/- 1,5 p. p.", Shape.WITHIN_POINTS, "1.5"),
    ("< 1%", Shape.BELOW, "1"),
    ("mazāk nekā 1%", Shape.BELOW, "1"),
    ("zem 1%", Shape.BELOW, "1"),
    ("Līdz 70%", Shape.UP_TO, "70"),
    ("līdz 95%", Shape.UP_TO, "95"),
    ("no 45% līdz 70%", Shape.UP_TO, "70"),
    ("ne vairāk kā 5%", Shape.UP_TO, "5"),
    ("≤ 5%", Shape.UP_TO, "5"),
    ("+5% no bāzes vērtības", Shape.CHANGE_PERCENT, "5"),
    ("+10% no bāzes vērtības", Shape.CHANGE_PERCENT, "10"),
    ("-10% no bāzes vērtības", Shape.CHANGE_PERCENT, "-10"),
    ("\u221210% no bāzes vērtības", Shape.CHANGE_PERCENT, "-10"),
    ("±2% robežās no bāzes vērtības", Shape.WITHIN_PERCENT, "2"),
    ("±2% robežās no bāzes vērtības (235-240 programmas)", Shape.WITHIN_PERCENT, "2"),
    ("2% robežās no bāzes vērtības", Shape.WITHIN_PERCENT, "2"),
    ("pieaugums par 1 slodzi", Shape.INCREASE, "1"),
    ("pieaugums par 3 slodzēm", Shape.INCREASE, "3"),
    ("pieaugums par 5 procentpunktiem", Shape.INCREASE, "5"),
    ("samazinājums par 2 slodzēm", Shape.INCREASE, "-2"),
    ("↑", Shape.DIRECTION, None),
    ("→", Shape.DIRECTION, None),
    ("↓", Shape.DIRECTION, None),
    ("saglabājas", Shape.DIRECTION, None),
    ("Sasniedzamie rezultāti tiks noteikti 2025. gadā", Shape.TO_BE_SET, None),
    ("vēl jānosaka", Shape.TO_BE_SET, None),
    ("", Shape.TEXT, None),
    ("-", Shape.TEXT, None),
    ("kā iepriekš", Shape.TEXT, None),
]


@pytest.mark.parametrize(("text", "shape", "amount"), TARGETS, ids=[text for text, _, _ in TARGETS])
def test_targets(text, shape, amount):
    found = read(text, Asked(Kind.OTHER, Place.TARGET))
    assert (found.shape, number(found.value)) == (shape, amount)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("±2%", Kind.PERCENT, "within_points 2 ? within_percent 2"),
        ("±2%", Kind.COUNT, "within_percent 2"),
        ("±2% robežās no bāzes vērtības", Kind.PERCENT, "within_percent 2"),
        ("+5%", Kind.PERCENT, "increase 5 ? change_percent 5"),
        ("+5% no bāzes vērtības", Kind.PERCENT, "change_percent 5"),
        ("pieaugums par 5%", Kind.COUNT, "change_percent 5"),
        ("samazinājums par 5%", Kind.PERCENT, "increase -5 ? change_percent -5"),
        ("10 %-punkti", Kind.PERCENT, "increase 10 ? (none)"),
        ("2,5 reizes", Kind.COUNT, "change_percent 150 ? (none)"),
        ("95% no bāzes vērtības", Kind.PERCENT, "change_percent -5 ? (none)"),
        ("3.400", Kind.COUNT, "3400 ? 3.4"),
        ("6 ‰", Kind.PERCENT, "0.6"),
        ("80% (tiks precizēts)", Kind.PERCENT, "80 ? (none)"),
        ("±5", Kind.PERCENT, "! Norādiet, vai robežas ir procentos (±2% no bāzes vērtības) vai procentpunktos."),
        ("45-50%", Kind.PERCENT, f"! {UNREADABLE}"),
        ("+5% (varbūt +7%)", Kind.COUNT, "change_percent 5 ? (none)"),
    ],
)
def test_targets_in_doubt(text, kind, expected):
    assert told(read(text, Asked(kind, Place.TARGET))) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-10%", ["par 10 procentpunktiem mazāk nekā bāzes vērtība", "par 10 % mazāk nekā bāzes vērtība"]),
        ("+10%", ["par 10 procentpunktiem vairāk nekā bāzes vērtība", "par 10 % vairāk nekā bāzes vērtība"]),
        ("±2%", ["±2 procentpunktu robežās no bāzes vērtības", "±2 % robežās no bāzes vērtības"]),
    ],
)
def test_how_a_change_is_said(text, said):
    doubt = read(text, Asked(Kind.PERCENT, Place.TARGET))
    assert [reading.in_words(Kind.PERCENT).replace("\xa0", " ") for reading in doubt.readings] == said


# ---------------------------------------------------------------------------------------------------------------- any text


PIECES = st.sampled_from(
    ["2024./2025.m.g.", "(2023)", "2023. gadā", "no", "–", "-", "%", " ", "±", "+", "<", "līdz", "9", "1 234,5", "1,2", "/",
     "vismaz", "par", "pieaugums", "tiks", "(", ")", "robežās", "gadu", "1.", "0", "⅓", "‰", "tūkst.", "reizes", "3.272"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=9).map(" ".join), st.lists(PIECES, max_size=9).map("".join))


@given(TEXTS, st.sampled_from(Kind), st.sampled_from(Place), st.sampled_from([True, False, None]))
def test_any_text_is_read_without_an_exception(text, kind, place, limit):
    found = read(text, Asked(kind, place, limit))
    assert isinstance(found, Reading | Doubt | Refusal)
    if isinstance(found, Doubt):
        assert found.question
        assert len({reading.key for reading in found.readings}) == len(found.readings) >= 1
        assert len({reading.in_words(kind) for reading in found.readings}) == len(found.readings)
    for reading in getattr(found, "readings", [found] if isinstance(found, Reading) else []):
        without = reading.shape in (Shape.TEXT, Shape.DIRECTION, Shape.TO_BE_SET)
        assert (reading.value is None) == without, "the database demands the same of a target"


@given(
    st.text(alphabet=st.characters(exclude_characters="0123456789½⅓⅔¼¾⅕⅛０１２３４５６７８９")), st.sampled_from(Place)
)
def test_a_text_without_digits_never_becomes_a_number(text, place):
    found = read(text, Asked(Kind.PERCENT, place))
    assert isinstance(found, Refusal) or (found.value, found.numerator, found.year) == (None, None, None)


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from([Kind.COUNT, Kind.OTHER, Kind.MONEY]))
def test_a_number_is_read_as_it_is_written_in_latvian(amount, kind):
    text = f"{amount:,f}".replace(",", "\u00a0").replace(".", ",")
    assert read(text, Asked(kind)).value == amount
    assert read(f"mazāk nekā {text}", Asked(kind)).bound == "below"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_counts_are_kept_beside_their_percentage(part, whole):
    found = read(f"{part} no {whole}", Asked(Kind.PERCENT, limit=False))
    assert (found.numerator, found.denominator) == (part, whole)
    assert found.value == percentage(Decimal(part), Decimal(whole))


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([Kind.COUNT, Kind.MONEY, Kind.OTHER]))
def test_a_point_before_three_digits_is_never_silently_a_decimal(thousands, rest, kind):
    found = read(f"{thousands}.{rest:03}", Asked(kind))
    assert isinstance(found, Doubt)
    assert {reading.value for reading in found.readings} == {
        Decimal(1000 * thousands + rest),
        Decimal(f"{thousands}.{rest:03}"),
    }


@given(st.text(alphabet="+=*?$#^&", min_size=1, max_size=3))
def test_strange_signs_are_never_left_aside(signs):
    found = read(f"50 {signs}", Asked(Kind.COUNT))
    harmless = set(signs) <= {"*"}
    assert isinstance(found, Reading) == harmless


def test_a_very_long_text_is_not_searched():
    assert told(read("9" * 5000, Asked(Kind.COUNT))) == "! Teksts ir pārāk garš, lai tajā atrastu skaitli."
    assert told(read("1 " * 5000, Asked(Kind.COUNT, Place.TARGET))).startswith("! Teksts ir pārāk garš")
    assert told(read("Vārdi " * 5000, Asked(Kind.COUNT, Place.BASELINE))) == "(none)"


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
        ("< 1%", False),
        ("vismaz 70%", False),
        ("6 ‰", False),
        ("45% (no 9 iestādēm – 4) (2023)", True),
        ("psk. posmā 7% (2022)", True),
        ("203 no 3241", True),
    ],
)
def test_whether_a_text_says_more_than_its_figure(text, more):
    assert read(text, Asked(Kind.PERCENT, Place.BASELINE)).says_more is more

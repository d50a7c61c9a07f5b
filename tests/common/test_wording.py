"""Numbers, dates and plurals as Latvian writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmp.common.wording import MINUS, NBSP, count, lv_date, lv_date_words, lv_datetime, lv_number, plural, years_text


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (0, None, "0"),
        (1234, None, f"1{NBSP}234"),
        (Decimal("1234567.5"), None, f"1{NBSP}234{NBSP}567,5"),
        (Decimal("-1234.5"), None, f"{MINUS}1{NBSP}234,5"),
        (Decimal("1E+5"), None, f"100{NBSP}000"),
        (999, 2, "999,00"),
        (Decimal("0.125"), 2, "0,12"),
        (Decimal("0.135"), 2, "0,14"),
        (Decimal("1999.999"), 2, f"2{NBSP}000,00"),
        (0.1, None, "0,1"),
        ("12.50", None, "12,50"),
        (None, 2, ""),
        ("", None, ""),
        ("nav", None, "nav"),
    ],
)
def test_a_number(number, places, written):
    assert lv_number(number, places) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_can_be_read_back(number):
    written = lv_number(number)
    assert Decimal(written.replace(NBSP, "").replace(",", ".").replace(MINUS, "-")) == number
    whole = written.removeprefix(MINUS).split(",")[0].split(NBSP)
    assert all(len(group) == 3 for group in whole[1:])
    assert 1 <= len(whole[0]) <= 3


@pytest.mark.parametrize(
    ("number", "form"),
    [
        *((number, "viena") for number in (1, 21, 101)),
        *((number, "vairākas") for number in (2, 9, 22)),
        *((number, "nulle") for number in (0, 10, 11, 19, 20, 111, None)),
    ],
)
def test_the_form_after_a_number(number, form):
    assert plural(number, "viena,vairākas,nulle") == form
    assert count(number, "viena,vairākas,nulle") == f"{number or 0}{NBSP}{form}"


def test_two_forms_are_enough_where_nought_sounds_like_many():
    assert [plural(number, "dienas,dienām") for number in (1, 2, 10, 11, 21)] == [
        "dienas",
        "dienām",
        "dienām",
        "dienām",
        "dienas",
    ]


@pytest.mark.parametrize(
    ("case", "written"),
    [
        ("nominative", "2026. gada 31. janvāris"),
        ("genitive", "2026. gada 31. janvāra"),
        ("dative", "2026. gada 31. janvārim"),
        ("locative", "2026. gada 31. janvārī"),
    ],
)
def test_a_date_in_words(case, written):
    assert lv_date_words(date(2026, 1, 31), case).replace(NBSP, " ") == written


def test_april_loses_its_last_letter_in_the_genitive():
    assert lv_date_words(date(2026, 4, 1), "genitive").replace(NBSP, " ") == "2026. gada 1. aprīļa"


def test_moments_are_said_in_the_time_of_riga():
    moment = datetime(2023, 10, 26, 22, 32, tzinfo=UTC)
    assert lv_date(moment) == "27.10.2023."
    assert lv_datetime(moment) == f"27.10.2023. plkst.{NBSP}01:32"


@pytest.mark.parametrize("write", [lv_date, lv_datetime, lv_date_words])
def test_no_date_is_an_empty_text(write):
    assert write(None) == ""


def test_running_years_are_joined():
    assert years_text([2025, 2026, 2027, 2029]) == "2025.–2027., 2029."
    assert years_text([]) == ""

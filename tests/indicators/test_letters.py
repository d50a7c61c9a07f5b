"""The letter by which people know a row of an indicator: given once, kept whatever happens to its neighbours."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indicators.enums import Direction
from indicators.models import IndicatorRow
from indicators.queries import next_unmeasured, rows_of
from pmp.common.ordering import move, renumber
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator():
    """Indicator 2 with the rows 2, 2b and 2c."""
    indicator = make.IndicatorFactory(number="2.")
    make.IndicatorRowFactory.create_batch(3, indicator=indicator)
    return indicator


def marks(indicator):
    return [row.mark for row in indicator.rows.all()]


def new_row(indicator, **values):
    return IndicatorRow(indicator=indicator, direction=Direction.UP, order=9, **values)


def test_rows_get_the_letters_in_turn(indicator):
    assert marks(indicator) == ["2", "2b", "2c"]
    assert list(indicator.rows.values_list("letter", flat=True)) == ["", "b", "c"]


@pytest.mark.parametrize(("letter", "left", "following"), [("", ["2b", "2c"], "2d"), ("b", ["2", "2c"], "2d")])
def test_when_a_neighbour_goes_no_letter_changes_and_none_is_given_again(indicator, letter, left, following):
    indicator.rows.get(letter=letter).delete()
    assert marks(indicator) == left
    renumber(indicator.rows.all())
    assert marks(indicator) == left
    new_row(indicator).save()
    assert marks(indicator) == [*left, following]


def test_the_first_row_left_carries_the_indicator(indicator):
    indicator.rows.get(letter="").delete()
    renumber(indicator.rows.all())
    assert [(row.mark, row.is_first) for row in indicator.rows.all()] == [("2b", True), ("2c", False)]


def test_a_row_that_moves_keeps_its_letter(indicator):
    move(indicator.rows.get(letter="c"), 1, indicator.rows.all())
    assert marks(indicator) == ["2c", "2", "2b"]


def test_a_row_that_is_saved_again_keeps_its_letter(indicator, django_assert_num_queries):
    row = indicator.rows.get(letter="b")
    with django_assert_num_queries(1):
        row.save()
    assert marks(indicator) == ["2", "2b", "2c"]


def test_many_at_once_get_the_next_letters_with_one_query_more(indicator, django_assert_num_queries):
    other = make.IndicatorFactory(plan=indicator.plan, number="3.")
    owners = [indicator, other, indicator, other]
    rows = [new_row(owner) for owner in owners]
    with django_assert_num_queries(2):
        IndicatorRow.objects.bulk_create(rows)
    assert (marks(indicator), marks(other)) == (["2", "2b", "2c", "2d", "2e"], ["3", "3b"])


def test_letters_that_are_said_stay_and_are_reckoned_with(indicator):
    IndicatorRow.objects.bulk_create([new_row(indicator), new_row(indicator, letter="h"), new_row(indicator)])
    assert marks(indicator) == ["2", "2b", "2c", "2i", "2h", "2j"]


def test_a_letter_stands_once(indicator):
    with pytest.raises(IntegrityError), transaction.atomic():
        new_row(indicator, letter="b").save()
    with pytest.raises(ValidationError) as refusal:
        new_row(indicator, letter="b").full_clean()
    assert refusal.value.messages == ["Rinda ar šādu burtu rādītājam jau ir."]
    new_row(indicator).full_clean()
    new_row(make.IndicatorFactory(plan=indicator.plan), letter="b").save()


def test_rows_of_two_indicators_at_the_same_place_are_not_mixed(indicator):
    other = make.IndicatorFactory(plan=indicator.plan, number="3.", order=indicator.order)
    make.IndicatorRowFactory.create_batch(2, indicator=other)
    found = ["2", "2b", "2c", "3", "3b"]
    assert [row.mark for row in IndicatorRow.objects.filter(indicator__plan=indicator.plan)] == found
    assert [row.mark for row in rows_of(indicator.plan)] == found


def test_the_next_one_to_measure_is_found_among_rows_at_the_same_place(indicator):
    indicator.rows.update(order=1)
    rows = list(rows_of(indicator.plan))
    assert [next_unmeasured(indicator.plan, 2025, row) for row in rows] == [rows[1], rows[2], rows[0]]

"""The normal form of printed numbers, the field that keeps it, and the letters of rows."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Activity, Goal
from pmp.common.numbers import NumberKeyField, fill_keys, is_taken, letter_at, next_letter, normal, number_anchor
from tests import factories as make

# --------------------------------------------------------------------------------------------------------- the normal form


SPELLINGS = ["1.1", "1.1.", "1.01.", "01.1", "１．１", "１.１.", " 1. 1. ", "1.1..", "1.1…", "1\u00a0.1\u200b.", "१.१"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_one_legal_number_has_many_spellings(spelling):
    assert normal(spelling) == "1.1"


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("2B", "2b"),
        ("2b.", "2b"),
        ("02b", "2b"),
        ("10", "10"),
        ("1.10.", "1.10"),
        ("1.1.#2", "1.1.#2"),
        ("①", "1"),
        ("14.¹", "14.¹"),
        ("II.", "ii"),
        ("Ⅱ", "ii"),
        (" Pielikums  A ", "pielikums a"),
        ("Š", "š"),
        ("S\u030c", "š"),
        ("", ""),
        (".", "."),
        ("–", "–"),
    ],
)
def test_the_normal_form(spelling, key):
    assert normal(spelling) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.1", "1.10"),
        ("1.1", "11"),
        ("2", "2b"),
        ("1.1#2", "1.1"),
        ("1.1", "1..1"),
        ("14.1", "14.¹"),
        ("14.2.1", "14.1"),
    ],
)
def test_other_numbers_stay_others(one, other):
    assert normal(one) != normal(other)


numbers = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(number=numbers)
def test_a_normal_form_is_its_own_and_fits_its_column(number):
    assert normal(normal(number)) == normal(number)
    assert len(normal(number)) <= NumberKeyField().max_length


def test_the_longest_normal_form_fits():
    assert len(normal("\ufdfa" * 20)) <= NumberKeyField().max_length - 5


@given(number=numbers)
def test_no_number_looks_like_one_that_stood_twice(number):
    assert not re.search(r" ~\d+$", normal(number))


@pytest.mark.parametrize(
    ("key", "anchor"),
    [
        ("1.1", "1-1"),
        ("2b", "2b"),
        ("14.¹", "14-¹"),
        ("1-1", "1_2d_1"),
        ("1_1", "1_5f_1"),
        ("1.1.#2", "1-1-_23_2"),
        ("1.1 ~2", "1-1_20__7e_2"),
        ("", ""),
    ],
)
def test_an_anchor_is_a_sound_id(key, anchor):
    assert number_anchor(key) == anchor


@given(one=numbers, other=numbers)
def test_two_keys_never_have_one_anchor(one, other):
    assert (normal(one) == normal(other)) == (number_anchor(normal(one)) == number_anchor(normal(other)))
    assert not re.search(r"\s", number_anchor(normal(one)))


# --------------------------------------------------------------------------------------------------------------- the field


def test_the_key_follows_the_number_before_anything_is_stored():
    goal = Goal(number="1.01.")
    assert goal.number_key == "1.1"
    goal.number = "2B"
    goal.number_key = "9"
    assert goal.number_key == "2b"


def test_saving_keeps_the_number_to_the_letter_and_fills_the_key(db):
    goal = make.GoalFactory(number=" １.０1. ")
    assert Goal.objects.filter(number=" １.０1. ", number_key="1.1").get() == goal
    goal.number = "7."
    goal.save()
    assert Goal.objects.values_list("number", "number_key").get(pk=goal.pk) == ("7.", "7")


def test_bulk_writes_fill_the_key(db):
    goal = make.GoalFactory()
    common = {"plan": goal.plan, "goal": goal, "title": "A"}
    rows = Activity.objects.bulk_create(Activity(number=f"1.0{n}.", order=n, **common) for n in (1, 2))
    assert list(goal.activities.values_list("number_key", flat=True)) == ["1.1", "1.2"]
    rows[0].number = "3.1."
    Activity.objects.bulk_update(rows, ["number", "number_key"])
    assert list(goal.activities.values_list("number_key", flat=True)) == ["3.1", "1.2"]


def test_a_key_that_was_left_out_of_a_query_is_there_all_the_same(db):
    goal = make.GoalFactory(number="1.01.")
    assert Goal.objects.only("title").get(pk=goal.pk).number_key == "1.1"
    assert Goal.objects.defer("number").get(pk=goal.pk).number_key == "1.1"
    goal.refresh_from_db(fields=["number_key"])
    assert goal.number_key == "1.1"


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "factory",
    [make.GoalFactory, make.ActivityFactory, make.TaskFactory, make.IndicatorFactory],
    ids=lambda f: f.__name__,
)
def test_the_database_refuses_the_second_in_any_spelling(factory, spelling, db):
    first = factory(number="1.1.")
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(plan=first.plan, number=spelling)
    assert factory(number=spelling).number == spelling, "another plan has numbers of its own"


def test_the_two_lists_of_goals_have_numbers_of_their_own(db):
    goal = make.GoalFactory(number="1.")
    assert make.GoalFactory(plan=goal.plan, number="01", listing="strategic").number_key == "1"


# ----------------------------------------------------------------------------------------- what stood twice in the old days


@pytest.fixture
def twins(db):
    """Two activities that the first version took for two, since one has a full stop more."""
    goal = make.GoalFactory()
    first, second, third = (make.ActivityFactory(goal=goal, number=number) for number in ("1.1", "1.2", "1.3"))
    Activity.objects.filter(pk=second.pk).update(number="1.1.")
    Activity.objects.filter(pk=third.pk).update(number="1.01")
    # As in the migration, which fills the keys before the rule is there.
    Activity.objects.update(number_key=Cast("pk", CharField()))
    fill_keys(Activity.objects.all(), "plan_id")
    return [Activity.objects.get(pk=row.pk) for row in (first, second, third)]


def test_both_stay_and_the_later_ones_are_counted(twins):
    assert [(row.number, row.number_key) for row in twins] == [("1.1", "1.1"), ("1.1.", "1.1 ~2"), ("1.01", "1.1 ~3")]


def test_the_later_one_can_be_saved_until_it_gets_a_number_of_its_own(twins):
    _, second, _ = twins
    second.title = "Cits"
    second.save()
    assert Activity.objects.get(pk=second.pk).number_key == "1.1 ~2"
    second.number = "1.10"
    second.save()
    assert Activity.objects.get(pk=second.pk).number_key == "1.10"


def test_no_further_one_can_come_even_when_the_first_has_gone(twins):
    first, second, third = twins
    other = make.ActivityFactory(goal=first.goal, number="1.4")
    among = first.plan.activities
    assert is_taken("1.1", other, among)
    assert not is_taken(second.number, second, among), "what it is called already"
    assert is_taken("1.001", second, among)
    assert not is_taken("1", other, among)
    first.delete()
    third.delete()
    assert is_taken("1.1", other, among)
    assert not is_taken("1.1", second, among)


# ----------------------------------------------------------------------------------------------------------------- letters


@pytest.mark.parametrize(
    ("place", "letter"),
    [(0, ""), (1, ""), (2, "b"), (3, "c"), (26, "z"), (27, "aa"), (28, "ab"), (52, "az"), (53, "ba"), (703, "aaa")],
)
def test_the_letter_of_a_place(place, letter):
    assert letter_at(place) == letter


@pytest.mark.parametrize(
    ("taken", "letter"), [([], ""), ([""], "b"), (["", "c"], "d"), (["b"], "c"), (["b", "a"], "c"), (["", "z"], "aa")]
)
def test_the_next_letter(taken, letter):
    assert next_letter(taken) == letter


@given(place=st.integers(1, 3000))
def test_the_next_letter_is_that_of_the_next_place(place):
    assert next_letter([letter_at(place)]) == letter_at(place + 1)

"""Places among neighbours: moving, closing gaps, telling apart what has the same place."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import CharField
from django.db.models.functions import Cast, Right

from pmp.common.ordering import move, renumber, write_apart
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal():
    """Five expected results, a to e, whose places have gaps and repeat: 2, 2, 5, 5, 9."""
    goal = make.GoalFactory()
    for text, order in zip("abcde", (2, 2, 5, 5, 9), strict=True):
        make.ExpectedResultFactory(goal=goal, text=text, order=order)
    other = make.GoalFactory(plan=goal.plan)
    make.ExpectedResultFactory(goal=other, text="x", order=7)
    return goal


def placed(goal):
    """The rows as they are stored: texts in their order, and their places."""
    rows = goal.expected_results.all()
    return "".join(row.text for row in rows), [row.order for row in rows]


def result(goal, text):
    return goal.expected_results.get(text=text)


def test_of_rows_with_the_same_place_the_older_stands_first(goal):
    assert placed(goal)[0] == "abcde"


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("a", 1, "abcde"),
        ("a", 3, "bcade"),
        ("a", 5, "bcdea"),
        ("e", 1, "eabcd"),
        ("c", 2, "acbde"),
        ("c", 99, "abdec"),
        ("c", 0, "cabde"),
        ("c", -3, "cabde"),
    ],
)
def test_moving(goal, text, to, expected):
    row = result(goal, text)
    found = move(row, to, goal.expected_results.all())
    assert placed(goal) == (expected, [1, 2, 3, 4, 5])
    assert "".join(each.text for each in found) == expected
    assert row.order == expected.index(text) + 1, "the row that was handed in knows its new place"


def test_neighbours_of_another_owner_stay(goal):
    move(result(goal, "e"), 1, goal.expected_results.all())
    assert [row.order for row in goal.plan.goals.last().expected_results.all()] == [7]


def test_closing_gaps_keeps_the_order(goal):
    found = renumber(goal.expected_results.all())
    assert placed(goal) == ("abcde", [1, 2, 3, 4, 5])
    assert [row.order for row in found] == [1, 2, 3, 4, 5]
    result(goal, "b").delete()
    renumber(goal.expected_results.all())
    assert placed(goal) == ("acde", [1, 2, 3, 4])


def test_of_none_there_is_nothing_to_place():
    assert renumber(make.GoalFactory().expected_results.all()) == []


def test_what_is_not_among_them_is_not_moved(goal):
    stranger = make.ExpectedResultFactory()
    with pytest.raises(type(stranger).DoesNotExist):
        move(stranger, 1, goal.expected_results.all())
    gone = result(goal, "a")
    goal.expected_results.filter(text="a").delete()
    with pytest.raises(type(gone).DoesNotExist):
        move(gone, 1, goal.expected_results.all())
    assert placed(goal) == ("bcde", [2, 5, 5, 9])


@pytest.mark.parametrize("size", [3, 30])
def test_the_number_of_queries_does_not_grow(size, django_assert_num_queries):
    goal = make.GoalFactory(expected_results=map(str, range(size)))
    last = goal.expected_results.last()
    with django_assert_num_queries(4):  # savepoint and its release, and two
        move(last, 1, goal.expected_results.all())
    assert placed(goal)[1] == list(range(1, size + 1))


def test_where_nothing_changes_nothing_is_written(django_assert_num_queries):
    goal = make.GoalFactory(expected_results="abc")
    first = goal.expected_results.first()
    with django_assert_num_queries(3):  # savepoint and its release, and one
        move(first, 1, goal.expected_results.all())


def test_only_rows_that_move_are_marked_as_changed():
    goal = make.GoalFactory()
    rows = make.ActivityFactory.create_batch(4, goal=goal)
    renumber(goal.activities.all())
    before = dict(goal.activities.values_list("pk", "updated_at"))
    move(rows[1], 3, goal.activities.all())
    after = dict(goal.activities.values_list("pk", "updated_at"))
    assert [before[row.pk] < after[row.pk] for row in rows] == [False, True, True, False]
    assert list(goal.activities.values_list("version", flat=True)) == [1, 1, 1, 1], "nobody's open form becomes stale"


@pytest.mark.parametrize("to", [1, 2, 3])
def test_a_column_that_lets_a_place_stand_once_would_be_no_hindrance(to):
    """The two steps hold for any column that is unique: here the letters of an indicator's rows go round."""
    rows = make.IndicatorRowFactory.create_batch(3, indicator=make.IndicatorFactory())
    letters = [row.letter for row in rows]
    for at, row in enumerate(rows):
        row.letter = letters[(at + to) % 3]
    write_apart(rows, ["letter"], letter=Right(Cast("pk", CharField()), 3))
    assert [type(row).objects.get(pk=row.pk).letter for row in rows] == [letters[(at + to) % 3] for at in range(3)]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_move_at_once_leave_no_gap():
    goal = make.GoalFactory(expected_results="abcdef")
    start, errors = threading.Barrier(2), []

    def carry(text, to):
        try:
            start.wait()
            for _ in range(5):
                move(result(goal, text), to, goal.expected_results.all())
        except Exception as error:  # a thread's error would not be seen
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=args) for args in (("a", 6), ("f", 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    texts, places = placed(goal)
    assert (sorted(texts), places) == (list("abcdef"), [1, 2, 3, 4, 5, 6])


def test_a_move_that_is_taken_back_leaves_no_trace(goal):
    with transaction.atomic():
        move(result(goal, "a"), 5, goal.expected_results.all())
        transaction.set_rollback(True)
    assert placed(goal) == ("abcde", [2, 2, 5, 5, 9])

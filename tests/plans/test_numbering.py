"""Activities that get other numbers, several at once; what the forms say of a number that is taken."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from plans.domain import update_activity
from plans.models import Activity
from plans.numbering import renumber, swap_numbers
from pmp.common.changes import values_at
from pmp.common.editing import StaleVersion
from pmp.common.models import ChangeSet
from tests import factories as make
from tests.helpers.changes import changes_of, told

pytestmark = pytest.mark.django_db
TAKEN = "Aktivitāte ar šādu numuru jau ir."


@pytest.fixture
def goal():
    return make.GoalFactory(number="1.")


@pytest.fixture
def rows(goal):
    """Three activities: 1.1., 1.2., 1.3."""
    return [make.ActivityFactory(goal=goal, number=f"1.{n}.") for n in (1, 2, 3)]


@pytest.fixture
def editor(goal):
    return make.editor(goal.plan.municipality)


def stored(rows):
    """Numbers, keys and versions as they stand in the database, in the order of ``rows``."""
    found = Activity.objects.in_bulk([row.pk for row in rows])
    return [(found[row.pk].number, found[row.pk].number_key, found[row.pk].version) for row in rows]


def test_two_activities_swap_their_numbers(rows, editor):
    before = rows[0].updated_at
    first, second = swap_numbers(rows[0], rows[1], by=editor, reason="Secība kā lēmumā")
    assert stored(rows) == [("1.2.", "1.2", 2), ("1.1.", "1.1", 2), ("1.3.", "1.3", 1)]
    assert (first, first.number, second.number) == (rows[0], "1.2.", "1.1.")
    assert Activity.objects.get(pk=rows[0].pk).updated_at > before


def test_one_change_set_records_both(rows, editor):
    swap_numbers(rows[0], rows[1], by=editor, reason="Secība kā lēmumā")
    (change_set,) = ChangeSet.objects.all()
    assert (change_set.plan, change_set.person, change_set.reason) == (rows[0].plan, editor, "Secība kā lēmumā")
    assert change_set.municipality == rows[0].plan.municipality
    changes = [changes_of(row) for row in rows]
    assert [[told(change) for change in found] for found in changes] == [
        [{"number": ("1.1.", "1.2.")}],
        [{"number": ("1.2.", "1.1.")}],
        [],
    ]
    assert str(changes[0][0]) == "Aktivitāte 1.2.: mainīta"
    assert values_at(Activity.objects.get(pk=rows[0].pk), 1, {"number": "1.2."}) == {"number": "1.1."}


def test_a_whole_draft_goes_round(rows, editor):
    fresh = make.ActivityFactory(goal=rows[0].goal, number="1.4.")
    renumber(dict(zip([*rows, fresh], ["1.2", "１.3", "1.4.", "1.10."], strict=True)), by=editor)
    assert [number for number, _, _ in stored([*rows, fresh])] == ["1.2", "１.3", "1.4.", "1.10."]
    assert [key for _, key, _ in stored([*rows, fresh])] == ["1.2", "1.3", "1.4", "1.10"]
    assert ChangeSet.objects.count() == 1


def test_the_same_again_changes_nothing(rows, editor):
    """A double click sends the rows as they were seen the first time."""
    swap_numbers(rows[0], rows[1], by=editor)
    swap_numbers(rows[0], rows[1], by=editor)
    assert stored(rows)[:2] == [("1.2.", "1.2", 2), ("1.1.", "1.1", 2)]
    assert ChangeSet.objects.count() == 1
    renumber({rows[2]: "1.3."}, by=editor)
    assert ChangeSet.objects.count() == 1


def test_another_spelling_is_a_change_of_the_text(rows, editor):
    renumber({rows[0]: "1.01"}, by=editor)
    assert stored(rows)[0] == ("1.01", "1.1", 2)


def test_what_somebody_saved_since_is_not_written_over(rows, editor):
    update_activity(Activity.objects.get(pk=rows[1].pk), by=editor, opened_with=1, title="Pa to laiku")
    with pytest.raises(StaleVersion) as refusal:
        swap_numbers(rows[0], rows[1], by=editor)
    assert refusal.value.current.title == "Pa to laiku"
    assert [number for number, _, _ in stored(rows)] == ["1.1.", "1.2.", "1.3."]
    assert ChangeSet.objects.count() == 1


def test_what_is_gone_cannot_swap(rows, editor):
    Activity.objects.filter(pk=rows[1].pk).delete()
    with pytest.raises(StaleVersion) as refusal:
        swap_numbers(rows[0], rows[1], by=editor)
    assert refusal.value.current is None
    assert stored(rows[:1]) == [("1.1.", "1.1", 1)]


def test_activities_of_two_plans_do_not_swap(rows, editor):
    with pytest.raises(StaleVersion):
        swap_numbers(rows[0], make.ActivityFactory(number="1.5."), by=editor)
    assert stored(rows)[0] == ("1.1.", "1.1", 1)


def test_only_editors_of_the_municipality(rows, goal):
    municipality = goal.plan.municipality
    police = make.InstitutionFactory(municipality=municipality)
    people = [make.coordinator(police), make.council_member(municipality), make.administrator(municipality)]
    for person in [*people, make.stranger()]:
        with pytest.raises(PermissionDenied):
            swap_numbers(rows[0], rows[1], by=person)
    assert [version for _, _, version in stored(rows)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (["1.3"], TAKEN),
        (["1.03.", "1.1."], TAKEN),
        (["2.1.", "2.1"], TAKEN),
        (["1.2."], TAKEN),
        ([""], "Šis lauks nevar būt tukšs"),
        (["  "], "Šis lauks nevar būt tukšs"),
        (["9" * 21], "Drīkst būt ne vairāk kā 20 rakstzīmes (tagad ir 21)."),
    ],
)
def test_a_number_that_cannot_be_is_refused(rows, editor, numbers, sentence):
    with pytest.raises(ValidationError) as refusal:
        renumber(dict(zip(rows, numbers, strict=False)), by=editor)
    assert refusal.value.message_dict == {"number": [sentence]}
    assert [number for number, _, _ in stored(rows)] == ["1.1.", "1.2.", "1.3."]
    assert ChangeSet.objects.count() == 0


def test_another_plan_may_have_the_number(rows, editor):
    make.ActivityFactory(number="7.7.")
    renumber({rows[0]: "7.7."}, by=editor)
    assert stored(rows)[0] == ("7.7.", "7.7", 2)


@pytest.mark.parametrize("size", [2, 12])
def test_the_number_of_queries_does_not_grow(size, goal, editor, django_assert_num_queries):
    rows = make.ActivityFactory.create_batch(size, goal=goal)
    turned = dict(zip(rows, [rows[-1].number, *(row.number for row in rows[:-1])], strict=True))
    with django_assert_num_queries(10):
        renumber(turned, by=editor)


@pytest.mark.django_db(transaction=True)
def test_of_two_swaps_at_once_one_is_stale_or_both_fit(rows, editor):
    start, results = threading.Barrier(2), {}

    def swap(name, one, other):
        try:
            start.wait()
            results[name] = swap_numbers(one, other, by=editor)
        except StaleVersion as stale:
            results[name] = stale
        finally:
            connection.close()

    pairs = {"first": (rows[0], rows[1]), "second": (rows[1], rows[2])}
    threads = [threading.Thread(target=swap, args=(name, *pair)) for name, pair in pairs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results.values()) == ["StaleVersion", "list"]
    assert sorted(key for _, key, _ in stored(rows)) == ["1.1", "1.2", "1.3"]


# --------------------------------------------------------------------------------------------------------------- the form


@pytest.mark.parametrize("spelling", ["1.1", "1.1..", "1.01.", "１.１."])
def test_the_form_refuses_a_number_that_is_taken_in_any_spelling(rows, editor, signed_in, spelling):
    _, second, _ = rows
    data = {"number": spelling, "title": second.title, "version": 1}
    response = signed_in(editor).post(reverse("plans:activity_edit", args=[*second.plan.address, second.pk]), data)
    assert response.status_code == 422
    assert response.context["form"].errors["number"] == [TAKEN]
    with pytest.raises(ValidationError) as refusal:
        update_activity(second, by=editor, opened_with=1, number=spelling)
    assert refusal.value.message_dict == {"number": [TAKEN]}
    assert [number for number, _, _ in stored(rows)] == ["1.1.", "1.2.", "1.3."]


def test_its_own_number_may_be_spelt_otherwise(rows, editor):
    update_activity(rows[0], by=editor, opened_with=1, number="1.01")
    assert stored(rows)[0] == ("1.01", "1.1", 2)


def test_what_stood_twice_in_the_old_days_can_still_be_edited(rows, editor):
    """The first version took 1.1 for another number than 1.1.; the migration left both."""
    Activity.objects.filter(pk=rows[1].pk).update(number="1.1", number_key="1.1 ~2")
    second = Activity.objects.get(pk=rows[1].pk)
    update_activity(second, by=editor, opened_with=1, number="1.1", title="Cits")
    assert stored(rows)[1] == ("1.1", "1.1 ~2", 2)
    update_activity(Activity.objects.get(pk=second.pk), by=editor, opened_with=2, number="1.2")
    assert stored(rows)[1] == ("1.2", "1.2", 3)

"""A stale save put beside what was saved: nothing typed is lost, nothing of the other is overwritten unseen."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from pmp.common.conflicts import merge


class Note(forms.Form):
    title = forms.CharField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea)
    day = forms.DateField(required=False)
    amount = forms.DecimalField(required=False)
    sure = forms.BooleanField(required=False, label="Droši")
    colour = forms.ChoiceField(choices=[("", "–"), ("r", "sarkans"), ("g", "zaļš")], required=False)
    several = forms.TypedMultipleChoiceField(
        coerce=int, choices=[(1, "viens"), (2, "divi"), (3, "trīs")], required=False
    )


OPENED = {
    "title": "Sākums",
    "text": "Teksts",
    "day": date(2026, 1, 1),
    "amount": Decimal("1.50"),
    "sure": False,
    "colour": "r",
    "several": [1, 2],
}


def merged(yours=None, theirs=None, base=OPENED):
    """The merge of a form opened with ``OPENED``, in which both sides changed something."""
    form = Note({**OPENED, **(yours or {})})
    assert form.is_valid()
    return merge(form, theirs={**OPENED, **(theirs or {})}, base=base, rebuild=lambda initial: Note(initial=initial))


def values(result):
    return {name: result.form[name].value() for name in OPENED}


def test_only_you_changed_something():
    result = merged(yours={"title": "Mans"})
    assert values(result) == OPENED | {"title": "Mans"}
    assert (result.conflicts, result.taken_over, result.disputed) == ([], [], [])


def test_what_only_the_other_changed_is_taken_over():
    result = merged(yours={"title": "Mans"}, theirs={"text": "Cita", "several": [3], "sure": True})
    assert values(result) == OPENED | {"title": "Mans", "text": "Cita", "several": [3], "sure": True}
    assert result.conflicts == []
    assert result.taken_over == ["Text", "Droši", "Several"]


def test_the_same_change_is_no_conflict():
    result = merged(yours={"text": "Abi\r\nkopā"}, theirs={"text": "Abi\nkopā"})
    assert (result.conflicts, result.taken_over) == ([], [])


CHANGES = [
    ("title", "Mans", "Cits", "Mans", "Cits"),
    ("text", "Mans", "", "Mans", "–"),
    ("day", date(2026, 5, 2), date(2027, 1, 31), "02.05.2026.", "31.01.2027."),
    ("amount", Decimal("2.50"), None, "2,50", "–"),
    ("colour", "g", "", "zaļš", "–"),
    ("several", [3], [1], "trīs", "viens"),
    ("several", [1, 2, 3], [], "viens\ndivi\ntrīs", "–"),
    ("several", [1], [2, 1], "viens", "divi\nviens"),
]


@pytest.mark.parametrize(("field", "yours", "theirs", "your_words", "their_words"), CHANGES)
def test_what_both_changed_stands_side_by_side(field, yours, theirs, your_words, their_words):
    result = merged(yours={field: yours}, theirs={field: theirs})
    (conflict,) = result.conflicts
    assert (conflict.field.name, conflict.yours, conflict.theirs) == (field, your_words, their_words)
    assert values(result)[field] == yours
    assert result.taken_over == []


def test_without_knowing_what_it_was_opened_with_every_difference_is_shown():
    result = merged(theirs={"text": "Cita"}, base={})
    (conflict,) = result.conflicts
    assert (conflict.field.name, conflict.yours, conflict.theirs) == ("text", "Teksts", "Cita")
    assert values(result)["text"] == "Teksts"


def test_yes_and_no_in_words():
    (conflict,) = merged(yours={"sure": True}, base={}).conflicts
    assert (conflict.yours, conflict.theirs) == ("jā", "nē")


def test_texts_are_joined_in_one_box_and_choices_stay_at_their_place():
    changed = {"title": "a", "text": "b", "colour": "g", "several": [3], "sure": True}
    result = merged(yours=changed, base={})
    assert [(conflict.field.name, conflict.is_text) for conflict in result.conflicts] == [
        ("title", True),
        ("text", True),
        ("sure", False),
        ("colour", False),
        ("several", False),
    ]
    assert result.disputed == ["title", "text"]

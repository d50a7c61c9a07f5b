"""A stale save: what the user typed beside what somebody else has saved since, field by field, with nothing lost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms

from pmp.common.changes import plain


@dataclass(frozen=True)
class Conflict:
    """One field that both changed: the bound field to join the texts in, and both texts in words."""

    field: forms.BoundField
    yours: str
    theirs: str

    @property
    def is_text(self) -> bool:
        """Whether both can be joined in one box; choices are made where they always are."""
        return isinstance(self.field.field.widget, forms.TextInput | forms.Textarea)


@dataclass(frozen=True)
class Merge:
    """A form to save again with: own changes kept, fields only the other changed taken over, the rest to be decided."""

    form: forms.Form
    conflicts: list[Conflict]
    taken_over: list[str]

    @property
    def disputed(self) -> list[str]:
        """Names of the fields that stand among the conflicts instead of at their place."""
        return [conflict.field.name for conflict in self.conflicts if conflict.is_text]


def merge(form: forms.Form, *, theirs: dict, base: dict, rebuild) -> Merge:
    """Join a valid but stale ``form`` with what is stored now.

    ``theirs`` are the stored values by field name, ``base`` those the form was opened with, as far as they are known.
    ``rebuild(initial)`` makes the form anew for the stored version, filled with ``initial``.
    """
    initial, disputed, taken_over = {}, [], []
    for name, value in form.cleaned_data.items():
        if name not in theirs or _same(value, theirs[name]):
            initial[name] = value
        elif name in base and _same(value, base[name]):
            initial[name] = theirs[name]
            taken_over.append(str(form[name].label))
        else:
            initial[name] = value
            if name not in base or not _same(theirs[name], base[name]):
                disputed.append(name)
    again = rebuild(initial)
    conflicts = [
        Conflict(again[name], in_words(again[name], initial[name]), in_words(again[name], theirs[name]))
        for name in disputed
    ]
    return Merge(again, conflicts, taken_over)


def _same(one, other):
    return (plain(one) or None) == (plain(other) or None) and (plain(one) is False) == (plain(other) is False)


def in_words(field: forms.BoundField, value) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, bool):
        return "jā" if value else "nē"
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y.}"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    choices = dict(getattr(field.field, "choices", None) or []) if not hasattr(field.field, "queryset") else {}
    if isinstance(value, str):
        return str(choices.get(value, value))
    return "\n".join(str(choices.get(item, item)) for item in value) if hasattr(value, "__iter__") else str(value)

"""Change sets: recording what a save did, and reading what a thing was before.

Everything that changes data records here: ``pmp.common.editing`` for things that are edited, other transitions by ``record``.
Undo, the list of changes and the merge of stale saves read the same rows.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Model

from pmp.common.models import Change, ChangeSet
from pmp.common.wording import lv_date, lv_number


@dataclass(frozen=True)
class Thing:
    """What a kind of thing is called in the list of changes, and its values with their labels."""

    what: str
    labels: dict[str, str]
    feminine: bool = False


@dataclass(frozen=True)
class Entry:
    """One thing that a save touched: its values before (None: it was made) and after (None: it was deleted).

    ``words`` puts a value of some names into words where ``in_words`` cannot.
    """

    row: Model
    thing: Thing
    about: str
    before: dict | None
    after: dict | None
    object_id: int
    words: dict = field(default_factory=dict)


def record(entries: list[Entry], *, by, municipality, plan=None, reason: str = "") -> ChangeSet:
    """Store one change set with what it touched; ``by`` None is the system. Two queries."""
    change_set = ChangeSet.objects.create(municipality=municipality, plan=plan, person=by, reason=reason)
    Change.objects.bulk_create(_change(change_set, entry) for entry in entries)
    return change_set


def plain(value):
    """A value as JSON keeps it, and as two values are compared: exact numbers as text, dates as ISO, rows as their keys."""
    if value is None or isinstance(value, bool | int | str):
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return value.pk
    return [plain(item) for item in value]


def in_words(model: type[Model], name: str, value) -> str:
    """A value as a person reads it: choices by their label, numbers with a comma, several on a line each."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "jā" if value else "nē"
    if isinstance(value, Decimal):
        return lv_number(value.normalize())
    if isinstance(value, date):
        return lv_date(value)
    if isinstance(value, list | tuple):
        return "\n".join(in_words(model, name, item) for item in value)
    choices = next((dict(f.flatchoices) for f in model._meta.concrete_fields if f.name == name), {})
    return str(choices.get(value, value))


def last_of(row: Model) -> ChangeSet | None:
    """The newest change set that touched a row, its person fetched. One query."""
    changes = Change.objects.filter(model=row._meta.label_lower, object_id=row.pk)
    change = changes.select_related("change_set__person").order_by("-pk").first()
    return change and change.change_set


def last_value(row: Model, name: str):
    """What one of its values was before it last changed, as ``plain`` value; what it is today where it never did. One query."""
    changes = Change.objects.filter(model=row._meta.label_lower, object_id=row.pk).order_by("-pk")
    told = (each["was"] for change in changes for each in change.fields if each["name"] == name)
    return next(told, getattr(row, name))


def values_at(row: Model, version: int, now: dict) -> dict:
    """What ``row`` held at an earlier version, as ``plain`` values; ``now`` are its values today.

    Later changes are taken back one by one; empty where the change sets do not reach back that far.
    """
    changes = Change.objects.filter(model=row._meta.label_lower, object_id=row.pk, version__gt=version)
    newest_first = list(changes.order_by("-version"))
    if [change.version for change in newest_first] != list(range(row.version, version, -1)):
        return {}
    values = {name: plain(value) for name, value in now.items()}
    for change in newest_first:
        values |= {each["name"]: each["was"] for each in change.fields}
    return values


def _change(change_set, entry):
    kind = (
        Change.Kind.MADE
        if entry.before is None
        else Change.Kind.DELETED
        if entry.after is None
        else Change.Kind.CHANGED
    )
    return Change(
        change_set=change_set,
        kind=kind,
        model=entry.row._meta.label_lower,
        object_id=entry.object_id,
        version=getattr(entry.row, "version", 0),
        what=entry.thing.what,
        feminine=entry.thing.feminine,
        about=entry.about,
        fields=list(_fields(entry)),
    )


def _fields(entry):
    for name, label in entry.thing.labels.items():
        was, now = ((values or {}).get(name) for values in (entry.before, entry.after))
        if plain(was) != plain(now) and not (was in (None, "", []) and now in (None, "", [])):
            yield {
                "name": name,
                "label": str(label),
                "was": plain(was),
                "now": plain(now),
                "was_text": _text(entry, name, was),
                "now_text": _text(entry, name, now),
            }


def _text(entry, name, value):
    if words := entry.words.get(name):
        return words(value) if value not in (None, "", []) else ""
    return in_words(type(entry.row), name, value)

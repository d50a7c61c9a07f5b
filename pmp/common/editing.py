"""The one way to change a thing that people edit: find, allow, lock, compare the version, save, record.

Each kind of thing has a subclass of ``Edit`` in its app's ``domain``; ``pmp.common.pages`` shows its form.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model

from pmp.common.changes import Entry, Thing, plain, record
from pmp.common.texts import refuse_too_long
from pmp.common.wording import lv_datetime


class StaleVersion(Exception):
    """Somebody saved the thing since the form was opened; ``current`` is the row as it stands now, None if it is gone."""

    def __init__(self, current: Model | None):
        super().__init__("Ierakstu pa to laiku ir mainījis cits lietotājs.")
        self.current = current


@dataclass(frozen=True)
class Saved:
    """How a save ended: the row (None: there is none any more), and whether anything was changed (a double click changes nothing).

    ``dropped`` are the printed texts that went with what they stood for: name → text.
    """

    row: Model | None
    is_changed: bool
    dropped: dict[str, str] = field(default_factory=dict)


def saved_by(person, at: datetime) -> str:
    """Who saved a row and when, in words: "Anna Bērziņa, 12.01.2026. plkst. 14:32"."""
    return f"{person}, {lv_datetime(at)}"


class Edit:
    """One thing as one person edits it. ``fields`` are columns of its row; other names of ``thing.labels`` are its lists."""

    thing: Thing
    fields: tuple[str, ...] = ()
    #: Printed text → the names of what it stands for. While it is empty, what is printed follows these; see ``_outdated``.
    printed: dict[str, tuple[str, ...]] = {}

    def __init__(self, by):
        self.by = by

    # What each kind of thing tells --------------------------------------------------------------------------------------

    def municipality(self):
        """Whose thing it is."""
        raise TypeError(f"{type(self).__name__} does not say whose thing it is")

    def plan(self):
        """The plan that the thing belongs to, None where it belongs to none."""
        return None

    def may(self) -> bool:
        """Whether the person may change it now."""
        raise TypeError(f"{type(self).__name__} has no rule")

    def find(self, *, lock: bool = False) -> Model | None:
        """The stored row, None where there is none yet; with ``lock`` after locking whatever two people must not do at once."""
        raise TypeError(f"{type(self).__name__} does not find its row")

    def new(self) -> Model:
        """An unsaved row, where nothing is stored yet."""
        raise TypeError(f"{type(self).__name__} is not made by editing")

    def values(self, row: Model | None) -> dict:
        """What is stored, by the names of ``thing.labels``; empty values of an unsaved row for None."""
        row = row or self.new()
        return {name: getattr(row, name) for name in self.fields}

    def refuse(self, row: Model, values: dict) -> None:
        """Raise ``ValidationError`` where the values cannot be."""

    def assign(self, row: Model, changed: dict) -> None:
        """Give the row its new columns; a thing with more than columns does more here."""
        for name in set(changed) & set(self.fields):
            setattr(row, name, changed[name])

    def write_lists(self, row: Model, changed: dict) -> None:
        """Store what stands in other tables; the row is saved already."""

    def about(self, row: Model) -> str:
        """Which one it is, in a few words."""
        return str(row)

    def words(self) -> dict:
        """Name → function that puts a value into words, for values that do not say it themselves."""
        return {}

    def is_withdrawn(self, values: dict) -> bool:
        """Whether a thing with these values says nothing any more, so that its row goes."""
        return False

    # The same for all ---------------------------------------------------------------------------------------------------

    @transaction.atomic
    def save(self, *, opened_with: int, reason: str = "", **values) -> Saved:
        """Store the values that differ from what is stored; names as in ``thing.labels``, what is not given stays.

        ``opened_with`` is the version the person saw, 0 where nothing was stored. Raises ``PermissionDenied``,
        ``StaleVersion``, and ``ValidationError`` as ``refuse`` says. Saving what is stored already, as a double click
        does, changes nothing. One change set records the rest.
        """
        if unknown := set(values) - set(self.thing.labels):
            raise TypeError(f"not a field of {self.thing.what}: {', '.join(sorted(unknown))}")
        stored = self.find(lock=True)
        if not self.may():
            raise PermissionDenied
        before = self.values(stored)
        changed = {name: value for name, value in values.items() if plain(value) != plain(before[name])}
        if not changed and (stored or opened_with):
            return Saved(stored, is_changed=False)
        if (stored.version if stored else 0) != opened_with:
            raise StaleVersion(stored)
        refuse_too_long(changed)
        self.refuse(stored, values)
        if stored and self.is_withdrawn({**before, **changed}):
            return self._withdraw(stored, before, reason)
        dropped = self._outdated(before, changed)
        row = self._store(stored, {**changed, **dict.fromkeys(dropped, "")})
        self._record(row, before if stored else None, reason)
        return Saved(row, is_changed=True, dropped=dropped)

    def _withdraw(self, stored, before, reason):
        self._tell(Entry(stored, self.thing, self.about(stored), before, None, stored.pk, self.words()), reason)
        stored.delete()
        return Saved(None, is_changed=True)

    def _outdated(self, before, changed):
        """Adopted wording stays to the letter while what it stands for is not touched; then it goes, unless it is written anew."""
        return {
            name: before[name]
            for name, of in self.printed.items()
            if before[name] and name not in changed and set(of) & set(changed)
        }

    def _store(self, stored, changed):
        row = stored or self.new()
        self.assign(row, changed)
        row.version = stored.version + 1 if stored else 1
        if stored:
            row.save()
        else:
            self._create(row)
        self.write_lists(row, changed)
        return row

    def _create(self, row):
        """The first save; whoever loses the race for it is told that somebody was faster."""
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            current = self.find()
            if current is None:
                raise
            raise StaleVersion(current) from None

    def _record(self, row, before, reason):
        # Read anew: what was fetched with the row before is old now.
        after = self.values(type(row)._default_manager.get(pk=row.pk))
        self._tell(Entry(row, self.thing, self.about(row), before, after, row.pk, self.words()), reason)

    def _tell(self, entry, reason):
        record([entry], by=self.by, municipality=self.municipality(), plan=self.plan(), reason=reason)

"""Places among neighbours: 1, 2 … n without gaps. No column of places is unique in the database; they change together, here."""

from django.db import models, transaction
from django.db.models import Model, QuerySet


@transaction.atomic
def move(row: Model, to: int, among: QuerySet) -> list[Model]:
    """Put ``row`` at place ``to`` (1 is the first) among its neighbours; returns all of them in their new order.

    A place before the first or after the last is the first or the last. Raises ``DoesNotExist`` where the row is not among
    them (any more). Makes 2 queries; whoever saves one of the rows meanwhile waits.
    """
    rows = _locked(among)
    if row not in rows:
        raise type(row).DoesNotExist
    moved = rows.pop(rows.index(row))
    rows.insert(min(max(to, 1) - 1, len(rows)), moved)
    place(rows)
    row.order = moved.order
    return rows


@transaction.atomic
def renumber(among: QuerySet) -> list[Model]:
    """Close gaps and tell apart rows that have the same place, in the order in which they stand; returns them. 2 queries."""
    rows = _locked(among)
    place(rows)
    return rows


def place(rows: list[Model]) -> None:
    """Give rows that are locked the places in which they stand in the list; one not stored yet only gets its place. 1 query."""
    changed = [(at, row) for at, row in enumerate(rows, 1) if row.order != at]
    for at, row in changed:
        row.order = at
    if stored := [row for _, row in changed if row.pk]:
        type(stored[0])._base_manager.bulk_update(stored, ["order", *_stamps(stored)])


def write_apart(rows: list[Model], columns: list[str], **aside) -> None:
    """Write ``columns`` of rows of which one may get what another holds, although the database lets it stand only once.

    First all of them step aside to values that nobody has (``aside``: expressions), then each gets its own. 2 queries.
    """
    if not rows:
        return
    manager, touched = type(rows[0])._base_manager, _stamps(rows)
    manager.filter(pk__in=[row.pk for row in rows]).update(**aside)
    manager.bulk_update(rows, [*columns, *touched])


def _locked(among):
    """By place, of equal ones the older first; sorted here, since a lock that was waited for brings newer places."""
    return sorted(among.order_by("pk").select_for_update(of=("self",)), key=lambda row: (row.order, row.pk))


def _stamps(rows):
    """Columns that say when a row was changed, set to now: a bulk write does not do it."""
    stamps = [
        field for field in rows[0]._meta.concrete_fields if isinstance(field, models.DateField) and field.auto_now
    ]
    for row in rows:
        for field in stamps:
            field.pre_save(row, add=False)
    return [field.name for field in stamps]

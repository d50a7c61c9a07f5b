"""Two people at one row: each form carries the version it was opened with, and a stale save changes nothing."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from pmp.common.wording import lv_datetime


class StaleVersion(Exception):
    """Somebody saved the row since the form was opened; ``current`` is the row as it stands now."""

    def __init__(self, current: Model):
        super().__init__("Ierakstu pa to laiku ir mainījis cits lietotājs.")
        self.current = current


def saved_by(person, at: datetime) -> str:
    """Who saved a row and when, in words: "Anna Bērziņa, 12.01.2026. plkst. 14:32"."""
    return f"{person}, {lv_datetime(at)}"


@transaction.atomic
def save_version(row: Model, *, opened_with: int) -> Model:
    """Save ``row`` as the next version, or raise ``StaleVersion`` and leave the stored row as it is.

    ``opened_with`` is the version the user saw. The row is locked while it is compared.
    """
    model = type(row)
    current = model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if current.version != opened_with:
        raise StaleVersion(current)
    row.version = opened_with + 1
    row.save()
    return row

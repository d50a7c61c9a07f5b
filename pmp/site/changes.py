"""The list of changes of a municipality: who changed what and when, newest first."""

from django.db.models import QuerySet

from pmp.accounts.models import Municipality
from pmp.common.models import ChangeSet


def trail(municipality: Municipality) -> QuerySet[ChangeSet]:
    """The change sets of one municipality, newest first, with person and changes: three queries for a page of any size."""
    return (
        ChangeSet.objects.filter(municipality=municipality)
        .select_related("person")
        .prefetch_related("changes")
        .order_by("-at", "-pk")
    )

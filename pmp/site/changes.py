"""The list of changes of a municipality: who changed what and when, newest first."""

from django.db.models import Count, Prefetch, QuerySet

from pmp.accounts.models import Municipality
from pmp.common.models import Change, ChangeSet

#: How many changes of one save the list shows; the rest stands on the save's own page.
SHOWN = 5


def trail(municipality: Municipality) -> QuerySet[ChangeSet]:
    """The change sets of one municipality, newest first, with person, ``total`` and the first changes as ``shown``.

    Two queries for a page of any size.
    """
    return (
        ChangeSet.objects.filter(municipality=municipality)
        .select_related("person")
        .annotate(total=Count("changes"))
        .prefetch_related(Prefetch("changes", Change.objects.order_by("pk")[:SHOWN], to_attr="shown"))
        .order_by("-at", "-pk")
    )

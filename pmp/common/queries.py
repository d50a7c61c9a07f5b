"""Query strings of lists: what a link keeps of the address it stands on."""

from django.http import QueryDict


def without(params: QueryDict, *names: str) -> str:
    """The query string of ``params`` without some names, and without what is empty; no question mark."""
    kept = params.copy()
    for name in [*names, *(name for name, value in params.items() if not value)]:
        kept.pop(name, None)
    return kept.urlencode()

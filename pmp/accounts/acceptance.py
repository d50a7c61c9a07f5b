"""Who opens a page of a municipality has accepted the roles given there; until then colleagues see only the address."""

from pmp.accounts.domain import accept
from pmp.accounts.rules import all_memberships


def accepting_roles(get_response):
    """Middleware: notes that roles in the municipality of the address are accepted; costs a query only the first time."""

    def respond(request):
        response = get_response(request)
        slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
        if slug and response.status_code < 400 and request.user.is_authenticated:
            new = [
                row
                for row in all_memberships(request.user)
                if row.accepted_at is None and row.municipality.slug == slug
            ]
            if new:
                accept(new)
        return response

    return respond

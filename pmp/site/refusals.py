"""Pages for what cannot be: no such page, not allowed, too large. What somebody typed is given back to be copied."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, UnreadablePostError
from django.shortcuts import render

from pmp.accounts.queries import ended_role


def latvian_not_found(get_response):
    """Middleware: puts 404.html in place of Django's technical page, which is English and lists the site's addresses.

    Also while ``DEBUG`` is on: the demo shows people what production shows them.
    """

    def respond(request):
        response = get_response(request)
        if settings.DEBUG and response.status_code == 404:
            return not_found(request, Http404())
        return response

    return respond


def too_large(get_response):
    """Middleware: says so on a page of our own where a form is larger than ``DATA_UPLOAD_MAX_MEMORY_SIZE``."""

    def respond(request):
        try:
            with suppress(UnreadablePostError):
                request.POST  # noqa: B018 - reading it raises
        except (RequestDataTooBig, TooManyFieldsSent):
            return render(request, "413.html", status=413)
        return get_response(request)

    return respond


def not_found(request, exception):
    """404; whoever had a role here is told that it ended."""
    return render(request, "404.html", {"ended": _ended(request)}, status=404)


def forbidden(request, exception):
    """403 with the sentence it was raised with, if any; whoever has just lost a role is told so."""
    return render(request, "403.html", {"exception": str(exception), "ended": _ended(request)}, status=403)


def _ended(request):
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    user = getattr(request, "user", None)
    return ended_role(user, slug) if slug and user and user.is_authenticated else None

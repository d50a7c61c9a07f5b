"""What a signed-in person sees stays with that person: no cache on the way keeps it, and no browser after signing out."""

from django.conf import settings
from django.utils.cache import patch_cache_control


def keep_private(get_response):
    """Middleware: answers to a request with a session carry ``Cache-Control: private, no-store``, unless the view says its own.

    It looks for the cookie alone: whether the session is still good would be a query, also where the database is away.
    """

    def respond(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return respond

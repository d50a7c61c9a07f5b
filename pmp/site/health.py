"""Whether the application is alive, for the machine that watches it."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def watched(get_response):
    """Middleware, before all that asks the database: whoever has a session gets the same answer as the machine that watches."""

    def respond(request):
        return health(request) if request.path == reverse("health") else get_response(request)

    return respond


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 if the database answers, else 503; says nothing more, since anybody may ask."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("datubāze neatbild\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("darbojas\n", content_type="text/plain; charset=utf-8")

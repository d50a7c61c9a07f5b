"""The page for what does not exist, also while ``DEBUG`` is on: the demo shows people what production shows them."""

from django.conf import settings
from django.http import Http404
from django.views.defaults import page_not_found


def latvian_not_found(get_response):
    """Middleware: puts 404.html in place of Django's technical page, which is English and lists the site's addresses."""

    def respond(request):
        response = get_response(request)
        if settings.DEBUG and response.status_code == 404:
            return page_not_found(request, Http404())
        return response

    return respond

"""The Content-Security-Policy. Django 6 brings one of its own; until then django-csp does it, and only this module knows."""

from csp.constants import NONE, SELF

APP = "csp"
MIDDLEWARE = "csp.middleware.CSPMiddleware"

#: Nothing but what this site serves itself; no code and no style inside the markup.
POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

"""From where a request came, and for whom: what wrong passwords are counted by."""

from django.conf import settings


def client_address(request) -> str:
    """The client's network address: what the ``PROXY_COUNT`` web servers in front say, else the connection's own.

    Each of them appends the address it was called from to ``X-Forwarded-For``; what stands further left was written by the
    client itself and is not believed.
    """
    if settings.PROXY_COUNT:
        chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(chain) >= settings.PROXY_COUNT and chain[-settings.PROXY_COUNT]:
            return chain[-settings.PROXY_COUNT]
    return request.META.get("REMOTE_ADDR", "")


def account_name(request, credentials) -> str:
    """The e-mail address somebody tries to sign in with, in small letters: spelling it otherwise gives no more attempts."""
    typed = credentials if credentials else request.POST
    return (typed.get("username") or "").strip().lower()

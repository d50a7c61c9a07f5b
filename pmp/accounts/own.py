"""What everybody may do with their own account: another password, and a look at where it was signed in to."""

from axes.models import AccessLog
from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from pmp.accounts.forms import OtherPasswordForm

#: How many sign-ins are shown.
SHOWN = 30
#: What a browser says of itself → its name; the first that fits, since each says it is also the later ones.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}


class OwnPassword(SuccessMessageMixin, PasswordChangeView):
    """Another password for whoever is signed in; other browsers of theirs are signed out."""

    template_name = "accounts/own_password.html"
    success_url = reverse_lazy("home")
    success_message = "Parole ir nomainīta. Citās ierīcēs būs jāpiesakās no jauna."
    form_class = OtherPasswordForm


@require_safe
def sign_ins(request):
    """When, from where and with what one's own account was signed in to."""
    rows = AccessLog.objects.filter(username=request.user.get_username()).order_by("-attempt_time")[:SHOWN]
    found = [{"at": row.attempt_time, "address": row.ip_address, "browser": browser(row.user_agent)} for row in rows]
    return render(request, "accounts/sign_ins.html", {"sign_ins": found})


def browser(user_agent: str) -> str:
    """A browser and its kind of device in words: "Firefox, dators"; empty where nobody can tell."""
    name = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    device = "tālrunis vai planšete" if "Mobi" in user_agent or "Android" in user_agent else "dators"
    return f"{name}, {device}" if name else ""

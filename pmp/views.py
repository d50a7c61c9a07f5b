"""The roof: pages that bring the apps together."""

from django.http import JsonResponse
from django.shortcuts import redirect, render

from plans.shortcuts import plan_or_404
from pmp.accounts.models import Municipality
from pmp.plan_json import plan_document


def home(request):
    """To the only municipality one works for, or the choice among several."""
    municipalities = list(Municipality.objects.visible_to(request.user))
    if len(municipalities) == 1:
        return redirect("municipality_home", slug=municipalities[0].slug)
    return render(request, "pmp/municipalities.html", {"municipalities": municipalities})


def municipality_home(request, slug):
    """What one needs first, by role."""
    plan = plan_or_404(request.user, slug)
    return render(request, "pmp/home.html", {"plan": plan})


def people(request, slug):
    """Who has which role."""
    plan_or_404(request.user, slug)


def audit(request, slug):
    """What was changed, by whom and when."""
    plan_or_404(request.user, slug)


def plan_json(request, slug):
    """The whole plan as one JSON document (docs/plan-json.md)."""
    plan = plan_or_404(request.user, slug)
    response = JsonResponse(plan_document(plan), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{slug}-plans.json"'
    return response

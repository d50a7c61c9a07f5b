"""The roof: pages that bring the apps together."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from plans.shortcuts import plan_or_404
from pmp.accounts.models import Municipality
from pmp.accounts.rules import can_manage_people
from pmp.audit import entries, trail
from pmp.home import home_of
from pmp.plan_json import plan_document


@require_safe
def home(request):
    """To the only municipality one works for, or the choice among several."""
    municipalities = list(Municipality.objects.visible_to(request.user))
    if len(municipalities) == 1:
        return redirect("municipality_home", slug=municipalities[0].slug)
    return render(request, "pmp/municipalities.html", {"municipalities": municipalities})


@require_safe
def municipality_home(request, slug):
    """What one needs first, by role; a municipality that has just joined has no plan yet."""
    try:
        plan = plan_or_404(request.user, slug)
    except Http404:
        municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
        return render(request, "pmp/no_plan.html", {"municipality": municipality})
    return render(request, "pmp/home.html", {"home": home_of(request.user, plan)})


@require_safe
def audit(request, slug):
    """What was changed, by whom and when; administrators only."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
    if not can_manage_people(request.user, municipality):
        raise PermissionDenied
    page = Paginator(trail(municipality), 50).get_page(request.GET.get("page"))
    context = {"municipality": municipality, "page": page, "entries": entries(list(page))}
    return render(request, "pmp/audit.html", context)


@require_safe
def plan_json(request, slug):
    """The whole plan as one JSON document (docs/plan-json.md)."""
    plan = plan_or_404(request.user, slug)
    response = JsonResponse(plan_document(plan), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{slug}-plans.json"'
    return response

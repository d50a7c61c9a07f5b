"""The roof: pages that bring the apps together."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.shortcuts import plan_in_force, plan_or_404, plans_of
from pmp.accounts.models import Municipality
from pmp.accounts.queries import ended_role
from pmp.accounts.rules import can_manage_people
from pmp.exchange.document import PlanDocument
from pmp.site.changes import trail
from pmp.site.home import home_of


@require_safe
def home(request):
    """To the only municipality one works for, or the choice among several."""
    municipalities = list(Municipality.objects.visible_to(request.user))
    if len(municipalities) == 1:
        return redirect("municipality_home", slug=municipalities[0].slug)
    context = {"municipalities": municipalities, "ended": None if municipalities else ended_role(request.user)}
    return render(request, "site/municipalities.html", context)


@require_safe
def municipality_home(request, slug):
    """To the plan in force; a municipality that has just joined has none yet."""
    if plan := plan_in_force(plans_of(request, slug)):
        return redirect("plan_home", *plan.address)
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
    return render(request, "site/no_plan.html", {"municipality": municipality})


@require_safe
def plan_home(request, slug, period):
    """What one needs first of a plan, by role."""
    plan = plan_or_404(request, slug, period)
    return render(request, "site/home.html", {"home": home_of(request.user, plan)})


@require_safe
def old_address(request, slug, rest):
    """An address that names no plan leads to the same page of the plan in force."""
    plan = plan_in_force(plans_of(request, slug))
    if plan is None:
        raise Http404("Plāna nav.")
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse('plan_home', args=plan.address)}{rest}{'?' if query else ''}{query}")


@require_safe
def audit(request, slug):
    """What was changed, by whom and when; administrators only."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
    if not can_manage_people(request.user, municipality):
        raise PermissionDenied
    page = Paginator(trail(municipality), 50).get_page(request.GET.get("page"))
    context = {"municipality": municipality, "page": page}
    return render(request, "site/changes.html", context)


@require_safe
def change_set(request, slug, pk):
    """All that one save touched; administrators only."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
    if not can_manage_people(request.user, municipality):
        raise PermissionDenied
    found = get_object_or_404(municipality.change_sets.select_related("person"), pk=pk)
    page = Paginator(found.changes.order_by("pk"), 50).get_page(request.GET.get("page"))
    context = {"municipality": municipality, "change_set": found, "page": page}
    return render(request, "site/change_set.html", context)


@require_safe
def plan_json(request, slug, period):
    """The whole plan as one JSON document (docs/plan-json.md)."""
    plan = plan_or_404(request, slug, period)
    response = HttpResponse(PlanDocument.from_db(plan).model_dump_json(indent=2), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{period}-plans.json"'
    return response

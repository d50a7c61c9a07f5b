"""What the views and commands of every floor begin with: which plan is meant."""

from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from plans.models import Activity, Plan, Task


def plans_of(request: HttpRequest, slug: str) -> list[Plan]:
    """The plans of one municipality that the person may see, newest first; read once per request, navigation asks too."""
    if getattr(request, "_plans_of", ("",))[0] != slug:
        plans = Plan.objects.visible_to(request.user).filter(municipality__slug=slug)
        request._plans_of = slug, list(plans.select_related("municipality"))
    return request._plans_of[1]


def plan_or_404(request: HttpRequest, slug: str, span: str) -> Plan:
    """The plan that an address names (``jurmala``, ``2025-2029``), if the person may see it; else Http404.

    Its reporting periods are fetched with it, since every page asks for them.
    """
    plan = plan_named(plans_of(request, slug), span)
    if plan is None:
        raise Http404("Plāna nav.")
    prefetch_related_objects([plan], "periods")
    return plan


def plan_named(plans: list[Plan], span: str) -> Plan | None:
    """The one of a municipality's plans with this span, ``2025-2029``; None where there is none."""
    return next((plan for plan in plans if plan.span == span), None)


def plan_for_year(plans: list[Plan], year: int) -> Plan | None:
    """The one of a municipality's plans to whose period a year belongs, adopted ones first; None where there is none."""
    return min((plan for plan in plans if year in plan.years), key=lambda plan: plan.rank_in(year), default=None)


def plan_in_force(plans: list[Plan], today: date | None = None) -> Plan | None:
    """The one of a municipality's plans that one means without saying which; None where there is none.

    That is the adopted plan whose period it is; else the newest adopted one; else the newest.
    """
    year = (today or timezone.localdate()).year
    return min(plans, key=lambda plan: plan.rank_in(year), default=None)


def activity_or_404(plan: Plan, pk: int) -> Activity:
    """An activity of the plan with all that its pages show of it; else Http404. A constant number of queries."""
    tasks = Prefetch("tasks", Task.objects.with_parties())
    activity = get_object_or_404(plan.activities.select_related("goal").with_parties().prefetch_related(tasks), pk=pk)
    activity.plan = plan
    return activity

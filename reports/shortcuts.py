"""What the views of the report begin with: which year of which plan is meant."""

from django.http import Http404, HttpRequest

from plans.models import Plan
from plans.shortcuts import plan_or_404


def plan_of_year_or_404(request: HttpRequest, slug: str, period: str, year: int) -> Plan:
    """The plan that an address names, if the person may see it and the year is one of its period; else Http404."""
    plan = plan_or_404(request, slug, period)
    if year not in plan.years:
        raise Http404("Plānā šāda gada nav.")
    return plan

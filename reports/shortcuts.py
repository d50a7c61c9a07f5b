"""What the views of the report begin and end with: which year of which plan is meant, and what a reader should not find."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.text import capfirst

from plans.models import Plan
from plans.shortcuts import plan_or_404
from pmp.common.small_counts import small_counts_sentence


def plan_of_year_or_404(request: HttpRequest, slug: str, period: str, year: int) -> Plan:
    """The plan that an address names, if the person may see it and the year is one of its period; else Http404."""
    plan = plan_or_404(request, slug, period)
    if year not in plan.years:
        raise Http404("Plānā šāda gada nav.")
    return plan


def warn_of_small_counts(request: HttpRequest, *texts: str) -> None:
    """Say where texts that were saved could point at a child."""
    if sentence := small_counts_sentence(*texts):
        messages.warning(request, capfirst(sentence))

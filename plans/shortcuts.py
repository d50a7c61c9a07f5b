"""What the views of every floor begin with."""

from django.http import Http404

from plans.models import Plan
from pmp.accounts.models import User


def plan_or_404(user: User, slug: str) -> Plan:
    """The newest plan of the municipality ``slug`` that ``user`` may see, its municipality fetched; else Http404."""
    plan = (
        Plan.objects.visible_to(user)
        .filter(municipality__slug=slug)
        .select_related("municipality")
        .prefetch_related("target_years")
        .first()
    )
    if plan is None:
        raise Http404("Plāna nav.")
    return plan

"""Answering for a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring import queries, rules
from monitoring.answer_page import marking_context, who_and_when
from monitoring.domain import assess
from monitoring.forms import STATES, AssessmentForm, values, values_of_version
from monitoring.models import Assessment
from monitoring.remarks import remarks
from plans.periods import why_closed
from plans.shortcuts import activity_or_404, plan_or_404
from pmp.accounts.enums import Role
from pmp.accounts.rules import has_role, institutions_of
from pmp.common.conflicts import merge
from pmp.common.versions import StaleVersion


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request, slug, period, pk, year):
    """Answering for one activity and year: status, text, money; a stale answer is put beside what was saved."""
    plan = plan_or_404(request, slug, period)
    activity = activity_or_404(plan, pk)
    if not rules.takes_part(request.user, activity):
        raise PermissionDenied
    if reason := why_closed(plan, year):
        return _closed_page(request, activity, year, reason)
    stored = Assessment.objects.filter(activity=activity, year=year).select_related("updated_by").first()
    if request.method != "POST":
        return _mark_page(request, activity, year, AssessmentForm(stored=stored))
    form = AssessmentForm(request.POST, stored=stored)
    if not form.is_valid():
        return _mark_page(request, activity, year, form, status=422)
    try:
        saved = assess(activity, year, by=request.user, opened_with=form.cleaned_data["version"], **form.reported())
    except StaleVersion as stale:
        return _stale_mark_page(request, activity, year, form, stale.current)
    _tell(request, activity, saved)
    return redirect(_after_saving(request, plan, activity, year))


def _closed_page(request, activity, year, reason):
    context = {
        "plan": activity.plan,
        "year": year,
        "title": "Par šo gadu atbildēt nevar",
        "reason": reason,
        "back_url": reverse("reader:activity", args=[*activity.plan.address, activity.pk]),
        "back_label": f"Atvērt aktivitāti {activity.number}",
    }
    return render(request, "plans/closed.html", context, status=403)


def _mark_page(request, activity, year, form, *, merged=None, status=200):
    context = {
        **marking_context(activity, year, request.user),
        "form": form,
        "states": STATES,
        "who": form.stored and who_and_when(form.stored),
        "saved_label": form.stored and f"Pēdējoreiz saglabāts: {who_and_when(form.stored)}",
        "merged": merged,
        "disputed": merged.disputed if merged else [],
    }
    return render(request, "monitoring/mark.html", context, status=status)


def _stale_mark_page(request, activity, year, form, current):
    merged = merge(
        form,
        theirs=values(current),
        base=values_of_version(current, form.cleaned_data["version"]),
        rebuild=lambda initial: AssessmentForm(stored=current, initial={**initial, **_version(current)}),
    )
    return _mark_page(request, activity, year, merged.form, merged=merged, status=409)


def _version(current):
    return {"version": current.version if current else 0}


def _tell(request, activity, saved):
    messages.success(request, f"Atbilde par aktivitāti {activity.number} saglabāta.")
    for sentence in remarks(saved):
        messages.warning(request, f"Aktivitāte {activity.number}: {sentence}")


def _after_saving(request, plan, activity, year):
    """The same page again, or what is to be answered next; home when nothing is left."""
    if "next" not in request.POST:
        return reverse("monitoring:mark", args=[*plan.address, activity.pk, year])
    editor = has_role(request.user, plan.municipality, Role.EDITOR)
    mine = None if editor else institutions_of(request.user, plan.municipality)
    following = queries.next_remaining(mine, activity, year)
    if following is None:
        messages.info(request, f"Par {year}. gadu atbildes ir visām aktivitātēm.")
        return reverse("plan_home", args=plan.address)
    return reverse("monitoring:mark", args=[*plan.address, following, year])

"""Editing the plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plans.domain import activity_values, update_activity, values_of_version
from plans.forms import ActivityForm
from plans.rules import can_edit_plan
from plans.shortcuts import plan_or_404
from pmp.common.conflicts import merge
from pmp.common.versions import StaleVersion, saved_by


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request, slug, period, pk):
    """An editor changes an activity; a stale save is put beside what was saved."""
    plan = plan_or_404(request, slug, period)
    activity = get_object_or_404(plan.activities.select_related("goal", "plan__municipality"), pk=pk)
    if not can_edit_plan(request.user, plan):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, activity, ActivityForm(instance=activity))
    form = ActivityForm(request.POST, instance=activity)
    if not form.is_valid():
        return _page(request, activity, form, status=422)
    try:
        update_activity(activity, by=request.user, opened_with=form.cleaned_data["version"], **form.values())
    except StaleVersion as stale:
        return _stale_page(request, form, stale.current)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, activity, form, status=422)
    messages.success(request, f"Aktivitāte {form.cleaned_data['number']} saglabāta.")
    return redirect(_activity_address(activity))


def _page(request, activity, form, *, merged=None, status=200):
    stored = plan_row(activity)
    context = {
        "plan": activity.plan,
        "activity": stored,
        "form": form,
        "merged": merged,
        "disputed": merged.disputed if merged else [],
        "who": _who(stored) if merged else "",
        "saved_at": stored.updated_at,
        "back": _activity_address(activity),
    }
    return render(request, "plans/activity_edit.html", context, status=status)


def plan_row(activity):
    """The activity as it is stored: a form that did not hold has changed the one it was given."""
    return type(activity).objects.select_related("goal", "plan__municipality").get(pk=activity.pk)


def _stale_page(request, form, current):
    merged = merge(
        form,
        theirs=activity_values(current),
        base=values_of_version(current, form.cleaned_data["version"]),
        rebuild=lambda initial: ActivityForm(
            instance=plan_row(current), initial={**initial, "version": current.version}
        ),
    )
    return _page(request, current, merged.form, merged=merged, status=409)


def _who(activity):
    record = activity.history.select_related("history_user").first()
    return saved_by((record and record.history_user) or "cits lietotājs", activity.updated_at)


def _activity_address(activity):
    # Named, not imported: the page stands on a floor above this one.
    return reverse("reader:activity", args=[*activity.plan.address, activity.pk])

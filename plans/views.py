"""Editing the plan."""

from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plans.domain import ActivityEdit
from plans.forms import ActivityForm
from plans.shortcuts import plan_or_404
from pmp.common.pages import EditPage


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request, slug, period, pk):
    """An editor changes an activity."""
    plan = plan_or_404(request, slug, period)
    activity = get_object_or_404(plan.activities.select_related("goal", "plan__municipality"), pk=pk)
    return ActivityPage(request, ActivityEdit(activity, request.user)).respond()


class ActivityPage(EditPage):
    """All that an activity says of itself."""

    template = "plans/activity_edit.html"

    def form(self, data=None, *, stored, initial=None):
        """The form changes the row it is given, so it gets one of its own."""
        return ActivityForm(data, instance=copy(stored), initial=initial)

    def typed(self, form):
        """Columns and lists."""
        return form.values()

    def context(self, form, stored):
        """The activity as it is stored, and the way back."""
        return {"plan": stored.plan, "activity": stored, "back": _address(stored)}

    def after(self, saved, form):
        """Back to the activity."""
        messages.success(self.request, f"Aktivitāte {form.cleaned_data['number']} saglabāta.")
        return redirect(_address(saved.row))


def _address(activity):
    # Named, not imported: the page stands on a floor above this one.
    return reverse("reader:activity", args=[*activity.plan.address, activity.pk])

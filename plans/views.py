"""Editing the plan."""

from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from plans.domain import PRINTED, ActivityEdit, contradictions, in_words, restore_printed
from plans.forms import ActivityForm
from plans.shortcuts import plan_or_404
from pmp.common.editing import StaleVersion
from pmp.common.pages import EditPage


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request, slug, period, pk):
    """An editor changes an activity."""
    return ActivityPage(request, ActivityEdit(_activity(request, slug, period, pk), request.user)).respond()


@require_POST
def restore_cell(request, slug, period, pk, cell):
    """A printed text that went with the choice it stood for is printed again."""
    activity = _activity(request, slug, period, pk)
    if cell not in PRINTED:
        raise Http404("Tādas ailes nav.")
    try:
        saved = restore_printed(activity, cell, by=request.user)
    except StaleVersion:
        saved = None
    if saved and saved.is_changed:
        messages.success(request, f"Atkal drukā „{getattr(saved.row, cell)}”.")
    else:
        messages.warning(
            request, "Tekstu neatjaunoja: aili pa to laiku kāds ir mainījis. Pārbaudiet to, labojot aktivitāti."
        )
    return redirect(_address(activity))


def _activity(request, slug, period, pk):
    activities = plan_or_404(request, slug, period).activities.select_related("goal", "plan__municipality")
    return get_object_or_404(activities.with_parties(), pk=pk)


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
        """The activity as it is stored."""
        return {"plan": stored.plan, "activity": stored}

    def back(self):
        """The activity."""
        return _address(self.edit.activity)

    def after(self, saved, form):
        """Back to the activity; what is printed otherwise now, and what does not agree, is said."""
        messages.success(self.request, f"Aktivitāte {form.cleaned_data['number']} saglabāta.")
        for cell, was in saved.dropped.items():
            context = {"activity": saved.row, "cell": cell, "label": form.headings[cell], "was": was}
            context["now"] = in_words(saved.row, cell)
            messages.warning(self.request, render_to_string("plans/_dropped.html", context, self.request))
        for sentence in set(contradictions(saved.row)) - set(form.contradictions):
            messages.warning(self.request, f"{sentence}")
        return redirect(self.came_from())


def _address(activity):
    # Named, not imported: the page stands on a floor above this one.
    return reverse("reader:activity", args=[*activity.plan.address, activity.pk])

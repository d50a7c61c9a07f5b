"""Answering for a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from monitoring import queries, rules
from monitoring.answer_page import answered_context, answering, marking_context, who_and_when
from monitoring.domain import AnswerEdit
from monitoring.forms import STATES, AssessmentForm
from monitoring.remarks import remarks
from plans.periods import why_closed
from plans.shortcuts import activity_or_404, plan_or_404
from pmp.common.pages import CAME_FROM, EditPage, came_from


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request, slug, period, pk, year):
    """Answering for one activity and year: status, text, money."""
    plan = plan_or_404(request, slug, period)
    activity = activity_or_404(plan, pk)
    if not rules.takes_part(request.user, activity):
        raise PermissionDenied
    if reason := why_closed(plan, year):
        return _closed_page(request, activity, year, reason)
    return AnswerPage(request, AnswerEdit(activity, year, request.user)).respond()


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


class AnswerPage(EditPage):
    """The form of an answer, with what was planned beside it."""

    template = "monitoring/mark.html"

    def form(self, data=None, *, stored, initial=None):
        """Status, text, money and what is folded away."""
        return AssessmentForm(data, stored=stored, initial=initial)

    def typed(self, form):
        """What is reported."""
        return form.reported()

    def context(self, form, stored):
        """What was planned and reported before."""
        is_answered = bool(stored and stored.state.is_answer)
        beside = marking_context(self.edit.activity, self.edit.year, self.request.user, is_answered=is_answered)
        return {**beside, "states": STATES, "who": stored and who_and_when(stored)}

    def back(self):
        """The activity."""
        return reverse("reader:activity", args=[*self.edit.plan().address, self.edit.activity.pk])

    def after(self, saved, form):
        """The same page again, or what is to be answered next; after the last one the page that says what happens then."""
        activity, plan, year = self.edit.activity, self.edit.plan(), self.edit.year
        if saved.row is None:
            messages.success(self.request, f"Atbilde par aktivitāti {activity.number} ir atsaukta.")
            return redirect(self._with_way_back(activity.pk))
        messages.success(self.request, f"Atbilde par aktivitāti {activity.number} saglabāta.")
        for sentence in remarks(saved.row):
            messages.warning(self.request, f"Aktivitāte {activity.number}: {sentence}")
        goes_on = "next" in self.request.POST
        is_new = saved.row.state.is_answer and not (form.stored and form.stored.state.is_answer)
        following = queries.next_remaining(answering(self.request.user, plan), activity, year)
        if following is None and (goes_on or is_new):
            return redirect("monitoring:answered", *plan.address, year)
        return redirect(self._with_way_back(following if goes_on else activity.pk))

    def _with_way_back(self, pk):
        address = reverse("monitoring:mark", args=[*self.edit.plan().address, pk, self.edit.year])
        back = came_from(self.request, "")
        return f"{address}?{urlencode({CAME_FROM: back})}" if back else address


@require_safe
def answered(request, slug, period, year):
    """What one has answered for a year, what happens next, and the way to change an answer."""
    plan = plan_or_404(request, slug, period)
    mine = answering(request.user, plan)
    if mine == []:
        raise PermissionDenied
    if year not in plan.years:
        raise Http404("Šis gads nav plāna periodā.")
    return render(request, "monitoring/answered.html", answered_context(plan, year, mine))

"""Answering for a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring import queries, rules
from monitoring.answer_page import marking_context, who_and_when
from monitoring.domain import AnswerEdit
from monitoring.forms import STATES, AssessmentForm
from monitoring.remarks import remarks
from plans.periods import why_closed
from plans.shortcuts import activity_or_404, plan_or_404
from pmp.accounts.enums import Role
from pmp.accounts.rules import has_role, institutions_of
from pmp.common.pages import EditPage


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
        """The same page again, or what is to be answered next; home when nothing is left."""
        activity, plan, year = self.edit.activity, self.edit.plan(), self.edit.year
        messages.success(self.request, f"Atbilde par aktivitāti {activity.number} saglabāta.")
        for sentence in remarks(saved.row):
            messages.warning(self.request, f"Aktivitāte {activity.number}: {sentence}")
        if "next" not in self.request.POST:
            return redirect("monitoring:mark", *plan.address, activity.pk, year)
        editor = has_role(self.request.user, plan.municipality, Role.EDITOR)
        mine = None if editor else institutions_of(self.request.user, plan.municipality)
        following = queries.next_remaining(mine, activity, year)
        if following is None:
            messages.info(self.request, f"Par {year}. gadu atbildes ir visām aktivitātēm.")
            return redirect(reverse("plan_home", args=plan.address))
        return redirect("monitoring:mark", *plan.address, following, year)

"""The plan with what was reported of it, and answering for a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from monitoring import queries, rules
from monitoring.about_page import about_context
from monitoring.activity_page import activity_context, marking_context, neighbours, who_and_when
from monitoring.domain import assess
from monitoring.forms import STATUS_HINTS, AssessmentForm, values, values_of_version
from monitoring.listing import Listing, chosen_year
from monitoring.models import Assessment
from monitoring.plan_page import group, plan_goals, row_of
from monitoring.remarks import remarks
from monitoring.tables import ActivityTable
from plans.conflicts import merge
from plans.models import Activity, Plan
from plans.shortcuts import plan_or_404
from plans.versions import StaleVersion
from pmp.accounts.enums import Role
from pmp.accounts.rules import has_role, institutions_of

PER_PAGE = 100


@require_safe
def plan(request, slug):
    """The plan as level → goal → activity; htmx asks for the list alone."""
    plan = plan_or_404(request.user, slug)
    listing = Listing(request, plan)
    page = Paginator(listing.activities, PER_PAGE).get_page(request.GET.get("page"))
    opened = _opened_beside(request, plan, listing.year)
    opened_pk = opened["activity"].pk if opened else None
    rows = [
        (each, row_of(each, listing.year, _address(plan, each, listing.year), current=each.pk == opened_pk))
        for each in page
    ]
    context = {
        **listing.context(page.paginator.count),
        "page": page,
        "levels": group(
            rows,
            plan_goals(plan),
            queries.progress_by_level(plan, listing.year),
            empty=not listing.chips and not page.has_other_pages(),
        ),
        "opened": opened,
    }
    return _page_or_part(request, "monitoring/plan.html", {"saraksts": "monitoring/_plan_list.html"}, context)


@require_safe
def activities(request, slug):
    """The same activities as one sortable table."""
    plan = plan_or_404(request.user, slug)
    listing = Listing(request, plan)
    table = ActivityTable(listing.activities, plan=plan, year=listing.year)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {**listing.context(table.paginator.count), "table": table}
    return _page_or_part(
        request, "monitoring/activities.html", {"saraksts": "monitoring/_activity_table.html"}, context
    )


@require_safe
def about(request, slug):
    """What the plan's document says besides its table."""
    plan = plan_or_404(request.user, slug)
    context = about_context(plan)
    return render(request, "monitoring/about.html", context)


@require_safe
def activity(request, slug, pk):
    """Everything on one activity; beside the list htmx asks for the short form."""
    plan = plan_or_404(request.user, slug)
    activity = _activity_or_404(plan, pk)
    year = chosen_year(request, plan)
    context = activity_context(activity, year, request.user)
    context = {**context, "part": context, **neighbours(activity)}
    return _page_or_part(request, "monitoring/activity.html", {"blakus": "monitoring/_activity_beside.html"}, context)


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request, slug, pk, year):
    """Answering for one activity and year: status, text, money; a stale answer is put beside what was saved."""
    plan = plan_or_404(request.user, slug)
    activity = _activity_or_404(plan, pk)
    if not rules.takes_part(request.user, activity):
        raise PermissionDenied
    if reason := rules.why_closed(plan, year):
        return render(
            request, "monitoring/closed.html", {"activity": activity, "year": year, "reason": reason}, status=403
        )
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


def _mark_page(request, activity, year, form, *, merged=None, status=200):
    context = {
        **marking_context(activity, year, request.user),
        "form": form,
        "status_hints": STATUS_HINTS,
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
    slug = plan.municipality.slug
    if "next" not in request.POST:
        return reverse("monitoring:mark", args=[slug, activity.pk, year])
    editor = has_role(request.user, plan.municipality, Role.EDITOR)
    mine = None if editor else institutions_of(request.user, plan.municipality)
    following = queries.next_remaining(mine, activity, year)
    if following is None:
        messages.info(request, f"Par {year}. gadu atbildes ir visām aktivitātēm.")
        return reverse("municipality_home", args=[slug])
    return reverse("monitoring:mark", args=[slug, following, year])


def _activity_or_404(plan: Plan, pk: int) -> Activity:
    activities = plan.activities.select_related("goal", "plan__municipality").with_parties()
    return get_object_or_404(activities.prefetch_related("tasks__parties__institution", "variants"), pk=pk)


def _address(plan, activity, year):
    return f"{reverse('monitoring:activity', args=[plan.municipality.slug, activity.pk])}?gads={year}"


def _page_or_part(request: HttpRequest, page: str, parts: dict[str, str], context: dict):
    """The whole page, or the part that htmx asks for by its id; a browser going back must not take one for the other."""
    part = request.htmx.target if request.htmx and not request.htmx.history_restore_request else None
    response = render(request, parts.get(part, page), context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _opened_beside(request, plan, year):
    """The activity that ``?aktivitate=`` opens beside the list; nothing if there is no such."""
    pk = request.GET.get("aktivitate", "")
    if not pk.isdecimal():
        return None
    activity = plan.activities.filter(pk=int(pk)).first()
    return activity_context(_activity_or_404(plan, activity.pk), year, request.user) if activity else None

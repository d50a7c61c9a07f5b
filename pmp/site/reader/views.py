"""The plan's pages for readers."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from monitoring import queries
from plans.shortcuts import activity_or_404, plan_or_404
from pmp.common.tables import arrange
from pmp.site.reader.about_page import about_context
from pmp.site.reader.activity_page import activity_context, neighbours
from pmp.site.reader.listing import Listing, chosen_year
from pmp.site.reader.plan_page import group, plan_goals, row_of
from pmp.site.reader.tables import ActivityTable

PER_PAGE = 100
#: Digits of the largest key that a database gives; Python refuses to read a number of thousands.
LONGEST_KEY = 18


@require_safe
def plan_page(request, slug, period):
    """The plan as level → goal → activity; htmx asks for the list alone."""
    plan = plan_or_404(request, slug, period)
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
    return _page_or_part(request, "reader/plan.html", {"saraksts": "reader/_plan_list.html"}, context)


@require_safe
def activities(request, slug, period):
    """The same activities as one sortable table."""
    plan = plan_or_404(request, slug, period)
    listing = Listing(request, plan)
    table = ActivityTable(listing.activities, plan=plan, year=listing.year)
    arrange(table, request, per_page=PER_PAGE)
    context = {**listing.context(table.paginator.count), "table": table}
    return _page_or_part(request, "reader/activities.html", {"saraksts": "reader/_activity_table.html"}, context)


@require_safe
def about(request, slug, period):
    """What the plan's document says besides its table."""
    plan = plan_or_404(request, slug, period)
    context = about_context(plan)
    return render(request, "reader/about.html", context)


@require_safe
def activity_page(request, slug, period, pk):
    """Everything on one activity; beside the list htmx asks for the short form."""
    plan = plan_or_404(request, slug, period)
    activity = activity_or_404(plan, pk)
    year = chosen_year(request, plan)
    context = activity_context(activity, year, request.user)
    context = {**context, "part": context, **neighbours(activity)}
    return _page_or_part(request, "reader/activity.html", {"blakus": "reader/_activity_beside.html"}, context)


def _address(plan, activity, year):
    return f"{reverse('reader:activity', args=[*plan.address, activity.pk])}?gads={year}"


def _page_or_part(request: HttpRequest, page: str, parts: dict[str, str], context: dict):
    """The whole page, or the part that htmx asks for by its id; a browser going back must not take one for the other."""
    part = request.htmx.target if request.htmx and not request.htmx.history_restore_request else None
    response = render(request, parts.get(part, page), context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _opened_beside(request, plan, year):
    """The activity that ``?aktivitate=`` opens beside the list; nothing if there is no such."""
    pk = request.GET.get("aktivitate", "")
    if not pk.isdecimal() or len(pk) > LONGEST_KEY:
        return None
    activity = plan.activities.filter(pk=int(pk)).first()
    return activity_context(activity_or_404(plan, activity.pk), year, request.user) if activity else None

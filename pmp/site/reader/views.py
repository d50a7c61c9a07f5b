"""The plan's pages for readers."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from monitoring import queries
from plans.shortcuts import activity_or_404, plan_or_404
from pmp.common.pages import came_from
from pmp.common.tables import arrange
from pmp.site.reader.about_page import about_context
from pmp.site.reader.activity_page import activity_context, beside_context, neighbours
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
    asked = _number(request.GET.get("aktivitate", ""))
    activities = queries.with_evaluation_of(listing.activities, asked)
    page = Paginator(activities, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (each, row_of(each, listing.year, listing.address_of(each), current=each.pk == asked))
        for each in _of_plan(plan, page)
    ]
    opened = next((each for each, _ in rows if each.pk == asked), None)
    context = {
        **listing.context(page.paginator.count),
        "page": page,
        "levels": group(
            rows,
            plan_goals(plan),
            queries.progress_by_level(plan, listing.year),
            empty=not listing.chips and not page.has_other_pages(),
        ),
        "opened": beside_context(opened, listing.year, request.user) if opened else None,
    }
    return _answer(request, "reader/_plan_list.html" if _part(request) == "saraksts" else "reader/plan.html", context)


@require_safe
def activities(request, slug, period):
    """The same activities as one sortable table."""
    plan = plan_or_404(request, slug, period)
    listing = Listing(request, plan)
    table = ActivityTable(listing.activities, listing=listing)
    arrange(table, request, per_page=PER_PAGE)
    context = {**listing.context(table.paginator.count), "table": table}
    template = "reader/_activity_table.html" if _part(request) == "saraksts" else "reader/activities.html"
    return _answer(request, template, context)


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
    year = chosen_year(request, plan)
    if _part(request) == "blakus":
        activity = get_object_or_404(queries.with_evaluation_of(queries.listed(plan, year), pk), pk=pk)
        activity.plan = plan
        return _answer(request, "reader/_activity_beside.html", {"part": beside_context(activity, year, request.user)})
    activity = activity_or_404(plan, pk)
    back = came_from(request, "")
    context = {
        **activity_context(activity, year, request.user),
        **neighbours(activity),
        "came_from": back,
        "here": request.get_full_path() if back else "",
    }
    return _answer(request, "reader/activity.html", context)


def _part(request: HttpRequest) -> str | None:
    """The id of the part of the page that htmx asks for; None where the whole page is asked for."""
    return request.htmx.target if request.htmx and not request.htmx.history_restore_request else None


def _answer(request: HttpRequest, template: str, context: dict):
    """A whole page or a part of it; a browser going back must not take one for the other."""
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _number(text: str) -> int:
    """A key from an address; 0, which nothing has, where there is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else 0


def _of_plan(plan, activities):
    for activity in activities:
        activity.plan = plan
        yield activity

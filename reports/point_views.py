"""Writing the report's points, the conclusions and the proposals, one by one. Only editors of the municipality do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST

from pmp.common.changes import last_of
from pmp.common.editing import StaleVersion, saved_by
from pmp.common.pages import EditPage
from pmp.common.wording import count
from reports.document import numbered_title
from reports.forms import MovePointForm, NewPointForm, PointForm, SeenPointForm
from reports.models import Report
from reports.points import PointEdit, PointList, add_points, delete_point, move_point
from reports.rules import can_write_report
from reports.shortcuts import plan_of_year_or_404, warn_of_small_counts

forms_too = require_http_methods(["GET", "HEAD", "POST"])


@forms_too
def points(request, slug, period, year, kind):
    """All points of a kind, and a form to add to them."""
    where = _list_to_write(request, slug, period, year, kind)
    if request.method != "POST":
        return _list_page(request, where)
    form = NewPointForm(request.POST, kind=kind)
    if not form.is_valid():
        return _list_page(request, where, form=form, status=422)
    added = add_points(where, form.texts(), by=request.user)
    if not added:
        messages.info(request, f"Šāds {kind.label} sarakstā jau ir.")
        return _to_list(where)
    messages.success(request, f"Pievienots: {count(len(added), kind.counted)}.")
    warn_of_small_counts(request, *form.texts())
    return _to_list(where, added[0])


@forms_too
def point_edit(request, slug, period, year, kind, pk):
    """The text of a point."""
    where = _list_to_write(request, slug, period, year, kind)
    return PointPage(request, PointEdit(where, pk, request.user)).respond()


class PointPage(EditPage):
    """The text of a point. If somebody deleted the point meanwhile, what was typed can be added anew."""

    template = "reports/point.html"

    def form(self, data=None, *, stored, initial=None):
        """The text, and the version it was opened with."""
        return PointForm(data, stored=stored or self.edit.new(), initial=initial)

    def context(self, form, stored):
        """Which point it is."""
        return {**_context(self.edit.where), "point": stored}

    def back(self):
        """The list, at the point."""
        return _to_list(self.edit.where, self.edit.find()).url

    def after(self, saved, form):
        """To the list."""
        messages.success(self.request, f"{saved.row.order}. {self.edit.where.kind.label} saglabāts.")
        warn_of_small_counts(self.request, saved.row.text)
        return _to_list(self.edit.where, saved.row)

    def _page(self, form, stored, **more):
        if stored is None:
            return _no_point(self.request, self.edit.where, self.edit.pk)
        return super()._page(form, stored, **more)

    def _stale(self, form, current):
        if current is not None:
            return super()._stale(form, current)
        where = self.edit.where
        again = NewPointForm(initial={"text": form.cleaned_data["text"]}, kind=where.kind)
        return _list_page(self.request, where, form=again, deleted=_who_deleted(where, self.edit.pk), status=409)


@require_POST
def point_move(request, slug, period, year, kind, pk):
    """Give a point another number."""
    where = _list_to_write(request, slug, period, year, kind)
    form = MovePointForm(request.POST)
    if not form.is_valid():
        return _list_page(request, where, status=422)
    to, seen = form.cleaned_data["to"], form.cleaned_data["version"]
    try:
        point = move_point(where, pk, to=to, by=request.user, opened_with=seen)
    except StaleVersion as stale:
        if stale.current is None:
            return _no_point(request, where, pk)
        return _list_page(request, where, status=409, **_newer(request, stale))
    messages.success(request, f"Tagad tas ir {point.order}. {kind.label}.")
    return _to_list(where, point)


@forms_too
def point_delete(request, slug, period, year, kind, pk):
    """Ask once, then delete a point."""
    where = _list_to_write(request, slug, period, year, kind)
    point = where.find(pk)
    if point is None:
        return _no_point(request, where, pk)
    form = SeenPointForm(request.POST or None)
    if not form.is_valid():
        return _delete_page(request, where, point, status=422 if request.method == "POST" else 200)
    try:
        delete_point(where, pk, by=request.user, opened_with=form.cleaned_data["version"])
    except StaleVersion as stale:
        return _delete_page(request, where, stale.current, status=409, **_newer(request, stale))
    messages.success(request, f"{capfirst(kind.label)} ir dzēsts.")
    return _to_list(where)


def _list_to_write(request, slug, period, year, kind):
    plan = plan_of_year_or_404(request, slug, period, year)
    if not can_write_report(request.user, plan):
        raise PermissionDenied
    return PointList(plan, year, kind)


def _context(where):
    return {"plan": where.plan, "year": where.year, "kind": where.kind, "title": numbered_title(where.kind.chapter)}


def _list_page(request, where, *, form=None, status=200, **more):
    report = Report.objects.filter(plan=where.plan, year=where.year).first()
    context = {
        **_context(where),
        "points": list(where.points()),
        "form": form or NewPointForm(kind=where.kind),
        "approved": bool(report and report.approved_at),
        **more,
    }
    return render(request, "reports/points.html", context, status=status)


def _delete_page(request, where, point, *, status, **more):
    return render(request, "reports/point_delete.html", {**_context(where), "point": point, **more}, status=status)


def _to_list(where, point=None):
    address = reverse("reports:points", args=[*where.plan.address, where.year, where.kind])
    return redirect(f"{address}#punkts-{point.pk}" if point else address)


def _no_point(request, where, pk):
    """To the list, where somebody deleted the point; else there never was one."""
    messages.warning(request, f"Šis {where.kind.label} ir dzēsts: {_who_deleted(where, pk)}.")
    return _to_list(where)


def _who_deleted(where, pk):
    deletion = where.deletion_of(pk)
    if deletion is None:
        raise Http404("Šāda punkta nav.")
    return saved_by(deletion.change_set.person or "cits lietotājs", deletion.change_set.at)


def _newer(request, stale):
    """Who changed a point since the person saw it."""
    last, point = last_of(stale.current), stale.current
    return {
        "stale": point,
        "who": saved_by((last and last.person) or "cits lietotājs", point.updated_at),
        "is_own": bool(last and last.person_id == request.user.pk),
    }

"""The points of a report, its conclusions and proposals, one by one: added, changed, moved, deleted.

Each kind is numbered 1, 2, 3 … in a report. To be numbered anew, since another point came or went, is no change of a point.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.text import capfirst

from plans.models import Plan
from pmp.accounts.models import User
from pmp.common.changes import Entry, Thing, record
from pmp.common.editing import Edit, StaleVersion
from pmp.common.models import Change
from pmp.common.ordering import move, place, renumber
from reports.enums import PointKind
from reports.models import Report, ReportPoint
from reports.rules import can_write_report


@dataclass(frozen=True)
class PointList:
    """The conclusions or the proposals of a year's report, which need not be begun."""

    plan: Plan
    year: int
    kind: PointKind

    @property
    def thing(self) -> Thing:
        """What a point of it is in the list of changes."""
        return Thing(capfirst(self.kind.label), {"text": "teksts", "order": "numurs"})

    def points(self) -> QuerySet[ReportPoint]:
        """Its points in their order."""
        return ReportPoint.objects.filter(report__plan=self.plan, report__year=self.year, kind=self.kind)

    def find(self, pk: int) -> ReportPoint | None:
        """The point of that key, if it is one of them."""
        return self.points().filter(pk=pk).first()

    def about(self, number: int) -> str:
        """Which point it is."""
        return f"Nr. {number}, {self.year}. gads"

    def deletion_of(self, pk: int) -> Change | None:
        """The change by which a point was deleted, its person fetched; None where no such point was deleted."""
        deleted = Change.objects.filter(model=ReportPoint._meta.label_lower, object_id=pk, kind=Change.Kind.DELETED)
        own = deleted.filter(change_set__plan=self.plan, what=self.thing.what, about__endswith=f", {self.year}. gads")
        return own.select_related("change_set__person").first()


class PointEdit(Edit):
    """The text of a point."""

    fields = ("text", "order")

    def __init__(self, where: PointList, pk: int, by: User):
        super().__init__(by)
        self.where, self.pk = where, pk

    @property
    def thing(self):
        """A conclusion or a proposal."""
        return self.where.thing

    def municipality(self):
        """The plan's."""
        return self.where.plan.municipality

    def plan(self):
        """The report's plan."""
        return self.where.plan

    def may(self) -> bool:
        """Editors of the municipality."""
        return can_write_report(self.by, self.where.plan)

    def find(self, *, lock=False):
        """The stored point, None if somebody deleted it; with ``lock`` one editor after the other."""
        if lock:
            _lock(self.where)
        return self.where.find(self.pk)

    def new(self):
        """What is left of a point that was deleted."""
        return ReportPoint(kind=self.where.kind)

    def about(self, row):
        """Its number and the year."""
        return self.where.about(row.order)


def numbers_of_points(plan: Plan, year: int) -> dict[PointKind, int]:
    """How many points of each kind the report of a year has. One query."""
    rows = ReportPoint.objects.filter(report__plan=plan, report__year=year).order_by()
    found = dict(rows.values_list("kind").annotate(Count("pk")))
    return {kind: found.get(kind, 0) for kind in PointKind}


@transaction.atomic
def add_points(where: PointList, texts: list[str], *, by: User) -> list[ReportPoint]:
    """Add points at the end, and return the new ones; one change set for all.

    A text that stands there already, as after a double click, is not added a second time.
    """
    points = _locked(where, by)
    known = {point.text for point in points}
    texts = [text for text in dict.fromkeys(texts) if text not in known]
    if not texts:
        return []
    report = _begun_report(where)
    added = [ReportPoint(report=report, kind=where.kind, text=text) for text in texts]
    place([*points, *added])
    for point in added:
        point.save()
    _record(where, [(point, None, _values(point)) for point in added], by)
    return added


@transaction.atomic
def move_point(where: PointList, pk: int, *, to: int, by: User, opened_with: int) -> ReportPoint:
    """Give a point the number ``to``, or the nearest there is; the others make room.

    A point that has the number already, as after a double click, stays as it is. Raises ``StaleVersion`` where somebody changed
    or deleted the point since it was seen.
    """
    points = _locked(where, by)
    point, to = _of(points, pk), min(max(to, 1), len(points))
    if point and point.order == to:
        return point
    _require_version(point, opened_with)
    before = _values(point)
    move(point, to, where.points())
    point.version += 1
    point.save()
    _record(where, [(point, before, _values(point))], by)
    return point


@transaction.atomic
def delete_point(where: PointList, pk: int, *, by: User, opened_with: int) -> None:
    """Delete a point; the others close up. Raises ``StaleVersion`` where somebody changed the point since it was seen.

    A point that is gone, as after a double click, is no longer deleted.
    """
    points = _locked(where, by)
    point = _of(points, pk)
    if point is None:
        return
    _require_version(point, opened_with)
    _record(where, [(point, _values(point), None)], by)
    point.delete()
    renumber(where.points())


def _lock(where):
    list(Plan.objects.select_for_update(of=("self",)).filter(pk=where.plan.pk))


def _locked(where, by) -> list[ReportPoint]:
    """The points as they stand, for one editor after the other."""
    _lock(where)
    if not can_write_report(by, where.plan):
        raise PermissionDenied
    points = list(where.points())
    place(points)
    return points


def _of(points, pk):
    return next((point for point in points if point.pk == pk), None)


def _require_version(point, opened_with):
    if point is None or point.version != opened_with:
        raise StaleVersion(point)


def _begun_report(where):
    """The report. Where nobody has saved a text of it its version is 0, so that a form opened before is not stale."""
    return Report.objects.get_or_create(plan=where.plan, year=where.year, defaults={"version": 0})[0]


def _values(point):
    return {"text": point.text, "order": point.order}


def _record(where, touched, by):
    entries = [
        Entry(point, where.thing, where.about(point.order), before, after, point.pk) for point, before, after in touched
    ]
    record(entries, by=by, municipality=where.plan.municipality, plan=where.plan)

"""What the pages read: rows of a plan, the year to begin with, what moved how."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from indicators.enums import Bound, Trend
from indicators.models import IndicatorRow, Measurement
from plans.models import Plan

#: How many marks of one trend the summary names before it only counts.
NAMED = 40


@dataclass(frozen=True)
class TrendGroup:
    """The rows that moved alike; ``named`` are those that a summary links to."""

    trend: Trend
    rows: list[IndicatorRow]

    @property
    def named(self) -> list[IndicatorRow]:
        """The first rows, few enough for one line."""
        return self.rows[:NAMED]

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return max(len(self.rows) - NAMED, 0)


def rows_of(plan: Plan) -> QuerySet[IndicatorRow]:
    """All rows of a plan in the document's order, indicator and plan fetched."""
    return (
        IndicatorRow.objects.filter(indicator__plan=plan)
        .select_related("indicator__plan")
        .order_by("indicator__order", "indicator_id", "order", "pk")
    )


def default_year(plan: Plan, today: date) -> int:
    """The newest year of the period that has a measured value, none that lies ahead; else the one finished last. One query."""
    latest = min(plan.period_end, today.year)
    measured = Measurement.objects.filter(
        row__indicator__plan=plan, value__isnull=False, year__range=(plan.period_start, latest)
    )
    return measured.aggregate(year=Max("year"))["year"] or plan.finished_year(today)


def trend_groups(plan: Plan, rows: list[IndicatorRow], year: int) -> list[TrendGroup]:
    """The plan's ``rows`` by how they moved in a year, from better to unmeasured, without empty groups. One query."""
    measured = Measurement.objects.filter(row__indicator__plan=plan, year=year).values_list("row", "value", "bound")
    values = {row: (value, bound) for row, value, bound in measured}
    found = {kind: [] for kind in Trend}
    for row in rows:
        value, bound = values.get(row.pk, (None, Bound.EXACT))
        found[row.trend_of(value, year, bound)].append(row)
    return [TrendGroup(kind, members) for kind, members in found.items() if members]


def unmeasured(plan: Plan, year: int) -> QuerySet[IndicatorRow]:
    """The rows of a plan that have neither a value for the year nor a reason why there is none."""
    known = Measurement.objects.filter(year=year).exclude(value__isnull=True, missing_reason="")
    return rows_of(plan).exclude(pk__in=known.values("row"))


def next_unmeasured(plan: Plan, year: int, after: IndicatorRow) -> IndicatorRow | None:
    """The next row of the plan, after a given one and then from the top, of which nothing is known for the year."""
    rows = list(unmeasured(plan, year))
    later = [row for row in rows if _place(row) > _place(after)]
    return next(iter(later + [row for row in rows if row.pk != after.pk]), None)


def _place(row):
    return row.indicator.order, row.indicator_id, row.order, row.pk

"""The plan as a flat, sortable table."""

import django_tables2 as tables
from django.db.models import Count, F, Q
from django.template.loader import render_to_string
from django.utils.html import format_html

from monitoring.enums import Status
from plans.enums import PartyRole, PreventionLevel
from plans.models import Activity, Plan
from pmp.common.wording import lv_number


def _cell(css):
    return {"td": {"class": css}, "th": {"class": css}}


def _nulls_last(queryset, name, is_descending):
    field = F(name)
    order = field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True)
    return queryset.order_by(order, "order"), True


def _level_name(level):
    level = PreventionLevel(level)
    return f"{level.roman} {level.label}"


def empty_columns(plan: Plan, year: int) -> list[str]:
    """The columns in which no activity of the whole plan has anything. One query."""
    filled = {
        **{role: Q(parties__role=role) | ~Q(**{f"{role}_printed": ""}) for role in PartyRole.values},
        "term": ~Q(term_printed="")
        | Q(term_start__isnull=False)
        | Q(term_end__isnull=False)
        | Q(term_ongoing=True)
        | Q(years__isnull=False),
        "spent": Q(assessments__year=year, assessments__spent__isnull=False),
    }
    found = plan.activities.aggregate(**{f"has_{name}": Count("pk", filter=rule) for name, rule in filled.items()})
    return [name for name in filled if not found[f"has_{name}"]]


class ActivityTable(tables.Table):
    """The activities of a ``Listing``: number, who, term, status and money of one year; level and goal head their rows.

    What no activity of the plan has is no column.
    """

    number = tables.Column("Nr.", order_by=("level_rank", "goal__order", "order"), attrs=_cell("no"))
    title = tables.Column("Aktivitāte", order_by=("latvian_title",), attrs=_cell("name"))
    lead = tables.Column(empty_values=(), order_by=("latvian_lead", "order"), attrs=_cell(""))
    involved = tables.Column(empty_values=(), orderable=False, attrs=_cell(""))
    supervising = tables.Column(empty_values=(), orderable=False, attrs=_cell(""))
    term = tables.Column("Termiņš", empty_values=(), attrs=_cell(""))
    status = tables.Column(
        "Statuss", accessor="year_status", empty_values=(), order_by=("status_rank", "order"), attrs=_cell("")
    )
    spent = tables.Column("Ieguldīts, EUR", accessor="year_spent", default="–", attrs=_cell("num"))

    class Meta:
        model = Activity
        fields = ()
        sequence = ("number", "title", "lead", "involved", "supervising", "term", "status", "spent")
        template_name = "components/table.html"
        order_by = ("number",)
        attrs = {"aria-label": "Aktivitātes"}

    def __init__(self, *args, listing, **kwargs):
        self.listing, plan = listing, listing.plan
        self._chips = {}
        empty = empty_columns(plan, listing.year)
        super().__init__(*args, exclude=empty, **kwargs)
        names = {role.value: plan.heading(role.value) for role in PartyRole}
        names["status"] = f"Statuss {listing.year}. gadā"
        for name in names.keys() - set(empty):
            self.columns[name].column.verbose_name = names[name]

    @property
    def is_grouped(self) -> bool:
        """Whether the rows stand in the plan's order, so that levels and goals can head them."""
        return {name.lstrip("-") for name in self.order_by or ["number"]} == {"number"}

    @property
    def paginated_rows(self):
        """The rows, each with the headings that begin with it: (class of the row, text)."""
        level = goal = None
        for row in super().paginated_rows:
            row.headings, at = [], row.record.goal
            if self.is_grouped and at.level != level:
                row.headings.append(("level", _level_name(at.level)))
            if self.is_grouped and at.pk != goal:
                row.headings.append(("goal", str(at)))
            level, goal = at.level, at.pk
            yield row

    def order_spent(self, queryset, is_descending):
        """Activities without a figure last, either way."""
        return _nulls_last(queryset, "year_spent", is_descending)

    def order_term(self, queryset, is_descending):
        """By the end of the term; what goes on all the time, or says nothing, last."""
        return _nulls_last(queryset, "term_end", is_descending)

    def render_title(self, record):
        """The title leads to the activity; out of the plan's order it says its goal."""
        link = format_html('<a href="{}">{}</a>', self.listing.address_of(record), record.title)
        return link if self.is_grouped else format_html('{} <span class="note">{}</span>', link, record.goal)

    def render_lead(self, record):
        """As the document prints it."""
        return record.parties_text(PartyRole.LEAD) or "–"

    def render_involved(self, record):
        """As the document prints it."""
        return record.parties_text(PartyRole.INVOLVED) or "–"

    def render_supervising(self, record):
        """As the document prints it."""
        return record.parties_text(PartyRole.SUPERVISING) or "–"

    def render_term(self, record):
        """As the document prints it, or the years in which it is carried out."""
        return record.when or "–"

    def render_status(self, value):
        """Word, icon and colour."""
        if value not in self._chips:
            self._chips[value] = render_to_string("components/status_chip.html", {"state": Status(value)})
        return self._chips[value]

    def render_spent(self, value):
        """With a decimal comma and its cents."""
        return lv_number(value, 2)

"""The plan as a flat, sortable table."""

import django_tables2 as tables
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from monitoring.enums import Status
from plans.enums import PartyRole, PreventionLevel
from plans.models import Activity
from pmp.common.wording import lv_number


def _cell(css):
    return {"td": {"class": css}, "th": {"class": css}}


def _nulls_last(queryset, name, is_descending):
    field = F(name)
    order = field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True)
    return queryset.order_by(order, "order"), True


class ActivityTable(tables.Table):
    """Number, activity, goal, level, lead, term, status and money of one year; needs ``queries.listed``."""

    number = tables.Column("Nr.", order_by=("level_rank", "goal__order", "order"), attrs=_cell("no"))
    title = tables.Column("Aktivitāte", order_by=("latvian_title",), attrs=_cell(""))
    goal = tables.Column("Mērķis", order_by=("goal__order", "order"), attrs=_cell(""))
    level = tables.Column("Līmenis", accessor="goal__level", order_by=("level_rank", "order"), attrs=_cell(""))
    lead = tables.Column("Atbildīgā institūcija", empty_values=(), order_by=("latvian_lead", "order"), attrs=_cell(""))
    term = tables.Column("Termiņš", empty_values=(), attrs=_cell(""))
    status = tables.Column(
        "Statuss", accessor="year_status", empty_values=(), order_by=("status_rank", "order"), attrs=_cell("")
    )
    spent = tables.Column("Ieguldīts, EUR", accessor="year_spent", default="–", attrs=_cell("num"))

    class Meta:
        model = Activity
        fields = ()
        sequence = ("number", "title", "goal", "level", "lead", "term", "status", "spent")
        template_name = "components/table.html"
        order_by = ("number",)
        attrs = {"aria-label": "Aktivitātes"}

    def __init__(self, *args, plan, year, **kwargs):
        self.plan, self.year = plan, year
        self._chips = {}
        super().__init__(*args, **kwargs)
        self.columns["lead"].column.verbose_name = plan.heading("lead")
        self.columns["status"].column.verbose_name = f"Statuss {year}. gadā"

    def order_spent(self, queryset, is_descending):
        """Activities without a figure last, either way."""
        return _nulls_last(queryset, "year_spent", is_descending)

    def order_term(self, queryset, is_descending):
        """By the end of the term; what goes on all the time, or says nothing, last."""
        return _nulls_last(queryset, "term_end", is_descending)

    def render_title(self, record):
        """The title leads to the activity."""
        url = reverse("reader:activity", args=[*self.plan.address, record.pk])
        return format_html('<a href="{}?gads={}">{}</a>', url, self.year, record.title)

    def render_goal(self, value):
        """Number and title of the goal."""
        return format_html('<span class="note">{}</span>', value)

    def render_level(self, record):
        """I universālā …"""
        level = PreventionLevel(record.goal.level)
        return f"{level.roman} {level.label}"

    def render_lead(self, record):
        """As the document prints it."""
        return record.parties_text(PartyRole.LEAD) or "–"

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

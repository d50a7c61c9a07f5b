"""Lists of people."""

import django_tables2 as tables

from pmp.accounts.models import Membership
from pmp.common.wording import lv_datetime


class PeopleTable(tables.Table):
    """Who has which role in a municipality."""

    user = tables.Column("Cilvēks", order_by=("user__first_name", "user__email"))
    email = tables.Column("E-pasta adrese", accessor="user__email")
    role = tables.Column("Loma")
    institution = tables.Column("Institūcija", default="—")
    last_login = tables.Column("Pēdējoreiz ienāca", accessor="user__last_login", default="vēl nav ienācis")
    actions = tables.TemplateColumn(
        template_name="accounts/_take_role.html",
        verbose_name="Darbības",
        orderable=False,
        attrs={"td": {"class": "cell-actions"}},
    )

    class Meta:
        model = Membership
        fields = ("user", "email", "role", "institution", "last_login", "actions")
        order_by = ("user",)
        template_name = "components/table.html"

    def render_last_login(self, value):
        """As every other moment on the site."""
        return lv_datetime(value)

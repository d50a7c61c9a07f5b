"""Lists of people."""

import django_tables2 as tables
from django.db.models import Case, F, QuerySet, When
from django.template.loader import render_to_string
from django.utils import timezone

from pmp.accounts.models import Membership
from pmp.common.wording import lv_datetime


class PeopleTable(tables.Table):
    """Who has which role in a municipality; of somebody who has not come yet only the address, and how the invitation stands."""

    user = tables.Column("Cilvēks", accessor="person", order_by=("shown_name", "user__email"))
    email = tables.Column("E-pasta adrese", accessor="user__email")
    role = tables.Column("Loma")
    institution = tables.Column("Institūcija", default="—")
    last_login = tables.Column(
        "Pēdējoreiz ienāca", accessor="shown_login", empty_values=(), order_by=("shown_login", "user__email")
    )
    actions = tables.Column("Darbības", empty_values=(), orderable=False, attrs={"td": {"class": "cell-actions"}})

    class Meta:
        model = Membership
        fields = ("user", "email", "role", "institution", "last_login", "actions")
        order_by = ("user",)
        template_name = "components/table.html"

    def __init__(self, rows: QuerySet[Membership], *, last_administrator: Membership | None):
        self.last_administrator = last_administrator
        rows = rows.select_related("user", "institution", "municipality")
        super().__init__(
            rows.annotate(shown_name=_if_accepted("user__first_name"), shown_login=_if_accepted("user__last_login"))
        )

    def render_last_login(self, record, value):
        """The moment, or how the invitation stands."""
        return lv_datetime(value) if value else invitation_in_words(record)

    def render_actions(self, record):
        """Inviting once more and taking the role, where that may be done."""
        context = {"record": record, "is_last": record == self.last_administrator}
        return render_to_string("accounts/_actions.html", context, request=self.request)


def _if_accepted(field):
    return Case(When(accepted_at__isnull=False, then=F(field)))


def invitation_in_words(membership: Membership) -> str:
    """How the invitation of somebody stands who has not signed in yet."""
    ends = membership.invitation_ends
    if ends is None:
        return "vēl nav ienācis; uzaicinājums nav nosūtīts"
    if ends < timezone.now():
        return f"vēl nav ienācis; uzaicinājums beidzās {lv_datetime(ends)}"
    return f"vēl nav ienācis; uzaicinājums der līdz {lv_datetime(ends)}"

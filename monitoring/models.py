"""What was reported of each activity in a year."""

from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from monitoring.enums import Status
from plans.models import Activity, year_field
from pmp.accounts.models import Membership
from pmp.common.models import Versioned
from pmp.common.wording import lv_number


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assessments of the municipalities in which ``user`` has a role."""
        return self.filter(activity__in=Activity.objects.visible_to(user))

    def with_person(self):
        """Fetches who saved last, with ``person_left``: whether that person has no role in the municipality any more."""
        roles = Membership.objects.filter(
            user=OuterRef("updated_by"), municipality=OuterRef("activity__plan__municipality")
        )
        return self.select_related("updated_by").annotate(person_left=~Exists(roles))


class Assessment(Versioned):
    """What was reported of one activity for one year: status, evaluation, money, result, impact (*izpildes izvērtējums*)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="assessments", verbose_name="aktivitāte")
    year = year_field("gads")
    status = models.CharField(
        "izpildes statuss", max_length=12, choices=Status.choices, default=Status.NO_DATA, blank=True
    )
    evaluation = models.TextField("izpildes izvērtējums", blank=True)
    spent = models.DecimalField("ieguldītais finansējums (EUR)", max_digits=12, decimal_places=2, null=True, blank=True)
    spent_printed = models.CharField("ieguldītais finansējums (kā dokumentā)", max_length=80, blank=True)
    planned = models.TextField("plānotais rezultāts", blank=True)
    achieved = models.TextField("sasniegtā vērtība", blank=True)
    impact = models.TextField("ietekmes novērtējums", blank=True)
    factors = models.TextField("ietekmes faktoru analīze", blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mainīja",
        editable=False,
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitātes izvērtējums"
        verbose_name_plural = "aktivitāšu izvērtējumi"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "year"],
                name="assessment_once",
                violation_error_message="Šim gadam izvērtējums jau ir.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="assessment_status_known",
                violation_error_message="Nezināms izpildes statuss.",
            ),
            models.CheckConstraint(
                condition=Q(spent__isnull=True) | Q(spent__gte=0),
                name="assessment_spent_not_negative",
                violation_error_message="Ieguldītais finansējums nevar būt negatīvs.",
            ),
        ]

    def __str__(self):
        return f"{self.activity.number}, {self.year}: {self.state.label}"

    @property
    def state(self):
        """The status as a word that behaves; no data is one too."""
        return Status(self.status)

    @property
    def spent_text(self):
        """The money with its unit, and the document's words where they say something else; empty where nothing is known."""
        amount = "" if self.spent is None else f"{lv_number(self.spent, 2)} EUR"
        try:
            same = Decimal(self.spent_printed.replace(" ", "").replace(",", ".")) == self.spent
        except InvalidOperation:
            same = False
        return " · ".join(filter(None, [amount, "" if same else self.spent_printed]))

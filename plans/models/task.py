"""Tasks by which an activity is carried out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from plans.enums import PartyRole
from plans.models.activity import Activity
from plans.models.plan import Plan
from plans.models.shared import Party, PrintedParties, Term
from pmp.accounts.models import Institution
from pmp.common.numbers import NumberKeyField


class TaskQuerySet(models.QuerySet):
    def with_parties(self):
        """Prefetches what ``parties_text`` reads: one query."""
        return self.prefetch_related(models.Prefetch("parties", TaskParty.objects.select_related("institution")))


class Task(Term, PrintedParties):
    """A task by which an activity is carried out (*darba uzdevums*)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="plāns")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="tasks", verbose_name="aktivitāte")
    number = models.CharField("numurs", max_length=20)
    number_key = NumberKeyField("numura atslēga", from_field="number")
    title = models.TextField("nosaukums")
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")
    updated_at = models.DateTimeField("mainīts", auto_now=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "darba uzdevums"
        verbose_name_plural = "darba uzdevumi"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number_key"],
                name="task_number_once",
                violation_error_message="Uzdevums ar šādu numuru jau ir.",
            ),
            *Term.Meta.constraints,
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def clean(self):
        """The activity is one of its own plan; the database refuses another (``plans.database``)."""
        if self.activity_id and self.activity.plan_id != self.plan_id:
            raise ValidationError("Aktivitāte ir citā plānā nekā uzdevums.")


class TaskParty(Party):
    """An institution that carries a task out or supervises it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="parties", verbose_name="uzdevums")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="task_parties", verbose_name="institūcija"
    )

    class Meta(Party.Meta):
        verbose_name = "uzdevuma institūcija"
        verbose_name_plural = "uzdevuma institūcijas"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "role", "institution"],
                name="task_party_once",
                violation_error_message="Šī institūcija šajā lomā jau ir.",
            ),
            models.CheckConstraint(condition=Q(role__in=PartyRole.values), name="task_party_role_known"),
        ]

    def __str__(self):
        return f"{self.institution} ({self.get_role_display()})"

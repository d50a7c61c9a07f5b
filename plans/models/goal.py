"""Goals and what they are expected to bring."""

from django.db import models
from django.db.models import Q

from plans.enums import GoalListing, PreventionLevel
from plans.models.plan import Plan
from pmp.common.numbers import NumberKeyField


class Goal(models.Model):
    """A goal on one prevention level, numbered through the whole plan (*mērķis*)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name="plāns")
    listing = models.CharField("saraksts", max_length=10, choices=GoalListing.choices, default=GoalListing.PLAN)
    number = models.CharField("numurs", max_length=20)
    number_key = NumberKeyField("numura atslēga", from_field="number")
    level = models.CharField("prevencijas līmenis", max_length=10, choices=PreventionLevel.choices)
    title = models.TextField("nosaukums")
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")
    updated_at = models.DateTimeField("mainīts", auto_now=True)

    class Meta:
        verbose_name = "mērķis"
        verbose_name_plural = "mērķi"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "listing", "number_key"],
                name="goal_number_once",
                violation_error_message="Mērķis ar šādu numuru jau ir.",
            ),
            models.CheckConstraint(condition=Q(level__in=PreventionLevel.values), name="goal_level_known"),
            models.CheckConstraint(condition=Q(listing__in=GoalListing.values), name="goal_listing_known"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"


class ExpectedResult(models.Model):
    """What a goal is expected to bring (*sagaidāmais rezultāts*), one bullet of its cell."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="expected_results", verbose_name="mērķis")
    text = models.TextField("teksts")
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        verbose_name = "sagaidāmais rezultāts"
        verbose_name_plural = "sagaidāmie rezultāti"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text

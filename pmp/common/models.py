"""What was changed, by whom, when; and the base of everything that two people may edit at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Versioned(models.Model):
    """A row that people edit: each save is its next version, so that a stale save is noticed."""

    version = models.PositiveIntegerField("versija", default=1, editable=False)
    updated_at = models.DateTimeField("mainīts", auto_now=True)

    class Meta:
        abstract = True


class ChangeSet(models.Model):
    """One save: who, when, why; what it touched stands in its changes."""

    municipality = models.ForeignKey(
        "accounts.Municipality", models.CASCADE, related_name="change_sets", verbose_name="pašvaldība"
    )
    plan = models.ForeignKey(
        "plans.Plan", models.SET_NULL, null=True, blank=True, related_name="change_sets", verbose_name="plāns"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="kas mainīja"
    )
    at = models.DateTimeField("kad", default=timezone.now)
    reason = models.TextField("iemesls", blank=True)

    class Meta:
        verbose_name = "izmaiņu kopa"
        verbose_name_plural = "izmaiņu kopas"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "-at", "-id"], name="change_set_newest")]

    def __str__(self):
        return f"{self.at:%d.%m.%Y. %H:%M}"


class Change(models.Model):
    """One thing that a save made, changed or deleted, readable without the thing itself.

    ``fields`` is a list of {name, label, was, now, was_text, now_text}: the values to compute with (JSON) and in words, whole.
    """

    class Kind(models.TextChoices):
        MADE = "+", "pievienots"
        CHANGED = "~", "mainīts"
        DELETED = "-", "dzēsts"

    #: the same words for a thing of feminine gender
    FEMININE = {Kind.MADE: "pievienota", Kind.CHANGED: "mainīta", Kind.DELETED: "dzēsta"}

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="changes", verbose_name="izmaiņu kopa")
    kind = models.CharField("kas noticis", max_length=1, choices=Kind.choices)
    model = models.CharField("modelis", max_length=60)
    object_id = models.BigIntegerField("atslēga")
    version = models.PositiveIntegerField("versija pēc tam", default=0)
    what = models.CharField("kas tas ir", max_length=60)
    feminine = models.BooleanField("sieviešu dzimte", default=False)
    about = models.TextField("par ko", blank=True)
    fields = models.JSONField("vērtības", default=list)

    class Meta:
        verbose_name = "izmaiņa"
        verbose_name_plural = "izmaiņas"
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "object_id", "version"], name="change_of_thing")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=["+", "~", "-"]), name="change_kind_known")]

    def __str__(self):
        return f"{self.what} {self.about}: {self.kind_text}"

    @property
    def kind_text(self):
        """What happened, in the gender of the thing."""
        return self.FEMININE[self.kind] if self.feminine else self.get_kind_display()

"""The report of a year: its texts and its approval. Its figures stand where they were reported."""

from django.db import models
from django.db.models import Q

from plans.models import CouncilDecision, Plan, year_field
from pmp.common.models import Versioned
from reports.enums import PointKind, ReportSectionKey


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of the municipalities in which ``user`` has a role."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Report(Versioned):
    """The monitoring report of one year (*uzraudzības ziņojums*)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reports", verbose_name="plāns")
    year = year_field("pārskata gads")
    prepared_by = models.CharField("sagatavoja", max_length=200, blank=True)
    prints_overview = models.BooleanField("drukāt lapu ar galvenajiem skaitļiem", default=False)
    decision = models.OneToOneField(
        CouncilDecision, models.PROTECT, null=True, blank=True, related_name="report", verbose_name="domes lēmums"
    )
    approved_at = models.DateTimeField("apstiprinātais saturs fiksēts", null=True, blank=True)
    adopted_hash = models.CharField("apstiprinātā satura kontrolsumma", max_length=64, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "uzraudzības ziņojums"
        verbose_name_plural = "uzraudzības ziņojumi"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"], name="report_once", violation_error_message="Šim gadam ziņojums jau ir."
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(decision__isnull=False),
                name="report_approved_by_decision",
                violation_error_message="Apstiprinātam ziņojumam jānorāda domes lēmums.",
            ),
        ]

    def __str__(self):
        return f"{self.plan}: uzraudzības ziņojums par {self.year}. gadu"


class ReportSection(models.Model):
    """A narrative chapter of the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="ziņojums")
    key = models.CharField("nodaļa", max_length=20, choices=ReportSectionKey.choices)
    body = models.TextField("teksts", blank=True)
    updated_at = models.DateTimeField("mainīts", auto_now=True)

    class Meta:
        verbose_name = "ziņojuma nodaļa"
        verbose_name_plural = "ziņojuma nodaļas"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_section_once"),
            models.CheckConstraint(condition=Q(key__in=ReportSectionKey.values), name="report_section_key_known"),
        ]

    def __str__(self):
        return self.get_key_display()


class ReportPoint(Versioned):
    """A numbered conclusion or proposal; those of a kind are numbered 1, 2, 3 … (``reports.points``)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="points", verbose_name="ziņojums")
    kind = models.CharField("veids", max_length=12, choices=PointKind.choices)
    text = models.TextField("teksts")
    order = models.PositiveSmallIntegerField("numurs")

    class Meta:
        verbose_name = "ziņojuma punkts"
        verbose_name_plural = "ziņojuma punkti"
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PointKind.values), name="report_point_kind_known"),
        ]

    def __str__(self):
        return self.text

"""The reporting period: for which time, and under which year, a plan is answered for and measured."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from plans.enums import PeriodState
from plans.models.plan import Plan, year_field


class ReportingPeriod(models.Model):
    """A time for which institutions are asked and indicators are measured, known by the year it is reported under.

    Usually it is that calendar year, which ``start`` and ``end`` become where they are not given; a school year, 14 months
    or three years are periods as well. While it is open, answers and measured values may be given and changed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods", verbose_name="plāns")
    year = year_field("pārskata gads")
    start = models.DateField("sākums", blank=True)
    end = models.DateField("beigas", blank=True)
    label = models.CharField("apzīmējums", max_length=80, blank=True)
    state = models.CharField("stāvoklis", max_length=10, choices=PeriodState.choices, default=PeriodState.OPEN)
    due = models.DateField("atbildēt līdz", null=True, blank=True)
    opened_at = models.DateTimeField("atvērts", null=True, blank=True)
    closed_at = models.DateTimeField("slēgts", null=True, blank=True)

    class Meta:
        verbose_name = "pārskata periods"
        verbose_name_plural = "pārskata periodi"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"],
                name="reporting_period_once",
                violation_error_message="Šim gadam pārskata periods jau ir.",
            ),
            models.CheckConstraint(
                condition=Q(start__lte=F("end")),
                name="reporting_period_in_order",
                violation_error_message="Perioda beigas nevar būt pirms sākuma.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PeriodState.values),
                name="reporting_period_state_known",
                violation_error_message="Nezināms perioda stāvoklis.",
            ),
        ]

    def __str__(self):
        return f"{self.plan}: {self.name}"

    def save(self, *args, **kwargs):
        """What is not said otherwise is the calendar year."""
        self._fill_dates()
        super().save(*args, **kwargs)

    def clean(self):
        """A form may leave the dates to the calendar year."""
        self._fill_dates()

    @staticmethod
    def calendar_year(year):
        """Its first and last day."""
        return date(year, 1, 1), date(year, 12, 31)

    def _fill_dates(self):
        start, end = self.calendar_year(self.year)
        self.start, self.end = self.start or start, self.end or end

    @property
    def name(self):
        """As people call it: its label, else 2025. gads."""
        return self.label or f"{self.year}. gads"

    @property
    def is_open(self):
        """Whether answers and measured values may be given and changed."""
        return PeriodState(self.state).takes_entries

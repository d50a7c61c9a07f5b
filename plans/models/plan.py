"""A plan as a whole: its period, decisions, chapters and abbreviations."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from plans.enums import DEFAULT_HEADINGS, DecisionKind, PlanStatus, PreventionLevel, SectionKey
from pmp.accounts.models import Municipality

YEAR_VALIDATORS = [MinValueValidator(2000), MaxValueValidator(2100)]


def year_field(name, **options):
    """A calendar year, or the year in which a school year ends."""
    return models.PositiveSmallIntegerField(name, validators=YEAR_VALIDATORS, **options)


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Plans of the municipalities in which ``user`` has a role."""
        return self.filter(municipality__in=Municipality.objects.visible_to(user))


class Plan(models.Model):
    """A municipality's five-year PMP prevention system and implementation plan."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="plans", verbose_name="pašvaldība")
    title = models.CharField("nosaukums", max_length=400)
    period_start = year_field("pirmais gads")
    period_end = year_field("pēdējais gads")
    status = models.CharField("stāvoklis", max_length=10, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    headings = models.JSONField("dokumenta ailu virsraksti", default=dict, blank=True)
    level_headings = models.JSONField("dokumenta līmeņu virsraksti", default=dict, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plāns"
        verbose_name_plural = "plāni"
        ordering = ["municipality", "-period_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "period_start"],
                name="plan_period_once",
                violation_error_message="Šim periodam plāns jau ir.",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")),
                name="plan_period_in_order",
                violation_error_message="Plāna pēdējais gads nevar būt pirms pirmā.",
            ),
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="plan_status_known"),
        ]

    def __str__(self):
        return f"{self.municipality.short_name} {self.period}"

    @property
    def period(self):
        """As headings print it: 2025.–2029."""
        return f"{self.period_start}.–{self.period_end}."

    def rank_in(self, year):
        """Orders the plans of a municipality by which one is meant in a year: adopted for it, adopted, ended, draft."""
        adopted = self.status == PlanStatus.ADOPTED
        covers = adopted and self.period_start <= year <= self.period_end
        place = 0 if covers else 1 if adopted else 2 if self.status == PlanStatus.ENDED else 3
        return place, -self.period_start

    @property
    def span(self):
        """As addresses name it: 2025-2029."""
        return f"{self.period_start}-{self.period_end}"

    @property
    def address(self):
        """What the address of every page of the plan begins with: the municipality's slug and the span."""
        return self.municipality.slug, self.span

    @property
    def years(self):
        """The calendar years of the period, first to last."""
        return list(range(self.period_start, self.period_end + 1))

    def finished_year(self, today):
        """The last calendar year of the period that is over on the date ``today``; before that, the first."""
        return max(self.period_start, min(self.period_end, today.year - 1))

    def heading(self, key, year=""):
        """The plan's own heading of a column, or the usual one; ``{year}`` in it becomes the year it is printed for.

        ``key`` is one of ``DEFAULT_HEADINGS``.
        """
        return (self.headings.get(key) or DEFAULT_HEADINGS[key]).replace("{year}", str(year))

    def level_heading(self, level):
        """The level row as the document prints it, or composed where it prints none."""
        level = PreventionLevel(level)
        return self.level_headings.get(level.value) or f"{level.roman} {level.label.upper()}"


class TargetYear(models.Model):
    """A year for which the plan sets targets for its indicators."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="target_years", verbose_name="plāns")
    year = year_field("gads")

    class Meta:
        verbose_name = "mērķa gads"
        verbose_name_plural = "mērķa gadi"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"], name="target_year_once", violation_error_message="Šāds mērķa gads jau ir."
            )
        ]

    def __str__(self):
        return str(self.year)


class CouncilDecision(models.Model):
    """A decision of the council: by it a plan or a report is adopted, with the annex line that documents print."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="decisions", verbose_name="plāns")
    kind = models.CharField("par ko", max_length=10, choices=DecisionKind.choices)
    year = year_field("pārskata gads", null=True, blank=True)
    number = models.CharField("numurs", max_length=40)
    date = models.DateField("datums")
    minutes = models.CharField("protokola numurs", max_length=40, blank=True)
    point = models.CharField("protokola punkts", max_length=40, blank=True)
    title = models.TextField("nosaukums", blank=True)

    class Meta:
        verbose_name = "domes lēmums"
        verbose_name_plural = "domes lēmumi"
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number", "date"],
                name="decision_once",
                violation_error_message="Šāds lēmums jau ir ierakstīts.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.PLAN) | Q(kind=DecisionKind.REPORT, year__isnull=False),
                name="decision_on_report_names_year",
                violation_error_message="Lēmumam par ziņojumu jānorāda pārskata gads.",
            ),
        ]

    def __str__(self):
        return f"Nr. {self.number}, {self.date:%d.%m.%Y}."


class PlanSection(models.Model):
    """A narrative chapter of the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name="plāns")
    key = models.CharField("veids", max_length=20, choices=SectionKey.choices)
    title = models.CharField("virsraksts", max_length=300)
    body = models.TextField("teksts")
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        verbose_name = "plāna nodaļa"
        verbose_name_plural = "plāna nodaļas"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(key__in=SectionKey.values), name="plan_section_key_known"),
        ]

    def __str__(self):
        return self.title


class Abbreviation(models.Model):
    """A row of the list of abbreviations and terms."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="abbreviations", verbose_name="plāns")
    short = models.CharField("saīsinājums", max_length=80)
    long = models.TextField("skaidrojums")
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        verbose_name = "saīsinājums"
        verbose_name_plural = "saīsinājumi"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "short"],
                name="abbreviation_once",
                violation_error_message="Šāds saīsinājums jau ir sarakstā.",
            )
        ]

    def __str__(self):
        return self.short

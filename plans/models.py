"""The plan: goals, activities, tasks, who does them, when and with what money.

What a council adopted is kept to the letter in the ``*_printed`` fields; the typed value beside it is computed with.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import (
    DEFAULT_HEADINGS,
    DecisionKind,
    FundingSource,
    GoalListing,
    PartyRole,
    PreventionLevel,
    SectionKey,
)
from pmp.accounts.models import Institution, Municipality

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
        ]

    def __str__(self):
        return f"{self.municipality.short_name} {self.period}"

    @property
    def period(self):
        """As headings print it: 2025.–2029."""
        return f"{self.period_start}.–{self.period_end}."

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
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="plan_section_order_once")]

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
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "short"],
                name="abbreviation_once",
                violation_error_message="Šāds saīsinājums jau ir sarakstā.",
            )
        ]

    def __str__(self):
        return self.short


class Goal(models.Model):
    """A goal on one prevention level, numbered through the whole plan (*mērķis*)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name="plāns")
    listing = models.CharField("saraksts", max_length=10, choices=GoalListing.choices, default=GoalListing.PLAN)
    number = models.CharField("numurs", max_length=20)
    level = models.CharField("prevencijas līmenis", max_length=10, choices=PreventionLevel.choices)
    title = models.TextField("nosaukums")
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")
    updated_at = models.DateTimeField("mainīts", auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "mērķis"
        verbose_name_plural = "mērķi"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "listing", "number"],
                name="goal_number_once",
                violation_error_message="Mērķis ar šādu numuru jau ir.",
            ),
            models.CheckConstraint(condition=Q(level__in=PreventionLevel.values), name="goal_level_known"),
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
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["goal", "order"], name="expected_result_order_once")]

    def __str__(self):
        return self.text


class Term(models.Model):
    """Until when something is done: the printed text beside typed dates (*izpildes termiņš*)."""

    term_printed = models.CharField("izpildes termiņš (kā dokumentā)", max_length=120, blank=True)
    term_start = models.DateField("sākums", null=True, blank=True)
    term_end = models.DateField("beigas", null=True, blank=True)
    term_ongoing = models.BooleanField("pastāvīgi", default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(term_start__isnull=True) | Q(term_end__isnull=True) | Q(term_start__lte=F("term_end")),
                name="%(class)s_term_in_order",
                violation_error_message="Termiņa beigas nevar būt pirms sākuma.",
            )
        ]

    @property
    def term_text(self):
        """As the document prints it, else put into words from what is stored; empty where nothing is known."""
        if self.term_printed:
            return self.term_printed
        if self.term_ongoing:
            return "Pastāvīgi"
        if self.term_start and self.term_end:
            return f"{self.term_start:%d.%m.%Y.}–{self.term_end:%d.%m.%Y.}"
        if self.term_end:
            return f"līdz {self.term_end:%d.%m.%Y.}"
        return f"no {self.term_start:%d.%m.%Y.}" if self.term_start else ""


class PrintedParties(models.Model):
    """The institution cells as the document prints them, where they differ from the list of names."""

    lead_printed = models.TextField("atbildīgā institūcija (kā dokumentā)", blank=True)
    involved_printed = models.TextField("iesaistītās institūcijas (kā dokumentā)", blank=True)
    supervising_printed = models.TextField("uzraudzības institūcija (kā dokumentā)", blank=True)

    class Meta:
        abstract = True

    def institutions_by_role(self, role):
        """Institutions of one ``PartyRole`` in their order, from the prefetched ``parties__institution``."""
        return [party.institution for party in self.parties.all() if party.role == role]

    def parties_text(self, role):
        """The cell of one role as the document prints it; needs ``parties__institution`` prefetched."""
        printed = getattr(self, f"{PartyRole(role).value}_printed")
        return printed or ", ".join(str(institution) for institution in self.institutions_by_role(role))


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Activities of the municipalities in which ``user`` has a role."""
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def of_institution(self, institution):
        """Activities that an institution leads or takes part in."""
        roles = [PartyRole.LEAD, PartyRole.INVOLVED]
        return self.filter(
            pk__in=ActivityParty.objects.filter(institution=institution, role__in=roles).values("activity")
        )

    def with_parties(self):
        """Prefetches what ``parties_text``, ``year_marks`` and ``funding_text`` read: a constant number of queries."""
        return self.prefetch_related("parties__institution", "years", "funding", "programme_links")


class Activity(Term, PrintedParties):
    """A prevention activity (*prevencijas aktivitāte*): one row of the plan's table."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities", verbose_name="plāns")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="activities", verbose_name="mērķis")
    number = models.CharField("numurs", max_length=20)
    title = models.TextField("nosaukums")
    planned_result = models.TextField("sasniedzamais rezultāts", blank=True)
    tasks_text = models.TextField("uzdevumi plāna izpildei", blank=True)
    resources = models.TextField("nepieciešamie resursi", blank=True)
    funding_printed = models.TextField("finanšu avoti (kā dokumentā)", blank=True)
    programme_links_printed = models.CharField("sasaiste (kā dokumentā)", max_length=200, blank=True)
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")
    version = models.PositiveIntegerField("versija", default=1, editable=False)
    updated_at = models.DateTimeField("mainīts", auto_now=True)
    history = HistoricalRecords()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitāte"
        verbose_name_plural = "aktivitātes"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="activity_number_once",
                violation_error_message="Aktivitāte ar šādu numuru jau ir.",
            ),
            *Term.Meta.constraints,
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def year_marks(self):
        """Years in which it is carried out: its marks, else those its term covers (needs ``years`` prefetched)."""
        if marked := [mark.year for mark in self.years.all()]:
            return marked
        if self.term_ongoing:
            return self.plan.years
        if self.term_start and self.term_end:
            return [year for year in self.plan.years if self.term_start.year <= year <= self.term_end.year]
        return []

    @property
    def funding_text(self):
        """The funding cell as the document prints it (needs ``funding`` prefetched)."""
        return self.funding_printed or ", ".join(row.get_source_display() for row in self.funding.all())

    @property
    def programme_links_text(self):
        """The codes of the development programme as printed (needs ``programme_links`` prefetched)."""
        return self.programme_links_printed or " ".join(link.code for link in self.programme_links.all())


class Party(models.Model):
    """An institution's part in something."""

    role = models.CharField("loma", max_length=12, choices=PartyRole.choices)
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        abstract = True
        ordering = ["role", "order"]


class ActivityParty(Party):
    """An institution that leads an activity, takes part in it or supervises it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="parties", verbose_name="aktivitāte")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="activity_parties", verbose_name="institūcija"
    )

    class Meta(Party.Meta):
        verbose_name = "aktivitātes institūcija"
        verbose_name_plural = "aktivitātes institūcijas"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "role", "institution"],
                name="activity_party_once",
                violation_error_message="Šī institūcija šajā lomā jau ir.",
            )
        ]

    def __str__(self):
        return f"{self.institution} ({self.get_role_display()})"


class ActivityFunding(models.Model):
    """A source from which an activity is paid."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="funding", verbose_name="aktivitāte")
    source = models.CharField("finanšu avots", max_length=15, choices=FundingSource.choices)

    class Meta:
        verbose_name = "aktivitātes finanšu avots"
        verbose_name_plural = "aktivitātes finanšu avoti"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "source"],
                name="activity_funding_once",
                violation_error_message="Šāds finanšu avots jau ir.",
            ),
            models.CheckConstraint(condition=Q(source__in=FundingSource.values), name="activity_funding_known"),
        ]

    def __str__(self):
        return self.get_source_display()


class ActivityYear(models.Model):
    """A year mark of an activity, the plan's X."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="years", verbose_name="aktivitāte")
    year = year_field("gads")

    class Meta:
        verbose_name = "aktivitātes gads"
        verbose_name_plural = "aktivitātes gadi"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "year"], name="activity_year_once", violation_error_message="Šis gads jau atzīmēts."
            )
        ]

    def __str__(self):
        return str(self.year)


class ProgrammeLink(models.Model):
    """A code of the municipality's development programme to which an activity is tied, such as I2.1.1."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="programme_links", verbose_name="aktivitāte")
    code = models.CharField("kods", max_length=20)
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        verbose_name = "sasaiste ar attīstības programmu"
        verbose_name_plural = "sasaistes ar attīstības programmu"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "code"],
                name="programme_link_once",
                violation_error_message="Šāds kods aktivitātei jau ir.",
            )
        ]

    def __str__(self):
        return self.code


class Task(Term, PrintedParties):
    """A task by which an activity is carried out (*darba uzdevums*)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="plāns")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="tasks", verbose_name="aktivitāte")
    number = models.CharField("numurs", max_length=20)
    title = models.TextField("nosaukums")
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")
    updated_at = models.DateTimeField("mainīts", auto_now=True)

    class Meta:
        verbose_name = "darba uzdevums"
        verbose_name_plural = "darba uzdevumi"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="task_number_once",
                violation_error_message="Uzdevums ar šādu numuru jau ir.",
            ),
            *Term.Meta.constraints,
        ]

    def __str__(self):
        return f"{self.number} {self.title}"


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
            )
        ]

    def __str__(self):
        return f"{self.institution} ({self.get_role_display()})"


class WordingVariant(models.Model):
    """Another wording of the same thing in another table of the same document; kept, never repaired."""

    goal = models.ForeignKey(
        Goal, models.CASCADE, null=True, blank=True, related_name="variants", verbose_name="mērķis"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="variants", verbose_name="aktivitāte"
    )
    where = models.CharField("kurā vietā", max_length=80)
    field = models.CharField("kura aile", max_length=30)
    text = models.TextField("teksts")
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        verbose_name = "cits formulējums"
        verbose_name_plural = "citi formulējumi"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, activity__isnull=True) | Q(goal__isnull=True, activity__isnull=False),
                name="variant_of_goal_or_activity",
                violation_error_message="Formulējums pieder vai nu mērķim, vai aktivitātei.",
            )
        ]

    def __str__(self):
        return f"{self.where}: {self.text}"

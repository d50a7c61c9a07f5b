"""Activities: who carries them out, when, with what money, tied to what."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from plans.enums import FundingSource, PartyRole
from plans.models.goal import Goal
from plans.models.plan import Plan, year_field
from plans.models.shared import Party, PrintedParties, Term
from pmp.accounts.models import Institution
from pmp.common.models import Versioned
from pmp.common.numbers import NumberKeyField
from pmp.common.wording import years_text


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Activities of the municipalities in which ``user`` has a role."""
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def with_parties(self):
        """Prefetches what ``parties_text``, ``is_planned_in`` and ``funding_text`` read: a constant number of queries."""
        parties = models.Prefetch("parties", ActivityParty.objects.select_related("institution"))
        return self.prefetch_related(parties, "years", "funding", "programme_links")


class Activity(Versioned, Term, PrintedParties):
    """A prevention activity (*prevencijas aktivitāte*): one row of the plan's table."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities", verbose_name="plāns")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="activities", verbose_name="mērķis")
    number = models.CharField("numurs", max_length=20)
    number_key = NumberKeyField("numura atslēga", from_field="number")
    title = models.TextField("nosaukums")
    planned_result = models.TextField("sasniedzamais rezultāts", blank=True)
    tasks_text = models.TextField("uzdevumi plāna izpildei", blank=True)
    resources = models.TextField("nepieciešamie resursi", blank=True)
    funding_printed = models.TextField("finanšu avoti (kā dokumentā)", blank=True)
    programme_links_printed = models.CharField("sasaiste (kā dokumentā)", max_length=200, blank=True)
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitāte"
        verbose_name_plural = "aktivitātes"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number_key"],
                name="activity_number_once",
                violation_error_message="Aktivitāte ar šādu numuru jau ir.",
            ),
            *Term.Meta.constraints,
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def clean(self):
        """The goal is one of its own plan; the database refuses another (``plans.database``)."""
        if self.goal_id and self.goal.plan_id != self.plan_id:
            raise ValidationError("Mērķis ir citā plānā nekā aktivitāte.")

    @property
    def year_marks(self):
        """The years marked in the plan, its X (needs ``years`` prefetched)."""
        return [mark.year for mark in self.years.all()]

    def is_planned_in(self, year):
        """Whether the plan carries it out in a year: by its marks, else by its term, else always (needs ``years``).

        ``planned_in`` asks the same of the database; what was cancelled since is known on the floor of ``monitoring``.
        """
        return year in marks if (marks := self.year_marks) else self.term_covers(year)

    def has_begun_by(self, year):
        """Whether its first mark, else the start of its term, has come in a year (needs ``years`` prefetched)."""
        if marks := self.year_marks:
            return min(marks) <= year
        return self.term_start is None or self.term_start.year <= year

    @property
    def when(self):
        """The term, else the years marked, in words (needs ``years`` prefetched)."""
        return self.term_text or years_text(self.year_marks)

    @property
    def funding_text(self):
        """The funding cell as the document prints it (needs ``funding`` prefetched)."""
        return self.funding_printed or self.funding_in_words

    @property
    def funding_in_words(self):
        """What is printed where the document has no words of its own (needs ``funding`` prefetched)."""
        return ", ".join(row.get_source_display() for row in self.funding.all())

    @property
    def programme_links_text(self):
        """The codes of the development programme as printed (needs ``programme_links`` prefetched)."""
        return self.programme_links_printed or self.programme_links_in_words

    @property
    def programme_links_in_words(self):
        """What is printed where the document has no words of its own (needs ``programme_links`` prefetched)."""
        return " ".join(link.code for link in self.programme_links.all())


def planned_in(year):
    """``Activity.is_planned_in`` as a condition for ``filter`` and ``annotate`` of activities."""
    marks = ActivityYear.objects.filter(activity=OuterRef("pk"))
    return Q(Exists(marks.filter(year=year))) | (~Q(Exists(marks)) & Term.term_covering(year))


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
            ),
            models.CheckConstraint(condition=Q(role__in=PartyRole.values), name="activity_party_role_known"),
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
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "code"],
                name="programme_link_once",
                violation_error_message="Šāds kods aktivitātei jau ir.",
            )
        ]

    def __str__(self):
        return self.code


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
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, activity__isnull=True) | Q(goal__isnull=True, activity__isnull=False),
                name="variant_of_goal_or_activity",
                violation_error_message="Formulējums pieder vai nu mērķim, vai aktivitātei.",
            )
        ]

    def __str__(self):
        return f"{self.where}: {self.text}"

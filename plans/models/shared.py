"""What activities and tasks have in common: a term, institutions with a part, and their printed cells."""

from django.db import models
from django.db.models import F, Q

from plans.enums import PartyRole


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

    def term_covers(self, year):
        """Whether the term falls into a year; one that goes on, or says neither start nor end, falls into every year."""
        begun = self.term_start is None or self.term_start.year <= year
        return self.term_ongoing or (begun and (self.term_end is None or year <= self.term_end.year))

    @staticmethod
    def term_covering(year):
        """The same as a condition for ``filter``."""
        begun = Q(term_start__isnull=True) | Q(term_start__year__lte=year)
        return Q(term_ongoing=True) | (begun & (Q(term_end__isnull=True) | Q(term_end__year__gte=year)))

    @property
    def term_text(self):
        """As the document prints it, else put into words from what is stored; empty where nothing is known."""
        return self.term_printed or self.term_in_words

    @property
    def term_in_words(self):
        """What is printed where the document has no words of its own."""
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
        """Institutions of one ``PartyRole`` in their order, from the prefetched ``with_parties``."""
        return [party.institution for party in self.parties.all() if party.role == role]

    def parties_text(self, role):
        """The cell of one role as the document prints it; needs ``with_parties`` prefetched."""
        return getattr(self, f"{PartyRole(role).value}_printed") or self.parties_in_words(role)

    def parties_in_words(self, role):
        """What is printed where the document has no words of its own; needs ``with_parties`` prefetched."""
        return ", ".join(str(institution) for institution in self.institutions_by_role(role))


class Party(models.Model):
    """An institution's part in something."""

    role = models.CharField("loma", max_length=12, choices=PartyRole.choices)
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        abstract = True
        ordering = ["role", "order", "pk"]

"""Words of the report."""

from django.db import models
from django.utils.text import slugify


class ReportSectionKey(models.TextChoices):
    """Narrative chapters of a monitoring report."""

    SUMMARY = "summary", "kopsavilkums"
    INTRODUCTION = "introduction", "ievads"


class PointKind(models.TextChoices):
    """What a numbered point of the report is. Both words are declined alike."""

    CONCLUSION = "conclusion", "secinājums"
    PROPOSAL = "proposal", "priekšlikums"

    @property
    def chapter(self) -> str:
        """The key of the chapter that prints them."""
        return f"{self.value}s"

    @property
    def slug(self) -> str:
        """How they stand in an address: *secinajumi*."""
        return slugify(self.plural)

    @property
    def plural(self) -> str:
        """Several of them: *secinājumi*."""
        return f"{self._stem}i"

    @property
    def genitive(self) -> str:
        """What is missing: *secinājuma*."""
        return f"{self._stem}a"

    @property
    def accusative(self) -> str:
        """What one adds, changes and deletes: *secinājumu*."""
        return f"{self._stem}u"

    @property
    def counted(self) -> str:
        """The forms that stand after a number, for the ``plural`` filter."""
        return f"{self.label},{self.plural},{self.accusative}"

    @property
    def _stem(self):
        return self.label.removesuffix("s")

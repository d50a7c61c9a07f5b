"""Words of the report."""

from django.db import models


class ReportSectionKey(models.TextChoices):
    """Narrative chapters of a monitoring report."""

    SUMMARY = "summary", "kopsavilkums"
    INTRODUCTION = "introduction", "ievads"

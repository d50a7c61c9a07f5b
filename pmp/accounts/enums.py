"""Words of the ground floor."""

from django.db import models


class Role(models.TextChoices):
    """What a person may do in one municipality (roles of the PMP guidelines)."""

    EDITOR = "editor", "plāna redaktors"
    COORDINATOR = "coordinator", "koordinators"
    COUNCIL = "council", "deputāts"
    ADMINISTRATOR = "administrator", "administrators"

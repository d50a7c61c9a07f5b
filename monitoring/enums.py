"""Words of the monitoring year."""

from django.db import models


class Status(models.TextChoices):
    """How far an activity got in a year (*izpildes statuss*): the three of the documents, and what practice needs beside them."""

    DONE = "done", "izpildīts"
    STARTED = "started", "uzsākts"
    NOT_STARTED = "not_started", "nav uzsākts"
    PARTLY_DONE = "partly_done", "daļēji izpildīts"
    POSTPONED = "postponed", "atlikts"
    CANCELLED = "cancelled", "atcelts"


#: What else is reported of an activity beside status, evaluation and money: field and heading, as documents order them.
DETAILS = [
    ("planned", "Plānotais rezultāts"),
    ("achieved", "Sasniegtā vērtība"),
    ("impact", "Ietekmes novērtējums"),
    ("factors", "Ietekmes faktori"),
]

#: What stands where nothing was reported.
NO_DATA = "nav datu"

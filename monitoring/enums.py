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


#: What stands where nothing was reported.
NO_DATA = "nav datu"

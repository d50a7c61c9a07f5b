"""Words of the indicators."""

from django.db import models

from pmp.common.states import Look, StateChoices


class Direction(models.TextChoices):
    """Which way an indicator is wished to move. It is a property of the indicator, not the sign of target − baseline."""

    UP = "up", "jāpieaug"
    DOWN = "down", "jāsamazinās"
    HOLD = "hold", "jāsaglabā"


class Trend(StateChoices):
    """*Attīstības tendence*: whether the situation got better, not whether the number grew."""

    IMPROVING = "improving", Look("arrow-up"), "uzlabojas"
    STABLE = "stable", Look("arrow-right"), "nemainās"
    WORSENING = "worsening", Look("arrow-down"), "pasliktinās"
    NOT_COMPARABLE = "not_comparable", Look("not-equal"), "nav salīdzināms"
    NOT_MEASURED = "not_measured", Look("dash"), "nav vērtības"

    @property
    def arrow(self):
        """The sign documents print; empty where they print a sentence."""
        return {"improving": "↑", "stable": "→", "worsening": "↓", "not_measured": "-"}.get(self.value, "")


class TargetKind(models.TextChoices):
    """In which form a target is printed, hence how it is computed with."""

    VALUE = "value", "vērtība"
    BELOW = "below", "mazāk nekā"
    UP_TO = "up_to", "līdz"
    ABOVE = "above", "vairāk nekā"
    AT_LEAST = "at_least", "vismaz"
    CHANGE_PERCENT = "change_percent", "pārmaiņa procentos no bāzes vērtības"
    WITHIN_PERCENT = "within_percent", "robežās no bāzes vērtības"
    WITHIN_POINTS = "within_points", "procentpunktu robežās no bāzes vērtības"
    INCREASE = "increase", "pieaugums par"
    DIRECTION = "direction", "tikai virziens"
    TO_BE_SET = "to_be_set", "vēl jānosaka"
    NONE = "none", "nav norādīts"


class Bound(models.TextChoices):
    """Which side of a printed figure the value lies on; a figure by itself is exact."""

    EXACT = "", "tieši"
    BELOW = "below", "mazāk nekā"
    UP_TO = "up_to", "ne vairāk kā"
    ABOVE = "above", "vairāk nekā"
    AT_LEAST = "at_least", "vismaz"
    ABOUT = "about", "aptuveni"

    @property
    def sign(self) -> str:
        """As a mathematician prints it; empty for an exact value."""
        return {"below": "<", "up_to": "≤", "above": ">", "at_least": "≥", "about": "≈"}.get(self.value, "")


class Unit(models.TextChoices):
    """What an indicator counts. A number never stands without its unit."""

    PERCENT = "percent", "%"
    COUNT = "count", "skaits"
    PERSONS = "persons", "personas"
    FAMILIES = "families", "ģimenes"
    POSTS = "posts", "slodzes"
    VISITS = "visits", "apmeklējumi"
    PROGRAMMES = "programmes", "programmas"
    OTHER = "other", "vienības"

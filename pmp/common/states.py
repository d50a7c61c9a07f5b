"""State words that behave: everything that a page, a chart or a sentence needs of a state stands on its enum, once."""

from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst


@dataclass(frozen=True)
class Look:
    """How a state is shown: its symbol in ``icons.svg``, and where charts draw it the colour of its bar and of text upon it.

    Charts carry colours as attributes, so that they print alike; everywhere else the class ``tone`` gives the colours.
    ``counted`` are the forms after a number, for the ``plural`` filter; ``hint`` says when one chooses the state; ``hatched``
    bars are told apart where colours are not.
    """

    icon: str
    fill: str = "#ffffff"
    ink: str = "#18212c"
    counted: str = ""
    hint: str = ""
    hatched: bool = False


class StateChoices(models.TextChoices):
    """A state word: ``NAME = value, Look(…), label``; the order of the members is the order in which people read them."""

    def __new__(cls, value, look):
        """A member keeps its look beside Django's value and label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.look = look
        return member

    @property
    def word(self):
        """The label as it stands at the beginning of a line."""
        return capfirst(self.label)

    @property
    def tone(self):
        """The CSS class that gives the state its colours."""
        return f"tone-{self.value or 'none'}"

    @property
    def icon(self):
        """Its symbol in ``icons.svg``."""
        return self.look.icon

    @property
    def hint(self):
        """When one chooses it."""
        return self.look.hint

    @property
    def counted(self):
        """The forms that stand after a number, for the ``plural`` filter."""
        return self.look.counted

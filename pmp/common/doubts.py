"""Asking beside a field: a text with more than one meaning comes back with its readings, and one of them is chosen."""

from dataclasses import dataclass

from django import forms

from pmp.common.reading import Doubt, Kind, Reading


class InDoubt(forms.ValidationError):
    """What a field raises that cannot decide between readings."""

    def __init__(self, doubt: Doubt, kind: Kind):
        super().__init__(doubt.question, code="doubt")
        self.doubt, self.kind = doubt, kind


@dataclass(frozen=True)
class Question:
    """What stands beside the field: ``options`` are the value of a radio button, what it says, and whether it is chosen.

    ``is_open`` until somebody has answered.
    """

    name: str
    text: str
    options: tuple[tuple[str, str, bool], ...]
    is_open: bool


class AsksInDoubt:
    """For forms: a field in doubt is asked about; the answer comes back with the field's text, and counts only for that text.

    The answer to *printed* is sent as *printed_reading*.
    """

    def add_error(self, field, error):
        """A doubt that is answered is none."""
        if not isinstance(error, InDoubt):
            return super().add_error(field, error)
        chosen = self.settle(field, error.doubt, error.kind)
        if chosen is not None:
            self._take(field, chosen)
        return None

    def settle(self, name: str, doubt: Doubt, kind: Kind) -> Reading | None:
        """The reading that was chosen; without an answer an error, and the question beside the field."""
        sent = f"{self.add_prefix(name)}_reading"
        chosen = doubt.chosen(self.data.get(sent))
        self.fields[name].question = _question(sent, doubt, kind, chosen)
        if chosen is None:
            super().add_error(name, doubt.question)
        return chosen

    def _take(self, name, chosen):
        try:
            self.cleaned_data[name] = self.fields[name].clean(chosen.value)
        except forms.ValidationError as error:
            super().add_error(name, error)


def _question(sent, doubt, kind, chosen):
    marked = chosen or (doubt.readings[0] if doubt.is_safe else None)
    options = tuple((reading.key, reading.in_words(kind), reading == marked) for reading in doubt.readings)
    return Question(sent, doubt.question, options, is_open=chosen is None)

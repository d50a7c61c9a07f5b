"""Texts on their way in: what a paste brings along is tidied, and nothing is without limit."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from pmp.common.wording import lv_number

#: How long a text of several lines may be, and a text of one line that no column limits; how long a list.
LONG_TEXT, LINE, LIST = 50_000, 200, 200

#: Bullets of Word's symbol fonts, which other fonts draw as boxes.
_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf06c\uf06e\uf071\uf0fc"), "•")
#: What ends a line in Word, on the web and elsewhere.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: Control and format signs but for tab and line end, private use, halves of pairs, what stands for a picture, no characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000e0000-\U0010ffff]"
)
#: More than one accent on a letter that has no such form of its own.
_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff])[\u0300-\u036f\u0483-\u0489"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def tidy(text: str) -> str:
    """The text without signs that nobody sees or meant, with one kind of line end and letters in their composed form.

    Bullets of Word's symbol fonts become "•", other private signs go, so do control signs, soft hyphens, marks of width and
    of direction, and accents stacked upon each other. What is tidy stays as it is.
    """
    text = _LINE_ENDS.sub("\n", text).translate(_BULLETS)
    return _STACKED.sub(r"\1", unicodedata.normalize("NFC", _UNSEEN.sub("", text)))


def too_long(value, limit: int = LONG_TEXT) -> str:
    """What is wrong with a text or list past its limit, in a sentence; empty where nothing is."""
    if isinstance(value, str):
        return _sentence("Te drīkst būt ne vairāk kā {} zīmju, bet ir {}.", limit, value)
    if isinstance(value, list | tuple):
        return _sentence("Sarakstā drīkst būt ne vairāk kā {} ierakstu, bet ir {}.", LIST, value)
    return ""


def refuse_too_long(values: dict) -> None:
    """Raise ``ValidationError`` where a text or list among the values is past its limit."""
    if found := {name: sentence for name, value in values.items() if (sentence := too_long(value))}:
        raise ValidationError(" ".join(found.values()))


def _sentence(sentence, limit, value):
    return sentence.format(lv_number(limit), lv_number(len(value))) if len(value) > limit else ""

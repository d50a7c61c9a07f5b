"""Long text as people type it: paragraphs, and lists typed as lines that begin with a sign or with a number and a bracket."""

import re
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SIGN = re.compile(r"^[-–•]\s+(?=\S)")
NUMBER = re.compile(r"^\d{1,2}\)\s*(?=\S)")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, parted by line ends; blank ones are left out."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())


def prose(text: str) -> SafeString:
    """A text as HTML: a paragraph for each line, and a list where two lines or more in a row are typed as one.

    A sign at the beginning becomes the list's own; numbers stay as typed.
    """
    pieces = (_piece(kind, list(lines)) for kind, lines in groupby(paragraphs(text), key=_kind))
    return mark_safe("\n".join(pieces))  # noqa: S308 - each piece is escaped


def _kind(line: str) -> str:
    return "ul" if SIGN.match(line) else "ol" if NUMBER.match(line) else ""


def _piece(kind: str, lines: list[str]) -> SafeString:
    if not kind or len(lines) == 1:
        return format_html_join("\n", "<p>{}</p>", ([line] for line in lines))
    items = format_html_join("\n", "<li>{}</li>", ([SIGN.sub("", line, count=1)] for line in lines))
    return format_html('<{0} class="typed">\n{1}\n</{0}>', kind, items)

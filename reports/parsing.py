"""What is typed or pasted as a point of the report: one text, or several points at once. Numbers come off: the report numbers."""

import re

_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
#: *3. septembrī* is a date and no number of a list, which begins a sentence or has a bracket
_OWN_NUMBER = re.compile(r"\d{1,3}(?:\)|\.(?=\s+[^\sa-zāčēģīķļņšūž]))\s+(?=\S)")
_BLANKS = re.compile(r"[ \t]+")


def one_point(text: str) -> str:
    """The text of one point with its own line ends, without the number that was pasted along; a numbered list keeps its own."""
    text = _tidy(text)
    found = _OWN_NUMBER.match(text)
    return text[found.end() :] if found and not _numbered(text) else text


def several_points(text: str) -> list[str]:
    """The points that a text may be: what stands behind the numbers 1., 2., 3. …, else its paragraphs; often that is one."""
    text = _tidy(text)
    return _numbered(text) or [one_point(paragraph) for paragraph in text.split("\n\n")]


def _tidy(text):
    """One blank between words, one empty line between paragraphs."""
    lines = [_BLANKS.sub(" ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _numbered(text):
    """The texts behind numbers that begin a line and go up by one, each with the lines that follow; nothing for fewer than two."""
    points, expected = [], None
    for line in text.split("\n"):
        found = _NUMBERED.match(line)
        if found and expected in (None, int(found[1])):
            expected = int(found[1]) + 1
            points.append(line[found.end() :])
        elif points:
            points[-1] += f"\n{line}"
        else:
            return []
    return [point.strip() for point in points] if len(points) > 1 else []

"""Counts that could point at a child: one to four pupils, or all but one to four, in forms and in texts."""

import re
from collections.abc import Iterable
from decimal import Decimal

#: From this number on a count points at nobody.
ENOUGH = 5

_WORDS = {
    1: r"vien(?:s|a|am|ai|u|ā)|vienīg\w+",
    2: r"div(?:i|as|iem|ām|us|u)|abi|abas|abiem|abām",
    3: r"tr(?:īs|is|im|īm|ijiem|ijām|ijus|iju)",
    4: r"četr(?:i|as|iem|ām|us|u)",
}
_FEW = "|".join(["[1-4]", *_WORDS.values()])
_PUPILS = r"(?:izglītojam|skolēn|skolniek|skolniec|audzēkn|bērn|jaunie[tš]|pusaudz|zēn|meiten|mācekl)\w*"
_NUMBER = r"[0-9]{1,3}(?:[ .\u00a0][0-9]{3})+|[0-9]+"
_FEW_PUPILS = re.compile(rf"(?<![\w.,:/%–-])(?:{_FEW})\s+(?:[^\W\d]\w*\s+)?{_PUPILS}", re.I)
#: "198 no 200 izglītojamajiem", "198 izglītojamie no 200", "2/200 skolēni"
_OF = re.compile(
    rf"(?<![\w.,:/%–-])(?P<part>{_NUMBER})\s+(?:{_PUPILS}\s+)?no\s+(?:[^\W\d]\w*\s+)?(?P<whole>{_NUMBER})(?:\s+\w+)?",
    re.I,
)
_BUT = re.compile(rf"{_PUPILS}[^.;\n]{{0,60}}?\b(?:izņemot|atskaitot|bez)\s+(?:{_FEW})\b(?![.,][0-9])", re.I)


def points_at_child(count: Decimal | int | None, whole: Decimal | int | None = None) -> bool:
    """Whether a count, or what is missing to the whole, is from one to four."""
    if count is None:
        return False
    return 0 < count < ENOUGH or (whole is not None and 0 < whole - count < ENOUGH)


def speaks_of_pupils(text: str) -> bool:
    """Whether a text names children: what it counts can point at one."""
    return bool(re.search(_PUPILS, text, re.I))


def small_counts(text: str) -> list[str]:
    """The places in which so few pupils are spoken of, each as it is written, in the order of the text, without repetition."""
    found = [(match.start(), match[0]) for match in [*_FEW_PUPILS.finditer(text), *_BUT.finditer(text), *_shares(text)]]
    spans = [" ".join(words.split()) for _, words in sorted(found)]
    return list(dict.fromkeys(spans))


def _shares(text) -> Iterable[re.Match]:
    for match in _OF.finditer(text):
        part, whole = (int(re.sub(r"\D", "", match[name])) for name in ("part", "whole"))
        if re.search(_PUPILS, match[0], re.I) and points_at_child(part, whole):
            yield match


def small_counts_sentence(*texts: str) -> str:
    """What to say of the small counts in texts; empty where there are none."""
    found = small_counts("\n".join(texts))
    if not found:
        return ""
    quoted = ", ".join(f"„{text}”" for text in found)
    return f"tekstā minēts mazāk nekā pieci izglītojamie ({quoted}). Pārbaudiet, vai pēc tā bērnu nevar atpazīt."

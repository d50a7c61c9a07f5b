"""No personal data of pupils: what in a text might point at a child. A warning, never a refusal."""

import re

_FEW = r"[1-4]|vien(?:s|a|am|ai|u)|div(?:i|as|iem|ām|us)|tr(?:īs|is|im|īm|ijiem|ijām)|četr(?:i|as|iem|ām|us)"
_PUPILS = r"izglītojam|skolēn|audzēkn|bērn|jaunie[tš]|pusaudz|zēn|meiten"
_SMALL_COUNT = re.compile(rf"(?<![\w.,:/%–-])(?:{_FEW})\s+(?:\w+\s+)?(?:{_PUPILS})\w*", re.IGNORECASE)


def small_counts(text: str) -> list[str]:
    """The places in which fewer than five pupils are spoken of, each as it is written, without repetition."""
    found = (" ".join(match.group().split()) for match in _SMALL_COUNT.finditer(text))
    return list(dict.fromkeys(found))

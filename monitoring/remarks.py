"""What may be said of an answer that is saved all the same: text that might point at a child, things left out."""

import re

from monitoring.enums import Status
from monitoring.models import Assessment

_FEW = r"[1-4]|vien(?:s|a|am|ai|u)|div(?:i|as|iem|ām|us)|tr(?:īs|is|im|īm|ijiem|ijām)|četr(?:i|as|iem|ām|us)"
_PUPILS = r"izglītojam|skolēn|audzēkn|bērn|jaunie[tš]|pusaudz|zēn|meiten"
_SMALL_COUNT = re.compile(rf"(?<![\w.,:/%–-])(?:{_FEW})\s+(?:\w+\s+)?(?:{_PUPILS})\w*", re.IGNORECASE)


def small_counts(text: str) -> list[str]:
    """The places in which fewer than five pupils are spoken of, each as it is written, without repetition."""
    found = (" ".join(match.group().split()) for match in _SMALL_COUNT.finditer(text))
    return list(dict.fromkeys(found))


def remarks(assessment: Assessment) -> list[str]:
    """Gentle sentences about an answer that is saved all the same."""
    sentences = []
    texts = (assessment.evaluation, assessment.achieved, assessment.impact, assessment.factors, assessment.planned)
    if found := small_counts("\n".join(texts)):
        quoted = ", ".join(f"„{text}”" for text in found)
        sentences.append(
            f"tekstā minēts mazāk nekā pieci izglītojamie ({quoted}). Pārbaudiet, vai pēc tā bērnu nevar atpazīt."
        )
    if assessment.status == Status.DONE and not assessment.evaluation.strip():
        sentences.append(
            "statuss ir „Izpildīts”, bet izvērtējuma nav. Ierakstiet, kas izdarīts: dome to lasīs ziņojumā."
        )
    if not assessment.status:
        sentences.append("teksts saglabāts kā melnraksts. Lai atbilde būtu pilnīga, izvēlieties statusu.")
    return sentences

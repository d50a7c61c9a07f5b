"""What may be said of an answer that is saved all the same: text that might point at a child, things left out."""

from monitoring.enums import Status
from monitoring.models import Assessment
from pmp.common.small_counts import small_counts_sentence


def remarks(assessment: Assessment) -> list[str]:
    """Gentle sentences about an answer that is saved all the same."""
    sentences = []
    texts = (assessment.evaluation, assessment.achieved, assessment.impact, assessment.factors, assessment.planned)
    if sentence := small_counts_sentence(*texts):
        sentences.append(sentence)
    if assessment.status == Status.DONE and not assessment.evaluation.strip():
        sentences.append(
            "statuss ir „Izpildīts”, bet izvērtējuma nav. Ierakstiet, kas izdarīts: dome to lasīs ziņojumā."
        )
    if not assessment.status:
        sentences.append("teksts saglabāts kā melnraksts. Lai atbilde būtu pilnīga, izvēlieties statusu.")
    return sentences

"""How often one address may ask for something: counted in the cache, whether or not the address has an account."""

from hashlib import sha256

from django.core.cache import cache

#: The time in which is counted.
HOUR = 60 * 60
#: Letters to one e-mail address; questions from one network address, behind which a whole office may sit.
LETTERS, QUESTIONS = 3, 20

TOO_MANY_LETTERS = (
    "Uz šo adresi stundas laikā vēstule jau lūgta trīs reizes. Ieskatieties mēstuļu mapē vai pagaidiet stundu."
)
TOO_MANY_QUESTIONS = "No šīs vietas stundas laikā ir pārāk daudz lūgumu. Lūdzu, pagaidiet stundu."


def refusal(*, email: str, client: str = "") -> str:
    """Count one more letter to ``email``, asked for from the network address ``client``; the sentence that refuses it, if any."""
    if client and not _within("client", client, QUESTIONS):
        return TOO_MANY_QUESTIONS
    return "" if _within("letter", email.lower(), LETTERS) else TOO_MANY_LETTERS


def _within(kind, whose, limit):
    key = f"{kind}-{sha256(whose.encode()).hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # its hour ended in this moment
        return True

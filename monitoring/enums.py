"""Words of the monitoring year."""

from pmp.common.states import Look, StateChoices


class Status(StateChoices):
    """How far an activity got in a year (*izpildes statuss*): the three of the documents, and what practice needs beside them."""

    DONE = (
        "done",
        Look(
            "check",
            fill="#2c7a4b",
            ink="#ffffff",
            counted="izpildīta,izpildītas,izpildītu",
            hint="Viss, kas gadam bija paredzēts, ir izdarīts.",
        ),
        "izpildīts",
    )
    STARTED = (
        "started",
        Look("play", fill="#e0ad52", counted="uzsākta,uzsāktas,uzsāktu", hint="Darbs ir sākts un turpinās."),
        "uzsākts",
    )
    NOT_STARTED = (
        "not_started",
        Look(
            "circle",
            fill="#dfe3e8",
            counted="nav uzsākta,nav uzsāktas,nav uzsāktu",
            hint="Šajā gadā nekas vēl nav darīts.",
            hatched=True,
        ),
        "nav uzsākts",
    )
    PARTLY_DONE = (
        "partly_done",
        Look(
            "half",
            fill="#58a9ad",
            counted="daļēji izpildīta,daļēji izpildītas,daļēji izpildītu",
            hint="Izdarīta daļa no gadam paredzētā.",
        ),
        "daļēji izpildīts",
    )
    POSTPONED = (
        "postponed",
        Look("pause", fill="#b49fd0", counted="atlikta,atliktas,atliktu", hint="Pārcelts uz vēlāku gadu."),
        "atlikts",
    )
    CANCELLED = (
        "cancelled",
        Look(
            "cross",
            fill="#7d5252",
            ink="#ffffff",
            counted="atcelta,atceltas,atceltu",
            hint="Aktivitāti vairs neīstenos.",
        ),
        "atcelts",
    )
    NO_DATA = (
        "",
        Look(
            "question",
            counted="bez datiem,bez datiem,bez datiem",
            hint="Teksts paliek kā melnraksts.",
            hatched=True,
        ),
        "nav datu",
    )

    @classmethod
    def reportable(cls):
        """The states that somebody reports: all but that there are no data."""
        return [state for state in cls if state is not cls.NO_DATA]

    @property
    def is_answer(self):
        """Whether somebody reported it."""
        return self is not Status.NO_DATA


#: What else is reported of an activity beside status, evaluation and money: field and heading, as documents order them.
DETAILS = [
    ("planned", "Plānotais rezultāts"),
    ("achieved", "Sasniegtā vērtība"),
    ("impact", "Ietekmes novērtējums"),
    ("factors", "Ietekmes faktori"),
]

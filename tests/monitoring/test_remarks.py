"""Gentle remarks about an answer that is saved all the same."""

from monitoring.enums import Status
from monitoring.models import Assessment
from monitoring.remarks import remarks


def test_a_full_answer_needs_no_remark():
    assert remarks(Assessment(status=Status.DONE, evaluation="Notika 12 nodarbības.")) == []
    assert remarks(Assessment(status=Status.NOT_STARTED)) == []


def test_small_counts_are_looked_for_in_every_text():
    for field in ("evaluation", "planned", "achieved", "impact", "factors"):
        (sentence,) = remarks(Assessment(status=Status.STARTED, **{field: "Palīdzēts 2 bērniem."}))
        assert sentence == (
            "tekstā minēts mazāk nekā pieci izglītojamie („2 bērniem”). Pārbaudiet, vai pēc tā bērnu nevar atpazīt."
        )


def test_done_without_a_text():
    assert remarks(Assessment(status=Status.DONE, evaluation=" \n")) == [
        "statuss ir „Izpildīts”, bet izvērtējuma nav. Ierakstiet, kas izdarīts: dome to lasīs ziņojumā."
    ]


def test_a_text_without_a_status_is_a_draft():
    assert remarks(Assessment(evaluation="Sākts")) == [
        "teksts saglabāts kā melnraksts. Lai atbilde būtu pilnīga, izvēlieties statusu."
    ]

"""Gentle remarks about an answer that is saved all the same."""

import pytest

from monitoring.enums import Status
from monitoring.models import Assessment
from monitoring.remarks import remarks, small_counts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Atbalstu saņēma 3 izglītojamie.", ["3 izglītojamie"]),
        ("Konsultēti 2 mazākumtautību skolēni un 1 audzēknis", ["2 mazākumtautību skolēni", "1 audzēknis"]),
        ("Divi bērni un četriem jauniešiem", ["Divi bērni", "četriem jauniešiem"]),
        ("trīs\n izglītojamajiem", ["trīs izglītojamajiem"]),
        ("3 bērni, vēlāk 3 bērni", ["3 bērni"]),
        ("Piedalījās 23 izglītojamie un 104 skolēni", []),
        ("Sasniegti 5 bērni", []),
        ("2,3 izglītojamie uz speciālistu; 1.4 bērni; 10/3 skolēni", []),
        ("Notika 3 nodarbības 30 izglītojamajiem", []),
        ("2025 izglītojamie", []),
        ("3 pedagogi", []),
        ("Viens no iemesliem ir kavējumi", []),
        ("", []),
    ],
)
def test_small_counts_near_pupils(text, found):
    assert small_counts(text) == found


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

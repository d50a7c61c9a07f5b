"""Counts that could point at a child: in figures, in words, and what is missing to the whole."""

import pytest

from pmp.common.small_counts import points_at_child, small_counts, small_counts_sentence, speaks_of_pupils


@pytest.mark.parametrize(
    ("count", "whole", "points"),
    [
        (0, None, False),
        (1, None, True),
        (4, None, True),
        (5, None, False),
        (None, None, False),
        (None, 200, False),
        (198, 200, True),
        (196, 200, True),
        (195, 200, False),
        (200, 200, False),
        (2, 200, True),
        (0, 200, False),
        (0, 3, True),
    ],
)
def test_a_count_and_its_complement(count, whole, points):
    assert points_at_child(count, whole) == points


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
        ("Viens izglītojamais un viena skolniece", ["Viens izglītojamais", "viena skolniece"]),
        ("Abi jaunieši turpina mācības", ["Abi jaunieši"]),
        ("Vienīgais skolēns", ["Vienīgais skolēns"]),
        ("Pārcelti 198 no 200 izglītojamajiem.", ["198 no 200 izglītojamajiem"]),
        ("Pārcelti 198 izglītojamie no 200", ["198 izglītojamie no 200"]),
        ("2 no 200 skolēniem", ["2 no 200 skolēniem"]),
        ("1 198 no 1 200 skolēniem", ["1 198 no 1 200 skolēniem"]),
        ("100 no 200 skolēniem, 195 no 200 skolēniem", []),
        ("4 no 9 iestādēm", []),
        ("Visi izglītojamie, izņemot divus, pārcelti.", ["izglītojamie, izņemot divus"]),
        ("Visi skolēni, izņemot 12, pārcelti.", []),
    ],
)
def test_small_counts_near_pupils(text, found):
    assert small_counts(text) == found


def test_the_sentence_quotes_each_place_once():
    assert small_counts_sentence("2 bērni", "", "vēlāk 2 bērni un 199 no 200 skolēniem") == (
        "tekstā minēts mazāk nekā pieci izglītojamie („2 bērni”, „199 no 200 skolēniem”). Pārbaudiet, vai pēc tā bērnu nevar"
        " atpazīt."
    )
    assert small_counts_sentence("12 bērni", "") == ""


def test_which_names_speak_of_pupils():
    assert speaks_of_pupils("Izglītojamo skaits")
    assert not speaks_of_pupils("Programmu skaits")

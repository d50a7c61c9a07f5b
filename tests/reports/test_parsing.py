"""What is pasted as a point: one text with its lines, or several points, and whose numbers come off."""

import pytest

from reports.parsing import one_point, several_points


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("Plāns tiek īstenots.", "Plāns tiek īstenots."),
        ("  Plāns \t tiek   īstenots. ", "Plāns tiek īstenots."),
        ("3) Plāns tiek īstenots.", "Plāns tiek īstenots."),
        ("3) turpināt darbu;", "turpināt darbu;"),
        ("3.\tPlāns tiek īstenots.", "Plāns tiek īstenots."),
        ("12. Čaklāk jāstrādā.", "Čaklāk jāstrādā."),
        ("3. „Skola-kopienā” darbojas.", "„Skola-kopienā” darbojas."),
        # A number that is part of the sentence stays.
        ("1. septembrī sākts.", "1. septembrī sākts."),
        ("9. šķiras jautājums.", "9. šķiras jautājums."),
        ("2025. gadā sākts.", "2025. gadā sākts."),
        ("2025. Gada laikā sākts.", "2025. Gada laikā sākts."),
        ("6,26 procenti.", "6,26 procenti."),
        ("1.2. aktivitāte.", "1.2. aktivitāte."),
        ("3.", "3."),
        # Lines and paragraphs stay, one empty line between these.
        ("Pirmā.\r\nOtrā.\r\nTrešā.", "Pirmā.\nOtrā.\nTrešā."),
        ("Pirmā.\n \n\n\nOtrā.", "Pirmā.\n\nOtrā."),
        ("2. Pirmā:\n– viens;\n– divi.", "Pirmā:\n– viens;\n– divi."),
        # A list inside one point keeps all its numbers.
        ("1) viens;\n2) divi.", "1) viens;\n2) divi."),
    ],
)
def test_one_point(pasted, text):
    assert one_point(pasted) == text


@pytest.mark.parametrize(
    ("pasted", "texts"),
    [
        ("Viena.", ["Viena."]),
        ("Trīs\nrindas\nvienā.", ["Trīs\nrindas\nvienā."]),
        ("3) Viena.", ["Viena."]),
        ("2025. gadā sākts.\n1. septembrī turpināts.", ["2025. gadā sākts.\n1. septembrī turpināts."]),
        ("1. Pirmais.\r\n2. Otrais.\r\n3. Trešais.", ["Pirmais.", "Otrais.", "Trešais."]),
        ("1)\tpirmais;\n2)\totrais.", ["pirmais;", "otrais."]),
        ("4. Ceturtais.\n5. Piektais.", ["Ceturtais.", "Piektais."]),
        ("1. Pirmais\nar rindu.\n\nUn rindkopu.\n\n2. Otrais.", ["Pirmais\nar rindu.\n\nUn rindkopu.", "Otrais."]),
        ("1. Pirmais.\n7. klase.\n2. Otrais.", ["Pirmais.\n7. klase.", "Otrais."]),
        ("Pirmā.\n\nOtrā\nar rindu.\n\n\n\nTrešā.", ["Pirmā.", "Otrā\nar rindu.", "Trešā."]),
        ("2) Pirmā.\n\n7) Otrā.", ["Pirmā.", "Otrā."]),
        ("Ievads:\n1. viens\n2. divi", ["Ievads:\n1. viens\n2. divi"]),
    ],
)
def test_several_points(pasted, texts):
    assert several_points(pasted) == texts


def test_fifteen_conclusions_of_a_numbered_list():
    pasted = "\r\n".join(f"{number}.\tSecinājums par {number}. jautājumu." for number in range(1, 16))
    assert several_points(pasted) == [f"Secinājums par {number}. jautājumu." for number in range(1, 16)]

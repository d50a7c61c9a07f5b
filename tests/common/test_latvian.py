"""Latvian letters in searches and in the order of lists, the same on both databases."""

import pytest

from plans.models import Activity
from pmp.accounts.models import Institution
from pmp.common.latvian import Folded, containing, folded, in_latvian_order, sort_key
from tests import factories as make

pytestmark = pytest.mark.django_db

FIELDS = ("number", "title", "planned_result", "tasks__title")
#: as a Latvian dictionary puts them: č after c, ļ after l; y beside i; a long vowel after the same word with a short one
ORDERED = [
    "1. vidusskola",
    "2. vidusskola",
    "Ādaži",
    "Cēsis",
    "Čiekurkalns",
    "Gauja",
    "Ģimene",
    "Ikšķile",
    "kapa",
    "kāpa",
    "Kuldīga",
    "Ķemeri",
    "Lode",
    "Ļaudona",
    "Nereta",
    "Ņega",
    "Saldus",
    "Šķēde",
    "Valka",
    "Zemgale",
    "Žagare",
]


@pytest.mark.parametrize("asked", ["ģimeņu šķēršļi", "ĢIMEŅU ŠĶĒRŠĻI", "šķēršļi ģimeņu", "ŅU", "  ģim   ķēr "])
def test_a_search_finds_latvian_words_in_any_case(asked):
    made = make.ActivityFactory(title="ĢIMEŅU atbalsts pret Šķēršļiem")
    make.ActivityFactory(title="Gimnazistu atbalsts pret skolu")
    assert list(containing(Activity.objects.all(), asked, *FIELDS)) == [made]


def test_every_word_has_to_be_found_somewhere():
    made = make.ActivityFactory(number="7.3.", title="Nometne", planned_result="Ārsta atzinums")
    make.TaskFactory(activity=made, title="Ēdināšana")
    assert list(containing(Activity.objects.all(), "nometne ēdināšana ĀRSTA 7.3", *FIELDS)) == [made]
    assert list(containing(Activity.objects.all(), "nometne pirts", *FIELDS)) == []


def test_several_tasks_do_not_repeat_an_activity():
    made = make.ActivityFactory()
    for _ in range(3):
        make.TaskFactory(activity=made, title="Ēdināšana")
    assert list(containing(Activity.objects.all(), "ēdin", *FIELDS)) == [made]


@pytest.mark.parametrize("asked", ["50%", "a_b", "c\\d", "“pēdiņas”", "l'or"])
def test_signs_stand_for_themselves(asked):
    made = make.ActivityFactory(title=f"Zīmes {asked} tekstā")
    make.ActivityFactory(title="Zīmes 500 aab cd pēdiņas lor tekstā")
    assert list(containing(Activity.objects.all(), asked, *FIELDS)) == [made]


def test_an_empty_search_finds_everything():
    make.ActivityFactory()
    assert containing(Activity.objects.all(), "  ", *FIELDS).count() == 1


def test_the_database_folds_letters_as_python_does():
    title = "AĀ ČĢ ŠŽ ß 12% Ēīķļņōŗū " + "Äöüõéèėęąįųćńśźż".upper()
    make.ActivityFactory(title=title)
    found = Activity.objects.annotate(folded=Folded("title")).values_list("folded", flat=True).get()
    assert found == folded(title) == "aa cg sz ß 12% eiklnoru aouoeeeeaiucnszz"


@pytest.mark.parametrize("asked", ["izglitibas", "vecaku", "VECAKU izgliti", "izglītības", "vecāku"])
def test_a_search_does_not_ask_for_accents(asked):
    made = make.ActivityFactory(title="Vecāku skola", planned_result="Izglītības iestādēs")
    make.TaskFactory(activity=make.ActivityFactory(title="Cita"), title="Vecaki un izglitiba")
    assert list(containing(Activity.objects.all(), asked, *FIELDS)) == [made]


def test_a_text_typed_without_accents_is_found_by_one_who_types_them():
    made = make.ActivityFactory(title="Vecaku skola")
    assert list(containing(Activity.objects.all(), "vecāku", *FIELDS)) == [made]


def test_the_database_orders_as_the_alphabet_does():
    municipality = make.MunicipalityFactory()
    for name in reversed(ORDERED):
        make.InstitutionFactory(municipality=municipality, name=name)
    found = Institution.objects.order_by(in_latvian_order("name")).values_list("name", flat=True)
    assert list(found) == ORDERED


def test_python_orders_as_the_database_does():
    assert sorted(set(ORDERED), key=sort_key) == ORDERED
    assert sorted(["kāpa", "kapā", "Kapa", "kapa"], key=sort_key) == ["kapa", "Kapa", "kapā", "kāpa"]

"""An editor changes an activity: storing it, and the page."""

import re
import threading
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from plans.domain import FIELDS, LISTS, activity_values, in_words, restore_printed, update_activity
from plans.forms import BOTH, ActivityForm
from plans.models import Activity, ActivityYear
from pmp.common.changes import plain
from pmp.common.editing import StaleVersion
from tests import factories as make
from tests.helpers.changes import changes_of, told
from tests.helpers.markup import main_text, without_tags

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.PlanFactory(municipality=make.MunicipalityFactory(short_name="Jūrmala"))


@pytest.fixture
def police(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="PP", name="Pašvaldības policija")


@pytest.fixture
def school(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="", name="Ģimnāzija")


@pytest.fixture
def activity(plan, police):
    activity = make.ActivityFactory(
        goal=make.GoalFactory(plan=plan, number="4."),
        number="4.1.",
        title="Nometne",
        lead=[police],
        years=[2025, 2026],
        funding=["state", "municipality"],
        programme_links=["I2.1.1."],
    )
    activity.save()
    return activity


@pytest.fixture
def editor(plan):
    return make.editor(plan.municipality, first_name="Ilze", last_name="Kalna")


def stored(activity):
    return Activity.objects.get(pk=activity.pk)


# ----------------------------------------------------------------------------------------------------------------- storing


def test_everything_is_stored_with_its_history(activity, editor, police, school):
    values = {
        "number": "4.9.",
        "title": "Dienas nometne",
        "planned_result": "Notiek",
        "tasks_text": "Darīt",
        "resources": "Telpas",
        "lead_printed": "Skola, PP",
        "involved_printed": "visi",
        "supervising_printed": "dome",
        "funding_printed": "no budžeta",
        "programme_links_printed": "S1",
        "term_printed": "2026.",
        "term_start": date(2026, 1, 1),
        "term_end": date(2026, 12, 31),
        "term_ongoing": False,
        "note": "Piezīme",
        "lead": [school.pk, police.pk],
        "involved": [police.pk],
        "supervising": [school.pk],
        "funding": ["esf"],
        "years": [2026, 2029],
        "links": ["S1.3.7.", "I2.1.1."],
    }
    assert set(values) == {*FIELDS, *LISTS}
    before = activity_values(stored(activity))
    update_activity(activity, by=editor, opened_with=1, **values)
    row = stored(activity)
    assert activity_values(row) == values
    assert [party.order for party in row.parties.filter(role="lead")] == [1, 2]
    assert row.version == 2
    (change,) = changes_of(row)
    assert (change.change_set.person, change.version, change.kind) == (editor, 2, "~")
    changed = {name: value for name, value in values.items() if value != before[name]}
    assert {field["name"]: field["now"] for field in change.fields} == {n: plain(v) for n, v in changed.items()}
    assert {field["name"]: field["was"] for field in change.fields} == {n: plain(before[n]) for n in changed}
    assert told(change)["lead"] == (str(police), f"{school}\n{police}")
    assert told(change)["funding"] == ("valsts\npašvaldība", "ESF")
    assert told(change)["term_start"] == ("", "01.01.2026.")


def test_what_is_not_given_stays(activity, editor):
    before = activity_values(activity)
    update_activity(activity, by=editor, opened_with=1, years=[2027])
    assert activity_values(stored(activity)) == before | {"years": [2027]}
    (change,) = changes_of(activity)
    assert told(change) == {"years": ("2025\n2026", "2027")}


def test_saving_the_same_changes_nothing(activity, editor):
    before = stored(activity).updated_at
    update_activity(activity, by=editor, opened_with=1, **activity_values(activity))
    row = stored(activity)
    assert (row.version, row.updated_at, changes_of(row)) == (1, before, [])


def test_the_change_set_belongs_to_the_plan_and_its_municipality(activity, editor):
    update_activity(activity, by=editor, opened_with=1, title="Cits")
    (change,) = changes_of(activity)
    assert (change.change_set.plan, change.change_set.municipality) == (activity.plan, activity.plan.municipality)
    assert str(change) == "Aktivitāte 4.1.: mainīta"


def test_a_stale_save_changes_nothing(activity, editor, school):
    update_activity(activity, by=editor, opened_with=1, title="Pirmais")
    with pytest.raises(StaleVersion) as refusal:
        update_activity(activity, by=editor, opened_with=1, title="Otrais", lead=[school.pk], years=[])
    assert refusal.value.current == activity
    assert refusal.value.current.title == "Pirmais"
    assert activity_values(stored(activity)) == activity_values(activity) | {"title": "Pirmais"}
    assert stored(activity).version == 2


def test_a_taken_number_is_refused(activity, editor):
    make.ActivityFactory(goal=activity.goal, number="4.2.")
    make.ActivityFactory(number="4.3.")
    with pytest.raises(ValidationError) as refusal:
        update_activity(activity, by=editor, opened_with=1, number="4.2.", years=[])
    assert refusal.value.message_dict == {"number": ["Aktivitāte ar šādu numuru jau ir."]}
    assert (stored(activity).number, stored(activity).version) == ("4.1.", 1)
    update_activity(activity, by=editor, opened_with=1, number="4.3.")
    assert stored(activity).number == "4.3."


def test_only_editors_of_the_municipality(plan, activity, police):
    for person in (
        make.coordinator(police),
        make.council_member(plan.municipality),
        make.administrator(plan.municipality),
        make.stranger(),
    ):
        with pytest.raises(PermissionDenied):
            update_activity(activity, by=person, opened_with=1, title="Cits")
    assert stored(activity).title == "Nometne"


def test_an_unknown_field_is_a_mistake_of_the_program(activity, editor):
    with pytest.raises(TypeError, match="goal"):
        update_activity(activity, by=editor, opened_with=1, goal=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_stale(activity, editor, school):
    start, results = threading.Barrier(2), {}

    def save(name, **values):
        start.wait()
        try:
            results[name] = update_activity(activity, by=editor, opened_with=1, **values)
        except StaleVersion as stale:
            results[name] = stale
        finally:
            connection.close()

    jobs = [
        threading.Thread(target=save, args=("years",), kwargs={"years": [2029]}),
        threading.Thread(target=save, args=("lead",), kwargs={"lead": [school.pk]}),
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    (winner,) = (name for name, result in results.items() if isinstance(result, Activity))
    values = activity_values(stored(activity))
    assert (values["years"] == [2029], values["lead"] == [school.pk]) == (winner == "years", winner == "lead")
    assert stored(activity).version == 2


# ---------------------------------------------------------------------------------------------------------------- the page


@pytest.fixture
def ilze(editor, signed_in):
    """The browser of the editor."""
    return signed_in(editor)


def url(activity):
    return reverse("plans:activity_edit", args=[*activity.plan.address, activity.pk])


def as_posted(activity, **changes):
    """What a browser sends when it opened the page and changed some fields."""
    values = {**activity_values(stored(activity)), "version": stored(activity).version, **changes}
    values["links"] = "\r\n".join(values["links"])
    for name in ("term_start", "term_end"):
        values[name] = values[name] or ""
    if not values["term_ongoing"]:
        del values["term_ongoing"]
    return values


def checked(response, name):
    """The values ticked in a group of boxes, in their order."""
    found = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)"([^>]*)>', response.content.decode())
    return [value for value, rest in found if "checked" in rest]


def offered(response, name):
    return re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)"', response.content.decode())


def test_the_page_shows_what_is_stored(plan, activity, police, school, ilze, clean_markup):
    make.InstitutionFactory(name="Sveša")
    response = ilze.get(url(activity))
    text = clean_markup(response)
    assert "<title>Labot 4.1. Nometne – Jūrmala – PMP plāns</title>" in text
    assert 'value="4.1."' in text
    assert "Nometne</textarea>" in text
    assert "I2.1.1.</textarea>" in text
    assert checked(response, "lead") == [str(police.pk)]
    assert offered(response, "lead") == [str(police.pk), str(school.pk)]
    assert offered(response, "involved") == [str(school.pk), str(police.pk)]
    assert checked(response, "funding") == ["state", "municipality"]
    assert checked(response, "years") == ["2025", "2026"]
    assert offered(response, "years") == ["2025", "2026", "2027", "2028", "2029"]
    assert "Atbildīgā institūcija: Pašvaldības policija (PP)" in main_text(response)
    assert "Iesaistītās institūcijas: nav izvēlēta" in main_text(response)
    assert "Pēdējoreiz saglabāts" in main_text(response)
    assert 'name="without_year"' not in text
    assert "nav obligāti" not in text
    assert re.findall(r"(\w+) \(obligāti\)", main_text(response)) == ["Numurs", "Nosaukums"]


def test_the_documents_own_words_for_the_roles(plan, activity, ilze):
    plan.headings = {"lead": "Galvenais izpildītājs"}
    plan.save()
    text = main_text(ilze.get(url(activity)))
    assert "Galvenais izpildītājs: Pašvaldības policija (PP)" in text
    assert "Galvenais izpildītājs: teksts, ko drukāt" in text


def test_dates_are_in_the_form_of_the_browser(activity, ilze):
    Activity.objects.filter(pk=activity.pk).update(term_start=date(2026, 1, 2))
    assert 'type="date" name="term_start" value="2026-01-02"' in ilze.get(url(activity)).content.decode()


def test_saving(activity, editor, ilze, school, police):
    response = ilze.post(
        url(activity),
        as_posted(
            activity,
            title="Dienas nometne",
            lead=[school.pk, police.pk],
            funding=["esf"],
            years=[2027],
            links=["  S1.3.7. ", "", "I2.1.1.", "S1.3.7."],
            term_printed="2026.-2029.",
            term_start="2026-01-01",
            term_end="31.12.2029",
            term_ongoing=False,
        ),
        follow=True,
    )
    back = reverse("reader:activity", args=[*activity.plan.address, activity.pk])
    assert response.redirect_chain == [(back, 302)]
    assert [str(message) for message in response.context["messages"]] == ["Aktivitāte 4.1. saglabāta."]
    values = activity_values(stored(activity))
    assert (values["title"], values["lead"], values["funding"], values["years"], values["links"]) == (
        "Dienas nometne",
        [school.pk, police.pk],
        ["esf"],
        [2027],
        ["S1.3.7.", "I2.1.1."],
    )
    assert (values["term_start"], values["term_end"], values["term_ongoing"]) == (
        date(2026, 1, 1),
        date(2029, 12, 31),
        False,
    )
    assert changes_of(activity)[0].change_set.person == editor


def test_opening_and_saving_changes_nothing(activity, ilze):
    before = activity_values(activity)
    assert ilze.post(url(activity), as_posted(activity)).status_code == 302
    assert activity_values(stored(activity)) == before
    assert stored(activity).version == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"number": "4.2."}, "number", "Aktivitāte ar šādu numuru jau ir."),
        ({"number": ""}, "number", "Ierakstiet numuru."),
        ({"title": " "}, "title", "Ierakstiet nosaukumu."),
        ({"links": ["x" * 21]}, "links", "„xxxxxxxxxxxxxxxxxxxxx” ir garāks par 20 zīmēm."),
        (
            {"term_start": "2027-01-01", "term_end": "2026-01-01", "term_ongoing": False},
            "__all__",
            "Termiņa beigas nevar būt pirms sākuma.",
        ),
        ({"term_end": "2026-12-31", "term_ongoing": "on"}, "term_ongoing", BOTH),
        ({"term_start": "vakar"}, "term_start", "Ierakstiet datumu, piemēram, 31.12.2026."),
    ],
)
def test_a_wrong_value_is_said_and_nothing_typed_is_lost(activity, ilze, clean_markup, changes, field, sentence):
    make.ActivityFactory(goal=activity.goal, number="4.2.")
    response = ilze.post(
        url(activity), as_posted(activity, planned_result="Uzrakstīts", term_printed="cits", **changes)
    )
    assert response.status_code == 422
    text = clean_markup(response)
    assert response.context["form"].errors == {field: [sentence]}
    assert sentence in text
    assert "data-error-summary" in text
    assert "Uzrakstīts</textarea>" in text
    assert stored(activity).version == 1
    # What did not hold does not show elsewhere on the page either.
    assert "Labot aktivitāti 4.1." in main_text(response)


@pytest.mark.parametrize(
    ("field", "value"), [("lead", 0), ("lead", "x"), ("years", 1999), ("funding", "gold"), ("involved", 10**9)]
)
def test_a_choice_that_does_not_exist_is_refused(activity, ilze, field, value):
    response = ilze.post(url(activity), as_posted(activity, **{field: [value]}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_an_institution_of_another_municipality_is_refused(activity, ilze):
    foreign = make.InstitutionFactory()
    response = ilze.post(url(activity), as_posted(activity, lead=[foreign.pk]))
    assert list(response.context["form"].errors) == ["lead"]


def test_a_number_taken_while_saving_is_said(activity, ilze, monkeypatch):
    monkeypatch.setattr("plans.forms.ActivityForm.clean_number", lambda self: self.cleaned_data["number"])
    make.ActivityFactory(goal=activity.goal, number="4.2.")
    response = ilze.post(url(activity), as_posted(activity, number="4.2."))
    assert response.status_code == 422
    assert response.context["form"].errors == {"number": ["Aktivitāte ar šādu numuru jau ir."]}


# ----------------------------------------------------------------------------------------------------- cells of the document


CELLS = [
    ("lead_printed", {"lead": []}, ""),
    ("funding_printed", {"funding": ["esf"]}, "ESF"),
    ("programme_links_printed", {"links": ["S1"]}, "S1"),
    ("term_printed", {"term_end": date(2027, 12, 31), "term_ongoing": False}, "līdz 31.12.2027."),
    ("term_printed", {"term_ongoing": False}, ""),
]
WORDS = "Līdz 2027. gadam"


@pytest.fixture
def printed(activity):
    """The activity with every cell as its document prints it."""
    names = ("lead_printed", "funding_printed", "programme_links_printed", "term_printed")
    Activity.objects.filter(pk=activity.pk).update(**dict.fromkeys(names, WORDS))
    return stored(activity)


def sent(activity, **changes):
    """``as_posted`` with values as a browser names them."""
    posted = as_posted(activity, **changes)
    return {name: "on" if value is True else value for name, value in posted.items()}


def said(response):
    """The messages of a page, as one line each."""
    return [without_tags(str(message)) for message in response.context["messages"]]


@pytest.mark.parametrize(("cell", "changes", "words"), CELLS)
def test_adopted_words_go_when_what_they_stand_for_changes(printed, editor, cell, changes, words):
    before = activity_values(printed)
    update_activity(printed, by=editor, opened_with=1, **changes)
    row = stored(printed)
    assert activity_values(row) == {**before, **changes, cell: ""}
    assert in_words(row, cell) == words
    (change,) = changes_of(printed)
    assert told(change)[cell] == (WORDS, "")


@pytest.mark.parametrize(("cell", "changes", "words"), CELLS)
def test_adopted_words_stay_to_the_letter_while_nothing_of_theirs_is_touched(printed, editor, cell, changes, words):
    others = {name: value for _, other, _ in CELLS for name, value in other.items() if name not in changes}
    others = {name: value for name, value in others.items() if not name.startswith("term") or cell != "term_printed"}
    update_activity(printed, by=editor, opened_with=1, title="Cits", years=[2029], **others)
    assert getattr(stored(printed), cell) == WORDS


@pytest.mark.parametrize(("cell", "changes", "words"), CELLS)
def test_new_words_written_with_the_change_are_printed(printed, ilze, cell, changes, words):
    response = ilze.post(url(printed), sent(printed, **changes, **{cell: "Citādi"}), follow=True)
    assert getattr(stored(printed), cell) == "Citādi"
    assert said(response) == ["Aktivitāte 4.1. saglabāta."]


@pytest.mark.parametrize(("cell", "changes", "words"), CELLS)
def test_what_is_printed_otherwise_now_is_said_and_can_be_taken_back(printed, ilze, clean_markup, cell, changes, words):
    response = ilze.post(url(printed), sent(printed, **changes), follow=True)
    label = ActivityForm(instance=printed).headings[cell]
    now = f"bet „{words}”." if words else "jo nekas vairs nav izvēlēts."
    clean_markup(response)
    assert said(response) == [
        "Aktivitāte 4.1. saglabāta.",
        f"{label}: vairs nedrukā „{WORDS}”, {now} Atjaunot iepriekšējo tekstu",
    ]
    way_back = reverse("plans:restore_cell", args=[*printed.plan.address, printed.pk, cell])
    assert f'action="{way_back}"' in response.content.decode()
    response = ilze.post(way_back, follow=True)
    assert said(response) == [f"Atkal drukā „{WORDS}”."]
    row = stored(printed)
    assert getattr(row, cell) == WORDS
    assert row.version == 3
    # The choice itself is not taken back.
    kept = {name: value for name, value in activity_values(row).items() if name in changes}
    assert kept == changes
    assert told(changes_of(printed)[0]) == {cell: ("", WORDS)}


def test_each_of_several_texts_has_its_own_way_back(printed, editor):
    update_activity(printed, by=editor, opened_with=1, lead=[], funding=["esf"])
    for cell in ("lead_printed", "funding_printed"):
        assert restore_printed(stored(printed), cell, by=editor).is_changed
    assert (stored(printed).lead_printed, stored(printed).funding_printed) == (WORDS, WORDS)


def test_the_way_back_does_not_take_away_what_somebody_wrote_since(printed, editor, ilze):
    update_activity(printed, by=editor, opened_with=1, lead=[])
    update_activity(printed, by=editor, opened_with=2, lead_printed="Jaunais")
    address = reverse("plans:restore_cell", args=[*printed.plan.address, printed.pk, "lead_printed"])
    assert said(ilze.post(address, follow=True)) == [
        "Tekstu neatjaunoja: aili pa to laiku kāds ir mainījis. Pārbaudiet to, labojot aktivitāti."
    ]
    assert stored(printed).lead_printed == "Jaunais"


def test_only_an_editor_restores_and_only_a_printed_text(printed, editor, police, signed_in):
    update_activity(printed, by=editor, opened_with=1, lead=[])
    args = [*printed.plan.address, printed.pk]
    address = reverse("plans:restore_cell", args=[*args, "lead_printed"])
    assert signed_in(make.coordinator(police)).post(address).status_code == 403
    assert signed_in(make.stranger()).post(address).status_code == 404
    browser = signed_in(editor)
    assert browser.post(reverse("plans:restore_cell", args=[*args, "title"])).status_code == 404
    assert browser.get(address).status_code == 405
    assert stored(printed).lead_printed == ""


def test_the_form_shows_what_is_printed_and_marks_what_differs(printed, ilze):
    """One field for each thing; the text itself waits behind a fold."""
    Activity.objects.filter(pk=printed.pk).update(lead_printed="PP", funding_printed="", term_printed="")
    text = main_text(ilze.get(url(printed)))
    # The same words as those put together are nobody's own.
    assert "Drukā: PP drukāt citādi" in text
    assert "Drukā: valsts, pašvaldība drukāt citādi" in text
    assert f"Drukā: {WORDS} savs teksts drukāt citādi" in text
    assert "(kā dokumentā)" not in text


def test_emptied_words_follow_again(printed, ilze):
    response = ilze.post(url(printed), as_posted(printed, funding_printed=""), follow=True)
    assert stored(printed).funding_text == "valsts, pašvaldība"
    assert said(response) == ["Aktivitāte 4.1. saglabāta."]


# --------------------------------------------------------------------------------------------------------- contradictions


def test_what_does_not_agree_is_said_when_it_comes_and_in_the_form(activity, ilze):
    Activity.objects.filter(pk=activity.pk).update(term_printed="", term_ongoing=False)
    response = ilze.post(url(activity), as_posted(activity, term_end="2025-12-31"), follow=True)
    sentence = "Atzīmēts gads ārpus termiņa (līdz 31.12.2025.): 2026."
    assert said(response) == ["Aktivitāte 4.1. saglabāta.", sentence]
    assert sentence in main_text(ilze.get(url(activity)))
    # Whoever changes something else is not told again.
    response = ilze.post(url(activity), as_posted(activity, title="Cits"), follow=True)
    assert said(response) == ["Aktivitāte 4.1. saglabāta."]


def test_a_document_that_contradicts_itself_can_still_be_edited(activity, ilze):
    Activity.objects.filter(pk=activity.pk).update(term_end=date(2026, 12, 31), term_ongoing=True)
    assert "Atzīmēts „pastāvīgi”, bet ir arī beigu datums 31.12.2026." in main_text(ilze.get(url(activity)))
    assert ilze.post(url(activity), sent(activity, title="Cits")).status_code == 302
    assert stored(activity).title == "Cits"


@pytest.mark.parametrize(
    ("years", "changes"),
    [
        ([2025, 2026], {"years": [2026]}),
        ([], {"term_end": "2024-12-31", "term_ongoing": False}),
        ([], {"years": [2026]}),
    ],
)
def test_a_year_with_an_answer_is_not_taken_away_unseen(activity, ilze, years, changes, clean_markup):
    ActivityYear.objects.filter(activity=activity).exclude(year__in=years).delete()
    answer = make.AssessmentFactory(activity=activity, year=2025)
    response = ilze.post(url(activity), as_posted(activity, **changes))
    assert response.status_code == 422
    (error,) = response.context["form"].errors["years"]
    assert error.startswith("Par 2025. gadu jau ir atbilde.")
    assert 'name="without_year"' in clean_markup(response)
    assert stored(activity).version == 1
    assert ilze.post(url(activity), as_posted(activity, without_year="on", **changes)).status_code == 302
    assert not stored(activity).is_planned_in(2025)
    answer.refresh_from_db()


def test_a_year_without_an_answer_goes_without_a_question(activity, ilze):
    make.AssessmentFactory(activity=activity, year=2025)
    assert ilze.post(url(activity), as_posted(activity, years=[2025])).status_code == 302


# ------------------------------------------------------------------------------------------------------------------- stale


def test_a_stale_save_shows_both_texts_and_loses_nothing(activity, editor, ilze, police, school, clean_markup):
    opened = as_posted(activity)
    other = make.editor(activity.plan.municipality, first_name="Anna", last_name="Bērziņa")
    update_activity(
        activity, by=other, opened_with=1, title="Annas nosaukums", resources="Telpas", lead=[school.pk, police.pk]
    )
    response = ilze.post(url(activity), {**opened, "title": "Ilzes nosaukums", "note": "Ilzes piezīme"})
    assert response.status_code == 409
    text = clean_markup(response)
    seen = main_text(response)
    assert stored(activity).title == "Annas nosaukums"
    assert "Vēl nav saglabāts: pa to laiku ierakstu ir mainījis kāds cits" in seen
    assert "Jau saglabāts: Anna Bērziņa, " in seen
    assert "Ilzes nosaukums</textarea>" in text
    assert "Ilzes piezīme</textarea>" in text
    assert "Telpas</textarea>" in text
    assert 'name="version" value="2"' in text
    merged = response.context["merged"]
    assert merged.taken_over == ["Nepieciešamie resursi", "Atbildīgā institūcija"]
    assert [(row.field.name, row.yours, row.theirs) for row in merged.conflicts] == [
        ("title", "Ilzes nosaukums", "Annas nosaukums"),
    ]
    assert checked(response, "lead") == [str(school.pk), str(police.pk)]
    again = as_posted(activity, title="Abu nosaukums", note="Ilzes piezīme", lead=[police.pk])
    assert ilze.post(url(activity), again).status_code == 302
    values = activity_values(stored(activity))
    assert (values["title"], values["note"], values["resources"], values["lead"]) == (
        "Abu nosaukums",
        "Ilzes piezīme",
        "Telpas",
        [police.pk],
    )
    assert stored(activity).version == 3


# ----------------------------------------------------------------------------------------------------------------- who may


def test_who_may_open_and_save(plan, police, activity, signed_in):
    for person, status in [
        (make.coordinator(police), 403),
        (make.council_member(plan.municipality), 403),
        (make.administrator(plan.municipality), 403),
        (make.stranger(), 404),
    ]:
        browser = signed_in(person)
        assert browser.get(url(activity)).status_code == status
        assert browser.post(url(activity), as_posted(activity, title="Cits")).status_code == status
    assert stored(activity).title == "Nometne"


def test_an_activity_is_edited_in_its_own_municipality_only(activity, signed_in):
    other = make.PlanFactory()
    browser = signed_in(make.editor(other.municipality))
    assert browser.get(reverse("plans:activity_edit", args=[*other.address, activity.pk])).status_code == 404


def test_anonymous_signs_in_first(activity, client):
    for response in (client.get(url(activity)), client.post(url(activity), as_posted(activity, title="Cits"))):
        assert response.url == f"{reverse('login')}?next={url(activity)}"
    assert stored(activity).title == "Nometne"


def test_only_get_and_post(activity, ilze):
    assert ilze.put(url(activity)).status_code == 405
    assert ilze.delete(url(activity)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_same_queries_for_any_size(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    for _ in range(rows):
        make.InstitutionFactory(municipality=plan.municipality)
    browser = signed_in(make.editor(plan.municipality))
    with django_assert_num_queries(12):
        assert browser.get(url(plan.activities.first())).status_code == 200


def test_an_institution_of_another_municipality_is_refused_by_the_function_itself(db):
    plan = make.whole_plan()
    activity = plan.activities.first()
    foreign = make.InstitutionFactory()
    with pytest.raises(ValidationError, match="šajā pašvaldībā nav"):
        update_activity(activity, by=make.editor(plan.municipality), opened_with=activity.version, lead=[foreign.pk])
    assert foreign.activity_parties.count() == 0


def test_atcelt_leads_where_the_form_was_opened_from(activity, ilze):
    here = reverse("reader:activity", args=[*activity.plan.address, activity.pk])
    asked = f"{reverse('reader:plan', args=activity.plan.address)}?limenis=universal"
    for came_from, back in [
        ("", here),
        (asked, asked),
        ("https://cits.example/", here),
        ("//cits.example/", here),
        ("javascript:alert(1)", here),
        ("/\\cits.example", here),
    ]:
        address = f"{url(activity)}?{urlencode({'atpakal': came_from})}"
        assert ilze.get(address).context["back"] == back
        assert ilze.post(address, as_posted(activity)).url == back

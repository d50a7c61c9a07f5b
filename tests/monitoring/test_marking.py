"""The page on which an activity is marked for a year."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.urls import reverse

from monitoring.domain import assess
from monitoring.enums import Status
from monitoring.queries import progress
from tests import factories as make
from tests.helpers.changes import changes_of
from tests.helpers.markup import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make.PlanFactory(municipality=make.MunicipalityFactory(short_name="Jūrmala"))
    make.ReportingPeriodFactory(plan=plan)
    return plan


@pytest.fixture
def police(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="PP", name="Pašvaldības policija")


@pytest.fixture
def goal(plan):
    return make.GoalFactory(plan=plan, number="4.")


@pytest.fixture
def activity(goal, police):
    return make.ActivityFactory(goal=goal, number="4.1.", title="Sociālais atbalsts", lead=[police])


@pytest.fixture
def person(police):
    return make.coordinator(police, first_name="Anna", last_name="Bērziņa")


@pytest.fixture
def anna(person, signed_in):
    """The browser of the police's coordinator."""
    return signed_in(person)


def url(activity, year=2025):
    return reverse("monitoring:mark", args=[*activity.plan.address, activity.pk, year])


def finished(activity, year=2025):
    """The address of the page after the last answer."""
    return reverse("monitoring:answered", args=[*activity.plan.address, year])


EMPTY = dict.fromkeys(
    ("status", "evaluation", "spent", "spent_printed", "planned", "achieved", "impact", "factors"), ""
)


def answer(version=0, **values):
    return {**EMPTY, "version": version, **values}


def said(response):
    """The messages of a page with their levels."""
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


# ---------------------------------------------------------------------------------------------------------------- reading


def test_what_was_planned_stands_beside_the_form(plan, goal, police, anna, clean_markup):
    activity = make.ActivityFactory(
        goal=goal,
        number="4.2.",
        title="Nometne",
        planned_result="Notiek nometne",
        tasks_text="Atrast vietu",
        lead=[police],
    )
    make.AssessmentFactory(
        activity=activity, year=2024, status=Status.STARTED, evaluation="Pērn sākts", achieved="Puse"
    )
    response = anna.get(url(activity))
    clean_markup(response)
    text = main_text(response)
    for expected in (
        "2025. gads · atbildētas 0 no 1 aktivitātes 4.2. Nometne",
        "Sasniedzamais rezultāts Notiek nometne",
        "Uzdevumi plāna izpildei Atrast vietu",
        "Izpildes termiņš Pastāvīgi",
        "Atbildīgā institūcija PP",
        "2024. gadā ziņots Uzsākts Pērn sākts Sasniegtā vērtība Puse",
        "Nerakstiet izglītojamo vārdus vai citas ziņas, pēc kurām bērnu var atpazīt.",
    ):
        assert expected in text
    page = response.content.decode()
    assert "<title>4.2. Nometne – 2025. gada atbilde – Jūrmala – PMP plāns</title>" in page
    assert re.findall(r'type="radio" name="status" value="(\w+)"', page) == [
        state.value for state in Status.reportable()
    ]
    assert "Saglabāts" not in text
    assert "nav atzīmēts" not in text


def test_tasks_with_terms_take_the_place_of_their_text(activity, anna):
    make.TaskFactory(activity=activity, number="4.1.1.", title="Sagatavot")
    assert "Uzdevumi plāna izpildei 4.1.1. Sagatavot 2025. gada janv. – febr." in main_text(anna.get(url(activity)))


def test_a_year_the_plan_does_not_mark_is_pointed_out(goal, police, anna):
    marked = make.ActivityFactory(goal=goal, lead=[police], years=[2026, 2027], term_printed="", term_ongoing=False)
    term = {"term_printed": "2026.-2029.", "term_start": date(2026, 1, 1), "term_end": date(2029, 12, 31)}
    printed = make.ActivityFactory(goal=goal, lead=[police], term_ongoing=False, **term)
    said = "Plānā 2025. gads šai aktivitātei nav atzīmēts (termiņš: {})."
    assert said.format("2026.–2027.") in main_text(anna.get(url(marked)))
    assert said.format("2026.-2029.") in main_text(anna.get(url(printed)))


def test_an_answer_given_before_is_there_with_its_time(activity, person, anna):
    make.AssessmentFactory(
        activity=activity,
        status=Status.PARTLY_DONE,
        evaluation="Daļa\nizdarīta",
        spent=Decimal("1234.50"),
        impact="Jūtama",
        updated_by=person,
    )
    response = anna.get(url(activity))
    page = response.content.decode()
    assert re.search(r'value="partly_done"[^>]*checked', page)
    assert "Daļa\nizdarīta</textarea>" in page
    assert 'value="1234,50"' in page
    assert "1\u00a0aile aizpildīta" in page
    assert re.search(r"Pēdējoreiz saglabāts: Anna Bērziņa, \d\d\.\d\d\.\d{4}\. plkst\. \d\d:\d\d", main_text(response))


# ----------------------------------------------------------------------------------------------------------------- saving


def test_saving(activity, goal, police, person, anna):
    make.ActivityFactory(goal=goal, lead=[police])
    response = anna.post(
        url(activity),
        answer(status="done", evaluation="Notika 12 nodarbības.", spent="1 234,5", achieved="Viss", impact="Liela"),
        follow=True,
    )
    assert response.redirect_chain == [(url(activity), 302)]
    assert said(response) == [("success", "Atbilde par aktivitāti 4.1. saglabāta.")]
    row = activity.assessments.get()
    assert (row.status, row.evaluation, row.spent, row.achieved, row.impact, row.updated_by) == (
        "done",
        "Notika 12 nodarbības.",
        Decimal("1234.50"),
        "Viss",
        "Liela",
        person,
    )
    assert changes_of(row)[0].change_set.person == person


def test_an_answer_of_which_everything_is_cleared_is_withdrawn(activity, anna):
    row = make.AssessmentFactory(activity=activity, status=Status.DONE, evaluation="Teksts", spent=Decimal("12.50"))
    cleared = answer(1, status="none", evaluation="", spent="")
    for _ in range(2):  # a double click is forgiven
        response = anna.post(url(activity), cleared, follow=True)
        assert said(response) == [("success", "Atbilde par aktivitāti 4.1. ir atsaukta.")]
    assert not activity.assessments.exists()
    (change,) = changes_of(row)
    assert (change.kind, change.about) == ("-", "4.1., 2025. gads")
    assert {each["name"]: each["was_text"] for each in change.fields} == {
        "status": "izpildīts",
        "evaluation": "Teksts",
        "spent": "12,5",
    }
    assert progress(activity.plan, 2025).missing >= 1


def test_who_had_the_withdrawn_answer_open_is_told(activity, anna):
    make.AssessmentFactory(activity=activity, status=Status.DONE, evaluation="Teksts")
    anna.post(url(activity), answer(1, status="none", evaluation=""))
    response = anna.post(url(activity), answer(1, status="done", evaluation="Garš teksts"))
    assert response.status_code == 409
    assert "Garš teksts" in response.content.decode()
    assert not activity.assessments.exists()


def test_changing_and_withdrawing(activity, anna):
    row = make.AssessmentFactory(activity=activity, status=Status.DONE, evaluation="Teksts")
    assert re.findall(r'name="status" value="(\w+)"', anna.get(url(activity)).content.decode())[-1] == "none"
    response = anna.post(url(activity), answer(1, status="none", evaluation="Teksts"), follow=True)
    assert said(response) == [
        ("success", "Atbilde par aktivitāti 4.1. saglabāta."),
        (
            "warning",
            "Aktivitāte 4.1.: teksts saglabāts kā melnraksts. Lai atbilde būtu pilnīga, izvēlieties statusu.",
        ),
    ]
    row.refresh_from_db()
    assert (row.status, row.evaluation, row.version) == ("", "Teksts", 2)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"status": "done"},
            "Aktivitāte 4.1.: statuss ir „Izpildīts”, bet izvērtējuma nav. Ierakstiet, kas izdarīts: dome to lasīs ziņojumā.",
        ),
        (
            {"status": "started", "evaluation": "Palīdzēts 3 izglītojamajiem."},
            "Aktivitāte 4.1.: tekstā minēts mazāk nekā pieci izglītojamie („3 izglītojamajiem”)."
            " Pārbaudiet, vai pēc tā bērnu nevar atpazīt.",
        ),
    ],
)
def test_gentle_remarks_refuse_nothing(activity, anna, values, sentence):
    response = anna.post(url(activity), answer(**values), follow=True)
    assert said(response)[1:] == [("warning", sentence)]
    assert activity.assessments.get().status == values["status"]


def test_an_unanswered_form_says_what_is_missing(activity, anna, clean_markup):
    response = anna.post(url(activity), answer())
    assert response.status_code == 422
    sentence = "Izvēlieties statusu vai ierakstiet tekstu; tekstu var saglabāt arī bez statusa."
    assert response.context["form"].errors == {"status": [sentence]}
    assert sentence in clean_markup(response)
    assert activity.assessments.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("spent", "daudz", "Ierakstiet summu eiro, piemēram, 1234,50."),
        ("spent", "-5", "Summa nevar būt negatīva."),
        ("spent", "1234,567", "Summai aiz komata var būt ne vairāk kā divi cipari."),
        ("spent", "99999999999", "Skaitlis ir pārāk liels."),
        ("status", "finished", "Izvēlieties vienu no statusiem."),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_and_nothing_typed_is_lost(
    activity, anna, clean_markup, field, value, sentence
):
    response = anna.post(url(activity), answer(**{"status": "done", "evaluation": "Garš teksts", field: value}))
    assert response.status_code == 422
    text = clean_markup(response)
    assert response.context["form"].errors == {field: [sentence]}
    assert text.count(sentence) == 2
    assert "Garš teksts</textarea>" in text
    assert "data-error-summary" in text
    if field == "spent":
        assert f'value="{value}"' in text
        assert re.search(r'name="spent"[^>]*aria-invalid="true"', text)
    assert activity.assessments.count() == 0


@pytest.mark.parametrize(("answer_key", "spent"), [("value:1234.00", "1234.00"), ("value:1.23", "1.23")])
def test_an_amount_with_two_meanings_is_asked_about_beside_its_field(activity, anna, clean_markup, answer_key, spent):
    data = answer(status="done", evaluation="Garš teksts", spent="1.234")
    response = anna.post(url(activity), data)
    assert response.status_code == 422
    text = clean_markup(response)
    assert response.context["form"].errors == {"spent": ["Ko nozīmē „1.234”?"]}
    assert "Garš teksts</textarea>" in text
    assert re.findall(r'name="spent_reading" value="([\w.:]+)"( checked)?', text) == [
        ("value:1234.00", ""),
        ("value:1.23", ""),
    ]
    assert anna.post(url(activity), data | {"spent_reading": answer_key}).status_code == 302
    assert activity.assessments.get().spent == Decimal(spent)


@pytest.mark.parametrize(("typed", "spent"), [("1,2 milj. EUR", "1200000"), ("0", "0"), ("3,2 tūkst.", "3200")])
def test_an_amount_in_thousands_is_understood(activity, anna, typed, spent):
    assert anna.post(url(activity), answer(status="done", spent=typed)).status_code == 302
    assert activity.assessments.get().spent == Decimal(spent)


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_without_its_version_stores_nothing(activity, anna, version):
    assert anna.post(url(activity), answer(version, status="done")).status_code == 422
    assert activity.assessments.count() == 0


def test_too_long_words_about_money_open_the_folded_part(activity, anna):
    response = anna.post(url(activity), answer(status="done", spent_printed="x" * 81))
    assert list(response.context["form"].errors) == ["spent_printed"]
    assert '<details class="fold" open>' in response.content.decode()


# ------------------------------------------------------------------------------------------------------- save and the next


def test_save_and_next_goes_to_what_the_coordinator_has_not_answered(goal, police, activity, anna):
    make.ActivityFactory(goal=goal, number="4.2.")
    answered = make.ActivityFactory(goal=goal, number="4.3.", involved=[police])
    make.AssessmentFactory(activity=answered)
    following = make.ActivityFactory(goal=goal, number="4.4.", involved=[police])
    response = anna.post(url(activity), answer(status="done", evaluation="Ir", next="1"))
    assert response.url == url(following)
    response = anna.post(url(following), answer(status="done", evaluation="Ir", next="1"), follow=True)
    assert response.redirect_chain == [(finished(activity), 302)]
    assert said(response)[-1] == ("success", "Atbilde par aktivitāti 4.4. saglabāta.")


def test_an_editor_goes_through_the_whole_plan(goal, activity, signed_in):
    foreign = make.ActivityFactory(goal=goal)
    client = signed_in(make.editor(goal.plan.municipality))
    assert "atbildētas 0 no 2 aktivitātēm" in main_text(client.get(url(activity)))
    assert client.post(url(activity), answer(status="done", next="1")).url == url(foreign)


def test_without_a_next_one_there_is_one_button(activity, goal, police, anna):
    def buttons():
        return re.findall(r'<button[^>]*type="submit"[^>]*>([^<]+)</button>', anna.get(url(activity)).content.decode())

    assert [text for text in buttons() if text.startswith("Saglab")] == ["Saglabāt"]
    make.ActivityFactory(goal=goal, lead=[police])
    assert [text for text in buttons() if text.startswith("Saglab")] == ["Saglabāt un nākamā", "Saglabāt"]


# -------------------------------------------------------------------------------------------------------- after the last


def test_the_last_answer_leads_to_a_page_that_says_so(goal, police, activity, anna, clean_markup):
    make.ActivityFactory(goal=goal, number="4.2.")
    response = anna.post(url(activity), answer(status="done", evaluation="Ir"), follow=True)
    assert response.redirect_chain == [(finished(activity), 302)]
    clean_markup(response)
    text = main_text(response)
    assert "Par 2025. gadu viss ir atbildēts" in text
    assert "PP: izpildes statuss ir 1 no 1 aktivitātes." in text
    assert "Jums vairs nekas nav jādara." in text
    assert "Jūsu atbildes 4.1. Sociālais atbalsts" in text
    assert f'href="{url(activity)}?atpakal=' in response.content.decode()
    assert "4.2." not in text


def test_who_changes_an_answer_afterwards_stays_there(activity, anna):
    make.AssessmentFactory(activity=activity, status=Status.STARTED)
    assert anna.post(url(activity), answer(1, status="done", evaluation="Ir")).url == url(activity)


def test_a_text_without_a_status_is_not_the_last_answer(activity, anna):
    assert anna.post(url(activity), answer(evaluation="Vēl top")).url == url(activity)


def test_the_page_says_what_is_left(goal, police, activity, anna):
    following = make.ActivityFactory(goal=goal, number="4.2.", lead=[police])
    make.AssessmentFactory(activity=activity)
    response = anna.get(finished(activity))
    assert "Par 2025. gadu vēl ir, ko atbildēt" in main_text(response)
    assert "Turpināt ar 4.2." in main_text(response)
    assert f'href="{url(following)}"' in response.content.decode()
    assert "Jums vairs nekas nav jādara" not in main_text(response)


def test_an_editor_is_told_what_comes_after_the_answers(goal, activity, signed_in):
    client = signed_in(make.editor(goal.plan.municipality))
    response = client.post(url(activity), answer(status="done", evaluation="Ir"), follow=True)
    assert response.redirect_chain == [(finished(activity), 302)]
    assert "Vēl vajadzīgas rādītāju vērtības un ziņojuma teksti" in main_text(response)


def test_in_a_closed_year_the_answers_are_read_only(plan, activity, anna):
    make.AssessmentFactory(activity=activity)
    plan.periods.update(state="closed")
    response = anna.get(finished(activity))
    assert "2025. gads ir slēgts" in main_text(response)
    assert url(activity) not in response.content.decode()


def test_who_may_see_what_was_answered(plan, police, activity, signed_in):
    for person, status in [
        (make.coordinator(police), 200),
        (make.editor(plan.municipality), 200),
        (make.council_member(plan.municipality), 403),
        (make.administrator(plan.municipality), 403),
        (make.stranger(), 404),
    ]:
        assert signed_in(person).get(finished(activity)).status_code == status
    browser = signed_in(make.editor(plan.municipality))
    assert browser.get(finished(activity, 2031)).status_code == 404
    assert browser.post(finished(activity)).status_code == 405


def test_the_way_back_goes_along(goal, police, activity, anna):
    following = make.ActivityFactory(goal=goal, lead=[police])
    home = reverse("plan_home", args=goal.plan.address)
    address = f"{url(activity)}?atpakal={quote(home, safe='')}"
    assert f'href="{home}">Atcelt</a>' in anna.get(address).content.decode()
    assert anna.post(address, answer(status="done")).url == address
    assert anna.post(address, answer(1, status="done", next="1")).url == address.replace(url(activity), url(following))


# ----------------------------------------------------------------------------------------------------------- who answered


def test_a_person_whose_role_ended_is_named_so(activity, person, anna, signed_in):
    make.AssessmentFactory(activity=activity, updated_by=person)
    assert "Pēdējoreiz saglabāts: Anna Bērziņa, " in main_text(anna.get(url(activity)))
    person.memberships.all().delete()
    editor = signed_in(make.editor(activity.plan.municipality))
    assert "Pēdējoreiz saglabāts: Anna Bērziņa (loma ir beigusies), " in main_text(editor.get(url(activity)))
    page = editor.get(reverse("reader:activity", args=[*activity.plan.address, activity.pk]))
    assert "Anna Bērziņa (loma ir beigusies), " in main_text(page)


# ------------------------------------------------------------------------------------------------------------------ stale


def test_a_stale_save_shows_both_texts_and_loses_nothing(activity, anna, clean_markup):
    other = make.editor(activity.plan.municipality, first_name="Ilze", last_name="Kalna")
    make.AssessmentFactory(
        activity=activity, status=Status.STARTED, evaluation="Ilzes teksts", spent=Decimal(5), updated_by=other
    )
    response = anna.post(url(activity), answer(status="done", evaluation="Annas teksts", factors="Laiks"))
    assert response.status_code == 409
    text = clean_markup(response)
    row = activity.assessments.get()
    assert (row.status, row.evaluation, row.version) == ("started", "Ilzes teksts", 1)
    seen = main_text(response)
    assert "Vēl nav saglabāts: pa to laiku ierakstu ir mainījis kāds cits" in seen
    assert "Jau saglabāts: Ilze Kalna, " in seen
    assert "Ilzes teksts" in seen
    assert "Annas teksts</textarea>" in text
    assert "Laiks</textarea>" in text
    assert "Jūsu teksts Izpildīts Jau saglabāts: Ilze Kalna" in seen
    assert re.search(r'value="done"[^>]*checked', text)
    assert re.search(r'name="version" value="1"', text)
    assert [conflict.field.name for conflict in response.context["merged"].conflicts] == ["status", "evaluation"]
    # The amount that only Ilze wrote is taken over, and the next save goes through.
    assert response.context["merged"].taken_over == ["Ieguldītais finansējums"]
    assert 'value="5,00"' in text
    again = anna.post(
        url(activity), answer(1, status="done", evaluation="Annas un Ilzes teksts", factors="Laiks", spent="5,00")
    )
    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.status, row.evaluation, row.factors, row.spent, row.version) == (
        "done",
        "Annas un Ilzes teksts",
        "Laiks",
        5,
        2,
    )


def test_changes_that_do_not_meet_only_need_a_second_look(activity, anna):
    make.AssessmentFactory(activity=activity, status=Status.STARTED, evaluation="Teksts")
    other = make.editor(activity.plan.municipality)
    assess(activity, 2025, by=other, opened_with=1, impact="Citas vārdi")
    response = anna.post(url(activity), answer(1, status="done", evaluation="Teksts"))
    assert response.status_code == 409
    assert "Jūsu un cita cilvēka labojumi nesaduras." in main_text(response)
    assert "No jau saglabātā pārņemts: Ietekmes novērtējums." in main_text(response)
    again = anna.post(url(activity), answer(2, status="done", evaluation="Teksts", impact="Citas vārdi"))
    assert again.status_code == 302


def test_twice_stale(activity, anna):
    row = make.AssessmentFactory(activity=activity, evaluation="Pirmais")
    assert anna.post(url(activity), answer(0, evaluation="Mans")).status_code == 409
    row.evaluation, row.version = "Otrais", 2
    row.save()
    response = anna.post(url(activity), answer(1, evaluation="Mans"))
    assert response.status_code == 409
    assert "Mans</textarea>" in response.content.decode()
    assert "Otrais" in main_text(response)


# ---------------------------------------------------------------------------------------------------------------- who may


def test_who_may_open_and_save(plan, police, activity, signed_in):
    other = make.InstitutionFactory(municipality=plan.municipality)
    make.ActivityPartyFactory(activity=activity, institution=other, role="supervising")
    people = [
        (make.editor(plan.municipality), 200),
        (make.coordinator(police), 200),
        (make.coordinator(other), 403),
        (make.council_member(plan.municipality), 403),
        (make.administrator(plan.municipality), 403),
        (make.stranger(), 404),
    ]
    for person, status in people:
        client = signed_in(person)
        assert client.get(url(activity)).status_code == status
        if status != 200:
            assert client.post(url(activity), answer(status="done")).status_code == status
    assert activity.assessments.count() == 0


def test_anonymous_signs_in_first(activity, signed_in, client):
    client.logout()
    for response in (client.get(url(activity)), client.post(url(activity), answer(status="done"))):
        assert response.url == f"{reverse('login')}?next={url(activity)}"
    assert activity.assessments.count() == 0


def test_only_get_and_post(activity, anna):
    assert anna.put(url(activity)).status_code == 405
    assert anna.delete(url(activity)).status_code == 405


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        (2025, "2025. gads ir slēgts: atbildes un rādītāju vērtības vairs nevar mainīt."),
        (2026, "2026. gada uzraudzība vēl nav atvērta."),
        (2031, "2031. gads nav plāna periodā (2025.–2029. gads), tāpēc par to ziņot nevar."),
    ],
)
def test_a_year_that_takes_no_answers_says_why(plan, activity, anna, clean_markup, year, reason):
    plan.periods.update(state="closed")
    for response in (anna.get(url(activity, year)), anna.post(url(activity, year), answer(status="done"))):
        assert response.status_code == 403
        assert reason in clean_markup(response)
    assert activity.assessments.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_same_queries_for_any_size(rows, signed_in, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    activity = plan.activities.first()
    for _ in range(rows - 1):
        make.TaskFactory(activity=activity, lead=[make.InstitutionFactory(municipality=plan.municipality)])
    client = signed_in(make.coordinator(activity.institutions_by_role("lead")[0]))
    with django_assert_num_queries(15):
        assert client.get(url(activity)).status_code == 200

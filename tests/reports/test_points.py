"""Conclusions and proposals one by one: added, changed, moved, deleted; who may, what is recorded, what two do at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse

from pmp.common.editing import StaleVersion
from pmp.common.models import Change, ChangeSet
from reports.document import assemble
from reports.domain import write_report
from reports.enums import PointKind
from reports.models import ReportPoint
from reports.pdf import print_html
from reports.points import PointEdit, PointList, add_points, delete_point, move_point
from tests import factories as make
from tests.helpers import report as reading
from tests.helpers.changes import changes_of, told
from tests.helpers.markup import main_text, text_of
from tests.helpers.report import approve

pytestmark = pytest.mark.django_db
YEAR = make.YEAR
KIND = PointKind.CONCLUSION
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def editor(plan):
    return make.editor(plan.municipality, first_name="Anna", last_name="Liepa")


@pytest.fixture
def where(plan):
    """Fifteen conclusions, beside a proposal."""
    report = plan.reports.get()
    report.points.filter(kind=KIND).delete()
    for number in range(1, 16):
        make.ReportPointFactory(report=report, text=f"Teksts {number}.", order=number)
    return PointList(plan, YEAR, KIND)


@pytest.fixture
def writer(signed_in, editor):
    """The editor's browser."""
    return signed_in(editor)


@pytest.fixture
def other(plan):
    """Another editor's browser."""
    client = Client()
    client.force_login(make.editor(plan.municipality, first_name="Baiba", last_name="Kalna"), backend=BACKEND)
    return client


def address(name, where, *rest, year=None):
    return reverse(f"reports:{name}", args=[*where.plan.address, year or where.year, where.kind, *rest])


def texts(where):
    return list(where.points().values_list("text", flat=True))


def numbers(where):
    return [int(text.removeprefix("Teksts ").removesuffix(".")) for text in texts(where)]


def nth(where, number):
    return where.points()[number - 1]


def versions(where):
    return set(where.points().values_list("version", flat=True))


# ----------------------------------------------------------------------------------------------------------------- transitions


def test_deleting_the_first_of_fifteen_changes_one_row(where, editor):
    first = nth(where, 1)
    before = {point.pk: (point.text, point.version) for point in where.points()}
    delete_point(where, first.pk, by=editor, opened_with=1)
    assert list(where.points().values_list("order", flat=True)) == list(range(1, 15))
    assert {point.pk: (point.text, point.version) for point in where.points()} == {
        pk: values for pk, values in before.items() if pk != first.pk
    }
    (change,) = Change.objects.all()
    assert (str(change), change.object_id) == ("Secinājums Nr. 1, 2025. gads: dzēsts", first.pk)
    assert told(change) == {"text": ("Teksts 1.", ""), "order": ("1", "")}
    assert (change.change_set.person, change.change_set.plan) == (editor, where.plan)


@pytest.mark.parametrize(
    ("number", "to", "order"),
    [
        (3, 2, [1, 3, 2, 4, 5]),
        (3, 4, [1, 2, 4, 3, 5]),
        (15, 1, [15, 1, 2, 3, 4]),
        (1, 15, [2, 3, 4, 5, 6]),
        (2, -7, [2, 1, 3, 4, 5]),
        (1, 99, [2, 3, 4, 5, 6]),
    ],
)
def test_a_moved_point_is_all_that_changes(where, editor, number, to, order):
    point = nth(where, number)
    moved = move_point(where, point.pk, to=to, by=editor, opened_with=1)
    assert numbers(where)[:5] == order
    assert list(where.points().values_list("order", flat=True)) == list(range(1, 16))
    (change,) = Change.objects.all()
    new = min(max(to, 1), 15)
    assert (changes_of(point), str(change)) == ([change], f"Secinājums Nr. {new}, 2025. gads: mainīts")
    assert told(change) == {"order": (str(number), str(new))}
    assert (moved.version, change.version) == (2, 2)
    assert {each.version for each in where.points() if each.pk != point.pk} == {1}


def test_points_are_added_at_the_end_in_one_change_set(where, editor):
    added = add_points(where, ["Viens.", "Divi."], by=editor)
    assert [point.text for point in where.points()][-2:] == ["Viens.", "Divi."]
    assert [(point.order, point.version) for point in added] == [(16, 1), (17, 1)]
    (change_set,) = ChangeSet.objects.all()
    assert [str(change) for change in change_set.changes.all()] == [
        "Secinājums Nr. 16, 2025. gads: pievienots",
        "Secinājums Nr. 17, 2025. gads: pievienots",
    ]
    assert told(change_set.changes.first()) == {"text": ("", "Viens."), "order": ("", "16")}


def test_each_kind_has_its_numbers(where, editor):
    proposals = PointList(where.plan, YEAR, PointKind.PROPOSAL)
    (added,) = add_points(proposals, ["Otrs priekšlikums."], by=editor)
    assert added.order == 2
    assert len(texts(where)) == 15
    assert str(Change.objects.get()) == "Priekšlikums Nr. 2, 2025. gads: pievienots"
    delete_point(where, added.pk, by=editor, opened_with=1)
    assert len(texts(proposals)) == 2


def test_numbers_that_stood_twice_or_were_left_out_are_put_right(where, editor):
    where.points().filter(order__gt=2).update(order=40)
    move_point(where, nth(where, 15).pk, to=14, by=editor, opened_with=1)
    assert list(where.points().values_list("order", flat=True)) == list(range(1, 16))
    assert numbers(where) == [*range(1, 14), 15, 14]


def test_the_same_again_is_no_change(where, editor):
    point = nth(where, 3)
    for _ in range(2):
        move_point(where, point.pk, to=2, by=editor, opened_with=1)
        add_points(where, ["Viens.", "Viens."], by=editor)
    gone = nth(where, 5)
    for _ in range(2):
        delete_point(where, gone.pk, by=editor, opened_with=1)
    assert sorted(Change.objects.values_list("kind", flat=True)) == ["+", "-", "~"]
    assert texts(where)[:5] == ["Teksts 1.", "Teksts 3.", "Teksts 2.", "Teksts 4.", "Teksts 6."]
    assert texts(where).count("Viens.") == 1


def test_what_was_changed_meanwhile_is_neither_moved_nor_deleted(where, editor):
    point = nth(where, 3)
    PointEdit(where, point.pk, editor).save(opened_with=1, text="Jauns teksts.")
    with pytest.raises(StaleVersion) as moving:
        move_point(where, point.pk, to=2, by=editor, opened_with=1)
    with pytest.raises(StaleVersion) as deleting:
        delete_point(where, point.pk, by=editor, opened_with=1)
    assert moving.value.current.text == deleting.value.current.text == "Jauns teksts."
    assert texts(where)[2] == "Jauns teksts."
    with pytest.raises(StaleVersion) as gone:
        move_point(where, 987654, to=2, by=editor, opened_with=1)
    assert gone.value.current is None


@pytest.mark.parametrize("maker", [make.council_member, make.administrator, make.stranger])
def test_others_change_nothing(where, maker):
    person = maker() if maker is make.stranger else maker(where.plan.municipality)
    pk = nth(where, 3).pk
    for change in (
        lambda: add_points(where, ["Viens."], by=person),
        lambda: move_point(where, pk, to=1, by=person, opened_with=1),
        lambda: delete_point(where, pk, by=person, opened_with=1),
        lambda: PointEdit(where, pk, person).save(opened_with=1, text="Cits."),
    ):
        with pytest.raises(PermissionDenied), transaction.atomic():
            change()
    assert numbers(where) == list(range(1, 16))
    assert not Change.objects.exists()


def test_the_first_point_begins_the_report_and_makes_nobody_stale(where, editor):
    empty = PointList(where.plan, 2027, KIND)
    add_points(empty, ["Pirmais."], by=editor)
    report = write_report(where.plan, 2027, by=editor, opened_with=0, summary="Sākums.")
    assert (report.version, texts(empty)) == (1, ["Pirmais."])
    with pytest.raises(StaleVersion):
        write_report(where.plan, 2027, by=editor, opened_with=0, summary="Otrs sākums.")


def test_a_point_of_another_list_is_none_of_this_one(where, editor):
    draft = PointList(where.plan, 2026, KIND)
    (other,) = add_points(draft, ["Cits gads."], by=editor)
    assert where.find(other.pk) is None
    delete_point(where, other.pk, by=editor, opened_with=1)
    assert texts(draft) == ["Cits gads."]


# --------------------------------------------------------------------------------------------------------- approved reports


@pytest.fixture
def approved(where):
    approve(where.plan, number="1/77")
    assert not assemble(where.plan, YEAR).is_draft
    return where


@pytest.mark.parametrize(
    "change",
    [
        lambda where, by: add_points(where, ["Viens."], by=by),
        lambda where, by: move_point(where, nth(where, 3).pk, to=2, by=by, opened_with=1),
        lambda where, by: delete_point(where, nth(where, 3).pk, by=by, opened_with=1),
        lambda where, by: delete_point(where, nth(where, 15).pk, by=by, opened_with=1),
        lambda where, by: PointEdit(where, nth(where, 3).pk, by).save(opened_with=1, text="Cits."),
    ],
    ids=["add", "move", "delete", "delete the last", "edit"],
)
def test_any_change_makes_an_approved_report_a_draft(approved, editor, change):
    change(approved, editor)
    assert assemble(approved.plan, YEAR).is_draft
    assert approved.plan.reports.get().version == 1


def test_what_changes_nothing_keeps_the_approval(approved, editor):
    point = nth(approved, 3)
    add_points(approved, [point.text], by=editor)
    move_point(approved, point.pk, to=3, by=editor, opened_with=1)
    PointEdit(approved, point.pk, editor).save(opened_with=1, text=point.text)
    assert not assemble(approved.plan, YEAR).is_draft


def test_the_pages_warn_that_the_report_is_approved(approved, writer):
    assert "Ziņojums ir apstiprināts" in main_text(writer.get(address("points", approved)))


# -------------------------------------------------------------------------------------------------------------------- pages


def test_the_list_numbers_its_points_as_the_report_does(where, writer, clean_markup):
    page = clean_markup(writer.get(address("points", where)))
    assert "<h1>5. Secinājumi</h1>" in page
    text = main_text(writer.get(address("points", where)))
    assert [text.index(f"{number}. secinājums: Teksts {number}.") for number in range(1, 16)] == sorted(
        text.index(f"{number}. secinājums: Teksts {number}.") for number in range(1, 16)
    )
    assert (page.count(">Labot<"), page.count(">Augstāk<"), page.count(">Zemāk<"), page.count(">Dzēst<")) == (
        15,
        14,
        14,
        15,
    )
    assert reading.conclusions(assemble(where.plan, YEAR)) == tuple(texts(where))


def test_the_texts_lead_to_the_points_and_hold_none_themselves(where, writer, clean_markup):
    response = writer.get(reverse("reports:edit", args=[*where.plan.address, YEAR]))
    page = clean_markup(response)
    assert set(response.context["form"].fields) == {
        "version",
        "prepared_by",
        "prints_overview",
        "summary",
        "introduction",
    }
    assert f'<a href="{address("points", where)}">5. Secinājumi</a> – 15\u00a0punktu' in page
    assert ">6. Priekšlikumi</a> – 1\u00a0punkts" in page


def test_an_empty_list_says_so(where, writer):
    proposals = PointList(where.plan, 2026, PointKind.PROPOSAL)
    text = main_text(writer.get(address("points", proposals)))
    assert "Ziņojumā vēl nav neviena priekšlikuma." in text
    assert "Augstāk" not in text


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("Viens secinājums.", "Viens secinājums."),
        ("3) Viens secinājums.", "Viens secinājums."),
        ("1. septembrī sākts.", "1. septembrī sākts."),
        ("Pirmā rinda.\r\nOtrā rinda.\r\nTrešā rinda.", "Pirmā rinda.\nOtrā rinda.\nTrešā rinda."),
    ],
)
def test_one_text_becomes_one_point(where, writer, pasted, stored):
    response = writer.post(address("points", where), {"text": pasted})
    added = nth(where, 16)
    assert (response.status_code, response.url) == (302, f"{address('points', where)}#punkts-{added.pk}")
    assert (added.text, added.order) == (stored, 16)
    assert "Pievienots: 1 secinājums." in text_of(writer.get(response.url))


FIFTEEN = "\r\n".join(f"{number}.\tSecinājums {number}." for number in range(1, 16))


@pytest.mark.parametrize("pasted", [FIFTEEN, "Pirmā rindkopa.\r\n\r\nOtrā rindkopa."])
def test_several_paragraphs_are_asked_about_and_nothing_is_lost(where, writer, clean_markup, pasted):
    response = writer.post(address("points", where), {"text": pasted})
    assert response.status_code == 422
    page = clean_markup(response)
    assert response.context["form"]["text"].value() == pasted.replace("\r\n", "\n")
    assert "Vai tas ir viens secinājums, vai katra rindkopa ir savs secinājums?" in page
    assert "Tas ir viens secinājums</button>" in page
    assert "Katra rindkopa ir savs secinājums</button>" in page
    assert "Pievienot secinājumu</button>" not in page
    assert len(texts(where)) == 15
    assert not ChangeSet.objects.exists()


def test_fifteen_pasted_conclusions_become_fifteen_points(where, writer):
    assert "15\u00a0rindkopu" in writer.post(address("points", where), {"text": FIFTEEN}).content.decode()
    response = writer.post(address("points", where), {"text": FIFTEEN, "split": "each"}, follow=True)
    assert "Pievienots: 15 secinājumu." in text_of(response)
    assert texts(where)[15:] == [f"Secinājums {number}." for number in range(1, 16)]
    assert ChangeSet.objects.get().changes.count() == 15


def test_several_paragraphs_may_be_one_point(where, writer):
    pasted = "Pirmā rindkopa.\r\n\r\nOtrā rindkopa."
    assert writer.post(address("points", where), {"text": pasted, "split": "one"}).status_code == 302
    assert texts(where)[15:] == ["Pirmā rindkopa.\n\nOtrā rindkopa."]


@pytest.mark.parametrize("data", [{}, {"text": " \r\n "}, {"text": "Viens.", "split": "seven"}])
def test_what_cannot_be_added_is_answered_422(where, writer, data):
    assert writer.post(address("points", where), data).status_code == 422
    assert not ChangeSet.objects.exists()


def test_adding_twice_is_forgiven(where, writer):
    for expected in ("Pievienots: 1 secinājums.", "Šāds secinājums sarakstā jau ir."):
        response = writer.post(address("points", where), {"text": "Viens."}, follow=True)
        assert expected in text_of(response)
    assert ChangeSet.objects.count() == 1


def test_a_point_that_could_point_at_a_child_is_saved_and_warned_about(where, writer):
    warning = (
        "Tekstā minēts mazāk nekā pieci izglītojamie („divi skolēni”). Pārbaudiet, vai pēc tā bērnu nevar atpazīt."
    )
    data = {"text": "Aizbrauca divi skolēni."}
    added = writer.post(address("points", where), data, follow=True)
    changed = writer.post(address("point_edit", where, nth(where, 1).pk), {**data, "version": "1"}, follow=True)
    for response in (added, changed):
        assert [message.level_tag for message in response.context["messages"]] == ["success", "warning"]
        assert str(list(response.context["messages"])[1]) == warning


def test_a_point_is_changed(where, writer, clean_markup):
    point = nth(where, 3)
    form = clean_markup(writer.get(address("point_edit", where, point.pk)))
    assert "<h1>3. secinājums</h1>" in form
    assert "Teksts 3.</textarea>" in form
    data = {"version": 1, "text": "3) Pirmā rinda.\r\nOtrā rinda."}
    for _ in range(2):
        response = writer.post(address("point_edit", where, point.pk), data)
        assert response.url == f"{address('points', where)}#punkts-{point.pk}"
    (change,) = changes_of(point)
    assert told(change) == {"text": ("Teksts 3.", "Pirmā rinda.\nOtrā rinda.")}
    assert str(change) == "Secinājums Nr. 3, 2025. gads: mainīts"
    assert versions(where) == {1, 2}


def test_what_nobody_touched_stays_to_the_letter(where, writer):
    point = nth(where, 3)
    ReportPoint.objects.filter(pk=point.pk).update(text="3) Divi  blanki.\n\n\nUn rindkopa.")
    data = {"version": 1, "text": "3) Divi  blanki.\r\n\r\n\r\nUn rindkopa."}
    assert writer.post(address("point_edit", where, point.pk), data).status_code == 302
    assert not ChangeSet.objects.exists()


@pytest.mark.parametrize("data", [{"version": 1, "text": ""}, {"version": 0, "text": "Cits."}, {"version": "x"}, {}])
def test_what_cannot_be_saved_is_answered_422(where, writer, data):
    response = writer.post(address("point_edit", where, nth(where, 3).pk), data)
    assert response.status_code == 422
    assert "Neizdevās saglabāt" in main_text(response)
    assert numbers(where) == list(range(1, 16))


def test_two_people_at_one_point_and_nothing_is_lost(where, writer, other, clean_markup):
    url = address("point_edit", where, nth(where, 3).pk)
    other.post(url, {"version": 1, "text": "Cita teksts."})
    response = writer.post(url, {"version": 1, "text": "Mans teksts."})
    assert response.status_code == 409
    page = clean_markup(response)
    assert "pa to laiku ierakstu ir mainījis kāds cits" in page
    for text in ("Mans teksts.", "Cita teksts.", "Baiba Kalna"):
        assert text in page
    assert writer.post(url, {"version": 2, "text": "Abu teksts."}).status_code == 302
    assert texts(where)[2] == "Abu teksts."


def test_a_text_joins_a_move_by_itself(where, writer, other):
    point = nth(where, 3)
    other.post(address("point_move", where, point.pk), {"version": 1, "to": 1})
    response = writer.post(address("point_edit", where, point.pk), {"version": 1, "text": "Mans teksts."})
    assert (response.status_code, response.context["merged"].conflicts) == (409, [])
    assert (
        writer.post(address("point_edit", where, point.pk), {"version": 2, "text": "Mans teksts."}).status_code == 302
    )
    assert texts(where)[0] == "Mans teksts."


def test_the_text_of_a_point_that_was_deleted_meanwhile_can_be_added_anew(where, writer, other, clean_markup):
    point = nth(where, 3)
    other.post(address("point_delete", where, point.pk), {"version": 1})
    response = writer.post(address("point_edit", where, point.pk), {"version": 1, "text": "Mans teksts."})
    assert response.status_code == 409
    page = clean_markup(response)
    assert "Šis secinājums pa to laiku ir dzēsts" in page
    assert "To dzēsa Baiba Kalna" in page
    assert response.context["form"]["text"].value() == "Mans teksts."
    writer.post(address("points", where), {"text": "Mans teksts."})
    assert texts(where)[-1] == "Mans teksts."


def test_buttons_move_a_point(where, writer):
    point = nth(where, 3)
    response = writer.post(address("point_move", where, point.pk), {"version": 1, "to": 2}, follow=True)
    assert response.redirect_chain == [(f"{address('points', where)}#punkts-{point.pk}", 302)]
    assert "Tagad tas ir 2. secinājums." in text_of(response)
    assert writer.post(address("point_move", where, point.pk), {"version": 1, "to": 2}).status_code == 302
    assert numbers(where)[:4] == [1, 3, 2, 4]
    assert Change.objects.count() == 1
    assert writer.get(address("point_move", where, point.pk)).status_code == 405


@pytest.mark.parametrize("data", [{}, {"version": 1}, {"to": 2}, {"version": 1, "to": "augšā"}])
def test_a_move_that_says_too_little_is_answered_422(where, writer, data):
    assert writer.post(address("point_move", where, nth(where, 3).pk), data).status_code == 422
    assert numbers(where) == list(range(1, 16))


def test_a_stale_move_shows_the_newer_text(where, writer, other, clean_markup):
    point = nth(where, 3)
    other.post(address("point_edit", where, point.pk), {"version": 1, "text": "Cita teksts."})
    response = writer.post(address("point_move", where, point.pk), {"version": 1, "to": 2})
    assert response.status_code == 409
    page = clean_markup(response)
    assert "Vēl nav pārvietots: secinājumu pa to laiku ir mainījis kāds cits" in page
    assert "Baiba Kalna" in page
    assert "Cita teksts." in page
    assert texts(where)[2] == "Cita teksts."


def test_deleting_asks_once(where, writer, clean_markup):
    point = nth(where, 3)
    page = clean_markup(writer.get(address("point_delete", where, point.pk)))
    assert "<h1>Dzēst 3. secinājumu?</h1>" in page
    assert "Teksts 3." in page
    assert where.find(point.pk)
    for expected in ("Secinājums ir dzēsts.", "Šis secinājums ir dzēsts: Anna Liepa"):
        response = writer.post(address("point_delete", where, point.pk), {"version": 1}, follow=True)
        assert expected in text_of(response)
    assert numbers(where) == [1, 2, *range(4, 16)]
    assert Change.objects.count() == 1


def test_deleting_without_having_seen_the_point_asks_again(where, writer):
    assert writer.post(address("point_delete", where, nth(where, 3).pk), {}).status_code == 422
    assert len(texts(where)) == 15


@pytest.mark.parametrize("own", [False, True])
def test_a_stale_delete_shows_the_newer_text_and_deletes_nothing(where, writer, other, clean_markup, own):
    point = nth(where, 3)
    changing = writer if own else other
    changing.post(address("point_edit", where, point.pk), {"version": 1, "text": "Jaunāks teksts."})
    response = writer.post(address("point_delete", where, point.pk), {"version": 1})
    assert response.status_code == 409
    page = clean_markup(response)
    said = "jau mainījāt jūs – citā cilnē vai ierīcē" if own else "ir mainījis kāds cits"
    assert f"Vēl nav dzēsts: secinājumu pa to laiku {said}" in page
    assert "Jaunāks teksts." in page
    assert where.find(point.pk)
    assert writer.post(address("point_delete", where, point.pk), {"version": 2}).status_code == 302
    assert where.find(point.pk) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("point_edit", None),
        ("point_delete", None),
        ("point_delete", {"version": 1}),
        ("point_move", {"version": 1, "to": 1}),
    ],
)
def test_what_somebody_deleted_is_told_and_what_never_was_does_not_exist(where, writer, other, name, data):
    def ask(pk):
        url = address(name, where, pk)
        return writer.get(url) if data is None else writer.post(url, data)

    point = nth(where, 3)
    other.post(address("point_delete", where, point.pk), {"version": 1})
    response = ask(point.pk)
    assert (response.status_code, response.url) == (302, address("points", where))
    assert "Šis secinājums ir dzēsts: Baiba Kalna" in text_of(writer.get(response.url))
    assert ask(987654).status_code == 404
    assert ask(where.plan.reports.get().points.get(kind=PointKind.PROPOSAL).pk).status_code == 404


def test_a_save_of_what_never_was_does_not_exist(where, writer):
    response = writer.post(address("point_edit", where, 987654), {"version": 1, "text": "Teksts."})
    assert response.status_code == 404


# ----------------------------------------------------------------------------------------------------------------------- who


PAGES = ["points", "point_edit", "point_move", "point_delete"]
SENT = {"version": 1, "to": 1, "text": "Nedrīkst."}


def url_of(name, where, **more):
    return address(name, where, *([] if name == "points" else [nth(where, 3).pk]), **more)


def asked(client, name, url):
    """The answers to reading, where it can be read, and to sending."""
    reads = [] if name == "point_move" else [client.get(url)]
    return [response.status_code for response in [*reads, client.post(url, SENT)]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["coordinator", "council_member", "administrator"])
def test_other_roles_are_refused(where, signed_in, name, role):
    place = where.plan.municipality
    person = getattr(make, role)(place.institutions.first() if role == "coordinator" else place)
    assert set(asked(signed_in(person), name, url_of(name, where))) == {403}
    assert numbers(where) == list(range(1, 16))


@pytest.mark.parametrize("name", PAGES)
def test_another_municipality_another_year_and_another_kind_do_not_exist(where, writer, name):
    stranger = Client()
    stranger.force_login(make.editor(make.MunicipalityFactory()), backend=BACKEND)
    url = url_of(name, where)
    assert set(asked(stranger, name, url)) == {404}
    assert set(asked(writer, name, url_of(name, where, year=2030))) == {404}
    assert set(asked(writer, name, url.replace("secinajumi", "atzinumi"))) == {404}
    if name != "points":
        assert set(asked(writer, name, url_of(name, where, year=2026))) == {404}
    assert numbers(where) == list(range(1, 16))


@pytest.mark.parametrize("role", ["council_member", "administrator"])
def test_readers_see_no_way_to_write(where, signed_in, role):
    client = signed_in(getattr(make, role)(where.plan.municipality))
    page = client.get(reverse("reports:report", args=[*where.plan.address, YEAR])).content.decode()
    assert "Teksts 3." in page
    assert "/rakstit/" not in page


# ----------------------------------------------------------------------------------------------------------------- how it prints


def test_the_lines_of_a_point_are_printed_as_lines(where, writer):
    point = nth(where, 3)
    ReportPoint.objects.filter(pk=point.pk).update(text="Pirmā <b>.\nOtrā.\n\nRindkopa.")
    item = '<li class="item">Pirmā &lt;b&gt;.<br>Otrā.<br><br>Rindkopa.</li>'
    assert item in writer.get(reverse("reports:report", args=[*where.plan.address, YEAR])).content.decode()
    assert item in print_html(assemble(where.plan, YEAR))


@pytest.mark.parametrize("number", [1, 15])
def test_queries_do_not_grow_with_points(where, writer, number, django_assert_num_queries):
    where.points().filter(order__gt=number).delete()
    with django_assert_num_queries(7):
        writer.get(address("points", where))

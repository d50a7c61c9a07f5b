"""Roles: who gives them, who takes them, and what a new person gets."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from pmp.accounts import domain
from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, User
from pmp.accounts.rules import has_role, institutions_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(plan):
    return factories.administrator(plan.municipality)


def address(plan):
    return f"/{plan.municipality.slug}/cilveki/"


def test_the_list_names_people_and_roles(plan, administrator, signed_in, clean_markup):
    factories.editor(plan.municipality, first_name="Ilze", last_name="Kalna", email="ilze@pilseta.example")
    text = clean_markup(signed_in(administrator).get(address(plan)))
    assert "Ilze Kalna" in text
    assert "ilze@pilseta.example" in text
    assert "plāna redaktors" in text


def test_a_new_coordinator_gets_a_letter_and_chooses_a_password(
    plan, administrator, signed_in, client, django_capture_on_commit_callbacks
):
    institution = plan.municipality.institutions.first()
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in(administrator).post(
            address(plan),
            {
                "email": "Jauna@Skola.example",
                "name": "Jauna Koordinatore",
                "role": "coordinator",
                "institution": institution.pk,
            },
        )
    assert response.status_code == 302
    user = User.objects.get(email="jauna@skola.example")
    assert not user.has_usable_password()
    assert institutions_of(user, plan.municipality) == [institution]
    (letter,) = mail.outbox
    assert letter.to == ["jauna@skola.example"]
    link = re.search(r"http://testserver(/parole/\S+)", letter.body).group(1)
    client.logout()
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"new_password1": "gara-un-laba-parole", "new_password2": "gara-un-laba-parole"}
    )
    user.refresh_from_db()
    assert user.check_password("gara-un-laba-parole")


def test_somebody_known_gets_no_letter_and_keeps_the_name(plan, administrator, signed_in):
    known = factories.editor(email="zinama@pilseta.example", first_name="Zināmā")
    signed_in(administrator).post(
        address(plan), {"email": "zinama@pilseta.example", "name": "Cits Vārds", "role": "council"}
    )
    known = User.objects.get(pk=known.pk)
    assert known.first_name == "Zināmā"
    assert has_role(known, plan.municipality, Role.COUNCIL)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "nav-adrese", "name": "A", "role": "council"}, "Ierakstiet derīgu e-pasta adresi."),
        ({"email": "a@b.example", "name": "A", "role": "coordinator"}, "Izvēlieties institūciju"),
        ({"email": "a@b.example", "name": "", "role": "council"}, "Šis lauks jāaizpilda."),
    ],
)
def test_bad_input_gets_a_sentence(plan, administrator, signed_in, data, sentence):
    response = signed_in(administrator).post(address(plan), data)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert data["email"] in response.content.decode(), "what was typed is kept"
    assert not User.objects.filter(email="a@b.example").exists()


def test_an_institution_of_another_municipality_cannot_be_chosen(plan, administrator, signed_in):
    foreign = factories.InstitutionFactory()
    signed_in(administrator).post(
        address(plan), {"email": "a@b.example", "name": "A", "role": "coordinator", "institution": foreign.pk}
    )
    assert not User.objects.filter(email="a@b.example").exists()


def test_the_same_role_twice_is_refused(plan, administrator, signed_in):
    editor = factories.editor(plan.municipality)
    response = signed_in(administrator).post(address(plan), {"email": editor.email, "name": "A", "role": "editor"})
    assert "Šim cilvēkam šāda loma jau ir." in response.content.decode()
    assert editor.memberships.count() == 1


def test_a_role_is_taken_after_being_asked(plan, administrator, signed_in, clean_markup):
    membership = factories.editor(plan.municipality).memberships.get()
    client = signed_in(administrator)
    assert "Noņemt lomu?" in clean_markup(client.get(f"{address(plan)}{membership.pk}/nonemt/"))
    assert Membership.objects.filter(pk=membership.pk).exists()
    client.post(f"{address(plan)}{membership.pk}/nonemt/")
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_last_administrator_stays(plan, administrator, signed_in):
    membership = administrator.memberships.get()
    response = signed_in(administrator).post(f"{address(plan)}{membership.pk}/nonemt/", follow=True)
    assert "Pašvaldībai jāpaliek vismaz vienam administratoram." in response.content.decode()
    assert Membership.objects.filter(pk=membership.pk).exists()


@pytest.mark.parametrize("role", ["editor", "coordinator", "council_member"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_roles_are_refused(plan, signed_in, role, method):
    place = plan.municipality.institutions.first() if role == "coordinator" else plan.municipality
    user = getattr(factories, role)(place)
    membership = user.memberships.get()
    assert getattr(signed_in(user), method)(address(plan)).status_code == 403
    assert getattr(signed_in(user), method)(f"{address(plan)}{membership.pk}/nonemt/").status_code == 403
    assert Membership.objects.filter(pk=membership.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_administrators_elsewhere_do_not_see_it(plan, administrator, signed_in, method):
    foreign = factories.administrator()
    membership = administrator.memberships.get()
    assert getattr(signed_in(foreign), method)(address(plan)).status_code == 404
    assert getattr(signed_in(foreign), method)(f"{address(plan)}{membership.pk}/nonemt/").status_code == 404


def test_a_role_of_another_municipality_is_not_found_under_ones_own_address(plan, administrator, signed_in):
    foreign = factories.editor().memberships.get()
    assert signed_in(administrator).post(f"{address(plan)}{foreign.pk}/nonemt/").status_code == 404
    assert Membership.objects.filter(pk=foreign.pk).exists()


def test_the_functions_guard_themselves(plan):
    editor = factories.editor(plan.municipality)
    with pytest.raises(PermissionDenied):
        domain.take_role(editor.memberships.get(), by=editor)
    with pytest.raises(PermissionDenied):
        domain.give_role(
            plan.municipality,
            by=editor,
            email="a@b.example",
            name="A",
            role=Role.COUNCIL,
            institution=None,
            site="http://testserver/",
        )


def test_a_council_member_has_no_institution(plan, administrator):
    with pytest.raises(ValidationError, match="Koordinatoram jānorāda institūcija"):
        domain.give_role(
            plan.municipality,
            by=administrator,
            email="a@b.example",
            name="A",
            role=Role.COUNCIL,
            institution=plan.municipality.institutions.first(),
            site="http://testserver/",
        )
    assert not User.objects.filter(email="a@b.example").exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_makes_the_same_queries_for_few_and_many(
    plan, administrator, signed_in, people, django_assert_num_queries
):
    for _ in range(people):
        factories.editor(plan.municipality)
    client = signed_in(administrator)
    with django_assert_num_queries(9):
        client.get(address(plan))


def test_a_forgotten_password_sends_a_link(client, plan):
    user = factories.editor(plan.municipality)
    assert client.post("/parole/", {"email": user.email}).status_code == 302
    assert "/parole/" in mail.outbox[0].body
    assert mail.outbox[0].subject == "PMP plāns: paroles maiņa"


@pytest.mark.parametrize("path", ["/parole/", "/parole/nosutita/", "/parole/gatavs/", "/parole/x/y/"])
def test_pages_about_passwords_are_sound(client, path, clean_markup):
    assert "PMP plāns" in clean_markup(client.get(path))


def test_an_institution_of_another_municipality_does_not_fit(plan, administrator):
    foreign = factories.InstitutionFactory()
    with pytest.raises(ValidationError, match="nav šajā pašvaldībā"):
        domain.give_role(
            plan.municipality,
            by=administrator,
            email="jauns@skola.example",
            name="Jauns",
            role=Role.COORDINATOR,
            institution=foreign,
            site="http://testserver/",
        )


# ---------------------------------------------------------------------------------------------------------- nobody answers


def test_institutions_without_a_coordinator_are_listed(municipality, signed_in, clean_markup):
    served, alone = (
        factories.InstitutionFactory(municipality=municipality, short="", name=name) for name in ("Bāriņtiesa", "Zoo")
    )
    first = factories.InstitutionFactory(municipality=municipality, short="ĀP", name="Ārstniecības pārvalde")
    factories.InstitutionFactory(name="Sveša")
    factories.coordinator(served)
    client = signed_in(factories.administrator(municipality))
    response = client.get(f"/{municipality.slug}/cilveki/")
    clean_markup(response)
    assert list(response.context["unanswered"]) == [first, alone]
    assert "Neviens neatbild par" in response.content.decode()
    factories.coordinator(alone)
    factories.coordinator(first)
    assert "Neviens neatbild par" not in client.get(f"/{municipality.slug}/cilveki/").content.decode()

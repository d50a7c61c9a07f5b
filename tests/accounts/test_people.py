"""Roles: who gives them, who takes them, and what a new person gets."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pmp.accounts import domain
from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, User
from pmp.accounts.rules import has_role, institutions_of
from pmp.common.models import Change
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


def test_a_new_coordinator_gets_a_letter_and_chooses_a_password(plan, administrator, signed_in, client):
    institution = plan.municipality.institutions.first()
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


def test_somebody_known_keeps_the_name_and_the_password(plan, administrator, signed_in):
    known = factories.editor(email="zinama@pilseta.example", first_name="Zināmā")
    signed_in(administrator).post(
        address(plan), {"email": "zinama@pilseta.example", "name": "Cits Vārds", "role": "council"}
    )
    known = User.objects.get(pk=known.pk)
    assert known.first_name == "Zināmā"
    assert has_role(known, plan.municipality, Role.COUNCIL)
    (letter,) = mail.outbox
    assert f"http://testserver/{plan.municipality.slug}/" in letter.body
    assert "paroli izvēl" not in letter.body
    assert "/parole/" not in letter.body


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "nav-adrese", "name": "A", "role": "council"}, "Ierakstiet derīgu e-pasta adresi."),
        ({"email": "a@b.example", "name": "A", "role": "coordinator"}, "Izvēlieties institūciju"),
        ({"email": "a@b.example", "name": "", "role": "council"}, "Šis lauks jāaizpilda."),
        ({"email": "a@b.example", "name": "A", "role": ""}, "Izvēlieties lomu."),
        ({"email": f"{'a' * 300}@b.example", "name": "A", "role": "council"}, "ne vairāk kā 254 zīmju, bet ir 310"),
        ({"email": "a@b.example", "name": "A" * 151, "role": "council"}, "ne vairāk kā 150 zīmju, bet ir 151"),
    ],
)
def test_bad_input_gets_a_sentence(plan, administrator, signed_in, data, sentence):
    response = signed_in(administrator).post(address(plan), data)
    assert response.status_code == 422
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
    assert response.context["form"].errors == {"email": ["Šim cilvēkam šāda loma jau ir."]}
    assert editor.memberships.count() == 1


def test_a_role_is_taken_after_being_asked(plan, administrator, signed_in, clean_markup):
    membership = factories.editor(plan.municipality).memberships.get()
    client = signed_in(administrator)
    assert "Noņemt lomu?" in clean_markup(client.get(f"{address(plan)}{membership.pk}/nonemt/"))
    assert Membership.objects.filter(pk=membership.pk).exists()
    client.post(f"{address(plan)}{membership.pk}/nonemt/")
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_last_administrator_is_told_before(plan, administrator, signed_in, clean_markup):
    membership = administrator.memberships.get()
    way = f"{address(plan)}{membership.pk}/nonemt/"
    text = clean_markup(signed_in(administrator).get(address(plan)))
    assert "Vienīgais administrators: lomu noņemt nevar" in text
    assert way not in text
    text = clean_markup(signed_in(administrator).get(way))
    assert "Vispirms piešķiriet šo lomu citam." in text
    assert "Noņemt šo lomu" not in text
    factories.administrator(plan.municipality)
    text = clean_markup(signed_in(administrator).get(address(plan)))
    assert "Vienīgais administrators" not in text
    assert way in text


def test_ones_own_last_role_ends_on_a_page_that_says_so(plan, administrator, signed_in, clean_markup):
    factories.administrator(plan.municipality)
    membership = administrator.memberships.get()
    response = signed_in(administrator).post(f"{address(plan)}{membership.pk}/nonemt/", follow=True)
    assert response.status_code == 200
    text = clean_markup(response)
    assert "Loma noņemta: " in text
    assert "Jūsu loma ir noņemta" in text
    assert f"Loma „administrators” ({plan.municipality.short_name}) jums ir noņemta" in text


def test_ones_own_role_of_administrator_ends_where_one_may_still_go(plan, administrator, signed_in):
    factories.administrator(plan.municipality)
    factories.MembershipFactory(user=administrator, municipality=plan.municipality, role="council")
    membership = administrator.memberships.get(role="administrator")
    response = signed_in(administrator).post(f"{address(plan)}{membership.pk}/nonemt/", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == f"/{plan.municipality.slug}/{plan.span}/"


def test_no_role_is_chosen_beforehand_and_the_institution_belongs_to_the_coordinator(
    plan, administrator, signed_in, clean_markup
):
    """The style sheet hides the field unless the role is the coordinator's, so without a choice nothing asks for it."""
    response = signed_in(administrator).get(address(plan))
    assert response.context["form"]["role"].value() is None
    text = clean_markup(response)
    assert 'class="form role-form"' in text
    assert "role-form__institution" in text


def test_taking_a_role_twice_as_by_a_double_click_takes_it_once(plan, administrator, signed_in):
    membership = factories.editor(plan.municipality).memberships.get()
    client, url = signed_in(administrator), f"{address(plan)}{membership.pk}/nonemt/"
    assert [client.post(url).url for _ in range(2)] == [address(plan)] * 2
    assert Change.objects.filter(model="accounts.membership", object_id=membership.pk, kind="-").count() == 1
    other = factories.editor().memberships.get()
    assert client.post(f"{address(plan)}{other.pk}/nonemt/").status_code == 404


def test_who_was_only_invited_is_no_other_administrator(plan, administrator, signed_in):
    factories.MembershipFactory(municipality=plan.municipality, role=Role.ADMINISTRATOR, accepted_at=None)
    own = administrator.memberships.get()
    assert domain.last_administrator(plan.municipality) == own
    with pytest.raises(ValidationError):
        domain.take_role(own, by=administrator)
    plan.municipality.memberships.update(accepted_at=timezone.now())
    assert domain.last_administrator(plan.municipality) is None


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
    with django_assert_num_queries(10):
        client.get(address(plan))


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

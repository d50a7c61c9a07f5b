"""Letters to whoever was given a role: they leave after the save, a failure costs nothing, and colleagues see only the address."""

import re
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmp.accounts import domain
from pmp.accounts.models import Membership, User
from pmp.common.models import Change
from tests import factories as make

pytestmark = pytest.mark.django_db

NEW = {"email": "jauna@skola.example", "name": "Jauna Koordinatore", "role": "council"}


@pytest.fixture
def administrator(municipality):
    return make.administrator(municipality)


@pytest.fixture
def people(municipality):
    return f"/{municipality.slug}/cilveki/"


@pytest.fixture
def refusing_server(settings):
    """A mail server that does not answer: a port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def invite(client, people, membership):
    return client.post(f"{people}{membership.pk}/uzaicinat/", follow=True)


def given(client, people, **data):
    response = client.post(people, NEW | data, follow=True)
    assert response.status_code == 200
    return response.content.decode(), Membership.objects.get(user__email=(NEW | data)["email"], accepted_at=None)


def link_in(letter):
    return re.search(r"http://testserver(/parole/\S+/\S+/)", letter.body).group(1)


def test_a_refusing_server_costs_nothing_and_the_letter_is_sent_again(
    administrator, people, signed_in, refusing_server, settings, client
):
    client = signed_in(administrator)
    text, membership = given(client, people)
    assert "Loma piešķirta: jauna@skola.example" in text
    assert "Vēstuli uz adresi jauna@skola.example nosūtīt neizdevās" in text
    assert "vēl nav ienācis; uzaicinājums nav nosūtīts" in text
    assert membership.invited_at is None
    assert "nosūtīt neizdevās" in invite(client, people, membership).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    text = invite(client, people, membership).content.decode()
    assert "Vēstule nosūtīta uz adresi jauna@skola.example." in text
    assert "uzaicinājums der līdz" in text
    client.logout()
    assert client.get(link_in(mail.outbox[-1]), follow=True).context["validlink"]


def test_a_forgotten_password_reaches_an_invited_person_without_one(
    administrator, people, signed_in, refusing_server, settings
):
    client = signed_in(administrator)
    given(client, people)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.logout()
    client.post("/parole/", {"email": "JAUNA@skola.example"})
    assert client.get(link_in(mail.outbox[-1]), follow=True).context["validlink"]


def test_giving_another_role_to_somebody_without_a_password_sends_a_letter_too(
    administrator, people, signed_in, municipality
):
    client = signed_in(administrator)
    given(client, people)
    client.post(people, NEW | {"role": "editor"})
    assert [letter.to for letter in mail.outbox] == [["jauna@skola.example"]] * 2
    assert link_in(mail.outbox[1])


def test_the_letter_leaves_after_the_save(administrator, people, signed_in):
    """A role that cannot be stored sends nothing."""
    client = signed_in(administrator)
    given(client, people)
    mail.outbox.clear()
    assert "Šim cilvēkam šāda loma jau ir." in client.post(people, NEW).content.decode()
    assert mail.outbox == []


def test_the_letter_and_the_list_say_when_the_link_ends(administrator, people, signed_in, settings):
    settings.PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 2
    client = signed_in(administrator)
    text, membership = given(client, people)
    ends = timezone.localtime(membership.invited_at + timedelta(days=2))
    assert f"Saite der līdz {ends:%d.%m.%Y.}" in mail.outbox[0].body
    assert f"uzaicinājums der līdz {ends:%d.%m.%Y.}" in text


def test_an_old_link_offers_a_new_letter(administrator, people, signed_in, settings, clean_markup):
    client = signed_in(administrator)
    given(client, people)
    Membership.objects.update(invited_at=timezone.now() - timedelta(days=30))
    assert "vēl nav ienācis; uzaicinājums beidzās" in clean_markup(client.get(people))
    settings.PASSWORD_RESET_TIMEOUT = -1
    client.logout()
    text = clean_markup(client.get(link_in(mail.outbox[0]), follow=True))
    assert "Saite vairs neder" in text
    assert 'href="/parole/">Saņemt jaunu saiti' in text


def test_a_stranger_is_only_an_address_until_the_person_comes(administrator, people, signed_in, municipality, client):
    stranger = make.editor(email="svesa@cita.example", first_name="Skaidrīte", last_name="Svešā")
    User.objects.filter(pk=stranger.pk).update(last_login=timezone.now() - timedelta(days=400))
    seen = timezone.localtime(User.objects.get(pk=stranger.pk).last_login)
    text, membership = given(signed_in(administrator), people, email="svesa@cita.example")
    pages = [text]
    pages.append(client.get(f"{people}{membership.pk}/nonemt/").content.decode())
    pages.append(client.get(f"/{municipality.slug}/izmainas/").content.decode())
    for page in pages:
        assert "svesa@cita.example" in page
        assert "Skaidrīte" not in page
        assert f"{seen:%d.%m.%Y.}" not in page
    assert not Change.objects.filter(about__contains="Skaidrīte").exists()
    signed_in(User.objects.get(pk=stranger.pk)).get(f"/{municipality.slug}/")
    assert "Skaidrīte Svešā" in signed_in(administrator).get(people).content.decode()


def test_nothing_tells_whether_an_address_was_known(administrator, people, signed_in):
    make.editor(email="svesa@cita.example", first_name="Skaidrīte")
    client = signed_in(administrator)
    answers = []
    for email in ["svesa@cita.example", "nekad@nav.example"]:
        text, membership = given(client, people, email=email)
        membership.delete()
        text = re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|/\d+/', "", text)
        answers.append(text.replace(email, "adrese"))
    assert answers[0] == answers[1]


def test_the_order_of_the_list_tells_no_name(administrator, people, signed_in, municipality):
    for name, email in [("Zane", "a@b.example"), ("Anna", "c@d.example")]:
        user = make.UserFactory(first_name=name, email=email)
        make.MembershipFactory(user=user, municipality=municipality, accepted_at=None)
    for order in ["user", "last_login"]:
        text = signed_in(administrator).get(f"{people}?sort={order}").content.decode()
        assert text.index("a@b.example") < text.index("c@d.example")


def test_opening_a_page_accepts_once(municipality, signed_in):
    user = make.council_member(municipality)
    other = make.MembershipFactory(user=user, accepted_at=None)
    Membership.objects.filter(municipality=municipality).update(accepted_at=None)
    client = signed_in(user)
    assert client.get("/").status_code == 200
    assert not user.memberships.filter(accepted_at__isnull=False).exists()
    client.get(f"/{municipality.slug}/")
    assert list(user.memberships.filter(accepted_at__isnull=True)) == [other]


def test_the_invitation_of_somebody_who_came_is_not_repeated(administrator, people, signed_in, municipality):
    membership = make.editor(municipality).memberships.get()
    client = signed_in(administrator)
    assert f"{membership.pk}/uzaicinat/" not in client.get(people).content.decode()
    assert "jau ir ienācis" in invite(client, people, membership).content.decode()
    assert mail.outbox == []


def test_an_address_gets_only_so_many_letters(administrator, people, signed_in):
    client = signed_in(administrator)
    _, membership = given(client, people)
    texts = [invite(client, people, membership).content.decode() for _ in range(4)]
    assert ["vēstule jau lūgta trīs reizes" in text for text in texts] == [False, False, False, True]
    assert len(mail.outbox) == 4


@pytest.mark.parametrize("role", ["editor", "coordinator", "council_member"])
def test_other_roles_do_not_invite(plan, signed_in, role):
    place = plan.municipality.institutions.first() if role == "coordinator" else plan.municipality
    user = getattr(make, role)(place)
    waiting = make.MembershipFactory(municipality=plan.municipality, accepted_at=None)
    url = f"/{plan.municipality.slug}/cilveki/{waiting.pk}/uzaicinat/"
    assert signed_in(user).post(url).status_code == 403
    with pytest.raises(PermissionDenied):
        domain.invite_again(waiting, by=user, site="http://testserver/")
    assert mail.outbox == []


def test_administrators_elsewhere_do_not_invite(plan, signed_in):
    waiting = make.MembershipFactory(municipality=plan.municipality, accepted_at=None)
    foreign = make.administrator()
    client = signed_in(foreign)
    assert client.post(f"/{plan.municipality.slug}/cilveki/{waiting.pk}/uzaicinat/").status_code == 404
    own = foreign.memberships.get().municipality.slug
    assert client.post(f"/{own}/cilveki/{waiting.pk}/uzaicinat/").status_code == 404
    assert mail.outbox == []

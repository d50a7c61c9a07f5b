"""One's own account: another password, and where it was signed in to; the menu that leads there."""

import pytest
from django.urls import reverse

from pmp.accounts.own import browser
from tests import factories as make
from tests.helpers.markup import main_text, text_of

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0"
PASSWORD = "pavisam-cita-parole"


@pytest.fixture
def anna():
    return make.UserFactory(first_name="Anna", last_name="Bērziņa", password="sena-gara-parole")


def change(client, old="sena-gara-parole", new=PASSWORD, again=PASSWORD):
    values = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(reverse("own_password"), values)


def test_another_password(anna, signed_in):
    client = signed_in(anna)
    response = change(client)
    assert response.url == reverse("home")
    assert "Parole ir nomainīta." in text_of(client.get(response.url))
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"old": "nav šī"}, "old_password"),
        ({"new": "īsa", "again": "īsa"}, "new_password2"),
        ({"again": "cita"}, "new_password2"),
    ],
)
def test_a_wrong_password_is_said(anna, signed_in, clean_markup, wrong, field):
    response = change(signed_in(anna), **wrong)
    assert list(response.context["form"].errors) == [field]
    assert "Parole nav nomainīta" in clean_markup(response)
    anna.refresh_from_db()
    assert anna.check_password("sena-gara-parole")


def test_one_sees_ones_own_sign_ins_and_nobody_elses(anna, settings, client, clean_markup):
    settings.AXES_ENABLED = True
    other = make.UserFactory(password="sena-gara-parole")
    for person, agent in ((other, EDGE), (anna, FIREFOX), (anna, CHROME)):
        client.logout()
        typed = {"username": person.email, "password": "sena-gara-parole"}
        client.post(reverse("login"), typed, headers={"user-agent": agent})
    response = client.get(reverse("own_sign_ins"))
    clean_markup(response)
    assert [row["browser"] for row in response.context["sign_ins"]] == [
        "Chrome, tālrunis vai planšete",
        "Firefox, dators",
    ]
    assert "127.0.0.1" in main_text(response)


def test_who_never_signed_in_is_told_so(anna, signed_in):
    assert "Pieteikšanās reizes vēl nav pierakstītas" in main_text(signed_in(anna).get(reverse("own_sign_ins")))


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, dators"),
        (EDGE, "Edge, dators"),
        (CHROME, "Chrome, tālrunis vai planšete"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_in_words(agent, name):
    assert browser(agent) == name


def test_the_menu_has_the_name_and_the_account(anna, signed_in):
    text = signed_in(anna).get(reverse("home")).content.decode()
    menu = text.split('class="user-menu__panel"')[1].split("</details>")[0]
    assert "Anna Bērziņa" in menu
    for name in ("own_password", "own_sign_ins", "logout"):
        assert f'"{reverse(name)}"' in menu

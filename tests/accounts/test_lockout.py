"""Too many wrong passwords close one account for one address, and nothing else."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone

from pmp.accounts.clients import client_address
from tests import factories as make


@pytest.fixture(autouse=True)
def lockout(settings):
    settings.AXES_ENABLED = True


def attempt(client, user, typed="nepareiza", address="192.0.2.1"):
    return client.post("/ieiet/", {"username": user.email, "password": typed}, REMOTE_ADDR=address)


@pytest.fixture
def locked_out(client, db):
    user = make.editor()
    statuses = [attempt(client, user).status_code for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert statuses == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    return user


def test_the_page_says_how_long_to_wait(client, locked_out, clean_markup):
    response = attempt(client, locked_out, make.PASSWORD)
    assert response.status_code == 429
    assert "15 minūtēm" in clean_markup(response)
    assert "_auth_user_id" not in client.session


def test_from_another_address_the_account_is_open(client, locked_out):
    assert attempt(client, locked_out, make.PASSWORD, address="192.0.2.2").status_code == 302
    assert client.session["_auth_user_id"] == str(locked_out.pk)


def test_others_at_the_same_address_are_not_locked_out(client, locked_out):
    other = make.council_member()
    assert attempt(client, other, make.PASSWORD).status_code == 302
    assert client.session["_auth_user_id"] == str(other.pk)


def test_a_right_password_in_time_forgets_the_wrong_ones(client, db):
    user = make.editor()
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        attempt(client, user)
    assert attempt(client, user, make.PASSWORD).status_code == 302
    client.logout()
    assert attempt(client, user).status_code == 200


def test_after_a_quarter_of_an_hour_the_account_is_open_again(client, locked_out):
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert attempt(client, locked_out, make.PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert attempt(client, locked_out, make.PASSWORD).status_code == 302


def test_spelling_the_address_otherwise_gives_no_more_attempts(client, db):
    user = make.editor()
    for n in range(settings.AXES_FAILURE_LIMIT):
        typed = user.email.upper() if n % 2 else user.email
        status = client.post("/ieiet/", {"username": typed, "password": "nepareiza"}).status_code
    assert status == 429


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, None, "127.0.0.1"),
        (0, "192.0.2.7", "127.0.0.1"),  # nobody in front: the header is the client's invention
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "203.0.113.5, 192.0.2.7", "192.0.2.7"),
        (2, "203.0.113.5, 192.0.2.7, 198.51.100.1", "192.0.2.7"),
        (2, "192.0.2.7", "127.0.0.1"),  # came around the outer proxy
        (1, None, "127.0.0.1"),
    ],
)
def test_the_address_behind_proxies(proxies, header, address, settings, rf):
    settings.PROXY_COUNT = proxies
    headers = {} if header is None else {"x-forwarded-for": header}
    assert client_address(rf.get("/", headers=headers)) == address


def test_behind_a_proxy_one_address_does_not_lock_out_another(client, db, settings):
    settings.PROXY_COUNT = 1
    user = make.editor()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(
            "/ieiet/", {"username": user.email, "password": "nepareiza"}, headers={"x-forwarded-for": "192.0.2.1"}
        )
    right = {"username": user.email, "password": make.PASSWORD}
    assert client.post("/ieiet/", right, headers={"x-forwarded-for": "192.0.2.1"}).status_code == 429
    assert client.post("/ieiet/", right, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 302

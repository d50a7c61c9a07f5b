"""A forgotten password: a letter for whoever has an account, and for everybody else the same answer in the same time."""

import time

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from pmp.accounts.limits import LETTERS, QUESTIONS
from pmp.common import later
from tests import factories as make

SECONDS = 0.5


class SlowBackend(BaseEmailBackend):
    """A mail server that takes its time."""

    sent = []

    def send_messages(self, messages):
        time.sleep(SECONDS)
        self.sent.extend(messages)
        return len(messages)


def ask(client, email, **where):
    return client.post("/parole/", {"email": email}, **where)


def test_a_link_is_sent(client, plan):
    user = make.editor(plan.municipality)
    assert ask(client, user.email.upper()).status_code == 302
    assert "/parole/" in mail.outbox[0].body
    assert mail.outbox[0].to == [user.email]
    assert mail.outbox[0].subject == "PMP plāns: paroles maiņa"


def test_nobody_gets_nothing_and_the_answer_is_the_same(client, db):
    known, unknown = ask(client, make.editor().email), ask(client, "nekas@nekur.example")
    assert len(mail.outbox) == 1
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_whoever_may_not_sign_in_gets_nothing(client, db):
    ask(client, make.UserFactory(is_active=False).email)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_the_time_of_the_answer_does_not_tell_who_exists(client, settings):
    """The server of letters takes half a second; nobody who asks waits for it."""
    settings.JOBS_WAIT = False
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    SlowBackend.sent.clear()
    users = [make.UserFactory() for _ in range(5)]
    ask(client, "silda@iesildas.example")
    times = {"known": [], "unknown": []}
    for n, user in enumerate(users):
        for kind, email in [("known", user.email), ("unknown", f"nekas{n}@nekur.example")]:
            begun = time.perf_counter()
            ask(client, email)
            times[kind].append(time.perf_counter() - begun)
    known, unknown = (sorted(each)[2] for each in times.values())
    assert known < SECONDS / 4
    assert abs(known - unknown) < SECONDS / 10, times
    while len(SlowBackend.sent) < len(users):
        time.sleep(0.05)
    assert {letter.to[0] for letter in SlowBackend.sent} == {user.email for user in users}
    later._workers.submit(int).result()


@pytest.mark.parametrize("is_known", [True, False])
def test_one_address_is_written_to_only_so_often(client, db, is_known, clean_markup):
    email = make.editor().email if is_known else "nekas@nekur.example"
    answers = [ask(client, email, REMOTE_ADDR=f"192.0.2.{n}") for n in range(LETTERS + 1)]
    assert [answer.status_code for answer in answers] == [302] * LETTERS + [429]
    assert "vēstule jau lūgta trīs reizes" in clean_markup(answers[-1])
    assert len(mail.outbox) == (LETTERS if is_known else 0)
    assert ask(client, email.upper()).status_code == 429
    assert ask(client, "cita@nekur.example").status_code == 302


def test_one_place_asks_only_so_often(client, db, clean_markup):
    answers = [ask(client, f"nekas{n}@nekur.example", REMOTE_ADDR="192.0.2.9") for n in range(QUESTIONS + 1)]
    assert [answer.status_code for answer in answers] == [302] * QUESTIONS + [429]
    assert "No šīs vietas stundas laikā" in clean_markup(answers[-1])
    assert ask(client, "nekas@nekur.example", REMOTE_ADDR="192.0.2.10").status_code == 302


def test_a_long_address_is_refused_in_a_sentence(client, db):
    response = ask(client, f"{'a' * 300}@b.example")
    assert response.status_code == 200
    assert "ne vairāk kā 254 zīmju" in response.content.decode()


def test_a_password_keeps_what_was_typed(client, db):
    """Texts are tidied on their way in, passwords are not."""
    password = "gara\u00ad parole  \u200bar zīmēm"
    user = make.UserFactory(password=password)
    assert client.post("/ieiet/", {"username": user.email, "password": password}).status_code == 302

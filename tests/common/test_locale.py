"""Django's own sentences, in Latvian that agrees with its numbers."""

import gettext
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.timesince import timesince

CATALOGUE = settings.BASE_DIR / "pmp" / "common" / "locale" / "lv" / "LC_MESSAGES"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (0, "0 rakstzīmju"),
        (1, "1 rakstzīme"),
        (2, "2 rakstzīmes"),
        (11, "11 rakstzīmes"),
        (20, "20 rakstzīmes"),
        (21, "21 rakstzīme"),
    ],
)
def test_too_long_a_text(limit, words):
    with pytest.raises(ValidationError) as refusal:
        MaxLengthValidator(limit)("x" * 30)
    assert refusal.value.messages == [f"Drīkst būt ne vairāk kā {words} (tagad ir 30)."]


def test_too_short_a_password():
    with pytest.raises(ValidationError) as refusal:
        validate_password("xq9")
    assert "Šī parole ir pārāk īsa. Tajā jābūt vismaz 12 rakstzīmēm." in refusal.value.messages
    assert "Parolē jābūt vismaz 12 rakstzīmēm." in password_validators_help_texts()


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 diena"), (3, "3 dienas"), (7, "1 nedēļa"), (14, "2 nedēļas"), (365, "1 gads")]
)
def test_how_long_ago(days, words):
    then = datetime(2026, 1, 1)
    assert timesince(then, then + timedelta(days=days)).replace("\xa0", " ") == words


def test_the_compiled_catalogue_is_that_of_the_source():
    """`make messages` was run after the last change."""
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    source = (CATALOGUE / "django.po").read_text()
    sentences = {line.split('"')[1] for line in source.splitlines() if line.startswith("msgstr")} - {""}
    assert len(sentences) > 40
    assert sentences == set(compiled._catalog.values()) - {compiled.gettext("")}


def test_a_refused_sign_in_is_said_plainly(client, db):
    text = client.post("/ieiet/", {"username": "nav@tada.example", "password": "nepareiza"}).content.decode()
    assert "Nav pareiza e-pasta adrese vai parole. Pārbaudiet abas un mēģiniet vēlreiz." in text

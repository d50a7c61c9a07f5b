"""The page for the machine that watches the application."""

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests import factories as make


def test_healthy(client, db):
    response = client.get("/veseliba/")
    assert response.status_code == 200
    assert response.content.decode() == "darbojas\n"
    assert "no-store" in response["Cache-Control"]


def test_without_a_database(client, db, monkeypatch):
    def refuse():
        raise OperationalError("the server is away: secret address")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/veseliba/")
    assert response.status_code == 503
    assert response.content.decode() == "datubāze neatbild\n"


def test_without_a_database_somebody_who_is_signed_in_asks(signed_in, db, monkeypatch):
    """A browser sends its session along; nothing of it is read."""
    client = signed_in(make.editor())
    client.get("/")

    def refuse(self):
        raise OperationalError("the server is away: secret address")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", refuse)
        response = client.get("/veseliba/")
    assert response.status_code == 503
    assert response.content.decode() == "datubāze neatbild\n"


def test_it_only_answers_questions(client, db):
    assert client.post("/veseliba/").status_code == 405

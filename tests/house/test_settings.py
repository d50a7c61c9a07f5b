"""What the settings promise: a strict policy on every page, and a production that is closed by default."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import textwrap

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages


@pytest.fixture
def production(tmp_path):
    """Runs a Django command with the environment of a production server; returns what came of it."""

    def run(*arguments, check=True, **environment):
        variables = {
            "PATH": os.environ["PATH"],
            "DEBUG": "false",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "pmp.example",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'pmp.sqlite3'}",
            "VAR_DIR": str(tmp_path),
            **environment,
        }
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(  # noqa: S603
            command, cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True, check=check
        )

    return run


def test_the_content_security_policy_is_strict(client, db):
    header = client.get("/ieiet/")["Content-Security-Policy"]
    policy = dict(directive.strip().split(" ", 1) for directive in header.split(";") if directive.strip())
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_other_headers_of_a_page(client, db):
    response = client.get("/ieiet/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_production_passes_djangos_own_questions(production):
    done = production("check", "--deploy", "--fail-level", "WARNING", check=False)
    assert done.returncode == 0, done.stderr[-1500:]
    assert "no issues (2 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("missing", "complaint"),
    [({"SECRET_KEY": ""}, "SECRET_KEY is not set"), ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must not be empty")],
)
def test_production_does_not_start_half_configured(missing, complaint, production):
    done = production("check", "--deploy", "--fail-level", "WARNING", check=False, **missing)
    last_lines = done.stderr[-1500:]
    assert done.returncode != 0
    assert complaint in last_lines


VISIT = """
    import json, re
    from django.test import Client
    plain = Client(headers={"host": "pmp.example"})
    answers = {"plain": plain.get("/ieiet/"), "watcher": plain.get("/veseliba/"), "page": plain.get("/ieiet/", secure=True)}
    answers["stranger"] = Client(headers={"host": "evil.example"}).get("/ieiet/", secure=True)
    page = answers["page"]
    files = re.findall(r'(?:href|src)="(/static/[^"#]+)', page.content.decode())
    print(json.dumps({
        "status": {name: answer.status_code for name, answer in answers.items()},
        "to": answers["plain"].headers.get("Location"),
        "hsts": page.headers.get("Strict-Transport-Security"),
        "cookies": {key: [bool(c["secure"]), bool(c["httponly"]), c["samesite"]] for key, c in page.cookies.items()},
        "files": {name: plain.get(name, secure=True).status_code for name in files},
    }))
"""


def test_production_serves_over_tls_with_named_files(production):
    """Collected static files, redirect to TLS, closed cookies, a host that is not ours, and the page of the watcher."""
    production("migrate", "--verbosity", "0")
    production("collectstatic", "--no-input", "--verbosity", "0")
    seen = json.loads(production("shell", "--no-imports", "--command", textwrap.dedent(VISIT)).stdout)
    assert seen["status"] == {"plain": 301, "watcher": 200, "page": 200, "stranger": 400}
    assert seen["to"] == "https://pmp.example/ieiet/"
    assert seen["hsts"] == "max-age=31536000"
    assert seen["cookies"] == {"csrftoken": [True, False, "Lax"]}
    assert len(seen["files"]) > 2
    assert set(seen["files"].values()) == {200}
    # Names carry a hash of the contents, so that browsers may keep them for ever.
    assert all(name.rsplit(".", 2)[1].isalnum() and len(name.rsplit(".", 2)[1]) == 12 for name in seen["files"])


def test_what_sqlite_acknowledged_is_on_the_disk(production):
    """``synchronous=FULL`` is 2."""
    ask = (
        "from django.db import connection as c; k = c.cursor(); k.execute('PRAGMA synchronous'); print(k.fetchone()[0])"
    )
    assert production("shell", "--no-imports", "--command", ask).stdout.strip() == "2"


def test_what_a_restart_runs_first_brings_back_what_an_emptied_folder_lost(production, tmp_path):
    """The README sends whoever emptied ``VAR_DIR`` to a restart: its commands are those of the unit file there."""
    readme = (settings.BASE_DIR / "README.md").read_text()
    commands = re.findall(r"^ExecStartPre=\S+ manage\.py (.+)$", readme, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["migrate", "collectstatic"]
    visit = """
        from django.test import Client
        page = Client(headers={"host": "pmp.example"}).get("/ieiet/", secure=True)
        print(page.status_code)
    """
    for _ in range(2):
        for command in commands:
            production(*command.split(), "--verbosity", "0")
        assert production("shell", "--no-imports", "--command", textwrap.dedent(visit)).stdout.strip() == "200"
        shutil.rmtree(tmp_path / "static")


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({"SECURE_HSTS_SECONDS": "60"}, "max-age=60"),
        ({"SECURE_HSTS_INCLUDE_SUBDOMAINS": "true"}, "max-age=31536000; includeSubDomains"),
    ],
)
def test_the_names_under_the_citys_own_are_for_the_city_to_decide(environment, header, production):
    """Browsers are never asked to keep the address in a list of theirs."""
    visit = """
        from django.test import Client
        print(Client(headers={"host": "pmp.example"}).get("/404/", secure=True).headers["Strict-Transport-Security"])
    """
    production("migrate", "--verbosity", "0")
    production("collectstatic", "--no-input", "--verbosity", "0")
    done = production("shell", "--no-imports", "--command", textwrap.dedent(visit), **environment)
    assert done.stdout.strip() == header


def test_the_readme_names_every_variable():
    code = (settings.BASE_DIR / "pmp" / "settings.py").read_text() + (
        settings.BASE_DIR / "pmp" / "site" / "demo.py"
    ).read_text()
    read = set(re.findall(r"""(?:env(?:\.\w+)?|environ\.get)\(\s*"([A-Z_]+)\"""", code))
    table = (settings.BASE_DIR / "README.md").read_text().split("### Environment variables")[1].split("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert read == named


def test_the_test_run_has_a_database_and_files_of_its_own(db):
    assert settings.VAR_DIR != settings.BASE_DIR / "var"
    assert "test" in settings.DATABASES["default"]["NAME"]
    storages["documents"].save("somebody", ContentFile(b"was here"))
    assert (settings.VAR_DIR / "documents" / "somebody").read_bytes() == b"was here"
    assert not (settings.BASE_DIR / "var" / "documents" / "somebody").exists()


@pytest.mark.parametrize(("name", "value"), [("USE_TZ", True), ("TIME_ZONE", "Europe/Riga"), ("LANGUAGE_CODE", "lv")])
def test_place_and_language(name, value):
    assert getattr(settings, name) == value


def test_years_are_not_split_into_thousands():
    """With a separator everywhere the year 2026 would be printed as “2 026”."""
    assert settings.USE_THOUSAND_SEPARATOR is False

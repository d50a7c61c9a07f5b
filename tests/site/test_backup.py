"""A backup brings everything back: rows, triggers or keys, and documents; on SQLite and PostgreSQL."""

import json
import os
import stat
import subprocess
import sys
import tarfile
import uuid
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

PEOPLE = """
from pmp.accounts.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import storages
"""
MAKE = (
    PEOPLE
    + """
User.objects.create_user("pirma@pilseta.example", first_name="Ā\\u0301ž")
storages["documents"].save("jurmala/2025/zinojums.pdf", ContentFile(b"%PDF adopted"))
"""
)
SPOIL = (
    PEOPLE
    + """
User.objects.all().delete()
User.objects.create_user("otra@pilseta.example")
storages["documents"].delete("jurmala/2025/zinojums.pdf")
storages["documents"].save("velak.pdf", ContentFile(b"later"))
"""
)
SHOW = (
    PEOPLE
    + """
import json
from pmp.site.backup import _names
names = sorted(_names(storages["documents"]))
print(json.dumps({
    "people": list(User.objects.order_by("email").values_list("email", "first_name")),
    "documents": {name: storages["documents"].open(name).read().decode() for name in names},
}))
"""
)
BEFORE = {"people": [["pirma@pilseta.example", "Ā\u0301ž"]], "documents": {"jurmala/2025/zinojums.pdf": "%PDF adopted"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the files of these tests are."""
    return tmp_path_factory.mktemp("backup")


@pytest.fixture(scope="module")
def database_url(folder):
    """A database of its own on the server of the test run, or a file of its own; gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    server, name = connection.settings_dict, f"test_backup_{uuid.uuid4().hex[:8]}"
    parameters = {
        "host": server["HOST"],
        "port": server["PORT"] or None,
        "user": server["USER"],
        "password": server["PASSWORD"],
    }
    maintenance = psycopg2.connect(dbname="postgres", **{key: value for key, value in parameters.items() if value})
    maintenance.autocommit = True
    maintenance.cursor().execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    secret = f":{server['PASSWORD']}" if server["PASSWORD"] else ""
    yield f"postgresql://{server['USER']}{secret}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
    maintenance.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
    maintenance.close()


@pytest.fixture(scope="module")
def manage(folder, database_url):
    """Runs a command on that database; returns what came of it."""

    def manage(*arguments, check=True, **environment):
        variables = {
            **{name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DEBUG")},
            "DATABASE_URL": database_url,
            "VAR_DIR": str(folder / "var"),
            **environment,
        }
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(  # noqa: S603
            command, cwd=settings.BASE_DIR, env=variables, capture_output=True, text=True, check=check
        )

    return manage


def shell(manage, code):
    return manage("shell", "--no-imports", "--command", code).stdout


@pytest.fixture(scope="module")
def archive(folder, manage):
    """An archive of a small database with a document; each test leaves the database as it was then."""
    manage("migrate", "--verbosity", "0")
    shell(manage, MAKE)
    done = manage("backup", str(folder / "pmp.tar.gz"))
    assert done.stdout == f"Ierakstīts: {folder / 'pmp.tar.gz'}\n"
    return folder / "pmp.tar.gz"


def test_everything_comes_back(manage, archive):
    shell(manage, SPOIL)
    refused = manage("restore", str(archive), check=False)
    assert refused.returncode == 1
    assert "pievienojiet --yes" in refused.stderr
    assert [address for address, _ in json.loads(shell(manage, SHOW))["people"]] == ["otra@pilseta.example"]
    assert manage("restore", str(archive), "--yes").stdout == f"Atjaunots no: {archive}\n"
    assert json.loads(shell(manage, SHOW)) == BEFORE
    # The schema came along: nothing is left to migrate, and a second round is no different.
    assert "No planned migration" in manage("migrate", "--plan").stdout
    manage("backup", str(archive))
    manage("restore", str(archive), "--yes")
    assert json.loads(shell(manage, SHOW)) == BEFORE


def test_an_empty_database_needs_no_yes(manage, archive, folder):
    if connection.vendor == "sqlite":
        for path in folder.glob("own.sqlite3*"):
            path.unlink()
    else:
        empty = "from django.db import connection as c; c.cursor().execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public')"
        shell(manage, empty)
    shell(
        manage,
        "from django.core.files.storage import storages; storages['documents'].delete('jurmala/2025/zinojums.pdf')",
    )
    manage("restore", str(archive))
    assert json.loads(shell(manage, SHOW)) == BEFORE


def test_the_archive_is_for_its_owner_alone(archive, folder):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert sorted(path.name for path in folder.glob("pmp.tar.gz*")) == ["pmp.tar.gz"]
    with tarfile.open(archive) as tar:
        assert sorted(tar.getnames()) == ["about.json", "database", "documents/jurmala/2025/zinojums.pdf"]


@pytest.mark.parametrize("broken", ["nothing", "text", "cut", "other engine", "broken database"])
def test_what_is_no_archive_changes_nothing(manage, archive, tmp_path, broken):
    wrong = tmp_path / "wrong.tar.gz"
    if broken == "text":
        wrong.write_text("nav arhīvs")
    elif broken == "cut":
        wrong.write_bytes(archive.read_bytes()[:-200])
    elif broken != "nothing":
        _written(wrong, engine="oracle" if broken == "other engine" else connection.vendor)
    refused = manage("restore", str(wrong), "--yes", check=False)
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: ")
    assert json.loads(shell(manage, SHOW)) == BEFORE


def _written(path, engine):
    folder = path.parent
    folder.joinpath("about.json").write_text(json.dumps({"engine": engine}))
    folder.joinpath("database").write_bytes(b"no database at all" * 100)
    with tarfile.open(path, "w:gz") as tar:
        tar.add(folder / "about.json", "about.json")
        tar.add(folder / "database", "database")


def test_a_place_that_cannot_be_written_is_said(manage, archive):
    refused = manage("backup", str(archive.parent / "nav" / "pmp.tar.gz"), check=False)
    assert refused.returncode == 1
    assert "nevar ierakstīt" in refused.stderr


def test_missing_programs_are_said(manage, archive, tmp_path):
    """PostgreSQL's own programs do the work there; SQLite needs none."""
    done = manage("backup", str(archive), check=False, PATH=str(tmp_path))
    if connection.vendor == "sqlite":
        assert done.returncode == 0
    else:
        assert "Šajā datorā nav programmas pg_dump" in done.stderr


def test_the_readme_says_how():
    readme = Path(settings.BASE_DIR, "README.md").read_text()
    assert "manage.py backup" in readme
    assert "manage.py restore" in readme

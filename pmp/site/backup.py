"""One archive with all that cannot be made anew: the database and the kept documents; and the way back."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from contextlib import closing
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import connection
from django.utils import timezone

#: Names in the archive.
ABOUT, DATABASE, DOCUMENTS = "about.json", "database", "documents/"


class BackupRefused(Exception):
    """Why nothing was saved or brought back, in a sentence."""


def back_up(archive: Path) -> None:
    """Write the archive; while people work, it is the state of one moment. Only its owner may read it."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, DATABASE)
        _dump(dump)
        about = Path(folder, ABOUT)
        about.write_text(
            json.dumps({"engine": connection.vendor, "made": timezone.now().isoformat()}), encoding="utf-8"
        )
        unfinished = archive.with_name(f"{archive.name}.part")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz") as tar:
                    tar.add(about, ABOUT)
                    tar.add(dump, DATABASE)
                    _add_documents(tar, Path(folder, "document"))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(archive)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise BackupRefused(f"Datni {archive} nevar ierakstīt: {error.strerror}.") from error


def is_empty() -> bool:
    """Whether there is nothing yet that bringing back would overwrite."""
    return not connection.introspection.table_names() and not list(_names(storages["documents"]))


def bring_back(archive: Path) -> None:
    """Put database and documents into the state of the archive; what came later is gone. All or nothing of the database."""
    with tempfile.TemporaryDirectory() as folder:
        documents = _unpack(archive, Path(folder))
        _load(Path(folder, DATABASE))
        _replace_documents(documents)


# Documents --------------------------------------------------------------------------------------------------------------


def _names(storage: Storage, folder=""):
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _names(storage, f"{folder}{name}/")


def _add_documents(tar, copy):
    storage = storages["documents"]
    for name in _names(storage):
        with storage.open(name) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        tar.add(copy, f"{DOCUMENTS}{name}")


def _replace_documents(documents):
    storage = storages["documents"]
    for name in list(_names(storage)):
        storage.delete(name)
    for name, path in documents.items():
        with path.open("rb") as file:
            storage.save(name, File(file))


def _unpack(archive, folder):
    """Unpack into an empty folder: the documents' files by their names; refuses what is no archive of ours or of another database.

    Files are numbered here, so that no name in an archive says where something is written.
    """
    documents = {}
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for number, member in enumerate(member for member in tar if member.isfile()):
                file = folder / (member.name if member.name in (ABOUT, DATABASE) else f"document-{number}")
                with file.open("wb") as target:
                    shutil.copyfileobj(tar.extractfile(member), target)
                if member.name.startswith(DOCUMENTS):
                    documents[member.name.removeprefix(DOCUMENTS)] = file
        engine = json.loads(folder.joinpath(ABOUT).read_text(encoding="utf-8"))["engine"]
    except FileNotFoundError as error:
        raise BackupRefused(f"Datnes {archive} nav, vai tā nav šīs vietnes rezerves kopija.") from error
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error) as error:
        raise BackupRefused(f"Datne {archive} ir bojāta vai nav šīs vietnes rezerves kopija.") from error
    if engine != connection.vendor:
        raise BackupRefused(f"Kopija ir no datubāzes {engine}, bet šeit ir {connection.vendor}.")
    return documents


# Database ---------------------------------------------------------------------------------------------------------------


def _dump(target):
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _load(source):
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        _load_postgresql(source)


def _load_sqlite(source):
    with closing(sqlite3.connect(source)) as copy:
        try:
            is_sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            is_sound = False
        if not is_sound:
            raise BackupRefused("Kopijā esošā datubāze ir bojāta.")
        connection.ensure_connection()
        copy.backup(connection.connection)


def _load_postgresql(source):
    """In one transaction: what is there goes, what was saved comes; where anything fails all stays as it was."""
    script = source.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source), connect=False)
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    connection.close()
    drop = [f"--command=DROP TABLE {tables} CASCADE"] if tables else []
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *drop, f"--file={script}")


def _run(program, *arguments, connect=True):
    """Run one of PostgreSQL's own programs on our database; the password goes by the environment, where nobody else reads it."""
    if shutil.which(program) is None:
        raise BackupRefused(
            f"Šajā datorā nav programmas {program}: uzstādiet PostgreSQL klienta programmas (postgresql-client)."
        )
    settings = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    where = {name: str(settings[key]) for name, key in names.items() if settings[key]} if connect else {}
    done = subprocess.run([program, *arguments], env={**os.environ, **where}, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"kods {done.returncode}"]
        raise BackupRefused(f"{program} neizdevās: {said[-1]}")

"""Settings of the test run: the application's own, made fast and closed off from the machine.

``TEST_DATABASE_URL`` names a PostgreSQL server to run on (the database is made for the run and dropped after it); without it the
run has SQLite files of its own. ``DATABASE_URL`` plays no part, so that a test run never comes near real data.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Each process of a parallel run has files and a database of its own, so that several runs may go on at once.
_directory = tempfile.mkdtemp(prefix="pmp-tests-")
atexit.register(shutil.rmtree, _directory, ignore_errors=True)
os.environ["VAR_DIR"] = _directory
os.environ["DATABASE_URL"] = f"sqlite:///{_directory}/unused.sqlite3"
os.environ["DEBUG"] = "true"

from pmp.settings import *  # noqa: E402, F403
from pmp.settings import DATABASES, STORAGES, env  # noqa: E402

DEBUG = False
SECRET_KEY = "only-for-the-test-run"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

_database = DATABASES["default"]
if _server := env.str("TEST_DATABASE_URL", default=""):
    _database.clear()
    _database.update(env.db_url_config(_server))
    _database["NAME"] = _database["NAME"] or "postgres"
    # A fresh server may have been made in the C locale.
    _database["TEST"] = {"NAME": f"test_pmp_{os.getpid()}", "CHARSET": "UTF8", "TEMPLATE": "template0"}
else:
    # A file, not memory: the browser tests' server has a connection of its own, as in real life.
    _database["TEST"] = {"NAME": str(Path(_directory) / "test.sqlite3")}
    _database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
JOBS_WAIT = True
# Its own test switches it on; elsewhere it only costs queries.
AXES_ENABLED = False

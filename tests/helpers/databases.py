"""A database of its own, beside the one that all tests share: for what no other test may see."""

from contextlib import contextmanager
from pathlib import Path

from django.db import connections


class OwnDatabase:
    """An empty database on the engine of the run; ``in_use`` makes it the one that Django works with in this thread."""

    def __init__(self, name: str):
        usual = connections["default"]
        self.connection = usual.copy()
        if usual.vendor == "sqlite":
            self.name = str(Path(usual.settings_dict["TEST"]["NAME"]).with_name(f"{name}.sqlite3"))
        else:
            self.name = f"{usual.settings_dict['NAME']}_{name}"
            self._execute(f"CREATE DATABASE {self.name} ENCODING 'UTF8' TEMPLATE template0")
        self.connection.settings_dict["NAME"] = self.name

    @contextmanager
    def in_use(self):
        """Within it ``default`` is this database; gives its connection."""
        usual, connections["default"] = connections["default"], self.connection
        try:
            yield self.connection
        finally:
            connections["default"] = usual

    def drop(self):
        """Take it away; SQLite's file goes with the folder of the run."""
        self.connection.close()
        if self.connection.vendor == "postgresql":
            self._execute(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _execute(self, statement):
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement)

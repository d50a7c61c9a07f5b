"""A database's schema as text, to be compared: tables, columns, indexes, constraints, triggers, sequences.

The order of columns in a table says nothing and is not told: SQLite makes tables anew when they change. This module needs
nothing but a connection, so that the first version's own code can be asked too (``tests/house/first_version.py``).
"""

import re

POSTGRESQL = {
    "column": """
        SELECT table_name || '.' || column_name, concat_ws(' ', data_type, character_maximum_length, numeric_precision,
            numeric_scale, CASE is_nullable WHEN 'NO' THEN 'not null' END, 'default ' || column_default,
            CASE is_identity WHEN 'YES' THEN 'identity ' || identity_generation END)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraint": """
        SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "index": "SELECT tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "sequence": "SELECT sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public'",
}
SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL"


def schema_of(connection) -> dict[str, str]:
    """What the database has by kind and name, for instance ``column plans_goal.number``, with its definition."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE)
            return {key: text for kind, name, sql in cursor.fetchall() for key, text in _sqlite(kind, name, sql)}
        found = {}
        for kind, query in POSTGRESQL.items():
            cursor.execute(query)
            found |= {f"{kind} {name}": text for name, text in cursor.fetchall()}
        return found


def _sqlite(kind, name, sql):
    """A table by its columns and constraints, each as it was written; anything else whole."""
    sql = " ".join(sql.split())
    if kind != "table":
        yield f"{kind} {name}", sql
        return
    yield f"table {name}", sql[sql.rindex(")") + 1 :]
    for part in _parts(sql[sql.index("(") + 1 : sql.rindex(")")]):
        constraint = re.match(r'CONSTRAINT "(\w+)" ', part)
        own = constraint[1] if constraint else part.split(" ")[0].strip('"')
        yield f"{'constraint' if constraint else 'column'} {name}.{own}", part


def _parts(body):
    """What stands between the commas of a list, those in brackets and in quoted texts apart."""
    depth, quoted, part = 0, False, ""
    for sign in body:
        quoted ^= sign == "'"
        depth += 0 if quoted else {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth and not quoted:
            yield part.strip()
            part = ""
        else:
            part += sign
    yield part.strip()

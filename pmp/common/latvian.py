"""Latvian letters in the database: finding a text whatever its case and accents, and the order of the alphabet.

PostgreSQL has both through ICU; SQLite knows neither (its ``LIKE`` and ``LOWER`` stop at ASCII), so each connection to it
is given two functions of ours.
"""

from functools import lru_cache

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Collate

#: The collation of this name is PostgreSQL's own; on SQLite ``register`` makes one.
COLLATION = "lv-x-icu"

#: y stands beside i; a long vowel differs from the short one only where all else is equal.
_ALPHABET = "aābcčdeēfgģhiīyjkķlļmnņoōprŗsštuūvzž"
_BASES = {"ā": "a", "ē": "e", "ī": "i", "ō": "o", "ū": "u"}

#: Letters that a search takes for their plain ones, and these: people type without accents where they search.
_ACCENTED = "āčēģīķļņōŗšūžäöüõéèėęąįųćńśźż"
_PLAIN = "acegiklnorsuzaouoeeeeaiucnszz"
_WITHOUT_ACCENTS = str.maketrans(_ACCENTED, _PLAIN)


class Folded(Func):
    """A text as searches compare it: in small letters, without the accents of Latvian and its neighbours."""

    output_field = TextField()

    def as_postgresql(self, compiler, connection, **extra):
        lowered = f'LOWER(%(expressions)s COLLATE "{COLLATION}")'
        return self.as_sql(compiler, connection, template=f"TRANSLATE({lowered}, '{_ACCENTED}', '{_PLAIN}')", **extra)

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="latvian_folded", **extra)


def folded(text):
    """What ``Folded`` makes of a text."""
    return text.lower().translate(_WITHOUT_ACCENTS) if isinstance(text, str) else text


def in_latvian_order(field: str) -> Collate:
    """An expression for ``order_by``: the texts of ``field`` in the order of the Latvian alphabet."""
    return Collate(F(field), COLLATION)


def containing(queryset: QuerySet, text: str, *fields: str) -> QuerySet:
    """The rows in which every word of ``text`` stands in one of ``fields``, whatever its capitals and accents.

    A field of related rows is named as usual (``tasks__title``) and makes no row appear twice.
    """
    own = {f"folded_{field}": Folded(field) for field in fields if "__" not in field}
    queryset = queryset.alias(**own)
    for word in folded(text).split():
        found = Q(*[(f"{name}__contains", word) for name in own], _connector=Q.OR)
        for field in fields:
            if "__" in field:
                found |= Q(_has_related(queryset.model, field, word))
        queryset = queryset.filter(found)
    return queryset


def _has_related(model, field, word):
    name, column = field.split("__")
    relation = model._meta.get_field(name)
    rows = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
    return Exists(rows.alias(folded=Folded(column)).filter(folded__contains=word))


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple:
    """Orders texts as PostgreSQL's Latvian collation does: letters first, then long vowels, then capitals."""
    lowered = text.lower()
    letters = tuple(_letter(char) for char in lowered)
    return letters, tuple(char in _BASES for char in lowered), tuple(char.isupper() for char in text), text


def _letter(char):
    """Blanks stand before signs, signs before figures, figures before letters."""
    base = _BASES.get(char, char)
    if base in _ALPHABET:
        return 3, _ALPHABET.index(base)
    kind = 4 if base.isalpha() else 2 if base.isdigit() else 0 if base.isspace() else 1
    return kind, ord(base)


def _compare(one, other):
    one, other = sort_key(one), sort_key(other)
    return (one > other) - (one < other)


def register(connection, **kwargs):
    """Gives a new connection to SQLite what it lacks."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("latvian_folded", 1, folded, deterministic=True)
        connection.connection.create_collation(COLLATION, _compare)

"""What is wrong with a document, in Latvian: where, which key, which value."""

import json
from collections.abc import Iterable
from datetime import date
from enum import Enum

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelRefused
from django.utils.text import capfirst
from pydantic import BaseModel, ValidationError

#: Lists of the document: what one thing in it is called.
THINGS = {
    "strategic_goals": "stratēģiskais mērķis",
    "goals": "mērķis",
    "activities": "aktivitāte",
    "tasks": "uzdevums",
    "numbered_indicators": "rādītājs",
    "rows": "rinda",
    "variants": "cits formulējums",
    "decisions": "lēmums",
    "institutions": "institūcija",
    "abbreviations": "saīsinājums",
    "sections": "nodaļa",
}
#: Objects of the document that have years as keys: what belongs to one year.
OF_A_YEAR = {
    "reported": "izvērtējums",
    "targets": "mērķa vērtība",
    "values": "rādītāja vērtība",
    "reporting_periods": "periods",
    "reports": "ziņojums",
}
#: Kinds of pydantic's errors by how their names begin: what is said of the value.
PROBLEMS = [
    ("missing", "nav norādīts"),
    ("extra_forbidden", "ir nezināma atslēga"),
    ("enum", "nevar būt {value}; der {expected}"),
    ("literal_error", "nevar būt {value}; der {expected}"),
    ("string_too_long", "ir garāks par {max_length} zīmēm: {value}"),
    ("string", "jābūt tekstam pēdiņās, bet ir {value}"),
    ("decimal_max_places", "ir vairāk nekā {decimal_places} cipari aiz komata: {value}"),
    ("decimal_max_digits", "ir vairāk nekā {max_digits} cipari: {value}"),
    ("decimal_whole_digits", "ir vairāk nekā {whole_digits} cipari pirms komata: {value}"),
    ("decimal", "jābūt skaitlim ar punktu, bet ir {value}"),
    ("finite", "jābūt skaitlim ar punktu, bet ir {value}"),
    ("int", "jābūt veselam skaitlim, bet ir {value}"),
    ("greater_than_equal", "nevar būt mazāks par {ge}, bet ir {value}"),
    ("less_than_equal", "nevar būt lielāks par {le}, bet ir {value}"),
    ("bool", "jābūt true vai false, bet ir {value}"),
    ("date_", "jābūt datumam kā 2025-12-31, bet ir {value}"),
    ("datetime", "jābūt laikam kā 2025-12-31T12:00:00+02:00, bet ir {value}"),
    ("timezone", "jābūt laikam ar joslu kā 2025-12-31T12:00:00+02:00, bet ir {value}"),
    ("list", "jābūt sarakstam, bet ir {value}"),
    ("tuple", "jābūt diviem gadiem sarakstā, bet ir {value}"),
    ("too_", "jābūt diviem gadiem sarakstā, bet ir {value}"),
    ("dict", "jābūt atslēgām ar vērtībām, bet ir {value}"),
    ("model", "jābūt atslēgām ar vērtībām, bet ir {value}"),
]


class DocumentRefused(ValueError):
    """A document that cannot be taken; ``slips`` has a Latvian sentence for each thing that is wrong, the text is the first."""

    def __init__(self, slips: Iterable[str]):
        self.slips = list(slips)
        super().__init__(self.slips[0])


def refusal(error: ValidationError, data) -> DocumentRefused:
    """The refusal of ``data``, which the schema does not take."""
    return DocumentRefused(sentence(found["loc"], _problem(found), data) for found in error.errors())


def refusal_by_models(error: ModelRefused) -> DocumentRefused:
    """The refusal of a row that does not fit what the database has already."""
    return DocumentRefused(
        said if field == NON_FIELD_ERRORS else f"„{field}”: {said}"
        for field, sentences in error.message_dict.items()
        for said in sentences
    )


def sentence(path: tuple, problem: str, document) -> str:
    """What is wrong at ``path`` of ``document`` (data or a part), such as "Mērķis 1., aktivitāte 1.2.: …"."""
    places, rest = [], [key for key in path if key != "[key]"]
    while rest:
        name, at = rest.pop(0), rest[0] if rest else None
        document = _below(document, name)
        if name in THINGS and isinstance(at, int):
            document = _below(document, rest.pop(0))
            places.append(f"{THINGS[name]} {_name_of(document) or f'({at + 1}.)'}")
        elif name in OF_A_YEAR and at is not None and str(at).isdecimal():
            document = _below(document, rest.pop(0))
            places.append(f"{at}. gada {OF_A_YEAR[name]}")
        else:
            problem = f"„{'.'.join(str(key) for key in [name, *rest] if isinstance(key, str))}” {problem}"
            break
    return capfirst(f"{', '.join(places)}: {problem}." if places else f"{problem}.")


def value_text(value) -> str:
    """A value as a sentence names it, cut where it is long."""
    if isinstance(value, dict | BaseModel):
        return "atslēgas ar vērtībām"
    if isinstance(value, list | tuple):
        return f"saraksts ar {len(value)} vērtībām"
    if isinstance(value, Enum):
        value = value.value
    text = (
        value if isinstance(value, str) else str(value) if isinstance(value, date) else json.dumps(value, default=str)
    )
    return f"„{text if len(text) <= 60 else text[:59] + '…'}”"


def _problem(error):
    context = error.get("ctx", {})
    if error["type"] == "slip":
        return context["problem"]
    words = next((words for kind, words in PROBLEMS if error["type"].startswith(kind)), "neder: {value}")
    expected = context.get("expected", "").replace("'", "").replace(" or ", ", ").strip(", ")
    return words.format(**{**context, "expected": expected, "value": value_text(error["input"])})


def _name_of(thing):
    """What people call it: its number, abbreviation, name, key."""
    names = (_below(thing, key) for key in ("number", "short", "label", "name", "where", "key"))
    return next((str(name) for name in names if name and isinstance(name, str | int | float)), "")


def _below(document, key):
    """What stands under a key or at a place; None where nothing does."""
    if isinstance(document, BaseModel):
        return getattr(document, str(key), None)
    if isinstance(document, dict):
        return document.get(key, document.get(int(key) if str(key).isdecimal() else str(key)))
    if isinstance(document, list) and isinstance(key, int) and key < len(document):
        return document[key]
    return None

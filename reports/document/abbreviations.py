"""Which abbreviations of a document its own list leaves out, and which of the list it does not use. A hint for its editor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.document.blocks import Cell, Document, Glossary, Points, Prose, Table

#: Capital letters that stand as a word of their own; neither names in quotation marks nor numbers with letters are meant.
CAPITALS = re.compile(r"(?<![\w./-])[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,6}(?![\w/+]|-\w)")
QUOTED = re.compile(r"„[^„”\u201c]*[”\u201c]|\u201c[^\u201c”]*”|\"[^\"]*\"")
#: A currency is no abbreviation of the plan's.
KNOWN = {"EUR"}
ROMAN = re.compile(r"[IVXLCDM]+")


@dataclass(frozen=True)
class Abbreviations:
    """What the list and the text do not have in common, in alphabetical order."""

    unexplained: tuple[str, ...]
    unused: tuple[str, ...]


def check_abbreviations(document: Document) -> Abbreviations:
    """Compare the list of abbreviations with the texts. What a text explains in brackets, *vadība (XY)*, is explained."""
    listed = [term.short for block in document.every(Glossary) for term in block.terms]
    text = "\n".join(_texts(document))
    explained = {word for short in listed for word in re.split(r"\s+", short)} | set(re.findall(r"\((\w+)\)", text))
    used = {word for word in CAPITALS.findall(QUOTED.sub("", text)) if not ROMAN.fullmatch(word)}
    return Abbreviations(
        unexplained=tuple(sorted(used - explained - KNOWN)),
        unused=tuple(sorted(short for short in listed if not _is_used(short, text))),
    )


def _is_used(short: str, text: str) -> bool:
    """Abbreviations to the letter; words such as a project's name in any case and ending."""
    if short.isupper():
        return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) is not None
    words = re.findall(r"\w+", short.lower())
    return all(word[:-2] in text.lower() for word in words)


def _texts(document: Document) -> Iterator[str]:
    for block in document.every(Prose, Points, Table):
        match block:
            case Prose(paragraphs=texts) | Points(items=texts):
                yield from texts
            case Table():
                yield from (text for row in block.rows for cell in row.cells.values() for text in _cell_texts(cell))


def _cell_texts(cell: Cell) -> Iterator[str]:
    yield "" if cell.state else cell.text
    yield from (line.text for line in cell.labelled)
    for item in cell.items:
        yield from _cell_texts(item)

"""What a document consists of: blocks, and tables as lists of columns. Plain frozen values that every writer walks.

Nothing here knows a page, a PDF or a database row. A writer looks at the ``kind`` of a block and of a column and draws it; so a
chapter or a column that is declared (``chapters.py``, ``activities.py``, ``indicators.py``) is in every output at once. See
docs/decisions/0013-blocks-and-columns.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pmp.common.states import StateChoices
from reports.document.figures import Figures


@dataclass(frozen=True)
class Labelled:
    """A line behind a label, such as the money spent."""

    label: str
    text: str


@dataclass(frozen=True)
class Cell:
    """What stands in one column of a row; a writer prints what its column's kind shows.

    Lines of ``text`` are parted by line ends; ``labelled`` lines and ``items`` stand below it. A cell without text that reads as
    one with the cell above has in ``repeated`` what it says where rows stand alone. ``state`` is a status or a trend. One that
    ``goes_on`` reads as one with the empty cells of its kind beside it.
    """

    text: str = ""
    labelled: tuple[Labelled, ...] = ()
    items: tuple["Cell", ...] = ()
    repeated: str = ""
    state: StateChoices | None = None
    is_missing: bool = False
    goes_on: bool = False

    @property
    def lines(self) -> list[str]:
        """The lines of its text."""
        return self.text.splitlines()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.text or self.labelled or self.items)


class ColumnKind(StrEnum):
    """How the cells of a column are drawn."""

    SPAN = "span"
    """One cell for all rows of a group."""
    NUMBER = "number"
    NAME = "name"
    """What the row is about: its heading."""
    WORDS = "words"
    ITEMS = "items"
    """Text, or a list of things with labelled lines of their own."""
    LIST = "list"
    """A word or two in each line."""
    PARAGRAPHS = "paragraphs"
    """Long text, and labelled lines below it."""
    NOTE = "note"
    STATUS = "status"
    VALUE = "value"
    TREND = "trend"


@dataclass(frozen=True)
class Width:
    """How wide a column is printed: at least ``least`` mm at 8 pt, so that words of eight letters stay whole, and more the more its
    letters need.

    ``letter`` is what one takes in mm² (0: the cells need no more than the least); each paragraph wastes ``line`` letters, each
    labelled line ``label``, its label included.
    """

    least: int
    letter: float = 0.0
    line: int = 0
    label: int = 0


@dataclass(frozen=True)
class Column:
    """A column of a table; ``number`` is printed in its heading, where it has one."""

    key: str
    number: int | None
    heading: str
    kind: ColumnKind
    width: Width


@dataclass(frozen=True)
class Row:
    """One row of a table: a cell for the key of each column, so that columns can be left out, moved and renamed alone.

    ``note`` stands in place of all columns that do not span. ``is_sub`` says that it belongs to the row above.
    """

    anchor: str
    cells: Mapping[str, Cell]
    note: str = ""
    is_sub: bool = False


@dataclass(frozen=True)
class Group:
    """Rows that read as one thing, such as the activities of a goal."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Level:
    """A level row and the groups below it; without ``anchor`` nothing leads to it."""

    key: str
    heading: str
    groups: tuple[Group, ...]
    anchor: str = ""


class Block:
    """A piece of a document; ``kind`` tells writers how to draw it."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Prose(Block):
    """Paragraphs, or the sentence ``empty`` where there are none."""

    kind: ClassVar[str] = "prose"
    paragraphs: tuple[str, ...]
    empty: str

    @property
    def text(self) -> str:
        """All of it, a line for each paragraph."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class Points(Block):
    """A numbered list, or the sentence ``empty`` where there is none."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]
    empty: str


@dataclass(frozen=True)
class Term:
    """An abbreviation or a term and what it means."""

    short: str
    long: str


@dataclass(frozen=True)
class Glossary(Block):
    """Abbreviations and terms, or the sentence ``empty`` where there are none."""

    kind: ClassVar[str] = "glossary"
    terms: tuple[Term, ...]
    empty: str


@dataclass(frozen=True)
class Overview(Block):
    """The year at a glance: how far the activities are and how the indicators moved. On paper only where ``is_printed``."""

    kind: ClassVar[str] = "overview"
    figures: Figures
    is_printed: bool = True


@dataclass(frozen=True)
class Table(Block):
    """A numbered table: levels, groups and rows; the sentence ``empty`` where there are none."""

    kind: ClassVar[str] = "table"
    key: str
    caption: str
    columns: tuple[Column, ...]
    levels: tuple[Level, ...]
    empty: str
    notes: tuple[str, ...] = ()
    """What stands below it: totals, explanations of stars."""

    @cached_property
    def rows(self) -> list[Row]:
        """Every row that says something of its columns, in order."""
        return [row for level in self.levels for group in level.groups for row in group.rows if not row.note]

    @property
    def columns_of_rows(self) -> int:
        """How many columns a row has to itself."""
        return sum(column.kind != ColumnKind.SPAN for column in self.columns)

    @property
    def lists_items(self) -> bool:
        """Whether a cell lists things one by one, instead of holding one text."""
        return any(cell.items for row in self.rows for cell in row.cells.values())


class Layout(StrEnum):
    """How a chapter lies on paper."""

    PAGE = "page"
    """It begins a page."""
    RUNS_ON = "runs-on"
    """It goes on below the one before."""
    WIDE = "wide"
    """It begins a landscape page."""


@dataclass(frozen=True)
class Chapter(Block):
    """A heading and what stands below it; a part of a chapter has no ``number``.

    ``anchor`` is its id on the page and in the PDF; ``eyebrow`` stands above its title.
    """

    kind: ClassVar[str] = "chapter"
    anchor: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple["Chapter", ...] = ()
    layout: Layout = Layout.PAGE
    eyebrow: str = ""

    @property
    def is_bare_on_paper(self) -> bool:
        """Whether nothing but its parts is printed below its heading."""
        return all(isinstance(block, Overview) and not block.is_printed for block in self.blocks)

    @property
    def is_prose(self) -> bool:
        """Whether it is only read, line by line."""
        return all(isinstance(block, Prose | Points) for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Document:
    """Blocks in order, under a title."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def chapters(self) -> list[Chapter]:
        """The chapters, which the contents list with their parts."""
        return [block for block in self.blocks if isinstance(block, Chapter)]

    @cached_property
    def tables(self) -> list[Table]:
        """Every table, wherever it stands."""
        return list(self.every(Table))

    def every(self, *kinds: type[Block]) -> Iterator[Block]:
        """The blocks of some kinds, wherever they stand."""
        return (block for block in _walk(self.blocks) if isinstance(block, kinds))

    def table(self, key: str) -> Table:
        """The table of that key; ``KeyError`` where the document has none."""
        return {table.key: table for table in self.tables}[key]


def _walk(blocks) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Chapter):
            yield from _walk([*block.blocks, *block.parts])

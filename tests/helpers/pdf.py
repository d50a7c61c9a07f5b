"""Reads a tagged PDF back: its text by pages, and its tables by rows, as a screen reader meets them."""

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True)
class Page:
    """A page's text, its size in points, the tables that begin on it as rows of cells, and what a screen reader leaves out."""

    text: str
    width: float
    height: float
    tables: list[list[list[str]]]
    artifacts: list[str]


class PdfText:
    """A PDF that WeasyPrint made, opened for reading."""

    def __init__(self, content: bytes):
        self.pdf = pikepdf.open(BytesIO(content))
        self._marked = [_marked_text(page) for page in self.pdf.pages]
        self._numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._tables = self._read_tables()
        self.pages = [
            Page(
                _joined(texts.values()),
                *(float(side) for side in page.mediabox[2:]),
                self._tables.get(number, []),
                [text.strip() for mark, text in texts.items() if isinstance(mark, str)],
            )
            for number, (page, texts) in enumerate(zip(self.pdf.pages, self._marked, strict=True))
        ]

    @property
    def text(self) -> str:
        """All pages."""
        return "\n".join(page.text for page in self.pages)

    @property
    def lines(self) -> list[str]:
        """What is written in one go, as a rule a line of a paragraph or a cell, in reading order on each page."""
        return [text for page in self._marked for text in page.values()]

    @property
    def fonts(self) -> dict[str, bool]:
        """Name of each font, without its subset's mark → whether its file is inside."""
        found = {}
        for page in self.pdf.pages:
            for font in page.Resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                found[str(font.BaseFont).split("+")[-1]] = "/FontFile2" in descriptor
        return found

    @property
    def outline(self) -> list[tuple[int, str]]:
        """Depth and title of each bookmark."""

        def read(items, depth):
            for item in items:
                yield depth, item.title
                yield from read(item.children, depth + 1)

        with self.pdf.open_outline() as outline:
            return list(read(outline.root, 0))

    def table(self, columns: tuple) -> list[list[str]]:
        """The rows of the one table with these columns (of a document), its headings first."""
        headings = [plain(f"{column.heading}{column.number or ''}") for column in columns]
        (table,) = [
            table for page in self.pages for table in page.tables if [plain(cell) for cell in table[0]] == headings
        ]
        return table

    def elements(self, *kinds: str) -> list:
        """The elements of the structure tree of some kinds, such as ``/TH``, in reading order."""
        return self.elements_of(self.pdf.Root.StructTreeRoot.K[0], *kinds)

    def elements_of(self, element, *kinds: str) -> list:
        """Those below an element."""
        return list(_elements_within(element, kinds))

    def own_text(self, element) -> str:
        """What an element and those below it hold."""
        return _joined(self._texts_of(element))

    def _read_tables(self):
        tables = {}

        def walk(element):
            if element.get("/S") == "/Table":
                rows = [self._cells(row) for row in _elements(element, "/TR")]
                tables.setdefault(self._numbers[element.Pg.objgen], []).append(rows)
            for kid in _kids(element):
                walk(kid)

        walk(self.pdf.Root.StructTreeRoot.K[0])
        return tables

    def _cells(self, row):
        return [_joined(self._texts_of(cell)) for kind in [("/TH", "/TD")] for cell in _elements(row, *kind)]

    def _texts_of(self, element):
        for kid in _raw_kids(element):
            if isinstance(kid, int):
                yield self._marked[self._numbers[element.Pg.objgen]].get(kid, "")
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._texts_of(kid)


def plain(text: str) -> str:
    """A text without blanks and hyphens, since lines are broken with both."""
    return re.sub(r"[\s\u00a0-]+", "", text)


def _joined(lines) -> str:
    return re.sub(r"(?<=\w)- (?=[a-zāčēģīķļņšūž])", "", " ".join(line.strip() for line in lines if line.strip()))


def _raw_kids(element):
    kids = element.get("/K", [])
    return [int(kid) if isinstance(kid, int) else kid for kid in kids] if isinstance(kids, pikepdf.Array) else [kids]


def _kids(element):
    return [kid for kid in _raw_kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _elements_within(element, kinds):
    for kid in _kids(element):
        if str(kid.S) in kinds:
            yield kid
        yield from _elements_within(kid, kinds)


def _elements(element, *kinds):
    for kid in _kids(element):
        if kid.S in kinds:
            yield kid
        else:
            yield from _elements(kid, *kinds)


def _marked_text(page) -> dict[int | str, str]:
    """Number of each piece of marked content → its text; artifacts have no number and are counted apart."""
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    texts, open_marks, characters = {}, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                number = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
                open_marks.append(int(number) if number is not None else None)
            case "BMC":
                open_marks.append(f"artifact {len(texts)}")
            case "EMC":
                open_marks.pop()
            case "Tf":
                characters = fonts[operands[0]]
            case "TJ" | "Tj":
                mark = next((mark for mark in reversed(open_marks) if mark is not None), "outside")
                texts[mark] = texts.get(mark, "") + _shown(operands[0], characters)
    return texts


def _shown(operand, characters) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(string) for string in strings if isinstance(string, pikepdf.String))
    return "".join(characters.get(codes[i : i + 2].hex(), "?") for i in range(0, len(codes), 2))


def _characters(font) -> dict[str, str]:
    """Glyph (four hexadecimal digits) → the characters that it stands for."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {glyph.lower(): bytes.fromhex(code).decode("utf-16-be") for glyph, code in pairs}

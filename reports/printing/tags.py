"""Sets the tags right that WeasyPrint writes: what a screen reader meets is the document, not its pages.

WeasyPrint 70 tags each page for itself (weasyprint/pdf/tags.py): a table is one ``Table`` for every page that it reaches, its
heading row and whatever is repeated below a break are read again and again, contents are an ordinary list. Here the parts of a
table become one again, repetitions become artifacts, headings get their ``Scope``. See docs/decisions/0018-tags-of-the-pdf.md.
"""

import pydyf

from reports import page_breaks

#: Structure types under which ``page_breaks`` hides what is repeated; documents of ours have none of their own.
REPEATED = "/BlockQuote"


def mend(pages, pdf) -> None:
    """Set the tags of ``pdf`` right, which was made of laid out ``pages``."""
    tree = Tree(pdf)
    parts = list(tree.every(tree.document, "/Table"))
    boxes = [table for page in pages.pages for table in page_breaks.tables(page._page_box)]
    whole = {}
    for part, box in zip(parts, boxes, strict=True):
        if box.element in whole:
            tree.join(*whole[box.element], part, box)
            whole[box.element] = whole[box.element][0], box
        else:
            whole[box.element] = part, box
    for table, _ in whole.values():
        tree.name_headings(table)
        tree.name_caption(table)
    tree.name_contents()


class Tree:
    """The structure of a PDF: its elements are pydyf's dictionaries."""

    def __init__(self, pdf):
        self.pdf = pdf
        root = self._at(pdf.catalog["StructTreeRoot"])
        self.document = self._at(root["K"][0])
        marks = self._at(root["ParentTree"])["Nums"]
        self._marks = dict(zip(marks[::2], marks[1::2], strict=True))
        self._pages = {reference: number for number, reference in enumerate(pdf.page_references)}

    def every(self, element, *kinds):
        """The elements of some kinds in it, in reading order."""
        for kid in self.kids(element):
            if kid["S"] in kinds:
                yield kid
            yield from self.every(kid, *kinds)

    def kids(self, element) -> list:
        """The elements right below it."""
        return [each for kid in element["K"] if not isinstance(kid, int) and "S" in (each := self._at(kid))]

    def join(self, table, above, part, box) -> None:
        """Put ``part``, laid out as ``box``, below ``table``, whose last part above was laid out as ``above``."""
        rows = self._rows(part)
        body = next(self.every(table, "/TBody"))
        headings, headings_again = self._heading_ids(table), self._heading_ids(part)
        said = {again.string: heading for again, heading in zip(headings_again, headings, strict=True)}
        goes_on = page_breaks.goes_on(above, box)
        for row, is_heading in zip(rows, self._are_headings(box), strict=True):
            if is_heading:
                self.hide(row)
            elif goes_on:
                self._add_to_row(self._rows(table)[-1], row)
                goes_on = False
            else:
                self._append(body, row)
        for cell in self.every(table, "/TD"):
            if "Headers" in cell.get("A", {}):
                cell["A"]["Headers"] = pydyf.Array(said.get(each.string, each) for each in cell["A"]["Headers"])
        self._remove(part)

    def hide(self, element) -> None:
        """Make an artifact of what it holds: nobody has it read."""
        for kid in self.kids(element):
            self.hide(kid)
        page = self._pages[element["Pg"]]
        for mark in [kid for kid in element["K"] if isinstance(kid, int)]:
            self._marks[page][mark] = b"null"
            stream = self._at(self._at(element["Pg"])["Contents"]).stream
            place = next(place for place, each in enumerate(stream) if _is_mark(each, mark))
            stream[place - 1 : place + 2] = ["/Artifact", b"BMC"]
        element["K"] = pydyf.Array()

    def name_headings(self, table) -> None:
        """Say what each heading is for; one without words is none, and a goal that was repeated is a blank cell."""
        heads = {id(cell) for group in self.every(table, "/THead") for cell in self.every(group, "/TH")}
        for cell in list(self.every(table, "/TH", "/TD", REPEATED)):
            if cell["S"] == REPEATED:
                self.hide(cell)
                cell.update({"S": "/TD", "A": pydyf.Dictionary({"O": "/Table"})})
            elif cell["S"] == "/TH" and not any(self._marks_in(cell)):
                cell["S"] = "/TD"
            elif cell["S"] == "/TH":
                is_column = id(cell) in heads or "ColSpan" in cell["A"]
                cell["A"]["Scope"] = "/Column" if is_column else "/Row"

    def name_caption(self, table) -> None:
        """A section that has nothing but a heading before its table has it as the table's caption."""
        section = self._at(table["P"])
        siblings = self.kids(section)
        before = siblings[: [each is table for each in siblings].index(True)]
        if not before or any(each["S"] not in ("/P", "/H3") for each in before):
            return
        caption = pydyf.Dictionary({"Type": "/StructElem", "S": "/Caption", "K": pydyf.Array(), "Pg": before[0]["Pg"]})
        self.pdf.add_object(caption)
        section["K"] = pydyf.Array(kid for kid in section["K"] if self._at(kid) not in before)
        for each in before:
            self._append(caption, each)
        table["K"].insert(0, caption.reference)
        caption["P"] = table.reference

    def name_contents(self) -> None:
        """The first list is the table of contents."""
        contents = next(self.every(self.document, "/L"), None)
        if contents is None:
            return
        contents["S"] = "/TOC"
        for item in self.kids(contents):
            item["S"] = "/TOCI"
            for body in self.kids(item):
                body["S"] = "/Reference"

    def _at(self, reference):
        return self.pdf.objects[int(bytes(reference).split()[0])]

    def _rows(self, table) -> list:
        return list(self.every(table, "/TR"))

    def _are_headings(self, box) -> list[bool]:
        return [group.is_header for group in box.children for _ in group.children]

    def _heading_ids(self, table) -> list:
        return [cell["ID"] for group in self.every(table, "/THead") for cell in self.every(group, "/TH")]

    def _marks_in(self, element):
        yield from (kid for kid in element["K"] if isinstance(kid, int))
        for kid in self.kids(element):
            yield from (True for _ in self._marks_in(kid))

    def _add_to_row(self, row, rest) -> None:
        for cell, more in zip(self.kids(row), self.kids(rest), strict=True):
            for each in [more, *self.kids(more)]:
                if each["S"] == REPEATED:
                    self.hide(each)
            for kid in self.kids(more):
                if kid["K"]:
                    self._append(cell, kid)

    def _append(self, parent, element) -> None:
        parent["K"].append(element.reference)
        element["P"] = parent.reference

    def _remove(self, element) -> None:
        """Take it out, and whatever is empty without it."""
        parent = self._at(element["P"])
        parent["K"] = pydyf.Array(kid for kid in parent["K"] if kid != element.reference)
        if not parent["K"] and parent is not self.document:
            self._remove(parent)


def _is_mark(each, number: int) -> bool:
    return isinstance(each, pydyf.Dictionary) and each.get("MCID") == number

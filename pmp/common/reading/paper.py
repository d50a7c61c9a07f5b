"""A printed text while it is read: what is understood is struck out, what is left stays at its place."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pmp.common.reading import words
from pmp.common.reading.numerals import NUMBER, VULGAR, count_number

STRUCK = "|"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass
class Paper:
    """``left`` is ``plain`` with everything struck out that has been read."""

    plain: str
    left: str
    year: int | None = None
    school_year: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @classmethod
    def of(cls, text: str) -> "Paper":
        """One kind of blank, of minus and of digits; nothing else changes."""
        plain = re.sub(r"\s+", " ", str(text or "")).replace("\u2212", "-").translate(_FULL_WIDTH).strip()
        return cls(plain, plain)

    @property
    def has_figures(self) -> bool:
        """Whether a digit is left."""
        return bool(re.search(rf"[0-9{''.join(VULGAR)}]", self.left))

    def strike(self, start: int, end: int) -> None:
        """What stands there has been read."""
        self.left = self.left[:start] + STRUCK * (end - start) + self.left[end:]

    def take_years(self) -> None:
        """Strikes out the years; the first one counts, and what is announced for later (*tiks noteikts 2023. gadā*) has none."""
        for match in words.SCHOOL_YEAR.finditer(self.left):
            if int(match[2]) % 100 == (int(match[1]) + 1) % 100:
                self.year, self.school_year = self.year or int(match[1]) + 1, True
                self.strike(*match.span())
        for match in [*words.DATE.finditer(self.left), *words.YEAR.finditer(self.left)]:
            self.year = self.year or int(match[1])
            self.strike(*match.span())
        self._take_last_year()
        if words.FUTURE.search(self.plain):
            self.year, self.school_year = None, False

    def _take_last_year(self):
        match = words.LAST_YEAR.search(self.left)
        if self.year is None and match and NUMBER.search(self.left[: match.start()]):
            self.year = int(match[1])
            self.strike(*match.span())

    def take_counts(self) -> None:
        """Strikes out a share of a whole (4 of 9); both are counts."""
        for pattern in words.FRACTIONS:
            match = pattern.search(self.left)
            if match and (whole := count_number(match["whole"])) > 0:
                self.numerator, self.denominator = count_number(match["part"]), whole
                return self.strike(*match.span())
        if match := words.PERCENT_OF_WHOLE.search(self.left):
            self.denominator = count_number(match["whole"]) or None
            self.strike(re.compile(r"\bno\b", re.I).search(self.left, match.start()).start(), match.end("whole"))
        return None

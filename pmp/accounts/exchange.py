"""Municipality and institutions in a plan's document."""

from collections import Counter

from pmp.accounts.models import Institution, Municipality
from pmp.common.parts import Part, store, text


class MunicipalityPart(Part):
    """A municipality with the forms of its name that documents print."""

    slug: text(Municipality, "slug")
    name: text(Municipality, "name")
    short_name: text(Municipality, "short_name")
    name_genitive: text(Municipality, "name_genitive")
    name_locative: text(Municipality, "name_locative")
    council_genitive: text(Municipality, "council_genitive")
    place: text(Municipality, "place")

    def to_db(self) -> Municipality:
        """The municipality of this slug; one that is there already stays as it is. Raises ``ValidationError``."""
        known = Municipality.objects.filter(slug=self.slug).first()
        return known or _saved(Municipality(**self.columns(Municipality)))


class InstitutionPart(Part):
    """An institution or, with ``group``, a group of them such as NVO."""

    short: text(Institution, "short") = ""
    name: text(Institution, "name")
    group: bool = False

    @classmethod
    def of(cls, row: Institution) -> "InstitutionPart":
        """The part of a stored institution."""
        return cls.from_row(row, group=row.is_group)


def labels(institutions) -> list[str]:
    """What each of a plan's institutions (rows or parts) is called in it: its abbreviation, else its name.

    Where one's abbreviation is what another is called, the full name tells them apart.
    """
    called = Counter(row.short or row.name for row in institutions)
    return [row.short if row.short and called[row.short] == 1 else row.name for row in institutions]


def labels_of(institutions: list[Institution]) -> dict[int, str]:
    """What the institutions of a municipality are called in its documents, by key."""
    return {row.pk: label for row, label in zip(institutions, labels(institutions), strict=True)}


def write_institutions(parts: list[InstitutionPart], municipality: Municipality) -> dict[str, Institution]:
    """The institutions by what they are called in the document.

    One that the municipality has already, by its name, stays as it is. Raises ``ValidationError`` where an abbreviation is taken.
    """
    known = {row.name: row for row in municipality.institutions.all()}
    taken = {row.short for row in known.values() if row.short}
    new = [
        Institution(municipality=municipality, name=part.name, short=part.short, is_group=part.group)
        for part in parts
        if part.name not in known
    ]
    for row in new:
        if row.short in taken:
            row.validate_constraints()
    store(new)
    known |= {row.name: row for row in new}
    return {label: known[part.name] for part, label in zip(parts, labels(parts), strict=True)}


def _saved(row):
    row.full_clean()
    row.save()
    return row

"""Parts of a plan's document: what each app says about its rows outside the database, with the limits of their columns."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Self

from django.db.models import ForeignKey, Model
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from pmp.common.texts import LONG_TEXT, tidy

BATCH = 500


class Part(BaseModel):
    """A part of the document: an unknown key is refused; what readers get worked out beside is left aside on loading."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_what_is_worked_out(cls, data):
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if key not in cls.model_computed_fields}

    @classmethod
    def from_row(cls, row: Model, **more) -> Self:
        """The part that ``row`` stands for: the columns that are called like its fields, and ``more``."""
        return cls(**{name: getattr(row, name) for name in cls._columns(type(row)) if name not in more}, **more)

    def columns(self, model: type[Model]) -> dict:
        """What the columns of ``model`` that are called like a field of this part become."""
        return {name: getattr(self, name) for name in self._columns(model)}

    @classmethod
    def _columns(cls, model):
        plain = {field.name for field in model._meta.concrete_fields if not isinstance(field, ForeignKey)}
        return [name for name in cls.model_fields if name in plain]


def slip(sentence: str) -> PydanticCustomError:
    """What a validator raises: a Latvian clause that says what is wrong, without its place."""
    return PydanticCustomError("slip", "{problem}", {"problem": sentence})


def _tidy(text: str) -> str:
    """A file with a zero sign is broken; what else nobody sees goes as it does in forms."""
    if "\x00" in text:
        raise slip("satur neredzamu nulles zīmi")
    return tidy(text)


Text = Annotated[str, Field(max_length=LONG_TEXT), AfterValidator(_tidy)]
#: A calendar year, or the year in which a school year ends; the limits are those of ``plans.models.year_field``.
Year = Annotated[int, Field(ge=2000, le=2100)]


def by_year(part: type) -> type:
    """The type of something for several years, in their order whatever the order in the file."""
    return Annotated[dict[Year, part], AfterValidator(lambda years: dict(sorted(years.items())))]


def by_key(keys: Iterable, key: type) -> type:
    """The type of texts for several of the ``keys``, in the order of these."""
    return Annotated[dict[key, Text], AfterValidator(lambda texts: {key: texts[key] for key in keys if key in texts})]


def text(model: type[Model], name: str) -> type:
    """The type of a text that is as long as its column at most."""
    return Annotated[str, Field(max_length=model._meta.get_field(name).max_length or LONG_TEXT), AfterValidator(_tidy)]


def figure(model: type[Model], name: str, *, write=None) -> type:
    """The type of an exact number of a column, or None; the document has it as a string that ``write`` makes."""
    field = model._meta.get_field(name)
    limits = Field(max_digits=field.max_digits, decimal_places=field.decimal_places)
    return Annotated[Decimal, limits, PlainSerializer(write or plain, return_type=str)] | None


def plain(number: Decimal) -> str:
    """A decimal without needless zeros: 77.0000 → "77", 5.8800 → "5.88"."""
    return f"{number.normalize():f}"


def store(rows: list[Model]) -> None:
    """Write new rows of one model."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)

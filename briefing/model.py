"""The shapes of the files: what a kind, an entity and a source may hold.

In: values read from YAML. Out: frozen models, or pydantic errors with the path of each mistake.
The JSON Schemas for editors are generated from the same models.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from briefing import dates, degrees
from briefing.fields import (
    QUOTE_WORDS,
    DateField,
    DegreesField,
    FactorField,
    FormerField,
    IdField,
    IntegerField,
    PointField,
    QuoteField,
    TextField,
    UrlField,
    unless_mistaken,
)

Status = Literal["confirmed", "reported", "planned", "denied"]
ValueType = Literal["text", "date", "quantity", "entity", "url", "statement"]
SourceType = Literal[
    "treaty", "law", "official", "transcript", "agency", "news", "analysis", "reference"
]
PublisherType = Literal[
    "news agency",
    "newspaper",
    "broadcaster",
    "magazine",
    "news site",
    "trade press",
    "government",
    "armed force",
    "parliament",
    "research institute",
    "association",
    "company",
    "reference work",
    "archive",
    "personal site",
    "aggregator",
]
Extent = Literal["town", "island", "area"]


class Shape(BaseModel):
    """Unknown keys are mistakes, types are not bent, nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


class PropertyFile(Shape):
    """A named, typed slot of a kind."""

    label: TextField = Field(description="What stands beside the fact.")
    group: IdField = Field(description="The heading that it stands under: one of `groups`.")
    type: ValueType = Field(description="The type of its value; a `statement` has none.")
    reverse: TextField | None = Field(None, description="The label at the other end (entity).")
    kinds: list[IdField] = Field([], description="The kinds its value may be of (entity).")
    list_: bool = Field(False, description="Whether the value is a list.")
    single: bool = Field(False, description="Whether two values at one time are a conflict.")
    units: dict[str, FactorField] = Field(
        {}, description="Units (quantity), the one to compare in first, with its multiples."
    )
    review: IntegerField | None = Field(
        None, description="Days after which newer evidence should be looked for."
    )


class KindFile(Shape):
    """A kind of entity: its words, its groups of properties, its properties."""

    label: TextField = Field(description="The plural, as a heading.")
    singular: TextField = Field(description="One of the kind.")
    about: TextField = Field(description="One sentence: what the kind takes in.")
    order: IntegerField = Field(description="The place among the kinds, from 1.")
    groups: dict[IdField, TextField] = Field(description="Headings of a page, in order.")
    properties: dict[IdField, PropertyFile] = Field(description="The slots, in order.")
    head: list[IdField] = Field([], description="Properties shown under the title.")
    columns: list[IdField] = Field([], description="Properties shown in the index.")
    schema_org: TextField = Field(
        "Thing", description="What search engines call one of the kind: a type of schema.org."
    )
    located: bool = Field(
        False, description="Whether they are places: each says its position, or why it has none."
    )


class WhenFile(Shape):
    """When a fact is so: observed `as-of`, happened `on`, or held `from` … `until`."""

    as_of: DateField | None = Field(None, description="The day on which it was observed.")
    on: DateField | None = Field(None, description="The day on which it happened.")
    from_: DateField | None = Field(None, description="The first day on which it held.")
    until: DateField | None = Field(None, description="The last day on which it held.")

    @model_validator(mode="after")
    def _one_way(self) -> WhenFile:
        given = [bool(self.as_of), bool(self.on), bool(self.from_ or self.until)]
        if sum(given) != 1:
            raise PydanticCustomError("when", "a time is one of as-of, on, or from and until")
        if self.from_ or self.until:
            unless_mistaken(dates.span("the span", self.from_, self.until))
        return self


class OriginFile(Shape):
    """Who stands behind a publication, or behind one passage of it."""

    relays: list[TextField] | None = Field(
        None, description="Whom it retells: sources, organizations or names. [] for nobody."
    )
    speaks_for: TextField | None = Field(
        None, description="The named origin, where that is not the publisher."
    )
    unnamed: bool = Field(False, description="Whether it rests on people it does not name.")


class CitationFile(OriginFile):
    """A fact's pointer to a source. An origin given here holds for this passage alone."""

    source: IdField = Field(description="A source: data/sources/<id>.yaml.")
    at: TextField | None = Field(None, description="Where in it: paragraph 3, page 12.")
    quote: QuoteField | None = Field(
        None, description=f"The decisive words, {QUOTE_WORDS} at most, as the source has them."
    )
    passage: list[TextField] | None = Field(
        None,
        min_length=1,
        max_length=2,
        description="The words that start and end the passage, for a link to it.",
    )


class FactFile(Shape):
    """One statement about an entity."""

    property: IdField | None = Field(None, description="The property, where the key is no name.")
    label: TextField | None = Field(None, description="A label in place of the property's.")
    value: Any = Field(None, description="The value, of the property's type.")
    says: TextField | None = Field(None, description="The statement, one sentence in our words.")
    status: Status = Field(description="What kind of statement it is.")
    when: WhenFile | None = Field(None, description="When it is so.")
    supersedes: IdField | None = Field(
        None, description="The key of an earlier fact of the property that this one replaces."
    )
    cite: list[CitationFile] = Field([], description="Where it is said.")


class ConflictFile(Shape):
    """What readers should know of a conflict between the values of one property."""

    question: TextField = Field(description="The conflict as a question.")
    reading: TextField | None = Field(None, description="How to read it.")
    settle: TextField | None = Field(None, description="What would settle it.")


class RemovedFile(Shape):
    """What is left at the address of a fact that was taken out."""

    on: DateField = Field(description="When it was removed.")
    why: TextField = Field(description="Why, in a sentence.")
    see: IdField | None = Field(None, description="The key of the fact that says it now.")


class PublisherFile(Shape):
    """What an organization is as a publisher of sources."""

    type: PublisherType = Field(description="What it is; an aggregator mostly retells others.")
    speaks_for: TextField | None = Field(
        None, description="The body whose word its own publications are: a ministry for its office."
    )


class PositionFile(Shape):
    """Where a place is, as exact as a town or an island, or why it is no one point."""

    at: PointField | None = Field(None, description="[latitude, longitude], two decimals at most.")
    of: Extent | None = Field(
        None, description="What is there: a town, an island, or the middle of a larger area."
    )
    from_: TextField | None = Field(None, description="The gazetteer that has it so.")
    none: TextField | None = Field(None, description="Why it is no one point.")

    @model_validator(mode="after")
    def _one_way(self) -> PositionFile:
        point = (self.at, self.of, self.from_)
        if (self.none is None) != all(part is not None for part in point) or (
            self.none and any(part is not None for part in point)
        ):
            raise PydanticCustomError("position", "a position is {at, of, from}, or {none}")
        return self


class EntityFile(Shape):
    """One thing and the facts about it."""

    name: TextField = Field(description="The name, as its owner spells it.")
    aliases: list[TextField] = Field([], description="Other names and abbreviations.")
    native: dict[IdField, TextField] = Field(
        {}, description="Names in other languages, by language tag."
    )
    publisher: PublisherFile | None = Field(
        None, description="What it is as a publisher, where it publishes sources."
    )
    position: PositionFile | None = Field(
        None, description="Where it is: for the kinds that are located."
    )
    summary: TextField | None = Field(
        None, description="One or two sentences, resting on facts linked as [[#key|words]]."
    )
    facts: dict[IdField, FactFile] = Field({}, description="Facts by their permanent keys.")
    conflicts: dict[IdField, ConflictFile] = Field(
        {}, description="What to know of conflicts, by property."
    )
    formerly: list[FormerField] = Field(
        [], description="Ids it had, or those of entities merged into it; `kind/id` if of another."
    )
    removed: dict[IdField, RemovedFile] = Field(
        {}, description="Facts that were taken out, by the keys that still lead here."
    )

    def former_addresses(self, kind: str) -> list[str]:
        """Each of `formerly` as `kind/id`; an id alone is of the kind that the entity is of."""
        return [former if "/" in former else f"{kind}/{former}" for former in self.formerly]


class WithdrawnFile(Shape):
    """That a source was withdrawn by its publisher, or can't be relied on any more."""

    on: DateField = Field(description="When it was withdrawn.")
    why: TextField = Field(description="Why, in a sentence.")


class SourceFile(OriginFile):
    """One publication."""

    title: TextField | None = Field(None, description="The headline, to the letter.")
    description: TextField | None = Field(
        None, description="What it is in our words, where the headline is not known."
    )
    publisher: TextField = Field(description="An organization's id, or a name.")
    published: DateField | None = Field(None, description="When it was published.")
    url: UrlField | None = Field(None, description="Where it can be read.")
    language: IdField = Field("en", description="The language tag.")
    type: SourceType = Field(description="What the document is, whoever hosts it.")
    archive: UrlField | None = Field(None, description="A copy in a web archive.")
    retrieved: DateField | None = Field(None, description="When it was last read.")
    withdrawn: WithdrawnFile | None = Field(
        None, description="When and why it was withdrawn; nothing rests on it from then on."
    )

    @model_validator(mode="after")
    def _one_name(self) -> SourceFile:
        if (self.title is None) == (self.description is None):
            raise PydanticCustomError("one_name", "a source has either a title or a description")
        return self

    @property
    def name(self) -> str:
        """The headline, or our description."""
        return self.title or self.description or ""


class RegionFile(Shape):
    """A part of the world that maps show: the land in it is drawn in docs/assets/map/<id>.svg."""

    label: TextField = Field(description="What it takes in, as the title of a map.")
    south: DegreesField = Field(description="The latitude that it begins at.")
    west: DegreesField = Field(description="The longitude that it begins at.")
    north: DegreesField = Field(description="The latitude that it ends at.")
    east: DegreesField = Field(description="The longitude that it ends at; beyond 180 if need be.")
    credit: TextField = Field(description="Whose outline of the land it is.")
    overview: bool = Field(False, description="Whether it is the one that the first page shows.")

    @model_validator(mode="after")
    def _has_extent(self) -> RegionFile:
        if not -degrees.MERCATOR <= self.south < self.north <= degrees.MERCATOR:
            raise PydanticCustomError("extent", "south and north are no extent")
        if not self.west < self.east <= self.west + 360:
            raise PydanticCustomError("extent", "west and east are no extent")
        return self

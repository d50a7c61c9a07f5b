"""What a plan, its goals, activities and tasks are in a plan's document."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, computed_field, model_validator

from plans.enums import (
    DEFAULT_HEADINGS,
    DecisionKind,
    FundingSource,
    PartyRole,
    PlanStatus,
    PreventionLevel,
    SectionKey,
)
from plans.models import (
    Abbreviation,
    Activity,
    CouncilDecision,
    Plan,
    PlanSection,
    ProgrammeLink,
    WordingVariant,
)
from pmp.common.parts import Part, Text, Year, by_key, slip, text

Heading = Literal[tuple(DEFAULT_HEADINGS)]
#: In the order of time, whatever the order in the file.
Years = Annotated[list[Year], AfterValidator(sorted)]


class NumberedPart(Part):
    """What goals, activities and tasks are known by; where several classes are joined, the fields of the last come first."""

    number: text(Activity, "number")
    title: Text


class VariantPart(Part):
    """Another wording of the same thing in another table of the document."""

    where: text(WordingVariant, "where")
    field: text(WordingVariant, "field")
    text: Text


class InstitutionsPart(Part):
    """Who has which part, by what the institutions are called in the document, in its order."""

    lead: list[Text] = []
    involved: list[Text] = []
    supervising: list[Text] = []


class PrintedPart(Part):
    """Cells to the letter, where the document prints them otherwise than the list that stands beside."""

    lead: Text = ""
    involved: Text = ""
    supervising: Text = ""


class ActivityPrintedPart(PrintedPart):
    """An activity has two more lists."""

    funding: text(Activity, "funding_printed") = ""
    programme_links: text(Activity, "programme_links_printed") = ""


class TermPart(Part):
    """Until when: to the letter, and typed."""

    term: text(Activity, "term_printed") = ""
    term_start: date | None = None
    term_end: date | None = None
    term_ongoing: bool = False

    @model_validator(mode="after")
    def _in_order(self):
        if self.term_start and self.term_end and self.term_start > self.term_end:
            raise slip(f"termiņa beigas ({self.term_end}) ir pirms sākuma ({self.term_start})")
        return self


class PartiesPart(Part):
    """Institutions, and their cells where these say something else."""

    institutions: InstitutionsPart = Field(default_factory=InstitutionsPart)
    printed: PrintedPart = Field(default_factory=PrintedPart)

    @computed_field
    @property
    def institutions_printed(self) -> dict[PartyRole, str]:
        """The cells as one reads them: to the letter, else the names."""
        return {role: getattr(self.printed, role) or ", ".join(getattr(self.institutions, role)) for role in PartyRole}


class TaskPart(PartiesPart, TermPart, NumberedPart):
    """A task by which an activity is carried out."""

    note: Text = ""


class ActivityPart(PartiesPart, TermPart, NumberedPart):
    """A prevention activity: one row of the plan's table."""

    planned_result: Text = ""
    tasks_text: Text = ""
    printed: ActivityPrintedPart = Field(default_factory=ActivityPrintedPart)
    resources: Text = ""
    funding: list[FundingSource] = []
    years: Years = []
    programme_links: list[text(ProgrammeLink, "code")] = []
    tasks: list[TaskPart] = []
    variants: list[VariantPart] = []
    note: Text = ""

    @computed_field
    @property
    def funding_printed(self) -> str:
        """The cell as one reads it: to the letter, else the sources."""
        return self.printed.funding or ", ".join(source.label for source in self.funding)

    @computed_field
    @property
    def programme_links_printed(self) -> str:
        """The cell as one reads it: to the letter, else the codes."""
        return self.printed.programme_links or " ".join(self.programme_links)


class GoalPart(NumberedPart):
    """A goal with its activities."""

    level: PreventionLevel
    expected_results: list[Text] = []
    variants: list[VariantPart] = []
    note: Text = ""
    activities: list[ActivityPart] = []


class DecisionPart(Part):
    """A decision of the council about the plan or the report of a year."""

    kind: DecisionKind
    year: Year | None = None
    number: text(CouncilDecision, "number")
    date: date
    minutes: text(CouncilDecision, "minutes") = ""
    point: text(CouncilDecision, "point") = ""
    title: Text = ""

    @model_validator(mode="after")
    def _names_its_year(self):
        if self.kind == DecisionKind.REPORT and self.year is None:
            raise slip("lēmumam par ziņojumu jānorāda pārskata gads „year”")
        return self


class AbbreviationPart(Part):
    """A row of the list of abbreviations and terms."""

    short: text(Abbreviation, "short")
    long: Text


class SectionPart(Part):
    """A narrative chapter."""

    key: SectionKey
    title: text(PlanSection, "title")
    body: Text


def _by_date(decisions):
    return sorted(decisions, key=lambda decision: (decision.date, decision.number))


class PlanPart(Part):
    """The plan as a whole."""

    title: text(Plan, "title")
    period: tuple[Year, Year]
    status: PlanStatus = PlanStatus.DRAFT
    target_years: Years = []
    headings: by_key(DEFAULT_HEADINGS, Heading) = {}
    level_headings: by_key(PreventionLevel, PreventionLevel) = {}
    approval_block: Text = ""
    signature_block: Text = ""
    years_are_assumed: bool = False
    decisions: Annotated[list[DecisionPart], AfterValidator(_by_date)] = []
    abbreviations: list[AbbreviationPart] = []
    sections: list[SectionPart] = []
    strategic_goals: list[GoalPart] = []
    goals: list[GoalPart] = []

    @model_validator(mode="after")
    def _in_order(self):
        first, last = self.period
        if first > last:
            raise slip(f"plāna pēdējais gads ({last}) ir pirms pirmā ({first})")
        return self

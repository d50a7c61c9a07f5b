"""Words of the plan."""

from django.db import models


class PlanStatus(models.TextChoices):
    """How far a plan is: written, adopted by the council, or no longer carried out."""

    DRAFT = "draft", "darba redakcija"
    ADOPTED = "adopted", "apstiprināts"
    ENDED = "ended", "beidzies"


class PeriodState(models.TextChoices):
    """Whether a reporting period takes answers and measured values; a period that was never opened has no row yet."""

    OPEN = "open", "atvērts"
    CLOSED = "closed", "slēgts"

    @property
    def takes_entries(self):
        """Whether answers and measured values may be given and changed."""
        return self is PeriodState.OPEN


class PreventionLevel(models.TextChoices):
    """The three levels of prevention: all pupils, groups at risk, single pupils at high risk (*prevencijas līmenis*)."""

    UNIVERSAL = "universal", "universālā prevencija"
    TARGETED = "targeted", "mērķtiecīgā prevencija"
    TAILORED = "tailored", "pielāgotā prevencija"

    @property
    def number(self):
        """1, 2 or 3."""
        return list(type(self)).index(self) + 1

    @property
    def roman(self):
        """I, II or III, as councils say it."""
        return "I" * self.number


class PartyRole(models.TextChoices):
    """What an institution is to an activity or a task; a plan prints its own heading for each."""

    LEAD = "lead", "atbildīgā institūcija"
    INVOLVED = "involved", "iesaistītā institūcija"
    SUPERVISING = "supervising", "par uzraudzību atbildīgā institūcija"


class FundingSource(models.TextChoices):
    """Where the money comes from (*finanšu avots*)."""

    MUNICIPALITY = "municipality", "pašvaldība"
    STATE = "state", "valsts"
    ESF = "esf", "ESF"
    EU_FUNDS = "eu_funds", "ES fondi"
    PRIVATE = "private", "privātais"
    OTHER = "other", "cits"


class GoalListing(models.TextChoices):
    """Which list of a document a goal stands in; Valka prints two that differ, and both are kept."""

    PLAN = "plan", "plāna mērķi"
    STRATEGIC = "strategic", "stratēģisko mērķu tabula"


class SectionKey(models.TextChoices):
    """Narrative chapters of a plan."""

    INTRODUCTION = "introduction", "ievads"
    SITUATION = "situation", "situācijas raksturojums"
    COOPERATION = "cooperation", "sadarbība"
    MONITORING = "monitoring", "uzraudzība"
    OTHER = "other", "cita nodaļa"


class DecisionKind(models.TextChoices):
    """What a council decided about."""

    PLAN = "plan", "plāna apstiprināšana"
    REPORT = "report", "uzraudzības ziņojuma apstiprināšana"


#: Column headings that a plan may print in its own words, with the application's own words as the fallback.
DEFAULT_HEADINGS = {
    "goal": "Mērķis",
    "expected_results": "Sagaidāmais rezultāts",
    "activity": "Prevencijas aktivitāte",
    "planned_result": "Sasniedzamais rezultāts",
    "tasks": "Uzdevumi plāna izpildei",
    "lead": "Atbildīgā institūcija",
    "involved": "Iesaistītās institūcijas",
    "supervising": "Par uzraudzību atbildīgā institūcija",
    "resources": "Nepieciešamie resursi",
    "funding": "Finanšu avoti",
    "programme_links": "Sasaiste ar attīstības programmu",
    "status": "Izpildes statuss",
    "term": "Izpildes termiņš",
    "evaluation": "Izpildes izvērtējums",
    "task_lead": "Izpildītājs",
    "task_supervising": "Par uzraudzību atbildīgā institūcija",
    "indicator": "Rezultatīvie rādītāji",
    "baseline": "Bāzes vērtība (gads)",
    "targets": "Sasniedzamā tendence",
    "source": "Datu avots",
    "value": "{year}. gada rādītāja vērtība",
    "trend": "Attīstības tendence",
    "note": "Piezīmes/skaidrojums",
}

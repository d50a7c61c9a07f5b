"""What happens when an editor writes the report's chapters. Its points are written one by one: ``reports.points``."""

from plans.models import Plan
from pmp.accounts.models import User
from pmp.common.changes import Thing
from pmp.common.editing import Edit
from reports.enums import ReportSectionKey
from reports.models import Report, ReportSection
from reports.rules import can_write_report

SECTIONS = ReportSectionKey.values


class ReportEdit(Edit):
    """The texts of a report as an editor writes them; names as in ``report_texts``."""

    thing = Thing(
        "Uzraudzības ziņojums",
        {
            "prepared_by": Report._meta.get_field("prepared_by").verbose_name,
            **dict(ReportSectionKey.choices),
        },
    )
    fields = ("prepared_by",)

    def __init__(self, plan: Plan, year: int, by: User):
        super().__init__(by)
        self._plan, self.year = plan, year

    def municipality(self):
        """The plan's."""
        return self._plan.municipality

    def plan(self):
        """The report's plan."""
        return self._plan

    def may(self) -> bool:
        """Editors of the municipality."""
        return can_write_report(self.by, self._plan)

    def find(self, *, lock=False):
        """The stored report, or None; with ``lock`` one editor after the other, so that two cannot begin it at once."""
        if lock:
            list(Plan.objects.select_for_update(of=("self",)).filter(pk=self._plan.pk))
        return Report.objects.filter(plan=self._plan, year=self.year).first()

    def new(self):
        """Nothing is written yet."""
        return Report(plan=self._plan, year=self.year)

    def values(self, row):
        """The texts by name."""
        return report_texts(row or self.new())

    def write_lists(self, row, changed):
        """The chapters."""
        for name, text in changed.items():
            if name in SECTIONS:
                ReportSection.objects.update_or_create(report=row, key=name, defaults={"body": text})

    def about(self, row):
        """The year."""
        return f"{self.year}. gads"


def write_report(plan: Plan, year: int, *, by: User, opened_with: int, **texts) -> Report:
    """Store the texts that differ from what is stored; see ``ReportEdit`` and ``Edit.save``.

    Writing what is stored already changes nothing, so that an approved report stays approved.
    """
    return ReportEdit(plan, year, by).save(opened_with=opened_with, **texts).row


def report_texts(report: Report) -> dict:
    """What is stored of a report by name: ``prepared_by`` and each chapter.

    An unsaved report has empty texts.
    """
    bodies = dict(report.sections.values_list("key", "body")) if report.pk else {}
    return {
        "prepared_by": report.prepared_by,
        **{key: bodies.get(key, "") for key in SECTIONS},
    }

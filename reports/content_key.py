"""What a report prints, as one key that can be had without assembling it.

The key is a hash of the rows themselves, all columns of all tables that the document is made from, as the database returns them.
Nothing has to be kept up to date for it: it does not matter whether a row was changed by a form, by ``save()``, by a bulk update
that sets no ``updated_at``, by a deletion or by hand in the database. Counts, times of the last change and numbers of change sets
would be read in fewer milliseconds, but each of them misses one of these ways, and a stale PDF of a council's report is worse.

What a new column prints is in the key from the start. A new table has to be named here: tests/reports/test_content_key.py reads
which tables the document asks for.
"""

import hashlib
from functools import cache, lru_cache
from importlib.metadata import version
from os import stat
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet

from indicators.models import Indicator, IndicatorRow, Measurement, Target
from monitoring.models import Assessment
from plans.models import (
    Abbreviation,
    Activity,
    ActivityFunding,
    ActivityParty,
    ActivityYear,
    CouncilDecision,
    Goal,
    Plan,
    ProgrammeLink,
    Task,
    TaskParty,
)
from pmp.accounts.models import Institution
from reports.document.adopted import is_saved_since
from reports.models import Report, ReportPoint, ReportSection

#: Where the code, the templates and the style sheets stand that have a hand in the document, and what else decides.
FOLDERS = ["pmp", "plans", "indicators", "monitoring", "reports", "templates", "static/css"]
FILES = ["requirements.txt"]
#: Stand for what a query is asked about.
PLAN, MUNICIPALITY, YEAR = 1, 2, 3


def content_key(plan: Plan, year: int) -> str:
    """SHA-256 (hexadecimal) of everything that decides how the report of ``year`` looks. Makes 20 short queries.

    Of the plan, its municipality and its target years it takes what ``plan`` holds, since that is what ``assemble`` prints.
    """
    digest = hashlib.sha256(_software().encode())
    unknown = Report.objects.filter(plan=plan, year=year, approved_at__isnull=False, adopted_hash="").first()
    own = [
        bool(unknown and is_saved_since(unknown)),
        year,
        _values(plan),
        _values(plan.municipality),
        [target.year for target in plan.target_years.all()],
    ]
    digest.update(repr(own).encode())
    meant = {PLAN: plan.pk, MUNICIPALITY: plan.municipality_id, YEAR: year}
    with connection.cursor() as cursor:
        for sql, places in _statements(connection.vendor):
            # As the database returns them: nothing is made of the values but a hash.
            cursor.execute(sql, [meant[place] for place in places])
            digest.update(repr(cursor.fetchall()).encode())
    return digest.hexdigest()


@cache
def _statements(vendor: str) -> list[tuple[str, tuple[int, ...]]]:
    """The queries as they are sent, made once: that takes longer than asking them. What they are asked about is put in later."""
    found = _printed_rows(PLAN, MUNICIPALITY, YEAR)
    return [rows.order_by("pk").values_list().query.sql_with_params() for rows in found]


def _printed_rows(plan: int, municipality: int, year: int) -> list[QuerySet]:
    """The rows that the document is made from, whole tables where no condition is needed for the right ones."""
    return [
        Institution.objects.filter(municipality=municipality),
        Abbreviation.objects.filter(plan=plan),
        Goal.objects.filter(plan=plan),
        Activity.objects.filter(plan=plan),
        ActivityParty.objects.filter(activity__plan=plan),
        ActivityFunding.objects.filter(activity__plan=plan),
        ActivityYear.objects.filter(activity__plan=plan),
        ProgrammeLink.objects.filter(activity__plan=plan),
        Task.objects.filter(plan=plan),
        TaskParty.objects.filter(task__plan=plan),
        # Earlier years tell what was cancelled; later ones are no matter of this report.
        Assessment.objects.filter(activity__plan=plan, year__lte=year),
        Indicator.objects.filter(plan=plan),
        IndicatorRow.objects.filter(indicator__plan=plan),
        Target.objects.filter(row__indicator__plan=plan),
        Measurement.objects.filter(row__indicator__plan=plan, year=year),
        CouncilDecision.objects.filter(plan=plan),
        Report.objects.filter(plan=plan, year=year),
        ReportSection.objects.filter(report__plan=plan, report__year=year),
        ReportPoint.objects.filter(report__plan=plan, report__year=year),
    ]


def _values(row: Model) -> list:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def _software() -> str:
    """A hash of the code, templates and styles, and of the versions beneath: another release prints anew.

    The files are read once; that they are looked at each time is for whoever edits a template while the server runs.
    """
    return _read(tuple(stat(path).st_mtime_ns for path in _files()))


@lru_cache(maxsize=1)
def _read(changed: tuple[int, ...]) -> str:
    digest = hashlib.sha256(f"{version('weasyprint')} {version('django')}".encode())
    for path in _files():
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


@cache
def _files() -> list[str]:
    found = [path for folder in FOLDERS for path in (settings.BASE_DIR / folder).rglob("*.*")]
    own = [str(path) for path in found if path.is_file() and path.suffix != ".pyc"]
    return sorted([*own, *(str(settings.BASE_DIR / name) for name in FILES)])

"""The reporting period: the calendar year unless said otherwise, and whether it takes answers and values."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import ReportingPeriod
from plans.periods import NotOpen, open_years, require_open, why_closed
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_without_dates_it_is_the_calendar_year():
    period = make.ReportingPeriodFactory(year=2026)
    assert (period.start, period.end, period.name) == (date(2026, 1, 1), date(2026, 12, 31), "2026. gads")


def test_a_form_may_leave_the_dates_out():
    period = ReportingPeriod(plan=make.PlanFactory(), year=2025)
    period.full_clean()
    assert (period.start, period.end) == (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("year", "start", "end", "label"),
    [
        (2025, date(2024, 9, 1), date(2025, 8, 31), "2024./2025. mācību gads"),
        (2026, date(2025, 11, 1), date(2026, 12, 31), "1.11.2025.–31.12.2026."),
        (2027, date(2025, 1, 1), date(2027, 12, 31), "2025.–2027. gads"),
    ],
)
def test_other_spans_are_periods_too(year, start, end, label):
    period = make.ReportingPeriodFactory(year=year, start=start, end=end, label=label)
    period.full_clean()
    assert (period.start, period.end, period.name) == (start, end, label)


def test_one_period_for_a_year_of_a_plan():
    first = make.ReportingPeriodFactory()
    make.ReportingPeriodFactory(year=first.year)
    with pytest.raises(ValidationError, match="Šim gadam pārskata periods jau ir"):
        ReportingPeriod(plan=first.plan, year=first.year).full_clean()


def test_open_closed_not_opened_and_outside():
    plan = make.PlanFactory()
    period = make.ReportingPeriodFactory(plan=plan, year=2025)
    make.ReportingPeriodFactory(plan=plan, year=2026, state="closed")
    make.open_periods(make.PlanFactory(municipality=plan.municipality, period_start=2030, period_end=2034))
    assert require_open(plan, 2025) == period
    assert open_years(plan) == [2025]
    reasons = {year: why_closed(plan, year) for year in (2025, 2026, 2027, 2030)}
    assert reasons == {
        2025: "",
        2026: "2026. gads ir slēgts: atbildes un rādītāju vērtības vairs nevar mainīt.",
        2027: "2027. gada uzraudzība vēl nav atvērta.",
        2030: "2030. gads nav plāna periodā (2025.–2029. gads), tāpēc par to ziņot nevar.",
    }
    for year in (2026, 2027, 2030):
        with pytest.raises(NotOpen) as refusal:
            require_open(plan, year)
        assert str(refusal.value) == reasons[year]


def test_a_period_reported_after_the_plans_last_year_takes_answers_too():
    """A school year is reported under the year in which it ends."""
    plan = make.PlanFactory()
    period = make.ReportingPeriodFactory(plan=plan, year=2030, start=date(2029, 9, 1), end=date(2030, 8, 31))
    assert require_open(plan, 2030) == period


def test_whoever_saves_holds_the_period():
    """SQLite begins with the write lock, so it needs none on the row."""
    period = make.ReportingPeriodFactory()
    with CaptureQueriesContext(connection) as captured:
        require_open(period.plan, period.year)
        why_closed(period.plan, period.year)
    locks = ["FOR UPDATE" in query["sql"] for query in captured]
    assert locks == [connection.features.has_select_for_update, False]

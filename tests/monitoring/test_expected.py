"""What a year expects: the plan's marks, else its term, and nothing after a cancellation; asked in two ways, answered alike."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring import queries
from monitoring.expected import cancelled_before, expected, is_expected, why_not_expected
from monitoring.models import Assessment
from plans.enums import PreventionLevel
from plans.models import Plan
from pmp.site import demo
from pmp.site.home import home_of
from reports.document import assemble
from tests import factories as make

pytestmark = pytest.mark.django_db
YEARS = range(2025, 2030)
NO_TERM = {"term_ongoing": False, "term_printed": ""}


@pytest.fixture
def plan():
    return make.PlanFactory()


@pytest.fixture
def police(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="PP")


def years_of(activity):
    """The years that expect an activity, as the database says; the rule for one fetched activity must say the same."""
    reports = list(activity.assessments.all())
    by_query = [
        year for year in YEARS if expected(activity.plan.activities.all(), year).filter(pk=activity.pk).exists()
    ]
    assert by_query == [year for year in YEARS if is_expected(activity, year, reports)]
    assert by_query == [year for year in YEARS if not why_not_expected(activity, year, reports)]
    return by_query


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ({"years": [2026, 2028]}, [2026, 2028]),
        ({"years": [2026], "term_ongoing": True}, [2026]),
        ({"years": [2024]}, []),
        ({"term_ongoing": True}, list(YEARS)),
        (
            {"term_ongoing": False, "term_start": date(2026, 1, 1), "term_end": date(2029, 12, 31)},
            [2026, 2027, 2028, 2029],
        ),
        ({"term_ongoing": False, "term_start": date(2027, 9, 1)}, [2027, 2028, 2029]),
        ({"term_ongoing": False, "term_end": date(2026, 2, 28)}, [2025, 2026]),
        ({"term_ongoing": False, "term_start": date(2020, 1, 1), "term_end": date(2024, 12, 31)}, []),
        ({"term_ongoing": False, "term_printed": "pēc vajadzības"}, list(YEARS)),
        (NO_TERM, list(YEARS)),
    ],
)
def test_the_plan_says_when(plan, values, years):
    assert years_of(make.ActivityFactory(plan=plan, **values)) == years


@pytest.mark.parametrize(
    ("reported", "years"),
    [
        ({2025: "cancelled"}, [2025]),
        ({2027: "cancelled"}, [2025, 2026, 2027]),
        ({2025: "cancelled", 2026: ""}, [2025]),
        ({2025: "cancelled", 2027: "started"}, [2025, 2028, 2029]),
        ({2025: "postponed"}, list(YEARS)),
        ({2025: "done", 2026: "cancelled"}, [2025, 2026]),
        ({2024: "cancelled"}, []),
    ],
)
def test_after_a_cancellation_nothing_is_expected(plan, reported, years):
    activity = make.ActivityFactory(plan=plan)
    for year, status in reported.items():
        make.AssessmentFactory(activity=activity, year=year, status=status)
    make.AssessmentFactory(activity=make.ActivityFactory(plan=plan), status="cancelled")
    assert years_of(activity) == years


dates = st.dates(date(2023, 1, 1), date(2031, 12, 31))
plans_of_an_activity = st.fixed_dictionaries(
    {
        "years": st.lists(st.integers(2024, 2030), unique=True, max_size=4),
        "term_ongoing": st.booleans(),
        "term": st.tuples(st.none() | dates, st.none() | dates),
        "reported": st.dictionaries(st.integers(2024, 2029), st.sampled_from(["", "done", "cancelled"]), max_size=4),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans_of_an_activity)
def test_whatever_the_plan_says_both_ways_agree(plan, values):
    start, end = values["term"]
    if start and end and start > end:
        start, end = end, start
    term = {"term_ongoing": values["term_ongoing"], "term_start": start, "term_end": end}
    activity = make.ActivityFactory(plan=plan, years=values["years"], **term)
    for year, status in values["reported"].items():
        make.AssessmentFactory(activity=activity, year=year, status=status)
    years_of(activity)


def test_the_year_in_which_it_was_cancelled():
    said = [Assessment(year=2025, status="cancelled"), Assessment(year=2026, status="")]
    assert [cancelled_before(year, said) for year in (2025, 2026, 2027)] == [None, 2025, 2025]


# ------------------------------------------------------------------------------------------- everybody who asks, asks the same


def test_marked_for_this_year_only_one_of_three_is_asked(plan, police):
    """The plan's other years are not asked for: home, progress of all kinds, what comes next, report."""
    goal = make.GoalFactory(plan=plan)
    this, _, _ = (make.ActivityFactory(goal=goal, years=[year], lead=[police]) for year in (2025, 2027, 2024))
    make.AssessmentFactory(activity=this)
    make.ReportingPeriodFactory(plan=plan)
    for person in (make.coordinator(police), make.editor(plan.municipality)):
        home = home_of(person, plan)
        part = home.coordinator or home.editor
        assert (part.progress.answered, part.progress.total, part.remaining) == (1, 1, [])
    assert queries.progress_by_level(plan, 2025)[PreventionLevel.UNIVERSAL].total == 1
    assert [progress.total for _, progress in queries.progress_by_institution(plan, 2025)] == [1]
    assert queries.next_remaining(None, this, 2025) is None
    document = assemble(plan, 2025)
    assert (document.figures.total, document.figures.uncounted, list(document.attention.unanswered)) == (1, 2, [])


def test_what_nobody_expects_and_is_answered_stands_in_the_report_alone(plan, police):
    """Jūrmala's council adopted "nav uzsākts" for activities that begin in 2026."""
    later = make.ActivityFactory(plan=plan, years=[2026], lead=[police])
    make.AssessmentFactory(activity=later, status="not_started")
    assert queries.progress_of([police], plan, 2025).total == 0
    assert list(queries.answered_for([police], plan, 2025)) == []
    document = assemble(plan, 2025)
    assert {count.status.value: count.value for count in document.figures.counts} == {
        "done": 0,
        "started": 0,
        "not_started": 1,
    }
    assert (document.figures.total, document.figures.uncounted, list(document.attention.overdue)) == (1, 0, [])


def test_a_cancelled_activity_is_left_out_and_it_is_said(plan, police, signed_in, clean_markup):
    cancelled = make.ActivityFactory(plan=plan, lead=[police])
    going_on = make.ActivityFactory(goal=cancelled.goal, lead=[police])
    make.AssessmentFactory(activity=cancelled, status="cancelled")
    make.open_periods(plan, 2025, 2026)
    person = make.coordinator(police)
    assert home_of(person, plan).coordinator.remaining == [going_on]
    document = assemble(plan, 2026)
    assert (document.figures.total, document.figures.uncounted) == (1, 1)
    assert [row.mark for row in document.attention.unanswered] == [going_on.number]
    client = signed_in(person)
    where = f"/{plan.municipality.slug}/{plan.span}"
    said = "Aktivitāte 2025. gadā ir atcelta, tāpēc par 2026. gadu atbilde netiek prasīta."
    for page in (f"plans/aktivitates/{cancelled.pk}/", f"plans/aktivitates/{cancelled.pk}/2026/"):
        assert said in clean_markup(client.get(f"{where}/{page}"))
    assert said not in client.get(f"{where}/plans/aktivitates/{cancelled.pk}/2025/").content.decode()
    assert "2026. gadam nav plānotas: 1." in clean_markup(client.get(f"{where}/zinojums/2026/"))
    assert cancelled.title not in client.get(f"{where}/plans/?izpilde=2026").content.decode()


def test_an_institution_of_which_this_year_asks_nothing_is_told_so(plan, police, signed_in, clean_markup):
    make.ActivityFactory(plan=plan, years=[2027], lead=[police])
    make.ReportingPeriodFactory(plan=plan)
    text = clean_markup(signed_in(make.coordinator(police)).get(f"/{plan.municipality.slug}/{plan.span}/"))
    assert "Šim gadam jūsu institūcijai nekas nav plānots" in text
    assert "Vēl jāatbild" not in text


def test_a_year_that_was_never_opened_is_not_called_closed(plan, police, signed_in, clean_markup):
    make.ActivityFactory(plan=plan, lead=[police])
    row = make.IndicatorRowFactory(plan=plan)
    where = f"/{plan.municipality.slug}/{plan.span}/"
    text = clean_markup(signed_in(make.coordinator(police)).get(where))
    assert "Gads vēl nav atvērts" in text
    assert "Gads ir slēgts" not in text
    text = clean_markup(signed_in(make.editor(plan.municipality)).get(where))
    assert f'href="{where}raditaji/{row.pk}/"' in text
    assert f"{where}raditaji/{row.pk}/20" not in text


def test_jurmala_is_not_asked_for_what_begins_later_or_is_over(db):
    """Four activities have the term 2026.–2029., one ends in 2026; the report for 2025 prints all 35 with their status."""
    demo.load_plans()
    plan = Plan.objects.get(municipality__slug="jurmala")
    found = {year: queries.progress(plan, year) for year in (2025, 2026, 2027)}
    assert {year: (each.answered, each.total) for year, each in found.items()} == {
        2025: (31, 31),
        2026: (26, 35),
        2027: (0, 34),
    }
    assert sum(each.missing for each in queries.progress_by_level(plan, 2027).values()) == 34
    document = assemble(plan, 2025)
    assert [(count.status.value, count.value) for count in document.figures.counts] == [
        ("done", 26),
        ("started", 4),
        ("not_started", 5),
    ]
    assert (document.figures.total, document.figures.uncounted, list(document.attention.unanswered)) == (35, 0, [])

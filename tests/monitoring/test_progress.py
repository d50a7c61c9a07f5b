"""How far a year is: of the plan, on each level, of each institution, and what is left to answer."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring import queries
from monitoring.enums import Status
from plans.enums import PreventionLevel
from tests import factories as make

pytestmark = pytest.mark.django_db

NOTHING = {"done": 0, "started": 0, "not_started": 0, "partly_done": 0, "postponed": 0, "cancelled": 0, "": 0}


@pytest.fixture
def plan():
    return make.PlanFactory()


@pytest.fixture
def police(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="PP", name="Pašvaldības policija")


@pytest.fixture
def school(plan):
    return make.InstitutionFactory(municipality=plan.municipality, short="", name="Ādažu skola")


def activity(plan, level=PreventionLevel.UNIVERSAL, status=None, **values):
    goal = plan.goals.filter(level=level).first() or make.GoalFactory(plan=plan, level=level)
    made = make.ActivityFactory(goal=goal, **values)
    if status is not None:
        make.AssessmentFactory(activity=made, status=status)
    return made


def test_a_plan_without_activities_has_nothing_to_answer(plan):
    assert queries.progress(plan, 2025).counts == NOTHING
    assert queries.progress(plan, 2025).total == 0


def test_every_activity_is_counted_once(plan, police, school):
    activity(plan, status=Status.DONE, lead=[police], involved=[police, school])
    activity(plan, status=Status.DONE)
    activity(plan, status=Status.STARTED)
    activity(plan, status="")
    activity(plan)
    found = queries.progress(plan, 2025)
    assert found.counts == NOTHING | {"done": 2, "started": 1, "": 2}
    assert (found.total, found.answered, found.missing, found.done) == (5, 3, 2, 2)


def test_another_year_and_another_plan_do_not_count(plan):
    make.AssessmentFactory(activity=activity(plan), year=2026)
    make.AssessmentFactory()
    assert queries.progress(plan, 2025).counts == NOTHING | {"": 1}
    assert queries.progress(plan, 2026).counts == NOTHING | {"done": 1}


def test_levels_without_activities_are_there_too(plan):
    activity(plan, status=Status.DONE)
    activity(plan, PreventionLevel.TAILORED)
    found = queries.progress_by_level(plan, 2025)
    assert list(found) == list(PreventionLevel)
    assert {level.value: (progress.done, progress.total) for level, progress in found.items()} == {
        "universal": (1, 1),
        "targeted": (0, 0),
        "tailored": (0, 1),
    }


def test_an_institution_counts_what_it_leads_or_takes_part_in(plan, police, school):
    activity(plan, status=Status.DONE, lead=[police], involved=[police, school])
    activity(plan, involved=[police])
    activity(plan, supervising=[school])
    found = queries.progress_by_institution(plan, 2025)
    assert [(str(institution), progress.answered, progress.total) for institution, progress in found] == [
        ("Ādažu skola", 1, 1),
        ("PP", 1, 2),
    ]


def test_of_several_institutions_a_shared_activity_counts_once(plan, police, school):
    activity(plan, status=Status.DONE, lead=[police], involved=[school])
    activity(plan, lead=[school])
    activity(plan)
    found = queries.progress_of([police, school], plan, 2025)
    assert (found.answered, found.total) == (1, 2)


def test_what_is_left_and_what_is_answered(plan, police):
    left = activity(plan, lead=[police])
    draft = activity(plan, involved=[police])
    make.AssessmentFactory(activity=draft, status="", evaluation="Vēl rakstu")
    done = activity(plan, status=Status.DONE, lead=[police])
    other = activity(plan)
    assert list(queries.remaining_for([police], plan, 2025)) == [left, draft]
    assert list(queries.answered_for([police], plan, 2025)) == [done]
    assert list(queries.remaining_for(None, plan, 2025)) == [left, draft, other]
    assert list(queries.remaining_for([], plan, 2025)) == []
    assert [row.year_is_draft for row in queries.remaining_for([police], plan, 2025)] == [False, True]


def test_what_was_reported_stands_beside_the_activity(plan):
    made = activity(plan)
    stored = make.AssessmentFactory(activity=made, status=Status.STARTED, spent=Decimal("12.50"))
    (row,) = queries.with_year(plan.activities.all(), 2025)
    assert (row.year_status, row.year_spent, row.year_answered_at) == ("started", stored.spent, stored.updated_at)
    (empty,) = queries.with_year(plan.activities.all(), 2026)
    assert (empty.year_status, empty.year_spent, empty.year_answered_at, empty.year_is_draft) == ("", None, None, False)


def test_after_an_activity_comes_the_next_one_without_status(plan, police):
    first, second, third = (activity(plan, lead=[police]) for _ in range(3))
    answered = activity(plan, lead=[police], status=Status.DONE)
    foreign = activity(plan)
    assert queries.next_remaining([police], first, 2025) == second.pk
    assert queries.next_remaining([police], answered, 2025) == first.pk
    assert queries.next_remaining([police], third, 2025) == first.pk
    assert queries.next_remaining(None, third, 2025) == foreign.pk
    make.AssessmentFactory(activity=first)
    make.AssessmentFactory(activity=third)
    assert queries.next_remaining([police], second, 2025) is None


def test_the_year_one_wants_to_see(plan):
    assert queries.default_year(plan, date(2027, 5, 1)) == 2026
    assert queries.default_year(plan, date(2040, 5, 1)) == 2029
    assert queries.default_year(plan, date(2024, 5, 1)) == 2025
    make.ReportingPeriodFactory(plan=plan, year=2025, state="closed")
    assert queries.default_year(plan, date(2027, 5, 1)) == 2025


@pytest.mark.parametrize("rows", [1, 3])
def test_counting_takes_the_same_queries_for_any_plan(rows, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    with django_assert_num_queries(5):
        queries.progress(plan, 2025)
        queries.progress_by_level(plan, 2025)
        queries.progress_by_institution(plan, 2025)
        list(queries.remaining_for(None, plan, 2025))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_for_any_plan(rows, django_assert_num_queries):
    plan = make.whole_plan(activities=rows)
    with django_assert_num_queries(4):
        for row in queries.listed(plan, 2025):
            assert row.parties_text("lead")
            assert row.year_marks == [2025, 2026]
            assert [assessment.status for assessment in row.all_assessments] == ["done"]
            assert row.goal.title


def test_the_list_goes_by_level_then_goal_then_activity(plan):
    tailored = make.GoalFactory(plan=plan, level=PreventionLevel.TAILORED)
    universal = make.GoalFactory(plan=plan, level=PreventionLevel.UNIVERSAL)
    late = make.ActivityFactory(goal=tailored)
    second = make.ActivityFactory(goal=universal)
    first = make.ActivityFactory(goal=universal, order=0)
    assert list(queries.listed(plan, 2025)) == [first, second, late]

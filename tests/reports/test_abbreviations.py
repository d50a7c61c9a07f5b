"""Abbreviations that the list and the texts of a report do not have in common."""

import re

import pytest
from django.urls import reverse

from plans.models import Plan
from pmp.site import demo
from reports.document import assemble, check_abbreviations
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_jurmala_uses_some_that_it_does_not_explain():
    demo.load_plans()
    found = check_abbreviations(assemble(Plan.objects.get(municipality__slug="jurmala"), 2025))
    assert set(found.unexplained) >= {"LB", "JB", "ESF", "PSIA", "STEM"}
    assert set(found.unused) >= {"MK", "IKVD", "JPII", "LP NUN"}
    # IP stands for IAP, KIVA is a programme, RIK a part of a purchase's number.
    assert set(found.unexplained) - {"LB", "JB", "ESF", "PSIA", "STEM"} == {"IP", "KIVA", "RIK"}
    assert set(found.unused) - {"MK", "IKVD", "JPII", "LP NUN"} == {"IAP"}


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("Policija un LB strādā.", ("LB",)),
        ("Labklājības birojs (LB) strādā. LB vada.", ()),
        ('Programma „STOP 4-7” un "KIVA" turpinās.', ()),
        ("Rādītājs VAI003, I2.1.1. un II līmenis.", ()),
        ("Projekts ESF+ un SKOLA-KOPIENA, 300 EUR.", ()),
        ("A grupa", ()),
    ],
)
def test_what_counts_as_an_abbreviation(text, unexplained):
    goal = make.GoalFactory()
    make.AssessmentFactory(activity=make.ActivityFactory(goal=goal, title="Viena"), evaluation=text)
    assert check_abbreviations(assemble(goal.plan, make.YEAR)).unexplained == unexplained


def test_what_is_listed_is_used_or_said_to_be_unused():
    plan = make.whole_plan()
    plan.abbreviations.all().delete()
    plan.activities.update(tasks_text="Projektā “Skola-kopienā” PP runā ar vecākiem.")
    for short in ["PP", "Projekts “Skola-kopiena”", "LP NUN"]:
        make.AbbreviationFactory(plan=plan, short=short)
    assert check_abbreviations(assemble(plan, make.YEAR)).unused == ("LP NUN",)


@pytest.mark.parametrize(("who", "told"), [(make.editor, True), (make.council_member, False)])
def test_the_editor_is_told_on_the_reports_page(signed_in, who, told):
    plan = make.whole_plan()
    plan.activities.update(tasks_text="LB palīdz.")
    page = signed_in(who(plan.municipality)).get(reverse("reports:report", args=[*plan.address, make.YEAR]))
    text = page.content.decode()
    assert ("Saīsinājumi, kas ziņojumā lietoti, bet sarakstā nav paskaidroti" in text) == told
    assert bool(re.search(r"<p>[^<]*\bLB\b[^<]*</p>", text)) == told

"""No page asks the database more than fifteen questions, whoever reads it.

That the number does not grow with the plan is tested beside each page. Who has several roles gets the parts of all of them on
the home page, so that here everybody has one.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.helpers.addresses import addresses, plan_url, url_for

#: What is made from the whole plan may ask more.
WHOLE_PLAN = {"reports:report", "reports:pdf", "plan_json"}
PAGES = [address for address in addresses() if "slug" in address.parts and address.name not in WHOLE_PLAN]
LIMIT = 15


def readers(plan):
    """One person of each role."""
    lead = plan.activities.first().institutions_by_role("lead")[0]
    others = {
        role: make.MembershipFactory(municipality=plan.municipality, role=role).user
        for role in ["editor", "council", "administrator"]
    }
    return {"coordinator": make.coordinator(lead), **others}


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_page_asks_few_questions(address, signed_in, plan):
    url, found = url_for(address, plan), {}
    for role, person in readers(plan).items():
        client = signed_in(person)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        if answer.status_code == 200 and len(asked) > LIMIT:
            found[role] = len(asked)
    assert not found


def test_an_activity_opened_beside_the_list_costs_no_more(signed_in, plan):
    activity = plan.activities.first()
    client = signed_in(make.editor(plan.municipality))
    url = plan_url("reader:plan", plan)
    client.get(url)
    asked = {}
    for address in [url, f"{url}?aktivitate={activity.pk}"]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        asked[address] = len(queries)
    assert answer.context["opened"]["activity"] == activity
    assert len(set(asked.values())) == 1

"""Which tab is lit on which page, and how a screen reader hears it."""

import re

import pytest

from tests import factories as make
from tests.helpers.addresses import addresses, url_for

pytestmark = pytest.mark.django_db

#: the tab of each page that has tabs
LIT = {
    "plan_home": "Sākums",
    "monitoring:answered": "Sākums",
    "reader:plan": "Plāns",
    "reader:about": "Plāns",
    "reader:activities": "Plāns",
    "reader:activity": "Plāns",
    "monitoring:mark": "Plāns",
    "plans:activity_edit": "Plāns",
    "indicators:list": "Rādītāji",
    "indicators:row": "Rādītāji",
    "indicators:row_edit": "Rādītāji",
    "indicators:measure": "Rādītāji",
    "reports:report": "Ziņojums",
    "reports:edit": "Ziņojums",
    "reports:points": "Ziņojums",
    "reports:point_edit": "Ziņojums",
    "reports:point_delete": "Ziņojums",
    "accounts:people": "Cilvēki",
    "accounts:take_role": "Cilvēki",
    "audit": "Izmaiņas",
    "change_set": "Izmaiņas",
}
#: the pages that the tabs themselves lead to; the report's leads on to a year
THEMSELVES = {"plan_home", "reader:plan", "indicators:list", "accounts:people", "audit"}


def test_the_lit_tab_is_right_everywhere(plan, signed_in):
    person = make.coordinator(plan.activities.first().institutions_by_role("lead")[0])
    for role in ["editor", "council", "administrator"]:
        make.MembershipFactory(user=person, municipality=plan.municipality, role=role)
    client, lit, heard = signed_in(person), {}, {}
    for address in addresses():
        response = client.get(url_for(address, plan)) if "slug" in address.parts else None
        if response is None or response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        nav = response.content.decode().split('class="site-nav"')[1].split("</nav>")[0]
        ((heard[address.name], lit[address.name]),) = re.findall(r'aria-current="(\w+)">([^<]+)<', nav)
    assert lit == LIT
    assert {name for name, value in heard.items() if value == "page"} == THEMSELVES

"""What caches on the way and in the browser may keep of a signed-in person's pages: nothing."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from pmp.common.privacy import keep_private
from tests import factories as make
from tests.helpers.addresses import addresses, url_for

pytestmark = pytest.mark.django_db
#: A file may be kept by its reader (tests/reports/test_views.py); the page for the machine that watches says nothing.
PAGES = [each for each in addresses() if each.name not in ("reports:pdf", "health")]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_page_of_a_signed_in_person_is_kept(signed_in, plan, page):
    url = url_for(page, plan)
    for person in (make.editor(plan.municipality), make.administrator(plan.municipality)):
        answer = signed_in(person).get(url)
        assert set(answer["Cache-Control"].split(", ")) >= {"private", "no-store"}, answer.status_code


def test_pages_that_do_not_exist_are_not_kept_either(signed_in, plan):
    answer = signed_in(make.stranger()).get(reverse("plan_home", args=plan.address))
    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")


def test_answers_to_htmx_and_json_are_not_kept(signed_in, plan):
    client = signed_in(make.editor(plan.municipality))
    rows = client.get(reverse("reader:activities", args=plan.address), headers={"hx-request": "true"})
    assert rows["Cache-Control"] == "private, no-store"
    assert client.get(reverse("plan_json", args=plan.address))["Cache-Control"] == "private, no-store"


def test_it_asks_the_database_nothing(rf, settings, django_assert_num_queries):
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "not-a-session"
    with django_assert_num_queries(0):
        answer = keep_private(lambda request: HttpResponse())(request)
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_that_says_its_own_keeps_it(client):
    client.cookies["sessionid"] = "not-a-session"
    assert client.get("/veseliba/")["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_who_has_no_session_has_nothing_to_hide(rf):
    assert not keep_private(lambda request: HttpResponse())(rf.get("/")).has_header("Cache-Control")

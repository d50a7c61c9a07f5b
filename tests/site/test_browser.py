"""The eyes of the browser tests see: sign-in, accessibility, script errors."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_signing_in_with_the_form(page, live_server, axe):
    user = make.editor()
    page.goto(f"{live_server.url}/ieiet/")
    axe(page)
    page.get_by_label("E-pasta adrese").fill(user.email)
    page.get_by_label("Parole").fill(make.PASSWORD)
    page.get_by_role("button", name="Ieiet").click()
    page.wait_for_url(lambda url: "/ieiet/" not in url)
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["httpOnly"]] == ["sessionid"]


def test_a_wrong_password_is_said_beside_the_form(page, live_server, axe):
    user = make.editor()
    page.goto(f"{live_server.url}/ieiet/")
    page.get_by_label("E-pasta adrese").fill(user.email)
    page.get_by_label("Parole").fill("nepareiza")
    page.get_by_role("button", name="Ieiet").click()
    page.get_by_role("heading", name="Neizdevās ieiet").wait_for()
    axe(page)


def test_the_session_is_there_without_the_form(page, live_server, sign_in):
    sign_in(make.stranger())
    page.goto(f"{live_server.url}/ieiet/")
    assert "/ieiet/" not in page.url


def test_a_page_that_is_not_there_is_still_a_page(page, live_server, sign_in, axe):
    sign_in(make.stranger())
    assert page.goto(f"{live_server.url}/nekurienes-novads/").status == 404
    axe(page)


def test_the_accessibility_check_sees(page, axe):
    page.set_content("""<html><body><img src="x.png"><input><div style="width: 500px">platums</div></body></html>""")
    with pytest.raises(AssertionError) as refusal:
        axe(page)
    said = str(refusal.value)
    assert "1280 px: image-alt" in said
    assert "1280 px: label" in said
    assert "1280 px: html-has-lang" in said
    assert "360 px: the page is " in said
    assert "1280 px: the page is " not in said

"""A walk over all addresses: who is let in, and whether every page is sound."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.helpers.addresses import addresses, url_for
from tests.helpers.markup import complaints

#: pages for which nobody has to sign in
OPEN = {
    "health",
    "login",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
}
#: addresses without a page: they only take a POST, and what is to be posted there
POSTED = {"logout": {}, "plans:restore_cell": {}, "accounts:invite": {}, "reports:point_move": {"version": 1, "to": 1}}
ADDRESSES = addresses()
CLOSED = [address for address in ADDRESSES if address.name not in OPEN]
OF_A_MUNICIPALITY = [address for address in ADDRESSES if "slug" in address.parts]
by_name = pytest.mark.parametrize("address", ADDRESSES, ids=str)


@pytest.fixture
def everything(plan):
    """A person with every role in the plan's municipality."""
    lead = plan.activities.first().institutions_by_role("lead")[0]
    person = make.coordinator(lead)
    for role in ["editor", "council", "administrator"]:
        make.MembershipFactory(user=person, municipality=plan.municipality, role=role)
    return person


@pytest.fixture
def other_municipality(db):
    """A person with every role in another municipality."""
    person = make.coordinator()
    for role in ["editor", "council", "administrator"]:
        make.MembershipFactory(user=person, municipality=person.memberships.first().municipality, role=role)
    return person


def test_names_are_given_once():
    names = [address.name for address in ADDRESSES]
    assert sorted(set(names)) == sorted(names)


def test_the_open_pages_exist():
    assert {address.name for address in ADDRESSES} >= OPEN


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", CLOSED, ids=str)
def test_anonymous_is_sent_to_sign_in(address, method, client, plan):
    url = url_for(address, plan)
    response = getattr(client, method)(url)
    assert response.status_code == 302
    assert response.url == f"{reverse('login')}?next={url}"


@pytest.mark.parametrize("name", sorted(OPEN))
def test_anonymous_may_open(name, client, plan):
    address = next(address for address in ADDRESSES if address.name == name)
    response = client.get(url_for(address, plan))
    assert response.status_code == 200
    if response["Content-Type"].startswith("text/html"):
        assert complaints(response.content.decode()) == []


@pytest.mark.parametrize("address", OF_A_MUNICIPALITY, ids=str)
def test_another_municipality_does_not_exist(address, signed_in, plan, other_municipality):
    client = signed_in(other_municipality)
    url = url_for(address, plan)
    answers = {method: getattr(client, method)(url) for method in ["get", "post"]}
    statuses = [answer.status_code for answer in answers.values()]
    # A view that takes only one method may say so before it looks anything up.
    assert statuses in ([404, 404], [404, 405], [405, 404])
    for answer in answers.values():
        assert plan.municipality.name not in answer.content.decode()


@pytest.mark.parametrize("address", OF_A_MUNICIPALITY, ids=str)
def test_a_municipality_that_does_not_exist_looks_the_same(address, signed_in, plan, everything):
    client = signed_in(everything)
    url = url_for(address, plan).replace(f"/{plan.municipality.slug}/", "/nekurienes-novads/")
    assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}


@by_name
def test_the_page_is_sound(address, signed_in, plan, everything):
    """Somebody with every role gets each page, free of template code, inline code and doubled ids."""
    client, url = signed_in(everything), url_for(address, plan)
    response = client.post(url, POSTED[address.name]) if address.name in POSTED else client.get(url)
    assert response.status_code in (200, 302)
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        assert complaints(response.content.decode()) == []


@pytest.mark.parametrize("name", sorted(POSTED))
def test_what_is_posted_has_no_page(name, signed_in, plan, everything):
    address = next(address for address in ADDRESSES if address.name == name)
    assert signed_in(everything).get(url_for(address, plan)).status_code == 405


@pytest.mark.parametrize("address", ["/nav-tadas/", "/nav-tadas/plans/"])
def test_what_does_not_exist_is_said_in_latvian_also_in_the_demo(signed_in, settings, address, db):
    settings.DEBUG = True
    response = signed_in(make.UserFactory()).get(address)
    assert response.status_code == 404
    assert "Šādas lapas nav" in response.content.decode()

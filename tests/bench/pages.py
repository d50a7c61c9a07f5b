"""Queries and time of the three long pages, with more and more rows in one plan."""

import time
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, User
from tests.bench.multiply import multiply

SLUG, YEAR = "jurmala", 2025
#: What a page is called, its address, and what the address names after the plan.
PAGES = [
    ("plan", "reader:plan", []),
    ("activity list", "reader:activities", []),
    ("report", "reports:report", [YEAR]),
]


@dataclass(frozen=True)
class PageCost:
    """One page at one size of the plan."""

    page: str
    activities: int
    queries: int
    seconds: float
    kib: float


def measure(runs: int, scales: list[int]) -> bool:
    """Print a line for each page and scale; False if the queries of any page grew with the rows."""
    plan = Plan.objects.get(municipality__slug=SLUG)
    costs = [
        _cost(client, longer, *page, runs)
        for longer, client in [_as_editor(multiply(plan, scale)) for scale in sorted(scales)]
        for page in PAGES
    ]
    _print(costs)
    grown = [page for page, *_ in PAGES if len({cost.queries for cost in costs if cost.page == page}) > 1]
    print(f"Queries grow with rows: {', '.join(grown)}" if grown else "Queries do not grow with rows.")
    return not grown


def _as_editor(plan) -> tuple[Plan, Client]:
    editor = User.objects.create_user(f"editor@{plan.municipality.slug}.example")
    Membership.objects.create(user=editor, municipality=plan.municipality, role=Role.EDITOR)
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return plan, client


def _cost(client, plan, page, name, args, runs) -> PageCost:
    url = reverse(name, args=[*plan.address, *args])
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        queries = len(captured)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answers {answer.status_code}")
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        client.get(url)
        times.append(time.perf_counter() - start)
    return PageCost(page, plan.activities.count(), queries, median(times), len(answer.content) / 1024)


def _print(costs: list[PageCost]) -> None:
    print("Pages of one plan, as an editor of it gets them\n")
    print("| page | activities | queries | ms | KiB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for cost in sorted(costs, key=lambda cost: cost.page):
        print(f"| {cost.page} | {cost.activities} | {cost.queries} | {cost.seconds * 1000:.0f} | {cost.kib:.0f} |")
    print()

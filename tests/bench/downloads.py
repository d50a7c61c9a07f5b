"""The report's PDF as a reader downloads it: set by the worker, set in a process started for it, and kept."""

import contextlib
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.conf import settings
from django.test import Client
from django.urls import reverse

from plans.models import Plan
from pmp.accounts.enums import Role
from pmp.accounts.models import Membership, User
from tests.bench.processes import memory_of

#: Where nobody listens.
NOWHERE = Path("no-worker")


@dataclass(frozen=True)
class Downloads:
    """Median seconds of a download by how it came about, and what the waiting worker takes in MiB."""

    by_worker: float
    by_child: float
    kept: float
    worker_memory: float


def measure(runs: int) -> None:
    """Print what a download takes; the two ways of setting it take turns, so that noise meets both."""
    plan = Plan.objects.select_related("municipality").get(municipality__slug="jurmala")
    client, url = _as_council_member(plan), reverse("reports:pdf", args=[*plan.address, 2025])
    listening, found = settings.PDF_SOCKET, {"worker": [], "child": [], "kept": []}
    with _worker() as worker:
        for _ in range(runs):
            for way, path in [("child", NOWHERE), ("worker", listening)]:
                settings.PDF_SOCKET = path
                shutil.rmtree(settings.VAR_DIR / "documents", ignore_errors=True)
                found[way].append(_seconds(client, url))
                found["kept"].append(_seconds(client, url))
        memory = memory_of(worker.pid)
    settings.PDF_SOCKET = listening
    _print(Downloads(median(found["worker"]), median(found["child"]), median(found["kept"]), memory))


def _as_council_member(plan) -> Client:
    reader = User.objects.create_user(f"bench@{plan.municipality.slug}.example")
    Membership.objects.create(user=reader, municipality=plan.municipality, role=Role.COUNCIL)
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextlib.contextmanager
def _worker():
    """The real worker, with the environment of the measuring."""
    process = subprocess.Popen([sys.executable, "manage.py", "pdf_worker"], cwd=settings.BASE_DIR)
    try:
        while not settings.PDF_SOCKET.exists():
            if process.poll() is not None:
                raise RuntimeError("the worker has ended")
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait()


def _seconds(client, url) -> float:
    start = time.perf_counter()
    answer = client.get(url)
    seconds = time.perf_counter() - start
    if answer.status_code != 200 or not answer.content.startswith(b"%PDF"):
        raise RuntimeError(f"{url} answers {answer.status_code}")
    return seconds


def _print(found: Downloads) -> None:
    print("The same report downloaded by a council member, assembling and HTML included\n")
    print("| download | ms |")
    print("| --- | ---: |")
    print(f"| first, set in a process started for it | {found.by_child * 1000:.0f} |")
    print(f"| first, set by the worker | {found.by_worker * 1000:.0f} |")
    print(f"| ratio | {found.by_worker / found.by_child:.2f} |")
    print(f"| again, kept | {found.kept * 1000:.0f} |")
    print(f"\nThe worker takes {found.worker_memory:.0f} MiB while it waits.\n")

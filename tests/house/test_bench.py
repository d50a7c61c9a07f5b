"""The measuring measures: copies of a plan, costs of a process, and the tables that it prints."""

import os
import re
import subprocess
import sys

import pytest

from monitoring.models import Assessment
from plans.models import Plan, TaskParty
from reports.document import assemble
from reports.pdf import standalone_html
from tests import factories as make
from tests.bench import cold, downloads, pdf
from tests.bench.__main__ import main
from tests.bench.multiply import multiply
from tests.bench.processes import memory_of, run, watched
from tests.conftest import find_chromium
from tests.helpers import report as reading

pytestmark = pytest.mark.django_db
PYTHON = sys.executable


def counts(plan):
    return {
        "goals": plan.goals.count(),
        "activities": plan.activities.count(),
        "tasks": plan.tasks.count(),
        "parties of tasks": TaskParty.objects.filter(task__plan=plan).count(),
        "assessments": Assessment.objects.filter(activity__plan=plan).count(),
        "indicators": plan.indicators.count(),
    }


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_plan_becomes_so_many_times_as_long(times):
    plan = make.whole_plan(activities=2, rows=2)
    assert counts(multiply(plan, times)) == {name: times * number for name, number in counts(plan).items()}


def test_a_copy_is_like_its_original():
    document = assemble(multiply(make.whole_plan(), 2), make.YEAR)
    original, copy = (row for row in reading.activities(document) if row.cells["number"].text.startswith("1.1."))
    for key in set(original.cells) - {"goal", "number", "tasks"}:
        assert copy.cells[key] == original.cells[key]
    tasks = [[task.text.partition(" ")[2] for task in row.cells["tasks"].items] for row in (original, copy)]
    assert tasks[0] == tasks[1] != []
    measured = [(row.cells["value"].text, row.cells["trend"].state) for row in reading.indicators(document)]
    assert measured == [("50,5%", "improving")] * 6


def test_another_plan_is_left_alone():
    other, plan = make.whole_plan(slug="cits"), make.whole_plan()
    before = counts(other), counts(plan)
    multiply(plan, 3)
    assert (counts(other), counts(plan)) == before


def test_a_process_has_a_cost():
    cost = run([PYTHON, "-c", "b = bytearray(80 * 2**20); sum(range(4_000_000))"], watch_memory=True)
    assert cost.wall >= cost.cpu * 0.5
    assert cost.cpu > 0.05
    assert 60 < cost.memory < 400


def test_children_are_counted():
    nested = (
        f"import subprocess; subprocess.run([{PYTHON!r}, '-c', 'b = bytearray(80 * 2**20); sum(range(4_000_000))'])"
    )
    with subprocess.Popen([PYTHON, "-c", nested]) as process, watched(process.pid) as peak:  # noqa: S603
        process.wait()
    assert peak[0] > 60
    assert memory_of(process.pid) == 0


def test_a_process_that_fails_is_no_measurement():
    with pytest.raises(subprocess.CalledProcessError):
        run([PYTHON, "-c", "raise SystemExit(3)"])


def test_a_report_is_set_in_a_new_process(tmp_path):
    document = assemble(make.whole_plan(), make.YEAR)
    engine = pdf.WeasyPrint(tmp_path, document)
    cold.main(engine.source, engine.target)
    assert engine.target.read_bytes().startswith(b"%PDF-1.7")


def test_downloads_are_measured_one_way_and_the_other(capsys, settings, tmp_path, monkeypatch):
    """The real worker sets some of them; what is kept is faster than what is set."""
    monkeypatch.setenv("PDF_SOCKET", str(tmp_path / "pdf.sock"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "pmp.settings")
    settings.PDF_SOCKET = tmp_path / "pdf.sock"
    make.whole_plan(slug="jurmala")
    downloads.measure(1)
    out = capsys.readouterr().out
    by = dict(re.findall(r"^\| (.+) \| ([\d.]+) \|$", out, re.MULTILINE))
    ways = ["first, set in a process started for it", "first, set by the worker", "ratio", "again, kept"]
    assert list(by) == ways
    assert float(by["again, kept"]) < min(float(by[way]) for way in ways[:2])
    assert re.search(r"The worker takes \d{2,3} MiB while it waits\.", out)


def test_chromium_prints_the_same_html(tmp_path, browser_type):
    engine = pdf.Chromium(
        tmp_path,
        standalone_html(assemble(make.whole_plan(), make.YEAR)),
        find_chromium() or browser_type.executable_path,
    )
    run(engine.command)
    assert engine.target.read_bytes().startswith(b"%PDF")


def test_chromium_is_the_one_that_is_named(monkeypatch, tmp_path):
    named = tmp_path / "my-chromium"
    named.write_text("#!/bin/sh\nexit 0\n")
    named.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert pdf.find_chromium() == str(named)


def test_the_command_prints_a_line_for_each_page_and_size(capfd):
    main(["--runs", "1", "--scales", "1", "2", "--only", "pages"])
    out = capfd.readouterr().out
    rows = [line.strip("| ").split(" | ") for line in out.splitlines() if line.startswith("| ")][2:]
    assert [(row[0], row[1]) for row in rows] == [
        (page, activities) for page in ("activity list", "plan", "report") for activities in ("35", "70")
    ]
    assert "Queries do not grow with rows." in out
    assert not Plan.objects.exists(), "the user's own database is left alone"


def test_a_database_that_is_not_its_own_is_left_alone(tmp_path):
    users, own = tmp_path / "users.sqlite3", tmp_path / "own"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pmp.settings",
        "DATABASE_URL": f"sqlite:///{users}",
        "VAR_DIR": str(own),
        "DEBUG": "true",
    }
    refused = subprocess.run(  # noqa: S603
        [PYTHON, "-m", "tests.bench.measure", "1", "1", "pages"], env=environment, capture_output=True, text=True
    )
    assert refused.returncode == 1
    assert "only into a database of its own" in refused.stderr
    assert not users.exists()

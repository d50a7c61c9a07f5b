"""The report's PDF by our engine against the same HTML printed by headless Chromium: cold, warm, time, memory."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pikepdf

from plans.models import Plan
from reports import pdf
from reports.document import assemble
from reports.printing.engine import typeset
from reports.printing.job import Job
from tests.bench.processes import run

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class WeasyPrint:
    """Our engine: in a new process through ``tests.bench.cold``, warm in this one."""

    name = "WeasyPrint"

    def __init__(self, folder: Path, document):
        self.job = Job(pdf.print_html(document), tuple(pdf.styles(document)), 0, 0)
        self.source, self.target = folder / "report.json", folder / "weasyprint.pdf"
        self.source.write_bytes(self.job.to_bytes())
        self.command = [sys.executable, "-m", "tests.bench.cold", str(self.source), str(self.target)]

    @contextlib.contextmanager
    def session(self):
        """A function that sets the report once more; it was set once before."""
        typeset(self.job.html, self.job.styles)
        yield lambda: typeset(self.job.html, self.job.styles)


class Chromium:
    """The same HTML with the same style sheets, printed by the browser: a new one, and one that stays open."""

    name = "Chromium"

    def __init__(self, folder: Path, html: str, path: str):
        self.path = path
        self.source, self.target = folder / "report.html", folder / "chromium.pdf"
        self.source.write_text(html, encoding="utf-8")
        self.command = [
            path,
            "--headless",
            *CHROMIUM_FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={self.target}",
            self.source.as_uri(),
        ]

    @contextlib.contextmanager
    def session(self):
        """A function that opens the HTML in a new tab and prints it, in a browser that did so before; needs Playwright."""
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=self.path, args=CHROMIUM_FLAGS)

            def once_more():
                tab = browser.new_page()
                tab.goto(self.source.as_uri())
                tab.pdf(prefer_css_page_size=True)
                tab.close()

            once_more()
            yield once_more
            browser.close()


def measure(runs: int) -> None:
    """Print both engines side by side; where there is no Chromium, ours alone."""
    plan = Plan.objects.select_related("municipality").get(municipality__slug="jurmala")
    document = assemble(plan, 2025)
    with tempfile.TemporaryDirectory(prefix="pmp-bench-pdf-") as name:
        folder, path = Path(name), find_chromium()
        engines = [WeasyPrint(folder, document)]
        if path:
            engines.append(Chromium(folder, pdf.standalone_html(document), path))
        cold = _interleaved(engines, runs)
        warm = _warm(engines, runs)
        memory = [run(engine.command, watch_memory=True).memory for engine in engines]
        _print(engines, cold, warm, memory)
    if not path:
        print("There is no Chromium here (CHROMIUM names one).\n")


def find_chromium() -> str | None:
    """The browser that ``CHROMIUM`` names, else the system's, else the one that Playwright brought; None where none answers."""
    for path in [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]:
        if path and (found := shutil.which(path)):
            answers = subprocess.run([found, "--version"], capture_output=True).returncode == 0  # noqa: S603
            if answers:
                return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _interleaved(engines, runs) -> list[tuple[float, float]]:
    """Median seconds on the clock and of the processor in a new process; the engines take turns, so that noise meets both."""
    costs = [[] for _ in engines]
    for _ in range(runs):
        for engine, found in zip(engines, costs, strict=True):
            found.append(run(engine.command))
    return [(median(cost.wall for cost in found), median(cost.cpu for cost in found)) for found in costs]


def _warm(engines, runs) -> list[float]:
    """Median seconds of another report in a process that is already running, taking turns as well."""
    times = [[] for _ in engines]
    with contextlib.ExitStack() as stack:
        sessions = [stack.enter_context(engine.session()) for engine in engines]
        for _ in range(runs):
            for again, found in zip(sessions, times, strict=True):
                start = time.perf_counter()
                again()
                found.append(time.perf_counter() - start)
    return [median(found) for found in times]


def _print(engines, cold, warm, memory) -> None:
    print("The monitoring report of Jūrmala for 2025 as PDF\n")
    print("| engine | cold, s | its CPU, s | warm, s | memory, MiB | pages | KiB | PDF/UA-1 | PDF/A-3a |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for engine, (wall, cpu), again, peak in zip(engines, cold, warm, memory, strict=True):
        size = engine.target.stat().st_size / 1024
        figures = f"{wall:.2f} | {cpu:.2f} | {again:.2f} | {peak:.0f} | {_pages(engine.target)} | {size:.0f}"
        print(f"| {engine.name} | {figures} | {_keeps(engine.target, 'ua1')} | {_keeps(engine.target, '3a')} |")
    if len(engines) == 2:
        ratios = [
            ours / theirs for ours, theirs in [(cold[0][0], cold[1][0]), (cold[0][1], cold[1][1]), (warm[0], warm[1])]
        ]
        print(f"| ratio | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} | {memory[0] / memory[1]:.2f} | | | | |")
    print()


def _pages(path: Path) -> int:
    with pikepdf.open(path) as opened:
        return len(opened.pages)


def _keeps(path: Path, profile: str) -> str:
    try:
        import page as validator
    except ImportError:
        return "not checked"
    return "passes" if validator.is_pdf_compliant(path, profile=profile) else "fails"

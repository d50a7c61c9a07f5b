"""PDFs are set apart from the web: by the worker, in a process of their own where none runs, and what happens when that dies."""

import contextlib
import json
import os
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from monitoring.models import Assessment
from reports.pdf import style_sheets
from reports.printing import apart, engine, fonts, worker
from reports.printing.apart import PdfFailed, Reason, typeset_apart
from reports.printing.job import Job, Outcome
from tests import factories as make
from tests.helpers.pdf import PdfText

SHORT = "<html lang='lv'><head><title>Īss</title></head><body><p>Pašvaldība</p></body></html>"
#: Takes many minutes.
HUGE = SHORT.replace("</p>", " vārds" * 400_000 + "</p>")
#: Takes much memory at once.
ROWS = SHORT.replace("</p>", f"</p><table>{'<tr><td>a</td></tr>' * 20_000}</table>")


@pytest.fixture(autouse=True)
def no_worker(settings, tmp_path):
    """Each test has a socket of its own, behind which nobody listens yet."""
    settings.PDF_SOCKET = tmp_path / "pdf.sock"


@pytest.fixture
def no_fonts(monkeypatch, tmp_path):
    """A machine on which fontconfig finds nothing."""
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(nothing))


@pytest.fixture
def start(settings):
    """``start()`` runs the real command and waits until it listens; it is stopped after the test."""
    started = []

    def start(*arguments, before=()):
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "pmp.settings", "PDF_SOCKET": str(settings.PDF_SOCKET)}
        command = [*before, sys.executable, "manage.py", "pdf_worker", *arguments]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=conf.BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        until(lambda: settings.PDF_SOCKET.exists() or process.poll() is not None)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stderr.close()


def until(condition, seconds=60):
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def ask(html=SHORT):
    """The PDF of a text, set wherever the web would let it be set."""
    return typeset_apart(html, style_sheets())


def refused(html=HUGE):
    with pytest.raises(PdfFailed) as refusal:
        ask(html)
    return refusal.value.reason


def here(html=SHORT):
    """The same PDF set in this process."""
    return engine.typeset(html, style_sheets())


# -------------------------------------------------------------------------------------------------- without a worker


def test_a_process_of_its_own_sets_it_where_no_worker_runs():
    assert ask() == here()
    assert "Pašvaldība" in PdfText(ask()).text


@pytest.mark.parametrize(("limit", "value", "html"), [("PDF_SECONDS", 2, HUGE), ("PDF_MEMORY_MIB", 150, ROWS)])
def test_a_document_that_needs_too_much_ends_with_a_sentence(settings, limit, value, html, caplog):
    setattr(settings, limit, value)
    begun = time.monotonic()
    assert refused(html) is Reason.TOO_LARGE
    assert time.monotonic() - begun < 30
    assert ("answered 'no-memory'" in caplog.text) == (html == ROWS)


def test_without_fonts_it_says_so(no_fonts, caplog):
    assert refused(SHORT) is Reason.NO_FONTS
    assert "install the Debian packages fonts-liberation, fonts-dejavu-core" in caplog.text


def test_a_crash_is_not_ours(no_fonts, monkeypatch):
    """The segmentation fault that the engine has without fonts, or any other: the process that dies is not this one."""
    setting = (
        "import sys; from reports.printing.job import answer; sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))"
    )
    run, ended = subprocess.run, []

    def unchecked(command, **options):
        ended.append(run([sys.executable, "-c", setting], **options))
        return ended[0]

    monkeypatch.setattr(apart.subprocess, "run", unchecked)
    assert refused(SHORT) is Reason.TOO_LARGE
    assert ended[0].returncode < 0, "it was ended by a signal"


def test_an_error_of_the_engine_is_logged_whole(caplog):
    assert refused(None) is Reason.FAILED
    assert "Traceback" in caplog.text


def test_a_child_that_answers_half_a_file_has_failed(monkeypatch):
    monkeypatch.setattr(apart, "_from_own_child", lambda job: f"{Outcome.SET}\n".encode() + b"%PDF-1.7")
    assert refused(SHORT) is Reason.TOO_LARGE


def test_a_child_knows_neither_django_nor_a_database():
    names = "import sys, reports.printing.child; print([name for name in sys.modules if name.partition('.')[0] == 'django'])"
    done = subprocess.run([sys.executable, "-c", names], capture_output=True, text=True, cwd=conf.BASE_DIR, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


# ------------------------------------------------------------------------------------------------------ by the worker


def test_the_worker_sets_it_and_survives_what_it_cannot_set(start, settings, monkeypatch):
    process = start()
    monkeypatch.setattr(apart, "_from_own_child", None)  # nobody else may have done it
    assert ask() == here()
    settings.PDF_SECONDS = 2
    assert refused() is Reason.TOO_LARGE
    settings.PDF_SECONDS, settings.PDF_MEMORY_MIB = 45, 1
    assert refused(ROWS) is Reason.TOO_LARGE
    settings.PDF_MEMORY_MIB = 1024
    assert ask() == here()
    assert process.poll() is None


def test_two_are_set_at_once_and_a_third_waits(start, settings, monkeypatch):
    start()
    monkeypatch.setattr(apart, "_from_own_child", None)
    settings.PDF_SECONDS = 4
    ended = {}

    def work(name, html):
        with contextlib.suppress(PdfFailed):
            ask(html)
        ended[name] = time.monotonic()

    threads = [threading.Thread(target=work, args=[name, HUGE]) for name in "ab"]
    for thread in threads:
        thread.start()
    time.sleep(1)
    threads.append(threading.Thread(target=work, args=["c", SHORT]))
    threads[2].start()
    for thread in threads:
        thread.join()
    assert ended["c"] > min(ended["a"], ended["b"])


def test_a_worker_that_does_not_answer_in_time_is_busy(settings):
    settings.PDF_SECONDS = 1
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(settings.PDF_SOCKET))
        silent.listen()
        assert refused(SHORT) is Reason.BUSY


@pytest.mark.parametrize("greeting", [b"", b"another version\n"])
def test_a_worker_of_another_version_is_not_asked(settings, greeting, caplog):
    """After an update the old one may still run: it would set the old way what is kept as the new."""
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(settings.PDF_SOCKET))
        other.listen()

        def greet():
            connection, _ = other.accept()
            connection.sendall(greeting)
            connection.close()

        threading.Thread(target=greet).start()
        assert ask() == here()
    assert "another version" in caplog.text


def test_a_socket_that_nobody_listens_at_is_taken_over(start, settings):
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(str(settings.PDF_SOCKET))
    assert ask() == here()
    start()
    until(lambda: apart._from_worker(Job(SHORT, (), 20, 1024).to_bytes()))


def test_only_its_own_user_may_ask(start, settings):
    start()
    assert stat.S_IMODE(settings.PDF_SOCKET.stat().st_mode) == 0o600


def test_the_kernel_says_who_asks(monkeypatch, tmp_path):
    server = worker.Worker(str(tmp_path / "s"), None)
    client, accepted = socket.socketpair(socket.AF_UNIX)
    with server, client, accepted:
        assert server.verify_request(accepted, "")
        monkeypatch.setattr(worker.os, "getuid", lambda: 4711)
        monkeypatch.setattr(worker.struct, "unpack", lambda form, content: (1, 4712, 4712))
        assert not server.verify_request(accepted, "")


def test_a_second_worker_leaves_the_first_alone(start, settings):
    start()
    second = start()
    assert second.wait(60) == 1
    assert "Another worker already listens" in second.stderr.read()
    assert ask() == here()


def test_stopping_takes_everything_along(start, settings, monkeypatch):
    process = start()
    settings.PDF_SECONDS = 30
    monkeypatch.setattr(apart, "_from_own_child", lambda job: b"")
    asked = threading.Thread(target=refused)
    asked.start()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until(children.read_text)
    child = int(children.read_text())
    process.terminate()
    assert process.wait(20) == 0
    asked.join()
    assert not settings.PDF_SOCKET.exists()
    until(lambda: not Path(f"/proc/{child}").exists())


def test_it_ends_with_the_process_that_started_it(start, settings):
    """As in ``make run``: a shell starts it and becomes the server."""
    shell = start("--with-parent", before=["bash", "-c", '"$@" & exec sleep 600', "bash"])
    assert settings.PDF_SOCKET.exists()
    shell.kill()
    until(lambda: not settings.PDF_SOCKET.exists())


def test_the_command_refuses_without_fonts(no_fonts):
    with pytest.raises(CommandError, match="install the Debian packages fonts-liberation, fonts-dejavu-core"):
        call_command("pdf_worker")


def test_the_command_refuses_where_it_cannot_listen(settings, tmp_path):
    settings.PDF_SOCKET = tmp_path / "no-such-folder" / "pdf.sock"
    with pytest.raises(worker.Refused, match="Cannot listen at"):
        worker.serve(settings.PDF_SOCKET, [])
    with pytest.raises(worker.Refused, match="AF_UNIX path too long"):
        worker.serve(tmp_path / ("x" * 120), [])


# -------------------------------------------------------------------------------------------------------------- fonts


def test_missing_fonts_are_said_at_start(no_fonts):
    (warning,) = [each for each in run_checks() if each.id == "reports.W001"]
    assert warning.msg == "Reports cannot be printed: install the Debian packages fonts-liberation, fonts-dejavu-core."


def test_where_all_is_there_nothing_is_said():
    assert fonts.complaint() == ""
    assert [each for each in run_checks() if each.id == "reports.W001"] == []


def test_a_machine_without_fontconfig_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts.missing_packages() == ["fontconfig", "fonts-liberation", "fonts-dejavu-core"]


# ---------------------------------------------------------------------------------------------------------- over the web


def test_a_megabyte_in_an_evaluation_ends_with_a_sentence_while_pages_answer(live_server, settings, documents_folder):
    settings.PDF_SECONDS = 6
    plan = make.whole_plan()
    Assessment.objects.filter(activity=plan.activities.first()).update(evaluation="vārds " * 170_000)
    client = Client()
    client.force_login(make.editor(plan.municipality), backend="django.contrib.auth.backends.ModelBackend")
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}
    answers = []

    def get(name, *rest):
        url = live_server.url + reverse(name, args=[*plan.address, *rest])
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=cookie), timeout=100) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    asking = threading.Thread(target=lambda: answers.append(get("reports:pdf", make.YEAR)))
    asking.start()
    pages = 0
    while asking.is_alive():
        assert get("reader:activities")[0] == 200
        pages += 1
    status, text = answers[0]
    assert status == 503
    assert "Dokuments ir par lielu" in text
    assert pages > 3


def test_a_job_survives_being_sent():
    job = Job("<p>ā\u2028</p>", ("a { }", ""), 45, 1024)
    assert Job.from_bytes(job.to_bytes()) == Job(job.html, list(job.styles), 45, 1024)
    assert json.loads(job.to_bytes())["seconds"] == 45

"""The printed report, read back: its pages, its tables row by row, its outline, and both standards."""

import os
import re
import resource
import subprocess
import sys
import threading
from functools import cache

import page as validator
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from plans.enums import DecisionKind
from plans.models import Plan
from pmp.site import demo
from reports import files, pdf
from reports.content_key import content_key
from reports.document import assemble
from reports.models import Report
from reports.printing import engine
from reports.printing.apart import PdfFailed, Reason
from tests import factories as make
from tests.helpers import report as reading
from tests.helpers.pdf import PdfText, plain

pytestmark = pytest.mark.django_db
#: A draft of every plan, and the one report that is approved.
PRINTED = [("jurmala", 2025), ("jurmala", 2026), ("liepaja", 2025), ("tukums", 2025), ("riga", 2028), ("valka", 2024)]
APPROVED, DRAFT = PRINTED[:2]
#: Stands for a file that was set.
PDF = b"%PDF-1.7 %%EOF\n"
each_report = pytest.mark.parametrize("which", PRINTED, ids=str)


def typeset(document):
    """The PDF of a document, set in this process."""
    return engine.typeset(pdf.print_html(document), pdf.styles(document))


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    """``printed(which)`` → document and PDF of a demo plan; each is set once."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load_plans()
        plans = {plan.municipality.slug: plan for plan in Plan.objects.select_related("municipality")}
        documents = {(slug, year): assemble(plans[slug], year) for slug, year in PRINTED}
        transaction.set_rollback(True)

    @cache
    def printed(which):
        document = documents[which]
        return document, typeset(document)

    return printed


@pytest.fixture(scope="module")
def read(printed):
    """``read(which)`` → document and its PDF opened for reading."""
    return cache(lambda which: (printed(which)[0], PdfText(printed(which)[1])))


def breaches(content):
    """What breaks PDF/UA-1 or PDF/A-3a, a line each."""
    return [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in ("ua1", "3a")
        for failure in validator.validate_pdf_bytes(content, profile=profile).failures
    ]


# --------------------------------------------------------------------------------------------------------------- standards


@each_report
def test_it_keeps_both_standards(printed, which):
    assert breaches(printed(which)[1]) == []


def test_a_plan_without_anything_is_printed_too(db):
    document = assemble(make.PlanFactory(), 2026)
    content = typeset(document)
    assert breaches(content) == []
    text = PdfText(content).text
    for sentence in [
        "Kopsavilkums vēl nav uzrakstīts.",
        "Plānā saīsinājumu saraksta nav.",
        "Plānā vēl nav aktivitāšu.",
    ]:
        assert sentence in text
    for sentence in ["Ievads vēl nav uzrakstīts.", "Plānā vēl nav rādītāju.", "Secinājumi vēl nav uzrakstīti."]:
        assert sentence in text


def test_the_gate_sees(printed):
    broken = printed(APPROVED)[1].replace(b'pdfuaid:part="1"', b'pdfuaid:part="7"')
    assert any(line.startswith("ua1: PDFUA1-ID") for line in breaches(broken))


@each_report
def test_no_stream_ends_with_a_carriage_return(printed, which):
    assert b"\r\nendstream" not in printed(which)[1]


def test_it_says_what_it_is(read):
    document, text = read(APPROVED)
    root = text.pdf.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == (
        "lv",
        True,
        True,
    )
    assert str(text.pdf.docinfo["/Title"]) == f"{document.title}. {document.plan_title}"
    assert str(text.pdf.docinfo["/Author"]) == document.prepared_by


@each_report
def test_its_fonts_are_inside(read, which):
    fonts = read(which)[1].fonts
    assert all(fonts.values())
    # Rīga's levels begin with ❶ ❷ ❸, which Liberation Sans does not have.
    others = [name for name in fonts if not name.startswith("Liberation-Sans")]
    assert others == (["DejaVu-Sans-Bold"] if which[0] == "riga" else [])


def test_the_same_report_gives_the_same_bytes(printed):
    document, content = printed(("valka", 2024))
    assert typeset(document) == content


def test_nothing_is_printed_too_small():
    document = assemble(make.PlanFactory(), 2026)
    sizes = [float(size) for style in pdf.styles(document) for size in re.findall(r"([\d.]+)pt", style)]
    assert min(size for size in sizes if size > 3) >= 7  # below are the rules' widths


# ------------------------------------------------------------------------------------------------------------------ pages


def test_the_tables_lie_on_landscape_pages(read):
    for page in read(APPROVED)[1].pages:
        numbered = [table for table in page.tables if len(table[0]) in (9, 13)]
        assert (page.width > page.height) == bool(numbered)


def test_each_page_of_a_table_begins_with_its_numbered_headings(read):
    document, text = read(APPROVED)
    heads = [table[0] for page in text.pages for table in page.tables if len(table[0]) == 13]
    assert len(heads) >= 8
    expected = [plain(f"{column.heading} {column.number}") for column in document.table("activities").columns]
    assert [[plain(cell) for cell in head] for head in heads] == [expected] * len(heads)


def goal_in(row):
    """The goal of a row, whether it is printed in it or stands further up."""
    return row.cells["goal"].text or row.cells["goal"].repeated


@each_report
def test_a_goal_is_said_again_below_a_page_break(read, which):
    document, text = read(which)
    goal_of = {row.cells["number"].text: goal_in(row) for row in reading.activities(document)}
    first_rows = [
        next(row for row in table[1:] if len(row) == 13)
        for page in text.pages
        for table in page.tables
        if len(table[0]) == 13
    ]
    number, unsaid = "", []
    for row in first_rows:
        number = row[1] or number
        goal = goal_of[number] if row[1] else None
        if not row[0]:
            unsaid.append(number)
        elif goal:
            assert plain(row[0]) == plain(goal)
    # Rows that were not answered may be lower than their goal's text; in the approved report none is.
    assert len(unsaid) <= (0 if which == APPROVED else 1)


def test_the_pages_are_numbered_and_say_whose_they_are(read):
    text = read(APPROVED)[1]
    for number, page in enumerate(text.pages[1:], 2):
        assert f"{number} / {len(text.pages)}" in page.text
        assert "Jūrmalas valstspilsētas pašvaldība · Uzraudzības ziņojums par 2025. gadu" in page.text


def test_the_first_page_is_the_title(read):
    document, text = read(APPROVED)
    order = [document.annex, document.plan_title, document.title, f"Sagatavoja: {document.prepared_by}", document.place]
    assert text.pages[0].text == " ".join(order)


@each_report
def test_the_contents_lead_to_the_right_pages(read, which):
    document, text = read(which)
    entries = re.findall(r"([^.]*?)(?: \.)+\s+(\d+)", text.pages[1].text.replace("Satura rādītājs", ""))
    titles = [part.title for chapter in document.chapters for part in (chapter, *chapter.parts)]
    assert [title.lstrip(" 123456").strip() or title for title, _ in entries] == titles
    for title, (_, number) in zip(titles, entries, strict=True):
        assert title in text.pages[int(number) - 1].text


def test_the_outline_has_chapters_levels_and_goals(read):
    document, text = read(APPROVED)
    outline = text.outline
    chapters = [f"{chapter.number} {chapter.title}" for chapter in document.chapters]
    assert [title for depth, title in outline if depth == 0] == chapters
    parts = ["Apkopojums par rīcības plāna izpildi", "Rezultatīvie rādītāji"]
    assert [title for depth, title in outline if depth == 1] == parts
    assert [title for depth, title in outline if depth == 2] == [
        level.heading for level in document.table("activities").levels
    ]
    assert len([title for depth, title in outline if depth == 3]) == 13


@pytest.mark.parametrize("which", PRINTED[1:], ids=str)
def test_a_draft_says_so_on_every_page(read, which):
    document, text = read(which)
    assert document.is_draft
    assert [number for number, page in enumerate(text.pages, 1) if "PROJEKTS" not in page.text] == []


def test_an_approved_report_nowhere_says_that_it_is_a_draft(read):
    document, text = read(APPROVED)
    assert not document.is_draft
    assert "PROJEKTS" not in text.text


# ---------------------------------------------------------------------------------------------------------------- contents


@each_report
def test_every_activity_is_a_row(read, which):
    document, text = read(which)
    rows = [row for row in text.rows(13) if len(row) == 13]
    expected = reading.activities(document)
    assert [row[1] for row in rows] == [row.cells["number"].text for row in expected]
    columns = document.table("activities").columns
    for printed_row, row in zip(rows, expected, strict=True):
        cells = {column.key: plain(cell) for column, cell in zip(columns, printed_row, strict=True)}
        for key in (
            "activity",
            "planned_result",
            "involved",
            "resources",
            "funding",
            "programme_links",
            "status",
            "term",
        ):
            assert cells[key] == plain(row.cells[key].text)
        lead, supervising = row.cells["lead"].text, "".join(text for _, text in reading.lines(row, "lead"))
        assert plain(lead) in cells["lead"]
        assert plain(supervising) in cells["lead"]
        assert cells["evaluation"].startswith(plain("".join(row.cells["evaluation"].lines)))
        for task in row.cells["tasks"].items:
            assert plain(task.text) in cells["tasks"]


def test_jurmala_prints_its_35_activities_and_their_statuses(read):
    rows = [row for row in read(APPROVED)[1].rows(13) if len(row) == 13]
    statuses = [row[10] for row in rows]
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    assert counts == {"Izpildīts": 26, "Nav uzsākts": 5, "Uzsākts": 4}


def test_the_level_rows_are_printed(read):
    rows = [row[0] for row in read(APPROVED)[1].rows(13) if len(row) == 1]
    assert rows == ["I UNIVERSĀLĀ PREVENCIJA", "2 MĒRĶTIECĪGĀ PREVENCIJA", "3 PIELĀGOTA PREVENCIJA"]


@each_report
def test_every_indicator_is_a_row(read, which):
    document, text = read(which)
    rows = [row for row in text.rows(9) if len(row) == 9]
    expected = reading.indicators(document)
    assert len(rows) == len(expected)
    columns = document.table("indicators").columns
    for printed_row, row in zip(rows, expected, strict=True):
        texts = {key: cell.text for key, cell in row.cells.items()}
        texts["source"] = "".join(row.cells["source"].lines)
        texts["trend"] = f"{row.cells['trend'].state.arrow}{row.cells['trend'].text}"
        assert [plain(cell) for cell in printed_row] == [plain(texts[column.key]) for column in columns]


def test_jurmala_prints_its_arrows(read):
    rows = [row for row in read(APPROVED)[1].rows(9) if len(row) == 9]
    arrows = "".join(row[7][0] for row in rows)
    # Four baselines were set in the year itself: those rows begin with the sentence that says so.
    assert arrows == "→↑→B-→↓↓↓↑B-BB↑↓↑"


def test_conclusions_and_proposals_are_numbered(read):
    document, text = read(APPROVED)
    words = plain(text.text)
    for items in (reading.conclusions(document), reading.proposals(document)):
        for number, item in enumerate(items, 1):
            assert plain(f"{number}. {item}") in words or plain(item) in words


def test_latvian_letters_come_out_of_the_file(read):
    text = read(APPROVED)[1].text
    assert set("āčēģīķļņšūžĀĒĪĶŠ") - set(text) == set()
    assert "\ufffd" not in text
    assert "\u2010" not in text


def test_the_abbreviations_are_a_table(read):
    document, text = read(APPROVED)
    rows = [
        row
        for page in text.pages
        for table in page.tables
        if table[0] == ["Saīsinājums", "Skaidrojums"]
        for row in table[1:]
    ]
    assert [[plain(cell) for cell in row] for row in rows] == [
        [plain(term.short), plain(term.long)] for term in reading.chapter(document, "saisinajumi").terms
    ]


# ---------------------------------------------------------------------------------------------------------- kept and fetched


@pytest.fixture
def small(db, documents_folder):
    """A small plan, nothing of its report kept yet."""
    make.whole_plan()
    return fresh()


def fresh(**values):
    """The plan as another request finds it, after its row was given other ``values``."""
    Plan.objects.update(**values) if values else None
    return Plan.objects.select_related("municipality").prefetch_related("target_years").get()


@pytest.fixture
def sets(monkeypatch):
    """The HTML of each report that is set, instead of setting it."""
    calls = []
    monkeypatch.setattr(pdf, "typeset_apart", lambda html, styles: calls.append(html) or PDF)
    return calls


def approve(plan):
    decision = make.CouncilDecisionFactory(plan=plan, kind=DecisionKind.REPORT, year=make.YEAR)
    Report.objects.filter(plan=plan, year=make.YEAR).update(decision=decision, approved_at=timezone.now())


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))


def test_the_same_report_is_set_once(small, sets):
    first, second = pdf.report_pdf(small, make.YEAR), pdf.report_pdf(fresh(), make.YEAR)
    assert first == second == files.Printed(PDF, is_draft=True)
    assert len(sets) == 1


def test_a_changed_report_is_set_anew(small, sets):
    pdf.report_pdf(small, make.YEAR)
    small.activities.update(title="Cits nosaukums")
    pdf.report_pdf(fresh(), make.YEAR)
    assert ["Cits nosaukums" in html for html in sets] == [False, True]


def test_two_requests_at_once_set_it_once(small, monkeypatch):
    """The second waits for the first; nobody reads the database beside the test's own thread."""
    calls, both_are_in = [], threading.Event()

    def slowly(html, styles):
        calls.append(html)
        both_are_in.wait(0.5)
        return PDF

    key, document = content_key(small, make.YEAR), assemble(small, make.YEAR)
    monkeypatch.setattr(pdf, "content_key", lambda plan, year: key)
    monkeypatch.setattr(pdf, "assemble", lambda plan, year: document)
    monkeypatch.setattr(pdf, "typeset_apart", slowly)
    threads = [threading.Thread(target=pdf.report_pdf, args=[small, make.YEAR]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_not_all_threads_wait_for_a_pdf(small, sets):
    """Whoever asks while two others wait is told so at once; a kept one is delivered all the same."""
    pdf.report_pdf(small, make.YEAR)
    with pdf._place_in_line(), pdf._place_in_line():
        assert pdf.report_pdf(small, make.YEAR).content == PDF
        with pytest.raises(PdfFailed) as refusal:
            pdf.report_pdf(small, make.YEAR + 1)
    assert refusal.value.reason is Reason.BUSY
    assert pdf.report_pdf(small, make.YEAR + 1).content == PDF


def test_a_save_in_between_is_not_kept_under_the_older_key(small, monkeypatch):
    """It printed what nobody can tell: the next reader gets one that is set from what is stored."""

    def while_somebody_saves(html, styles):
        small.goals.update(title=f"Mērķis {len(calls)}")
        calls.append(html)
        return PDF

    calls = []
    monkeypatch.setattr(pdf, "typeset_apart", while_somebody_saves)
    for _ in range(2):
        assert pdf.report_pdf(fresh(), make.YEAR).content == PDF
    assert len(calls) == 2
    assert "Mērķis 0" in calls[1]


def test_a_kept_report_needs_neither_document_nor_engine(small, documents_folder, monkeypatch):
    """It is found by light queries; nothing is assembled, and WeasyPrint, which takes most of a second, is not imported."""
    place = files.Place(small, make.YEAR, content_key(small, make.YEAR))
    files.keep(place, files.Printed(PDF, is_draft=False))
    monkeypatch.setattr(pdf, "assemble", None)
    assert pdf.report_pdf(fresh(), make.YEAR) == files.Printed(PDF, is_draft=False)
    ask = "import django; django.setup(); import reports.views, sys; sys.exit('weasyprint' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "pmp.settings", "VAR_DIR": str(documents_folder.parent)}
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True)  # noqa: S603
    assert done.returncode == 0, done.stderr[-1500:]


def test_a_newer_draft_takes_the_place_of_the_older(small, sets, documents_folder):
    pdf.report_pdf(small, make.YEAR + 1)
    pdf.report_pdf(small, make.YEAR)
    changed = fresh(title="Cits")
    pdf.report_pdf(changed, make.YEAR)
    kept = files_in(documents_folder)
    assert [name.partition("projekts-")[0] for name in kept] == [
        "paraugs/2025-2029/zinojums-2025/",
        "paraugs/2025-2029/zinojums-2026/",
    ]
    pdf.report_pdf(changed, make.YEAR)
    assert len(sets) == 3


def test_what_was_set_of_an_approved_report_stays(small, sets, documents_folder):
    approve(small)
    assert pdf.report_pdf(small, make.YEAR).is_draft is False
    for title in ("Pirmais", "Otrais"):
        small.goals.update(title=title, updated_at=timezone.now())
        assert pdf.report_pdf(small, make.YEAR).is_draft is True
    assert len(files_in(documents_folder)) == 2


def test_a_file_that_was_cut_off_is_set_anew(small, sets, documents_folder):
    pdf.report_pdf(small, make.YEAR)
    (name,) = files_in(documents_folder)
    (documents_folder / name).write_bytes(PDF[:5])
    assert pdf.report_pdf(small, make.YEAR).content == PDF
    assert (documents_folder / name).read_bytes() == PDF
    assert len(sets) == 2


def test_a_report_is_delivered_where_nothing_can_be_kept(small, sets, documents_folder, settings, caplog):
    documents_folder.write_text("a file stands where the folder should be")
    settings.VAR_DIR = documents_folder
    assert pdf.report_pdf(small, make.YEAR) == pdf.report_pdf(small, make.YEAR)
    assert len(sets) == 2
    assert "cannot be kept in the storage" in caplog.text


def test_a_report_is_delivered_where_the_disk_is_full(small, sets, documents_folder, caplog):
    """Writing fails in the middle of the file, as on a full disk; when there is room again, the part that is left is replaced."""
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PDF) - 3, most[1]))
    try:
        printed = pdf.report_pdf(small, make.YEAR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert printed.content == PDF
    assert "cannot be kept in the storage" in caplog.text
    pdf.report_pdf(small, make.YEAR)
    (name,) = files_in(documents_folder)
    assert (documents_folder / name).read_bytes() == PDF


@pytest.mark.parametrize("url", ["https://example.org/x.png", "http://127.0.0.1:1/x.png", "file:///etc/hostname"])
def test_printing_reaches_for_nothing_outside(url):
    with pytest.raises(ValueError, match="disallowed protocol"):
        engine._fetcher().fetch(url)


# ----------------------------------------------------------------------------------------------------------------- command


def test_the_command_writes_a_pdf(small, tmp_path, capsys):
    target = tmp_path / "zinojums.pdf"
    call_command("report", small.municipality.slug, "2025", "--format", "pdf", "--output", str(target))
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert "Uzraudzības ziņojums par 2025. gadu" in capsys.readouterr().out


def test_the_command_says_why_there_is_no_pdf(small, tmp_path, monkeypatch):
    def fail(html, styles):
        raise PdfFailed(Reason.TOO_LARGE)

    monkeypatch.setattr(pdf, "typeset_apart", fail)
    with pytest.raises(CommandError, match=r"PDF neizdevās sagatavot\. Dokuments ir par lielu"):
        call_command("report", "paraugs", "2025", "--output", str(tmp_path / "x.pdf"))


def test_the_command_writes_html_that_stands_alone(small, tmp_path):
    target = tmp_path / "zinojums.html"
    call_command("report", small.municipality.slug, "2025", "--format", "html", "--output", str(target))
    text = target.read_text()
    assert "@page wide" in text
    assert "<h1>Uzraudzības ziņojums par 2025. gadu</h1>" in text
    assert re.findall(r"""(?:src|href)=["'](?!#)""", text) == []


@pytest.mark.parametrize(
    ("slug", "year", "output", "message"),
    [
        ("nekas", "2025", "x.pdf", "Plāna „nekas” nav. Ir: paraugs."),
        ("paraugs", "2031", "x.pdf", "2031. gads nav plāna periodā 2025–2029."),
        ("paraugs", "2025", "nav/x.html", "nevar ierakstīt: No such file or directory."),
    ],
)
def test_the_command_says_what_is_wrong(small, tmp_path, slug, year, output, message):
    with pytest.raises(CommandError) as refusal:
        call_command("report", slug, year, "--format", "html", "--output", str(tmp_path / output))
    assert message in str(refusal.value)
    assert list(tmp_path.iterdir()) == []

"""The report as blocks and columns: a chapter or a column is declared in one place, and the document is plain values."""

import dataclasses
import pickle
import re
from datetime import datetime
from enum import Enum

import pytest
from django.urls import reverse

from reports import pdf
from reports.document import activities, assemble, chapters, numbered_title
from reports.document.blocks import Cell, ColumnKind, Document, Points, Prose, Width
from reports.document.chapters import ChapterSpec
from reports.document.columns import SMALL, ColumnSpec, words
from reports.widths import TABLE, column_css, widths
from tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = make.YEAR


@pytest.fixture
def document(plan):
    return assemble(plan, YEAR)


@pytest.fixture
def markup(signed_in, plan, clean_markup):
    """``markup()`` → the markup of the report's page, as a council member gets it now."""
    client = signed_in(make.council_member(plan.municipality))
    return lambda: clean_markup(client.get(reverse("reports:report", args=[*plan.address, YEAR])))


def headings(markup):
    return re.findall(r'<th class="col-[\w-]+(?: name)?" scope="col"><span class="column-heading">(.*?)</span>', markup)


def contents(markup, start):
    """The entries of the contents, between ``start`` and the end of its list."""
    return re.findall(r'<a href="#([\w-]+)">(.*?)</a>', markup.split(start)[1].split("</nav>")[0])


# --------------------------------------------------------------------------------------------------------- declared once


@pytest.fixture
def one_more_column(monkeypatch):
    """Whether the council knows it: declared before the evaluation, and nowhere else."""
    column = ColumnSpec(
        "council",
        ColumnKind.WORDS,
        Width(18, SMALL),
        words(lambda source: f"Zināms domei: {source.activity.number}"),
        heading="Ziņots domei",
    )
    *short, evaluation = activities.ACTIVITY_COLUMNS
    monkeypatch.setattr(activities, "ACTIVITY_COLUMNS", (*short, column, evaluation))
    return column


def test_a_column_is_declared_in_one_place(plan, markup, one_more_column):
    table = assemble(plan, YEAR).table("activities")
    assert [(column.key, column.number) for column in table.columns[-3:]] == [
        ("term", 12),
        ("council", 13),
        ("evaluation", 14),
    ]
    number = table.rows[0].cells["number"].text
    for text in (markup(), pdf.print_html(assemble(plan, YEAR))):
        assert headings(text).count("Ziņots domei") == 1
        assert f'data-label="Ziņots domei">Zināms domei: {number}</td>' in text
        assert '<th colspan="14" scope="colgroup">' in text


def test_a_column_that_was_declared_has_its_width(plan, one_more_column):
    document = assemble(plan, YEAR)
    found = widths(document.table("activities"))
    assert found["council"] >= 18
    assert sum(found.values()) == TABLE
    assert f".table--activities col.col-council {{ width: {found['council']}mm; }}" in column_css(document)


@pytest.mark.django_db(transaction=True)
def test_one_more_column_scrolls_in_its_region(page, live_server, sign_in, axe, one_more_column):
    plan = make.whole_plan(activities=2, rows=2)
    sign_in(make.council_member(plan.municipality))
    page.goto(f"{live_server.url}{reverse('reports:report', args=[*plan.address, YEAR])}")
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    region = page.locator(".table-region:has(.table--activities)")
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")


@pytest.fixture
def one_more_chapter(monkeypatch):
    """What the council asked last year: declared after the introduction, with a part, and nowhere else."""
    chapter = ChapterSpec(
        "asked",
        "domes-jautajumi",
        "Domes jautājumi",
        lambda material, spec: Prose((f"Par {material.year}. gadu dome nejautāja.",), empty=""),
        parts=(ChapterSpec("answers", "atbildes", "Atbildes", lambda material, spec: Points(("Viena.",), empty="")),),
    )
    summary, introduction, *rest = chapters.CHAPTERS
    monkeypatch.setattr(chapters, "CHAPTERS", (summary, introduction, chapter, *rest))


def test_a_chapter_is_declared_in_one_place(plan, markup, one_more_chapter):
    titles = [f"{chapter.number} {chapter.title}" for chapter in assemble(plan, YEAR).chapters]
    assert titles[2:5] == ["3. Domes jautājumi", "4. Izmantotie saīsinājumi un termini", "5. Izvērtējums"]
    printed = pdf.print_html(assemble(plan, YEAR))
    for text, start in [(markup(), 'aria-label="Ziņojuma saturs"'), (printed, 'id="saturs"')]:
        assert contents(text, start)[2:4] == [("domes-jautajumi", titles[2]), ("atbildes", "Atbildes")]
        assert '<h2 id="domes-jautajumi">3. Domes jautājumi</h2>' in text
        assert "<p>Par 2025. gadu dome nejautāja.</p>" in text
        assert '<h3 id="atbildes">Atbildes</h3>' in text
        assert '<li class="item">Viena.</li>' in text
    assert numbered_title("conclusions") == "6. Secinājumi"


# --------------------------------------------------------------------------------------------- chosen, moved, renamed, hidden


def test_columns_are_left_out_moved_and_renamed_alone(document):
    """As a municipality will: the rows stay as they are, and every writer follows the columns."""
    columns = {column.key: column for column in document.table("activities").columns}
    chosen = [columns["activity"], dataclasses.replace(columns["status"], heading="Kā iet"), columns["goal"]]
    printed = pdf.print_html(with_columns(document, "activities", chosen))
    assert headings(printed)[:4] == [columns["activity"].heading, "Kā iet", columns["goal"].heading, "Nr."]
    row = re.search(r'<tr id="aktivitate-.*?</tr>', printed, re.DOTALL)[0]
    assert re.findall(r'<t[dh] class="([\w-]+)', row) == ["name", "status-cell", "goal"]
    css = column_css(with_columns(document, "activities", chosen))
    assert re.findall(r"table--activities col.col-(\w+)", css) == ["activity", "status", "goal"]


def with_columns(document, key, columns):
    """The document with other columns in one of its tables."""

    def changed(block):
        if getattr(block, "key", "") == key:
            return dataclasses.replace(block, columns=tuple(columns))
        inner = {name: tuple(map(changed, getattr(block, name, ()))) for name in ("blocks", "parts")}
        return dataclasses.replace(block, **inner) if hasattr(block, "parts") else block

    return dataclasses.replace(document, blocks=tuple(map(changed, document.blocks)))


def test_a_table_that_needs_more_than_the_page_has_its_least_widths(document):
    table = document.table("activities")
    wide = [dataclasses.replace(column, width=Width(40, SMALL)) for column in table.columns]
    assert set(widths(dataclasses.replace(table, columns=tuple(wide))).values()) == {40}


def test_a_table_is_found_by_its_key(document):
    assert [table.key for table in document.tables] == ["activities", "indicators"]
    with pytest.raises(KeyError, match="budget"):
        document.table("budget")


def test_a_goal_without_activities_is_one_cell_beside_it(plan):
    goal = make.GoalFactory(plan=plan, title="Vēl bez aktivitātēm")
    printed = pdf.print_html(assemble(plan, YEAR))
    row = next(row for row in re.findall(r"<tr.*?</tr>", printed, re.DOTALL) if goal.title in row)
    assert re.findall(r"<td[^>]*>", row)[1:] == ['<td colspan="12">']
    assert "Šim mērķim aktivitāšu nav." in row


# --------------------------------------------------------------------------------------------------------- plain values


def parts_of(value):
    """Everything that a value holds, however deep."""
    yield value
    if dataclasses.is_dataclass(value):
        inner = [getattr(value, field.name) for field in dataclasses.fields(value)]
    elif isinstance(value, dict):
        inner = [*value, *value.values()]
    else:
        inner = value if isinstance(value, tuple) else []
    for each in inner:
        yield from parts_of(each)


def test_a_document_is_made_of_plain_frozen_values(document):
    plain = (str, int, float, datetime, type(None), tuple, dict, Enum)
    parts = list(parts_of(document))
    assert len(parts) > 300
    assert {type(part) for part in parts if not isinstance(part, plain) and not dataclasses.is_dataclass(part)} == set()
    assert [part for part in parts if dataclasses.is_dataclass(part) and not part.__dataclass_params__.frozen] == []


def test_a_document_survives_being_sent_to_another_process(document):
    again = pickle.loads(pickle.dumps(document))  # noqa: S301 - made a moment ago
    assert again == document
    assert pdf.print_html(again) == pdf.print_html(document)


def test_a_document_needs_no_database_to_be_printed(document, django_assert_num_queries):
    with django_assert_num_queries(0):
        pdf.standalone_html(document)


def test_tables_are_found_wherever_they_stand(document):
    (part, _) = document.chapters[3].parts
    inner = dataclasses.replace(document.chapters[0], blocks=(part,))
    assert [table.key for table in Document(title="", blocks=(inner,)).tables] == ["activities"]


@pytest.mark.parametrize(
    ("cell", "empty"),
    [(Cell(), True), (Cell(repeated="2b"), True), (Cell("x"), False), (Cell(items=(Cell("1.1.1. x"),)), False)],
)
def test_a_cell_knows_whether_it_says_something(cell, empty):
    assert cell.is_empty == empty


# -------------------------------------------------------------------------------------------------------- figures as printed


def test_a_target_off_the_plans_list_of_years_has_a_column(plan, markup):
    row = plan.indicators.first().rows.first()
    make.TargetFactory(row=row, year=2028, kind="at_least", amount=70, printed="vismaz 70%")
    table = assemble(plan, YEAR).table("indicators")
    assert [column.key for column in table.columns if column.key.startswith("target-")] == [
        "target-2027",
        "target-2028",
        "target-2029",
    ]
    assert next(iter(table.rows)).cells["target-2028"].text == "vismaz 70%"
    assert "vismaz 70%" in markup()


@pytest.mark.parametrize("printed", ["< 5%", "līdz 5%", "5,0 %", "6 ‰", "2025./2026. m. g. 6,1%"])
def test_a_value_is_printed_to_the_letter(printed, plan, markup):
    row = plan.indicators.first().rows.first()
    row.measurements.update(printed=printed, value=5, bound="below" if "<" in printed else "")
    cells = next(iter(assemble(plan, YEAR).table("indicators").rows)).cells
    assert cells["value"].text == printed
    assert printed.replace("<", "&lt;") in markup()


def test_what_a_bound_does_not_decide_is_said(plan):
    row = plan.indicators.first().rows.first()
    type(row).objects.filter(pk=row.pk).update(baseline_value=3, baseline_bound="", direction="down")
    row.measurements.update(printed="< 5%", value=5, bound="below")
    cell = next(iter(assemble(plan, YEAR).table("indicators").rows)).cells["trend"]
    assert (cell.state.value, cell.text.replace("\xa0", " ")) == (
        "not_comparable",
        "Vērtība ir < 5 %, bāzes vērtība 3 %: kura ir lielāka, nav zināms (nav salīdzināms)",
    )

"""The report as a document: what it assembles, for which plans and years, and when it is a draft."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import transaction

from indicators.models import IndicatorRow
from plans.enums import GoalListing, PreventionLevel
from plans.models import Activity, Plan
from pmp.common.models import ChangeSet
from pmp.common.wording import years_text
from pmp.site import demo
from reports.adoption import adopt
from reports.charts import level_chart
from reports.document import annex_line, assemble, glance
from reports.widths import TABLE, size, widths
from tests import factories as make
from tests.helpers import report as reading
from tests.helpers.report import approve

pytestmark = pytest.mark.django_db
YEAR = make.YEAR


@pytest.fixture(scope="module")
def documents(django_db_setup, django_db_blocker):
    """The reports of the five demo plans for every year of their periods, by (slug, year); loaded once and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load_plans()
        documents = {
            (plan.municipality.slug, year): assemble(plan, year)
            for plan in Plan.objects.select_related("municipality")
            for year in plan.years
        }
        transaction.set_rollback(True)
    return documents


@pytest.fixture
def jurmala(documents):
    return documents["jurmala", 2025]


def counts_of(document):
    return [(count.status, count.status.word, count.value) for count in document.figures.counts]


# --------------------------------------------------------------------------------------------------- Jūrmala's real report


def test_jurmala_counts_its_activities(jurmala):
    assert counts_of(jurmala) == [
        ("done", "Izpildīts", 26),
        ("started", "Uzsākts", 4),
        ("not_started", "Nav uzsākts", 5),
    ]
    assert [(level.name, level.total) for level in jurmala.figures.levels] == [
        ("I Universālā prevencija", 16),
        ("2 Mērķtiecīgā prevencija", 15),
        ("3 Pielāgota prevencija", 4),
    ]
    assert [[count.value for count in level.counts] for level in jurmala.figures.levels] == [
        [8, 3, 5],
        [14, 1, 0],
        [4, 0, 0],
    ]


def test_jurmala_has_its_level_rows_the_lost_one_too(jurmala):
    headings = ["I UNIVERSĀLĀ PREVENCIJA", "2 MĒRĶTIECĪGĀ PREVENCIJA", "3 PIELĀGOTA PREVENCIJA"]
    for table in jurmala.tables:
        assert [level.heading for level in table.levels] == headings


def test_jurmala_says_which_indicators_moved_how(jurmala):
    assert {group.key: [row.mark for row in group.rows] for group in jurmala.figures.trend_groups} == {
        "better": ["2", "8", "12", "13b"],
        "worse": ["6", "6b", "7", "13"],
        "held": ["1", "2b", "5"],
        "unknown": ["3", "4", "9", "9b", "10", "11"],
    }


def test_jurmala_says_what_needs_attention(jurmala):
    attention = jurmala.attention
    assert [each.row.mark for each in attention.worsening] == ["6", "6b", "7", "13"]
    # The other four that are not started begin in 2026.
    assert [each.row.mark for each in attention.overdue] == ["1.1."]
    assert attention.unanswered == ()
    assert attention.is_needed


def test_jurmala_prints_its_frame(jurmala):
    assert (
        jurmala.annex == "Pielikums Jūrmalas domes 2026. gada 28. maija lēmumam Nr. 295 (protokola Nr. 6, 39. punkts)"
    )
    assert jurmala.title == "Uzraudzības ziņojums par 2025. gadu"
    assert jurmala.prepared_by == "Jūrmalas Izglītības pārvaldes Attīstības plānošanas nodaļa"
    assert jurmala.place == "Jūrmala"
    assert len(reading.chapter(jurmala, "saisinajumi").terms) == 28
    assert (len(reading.conclusions(jurmala)), len(reading.proposals(jurmala))) == (15, 17)
    assert reading.summary(jurmala)
    assert reading.chapter(jurmala, "ievads").paragraphs
    assert not jurmala.is_draft


def test_the_tables_have_the_columns_and_numbers_of_the_adopted_form(jurmala):
    assert [(column.number, column.heading) for column in jurmala.table("activities").columns] == [
        (1, "Nr."),
        (2, "Mērķis"),
        (3, "Nr."),
        (4, "Prevencijas aktivitāte"),
        (5, "Sasniedzamais rezultāts"),
        (6, "Uzdevumi plāna izpildei"),
        (7, "Atbildīgā institūcija"),
        (8, "Iesaistītās institūcijas"),
        (9, "Nepieciešamie resursi"),
        (10, "Finanšu avoti"),
        (11, "Sasaiste ar attīstības programmu"),
        (12, "Izpildes statuss"),
        (None, "Izpildes termiņš"),
        (13, "Izpildes izvērtējums"),
    ]
    assert [(column.number, column.heading) for column in jurmala.table("indicators").columns] == [
        (1, "Nr."),
        (2, "Rezultatīvie rādītāji"),
        (3, "Bāzes vērtība (gads)"),
        (4, "Sasniedzamā tendence 2027."),
        (5, "Sasniedzamā tendence 2029."),
        (6, "Datu avots"),
        (7, "2025. gada rādītāja vērtība"),
        (8, "Attīstības tendence (↑→↓)"),
        (9, "Piezīmes/skaidrojums"),
    ]


def test_an_indicator_is_printed_to_the_letter(jurmala):
    row = reading.marked(jurmala, "2b")
    assert reading.texts(row, "number", "indicator") == ("", "Interešu izglītības programmu skaits")
    assert (row.cells["number"].repeated, row.is_sub) == ("2b", True)
    assert row.cells["baseline"].text == "237 (2023)"
    assert (
        reading.texts(row, "target-2027", "target-2029") == ("±2% robežās no bāzes vērtības (235-240 programmas)",) * 2
    )
    assert row.cells["source"].lines == ["VIIS", "JIP"]
    trend = row.cells["trend"]
    assert (row.cells["value"].text, trend.state.arrow, trend.text) == ("235", "→", "nemainās")


def test_a_baseline_of_the_same_year_is_said_in_words(jurmala):
    sentence = "Bāzes vērtība noteikta 2025. gadā (nav salīdzināms)"
    cells = {row.anchor: row.cells["trend"] for row in reading.indicators(jurmala)}
    told = {anchor: (cell.state.arrow, cell.text) for anchor, cell in cells.items() if cell.state == "not_comparable"}
    assert told == dict.fromkeys([f"raditajs-{mark}" for mark in ("3", "9", "10", "11")], ("", sentence))


def test_a_star_is_kept_and_explained(documents):
    name = "Izglītojamo īpatsvars, kuri atstāti uz otru gadu tajā pašā klasē (VAI003)*"
    assert reading.marked(documents["jurmala", 2025], "13b").cells["indicator"].text == name
    notes = {slug: documents[slug, 2025].table("indicators").notes for slug in ("jurmala", "liepaja", "riga", "valka")}
    assert notes == {
        "jurmala": ("* VAI003 – valsts rādītāja kods.",),
        "liepaja": ("* VAI018 – valsts rādītāja kods.",),
        "riga": ("** VAI018 – valsts rādītāja kods.",),
        "valka": (),
    }


def test_no_sentence_is_said_twice(jurmala):
    """Rows 4 and 9b had a note and, in other words, a reason."""
    missing = {mark: reading.marked(jurmala, mark).cells for mark in ("4", "9b")}
    assert missing["4"]["note"].text.startswith("Iedzīvotāji visā pašvaldībā par šo jautājumu nav aptaujāti.")
    assert "nav notikusi" not in missing["4"]["note"].text
    assert missing["9b"]["value"].text == "Dati par 2025. gadu būs pieejami 2026. gada augustā"
    assert "augustā" not in missing["9b"]["note"].text


def test_a_target_that_the_document_merges_goes_on(jurmala):
    merged = [row.anchor for row in reading.indicators(jurmala) if row.cells["target-2027"].goes_on]
    assert merged == ["raditajs-4", "raditajs-9b"]
    assert reading.marked(jurmala, "9b").cells["source"].lines == ["JIP", "Apmācību dalībnieku reģistrācijas lapas"]


# ------------------------------------------------------------------------------------------------------------- every plan


def test_every_plan_and_year_has_a_report(documents):
    assert len(documents) == 25
    for (slug, year), document in documents.items():
        assert document.title == f"Uzraudzības ziņojums par {year}. gadu"
        assert document.is_draft == ((slug, year) != ("jurmala", 2025))
        assert [level.key for level in document.table("activities").levels] == PreventionLevel.values
        numbers = [column.number for column in document.table("activities").columns if column.key != "term"]
        assert numbers == list(range(1, len(numbers) + 1))
        assert [column.number for column in document.table("indicators").columns] == list(range(1, 10))


@pytest.mark.parametrize(
    ("slug", "year", "activities", "planned", "rows", "tasks"),
    [
        ("jurmala", 2027, 35, 34, 17, 0),
        ("liepaja", 2026, 32, 32, 17, 40),
        ("tukums", 2026, 25, 25, 9, 0),
        ("riga", 2026, 41, 40, 12, 0),
        ("valka", 2026, 11, 11, 7, 19),
    ],
)
def test_nothing_of_a_plan_is_left_out(documents, slug, year, activities, planned, rows, tasks):
    document = documents[slug, year]
    assert len(reading.activities(document)) == document.figures.activities == activities
    assert len(reading.indicators(document)) == document.figures.indicators == rows
    assert sum(len(row.cells["tasks"].items) for row in reading.activities(document)) == tasks
    assert counts_of(document) == [
        ("done", "Izpildīts", 0),
        ("started", "Uzsākts", 0),
        ("not_started", "Nav uzsākts", 0),
        ("", "Nav datu", planned),
    ]
    assert (document.figures.total, document.figures.uncounted) == (planned, activities - planned)
    assert {row.cells["value"].text for row in reading.indicators(document)} == {"nav datu"}
    assert len({row.anchor for table in document.tables for row in table.rows}) == activities + rows


def test_tasks_say_who_and_when(documents):
    task = reading.activities(documents["valka", 2025])[0].cells["tasks"].items[0]
    assert task.text == "1.1.1. Anketēšana vecāku vajadzību apzināšanai"
    assert [line.text for line in task.labelled] == [
        "VJCĢ, Ērģemes pamatskola, Valkas PII",
        "IKSJ",
        "2024. gada janv. – febr.",
    ]
    assert task.labelled[2].label == "Termiņš"


def test_an_institution_that_supervises_is_not_lost(documents):
    told = [line for row in reading.activities(documents["tukums", 2025]) for line in reading.lines(row, "lead")]
    assert {label for label, _ in told} == {"Par uzraudzību atbildīgā institūcija"}
    assert {text for _, text in told} >= {"Tukuma novada Izglītības pārvalde"}


def test_the_money_of_an_accounting_is_printed_in_one_form_with_its_sum(documents):
    document = documents["valka", 2024]
    spent = [
        text.replace("\u00a0", " ")
        for row in reading.activities(document)
        for label, text in reading.lines(row, "evaluation")
        if label == "Ieguldītais finansējums"
    ]
    assert spent == [f"{sum} EUR" for sum in VALKA_MONEY] + ["1 slodze"]
    (total,) = document.table("activities").notes
    total = total.replace("\u00a0", " ")
    assert total == "Ieguldītais finansējums kopā: 21 180,00 EUR (neskaitot 1 ierakstu bez summas)."
    assert documents["jurmala", 2025].table("activities").notes == ()


#: Column EUR of Valka's fourth table; 15380 is printed there without a comma.
VALKA_MONEY = [
    "300,00",
    "1 000,00",
    "300,00",
    "400,00",
    "2 400,00",
    "300,00",
    "600,00",
    "200,00",
    "300,00",
    "15 380,00",
]


@pytest.mark.parametrize(
    ("slug", "year", "absent"),
    [
        ("jurmala", 2025, set()),
        ("liepaja", 2025, {"programme_links", "term"}),
        ("tukums", 2025, {"planned_result", "tasks", "involved", "resources", "programme_links"}),
        ("riga", 2028, {"tasks", "resources", "programme_links"}),
        ("valka", 2024, {"programme_links"}),
    ],
)
def test_what_a_plan_leaves_empty_is_no_column(documents, slug, year, absent):
    every = {column.key for column in documents["jurmala", 2025].table("activities").columns}
    assert len(every) == 14
    assert every - {column.key for column in documents[slug, year].table("activities").columns} == absent


def test_what_the_report_fills_is_a_column_though_nobody_has_answered(documents):
    keys = {column.key for column in documents["tukums", 2028].table("activities").columns}
    assert {"status", "evaluation"} <= keys


def test_assumed_years_are_not_printed_as_terms(documents):
    """The marks of Liepāja's plan were shading and are lost; what stands in the database is assumed."""
    assert {row.cells["term"].text for row in reading.activities(documents["liepaja", 2025])} == {""}


def test_years_stand_where_there_is_no_term(documents):
    assert reading.activities(documents["riga", 2025])[0].cells["term"].text == "2024.–2027."


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([], ""),
        ([2025], "2025."),
        ([2024, 2025, 2026], "2024.–2026."),
        ([2024, 2026, 2027], "2024., 2026.–2027."),
        ([2024, 2026, 2028], "2024., 2026., 2028."),
    ],
)
def test_years_as_people_write_them(years, text):
    assert years_text(years) == text


# ------------------------------------------------------------------------------------------------------------- small plans


def test_a_plan_without_anything_has_a_report_too():
    plan = make.PlanFactory()
    document = assemble(plan, 2027)
    assert document.is_draft
    assert [(table.levels, table.rows) for table in document.tables] == [((), []), ((), [])]
    assert (document.annex, document.prepared_by) == ("", "")
    assert (reading.summary(document), reading.conclusions(document)) == ((), ())
    assert level_chart(document.figures).bars == ()


def test_a_level_without_goals_has_no_row():
    goal = make.GoalFactory(level=PreventionLevel.TARGETED)
    make.ActivityFactory(goal=goal)
    assert [level.key for level in assemble(goal.plan, YEAR).table("activities").levels] == ["targeted"]


def test_a_goal_without_activities_stays():
    goal = make.GoalFactory()
    table = assemble(goal.plan, YEAR).table("activities")
    (level,) = table.levels
    (group,) = level.groups
    (row,) = group.rows
    assert reading.texts(row, "goal_number", "goal") == (goal.number, goal.title)
    assert row.note == "Šim mērķim aktivitāšu nav."
    assert table.rows == []


def test_goals_of_another_list_are_not_reported():
    goal = make.GoalFactory(listing=GoalListing.STRATEGIC)
    assert assemble(goal.plan, YEAR).table("activities").levels == ()


def test_only_the_year_itself_is_reported():
    activity = make.ActivityFactory()
    make.AssessmentFactory(activity=activity, year=YEAR - 1, status="done")
    make.AssessmentFactory(activity=activity, year=YEAR, status="started", evaluation="Pirmā.\n\n Otrā. \n")
    (row,) = reading.activities(assemble(activity.plan, YEAR))
    status = row.cells["status"]
    assert (status.state, status.text, row.cells["evaluation"].lines) == ("started", "Uzsākts", ["Pirmā.", "Otrā."])


def test_a_status_that_documents_do_not_know_is_counted_where_it_occurs():
    activity = make.ActivityFactory()
    make.AssessmentFactory(activity=activity, status="postponed")
    document = assemble(activity.plan, YEAR)
    assert counts_of(document)[-1] == ("postponed", "Atlikts", 1)
    assert "atlikta" in document.figures.counts[-1].status.counted


def test_money_without_a_printed_text_gets_one():
    activity = make.ActivityFactory()
    make.AssessmentFactory(activity=activity, spent=Decimal("1234.5"), achieved="12 nodarbības")
    (row,) = reading.activities(assemble(activity.plan, YEAR))
    assert reading.lines(row, "evaluation") == [
        ("Ieguldītais finansējums", "1\u00a0234,50 EUR"),
        ("Sasniegtā vērtība", "12 nodarbības"),
    ]


@pytest.mark.parametrize(
    ("printed", "spent", "text"),
    [
        ("15380", "15380", "15\u00a0380,00 EUR"),
        ("1 slodze", None, "1 slodze"),
        ("pamatdarba ietvaros", "20", "20,00 EUR · pamatdarba ietvaros"),
    ],
)
def test_money_in_words_gets_no_currency(printed, spent, text):
    activity = make.ActivityFactory()
    make.AssessmentFactory(activity=activity, spent=spent and Decimal(spent), spent_printed=printed)
    (row,) = reading.activities(assemble(activity.plan, YEAR))
    assert reading.lines(row, "evaluation") == [("Ieguldītais finansējums", text)]


def test_a_term_without_a_printed_text_is_put_into_words():
    activity = make.ActivityFactory(term_printed="", term_ongoing=False, term_end=date(2026, 12, 31))
    task = make.TaskFactory(activity=activity, term_printed="", term_ongoing=True)
    (row,) = reading.activities(assemble(activity.plan, YEAR))
    assert row.cells["term"].text == "līdz 31.12.2026."
    (item,) = row.cells["tasks"].items
    assert item.text == f"{task.number} {task.title}"
    assert ("Termiņš", "Pastāvīgi") in [(line.label, line.text) for line in item.labelled]


def test_a_missing_value_says_why():
    row = make.IndicatorRowFactory()
    make.MeasurementFactory(row=row, value=None, printed="-", note="Skat. 3. rādītāju.", missing_reason="Aptaujas nav.")
    cells = reading.indicators(assemble(row.indicator.plan, YEAR))[0].cells
    assert (cells["value"].text, cells["value"].is_missing) == ("-", True)
    assert (cells["trend"].state.arrow, cells["trend"].text) == ("-", "nav vērtības")
    assert cells["note"].text == "Skat. 3. rādītāju."


def test_a_missing_value_without_a_note_says_why():
    row = make.IndicatorRowFactory()
    make.MeasurementFactory(row=row, value=None, printed="-", note="", missing_reason="Aptaujas nav.")
    assert reading.indicators(assemble(row.indicator.plan, YEAR))[0].cells["note"].text == "Aptaujas nav."


def test_without_a_baseline_nothing_is_compared():
    row = make.IndicatorRowFactory(baseline_value=None, measurements={YEAR: "5"})
    trend = reading.indicators(assemble(row.indicator.plan, YEAR))[0].cells["trend"]
    assert (trend.state, trend.text) == ("not_comparable", "Nav bāzes vērtības (nav salīdzināms)")


@pytest.mark.parametrize(
    ("term", "years", "overdue", "unanswered"),
    [
        ({"term_ongoing": True}, [], True, True),
        ({"term_ongoing": False}, [], True, True),
        ({"term_ongoing": False, "term_start": date(2026, 1, 1)}, [], False, False),
        ({"term_ongoing": False, "term_start": date(2026, 1, 1), "term_end": date(2029, 12, 31)}, [], False, False),
        ({"term_ongoing": False}, [2025, 2026], True, True),
        ({"term_ongoing": False}, [2026], False, False),
        ({"term_ongoing": False}, [2024], True, False),
    ],
)
def test_only_what_was_due_needs_attention(term, years, overdue, unanswered):
    plan = make.PlanFactory(period_start=2024, period_end=2029)
    goal = make.GoalFactory(plan=plan)
    activity = make.ActivityFactory(goal=goal, years=years, **term)
    assert bool(assemble(plan, YEAR).attention.unanswered) == unanswered
    make.AssessmentFactory(activity=activity, status="not_started")
    attention = assemble(plan, YEAR).attention
    assert (bool(attention.overdue), attention.unanswered) == (overdue, ())


def test_an_indicator_row_without_a_name_goes_by_its_label():
    indicator = make.IndicatorFactory(name="Pārtraukušie", code="VAI018")
    make.IndicatorRowFactory(indicator=indicator, label="psk. posmā")
    make.IndicatorRowFactory(indicator=indicator, label="vsk. posmā")
    make.IndicatorRowFactory(indicator=indicator, own_name="Atstātie", label="Atstātie", own_code="VAI003")
    rows = reading.indicators(assemble(indicator.plan, YEAR))
    names = ["Pārtraukušie (VAI018)\npsk. posmā", "vsk. posmā", "Atstātie (VAI003)"]
    assert [row.cells["indicator"].text for row in rows] == names
    alone = ["Pārtraukušie (VAI018): psk. posmā", "vsk. posmā", "Atstātie (VAI003)"]
    assert [row.cells["indicator"].repeated for row in rows] == alone
    assert [row.cells["number"].text for row in rows] == [indicator.number, "", ""]


def test_a_stage_is_said_once(documents):
    """Liepāja prints it in the cell of the baseline, and nothing in that of the name."""
    rows = [reading.marked(documents["liepaja", 2025], mark) for mark in ("8", "8b")]
    name = (
        "Izglītojamo īpatsvars, kuriem ir nodrošināti atbalsta pasākumi PMP risku novēršanai "
        "(pamatskolas posmā, vidusskolas posmā)."
    )
    assert [reading.texts(row, "indicator", "baseline") for row in rows] == [
        (name, "psk. posmā 10% (2022)"),
        ("", "vsk. posmā 10% (2022)"),
    ]
    assert [(row.cells["source"].text, row.cells["source"].repeated) for row in rows] == [
        ("Izglītības iestādes", ""),
        ("", "Izglītības iestādes"),
    ]


@pytest.mark.parametrize(
    ("minutes", "point", "ending"),
    [
        ("17", "14.§", " (protokola Nr. 17, 14.§)"),
        ("17", "", " (protokola Nr. 17)"),
        ("", "2. punkts", " (2. punkts)"),
        ("Nr.20", "3.§", " (protokola Nr. 20, 3.§)"),
        ("", "", ""),
    ],
)
def test_the_annex_line_prints_what_is_known(minutes, point, ending):
    decision = make.CouncilDecisionFactory.build(
        plan=None, number="TND/23/611", date=date(2023, 10, 26), minutes=minutes, point=point
    )
    line = annex_line(decision, "Tukuma novada domes")
    assert line == f"Pielikums Tukuma novada domes 2023. gada 26. oktobra lēmumam Nr. TND/23/611{ending}"


@pytest.mark.parametrize("number", ["1/2021", "Nr.1/2021", "Nr. 1/2021", "nr 1/2021", " Nr.1/2021 "])
def test_a_number_has_one_nr_before_it(number):
    decision = make.CouncilDecisionFactory.build(plan=None, number=number, date=date(2021, 3, 5), minutes="", point="")
    assert annex_line(decision, "domes") == "Pielikums domes 2021. gada 5. marta lēmumam Nr. 1/2021"
    assert str(decision) == "Nr. 1/2021, 05.03.2021."


# ------------------------------------------------------------------------------------------------------- draft or approved


@pytest.fixture
def approved():
    """A plan with one of everything whose report the council has approved, after its last change."""
    plan = make.whole_plan()
    approve(plan)
    return plan


def test_a_report_is_a_draft_until_it_is_approved(plan):
    assert assemble(plan, YEAR).is_draft


def test_an_approved_report_is_no_draft(approved):
    document = assemble(approved, YEAR)
    assert (document.is_draft, document.changed_since_approval) == (False, False)
    assert document.annex.endswith("lēmumam Nr. 295")
    assert assemble(approved, YEAR + 1).is_draft


def test_blocks_of_approval_and_signature_are_the_plans(approved):
    approved.approval_block = "APSTIPRINĀTS\nar domes lēmumu"
    approved.signature_block = "Domes priekšsēdētāja\n(personiskais paraksts)"
    assert assemble(approved, YEAR).is_draft, "they are printed too"
    approved.save()
    adopt(approved.reports.get(year=YEAR))
    document = assemble(approved, YEAR)
    assert document.approval == ("APSTIPRINĀTS", "ar domes lēmumu")
    assert document.signature == ("Domes priekšsēdētāja", "(personiskais paraksts)")
    approved.goals.update(title="Cits mērķis")
    draft = assemble(approved, YEAR)
    assert (draft.approval, draft.signature) == ((), document.signature)


#: a column of each kind of row that the report prints, and other words for it
PRINTED = {
    "plans.Goal": "title",
    "plans.Activity": "planned_result",
    "plans.Task": "title",
    "plans.Abbreviation": "long",
    "monitoring.Assessment": "evaluation",
    "indicators.IndicatorRow": "baseline_printed",
    "indicators.Measurement": "note",
    "reports.ReportSection": "body",
    "reports.ReportPoint": "text",
    "accounts.Institution": "short",
}
of_every_kind = pytest.mark.parametrize("label", PRINTED)


def change(plan, label, text="Pavisam citi vārdi"):
    """Other words in one row, told by a change set as every save of the product is; returns what stood there."""
    row, column = apps.get_model(label).objects.order_by("pk").first(), PRINTED[label]
    before = getattr(row, column)
    setattr(row, column, text)
    row.save()
    ChangeSet.objects.create(municipality=plan.municipality, plan=plan)
    return before


def drafts(plan):
    """Whether the report is a draft: as it is read, and at a glance."""
    plan = type(plan).objects.select_related("municipality").get(pk=plan.pk)
    return assemble(plan, YEAR).is_draft, glance(plan, YEAR).is_draft


@of_every_kind
def test_a_change_of_what_is_printed_makes_it_a_draft_again_until_it_is_put_back(approved, label):
    before = change(approved, label)
    assert drafts(approved) == (True, True)
    document = assemble(approved, YEAR)
    assert (document.changed_since_approval, document.annex, document.approval) == (True, "", ())
    change(approved, label, before)
    assert drafts(approved) == (False, False)
    assert assemble(approved, YEAR).annex.endswith("lēmumam Nr. 295")


@of_every_kind
def test_an_innocent_save_undoes_no_adoption(approved, label):
    row = apps.get_model(label).objects.order_by("pk").first()
    change(approved, label, getattr(row, PRINTED[label]))
    assert drafts(approved) == (False, False)


@pytest.mark.parametrize("label", ["plans.Task", "reports.ReportPoint", "plans.Abbreviation"])
def test_a_row_that_is_gone_is_noticed(approved, label):
    apps.get_model(label).objects.order_by("pk").first().delete()
    ChangeSet.objects.create(municipality=approved.municipality, plan=approved)
    assert drafts(approved) == (True, True)


def test_a_change_of_what_is_not_printed_leaves_it_approved(approved):
    activity, row = approved.activities.first(), IndicatorRow.objects.first()
    make.AssessmentFactory(activity=activity, year=YEAR + 1)
    make.MeasurementFactory(row=row, year=YEAR + 1)
    make.ActivityFactory()
    approved.activities.update(note="Piezīme par avotu.")
    ChangeSet.objects.create(municipality=approved.municipality, plan=approved)
    assert drafts(approved) == (False, False)


def test_without_a_known_content_whatever_was_saved_later_counts(approved):
    """A report that was approved before contents were compared."""
    approved.reports.update(adopted_hash="")
    assert drafts(approved) == (False, False)
    ChangeSet.objects.create(municipality=approved.municipality, plan=make.draft_after(approved))
    assert drafts(approved) == (False, False), "another plan"
    ChangeSet.objects.create(municipality=approved.municipality)
    assert drafts(approved) == (False, False), "a role, say"
    ChangeSet.objects.create(municipality=approved.municipality, plan=approved)
    assert drafts(approved) == (True, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: Plan.objects.filter(pk=plan.pk).update(title="Cits nosaukums"),
        lambda plan: Plan.objects.filter(pk=plan.pk).update(approval_block="APSTIPRINĀTS"),
        lambda plan: Plan.objects.filter(pk=plan.pk).update(signature_block="Domes priekšsēdētāja"),
        lambda plan: plan.decisions.filter(year=YEAR).update(number="296"),
        lambda plan: plan.reports.update(prepared_by="Cita nodaļa"),
        lambda plan: type(plan.municipality).objects.update(council_genitive="Citas domes"),
        lambda plan: type(plan.municipality).objects.update(place="Cita vieta"),
    ],
)
def test_the_cover_is_part_of_what_was_adopted(approved, change):
    change(approved)
    ChangeSet.objects.create(municipality=approved.municipality, plan=approved)
    assert drafts(approved) == (True, True)


def test_a_glance_reads_the_report_once_for_each_save(approved, django_assert_num_queries):
    ChangeSet.objects.create(municipality=approved.municipality, plan=approved)
    assert not glance(approved, YEAR).is_draft
    with django_assert_num_queries(10):
        assert not glance(approved, YEAR).is_draft


# -------------------------------------------------------------------------------------------------------- queries, pictures


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, django_assert_num_queries):
    make.whole_plan(activities=rows, rows=rows)
    plan = Plan.objects.select_related("municipality").prefetch_related("target_years").get()
    with django_assert_num_queries(16):
        assemble(plan, YEAR)


def test_the_chart_draws_each_level_on_one_scale(jurmala):
    chart = level_chart(jurmala.figures)
    assert [(bar.name, bar.total) for bar in chart.bars] == [
        ("I Universālā prevencija", 16),
        ("2 Mērķtiecīgā prevencija", 15),
        ("3 Pielāgota prevencija", 4),
    ]
    universal, _, tailored = chart.bars
    assert [(segment.status, segment.value, segment.x, segment.width) for segment in universal.segments] == [
        ("done", 8, 0.0, 50.0),
        ("started", 3, 50.0, 18.75),
        ("not_started", 5, 68.75, 31.25),
    ]
    assert [(segment.x, segment.width) for segment in tailored.segments] == [(0.0, 25.0)]
    assert chart.description == (
        "Aktivitāšu izpilde 2025. gadā. I Universālā prevencija: izpildīts – 8, uzsākts – 3, nav uzsākts – 5; "
        "2 Mērķtiecīgā prevencija: izpildīts – 14, uzsākts – 1; 3 Pielāgota prevencija: izpildīts – 4."
    )


def printed_widths(table):
    return widths(table, size(table))


def test_printed_columns_fill_the_page(documents):
    for document in documents.values():
        for table in document.tables:
            found = printed_widths(table)
            assert set(found) == {column.key for column in table.columns}
            assert sum(found.values()) == TABLE


def test_the_widest_column_is_where_most_is_written(documents):
    def widest(slug, year):
        found = printed_widths(documents[slug, year].table("activities"))
        return max(found, key=found.get)

    assert widest("jurmala", 2025) == "evaluation"
    assert widest("liepaja", 2025) == "tasks"


def test_letters_are_as_large_as_the_table_leaves_room_for(documents):
    sizes = {slug: size(documents[slug, 2025].table("activities")) for slug in ("jurmala", "tukums", "riga", "valka")}
    assert sizes == {"jurmala": 7.5, "tukums": 8, "riga": 8, "valka": 8}
    assert {size(document.table("indicators")) for document in documents.values()} == {8}


# -------------------------------------------------------------------------------------------------------------- the anchors


def anchors(plan):
    """The ids of all rows of the activities and of the indicators."""
    document = assemble(plan, YEAR)
    return [row.anchor for row in reading.activities(document)], [row.anchor for row in reading.indicators(document)]


def test_anchors_come_from_the_normal_form_of_numbers(municipality):
    goal = make.GoalFactory(plan__municipality=municipality, number="1.")
    for number in ("1.01.", "１.2", "1-2", "1.#2"):
        make.ActivityFactory(goal=goal, number=number)
    for number in ("02.", "2B"):
        make.IndicatorRowFactory.create_batch(2, indicator=make.IndicatorFactory(plan=goal.plan, number=number))
    activities, indicators = anchors(goal.plan)
    assert activities == ["aktivitate-1-1", "aktivitate-1-2", "aktivitate-1_2d_2", "aktivitate-1-_23_2"]
    assert indicators == ["raditajs-2", "raditajs-2b", "raditajs-2b_", "raditajs-2b_b"]


def test_what_stood_twice_in_the_old_days_has_two_anchors(municipality):
    goal = make.GoalFactory(plan__municipality=municipality, number="1.")
    make.ActivityFactory(goal=goal, number="1.1.")
    second = make.ActivityFactory(goal=goal, number="1.2.")
    Activity.objects.filter(pk=second.pk).update(number="1.1", number_key="1.1 ~2")
    assert anchors(goal.plan)[0] == ["aktivitate-1-1", "aktivitate-1-1_20__7e_2"]


def test_no_two_rows_of_a_demo_report_have_one_anchor(documents):
    for document in documents.values():
        rows = [row.anchor for row in [*reading.activities(document), *reading.indicators(document)] if row.anchor]
        assert len(set(rows)) == len(rows) > 0

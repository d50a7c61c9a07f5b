"""Widths of printed columns: the same as by trying every column for every millimetre, in a tenth of the time."""

import random
import time

import pytest
from django.db import transaction

from plans.models import Plan
from pmp.site import demo
from reports.document import assemble
from reports.document.blocks import Cell, Column, ColumnKind, Group, Labelled, Level, Row, Table, Width
from reports.widths import PADDING, TABLE, _areas, widths

REPORTS = [("jurmala", 2025), ("liepaja", 2025), ("tukums", 2025), ("riga", 2028), ("valka", 2024)]


def tried_out(table):
    """What the widths mean, without any shortcut: each millimetre goes where the whole table becomes shortest."""
    rows = [_areas(table.columns, row) for row in table.rows]
    found = {column.key: column.width.least for column in table.columns}
    for _ in range(TABLE - sum(found.values())):
        found[min(found, key=lambda key: total_height(rows, {**found, key: found[key] + 3}))] += 1
    return found


def total_height(rows, widths):
    return sum(max((area / (widths[key] - PADDING) for key, area in row), default=0) for row in rows)


def table_of(columns, rows):
    cells = [Row("", dict(zip([column.key for column in columns], row, strict=True))) for row in rows]
    level = Level("universal", "I", tuple(Group((row,)) for row in cells))
    return Table("any", "", tuple(columns), (level,), "")


def random_table(seed):
    """Columns with and without letters that matter, rows short, long and empty, with labels and items."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    columns = [
        Column(str(number), number, "", ColumnKind.WORDS, a_width(dice)) for number in range(1, dice.randint(2, 14))
    ]
    return table_of(columns, [[a_cell(dice) for _ in columns] for _ in range(dice.randint(0, 40))])


def a_width(dice):
    letter = dice.choice([0, dice.uniform(3, 7)])
    return Width(dice.randint(8, 30), letter, line=dice.choice([0, 25]), label=dice.choice([0, 40]))


def a_cell(dice):
    lines = ["a" * dice.randint(0, dice.choice([3, 80, 1500])) for _ in range(dice.randint(0, 3))]
    labelled = [Labelled("x", "b" * dice.randint(1, 90)) for _ in range(dice.choice([0, 0, 2]))]
    items = [Cell("c" * dice.randint(1, 200)) for _ in range(dice.choice([0, 0, 3]))]
    return Cell("\n".join(lines), tuple(labelled), tuple(items))


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """Every table of the five plans' reports."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load_plans()
        plans = {plan.municipality.slug: plan for plan in Plan.objects.select_related("municipality")}
        found = [table for slug, year in REPORTS for table in assemble(plans[slug], year).tables]
        transaction.set_rollback(True)
    return found


def test_the_five_plans_have_the_widths_that_trying_out_gives(tables):
    assert len(tables) == 10
    for table in tables:
        assert widths(table) == tried_out(table)


@pytest.mark.parametrize("seed", range(60))
def test_so_has_any_table(seed):
    table = random_table(seed)
    assert widths(table) == tried_out(table)


def test_it_takes_a_fraction_of_the_time(tables):
    def seconds(work):
        start = time.process_time()
        for table in tables:
            work(table)
        return time.process_time() - start

    assert min(seconds(widths) for _ in range(3)) < 0.25 * seconds(tried_out)


def test_a_table_without_rows_gives_the_page_to_its_first_column():
    columns = [Column(key, 1, "", ColumnKind.WORDS, Width(20, 4.0)) for key in ("a", "b")]
    assert widths(table_of(columns, [])) == {"a": TABLE - 20, "b": 20}


def test_columns_that_need_more_than_the_page_have_their_least():
    columns = [Column(key, 1, "", ColumnKind.WORDS, Width(200, 4.0)) for key in ("a", "b")]
    assert widths(table_of(columns, [[Cell("a" * 900), Cell()]])) == {"a": 200, "b": 200}

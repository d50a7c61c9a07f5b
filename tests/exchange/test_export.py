"""The plan as one document: what ``export_plan`` writes and the page offers."""

import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from pmp.common.parts import plain
from pmp.exchange.document import PlanDocument
from tests import factories


@pytest.mark.parametrize(
    ("number", "text"),
    [("77.0000", "77"), ("5.8800", "5.88"), ("300", "300"), ("0.0000", "0"), ("1E+3", "1000")],
)
def test_decimals_are_plain_strings(number, text):
    assert plain(Decimal(number)) == text


def test_the_command_writes_the_whole_plan(plan, tmp_path):
    path = tmp_path / "plans.json"
    call_command("export_plan", plan.municipality.slug, "--format", "json", "--output", str(path))
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document == PlanDocument.from_db(plan).model_dump(mode="json")
    activity = document["goals"][0]["activities"][0]
    assert set(activity["institutions"]) == {"lead", "involved", "supervising"}
    assert activity["reported"]["2025"]["spent"] == "1234.50"
    row = document["indicators"][0]
    assert row["targets"]["2027"]["value"] == "55"
    assert row["values"]["2025"]["value"] == "50.5"
    assert row["values"]["2025"]["trend"] in {"improving", "worsening", "stable", "not_comparable"}


@pytest.mark.django_db
def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="plāna nav"):
        call_command("export_plan", "nekur")


def test_the_command_says_where_it_cannot_write(plan, tmp_path):
    with pytest.raises(CommandError, match="nevar ierakstīt"):
        call_command("export_plan", plan.municipality.slug, "--output", str(tmp_path / "nav" / "plans.json"))


@pytest.mark.parametrize("size", [1, 3])
def test_queries_do_not_grow_with_rows(size, django_assert_num_queries, db):
    plan = factories.whole_plan(activities=size, rows=size)
    plan = type(plan).objects.select_related("municipality").get(pk=plan.pk)
    with django_assert_num_queries(25):
        PlanDocument.from_db(plan)


def test_members_download_it_and_strangers_do_not(plan, signed_in):
    address = f"/{plan.municipality.slug}/{plan.span}/plans.json"
    response = signed_in(factories.council_member(plan.municipality)).get(address)
    assert response.headers["Content-Type"] == "application/json"
    assert json.loads(response.content)["municipality"]["slug"] == plan.municipality.slug
    assert signed_in(factories.stranger()).get(address).status_code == 404
    assert signed_in(factories.editor(plan.municipality)).post(address).status_code == 405


def test_nobody_downloads_it_without_signing_in(plan, client):
    response = client.get(f"/{plan.municipality.slug}/{plan.span}/plans.json")
    assert response.status_code == 302
    assert response.url.startswith("/ieiet/")


@pytest.mark.django_db
def test_a_bound_and_a_target_outside_the_list_of_years_go_out():
    row = factories.IndicatorRowFactory(baseline_value=5, baseline_bound="at_least", baseline_printed="vismaz 5%")
    factories.MeasurementFactory(row=row, value=1, bound="below", printed="< 1%")
    factories.TargetFactory(row=row, year=2028, kind="above", amount=70, printed="> 70%")
    document = PlanDocument.from_db(row.indicator.plan).model_dump(mode="json")
    assert document["target_years"] == [2027, 2029]
    for printed in (document["indicators"][0], document["numbered_indicators"][0]["rows"][0]):
        assert (printed["baseline"]["bound"], printed["baseline"]["printed"]) == ("at_least", "vismaz 5%")
        assert (printed["values"]["2025"]["bound"], printed["values"]["2025"]["printed"]) == ("below", "< 1%")
        target = printed["targets"]["2028"]
        assert (target["kind"], target["amount"], target["printed"]) == ("above", "70", "> 70%")
    assert document["indicators"][0]["values"]["2025"]["trend"] == "worsening"

"""A document with a slip is refused with one Latvian sentence: where, which key, which value."""

import json
from copy import deepcopy

import pytest

from pmp.exchange import files
from pmp.exchange.document import FORMAT, PlanDocument
from pmp.exchange.slips import DocumentRefused
from tests.exchange.documents import SMALL, with_slip

GOAL = ("goals", 0)
ACTIVITY = (*GOAL, "activities", 0)
INDICATOR = ("numbered_indicators", 0)
ROW = (*INDICATOR, "rows", 0)
TASK = {"number": "1.01.1", "title": "Otrais"}


def test_the_document_itself_is_sound():
    document = files.document_from(SMALL)
    assert files.document_from(document.model_dump()) == document


SLIPS = {
    # what the schema sees
    "unknown status": (
        with_slip(*ACTIVITY, "reported", 2025, "status", to="donee"),
        "Mērķis 1., aktivitāte 1.1., 2025. gada izvērtējums: „status” nevar būt „donee”; der done, started, not_started, "
        "partly_done, postponed, cancelled.",
    ),
    "wrong number": (
        with_slip(*ACTIVITY, "reported", 2025, "spent", to="3OO,00"),
        "Mērķis 1., aktivitāte 1.1., 2025. gada izvērtējums: „spent” jābūt skaitlim ar punktu, bet ir „3OO,00”.",
    ),
    "too exact": (
        with_slip(*ACTIVITY, "reported", 2025, "spent", to="1.005"),
        "Mērķis 1., aktivitāte 1.1., 2025. gada izvērtējums: „spent” ir vairāk nekā 2 cipari aiz komata: „1.005”.",
    ),
    "less than nothing": (
        with_slip(*ACTIVITY, "reported", 2025, "spent", to="-1"),
        "Mērķis 1., aktivitāte 1.1., 2025. gada izvērtējums: „spent” nevar būt mazāks par 0, bet ir „-1”.",
    ),
    "no number at all": (
        with_slip(*ROW, "values", 2025, "value", to="NaN"),
        "Rādītājs 1., rinda (1.), 2025. gada rādītāja vērtība: „value” jābūt skaitlim ar punktu, bet ir „NaN”.",
    ),
    "unknown key": (
        with_slip(*ACTIVITY, "titel", to="Apmācības"),
        "Mērķis 1., aktivitāte 1.1.: „titel” ir nezināma atslēga.",
    ),
    "unknown heading": (
        with_slip("headings", "gaol", to="Mērķi"),
        "„headings.gaol” nevar būt „gaol”; der goal, expected_results, activity, planned_result,",
    ),
    "missing key": (
        with_slip(*GOAL, to={"number": "2.", "level": "universal"}),
        "Mērķis 2.: „title” nav norādīts.",
    ),
    "wrong type": (
        with_slip(*ACTIVITY, "title", to=5),
        "Mērķis 1., aktivitāte 1.1.: „title” jābūt tekstam pēdiņās, bet ir „5”.",
    ),
    "a number that YAML took for one": (
        with_slip(*ACTIVITY, "number", to=1.1),
        "Mērķis 1., aktivitāte 1.1: „number” jābūt tekstam pēdiņās, bet ir „1.1”.",
    ),
    "a text for a list": (
        with_slip(*ACTIVITY, "years", to="visi"),
        "Mērķis 1., aktivitāte 1.1.: „years” jābūt sarakstam, bet ir „visi”.",
    ),
    "a list for an object": (
        with_slip(*ACTIVITY, "institutions", to=["LP"]),
        "Mērķis 1., aktivitāte 1.1.: „institutions” jābūt atslēgām ar vērtībām, bet ir saraksts ar 1 vērtībām.",
    ),
    "an object for a text": (
        with_slip(*ACTIVITY, "tasks", 0, "title", to={"lv": "Sagatavot"}),
        "Mērķis 1., aktivitāte 1.1., uzdevums 1.1.1.: „title” jābūt tekstam pēdiņās, bet ir atslēgas ar vērtībām.",
    ),
    "yes or no": (
        with_slip(*ACTIVITY, "term_ongoing", to="varbūt"),
        "Mērķis 1., aktivitāte 1.1.: „term_ongoing” jābūt true vai false, bet ir „varbūt”.",
    ),
    "no day": (
        with_slip(*ACTIVITY, "term_end", to="2026-02-30"),
        "Mērķis 1., aktivitāte 1.1.: „term_end” jābūt datumam kā 2025-12-31, bet ir „2026-02-30”.",
    ),
    "no moment": (
        with_slip("reports", 2025, "approved_at", to="vakar"),
        "2025. gada ziņojums: „approved_at” jābūt laikam kā 2025-12-31T12:00:00+02:00, bet ir „vakar”.",
    ),
    "a moment somewhere": (
        with_slip("reports", 2025, "approved_at", to="2026-05-28T10:00:00"),
        "2025. gada ziņojums: „approved_at” jābūt laikam ar joslu kā 2025-12-31T12:00:00+02:00, bet ir „2026-05-28T10:00:00”.",
    ),
    "a year out of reach": (
        with_slip(*ACTIVITY, "years", to=[1925]),
        "Mērķis 1., aktivitāte 1.1.: „years” nevar būt mazāks par 2000, bet ir „1925”.",
    ),
    "a year that is none": (
        with_slip(*ACTIVITY, "reported", to={"2025.g.": {}}),
        "Mērķis 1., aktivitāte 1.1.: „reported.2025.g.” jābūt veselam skaitlim, bet ir „2025.g.”.",
    ),
    "a key far away": (
        with_slip(*ACTIVITY, "reported", to={2101: {}}),
        "Mērķis 1., aktivitāte 1.1., 2101. gada izvērtējums: nevar būt lielāks par 2100, bet ir „2101”.",
    ),
    "too long": (
        with_slip(*GOAL, "number", to="1." * 40),
        f"Mērķis {'1.' * 40}: „number” ir garāks par 20 zīmēm: „{'1.' * 29}1…”.",
    ),
    "a sign that nobody sees": (
        with_slip(*ACTIVITY, "title", to="Apmā\x00cības"),
        "Mērķis 1., aktivitāte 1.1.: „title” satur neredzamu nulles zīmi.",
    ),
    "half a period": (with_slip("period", to=2025), "„period” jābūt diviem gadiem sarakstā, bet ir „2025”."),
    "three halves": (
        with_slip("period", to=[2025, 2026, 2027]),
        "„period” jābūt diviem gadiem sarakstā, bet ir saraksts ar 3 vērtībām.",
    ),
    "a period backwards": (with_slip("period", to=[2029, 2025]), "Plāna pēdējais gads (2025) ir pirms pirmā (2029)."),
    "a term backwards": (
        with_slip(
            *GOAL,
            "activities",
            1,
            to={"number": "1.2.", "title": "N", "term_start": "2027-01-01", "term_end": "2026-12-31"},
        ),
        "Mērķis 1., aktivitāte 1.2.: termiņa beigas (2026-12-31) ir pirms sākuma (2027-01-01).",
    ),
    "a target without its number": (
        with_slip(*ROW, "targets", 2027, "amount", to=None),
        "Rādītājs 1., rinda (1.), 2027. gada mērķa vērtība: mērķim ar veidu „value” skaitlis „amount” jānorāda.",
    ),
    "a target with a number too many": (
        with_slip(*ROW, "targets", 2027, "kind", to="direction"),
        "Rādītājs 1., rinda (1.), 2027. gada mērķa vērtība: mērķim ar veidu „direction” skaitlis „amount” nav jānorāda.",
    ),
    "a tolerance of what should grow": (
        with_slip(*ROW, "tolerance", to="2"),
        "Rādītājs 1., rinda (1.): pielaidi „tolerance” norāda tikai rādītājam, kas jāsaglabā („hold”), un tā nav negatīva.",
    ),
    "a letter that is a word": (
        with_slip(*ROW, "letter", to="otrā"),
        "Rādītājs 1., rinda (1.): „letter” ir garāks par 3 zīmēm: „otrā”.",
    ),
    "a letter that is a sign": (
        with_slip(*ROW, "letter", to="2B"),
        "Rādītājs 1., rinda (1.): „letter” var būt tikai mazie burti no a līdz z, bet ir „2B”.",
    ),
    "a share of nothing": (
        with_slip(*ROW, "baseline", "denominator", to="0"),
        "Rādītājs 1., rinda (1.): „baseline” saucējs „denominator” nav lielāks par nulli: „0”.",
    ),
    "a bound of nothing": (
        with_slip(*ROW, "values", 2025, to={"printed": "< 5", "bound": "below"}),
        "Rādītājs 1., rinda (1.), 2025. gada rādītāja vērtība: robežu „bound” norāda tikai kopā ar skaitli „value”: „below”.",
    ),
    "a decision on a report of no year": (
        with_slip("decisions", 0, "year", to=None),
        "Lēmums 7: lēmumam par ziņojumu jānorāda pārskata gads „year”.",
    ),
    "an approval by nobody": (
        with_slip("reports", 2025, to={"approved_at": "2026-05-28T10:00:00+03:00"}),
        "2025. gada ziņojums: apstiprinātam ziņojumam jānorāda domes lēmums „decision”.",
    ),
    "half a decision": (
        with_slip("reports", 2025, to={"decision": "7"}),
        "2025. gada ziņojums: domes lēmumam jānorāda gan numurs „decision”, gan datums „decision_date”.",
    ),
    "a format of later": (with_slip("format", to=FORMAT + 1), "„format” nevar būt „2”; der 1."),
    "no document": (["goals"], "Jābūt atslēgām ar vērtībām, bet ir saraksts ar 1 vērtībām."),
}


@pytest.mark.parametrize(("data", "said"), SLIPS.values(), ids=SLIPS)
def test_the_schema_says_what_is_wrong(data, said):
    with pytest.raises(DocumentRefused) as refusal:
        files.document_from(data)
    assert str(refusal.value).startswith(said) if said.endswith(",") else str(refusal.value) == said


#: what lies between rows
BETWEEN_ROWS = {
    "unknown institution": (
        with_slip(*ACTIVITY, "institutions", "lead", to=["LP", "VPP"]),
        "Mērķis 1., aktivitāte 1.1.: „institutions.lead” nav institūciju sarakstā: „VPP”.",
    ),
    "unknown institution of a task": (
        with_slip(*ACTIVITY, "tasks", 0, "institutions", to={"supervising": ["VPP"]}),
        "Mērķis 1., aktivitāte 1.1., uzdevums 1.1.1.: „institutions.supervising” nav institūciju sarakstā: „VPP”.",
    ),
    "an institution that has an abbreviation, by its name": (
        with_slip(*ACTIVITY, "institutions", "lead", to=["Labklājības pārvalde"]),
        "Mērķis 1., aktivitāte 1.1.: „institutions.lead” nav institūciju sarakstā: „Labklājības pārvalde”.",
    ),
    "doubled activity": (
        with_slip(*GOAL, "activities", 1, "number", to="1.1."),
        "Mērķis 1., aktivitāte 1.1.: „number” ir divreiz: „1.1.”.",
    ),
    "doubled activity in another spelling": (
        with_slip(*GOAL, "activities", 1, "number", to="1.01"),
        "Mērķis 1., aktivitāte 1.01: „number” ir divreiz: „1.01” un „1.1.”.",
    ),
    "doubled activity in full width": (
        with_slip(*GOAL, "activities", 1, "number", to="１．１"),
        "Mērķis 1., aktivitāte １．１: „number” ir divreiz: „１．１” un „1.1.”.",
    ),
    "doubled goal": (
        with_slip("goals", to=[*SMALL["goals"], {"number": "1", "level": "targeted", "title": "Otrs"}]),
        "Mērķis 1: „number” ir divreiz: „1” un „1.”.",
    ),
    "doubled task": (
        with_slip(*GOAL, "activities", 1, "tasks", to=[TASK]),
        "Mērķis 1., aktivitāte 1.2., uzdevums 1.01.1: „number” ir divreiz: „1.01.1” un „1.1.1.”.",
    ),
    "doubled indicator": (
        with_slip(
            "numbered_indicators",
            to=[*SMALL["numbered_indicators"], {"number": "01.", "level": "targeted", "name": "N"}],
        ),
        "Rādītājs 01.: „number” ir divreiz: „01.” un „1.”.",
    ),
    "doubled place of a row": (
        with_slip(*INDICATOR, "rows", to=[{"direction": "up", "order": 2}, {"direction": "up", "label": "psk."}]),
        "Rādītājs 1., rinda psk.: „letter” ir divreiz: „b”.",
    ),
    "doubled letter of a row": (
        with_slip(*INDICATOR, "rows", to=[{"direction": "up"}, {"direction": "up", "label": "psk.", "letter": ""}]),
        "Rādītājs 1., rinda psk.: „letter” ir divreiz: „”.",
    ),
    "doubled institution": (
        with_slip("institutions", to=[*SMALL["institutions"], {"short": "S", "name": "Skolas"}]),
        "Institūcija S: „name” ir divreiz: „Skolas”.",
    ),
    "doubled abbreviation of institutions": (
        with_slip("institutions", 1, "short", to="LP"),
        "Institūcija LP: „short” ir divreiz: „LP”.",
    ),
    "doubled abbreviation": (
        with_slip("abbreviations", to=[{"short": "LP", "long": "Viens"}, {"short": "LP", "long": "Otrs"}]),
        "Saīsinājums LP: „short” ir divreiz: „LP”.",
    ),
    "doubled decision": (
        with_slip("decisions", to=SMALL["decisions"] * 2),
        "Lēmums 7: „number” ir divreiz: „7” „2026-05-28”.",
    ),
    "doubled target year": (with_slip("target_years", to=[2027, 2027]), "„target_years” ir divreiz: „2027”."),
    "doubled year": (
        with_slip(*ACTIVITY, "years", to=[2025, 2026, 2025]),
        "Mērķis 1., aktivitāte 1.1.: „years” ir divreiz: „2025”.",
    ),
    "doubled source": (
        with_slip(*ACTIVITY, "funding", to=["state", "esf", "state"]),
        "Mērķis 1., aktivitāte 1.1.: „funding” ir divreiz: „state”.",
    ),
    "doubled code": (
        with_slip(*ACTIVITY, "programme_links", to=["I1.", "I1."]),
        "Mērķis 1., aktivitāte 1.1.: „programme_links” ir divreiz: „I1.”.",
    ),
    "doubled party": (
        with_slip(*ACTIVITY, "institutions", "lead", to=["LP", "LP"]),
        "Mērķis 1., aktivitāte 1.1.: „institutions.lead” ir divreiz: „LP”.",
    ),
    "unknown decision": (
        with_slip("reports", 2025, "decision", to="8"),
        "2025. gada ziņojums: „decision” nav lēmumu sarakstā: „8” „2026-05-28”.",
    ),
    "one decision on two reports": (
        with_slip("reports", 2026, to=SMALL["reports"][2025]),
        "2026. gada ziņojums: „decision” ir divreiz: „7” „2026-05-28”.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "said"), BETWEEN_ROWS.values(), ids=BETWEEN_ROWS)
def test_what_does_not_fit_together_is_not_stored(data, said):
    document = files.document_from(data)
    with pytest.raises(DocumentRefused) as refusal:
        document.to_db()
    assert str(refusal.value) == said
    assert refusal.value.slips[0] == said


def test_all_slips_are_told_in_order():
    data = deepcopy(with_slip(*ACTIVITY, "title", to=5))
    data["goals"][0]["level"] = "universāls"
    with pytest.raises(DocumentRefused) as refusal:
        files.document_from(data)
    assert [sentence.split(":")[0] for sentence in refusal.value.slips] == ["Mērķis 1.", "Mērķis 1., aktivitāte 1.1."]


# ------------------------------------------------------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("title: Plāns\ntitle: Cits\n", "plans.yaml, 2. rinda: atslēga „title” ir divreiz."),
        ("goals:\n  - number: [\n", "plans.yaml, 3. rinda: pieraksts nav derīgs YAML."),
        ("a: 1\n\tb: 2\n", "plans.yaml, 2. rinda: pieraksts nav derīgs YAML."),
        ("a: 1\x07\n", "plans.yaml: pieraksts nav derīgs YAML."),
        ("", "Jābūt atslēgām ar vērtībām, bet ir „null”."),
    ],
)
def test_a_file_that_is_no_document_is_refused(tmp_path, written, said):
    path = tmp_path / "plans.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(DocumentRefused) as refusal:
        files.read(path)
    assert str(refusal.value) == said


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "plans.yaml"
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(DocumentRefused, match=r"plans.yaml: pieraksts nav derīgs YAML."):
        files.read(path)


def test_json_is_read_too(tmp_path):
    path = tmp_path / "plans.json"
    path.write_text(json.dumps(files.document_from(SMALL).model_dump(mode="json")), encoding="utf-8")
    assert files.read(path) == files.document_from(SMALL)


def test_the_schema_can_be_written_out():
    schema = PlanDocument.model_json_schema(mode="serialization")
    assert schema["properties"]["format"]["const"] == FORMAT
    assert schema["properties"]["indicators"]["readOnly"] is True
    assert set(schema["required"]) >= {"municipality", "title", "period"}
    assert schema["$defs"]["AssessmentPart"]["properties"]["spent"]["anyOf"][0] == {"type": "string"}

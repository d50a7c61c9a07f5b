"""Documents for tests: small ones to put a slip into, and generated ones that have everything."""

from copy import deepcopy
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from indicators.enums import Bound, Direction, TargetKind, Unit
from monitoring.enums import Status
from plans.enums import DEFAULT_HEADINGS, DecisionKind, FundingSource, PlanStatus, PreventionLevel, SectionKey
from pmp.common.texts import tidy
from pmp.exchange.document import PlanDocument
from reports.enums import ReportSectionKey

#: A document with one of everything that a slip can be made in.
SMALL = {
    "municipality": {
        "slug": "paraugs",
        "name": "Parauga pašvaldība",
        "short_name": "Paraugs",
        "name_genitive": "Parauga pašvaldības",
        "name_locative": "Parauga pašvaldībā",
        "council_genitive": "Parauga domes",
        "place": "Paraugs",
    },
    "institutions": [{"short": "LP", "name": "Labklājības pārvalde"}, {"name": "Skolas", "group": True}],
    "title": "Plāns",
    "period": [2025, 2029],
    "target_years": [2027],
    "headings": {"goal": "Mērķi"},
    "decisions": [{"kind": "report", "year": 2025, "number": "7", "date": "2026-05-28"}],
    "abbreviations": [{"short": "LP", "long": "Labklājības pārvalde"}],
    "goals": [
        {
            "number": "1.",
            "level": "universal",
            "title": "Droša vide",
            "activities": [
                {
                    "number": "1.1.",
                    "title": "Apmācības",
                    "institutions": {"lead": ["LP"], "involved": ["Skolas"]},
                    "funding": ["state"],
                    "years": [2025],
                    "tasks": [{"number": "1.1.1.", "title": "Sagatavot", "institutions": {"lead": ["LP"]}}],
                    "reported": {2025: {"status": "done", "spent": "300.00"}},
                },
                {"number": "1.2.", "title": "Nometnes"},
            ],
        },
    ],
    "numbered_indicators": [
        {
            "number": "1.",
            "level": "universal",
            "name": "Jūtas droši",
            "rows": [
                {
                    "direction": "up",
                    "baseline": {"printed": "45%", "value": "45", "year": 2023},
                    "targets": {2027: {"printed": "55%", "amount": "55"}},
                    "values": {2025: {"printed": "50%", "value": "50"}},
                }
            ],
        }
    ],
    "reporting_periods": {2025: {"due": "2026-01-31"}},
    "reports": {2025: {"decision": "7", "decision_date": "2026-05-28", "sections": {"summary": "Labi."}}},
}

#: The small document with something in every column of every table, so that a column that gets lost is seen.
FULL = deepcopy(SMALL)
FULL |= {
    "status": "ended",
    "level_headings": {"universal": "I LĪMENIS"},
    "approval_block": "APSTIPRINĀTS\nar domes lēmumu",
    "signature_block": "Domes priekšsēdētāja",
    "years_are_assumed": True,
    "sections": [{"key": "other", "title": "Ievads", "body": "Teksts."}],
    "strategic_goals": [{"number": "S1", "level": "tailored", "title": "Stratēģiski"}],
    "reporting_periods": {
        2025: {
            "start": "2024-09-01",
            "end": "2025-08-31",
            "label": "2024./2025. mācību gads",
            "state": "closed",
            "due": "2026-01-31",
            "opened_at": "2025-09-01T06:00:00Z",
            "closed_at": "2026-02-01T06:00:00Z",
        }
    },
}
FULL["decisions"][0] |= {"minutes": "6", "point": "39. punkts", "title": "Par ziņojumu"}
FULL["goals"][0] |= {
    "note": "Avotā citādi.",
    "expected_results": ["Mazāk kavējumu"],
    "variants": [{"where": "3. tabula", "field": "title", "text": "Citādi"}],
}
PRINTED = {"lead": "LP,", "involved": "skolas", "supervising": "neviens"}
TERM = {"term": "Pastāvīgi", "term_start": "2025-01-01", "term_end": "2026-01-01", "term_ongoing": True}
FULL["goals"][0]["activities"][0] |= {
    **dict.fromkeys(["planned_result", "tasks_text", "resources", "note"], "Teksts"),
    **TERM,
    "programme_links": ["I1."],
    "printed": {**PRINTED, "funding": "Valsts!", "programme_links": "I1.;"},
    "reported": {
        2025: {
            "status": "done",
            "spent": "300.00",
            "spent_printed": "300,-",
            **dict.fromkeys(["evaluation", "planned", "achieved", "impact", "factors"], "Teksts"),
        }
    },
}
FULL["goals"][0]["activities"][0]["tasks"][0] |= {**TERM, "printed": PRINTED, "note": "Avotā citādi."}
FIGURES = {"printed": "vismaz 45%", "value": "45", "bound": "at_least", "numerator": "9", "denominator": "20"}
FULL["numbered_indicators"][0] |= {"code": "VAI018", "note": "Avotā citādi."}
FULL["numbered_indicators"][0]["rows"][0] |= {
    **dict.fromkeys(["label", "name", "code", "note"], "Teksts"),
    "letter": "c",
    "unit": "count",
    "direction": "hold",
    "tolerance": "2",
    "baseline": {**FIGURES, "year": 2023, "school_year": True},
    "targets": {2027: {"printed": "<55", "kind": "below", "amount": "55"}},
    "sources": ["VIIS"],
    "values": {2025: {**FIGURES, "note": "Teksts", "missing_reason": "Teksts"}},
}
FULL["reports"][2025] |= {
    "prepared_by": "Pārvalde",
    "prints_overview": True,
    "approved_at": "2026-05-28T10:00:00+03:00",
    "adopted_hash": "0f" * 32,
    "conclusions": ["Labi."],
    "proposals": ["Vēl labāk."],
}


def with_slip(*path, to) -> dict:
    """The small document as data in which what stands at ``path`` became ``to``."""
    data = deepcopy(SMALL)
    *above, last = path
    place = data
    for key in above:
        place = place[key]
    place[last] = to
    return data


# ------------------------------------------------------------------------------------------------------------- generated

#: Whatever people type or paste, tidied; no unpaired surrogates, which are no text.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12).map(tidy)
years = st.integers(2000, 2100)
year_lists = st.lists(years, unique=True, max_size=3)
dates = st.dates(date(2000, 1, 1), date(2100, 12, 31))
figures = st.none() | st.decimals(-(10**9), 10**9, places=4)
shares = st.none() | st.decimals("0.0001", 10**9, places=4)
money = st.none() | st.decimals(0, 10**9, places=2)


def several(things, size=2):
    """A short list."""
    return st.lists(things, max_size=size)


def by_year(things):
    """A few years with something in each."""
    return st.dictionaries(years, things, max_size=2)


def some_of(words):
    """Some of the words of an enum, each once, in any order."""
    return st.lists(st.sampled_from(list(words)), unique=True, max_size=3)


def numbered(rows: list[dict], prefix="") -> list[dict]:
    """The rows with numbers of their own."""
    return [{**row, "number": f"{prefix}{at}."} for at, row in enumerate(rows, 1)]


terms = st.tuples(st.none() | dates, st.none() | dates).map(lambda pair: pair if None in pair else tuple(sorted(pair)))
variants = several(st.fixed_dictionaries({"where": texts, "field": texts, "text": texts}))


def _bounded(fixed):
    """A figure with any bound; nothing has none."""
    data = st.fixed_dictionaries(fixed)
    return st.builds(
        lambda data, bound: data | {"bound": bound if data["value"] is not None else ""}, data, st.sampled_from(Bound)
    )


measured = {"printed": texts, "value": figures, "numerator": figures, "denominator": shares}
#: Institutions are the same three everywhere; what they are called is what matters.
INSTITUTIONS = [
    {"short": "LP", "name": "Pārvalde"},
    {"name": "LP"},
    {"short": "NVO", "name": "Biedrības", "group": True},
]
LABELS = ["Pārvalde", "LP", "NVO"]
named = st.lists(st.sampled_from(LABELS), unique=True)
DECISIONS = [
    {"kind": DecisionKind.PLAN, "number": "81", "date": date(2025, 2, 27)},
    {
        "kind": DecisionKind.REPORT,
        "year": 2025,
        "number": "295",
        "date": date(2026, 5, 28),
        "minutes": "6",
        "point": "39.",
    },
    {"kind": DecisionKind.REPORT, "year": 2026, "number": "295", "date": date(2027, 5, 28), "title": "Par ziņojumu"},
]


def _parties(*cells):
    return {
        "institutions": st.fixed_dictionaries({"lead": named, "involved": named, "supervising": named}),
        "printed": st.fixed_dictionaries(dict.fromkeys(["lead", "involved", "supervising", *cells], texts)),
    }


def _with_term(fields):
    return st.tuples(
        st.fixed_dictionaries({"term": texts, "term_ongoing": st.booleans(), "title": texts, "note": texts, **fields}),
        terms,
    ).map(lambda found: {**found[0], "term_start": found[1][0], "term_end": found[1][1]})


assessments = st.fixed_dictionaries(
    {
        "status": st.none() | st.sampled_from(Status.reportable()),
        "spent": money,
        **dict.fromkeys(["evaluation", "spent_printed", "planned", "achieved", "impact", "factors"], texts),
    }
)
activities = _with_term(
    {
        **_parties("funding", "programme_links"),
        **dict.fromkeys(["planned_result", "tasks_text", "resources"], texts),
        "funding": some_of(FundingSource),
        "years": year_lists,
        "programme_links": st.lists(texts, unique=True, max_size=2),
        "tasks": several(_with_term(_parties())),
        "variants": variants,
        "reported": by_year(assessments),
    }
)
goals = st.fixed_dictionaries(
    {
        "level": st.sampled_from(PreventionLevel),
        "title": texts,
        "note": texts,
        "expected_results": several(texts),
        "variants": variants,
        "activities": several(activities),
    }
)


def _marked(rows, letters, is_said):
    """Rows with letters in any order, or left to their places."""
    return [{**row, "letter": letter} for row, letter in zip(rows, letters, strict=False)] if is_said else rows


WITH_AMOUNT = [TargetKind.BELOW, TargetKind.ABOVE, TargetKind.AT_LEAST, TargetKind.WITHIN_POINTS]
targets = st.one_of(
    st.fixed_dictionaries({"printed": texts, "kind": st.just(TargetKind.TO_BE_SET)}),
    st.fixed_dictionaries(
        {"printed": texts, "kind": st.sampled_from(WITH_AMOUNT), "amount": st.decimals(0, 99, places=4)}
    ),
)
rows = st.fixed_dictionaries(
    {
        **dict.fromkeys(["label", "name", "code", "note"], texts),
        "unit": st.sampled_from(Unit),
        "direction": st.just(Direction.HOLD),
        "tolerance": st.none() | st.decimals(0, 100, places=2),
        "baseline": _bounded({**measured, "year": st.none() | years, "school_year": st.booleans()}),
        "targets": by_year(targets),
        "sources": several(texts),
        "values": by_year(_bounded({**measured, "note": texts, "missing_reason": texts})),
    }
)
indicators = st.fixed_dictionaries(
    {
        **dict.fromkeys(["name", "code", "note"], texts),
        "level": st.sampled_from(PreventionLevel),
        "rows": st.tuples(several(rows), st.permutations(["", "b", "e"]), st.booleans()).map(
            lambda found: _marked(*found)
        ),
    }
)
reports = st.tuples(
    st.fixed_dictionaries(
        {
            "prepared_by": texts,
            "prints_overview": st.booleans(),
            "sections": st.dictionaries(st.sampled_from(list(ReportSectionKey)), texts),
            "conclusions": several(texts),
            "proposals": several(texts),
        }
    ),
    st.booleans(),
    st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
)


def _decided(year, report):
    fields, is_decided, at = report
    decision = DECISIONS[1 if year == 2025 else 2]
    if not is_decided:
        return fields
    return {**fields, "decision": decision["number"], "decision_date": decision["date"], "approved_at": at}


@st.composite
def documents(draw):
    """A document of a plan with anything in it that the schema allows."""
    lists = {name: numbered(draw(several(goals))) for name in ("strategic_goals", "goals")}
    below = [activity for found in lists.values() for goal in found for activity in goal["activities"]]
    for at, activity in enumerate(below, 1):
        activity["number"] = f"1.{at}"
        activity["tasks"] = numbered(activity["tasks"], prefix=f"1.{at}.")
    return PlanDocument(
        municipality=SMALL["municipality"],
        institutions=INSTITUTIONS,
        title="Plāns",
        period=sorted([draw(years), draw(years)]),
        status=draw(st.sampled_from(PlanStatus)),
        target_years=draw(year_lists),
        headings=draw(st.dictionaries(st.sampled_from(list(DEFAULT_HEADINGS)), texts, max_size=3)),
        level_headings=draw(st.dictionaries(st.sampled_from(list(PreventionLevel)), texts)),
        approval_block=draw(texts),
        signature_block=draw(texts),
        years_are_assumed=draw(st.booleans()),
        decisions=DECISIONS,
        abbreviations=draw(
            st.lists(st.fixed_dictionaries({"short": texts, "long": texts}), unique_by=lambda a: a["short"])
        ),
        sections=draw(
            several(st.fixed_dictionaries({"key": st.sampled_from(SectionKey), "title": texts, "body": texts}))
        ),
        numbered_indicators=numbered(draw(several(indicators))),
        reporting_periods=draw(
            by_year(
                st.fixed_dictionaries(
                    {
                        "state": st.sampled_from(["open", "closed"]),
                        "due": st.none() | dates,
                        "label": texts.filter(lambda text: len(text) <= 80),
                    }
                )
            )
        ),
        reports={year: _decided(year, draw(reports)) for year in draw(some_of([2025, 2026]))},
        **lists,
    )

"""What the schema cannot see since it lies between rows: things named twice, and names of what is not there."""

from collections.abc import Callable, Iterator

from pmp.accounts.exchange import labels
from pmp.common.numbers import normal
from pmp.exchange.slips import DocumentRefused, sentence, value_text

#: Where something is wrong, and what.
Slip = tuple[tuple, str]


def check(document) -> None:
    """Raises ``DocumentRefused`` with a sentence for every slip."""
    found = [sentence(path, problem, document) for rule in RULES for path, problem in rule(document)]
    if found:
        raise DocumentRefused(found)


def numbers_are_unique(document) -> Iterator[Slip]:
    """Goals of a list, activities, tasks and indicators have numbers of their own, whatever the spelling."""
    below = list(_activities(document))
    tasks = [((*path, "tasks", at), task) for path, activity in below for at, task in enumerate(activity.tasks)]
    numbered = [_listed(document, "strategic_goals"), _listed(document, "goals"), below, tasks]
    for rows in [*numbered, _listed(document, "numbered_indicators")]:
        yield from _twice([((*path, "number"), row.number) for path, row in rows], normal)


def names_are_unique(document) -> Iterator[Slip]:
    """Institutions, abbreviations and decisions are told apart by their names."""
    institutions = _listed(document, "institutions")
    yield from _twice([((*path, "name"), row.name) for path, row in institutions])
    yield from _twice([((*path, "short"), row.short) for path, row in institutions if row.short])
    yield from _twice([((*path, "short"), row.short) for path, row in _listed(document, "abbreviations")])
    decisions = _listed(document, "decisions")
    yield from _twice([((*path, "number"), (row.number, row.date)) for path, row in decisions])


def lists_say_a_thing_once(document) -> Iterator[Slip]:
    """A year, a source, a code or an institution stands once in its list."""
    yield from _twice([(("target_years",), year) for year in document.target_years])
    for path, activity in _activities(document):
        for name in ("funding", "years", "programme_links"):
            yield from _twice([((*path, name), value) for value in getattr(activity, name)])
    for path, named in _parties(document):
        yield from _twice([(path, label) for label in named])


def institutions_are_known(document) -> Iterator[Slip]:
    """Who takes part is in the document's list of institutions."""
    known = set(labels(document.institutions))
    for path, named in _parties(document):
        yield from ((path, f"nav institūciju sarakstā: {value_text(name)}") for name in named if name not in known)


def rows_have_letters(document) -> Iterator[Slip]:
    """No two rows of an indicator have the same letter."""
    for path, indicator in _listed(document, "numbered_indicators"):
        yield from _twice([((*at, "letter"), row.letter) for at, row in _listed(indicator, "rows", path)])


def decisions_are_known(document) -> Iterator[Slip]:
    """A report names a decision of the plan, each its own."""
    known = {(row.number, row.date) for row in document.decisions}
    named = [
        (("reports", year, "decision"), (report.decision, report.decision_date))
        for year, report in document.reports.items()
        if report.decision is not None
    ]
    yield from ((path, f"nav lēmumu sarakstā: {_words(value)}") for path, value in named if value not in known)
    yield from _twice(named)


RULES = [
    numbers_are_unique,
    names_are_unique,
    lists_say_a_thing_once,
    institutions_are_known,
    rows_have_letters,
    decisions_are_known,
]


def _listed(owner, name, path=()):
    return [((*path, name, at), row) for at, row in enumerate(getattr(owner, name))]


def _activities(document):
    for listing in ("strategic_goals", "goals"):
        for path, goal in _listed(document, listing):
            yield from _listed(goal, "activities", path)


def _parties(document):
    """The lists of institutions of every activity and task."""
    for path, activity in _activities(document):
        for owner_path, owner in [(path, activity), *_listed(activity, "tasks", path)]:
            for role, named in owner.institutions:
                yield (*owner_path, "institutions", role), named


def _twice(values: list[tuple], alike: Callable = lambda value: value) -> Iterator[Slip]:
    """The second of two ``(path, value)`` that are alike."""
    seen = {}
    for path, value in values:
        key = alike(value)
        if key in seen:
            yield path, f"ir divreiz: {_words(value)}{'' if seen[key] == value else f' un {_words(seen[key])}'}"
        else:
            seen[key] = value


def _words(value):
    return " ".join(value_text(part) for part in value) if isinstance(value, tuple) else value_text(value)

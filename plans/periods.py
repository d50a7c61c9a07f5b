"""When a plan takes answers and measured values: the one rule for both."""

from django.core.exceptions import PermissionDenied

from plans.models import Plan, ReportingPeriod


class NotOpen(PermissionDenied):
    """A year takes no entries; its text is the sentence that says why. Unanswered, it is a page with that sentence (403)."""


def require_open(plan: Plan, year: int) -> ReportingPeriod:
    """The period of ``year`` if answers and measured values may be given and changed in it; else raises ``NotOpen``.

    Locks the period until the end of the transaction, which there must be: whoever closes it waits for this save, or this
    save for them.
    """
    period = plan.periods.select_for_update().filter(year=year).first()
    if reason := _reason(plan, year, period):
        raise NotOpen(reason)
    return period


def why_closed(plan: Plan, year: int) -> str:
    """The sentence that says why a year takes neither answers nor values; empty when it does. Locks nothing."""
    return _reason(plan, year, period_of(plan, year))


def open_years(plan: Plan) -> list[int]:
    """The years that take answers and measured values, newest first."""
    return [period.year for period in plan.periods.all() if period.is_open]


def period_of(plan: Plan, year: int) -> ReportingPeriod | None:
    """The reporting period of a year, or None; like its neighbours it asks nothing where ``periods`` are fetched."""
    return next((period for period in plan.periods.all() if period.year == year), None)


def _reason(plan, year, period):
    if period and period.is_open:
        return ""
    if period:
        return f"{year}. gads ir slēgts: atbildes un rādītāju vērtības vairs nevar mainīt."
    if year in plan.years:
        return f"{year}. gada uzraudzība vēl nav atvērta."
    return f"{year}. gads nav plāna periodā ({plan.period} gads), tāpēc par to ziņot nevar."

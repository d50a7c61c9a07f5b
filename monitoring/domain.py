"""What happens in the monitoring year."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from monitoring.models import Assessment
from monitoring.rules import takes_part
from plans.models import Activity
from plans.periods import require_open
from pmp.accounts.models import User
from pmp.common.versions import StaleVersion, save_version

#: What may be reported of an activity for a year.
FIELDS = ("status", "evaluation", "spent", "spent_printed", "planned", "achieved", "impact", "factors")


@transaction.atomic
def assess(activity: Activity, year: int, *, by: User, opened_with: int, **fields) -> Assessment:
    """Store what ``by`` reports of an activity for a year, given by ``FIELDS``; what is not given stays.

    ``opened_with`` is the version the form was opened with, 0 where nothing had been reported. Raises
    ``PermissionDenied`` to whom may not answer, ``NotOpen`` when the year takes no answers, and ``StaleVersion`` when
    somebody has saved since. Saving what is stored already changes nothing. An amount that changes takes its old
    printed form along.
    """
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not a field of an assessment: {', '.join(sorted(unknown))}")
    require_open(activity.plan, year)
    if not takes_part(by, activity):
        raise PermissionDenied
    stored = Assessment.objects.select_for_update(of=("self",)).filter(activity=activity, year=year).first()
    if (stored.version if stored else 0) != opened_with:
        # The same answer sent twice, as by a double click, is no quarrel.
        if stored and all(getattr(stored, name) == value for name, value in fields.items()):
            return stored
        raise StaleVersion(stored)
    assessment = stored or Assessment(activity=activity, year=year)
    if not _change(assessment, fields) and stored:
        return stored
    assessment.updated_by = assessment._history_user = by
    return save_version(assessment, opened_with=opened_with) if stored else _create(assessment)


def _change(assessment, fields):
    """Give the assessment its new values; says whether any differs."""
    before = {name: getattr(assessment, name) for name in FIELDS}
    for name, value in fields.items():
        setattr(assessment, name, value)
    if assessment.spent != before["spent"] and assessment.spent_printed == before["spent_printed"]:
        assessment.spent_printed = ""
    return any(getattr(assessment, name) != before[name] for name in FIELDS)


def _create(assessment):
    """The first answer; whoever loses the race for it is told that somebody was faster."""
    try:
        with transaction.atomic():
            assessment.save()
    except IntegrityError:
        current = Assessment.objects.filter(activity=assessment.activity_id, year=assessment.year).first()
        if current is None:
            raise
        raise StaleVersion(current) from None
    return assessment

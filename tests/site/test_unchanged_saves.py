"""Opening a form of the real plan and saving it as it is changes nothing: no change set, and the approved report stays approved."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.models import IndicatorRow, Measurement
from monitoring.models import Assessment
from plans.enums import PeriodState
from plans.models import Plan
from pmp.common.models import ChangeSet
from pmp.site import demo
from reports.document import assemble
from reports.enums import PointKind
from reports.models import ReportPoint
from tests import factories as make

pytestmark = pytest.mark.django_db


def versions(plan):
    """The versions of everything that has one."""
    yield from plan.activities.values_list("version", flat=True)
    yield from Assessment.objects.filter(activity__plan=plan).values_list("version", flat=True)
    yield from IndicatorRow.objects.filter(indicator__plan=plan).values_list("version", flat=True)
    yield from Measurement.objects.filter(row__indicator__plan=plan).values_list("version", flat=True)
    yield from plan.reports.values_list("version", flat=True)
    yield from ReportPoint.objects.filter(report__plan=plan).values_list("version", flat=True)


def as_a_browser_sends(form):
    """What a browser posts of a page's form that nobody touched: lines end with two characters."""
    data = {}
    for field in form:
        value = field.value()
        if value is None or value is False:
            continue
        if value is True:
            data[field.html_name] = "on"
        elif isinstance(value, list | tuple):
            data[field.html_name] = [str(each) for each in value]
        else:
            shown = value.isoformat() if isinstance(value, date) else field.field.widget.format_value(value)
            shown = shown[0] if isinstance(shown, list) else shown
            data[field.html_name] = str(shown or "").replace("\n", "\r\n")
    return data


def pages(plan):
    """The address of every form about something that is stored."""
    where = plan.address
    for activity in plan.activities.all():
        yield reverse("plans:activity_edit", args=[*where, activity.pk])
        yield reverse("monitoring:mark", args=[*where, activity.pk, 2025])
    for row in IndicatorRow.objects.filter(indicator__plan=plan):
        yield reverse("indicators:row_edit", args=[*where, row.pk])
        yield reverse("indicators:measure", args=[*where, row.pk, 2025])
    yield reverse("reports:edit", args=[*where, 2025])
    for point in ReportPoint.objects.filter(report__plan=plan, report__year=2025):
        yield reverse("reports:point_edit", args=[*where, 2025, PointKind(point.kind), point.pk])


def test_saving_what_nobody_touched_changes_nothing(signed_in):
    demo.load_plans()
    plan = Plan.objects.select_related("municipality").get(municipality__slug="jurmala")
    plan.periods.update(state=PeriodState.OPEN)
    client = signed_in(make.editor(plan.municipality))
    refused = []
    for address in pages(plan):
        response = client.post(address, as_a_browser_sends(client.get(address).context["form"]))
        if response.status_code != 302:
            refused.append((address, response.status_code, response.context["form"].errors))
    assert refused == []
    assert not ChangeSet.objects.exists()
    assert set(versions(plan)) == {1}
    assert not assemble(plan, 2025).is_draft

"""What is printed with a bound ("< 1%", "vismaz 636 apmeklējumi") gets it typed as well."""

import re
from decimal import Decimal, InvalidOperation

from django.db import migrations

#: Longer wordings first: "ne mazāk kā" ends like "mazāk kā".
BEFORE = [
    ("up_to", r"≤|<=|\blīdz|\bne vairāk (?:kā|par|nekā)"),
    ("at_least", r"≥|>=|\bvismaz|\bne mazāk (?:kā|par|nekā)"),
    ("below", r"<|\bmazāk (?:nekā|kā|par)|\bzem"),
    ("above", r">|\bvairāk (?:nekā|kā|par)|\bvirs"),
    ("about", r"≈|~|\baptuveni|\bapmēram"),
]


def bound_of(printed, value):
    """The bound that stands directly before the very number that is stored; "" where none does."""
    text = re.sub(r"\s+", " ", printed)
    for bound, words in BEFORE:
        for match in re.finditer(rf"(?:{words}) ?([0-9][0-9 ]*(?:[.,][0-9]+)?)", text, re.I):
            if _number(match[1]) == value:
                return bound
    return ""


def _number(text):
    try:
        return Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


def fill(apps, schema_editor):
    row_model, measured_model, target_model = (
        apps.get_model("indicators", name) for name in ("IndicatorRow", "Measurement", "Target")
    )
    for row in row_model.objects.filter(baseline_value__isnull=False, baseline_bound=""):
        if bound := bound_of(row.baseline_printed, row.baseline_value):
            row_model.objects.filter(pk=row.pk).update(baseline_bound=bound)
    for measured in measured_model.objects.filter(value__isnull=False, bound=""):
        if bound := bound_of(measured.printed, measured.value):
            measured_model.objects.filter(pk=measured.pk).update(bound=bound)
    for target in target_model.objects.filter(kind="value"):
        if (bound := bound_of(target.printed, target.amount)) in ("at_least", "above"):
            target_model.objects.filter(pk=target.pk).update(kind=bound)


def take_back(apps, schema_editor):
    targets = apps.get_model("indicators", "Target").objects
    targets.filter(kind__in=("at_least", "above")).update(kind="value")
    targets.filter(kind="within_points").update(kind="none", amount=None)


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0010_bounds'),
    ]

    operations = [
        migrations.RunPython(fill, take_back),
    ]

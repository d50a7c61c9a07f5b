"""Indicators: what is measured, from which baseline, to which targets, and what was measured year by year."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from indicators.enums import Bound, Direction, TargetKind, Trend, Unit
from indicators.trend import trend
from plans.enums import PreventionLevel
from plans.models import Plan, year_field
from pmp.common.models import Versioned
from pmp.common.numbers import NumberKeyField, next_letter


def value_field(name):
    """An exact number of an indicator: up to 10 digits before the comma and 4 behind it."""
    return models.DecimalField(name, max_digits=14, decimal_places=4, null=True, blank=True)


def bound_field(name):
    """On which side of the number beside it the value lies."""
    return models.CharField(name, max_length=10, choices=Bound.choices, default=Bound.EXACT, blank=True)


class Indicator(models.Model):
    """A numbered indicator of the plan (*rezultatīvais rādītājs*); its figures stand in its rows."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators", verbose_name="plāns")
    number = models.CharField("numurs", max_length=20)
    number_key = NumberKeyField("numura atslēga", from_field="number")
    level = models.CharField("prevencijas līmenis", max_length=10, choices=PreventionLevel.choices)
    name = models.TextField("nosaukums")
    code = models.CharField("valsts rādītāja kods", max_length=20, blank=True)
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")

    class Meta:
        verbose_name = "rādītājs"
        verbose_name_plural = "rādītāji"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number_key"],
                name="indicator_number_once",
                violation_error_message="Rādītājs ar šādu numuru jau ir.",
            ),
            models.CheckConstraint(condition=Q(level__in=PreventionLevel.values), name="indicator_level_known"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"


class IndicatorRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of the municipalities in which ``user`` has a role."""
        return self.filter(indicator__plan__in=Plan.objects.visible_to(user))

    def with_figures(self):
        """Fetches indicator, targets and measurements in a constant number of queries."""
        return self.with_measurements().prefetch_related("targets")

    def with_measurements(self):
        """The same without the targets."""
        return self.select_related("indicator").prefetch_related("measurements")

    def bulk_create(self, objs, *args, **kwargs):
        """New rows, those without a letter with the next one of their indicator. One query more."""
        objs = list(objs)
        give_letters(objs)
        return super().bulk_create(objs, *args, **kwargs)


class IndicatorRow(Versioned):
    """One printed row of an indicator: the indicator itself, or a part of it such as a stage of education."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="rows", verbose_name="rādītājs")
    letter = models.CharField("burts", max_length=3, blank=True, default=None, editable=False)
    label = models.TextField("apakšrindas apzīmējums", blank=True)
    own_name = models.TextField("apakšrindas nosaukums", blank=True)
    own_code = models.CharField("apakšrindas valsts kods", max_length=20, blank=True)
    unit = models.CharField("mērvienība", max_length=12, choices=Unit.choices, default=Unit.PERCENT)
    direction = models.CharField("vēlamais virziens", max_length=5, choices=Direction.choices)
    tolerance = models.DecimalField(
        "pielaide (% no bāzes vērtības)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Tikai rādītājam, kas jāsaglabā.",
    )
    baseline_printed = models.TextField("bāzes vērtība (kā dokumentā)", blank=True)
    baseline_value = value_field("bāzes vērtība (skaitlis)")
    baseline_bound = bound_field("bāzes vērtības robeža")
    baseline_numerator = value_field("bāzes vērtības skaitītājs")
    baseline_denominator = value_field("bāzes vērtības saucējs")
    baseline_year = year_field("bāzes vērtības gads", null=True, blank=True)
    baseline_is_school_year = models.BooleanField("bāzes vērtība ir par mācību gadu", default=False)
    sources_text = models.TextField("datu avoti", blank=True, help_text="Katrs avots savā rindā.")
    note = models.TextField("piezīme par avotu", blank=True)
    order = models.PositiveSmallIntegerField("secība")

    objects = IndicatorRowQuerySet.as_manager()

    class Meta:
        verbose_name = "rādītāja rinda"
        verbose_name_plural = "rādītāju rindas"
        ordering = ["indicator__order", "indicator_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "letter"],
                name="indicator_row_letter_once",
                violation_error_message="Rinda ar šādu burtu rādītājam jau ir.",
            ),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="indicator_row_direction_known"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="indicator_row_unit_known"),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(direction=Direction.HOLD, tolerance__gte=0),
                name="indicator_row_tolerance_only_to_hold",
                violation_error_message="Pielaidi norāda tikai rādītājam, kas jāsaglabā, un tā nav negatīva.",
            ),
            models.CheckConstraint(
                condition=Q(baseline_denominator__isnull=True) | Q(baseline_denominator__gt=0),
                name="indicator_row_denominator_positive",
                violation_error_message="Saucējam jābūt lielākam par nulli.",
            ),
            models.CheckConstraint(
                condition=Q(baseline_bound=Bound.EXACT)
                | Q(baseline_bound__in=Bound.values, baseline_value__isnull=False),
                name="indicator_row_bound_of_a_value",
                violation_error_message="Robežu norāda tikai skaitlim.",
            ),
        ]

    def __str__(self):
        return f"{self.mark} {self.name}"

    def save(self, **kwargs):
        """A new row without a letter gets the next one."""
        give_letters([self])
        super().save(**kwargs)

    @property
    def name(self):
        """The row's own name, or the indicator's."""
        return self.own_name or self.indicator.name

    @property
    def code(self):
        """The national code of this row, such as VAI018; empty where it has none."""
        return self.own_code or (self.indicator.code if not self.own_name else "")

    @property
    def is_first(self):
        """Whether the indicator's number is printed at this row."""
        return self.order == 1

    @property
    def mark(self):
        """The short mark people say: 2, and 2b for the row that was made second; it stays when a neighbour goes."""
        return f"{self.indicator.number.rstrip('.')}{self.letter or ''}"

    @property
    def sources(self):
        """The data sources, one text each."""
        return [line for line in self.sources_text.splitlines() if line.strip()]

    def measurement_for(self, year):
        """The measurement of one year or None; needs ``measurements`` prefetched."""
        return next((m for m in self.measurements.all() if m.year == year), None)

    def trend_for(self, year):
        """``Trend`` of one year against the baseline; needs ``measurements`` prefetched."""
        measurement = self.measurement_for(year)
        return self.trend_of(measurement.value, year, measurement.bound) if measurement else Trend.NOT_MEASURED

    def trend_of(self, value: Decimal | None, year: int, bound: Bound | str = Bound.EXACT) -> Trend:
        """``Trend`` of a value, measured for ``year`` in the row's unit, against the baseline."""
        return trend(
            value=value,
            bound=bound,
            baseline_bound=self.baseline_bound,
            year=year,
            baseline=self.baseline_value,
            baseline_year=self.baseline_year,
            direction=self.direction,
            tolerance=self.tolerance,
        )

    def target_for(self, year):
        """The target of one year or None; needs ``targets`` prefetched."""
        return next((t for t in self.targets.all() if t.year == year), None)


def give_letters(rows: list[IndicatorRow]) -> None:
    """Give rows that have no letter yet the next ones of their indicators, in the order of the list. One query if there are any."""
    new = [row for row in rows if row.letter is None]
    if not new:
        return
    of_indicator = {row.indicator_id: [] for row in new}
    stored = IndicatorRow.objects.filter(indicator__in=of_indicator).order_by().values_list("indicator", "letter")
    for indicator, letter in [*stored, *((row.indicator_id, row.letter) for row in rows if row.letter is not None)]:
        of_indicator.get(indicator, []).append(letter)
    for row in new:
        row.letter = next_letter(of_indicator[row.indicator_id])
        of_indicator[row.indicator_id].append(row.letter)


class Target(models.Model):
    """What a row should reach in a target year (*sasniedzamā tendence*): printed, and typed by its kind."""

    row = models.ForeignKey(IndicatorRow, models.CASCADE, related_name="targets", verbose_name="rādītāja rinda")
    year = year_field("gads")
    printed = models.TextField("kā dokumentā", blank=True)
    kind = models.CharField("veids", max_length=15, choices=TargetKind.choices, default=TargetKind.VALUE)
    amount = value_field("skaitlis")

    class Meta:
        verbose_name = "mērķa vērtība"
        verbose_name_plural = "mērķa vērtības"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "year"], name="target_once", violation_error_message="Šim gadam mērķis jau ir."
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[TargetKind.DIRECTION, TargetKind.TO_BE_SET, TargetKind.NONE], amount__isnull=True)
                | Q(
                    kind__in=[
                        TargetKind.VALUE,
                        TargetKind.BELOW,
                        TargetKind.UP_TO,
                        TargetKind.ABOVE,
                        TargetKind.AT_LEAST,
                        TargetKind.CHANGE_PERCENT,
                        TargetKind.WITHIN_PERCENT,
                        TargetKind.WITHIN_POINTS,
                        TargetKind.INCREASE,
                    ],
                    amount__isnull=False,
                ),
                name="target_amount_by_kind",
                violation_error_message="Šāda veida mērķim jānorāda skaitlis; virzienam un vēl nenoteiktam mērķim skaitļa nav.",
            ),
        ]

    def __str__(self):
        return f"{self.year}: {self.printed}"

    def value_against(self, baseline: Decimal | None) -> Decimal | None:
        """The number to reach in the row's unit, or None where the form gives none (a band, an arrow, no baseline)."""
        match self.kind:
            case TargetKind.VALUE | TargetKind.BELOW | TargetKind.UP_TO | TargetKind.ABOVE | TargetKind.AT_LEAST:
                return self.amount
            case TargetKind.CHANGE_PERCENT if baseline is not None:
                return baseline * (100 + self.amount) / 100
            case TargetKind.INCREASE if baseline is not None:
                return baseline + self.amount
        return None


class Measurement(Versioned):
    """What was measured for one year: printed text beside the number, or the reason why there is none."""

    row = models.ForeignKey(IndicatorRow, models.CASCADE, related_name="measurements", verbose_name="rādītāja rinda")
    year = year_field("gads")
    printed = models.TextField("rādītāja vērtība (kā drukāt)", blank=True)
    value = value_field("rādītāja vērtība (skaitlis)")
    bound = bound_field("rādītāja vērtības robeža")
    numerator = value_field("skaitītājs")
    denominator = value_field("saucējs")
    note = models.TextField("piezīmes un skaidrojums", blank=True)
    missing_reason = models.TextField("kāpēc vērtības nav", blank=True)

    class Meta:
        verbose_name = "mērījums"
        verbose_name_plural = "mērījumi"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "year"], name="measurement_once", violation_error_message="Šim gadam mērījums jau ir."
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="measurement_denominator_positive",
                violation_error_message="Saucējam jābūt lielākam par nulli.",
            ),
            models.CheckConstraint(
                condition=Q(bound=Bound.EXACT) | Q(bound__in=Bound.values, value__isnull=False),
                name="measurement_bound_of_a_value",
                violation_error_message="Robežu norāda tikai skaitlim.",
            ),
        ]

    def __str__(self):
        return f"{self.row.mark}, {self.year}: {self.printed}"

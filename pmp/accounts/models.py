"""People, municipalities, institutions, and who belongs where."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from pmp.accounts.enums import Role


class EmailUserManager(UserManager):
    """Makes users whose name for signing in is their e-mail address."""

    def _create_user(self, username, email, password, **extra_fields):
        email = self.normalize_email(email or username).lower()
        user = self.model(email=email, **extra_fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **extra_fields):
        """Store and return a user; ``email`` is lower-cased, ``password`` None makes the account unable to sign in."""
        return super().create_user(email, email, password, **extra_fields)

    def create_superuser(self, email, password=None, **extra_fields):
        """Store and return a user with all Django permissions (municipal data still follow memberships)."""
        return super().create_superuser(email, email, password, **extra_fields)

    def get_by_natural_key(self, username):
        """The user with this address, upper or lower case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in with an e-mail address."""

    username = None
    email = models.EmailField(
        "e-pasta adrese", unique=True, error_messages={"unique": "Šāda adrese jau ir reģistrēta."}
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = EmailUserManager()

    class Meta:
        verbose_name = "lietotājs"
        verbose_name_plural = "lietotāji"
        constraints = [
            # Addresses are compared without case; one person must not have two accounts.
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case")
        ]

    def __str__(self):
        return self.get_full_name() or self.email


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The municipalities in which ``user`` has a role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.filter(user_id=user.pk).values("municipality"))


class Municipality(models.Model):
    """A local government, with the grammatical forms that its documents print."""

    slug = models.SlugField("saīsinājums adresē", unique=True)
    short_name = models.CharField("īsais nosaukums", max_length=60)
    name = models.CharField("nosaukums", max_length=120, unique=True)
    name_genitive = models.CharField("nosaukums ģenitīvā", max_length=120)
    name_locative = models.CharField("nosaukums lokatīvā", max_length=120)
    council_genitive = models.CharField("dome ģenitīvā", max_length=120)
    place = models.CharField("vieta", max_length=60)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "pašvaldība"
        verbose_name_plural = "pašvaldības"
        ordering = ["short_name"]

    def __str__(self):
        return self.name


class InstitutionQuerySet(models.QuerySet):
    def with_coordinator(self):
        """Adds ``has_coordinator``: whether anybody answers for it."""
        holders = Membership.objects.filter(institution=OuterRef("pk"), role=Role.COORDINATOR)
        return self.annotate(has_coordinator=Exists(holders))


class Institution(models.Model):
    """A body that a plan names: one institution, or a group such as *Izglītības iestādes* or *NVO*."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="institutions", verbose_name="pašvaldība"
    )
    short = models.CharField("saīsinājums", max_length=60, blank=True)
    name = models.CharField("nosaukums", max_length=300)
    is_group = models.BooleanField("iestāžu grupa", default=False)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "institūcija"
        verbose_name_plural = "institūcijas"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="institution_name_once",
                violation_error_message="Šāda institūcija jau ir.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "short"],
                condition=~Q(short=""),
                name="institution_short_once",
                violation_error_message="Šāds saīsinājums jau ir lietots.",
            ),
        ]

    def __str__(self):
        return self.short or self.name

    @property
    def full_name(self):
        """Name with the abbreviation behind it, for lists in which one looks a body up."""
        return f"{self.name} ({self.short})" if self.short and self.short != self.name else self.name


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Memberships in the municipalities where ``user`` has a role."""
        return self.filter(municipality__in=Municipality.objects.visible_to(user))


class Membership(models.Model):
    """One role of one person in one municipality; a coordinator's is for one institution."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="lietotājs")
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="memberships", verbose_name="pašvaldība"
    )
    role = models.CharField("loma", max_length=20, choices=Role.choices)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="institūcija"
    )
    invited_at = models.DateTimeField("uzaicināts", null=True, blank=True)
    accepted_at = models.DateTimeField("pieņemta", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "loma pašvaldībā"
        verbose_name_plural = "lomas pašvaldībās"
        ordering = ["municipality", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "institution"],
                name="membership_once",
                violation_error_message="Šim cilvēkam šāda loma jau ir.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.COORDINATOR, institution__isnull=False)
                | (~Q(role=Role.COORDINATOR) & Q(institution__isnull=True)),
                name="membership_institution_iff_coordinator",
                violation_error_message="Koordinatoram jānorāda institūcija; citām lomām to nenorāda.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="membership_role_known",
                violation_error_message="Nezināma loma.",
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(institution__isnull=True),
                name="membership_without_institution_once",
                violation_error_message="Šim cilvēkam šāda loma jau ir.",
            ),
        ]

    def __str__(self):
        place = self.institution or self.municipality.short_name
        return f"{self.person}: {self.get_role_display()}, {place}"

    @property
    def person(self):
        """Whose role it is: the name, but only the address until the person has accepted."""
        return str(self.user) if self.accepted_at else self.user.email

    @property
    def may_be_invited(self):
        """Whether a letter may go out once more: the person has not come yet, or cannot sign in."""
        return not self.accepted_at or not self.user.has_usable_password()

    @property
    def invitation_ends(self):
        """Until when the link of the last letter can be used; None where no letter left."""
        return self.invited_at and self.ends_if_sent(self.invited_at)

    @staticmethod
    def ends_if_sent(at):
        """Until when the link of a letter can be used that is sent at this moment."""
        return at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)

    def clean(self):
        """The institution is one of the municipality's own; a constraint cannot look into another table."""
        if self.institution and self.institution.municipality_id != self.municipality_id:
            raise ValidationError({"institution": "Šī institūcija nav šajā pašvaldībā."})

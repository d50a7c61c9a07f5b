"""Forms about people."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm

from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, User
from pmp.common.fields import TidyForm
from pmp.common.later import later


class SignInForm(TidyForm, AuthenticationForm):
    """Address and password."""


class NewPasswordForm(TidyForm, SetPasswordForm):
    """A password, twice."""


class OtherPasswordForm(TidyForm, PasswordChangeForm):
    """The password one has, and another one twice; the error summary takes the focus, not the first field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)


class ForgottenPasswordForm(TidyForm, PasswordResetForm):
    """Sends the letter to choose a password, also to somebody invited who has none yet.

    Looking the account up and sending are left for later, so that the time of the answer does not tell who has one.
    """

    def get_users(self, email):
        """Whoever has this address and may sign in."""
        return User.objects.filter(email=email.lower(), is_active=True)

    def save(self, **options):
        """Send it, later."""
        later(lambda: super(ForgottenPasswordForm, self).save(**options))


class RoleForm(TidyForm, forms.Form):
    """A role for a person, known or new."""

    email = forms.EmailField(
        label="E-pasta adrese",
        max_length=User._meta.get_field("email").max_length,
        error_messages={"invalid": "Ierakstiet derīgu e-pasta adresi."},
    )
    name = forms.CharField(
        label="Vārds un uzvārds",
        max_length=User._meta.get_field("first_name").max_length,
        help_text="To redzēs kolēģi. Ja cilvēks vietnē jau ir reģistrēts, paliek viņa līdzšinējais vārds.",
    )
    role = forms.ChoiceField(
        label="Loma",
        choices=[("", "Izvēlieties lomu"), *Role.choices],
        error_messages={"required": "Izvēlieties lomu."},
    )
    institution = forms.ModelChoiceField(
        label="Institūcija",
        queryset=Institution.objects.none(),
        required=False,
        empty_label="Izvēlieties institūciju",
        help_text="Norāda tikai koordinatoram.",
    )

    def __init__(self, *args, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = municipality.institutions.all()
        self.fields["institution"].label_from_instance = lambda institution: institution.full_name
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        """A coordinator is of an institution; nobody else is."""
        data = super().clean()
        is_coordinator = data.get("role") == Role.COORDINATOR
        if is_coordinator and not data.get("institution"):
            self.add_error("institution", "Izvēlieties institūciju, par kuru koordinators atbild.")
        if not is_coordinator:
            data["institution"] = None
        return data

    def add_refusal(self, error):
        """Put what the database refuses at its field; what is said of the whole role is about this person."""
        fields = {"email": "email", "first_name": "name", "role": "role", "institution": "institution"}
        for name, sentences in error.message_dict.items():
            self.add_error(fields.get(name, "email"), sentences)

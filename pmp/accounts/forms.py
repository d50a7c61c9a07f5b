"""Forms about people."""

from django import forms

from pmp.accounts.enums import Role
from pmp.accounts.models import Institution


class RoleForm(forms.Form):
    """A role for a person, known or new."""

    email = forms.EmailField(label="E-pasta adrese", error_messages={"invalid": "Ierakstiet derīgu e-pasta adresi."})
    name = forms.CharField(
        label="Vārds un uzvārds",
        max_length=150,
        help_text="To redzēs kolēģi. Ja cilvēks vietnē jau ir reģistrēts, paliek viņa līdzšinējais vārds.",
    )
    role = forms.ChoiceField(label="Loma", choices=Role.choices, initial=Role.COORDINATOR)
    institution = forms.ModelChoiceField(
        label="Institūcija",
        queryset=Institution.objects.none(),
        required=False,
        empty_label="—",
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

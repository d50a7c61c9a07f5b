"""How forms are drawn."""

from django.forms.renderers import TemplatesSetting


class Components(TemplatesSetting):
    """``{{ field.as_field_group }}`` draws our component; to give it a unit, a class or another label a page includes it."""

    field_template_name = "components/field.html"

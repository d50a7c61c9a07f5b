"""The guard against undefined template variables guards."""

import pytest
from django.conf import settings
from django.template import Context, Origin, Template

from tests.helpers.undefined import UndefinedTemplateVariableError


def rendered(source, directory=settings.BASE_DIR / "templates", **values):
    origin = Origin(name=str(directory / "example.html"), template_name="example.html")
    return Template(source, origin=origin).render(Context(values))


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ plan.nobody }}", "a{% if plan %}{{ nobody|upper }}{% endif %}"])
def test_printing_what_is_not_there_fails(source):
    with pytest.raises(UndefinedTemplateVariableError, match=r"example\.html, line 1: .*nobody.* is not defined"):
        rendered(source, plan={"title": "Plāns"})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ plan.title }}", "Plāns"),
        ("{{ nobody|default:'nav datu' }}", "nav datu"),
        ("{% if nobody %}{{ nobody }}{% endif %}", ""),
        ("{% firstof nobody 'cits' %}", "cits"),
        ("{{ empty }}{{ nothing }}", "None"),
    ],
)
def test_all_else_works_as_ever(source, text):
    assert rendered(source, plan={"title": "Plāns"}, empty="", nothing=None) == text


def test_what_is_printed_is_worked_out_once():
    calls = iter(["first", "second"])
    assert rendered("{{ next_call|upper }}", next_call=lambda: next(calls)) == "FIRST"


def test_templates_of_packages_are_let_alone(tmp_path):
    assert rendered("{{ nobody }}", directory=tmp_path) == ""

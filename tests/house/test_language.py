"""One voice: what people read calls them "jūs", quotes in one way, and says which field is needed, not which is not."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.utils.translation import override

from tests import factories as make

ROOT = settings.BASE_DIR
#: where sentences for people stand
SOURCES = [
    *(ROOT / "templates").rglob("*.html"),
    *(ROOT / "static" / "js").glob("*.js"),
    *(path for app in ("pmp", "plans", "indicators", "monitoring", "reports") for path in (ROOT / app).rglob("*.py")),
    ROOT / "pmp" / "common" / "locale" / "lv" / "LC_MESSAGES" / "django.po",
]
#: words of somebody who says "tu"
TU = re.compile(
    r"\b(?:tu|tev|tevi|tavs|tava|tavu|tavi|tavas|ievadi|izvēlies|pārbaudi|mēģini|apstiprini|norādi|spied)\b",
    re.IGNORECASE,
)


def found(pattern):
    """Where it stands; what reads the signs that people type may name all of them."""
    texts = [(path, path.read_text()) for path in SOURCES if not {"migrations", "reading"} & set(path.parts)]
    return [
        f"{path.relative_to(ROOT)}: {match.group()}" for path, text in texts for match in re.finditer(pattern, text)
    ]


def test_quotation_marks_are_latvian():
    """„…”: the lower mark opens."""
    assert found("[“«»]") == []


@pytest.mark.parametrize("pattern", [r"nav obligāti", r"\bneobligāt"])
def test_needless_fields_are_not_marked(pattern):
    assert found(pattern) == []


def test_nobody_is_called_tu():
    texts = [(path, path.read_text()) for path in SOURCES if path.suffix in (".html", ".po", ".js")]
    assert [(path.name, match.group()) for path, text in texts for match in TU.finditer(text)] == []


@pytest.mark.django_db
def test_djangos_own_forms_do_not_either():
    person = make.UserFactory()
    forms = [
        AuthenticationForm(),
        PasswordResetForm(),
        SetPasswordForm(person, data={}),
        PasswordChangeForm(person, data={"old_password": "x"}),
    ]
    with override("lv"):
        said = [
            str(text) for form in forms for field in form.fields.values() for text in (field.label, field.help_text)
        ]
        said += [text for form in forms for errors in form.errors.values() for text in errors]
    assert [text for text in said if TU.search(text)] == []
    assert "Vecā parole nav pareiza. Ierakstiet to vēlreiz." in said

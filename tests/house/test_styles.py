"""Style sheets and markup know each other: no class without a rule, no rule without a class, no colour but the tokens."""

import ast
import re
from functools import cache

import pytest
from django.contrib.messages import DEFAULT_TAGS

from indicators.enums import Trend
from monitoring.enums import Status
from plans.enums import PreventionLevel
from tests.house.test_tree import PYTHON_FILES, ROOT, TEMPLATE_FILES, template_source

CSS = ROOT / "static" / "css"
SHEETS = {path.relative_to(CSS).as_posix(): path for path in sorted(CSS.rglob("*.css"))}
#: documents of their own, printed by WeasyPrint
PAPER = {"report-print.css", "report-draft.css"}
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))

#: classes without a rule: what a script or a test finds an element by, or names for whoever reads the markup
HOOKS = {"column-heading", "contents__chapter", "item", "report__head", "spark-cell", "status-cell"}
#: classes that a library puts on elements
OF_LIBRARIES = {"htmx-request", "htmx-swapping"}
#: classes whose end is a value
MADE = {
    "tone-": {state.tone.removeprefix("tone-") for state in [*Status, *Trend]},
    "status--": {status.value or "none" for status in Status},
    "trend--": set(Trend.values),
    "message--": {"info", "success", "warning", "error"},
    "level-band--": set(PreventionLevel.values),
    "col-": None,  # keys of the report's columns
    "table--": {"activities", "indicators"},  # the report's tables
}

NAME = r"-?[A-Za-z_][\w-]*"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\(")


@cache
def sheet(name):
    """A sheet without its comments and strings."""
    source = re.sub(r"/\*.*?\*/", "", SHEETS[name].read_text(), flags=re.DOTALL)
    return re.sub(r"url\((?:'[^']*'|\"[^\"]*\"|[^)]*)\)|\"[^\"]*\"|'[^']*'", '""', source)


def selectors(name):
    """What stands before each brace."""
    return [text for text in re.findall(r"([^{};]+)\{", sheet(name)) if not text.strip().startswith("@")]


def classes_of_sheets():
    """Each class that has a rule, and the sheets in which it has one."""
    found = {}
    for name in SHEETS:
        for selector in selectors(name):
            for css_class in re.findall(rf"\.({NAME})", selector):
                found.setdefault(css_class, set()).add(name)
    return found


def _words(text):
    """The classes of an attribute; a word with a variable in it keeps what stands before the variable, and ``*``."""
    text = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "*", text))
    return {word for word in text.split() if word != "*"}


def classes_of_templates():
    """Classes in the markup, in the parameters of components and in slots."""
    found = set()
    for name in TEMPLATE_FILES:
        source = template_source(name)
        for value in re.findall(r'[\s"}]class="((?:\{[{%].*?[}%]\}|[^"])*)"', source):
            found |= _words(re.sub(r"\{%-?\s*\w+[^%]*?%\}", lambda tag: f" {tag.group()} ", value))
        for value in re.findall(r"\{% block body_class %\}(.*?)\{% endblock", source):
            found |= _words(value)
        for tag in re.findall(r"\{%-?\s*(?:include|slot)\s.*?%\}", source):
            found |= _words(
                " ".join(re.findall(r'(?:\b(?:class|choices_class|css_class)=|\bslot "\w+" )"([^"]*)"', tag))
            )
    return found


def classes_of_scripts():
    """Classes that scripts look for or set."""
    found = set()
    for path in SCRIPTS:
        source = path.read_text()
        for text in re.findall(r"""["'`]([^"'`\n]*)["'`]""", source):
            found |= set(re.findall(rf"\.({NAME})", text))
        for text in re.findall(r"""(?:classList\.\w+\(|className = )["'`]([^"'`]*)["'`]""", source):
            found |= set(text.split())
    return found


def words_of_python():
    """All words of the strings in Python code: which of them are classes shows when a sheet has them."""
    found = set()
    for path in PYTHON_FILES:
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(rf"(?<![\w-]){NAME}(?![\w-])", node.value))
    return found


def made(css_class):
    """Whether the class is one of those whose end is a value."""
    return any(
        css_class.startswith(start) and (ends is None or css_class.removeprefix(start) in ends)
        for start, ends in MADE.items()
    )


def test_every_class_has_a_rule():
    known = set(classes_of_sheets()) | HOOKS
    used = classes_of_templates() | classes_of_scripts()
    assert {css_class for css_class in used if css_class not in known and css_class.rstrip("*") not in MADE} == set()


def test_every_rule_has_a_class():
    used = classes_of_templates() | classes_of_scripts() | words_of_python() | OF_LIBRARIES
    unused = {css_class: where for css_class, where in classes_of_sheets().items() if css_class not in used}
    assert {css_class: where for css_class, where in unused.items() if not made(css_class)} == {}


def test_hooks_are_used_and_have_no_rule():
    assert classes_of_templates() | classes_of_scripts() >= HOOKS
    assert HOOKS & set(classes_of_sheets()) == set()


def test_messages_have_the_tones_of_django():
    assert MADE["message--"] == set(DEFAULT_TAGS.values()) - {"debug"}


def test_every_element_with_a_rule_is_in_some_page():
    markup = " ".join(template_source(name) for name in TEMPLATE_FILES) + " ".join(map(str, words_of_python()))
    ours = {"html", "body", "p", "br", "input", "select", "textarea", "label", "fieldset", "option"}
    named = set()
    for name in SHEETS:
        for selector in selectors(name):
            plain = re.sub(r"\[[^\]]*\]|::?[\w-]+|\.[\w-]+|#[\w-]+", " ", selector)
            named |= set(re.findall(r"(?<![\w-])[a-z][a-z0-9]*(?![\w-])", plain))
    assert {name for name in named if f"<{name}" not in markup} - ours - {"from", "to", "odd", "even", "n"} == set()


@pytest.mark.parametrize("name", SHEETS)
def test_colours_are_tokens(name):
    """Only the lines that define a token hold a colour; paper has tokens of its own."""
    lines = [line for line in sheet(name).splitlines() if COLOUR.search(line)]
    assert [line for line in lines if not re.match(r"\s*--[\w-]+:", line)] == []
    if name not in {"tokens.css", "report-print.css"}:
        assert lines == []


def test_every_token_is_used_and_known():
    defined, used = {}, set()
    for name in SHEETS:
        defined |= dict.fromkeys(re.findall(r"^\s*(--[\w-]+):", sheet(name), re.MULTILINE), name)
        used |= set(re.findall(r"var\((--[\w-]+)", sheet(name)))
    assert used - set(defined) == set()
    assert set(defined) - used == set()


def test_a_sheet_of_a_component_is_named_like_its_template():
    components = {
        path.removeprefix("components/").removesuffix(".css") for path in SHEETS if path.startswith("components/")
    }
    assert components
    assert components <= {path.stem for path in (ROOT / "templates" / "components").glob("*.html")}


def test_every_sheet_of_a_component_is_in_the_list():
    listed = re.findall(r"\{% static 'css/([\w/-]+\.css)' %\}", template_source("components/stylesheets.html"))
    assert len(set(listed)) == len(listed)
    assert {name for name in SHEETS if "/" not in name or name.startswith("components/")} - PAPER == set(listed)


def test_the_page_of_an_error_has_sheets_that_exist():
    named = re.findall(r"css/([\w/-]+\.css)", template_source("500.html"))
    assert named
    assert set(named) <= set(SHEETS)

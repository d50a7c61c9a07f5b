"""The tree polices itself: nothing unused, nothing undocumented, no code inside markup, nothing of one machine."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models

from reports.document.blocks import Block, ColumnKind
from tests.helpers.addresses import addresses
from tests.helpers.markup import DATA_TYPES
from tests.house.test_factories import MODELS

ROOT = settings.BASE_DIR
APPS = ["pmp", "plans", "indicators", "monitoring", "reports"]
TEMPLATES = ROOT / "templates"
TEMPLATE_FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
PYTHON_FILES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
#: templates that Django looks for by name
NAMED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
#: templates that a document's blocks and columns name by their kind
NAMED_BY_KIND = {f"reports/blocks/{block.kind}.html" for block in Block.__subclasses__()}
NAMED_BY_KIND |= {f"reports/cells/{kind}.html" for kind in ColumnKind}


def tracked_files():
    """Files that are in the repository, whoever owns the folder."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")  # noqa: S603
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def template_source(name):
    """A template without its comments."""
    source = (TEMPLATES / name).read_text()
    source = re.sub(r"\{% comment.*?%\}.*?\{% endcomment %\}", "", source, flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}", "", source)


def strings_in(path):
    """All string constants of a Python file."""
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


# ------------------------------------------------------------------------------------------------------------- templates


def used_templates():
    """Names of templates that code, other templates or the views of the URLconf name."""
    used = NAMED_BY_DJANGO | NAMED_BY_KIND
    for path in PYTHON_FILES:
        used |= strings_in(path)
    for name in TEMPLATE_FILES:
        used |= set(re.findall(r"""["']([\w/.-]+\.(?:html|txt|svg|css))["']""", template_source(name)))
    for address in addresses():
        view_class = getattr(address.view, "view_class", None)
        if view_class:
            used |= {getattr(view_class, name) for name in dir(view_class) if name.endswith("template_name")}
    return used


def test_every_template_is_used():
    assert set(TEMPLATE_FILES) - used_templates() == set()


def test_every_kind_of_a_block_and_a_column_has_a_template():
    assert NAMED_BY_KIND - set(TEMPLATE_FILES) == set()


def test_every_template_that_is_included_exists():
    named = {
        (name, other)
        for name in TEMPLATE_FILES
        for other in re.findall(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""", template_source(name))
    }
    assert named
    assert {(name, other) for name, other in named if other not in TEMPLATE_FILES} == set()


@pytest.mark.parametrize("name", [name for name in TEMPLATE_FILES if name.endswith((".html", ".svg"))])
def test_no_code_or_style_inside_the_markup(name):
    source = template_source(name)
    scripts = re.findall(r"<script\b([^>]*)>", source)
    assert [tag for tag in scripts if "src=" not in tag and not any(kind in tag for kind in DATA_TYPES)] == []
    assert re.findall(r"<style\b[^>]*>", source) == []
    assert re.findall(r"""<[^>{%]*\s(style=["'][^>]*|on[a-z]+=["'][^>]*)""", source) == []
    assert re.findall(r"\bjavascript:", source) == []
    assert re.findall(r"""\b(?:src|href)=["'](?:https?:)?//[^"']*""", source) == []


def test_templates_are_short():
    """A template past eighty lines is several things at once."""
    long = {name: len((TEMPLATES / name).read_text().splitlines()) for name in TEMPLATE_FILES}
    assert {name: lines for name, lines in long.items() if lines > 80} == {}


def test_every_static_file_is_used():
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    assert files
    texts = [template_source(name) for name in TEMPLATE_FILES]
    texts += [path.read_text() for path in [*PYTHON_FILES, *(path for path in files if path.suffix in (".css", ".js"))]]
    unused = [path.relative_to(ROOT).as_posix() for path in files if not any(path.name in text for text in texts)]
    assert unused == []


# ------------------------------------------------------------------------------------------------------------------ code


def modules():
    """All modules of the apps but migrations."""
    for app in APPS:
        package = importlib.import_module(app)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".migrations" not in found.name:
                yield importlib.import_module(found.name)


#: names that say it all: what Django asks for by this name
TELLING = re.compile(r"\w+(Config|QuerySet)|Command|as_(postgresql|sqlite)")


def undocumented(module):
    """Public functions, classes and methods of a module without a docstring; what a base class declares is explained there."""
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(inspect.unwrap(thing)) if callable(thing) else False:
            if not thing.__doc__:
                yield f"{module.__name__}.{name}"
        elif inspect.isclass(thing):
            if not TELLING.fullmatch(name) and not vars(thing).get("__doc__"):
                yield f"{module.__name__}.{name}"
            for member, value in vars(thing).items():
                inherited = any(hasattr(base, member) for base in thing.__mro__[1:])
                if member.startswith("_") or inherited or TELLING.fullmatch(member):
                    continue
                function = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
                own = inspect.isfunction(function) and function.__module__ == module.__name__
                if own and "<lambda>" not in function.__qualname__ and not function.__doc__:
                    yield f"{module.__name__}.{name}.{member}"


def test_everything_public_has_a_docstring():
    missing = [name for module in modules() for name in undocumented(module)]
    sources = {path: path.read_text() for path in PYTHON_FILES if "migrations" not in path.parts}
    sources = {path: text for path, text in sources.items() if text.strip() and path.name != "apps.py"}
    missing += [str(path.relative_to(ROOT)) for path, text in sources.items() if not ast.get_docstring(ast.parse(text))]
    assert missing == []


def test_every_model_calls_itself_by_a_name():
    assert [model.__name__ for model in MODELS if model.__str__ is models.Model.__str__] == []


def function_lines(app):
    """The length of each function of an app, migrations left out."""
    found = {}
    for path in PYTHON_FILES:
        if "migrations" in path.parts or path.relative_to(ROOT).parts[0] != app:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = node.end_lineno - node.lineno + 1
    return found


@pytest.mark.parametrize("app", APPS)
def test_functions_stay_short(app):
    """Nine in ten have at most thirty lines; one past sixty does more than one thing."""
    found = function_lines(app)
    assert sorted(found.values())[len(found) * 9 // 10] <= 30
    assert {name: lines for name, lines in found.items() if lines > 60} == {}


def test_tests_are_longer_than_what_they_test():
    """1.3 lines of tests for each line of code, migrations left out."""

    def lines(paths):
        return sum(len(path.read_text().splitlines()) for path in paths)

    code = lines(path for path in PYTHON_FILES if "migrations" not in path.parts)
    assert lines((ROOT / "tests").rglob("*.py")) >= 1.3 * code


def test_what_django_will_bring_stands_behind_one_import():
    """Django 6 has a Content-Security-Policy of its own: then one module changes."""
    found = [path for path in PYTHON_FILES if re.search(r"^\s*(?:from|import) csp\b", path.read_text(), re.MULTILINE)]
    assert [path.relative_to(ROOT).as_posix() for path in found] == ["pmp/common/csp.py"]


def test_migrations_can_be_taken_back():
    """Every step that runs code or SQL names its reverse."""
    one_way = []
    for path in PYTHON_FILES:
        if "migrations" not in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("RunPython", "RunSQL"):
                reverse = len(node.args) > 1 or any(word.arg.startswith("reverse") for word in node.keywords)
                one_way += [] if reverse else [f"{path.relative_to(ROOT)}:{node.lineno}"]
    assert one_way == []


def test_no_test_is_passed_over():
    words = ["pytest." + "skip", "mark." + "skip", "mark." + "xfail", "importor" + "skip", "pytest." + "xfail"]
    found = [
        f"{path.name}: {word}" for path in (ROOT / "tests").rglob("*.py") for word in words if word in path.read_text()
    ]
    assert found == []


# ----------------------------------------------------------------------------------------------------------------- files


#: put together here so that this file does not contain them itself
NOT_OURS = [
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js",
    "js" + "delivr",
    "un" + "pkg.com",
    "cdn" + "js",
    "/" + "root/",
    "/" + "home/",
    "/" + "work/",
    "/" + "opt/",
    "/" + "tmp/",
]


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    files = tracked_files()
    assert ROOT / "manage.py" in files
    found = []
    for path in files:
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {word}" for word in NOT_OURS if word in text]
    assert found == []


def test_the_top_level_stays_as_agreed():
    agreed = {"manage.py", "pmp", "plans", "monitoring", "indicators", "reports", "templates", "static", "fixtures"}
    agreed |= {"tests", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile"}
    agreed |= {"requirements.txt", "requirements-dev.txt"}
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {name for name in top if not name.startswith(".")} <= agreed


def test_every_file_ends_with_a_line_break():
    texts = [
        path for path in tracked_files() if path.suffix in {".py", ".html", ".css", ".js", ".md", ".yaml", ".toml"}
    ]
    assert [
        str(path.relative_to(ROOT)) for path in texts if path.stat().st_size and path.read_bytes()[-1:] != b"\n"
    ] == []


def test_relative_links_of_the_documents_lead_somewhere():
    dead = []
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            if not Path(path.parent, target).exists():
                dead.append(f"{path.relative_to(ROOT)} → {target}")
    assert dead == []

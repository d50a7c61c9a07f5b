"""The migrations that databases may have run, each with a digest of what it does: ``migrations.txt``.

``python -m tests.house.released_migrations`` puts the new ones on the list; those that are on it stay as they are.
"""

import ast
import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("migrations.txt")


def migrations() -> dict[str, str]:
    """Every migration of the house as ``app name`` (the app's folder) with its digest."""
    files = [
        path
        for path in ROOT.glob("**/migrations/[0-9]*.py")
        if not set(path.relative_to(ROOT).parts) & {".venv", "var"}
    ]
    return {
        f"{path.parent.parent.name} {path.stem}": digest(path.read_text(encoding="utf-8")) for path in sorted(files)
    }


def digest(source: str) -> str:
    """What a migration does, as a number: form, comments and docstrings are free."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node, clean=False) is not None
        ):
            del node.body[0]
    return hashlib.sha256(repr(_plain(tree)).encode()).hexdigest()


def _plain(node):
    """The tree without what is empty: which empty parts there are differs between Python's versions (``ast.dump`` tells them)."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, ast.AST):
        return node
    filled = [(name, value) for name, value in ast.iter_fields(node) if value is not None and value != []]
    return type(node).__name__, *((name, _plain(value)) for name, value in filled)


def released() -> dict[str, str]:
    """The list as it stands."""
    lines = LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []
    return dict(line.rsplit(" ", 1) for line in lines)


def complaints(listed: dict[str, str], found: dict[str, str]) -> list[str]:
    """A sentence for each migration that was rewritten, taken away, or is not on the list yet."""
    said = {
        "was rewritten: databases that have run it lack what it does now. Put it back and add a new migration instead": [
            name for name in listed if name in found and found[name] != listed[name]
        ],
        "is gone: databases that have run it know no way on. Put it back and add a new migration instead": listed.keys()
        - found.keys(),
        "is new: python -m tests.house.released_migrations puts it on the list": found.keys() - listed.keys(),
    }
    return [f"The migration {name} {sentence}." for sentence, names in said.items() for name in sorted(names)]


def main():
    """Put the new migrations on the list."""
    lines = sorted(f"{name} {number}" for name, number in {**migrations(), **released()}.items())
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

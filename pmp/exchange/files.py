"""Documents from outside: data of a JSON or YAML file become a ``PlanDocument`` or are refused with a sentence."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from pmp.exchange.document import PlanDocument
from pmp.exchange.slips import DocumentRefused, refusal


def document_from(data) -> PlanDocument:
    """The document that plain data (dicts, lists, texts) say. Raises ``DocumentRefused``."""
    try:
        return PlanDocument.model_validate(data)
    except ValidationError as error:
        raise refusal(error, data) from error


def read(path: Path) -> PlanDocument:
    """The document of a YAML file; JSON is YAML as well. Raises ``DocumentRefused``."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_EveryKeyOnce)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DocumentRefused([f"{path.name}{_said(error)}."]) from error
    return document_from(data)


class _EveryKeyOnce(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Fast where libyaml is there; and of two values of one key, where YAML silently takes the last, it refuses the second."""

    def construct_mapping(self, node, deep=False):
        """The mapping of ``node``."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"atslēga „{key.value}” ir divreiz", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _said(error):
    mark = getattr(error, "problem_mark", None)
    line = f", {mark.line + 1}. rinda" if mark else ""
    is_ours = isinstance(error, yaml.constructor.ConstructorError)
    return f"{line}: {error.problem if is_ours else 'pieraksts nav derīgs YAML'}"

"""Makes a template of ours that prints a variable nobody gave it fail, instead of printing nothing.

Only what is printed counts: ``{% if extra %}``, ``{{ extra|default:"–" }}`` and arguments of tags may be missing, and templates of
installed packages may do as they like.
"""

from copy import copy
from types import SimpleNamespace

from django.conf import settings
from django.template.base import VariableDoesNotExist, VariableNode

FORGIVING_FILTERS = {"default", "default_if_none"}
OUR_TEMPLATES = str(settings.BASE_DIR / "templates")

_render = VariableNode.render


class UndefinedTemplateVariableError(Exception):
    """A template printed a variable that its context does not have."""


def render_defined(node, context):
    """In place of ``VariableNode.render``."""
    expression = node.filter_expression
    ours = str(node.origin.name).startswith(OUR_TEMPLATES)
    forgiving = any(function.__name__ in FORGIVING_FILTERS for function, _ in expression.filters)
    if ours and expression.is_var and not forgiving:
        try:
            value = expression.var.resolve(context)
        except VariableDoesNotExist:
            where = f"{node.origin.template_name}, line {node.token.lineno}"
            raise UndefinedTemplateVariableError(f"{where}: {{{{ {expression.token} }}}} is not defined") from None
        node = _with_value(node, value)
    return _render(node, context)


def _with_value(node, value):
    """The same node with its variable looked up already: what a variable calls is called once, as in real life."""
    expression = copy(node.filter_expression)
    expression.var = SimpleNamespace(resolve=lambda context: value)
    node = copy(node)
    node.filter_expression = expression
    return node

"""Filters and tags of the design system: Latvian numbers, dates and plurals, forms, addresses. They know no app.

What Python code needs of it too stands in ``pmp.common.wording``. See docs/design.md.
"""

import re

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from pmp.common import prose, wording
from pmp.common.texts import tidy

#: What a box, a choice or a hidden field sends; a person's text has a blank, a capital or a letter of ours somewhere.
CHOSEN = re.compile(r"[a-z0-9_-]{0,40}")

register = template.Library()
for _filter in (
    wording.count,
    wording.lv_date,
    wording.lv_date_words,
    wording.lv_datetime,
    wording.lv_number,
    wording.plural,
    wording.with_nr,
    prose.prose,
):
    register.filter(_filter)

# Forms ----------------------------------------------------------------------------------------------------------------


@register.simple_tag
def forms_with_errors(form=None, forms=None):
    """Those of one form, or of several, that have an error."""
    return [item for item in [form, *(forms or [])] if item and item.errors]


@register.filter
def question(field):
    """What a bound field asks beside itself: ``pmp.common.doubts.Question``, None where nothing is in doubt."""
    return getattr(field.field, "question", None)


@register.filter
def only_asks(faulty):
    """Whether all that is wrong with forms are questions that nobody has answered yet."""
    asked = [(form, name) for form in faulty for name in form.errors]
    return all(name in form.fields and (found := question(form[name])) and found.is_open for form, name in asked)


@register.filter
def lookup(mapping, key):
    """The value under a key; empty when there is no mapping or no such key."""
    return mapping.get(str(key), "") if mapping else ""


@register.inclusion_tag("components/typed_text.html", takes_context=True)
def typed_text(context):
    """The texts of a form that was sent but cannot be saved here, to be copied; figures and choices are typed anew quickly."""
    request = context["request"]
    sent = [text for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken" for text in texts]
    return {"texts": [text for text in map(tidy, sent) if not CHOSEN.fullmatch(text)]}


# Slots: what a template gives to a component -----------------------------------------------------------------------------


@register.simple_block_tag
def slot(content, tag, css_class):
    """An element around what a page gives, and nothing at all where it gives nothing."""
    return format_html('<{0} class="{1}">{2}</{0}>', tag, css_class, content) if content.strip() else ""


@register.simple_tag(takes_context=True)
def drawn(context, component, **values):
    """An ``{% include … only %}`` for what recurs in a list: drawn once for each distinct set of values, which are hashable."""
    # The lowest of the engine's scratch dictionaries is the same in all templates of a page, also in those included.
    known = context.render_context.dicts[0].setdefault("drawn", {})
    key = (component, *sorted(values.items()))
    if key not in known:
        known[key] = render_to_string(component, values)
    return known[key]


@register.simple_block_tag
def sentence(content):
    """A sentence put together in a template, to be handed on: ``{% sentence as text %}{{ year }}. gads{% endsentence %}``."""
    return content


@register.simple_block_tag
def breadcrumb(content, *way):
    """The way down to a page, whose own name stands inside: ``{% breadcrumb "Plāns" its_address %}Labot{% endbreadcrumb %}``."""
    steps = [{"label": label, "url": url} for label, url in zip(way[::2], way[1::2], strict=True)]
    return render_to_string("components/breadcrumb.html", {"steps": steps, "here": content})


# Addresses and pages --------------------------------------------------------------------------------------------------


@register.simple_tag
def plan_url(name, plan, *parts, **query):
    """The address of a page of a plan, ``{% plan_url "reader:plan" plan gads=year %}``; ``plan`` is what has its ``address``.

    A parameter without a value is left out.
    """
    asked = {parameter: value for parameter, value in query.items() if value not in ("", None)}
    return reverse(name, args=[*plan.address, *parts], query=asked or None)


@register.simple_tag
def elided_pages(page):
    """Page numbers with gaps for the pagination component."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))

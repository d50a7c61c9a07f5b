"""The template tags with which pages fill the components."""

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string

from monitoring.enums import Status
from pmp.common.templatetags import ui
from tests import factories as make
from tests.helpers.markup import complaints, without_tags


def rendered(source, **values):
    return Template("{% load ui %}" + source).render(Context(values))


def test_a_slot_draws_its_element_around_what_it_is_given():
    assert rendered('{% slot "p" "lead" %}Kas <b>kur</b>: {{ name }}{% endslot %}', name="A & B") == (
        '<p class="lead">Kas <b>kur</b>: A &amp; B</p>'
    )


@pytest.mark.parametrize("content", ["", " \n ", "{% if name %}{{ name }}{% endif %}"])
def test_a_slot_that_is_given_nothing_draws_nothing(content):
    assert rendered(f'{{% slot "p" "lead" %}}{content}{{% endslot %}}') == ""


def test_a_sentence_is_handed_on_and_escaped_once():
    source = '{% sentence as text %}{{ number }}. gada "{{ name }}"{% endsentence %}[{{ text }}]'
    assert rendered(source, number=2025, name="A & B") == '[2025. gada "A &amp; B"]'


def test_a_breadcrumb_leads_down_to_the_page_itself():
    source = '{% breadcrumb "Plāns" address number "/b/" %}{{ year }}. gada atbilde{% endbreadcrumb %}'
    drawn = rendered(source, address="/a/?x=1&y=2", number="4.2.", year=2025)
    assert without_tags(drawn) == "Plāns 4.2. 2025. gada atbilde"
    assert '<a href="/a/?x=1&amp;y=2">Plāns</a>' in drawn
    assert '<span aria-current="page">2025. gada atbilde</span>' in drawn
    assert complaints(drawn, whole_page=False) == []


def test_a_step_of_a_breadcrumb_without_an_address_is_a_mistake():
    with pytest.raises((TemplateSyntaxError, ValueError)):
        rendered('{% breadcrumb "Plāns" %}Labot{% endbreadcrumb %}')


def test_the_address_of_a_page_of_a_plan_takes_a_query(db):
    plan = make.PlanFactory()
    start = f"/{plan.municipality.slug}/{plan.span}/plans/"
    assert rendered('{% plan_url "reader:plan" plan %}', plan=plan) == start
    assert rendered('{% plan_url "reader:plan" plan gads=year statuss="none" %}', plan=plan, year=2025) == (
        f"{start}?gads=2025&amp;statuss=none"
    )
    assert rendered('{% plan_url "reader:activity" plan 7 gads=year %}', plan=plan, year=2026) == (
        f"{start}aktivitates/7/?gads=2026"
    )


def test_a_page_without_lead_and_buttons_has_no_empty_elements(client, db):
    text = client.get("/parole/gatavs/").content.decode()
    assert "<title>Parole ir nomainīta – PMP plāns</title>" in text
    assert "page-header__lead" in text
    assert "page-header__eyebrow" not in text
    assert "page-header__actions" not in text


class Example(forms.Form):
    name = forms.CharField(label="Nosaukums", required=False, help_text="Kā dokumentā.")
    number = forms.CharField(label="Numurs")
    sure = forms.BooleanField(label="Tiešām")


def test_a_field_draws_itself_as_our_component():
    drawn = str(Example(data={})["name"].as_field_group())
    assert drawn.strip().startswith('<div class="field">')
    assert without_tags(drawn) == "Nosaukums Kā dokumentā."
    assert without_tags(str(Example()["number"].as_field_group())) == "Numurs (obligāti)"
    assert complaints(drawn, whole_page=False) == []
    wrong = str(Example(data={})["sure"].as_field_group())
    assert '<div class="field field--checkbox field--invalid">' in wrong
    assert 'id="id_sure_error"' in wrong


def test_what_recurs_is_drawn_once_for_each_distinct_value(monkeypatch):
    drawings = []

    def draw(component, values):
        drawings.append(dict(values))
        return render_to_string(component, values)

    monkeypatch.setattr(ui, "render_to_string", draw)
    source = '{% for state in states %}{% drawn "components/status_chip.html" state=state %}{% endfor %}'
    included = '{% for state in states %}{% include "components/status_chip.html" with state=state only %}{% endfor %}'
    states = [Status.DONE, Status.STARTED, Status.DONE, Status.NO_DATA, Status.DONE]
    assert rendered(source, states=states) == rendered(included, states=states)
    assert drawings == [{"state": state} for state in (Status.DONE, Status.STARTED, Status.NO_DATA)]


def test_another_page_draws_anew():
    source = '{% drawn "components/status_chip.html" state=state %}'
    assert rendered(source, state=Status.DONE) == rendered(source, state=Status.DONE)
    assert "Izpildīts" in rendered(source, state=Status.DONE)

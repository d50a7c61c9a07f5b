"""Garbage in every form, filter and address gets a sentence or a page, never an error of ours; on both databases."""

from urllib.parse import quote_from_bytes

import pytest
from django import forms
from django.core.exceptions import ValidationError

from plans.domain import update_activity
from pmp.accounts.models import User
from pmp.common.fields import TidyForm
from pmp.common.texts import LONG_TEXT
from pmp.exchange.document import PlanDocument
from pmp.exchange.files import document_from
from pmp.exchange.slips import DocumentRefused
from pmp.site.reader.filters import FilterForm
from tests import factories as make
from tests.helpers.addresses import addresses, url_for
from tests.house.test_factories import MODELS
from tests.house.test_tree import modules
from tests.site.test_unchanged_saves import as_a_browser_sends

#: What people, programs and attackers send; bytes are sent as they are.
GARBAGE = [
    "-1",
    "99999999999999999999",
    "9" * 5000,
    "1e400",
    "NaN",
    "-Infinity",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "a\x00b",
    b"\xed\xa0\x80",
    "'\"\\%_<b>{{ x }}",
    "٣½²",
    f"{'a' * 300}@b.example",
    "ā" * (LONG_TEXT + 1),
]
#: Of these a text field may take any: what is stored has to be shown again as well.
TEXTS = ["a\x00b", b"\xed\xa0\x80", "'\"\\%_<b>{{ x }}", "٣½²", f"{'a' * 300}@b.example"]
#: What the addresses of lists ask for, each by itself.
LISTS = {
    "reader:plan": ["page", "gads", "aktivitate", "teksts", "limenis", "institucija", "statuss", "izpilde", "loma"],
    "reader:activities": ["page", "per_page", "sort"],
    "indicators:list": ["page", "gads"],
    "accounts:people": ["page", "per_page", "sort"],
    "audit": ["page"],
    "change_set": ["page"],
}
PARAMETERS = sorted({name for names in LISTS.values() for name in names} | {"next"})
SLOW = {"reports:pdf"}
ADDRESSES = [address for address in addresses() if address.name not in SLOW]
BROWSER = "application/x-www-form-urlencoded"

pytestmark = pytest.mark.django_db


def short(value):
    """A test's name for a value."""
    return repr(value)[:24]


def encoded(pairs):
    """Names and values as a browser writes them; bytes stay bytes."""
    raw = [(name, value if isinstance(value, bytes) else str(value).encode()) for name, value in pairs]
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in raw)


def flat(data):
    """Posted data as pairs."""
    return [(name, each) for name, value in data.items() for each in (value if isinstance(value, list) else [value])]


@pytest.fixture
def everything(plan, signed_in):
    """Signed in as somebody with every role."""
    person = make.coordinator(plan.activities.first().institutions_by_role("lead")[0])
    for role in ["editor", "council", "administrator"]:
        make.MembershipFactory(user=person, municipality=plan.municipality, role=role)
    make.administrator(plan.municipality)
    return signed_in(person)


def form_of(response):
    """The form of a page, None where it has none."""
    context = response.context or {}
    found = context.get("form")
    return found if isinstance(found, forms.BaseForm) and not isinstance(found, FilterForm) else None


def with_form(client, plan, names=None):
    """The addresses whose page has a form to send, with its form."""
    for address in ADDRESSES:
        if names and address.name not in names:
            continue
        url = url_for(address, plan)
        if (form := form_of(client.get(url))) is not None:
            yield address.name, url, form


FORMS = {
    "own_password",
    "accounts:people",
    "indicators:measure",
    "indicators:row_edit",
    "monitoring:mark",
    "plans:activity_edit",
    "reports:edit",
    "reports:point_edit",
    "reports:points",
}
OPEN_FORMS = {"login", "password_reset"}


def test_these_are_the_forms(everything, plan, client):
    assert {name for name, _, _ in with_form(everything, plan)} == FORMS | {"password_reset"}


def send(client, url, pairs):
    """Post what a browser would; an error of ours raises."""
    response = client.post(url, encoded(pairs), content_type=BROWSER)
    assert response.status_code < 500
    return response


def attacks(form):
    """What is sent: each field missing, doubled, with garbage; then garbage everywhere."""
    data = as_a_browser_sends(form)
    for name, field in form.fields.items():
        pairs = [(key, value) for key, value in flat(data) if key != name]
        own = [(key, value) for key, value in flat(data) if key == name] or [(name, "1")]
        yield pairs
        yield [*pairs, *own, *own, (name, GARBAGE[0]), (name, GARBAGE[0])]
        is_text = isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea)
        for piece in TEXTS if is_text else GARBAGE:
            yield [*pairs, (name, piece)]
    for piece in GARBAGE:
        yield [(name, piece) for name in form.fields]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_garbage_in_a_form(everything, plan, name):
    ((_, url, form),) = with_form(everything, plan, {name})
    for pairs in attacks(form):
        if send(everything, url, pairs).status_code == 302:
            # It was saved: the page shows it, with its new version.
            form = form_of(everything.get(url)) or form


@pytest.mark.parametrize("name", sorted(OPEN_FORMS))
def test_garbage_at_the_door(client, plan, name, settings):
    settings.AXES_ENABLED = True
    ((_, url, form),) = with_form(client, plan, {name})
    for pairs in attacks(form):
        send(client, url, pairs)


def test_doubled_choices_count_once(everything, plan):
    """``lead=5&lead=5`` and ``years=2026&years=2026``: the same institution and year twice, and what is stored is no change."""
    ((_, url, form),) = with_form(everything, plan, {"plans:activity_edit"})
    sent = [(name, value) for name, value in flat(as_a_browser_sends(form)) if name != "note"]
    assert {"lead", "years"} <= {name for name, _ in sent}
    assert send(everything, url, [*sent, *sent, ("note", "Cita")]).status_code == 302
    (change,) = plan.change_sets.first().changes.all()
    assert [each["name"] for each in change.fields] == ["note"]


@pytest.mark.filterwarnings("ignore:Use '__':DeprecationWarning")
@pytest.mark.parametrize("piece", GARBAGE[:-1], ids=short)
def test_garbage_in_every_address(everything, plan, piece):
    """All parameters at once, and doubled."""
    query = encoded([(name, piece) for name in PARAMETERS for _ in range(2)])
    for address in ADDRESSES:
        assert everything.get(f"{url_for(address, plan)}?{query}").status_code < 500, address


@pytest.mark.filterwarnings("ignore:Use '__':DeprecationWarning")
@pytest.mark.parametrize("name", LISTS)
def test_garbage_in_a_list(everything, plan, name):
    """Each parameter by itself."""
    url = url_for(next(address for address in ADDRESSES if address.name == name), plan)
    for parameter in LISTS[name]:
        for piece in [*GARBAGE[:-1], "", "2026", "-title"]:
            response = everything.get(f"{url}?{encoded([(parameter, piece)])}")
            assert response.status_code == 200, (parameter, short(piece))


def test_a_list_has_as_many_rows_as_we_say(everything, plan):
    url = url_for(next(address for address in ADDRESSES if address.name == "reader:activities"), plan)
    plain = everything.get(url).context["table"]
    for size in ["-1", "0", "1", "100000"]:
        table = everything.get(url, {"per_page": size}).context["table"]
        assert len(table.page.object_list) == len(plain.page.object_list)


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9" * 5000], ids=short)
def test_a_number_that_nothing_has_is_no_page(everything, plan, number):
    for address in ADDRESSES:
        if {"pk", "year"} & set(address.parts):
            url = "/".join(number if part.isdecimal() else part for part in url_for(address, plan).split("/"))
            assert everything.get(url).status_code in (404, 405), address
            assert everything.post(url).status_code in (404, 405), address


# ---------------------------------------------------------------------------------------------------------------- limits


def own_forms():
    """Every form class of ours."""
    return {
        thing
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, forms.BaseForm) and thing.__module__ == module.__name__
    }


def test_every_form_tidies_and_limits():
    assert own_forms()
    assert [form.__name__ for form in own_forms() if not issubclass(form, TidyForm)] == []
    views = [address.view for address in addresses() if hasattr(address.view, "view_class")]
    used = [view.view_class(**view.view_initkwargs) for view in views]
    forms_used = [getattr(view, "authentication_form", None) or getattr(view, "form_class", None) for view in used]
    assert [form for form in forms_used if form and not issubclass(form, TidyForm)] == []


def limited(field):
    """Whether a field takes no more than we say."""
    if isinstance(field, forms.CharField):
        return bool(field.max_length)
    if isinstance(field, forms.DecimalField):
        return bool(field.max_digits)
    if isinstance(field, forms.IntegerField):
        return field.max_value is not None
    return isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.BooleanField | forms.DateField)


def test_no_field_of_a_form_is_without_limit(everything, plan):
    found = [(name, form) for name, _, form in with_form(everything, plan)]
    page = everything.get(url_for(next(a for a in ADDRESSES if a.name == "reader:activities"), plan))
    found.append(("reader:activities", page.context["filter_form"]))
    assert [f"{name} {field.name}" for name, form in found for field in form if not limited(field.field)] == []


def test_no_short_text_of_a_model_is_without_limit():

    texts = [
        field for model in MODELS for field in model._meta.concrete_fields if field.get_internal_type() == "CharField"
    ]
    assert texts
    assert [str(field) for field in texts if not field.max_length] == []
    assert User._meta.get_field("email").max_length == 254


def test_no_long_text_is_stored_past_its_limit(plan):
    """Whichever way it comes: by a form, by code, in a document."""
    activity, editor = plan.activities.first(), make.editor(plan.municipality)
    long = "ā" * (LONG_TEXT + 1)
    with pytest.raises(ValidationError, match="Te drīkst būt ne vairāk kā 50"):
        update_activity(activity, by=editor, opened_with=activity.version, note=long)
    with pytest.raises(ValidationError, match="Sarakstā drīkst būt ne vairāk kā 200"):
        update_activity(activity, by=editor, opened_with=activity.version, links=[f"I{n}" for n in range(201)])
    data = PlanDocument.from_db(plan).model_dump(mode="json")
    data["goals"][0]["title"] = long
    with pytest.raises(DocumentRefused, match="„title” ir garāks par 50000 zīmēm"):
        document_from(data)

"""What cannot be saved is said in Latvian, and what was typed is given back."""

import pytest
from django.conf import settings

from pmp.accounts import domain
from tests import factories as make

TEXT = "Novadītas 12 nodarbības „Esi drošs”.\nPiedalījās 203 no 3241."


@pytest.fixture
def coordinator(plan):
    lead = plan.activities.first().institutions_by_role("lead")[0]
    return make.coordinator(lead)


@pytest.fixture
def answer(plan):
    """``answer(client)`` sends an answer that somebody typed."""
    activity = plan.activities.first()
    url = f"/{plan.municipality.slug}/{plan.span}/plans/aktivitates/{activity.pk}/2025/"
    return lambda client: client.post(url, {"version": "1", "status": "done", "evaluation": TEXT, "spent": "415"})


def take(user, plan):
    membership = user.memberships.get(municipality=plan.municipality, role="coordinator")
    domain.take_role(membership, by=make.administrator(plan.municipality))


def test_the_only_role_ended_while_its_holder_typed(plan, coordinator, answer, signed_in, clean_markup):
    client = signed_in(coordinator)
    take(coordinator, plan)
    response = answer(client)
    assert response.status_code == 404
    text = clean_markup(response)
    institution = plan.activities.first().institutions_by_role("lead")[0]
    assert "Jūsu loma ir noņemta" in text
    assert f"Loma „koordinators ({institution})” ({plan.municipality.short_name}) jums ir noņemta" in text
    assert "Šādas lapas nav" not in text
    assert f" readonly>{TEXT}</textarea>" in text


def test_one_of_several_roles_ended(plan, coordinator, answer, signed_in, clean_markup):
    make.MembershipFactory(user=coordinator, municipality=plan.municipality, role="council")
    client = signed_in(coordinator)
    take(coordinator, plan)
    response = answer(client)
    assert response.status_code == 403
    text = clean_markup(response)
    assert "Jūsu loma ir noņemta" in text
    assert TEXT in text
    assert ">done<" not in text


def test_whoever_never_had_a_role_is_told_nothing(plan, coordinator, answer, signed_in):
    take(coordinator, plan)
    response = answer(signed_in(make.administrator()))
    assert response.status_code == 404
    text = response.content.decode()
    assert "Šādas lapas nav" in text
    assert plan.municipality.short_name not in text


def test_a_role_that_one_lacks_is_no_role_that_ended(plan, answer, signed_in):
    response = answer(signed_in(make.council_member(plan.municipality)))
    assert response.status_code == 403
    assert "Jūsu loma neļauj" in response.content.decode()
    assert TEXT in response.content.decode()


def test_a_year_that_closed_gives_the_text_back(plan, answer, signed_in, clean_markup):
    plan.periods.update(state="closed")
    response = answer(signed_in(make.editor(plan.municipality)))
    assert response.status_code == 403
    assert TEXT in clean_markup(response)


def test_what_was_typed_is_shown_as_text(plan, signed_in, clean_markup):
    typed = "</textarea><script>alert(1)</script>"
    response = signed_in(make.editor()).post(f"/{plan.municipality.slug}/cilveki/", {"name": typed})
    assert response.status_code == 404
    assert "&lt;/textarea&gt;&lt;script&gt;" in clean_markup(response)


def test_a_form_that_is_too_large_gets_a_page(plan, signed_in, clean_markup, settings):
    url = f"/{plan.municipality.slug}/{plan.span}/zinojums/2025/rakstit/"
    client = signed_in(make.editor(plan.municipality))
    for debug in (False, True):
        settings.DEBUG = debug
        response = client.post(url, {"version": "0", "conclusions": "ā" * 3_000_000})
        assert response.status_code == 413
        text = clean_markup(response)
        assert "Nosūtīts par daudz teksta" in text
        assert "„Atpakaļ”" in text


def test_too_many_fields_get_the_same_page(municipality, signed_in):
    client = signed_in(make.editor(municipality))
    body = "&".join(f"a{n}=b" for n in range(1_001))
    response = client.post("/parole/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413


def test_every_text_at_its_limit_fits_into_a_request(plan, signed_in):
    """The report's form has most texts: each as long as it may be, in letters that take six bytes on their way."""
    url = f"/{plan.municipality.slug}/{plan.span}/zinojums/2026/rakstit/secinajumi/"
    client = signed_in(make.editor(plan.municipality))
    form = client.get(url).context["form"]
    texts = [name for name, field in form.fields.items() if getattr(field, "max_length", None) == 50_000]
    assert len(texts) * 50_000 * 6 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body = "&".join(["version=0", *(f"{name}={'%C4%81' * 50_000}" for name in texts)])
    response = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302


def test_33_000_conclusions_are_refused_at_once(plan, signed_in, clean_markup):
    url = f"/{plan.municipality.slug}/{plan.span}/zinojums/2026/rakstit/secinajumi/"
    client = signed_in(make.editor(plan.municipality))
    response = client.post(url, {"text": "a\n\n" * 16_000})
    assert response.status_code == 422
    assert "Sarakstā drīkst būt ne vairāk kā 200 ierakstu, bet ir 16\u00a0000." in response.content.decode()

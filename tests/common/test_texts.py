"""What people paste is tidied once, on its way in; what is tidy stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmp.common.texts import tidy, too_long
from tests import factories as make

PASTED = {
    "a bullet of Word's symbol font": ("\uf0b7\tpirmais\n\uf0b7\totrais", "•\tpirmais\n•\totrais"),
    "another one": ("\uf0a7 pirmais", "• pirmais"),
    "the end of a cell": ("rinda\x07", "rinda"),
    "a line break of Word": ("pirmā\x0botrā", "pirmā\notrā"),
    "line ends of others": ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
    "soft hyphens": ("paš\xadval\xaddība", "pašvaldība"),
    "signs without width": ("\ufeffvie\u200bta", "vieta"),
    "a text that runs to the left": ("nor\u202eadīts\u202c", "noradīts"),
    "isolated directions": ("\u2067a\u2069", "a"),
    "stacked accents": ("z\u0335\u0321\u0352a\u0301\u0302\u0303\u0304", "z\u0335á\u0302"),
    "letters in two pieces": ("pas\u030cvaldi\u0304ba", "pašvaldība"),
    "halves of pairs": ("a\ud800b", "ab"),
    "NUL": ("a\x00b", "ab"),
    "private signs": ("a\ue000b\U000f0000c", "abc"),
    "a picture": ("a\ufffcb", "ab"),
}
KEPT = [
    "",
    " ",
    "\t",
    "a\n\nb",
    "1\u00a0234,50",
    "1\u202f234",
    "„Āčēģ” – ‘š’ …",
    "6,26 % (203/3 241)",
    "š\n• a\n– b",
    "😀 ½ ⅓ ≥ ± ‰",
]


@pytest.mark.parametrize(("pasted", "kept"), PASTED.values(), ids=PASTED)
def test_what_nobody_meant_goes(pasted, kept):
    assert tidy(pasted) == kept


@pytest.mark.parametrize("text", KEPT)
def test_what_is_meant_stays(text):
    assert tidy(text) == text


@given(st.text(st.characters()))
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


def test_limits_speak():
    assert too_long("a" * 50_000) == too_long(["a"] * 200) == ""
    assert too_long("a" * 50_001) == "Te drīkst būt ne vairāk kā 50\u00a0000 zīmju, bet ir 50\u00a0001."
    assert too_long("abc", 2) == "Te drīkst būt ne vairāk kā 2 zīmju, bet ir 3."
    assert too_long(["a"] * 33_000) == "Sarakstā drīkst būt ne vairāk kā 200 ierakstu, bet ir 33\u00a0000."


def test_an_answer_pasted_from_word_is_stored_tidy(signed_in, plan):
    activity = plan.activities.first()
    address = f"/{plan.municipality.slug}/{plan.span}/plans/aktivitates/{activity.pk}/2025/"
    client = signed_in(make.editor(plan.municipality))
    version = activity.assessments.get(year=2025).version
    pasted = "Paveikts:\r\n\uf0b7 mā\xadcības\x07\r\n\uf0b7 saru\u200bnas"
    assert client.post(address, {"version": version, "status": "done", "evaluation": pasted}).status_code == 302
    assert activity.assessments.get(year=2025).evaluation == "Paveikts:\n• mācības\n• sarunas"

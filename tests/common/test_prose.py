"""Long text as people type it."""

import pytest

from pmp.common.prose import paragraphs, prose


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("Viena.\n\nOtra.", "<p>Viena.</p>\n<p>Otra.</p>"),
        ("- pirmais\n- otrais", '<ul class="typed">\n<li>pirmais</li>\n<li>otrais</li>\n</ul>'),
        ("• pirmais\n\n•\totrais", '<ul class="typed">\n<li>pirmais</li>\n<li>otrais</li>\n</ul>'),
        ("– pirmais – ļoti\n– otrais", '<ul class="typed">\n<li>pirmais – ļoti</li>\n<li>otrais</li>\n</ul>'),
        ("1) „A” – 38;\n2)„B”", '<ol class="typed">\n<li>1) „A” – 38;</li>\n<li>2)„B”</li>\n</ol>'),
        (
            "Ievads:\n1) a\n2) b\n- c\n- d\nBeigas.",
            '<p>Ievads:</p>\n<ol class="typed">\n<li>1) a</li>\n<li>2) b</li>\n</ol>\n'
            '<ul class="typed">\n<li>c</li>\n<li>d</li>\n</ul>\n<p>Beigas.</p>',
        ),
        ("- tikai viena rinda", "<p>- tikai viena rinda</p>"),
        ("-\n-", "<p>-</p>\n<p>-</p>"),
        ("-5 grādi\n-6 grādi", "<p>-5 grādi</p>\n<p>-6 grādi</p>"),
        ("2025. gadā\n2026. gadā", "<p>2025. gadā</p>\n<p>2026. gadā</p>"),
        ("- <b>&\n- x", '<ul class="typed">\n<li>&lt;b&gt;&amp;</li>\n<li>x</li>\n</ul>'),
    ],
)
def test_lists_typed_as_lines_are_lists(typed, printed):
    assert prose(typed) == printed


def test_nothing_typed_is_lost():
    text = "\n\n".join(f"{number}. rindkopa par mērķi." for number in range(40))
    assert paragraphs(text) == tuple(text.split("\n\n"))
    assert prose(text).count("<p>") == 40

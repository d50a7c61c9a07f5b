"""Words and signs around a figure: which of them say something of it, and which may stand there without a meaning of their own."""

import re

from pmp.common.reading.numerals import BARE
from pmp.common.reading.results import Shape

PERCENT = r" ?(?:%|procent(?!punkt)\w*)(?!\W?punkt)"
PERCENT_FOLLOWS = re.compile(PERCENT, re.I)
PERMILLE_FOLLOWS = re.compile(r" ?(?:‰|promil\w*)", re.I)
POINTS = r" ?(?:%|procent\w*)?[- ]?(?:punkt\w+)|(?: ?p\. ?p\.| ?\bpp\b| ?procentpunkt\w*)"
SCHOOL_YEAR = re.compile(
    r"(?<!\w)((?:19|20)[0-9]{2})\.? ?[/–-] ?((?:19|20)?[0-9]{2})(?![0-9])\.?(?: ?m\. ?g\.?| ?māc\w*\.? ?gad\w*)?", re.I
)
YEAR = re.compile(
    r"(?<![\w.,])(?:[0-9]{1,2}\.[0-9]{1,2}\.)?((?:19|20)[0-9]{2})(?:\.? ?gad\w*|\. ?g\.|\.?(?=\)|:)|\.$)", re.I
)
LAST_YEAR = re.compile(r"(?<![\w.,/])(?<!/ )(?<!\bno )(20[0-9]{2})$")
DATE = re.compile(r"(?<![\w.,])[0-9]{1,2}\.[0-9]{1,2}\.((?:19|20)[0-9]{2})\.?(?![0-9])")
FUTURE = re.compile(r"\b(?:tiks|būs|jānosaka|jāprecizē)\b", re.I)
MOVES = re.compile(r"[↑→↓]|\b(?:pieaug|palielin|samazin|saglabā|nemain|uzlabo)", re.I)
#: Ages, durations, classes and ordinals: numbers among the words around a figure.
NOISE = re.compile(
    r"(?:\b(?:līdz|no|virs|pēc|par|uz) )?\b[0-9]{1,2}(?:(?: ?[-–] ?| līdz )[0-9]{1,2})? (?:gad|mēneš|nedēļ|dien)\w*"
    r"|\b[0-9]{1,2}\.(?: ?[-–] ?[0-9]{1,2}\.)? ?(?!milj|mljrd|tūkst)[^\W\d_]+"
    r"|\b[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}[0-9]{2,}\b",
    re.I,
)
RANGE = re.compile(rf"{BARE}(?:{PERCENT})? ?[-–—] ?{BARE}", re.I)
#: Longer wordings first: "ne mazāk kā" ends like "mazāk kā".
BEFORE = {
    Shape.UP_TO: re.compile(r"(?:≤|<=|=<|\blīdz|\bne vairāk (?:kā|par|nekā)|\bnepārsniedz\w*) ?$", re.I),
    Shape.AT_LEAST: re.compile(r"(?:≥|>=|=>|\bvismaz|\bne mazāk (?:kā|par|nekā)) ?$", re.I),
    Shape.BELOW: re.compile(r"(?:<|\bmazāk (?:nekā|kā|par)|\bzem) ?$", re.I),
    Shape.ABOVE: re.compile(r"(?:>|\bvairāk (?:nekā|kā|par)|\bvirs|\bpārsniedz\w*) ?$", re.I),
    Shape.ABOUT: re.compile(r"(?:≈|~|\baptuveni|\bapmēram|\bap) ?$", re.I),
}
AFTER = {
    Shape.AT_LEAST: re.compile(r"^ ?(?:un|vai) (?:vairāk|augstāk|lielāk)\w*", re.I),
    Shape.UP_TO: re.compile(r"^ ?(?:un|vai) (?:mazāk|zemāk)\w*", re.I),
}
TIMES = re.compile(r"^ ?(?:reiz\w*|reiž\w*)", re.I)
THOUSANDS = {
    1_000: re.compile(r"^ ?(?:tūkst\.|tūkst\b|tūkstoš\w*)", re.I),
    1_000_000: re.compile(r"^ ?(?:milj\.|milj\b|mlj\.|mlj\b|mln\.|mln\b|miljon\w*)", re.I),
    1_000_000_000: re.compile(r"^ ?(?:mljrd\.|mljrd\b|miljard\w*)", re.I),
}
UNITS = {
    "EUR": re.compile(r"€|\b(?:EUR|eiro)\b", re.I),
    "personas": re.compile(r"\bperson(?:a|u|as|ām|ai)\b", re.I),
    "ģimenes": re.compile(r"\bģimen\w*", re.I),
    "slodzes": re.compile(r"\bslod[zž]\w*", re.I),
    "apmeklējumi": re.compile(r"\bapmeklējum\w*", re.I),
    "programmas": re.compile(r"\bprogramm\w*", re.I),
}
FOREIGN = re.compile(r"\$|£|\b(?:USD|GBP|LVL|Ls|dolār\w*)\b", re.I)
WHOLE = rf"\bno (?:[^\W\d]+ )?(?P<whole>{BARE})(?!{PERCENT})"
FRACTIONS = [
    re.compile(rf"(?P<part>{BARE})(?!{PERCENT})(?: [^\W\d]+){{0,2}} {WHOLE}", re.I),
    re.compile(rf"{WHOLE}(?: [^\W\d]+){{0,3}} ?[-–—] ?(?P<part>{BARE})(?!{PERCENT})", re.I),
    re.compile(
        r"(?<![\w.,])(?P<part>[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+) ?/ ?(?P<whole>[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?![.,]?\w)"
    ),
]
PERCENT_OF_WHOLE = re.compile(rf"{PERCENT} ?\(?{WHOLE}", re.I)
#: Numbers that are written as words: a person is asked for digits.
NUMBER_WORDS = re.compile(
    r"\b(?:nulle|vien(?:s|a|u)|div(?:i|as)|trīs|četr(?:i|as)|piec(?:i|as)|seš(?:i|as)|septiņ(?:i|as)|astoņ(?:i|as)|deviņ(?:i|as)"
    r"|\w*desmit\w*|\w*padsmit\w*|simt\w*|\w+simt\w*|tūksto\w*|miljon\w*|puse)\b",
    re.I,
)
#: What changes the meaning of a number beside it.
RISKY = re.compile(
    r"\b(?:(?:mazāk|vairāk|divkārš|dubult|trīskārš|trešdaļ|ceturtdaļ|izņemot|mīnus|gandrīz|pieaug|samazin|palielin|reiz|reiž)\w*"
    r"|puse|pus|nav|ne|bez|plus|no|līdz|pār|virs|zem|tūkst|milj|vai)\b",
    re.I,
)
#: Words that may stand around a figure and say nothing else of it, and beginnings of such words.
# fmt: off
_WORDS = {"psk", "vsk", "klas", "kas", "kuri", "kura", "kuras", "kuru", "jeb", "ir", "bija", "t", "sk", "tai", "jau", "pēc", "dati",
          "par", "uz", "ar", "pie", "un", "m", "g", "kopā", "visi", "visa", "visu", "viis"}
_STEMS = (
    "posm", "pamatizglīt", "pamatskol", "vidusskol", "vidējā", "vidējo", "neklāt", "tālm", "klas", "gads", "gada", "gadā", "gadu",
    "mācīb", "semestr", "ceturk", "janv", "febr", "mart", "aprīl", "maij", "jūnij", "jūlij", "august", "septemb", "oktob", "novemb",
    "decemb", "ruden", "pavasar", "vasar", "ziem", "skait", "unikāl", "kopēj", "izglīt", "skol", "audzēk", "bērn", "jaunie",
    "pedagog", "vecāk", "vecum", "iestād", "pirmssk", "aktivit", "apmeklē", "person", "ģimen", "program", "slodz", "dalībn",
    "konsult", "nodarb", "pasākum", "proc", "vērtīb", "bāze", "bāzes", "mērķ", "noteikt",
    "pašvald", "pilsēt", "novad", "neattaisn", "kavēj", "gabal",
    "vienīb", "respondent", "aptauj",
)
# fmt: on
#: "12% no kopējā skaita": of which whole.
_OF_ALL = re.compile(r"\bno (?=kopēj|vis(?:iem|ām|u|as)\b)", re.I)


def _is_harmless(word, known):
    word = word.lower()
    return word in _WORDS or word.startswith(_STEMS) or word[:5] in known


def strange(left: str, known_text: str) -> str:
    """What of a text around a figure has no known meaning; empty where everything may stand there."""
    left = _OF_ALL.sub("", left)
    known = {word.lower()[:5] for word in re.findall(r"[^\W\d_]+", known_text)}
    words = [word for word in re.findall(r"[^\W\d_]+", left) if not _is_harmless(word, known)]
    signs = re.findall(r"[0-9][0-9.,]*|[^\w\s|.,;:()/–—\-\"„”“*'↑→↓]", left)
    return " ".join([*words, *signs])

"""The tokens of a printed reference, and what one token looks like whatever stands beside it."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refmgr.references.fields.journal_words import JOURNAL_WORDS
from refmgr.text import vocabulary

# Words with their digits (`P16INK4a`, `e1002369`), but `pp12` and `v25` name their number, and East
# Asian scripts set no blank between a number and its name (`43卷`).
_EAST: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NAMED: Final = r"(?:[Pp]{1,2}|[Vv][Oo][Ll]|[Nn][Oo]|[VvNn])(?=\d)"
_TOKEN: Final = re.compile(rf"{_NAMED}|[^\W_]+|\S")
_EAST_TOKEN: Final = re.compile(rf"{_NAMED}|\d+(?=[{_EAST}])|[{_EAST}]+|[^\W_{_EAST}]+|\S")
_IS_EAST: Final = re.compile(f"[{_EAST}]")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_ROMAN: Final = re.compile(r"[ivxlc]+|[IVXLC]+")

_CLASSES: Final = {
    "month": vocabulary(
        "jan january janeiro feb february fev fevereiro mar march março märz apr april abr abril may"
        " mai maio jun june junho juni juin jul july julho juli juillet aug august ago agosto août"
        " sep sept september set setembro septembre oct october out outubro okt oktober octobre nov"
        " november novembro novembre dec december dez dezember dezembro décembre spring summer"
        " autumn fall winter enero febrero marzo mayo junio julio septiembre octubre noviembre"
        " diciembre janvier février mars avril"
    ),
    "editor": vocabulary(
        "ed eds editor editors edited edn hrsg org orgs coord coords dir comp comps editado éd éds"
        " ausgabe herausgegeben editores organizador organizadores"
    ),
    "edition": vocabulary("edition edición edição auflage aufl édition rev revised"),
    "volume": vocabulary("vol vols volume volumes v bd band tome tomo jg jahrgang t 권 卷 巻"),
    "issue": vocabulary(
        "no nos n nr number issue iss heft h fasc num núm nº suppl supplement supl pt 호 期 号 號"
    ),
    "pages": vocabulary("p pp pages page pg pgs pag pags págs s seiten seite pág 页 頁 쪽"),
    "in": vocabulary("in em en im dans"),
    "al": vocabulary("et al others cols coll"),
    "and": vocabulary("and und y e &"),
    "thesis": vocabulary(
        "thesis dissertation phd tese dissertação diss habilitation msc mestrado doutorado thèse tesis"
    ),
    "meeting": vocabulary(
        "proceedings proc conference symposium workshop congress congresso anais conf symp meeting"
    ),
    "journal": vocabulary(
        "j journal jnl ann annals arch archives acta rev review reviews revista revue bull bulletin"
        " lett letters trans transactions zeitschrift z cad cadernos adv trends curr opin quarterly"
    ),
    "publisher": vocabulary(
        "press publishing publishers publisher publications verlag springer elsevier wiley saunders"
        " mosby lippincott mcgraw blackwell kluwer routledge sage crc plenum prentice macmillan"
        " penguin editora editorial éditions ediciones edições books sons inc ltd gmbh university"
        " univ universidade universidad université universität institute"
    ),
    "particle": vocabulary("van von de der den da do dos del della di du des la le el al bin ter ten"),
    "web": vocabulary("accessed retrieved available url online internet cited acesso disponível"),
    "press": vocabulary("press submitted forthcoming preprint epub unpublished preparation"),
}  # fmt: skip
_CLASS: Final = {word: name for name, words in _CLASSES.items() for word in words}
# What a token adds to the make-up of its sentence: one character, so that counting is quick.
LOWER, CAPITAL, WORD, YEAR, NUMBER, _STOP, _MARK = "lX:90.,"
TELLING: Final = {
    "journal": "j", "jw": "i", "publisher": "p", "meeting": "m", "thesis": "t", "editor": "e",
    "pages": "s", "in": "n",
}  # fmt: skip
_STOPS: Final = frozenset(".?!")
_PARTS: Final = frozenset(',;:()[]"“”')
_QUOTES: Final = {"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "´": "'"}
_DASHES: Final = frozenset("-‐‑‒–—−")


class Look(NamedTuple):
    """What one token looks like: its class or shape, and the features made of it.

    `before` and `behind` are what it tells of the token after it and of the one in front of it;
    `code` is what it adds to the make-up of its sentence, one character.
    """

    shape: str
    code: str
    here: tuple[str, ...]
    before: str
    behind: str


def tokenise(text: str) -> list[re.Match[str]]:
    """Return the tokens of a text as matches, so that their spans are kept."""
    pattern = _EAST_TOKEN if not text.isascii() and _IS_EAST.search(text) else _TOKEN
    return list(pattern.finditer(text))


@lru_cache(maxsize=40_000)
def look_of(token: str) -> Look:
    """Return what a token looks like; remembered, for lists repeat their words."""
    shape = _shape(token)
    form = _form(token, shape)
    kind = _CLASS.get(token.lower(), "")
    here = [f"w={form}"]
    if token[0].isalpha() and len(token) > 3:
        here.append(f"e={token[-3:].lower()}")
    if not kind and token[0].isupper() and token.lower() in JOURNAL_WORDS:
        kind = "jw"
    mark = kind or (form if len(form) <= 2 else shape)
    return Look(mark, _code(token, mark), tuple(here), f"w-={form}", f"w+={form}")


def _code(token: str, shape: str) -> str:
    """Return the character that stands for a token in the make-up of its sentence."""
    if shape == "xxxx":
        return LOWER
    if shape[0] in "Xx":
        return CAPITAL if shape[0] == "X" else WORD
    if shape[0] in "09":
        return YEAR if shape[0] == "9" else NUMBER
    if shape in TELLING:
        code = TELLING[shape]
        return code.upper() if token[0].isupper() else code
    return (
        WORD if len(shape) > 1 else _STOP if token in _STOPS else _MARK if token in _PARTS else " "
    )


def _form(token: str, shape: str) -> str:
    """Return the comparison form: numbers by their length, quotes and dashes as one kind."""
    if shape[0] in "09" or shape == "a0":
        return shape
    if len(token) == 1:
        return "-" if token in _DASHES else _QUOTES.get(token, token.lower())
    return token.lower()


def _shape(token: str) -> str:
    """Return the shape of a token: year, number by length, initials, capitalised, lower, mixed."""
    if token.isdigit():
        return "9999" if _YEAR.fullmatch(token) else "0" * min(len(token), 6)
    if token.isalpha():
        return _letters(token)
    if len(token) == 1:
        return token
    if _YEAR.fullmatch(token):
        return "9999a"
    return "a0" if token[0].isalpha() else "0a"


def _letters(token: str) -> str:
    """Return the shape of a word; one to three capitals are likely initials."""
    if token.isupper():
        return "X" * min(len(token), 4) + ("r" if _ROMAN.fullmatch(token) else "")
    if token.islower():
        return "x" if len(token) < 4 else "xxxx"
    return "Xx" if token[1:].islower() else "xX"

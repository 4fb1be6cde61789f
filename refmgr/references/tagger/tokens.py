"""The tokens of a printed reference, and what one token looks like whatever stands beside it."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refmgr.references.fields.journal_words import JOURNAL_WORDS
from refmgr.text import vocabulary

# Words with their digits (`P16INK4a`, `e1002369`), but `pp12` and `v25` name their number.
_TOKEN: Final = re.compile(r"(?:(?:pp|vol|no|[pvn])(?=\d))|[^\W_]+|\S", re.IGNORECASE)
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
    "volume": vocabulary("vol vols volume volumes v bd band tome tomo jg jahrgang t"),
    "issue": vocabulary("no nos n nr number issue iss heft h fasc num núm nº suppl supplement supl pt"),
    "pages": vocabulary("p pp pages page pg pgs pag pags págs s seiten seite pág"),
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
_QUOTES: Final = {"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "´": "'"}
_DASHES: Final = frozenset("-‐‑‒–—−")


class Look(NamedTuple):
    """What one token looks like: its form, shape and class, and the features made of them."""

    form: str
    shape: str
    here: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]


def tokenise(text: str) -> list[re.Match[str]]:
    """Return the tokens of a text as matches, so that their spans are kept."""
    return list(_TOKEN.finditer(text))


@lru_cache(maxsize=40_000)
def look_of(token: str) -> Look:
    """Return what a token looks like; remembered, for lists repeat their words."""
    shape = _shape(token)
    form = _form(token, shape)
    kind = _CLASS.get(token.lower(), "")
    here = [f"w={form}", f"s={shape}"]
    if kind:
        here.append(f"k={kind}")
    if token[0].isalpha() and len(token) > 3:
        lower = token.lower()
        here += [f"p={lower[:3]}", f"e={lower[-3:]}"]
    if not kind and token[0].isupper() and token.lower() in JOURNAL_WORDS:
        kind = "jw"
        here.append("k=jw")
    mark = kind or (form if len(form) <= 2 else shape)
    before = (f"w-={form}", f"m-={mark}")
    behind = (f"w+={form}", f"m+={mark}")
    return Look(form, mark, tuple(here), before, behind)


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

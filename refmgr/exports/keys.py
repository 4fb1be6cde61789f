"""Citation keys: ASCII, made once from author and year, never the same as another."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import count
from typing import Final

from anyascii import anyascii

from refmgr.errors import KeyPatternError
from refmgr.model import Person, Record

NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
WORD: Final = re.compile(r"[^\W_]+")
ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}")
PARENTHESIS: Final = re.compile(r"\(([^()]*)\)")
EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
ODD: Final = re.compile(r"[^\w.:/-]", re.ASCII)
APOSTROPHE: Final = re.compile("['’ʼ]")
STOP_WORDS: Final = frozenset(
    (
        *("the", "and", "for", "with", "without", "from", "into", "upon", "about", "after"),
        *("before", "between", "during", "over", "under", "through", "this", "that", "these"),
        *("those", "what", "when", "where", "which", "whose", "does", "have", "been", "their"),
        *("its", "are", "was", "were", "new", "of", "in", "on", "an", "to", "by", "at", "as", "is"),
        *("der", "die", "das", "und", "des", "les", "une", "dans", "pour", "del", "los", "las"),
    )
)
SHORTEST: Final = 4
LONGEST: Final = 24
CONTAINER_WORDS: Final = 2
FILE_WORDS: Final = 3
ACRONYM_WORDS: Final = 3
UNTITLED: Final = "untitled"
DEFAULT: Final = "{author}{year}"
# Safe in BibTeX, biber, LaTeX, pandoc and file names.
KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_:][A-Za-z0-9]+)*")


def make_key(
    record: Record,
    taken: Collection[str] | Callable[[str], bool],
    *,
    fallback: str = "",
    given: str = "",
    pattern: str = DEFAULT,
) -> str:
    """Return a citation key for a Record: `^[a-z][a-z0-9]*$`, safe in LaTeX, Markdown and Word.

    It is the first author's family name and the year (`callen2000`, `vanderberg2011`); the acronym
    of an organisation (`who2010`); else a telling word of the title (`insight2001`), words of the
    container (`annalspediatrics`), words of `fallback`, or `untitled`. Where it is taken, the newer
    work gets a letter (`callen2000a`); the older key never changes.

    Args:
        record: what is known about the work.
        taken: the keys there are, or a function that says of a key in small letters whether it is
            taken; capitals make no difference, since BibTeX sees none.
        fallback: a file name, used when the Record says nothing.
        given: the key that the user's own file gives it; it is made, with a letter where it is taken.
        pattern: what a key is made of, see `key_stem`.
    """
    is_taken = taken if callable(taken) else _membership(taken)
    stem = given or key_stem(record, pattern, fallback=fallback)
    return next(key for key in _variants(stem) if not is_taken(key))


def key_stem(record: Record, pattern: str = DEFAULT, *, fallback: str = "") -> str:
    """Return what a pattern makes of a Record, before any letter that tells it from others.

    `{author}` is the first author (else organisation, a word of the title, the journal, the file),
    `{title}` the first telling word of the title, `{journal}` the first words of the journal, `{year}`
    four figures, `{yy}` two; with a capital (`{Author}`) the value has one. Other text stands as it is.

    Raises:
        KeyPatternError: the pattern has another name in braces, or makes no usable key.
    """
    year = f"{record.year:04}" if record.year and record.year > 0 else ""
    parts = {
        "author": _stem(record, fallback),
        "title": _from_title(record.title or ""),
        "journal": _joined(_significant(record.container or ""), CONTAINER_WORDS),
        "year": year.lstrip("0"),
        "yy": year[-2:],
    }
    parts |= {name.capitalize(): value[:1].upper() + value[1:] for name, value in parts.items()}
    try:
        stem = pattern.format_map(parts).strip("-_:")
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise KeyPatternError(
            "a pattern is made of {author}, {title}, {journal}, {year} and {yy}, as in "
            "{author}{year}",
            subject=pattern,
        ) from error
    if not KEY.fullmatch(stem or "x"):
        raise KeyPatternError(
            "keys by this pattern could not be used everywhere: only ASCII letters and digits, with "
            "single - _ : between them, and a letter first",
            subject=pattern,
        )
    return stem or UNTITLED


def identifier_name(record: Record) -> str | None:
    """Return what a work goes by of which nothing but an identifier is known: `pmid:12345678`.

    It is no promised key; signs that no key may have become hyphens.
    """
    if record.authors or record.title or record.container:
        return None
    told = ((name, getattr(record, name)) for name in ("doi", "pmid", "pmcid", "arxiv", "isbn"))
    return next((f"{name}:{ODD.sub('-', value)}" for name, value in told if value), None)


def _membership(taken: Collection[str]) -> Callable[[str], bool]:
    lowered = {key.lower() for key in taken}
    return lambda key: key in lowered


def _variants(stem: str) -> Iterator[str]:
    yield stem
    for number in count(1):
        yield stem + _letters(number)


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: numbers in letters, as columns of a spreadsheet are named."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _stem(record: Record, fallback: str) -> str:
    author = _from_person(record.authors[0]) if record.authors else ""
    return (
        author
        or _from_title(record.title or "")
        or _joined(_significant(record.container or ""), CONTAINER_WORDS)
        or _joined(_file_words(fallback), FILE_WORDS)
        or UNTITLED
    )


def _ascii(text: str) -> str:
    """Small ASCII letters and digits that begin with a letter: `Şimşek` → `simsek`, 王 → `wang`."""
    return NO_LETTERS.sub("", anyascii(text).lower()).lstrip("0123456789")[:LONGEST]


def _words(text: str) -> list[str]:
    return WORD.findall(APOSTROPHE.sub("", text))


def _significant(text: str) -> list[str]:
    return [word for word in _words(text) if word.lower() not in STOP_WORDS and len(word) > 1]


def _joined(words: list[str], limit: int) -> str:
    return _ascii("".join(words[:limit]))


def _from_person(person: Person) -> str:
    if person.family:
        return _ascii(f"{person.particle or ''}{person.family}")
    return _from_organisation(person.literal) if person.literal else _ascii(person.given or "")


def _from_organisation(name: str) -> str:
    printed = [*PARENTHESIS.findall(name), *name.split()[:1]]
    for acronym in printed:
        if ACRONYM.fullmatch(acronym):
            return _ascii(acronym)
    words = _significant(name)
    if len(words) < ACRONYM_WORDS:
        return _joined(words or _words(name), ACRONYM_WORDS)
    initials = _ascii("".join(word[0] for word in words))
    return initials if len(initials) > 1 else _joined(words, 1)


def _from_title(title: str) -> str:
    keys = [(word, _ascii(word)) for word in _words(title)]
    telling = [key for word, key in keys if len(key) >= SHORTEST and word.lower() not in STOP_WORDS]
    return next(iter((*telling, *(key for _, key in keys if key))), "")


def _file_words(name: str) -> list[str]:
    """The words of a file name; runs with digits are numbers or checksums and say nothing."""
    words = _words(EXTENSION.sub("", name).replace("_", " "))
    return [word for word in words if word.isalpha() and len(word) >= SHORTEST - 1]

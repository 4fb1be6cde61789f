"""Titles in BibTeX: which words a style must not put in small letters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from refmgr.formats.latex import encode, raise_signs
from refmgr.text import is_capitals

CORE: Final = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
TOKEN: Final = re.compile(r"\S+")
COMPOUND: Final = re.compile(r"[-‐‑–/]")
SENTENCE_ENDS: Final = (":", ".", "?", "!", "–", "—", "-")
# In sentence case fewer than half of the longer words begin with a capital.
LONG: Final = 4


# Inline markup that LaTeX has a macro for.
MARKUP: Final = re.compile(r"<(i|em|b|strong|sup|sub)>([^<>]*)</\1>", re.IGNORECASE)
MACROS: Final = {
    "i": "textit",
    "em": "emph",
    "b": "textbf",
    "strong": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
}


def encode_title(title: str, *, protects: bool = True) -> str:
    """Return a one-line title with the words in braces whose capitals a style must not lower.

    These are acronyms and words with an inner capital or a capital and a digit (JDM, IL-1β, mRNA,
    B12), single capital letters (vitamin D) and, in a title that is not printed in title case,
    words with a capital (Crohn). A title in capitals is left alone: its capitals say nothing.
    `<i>`, `<b>`, `<sup>` and `<sub>` become macros. The name of a journal is not protected.
    """
    if "<" in title and MARKUP.search(title):
        return _with_markup(title, protects=protects)
    # Nothing to protect: the only capital begins a word of small letters.
    small = title[1:].islower() and (title[1:2].islower() or not title[:1].isupper())
    if not protects or small or is_capitals(title):
        return encode(title)
    pieces: list[str] = []
    end = 0
    for start, stop in _protected(title):
        pieces += (encode(title[end:start]), f"{{{encode(title[start:stop])}}}")
        end = stop
    return "".join((*pieces, encode(title[end:])))


def _with_markup(title: str, *, protects: bool) -> str:
    pieces: list[str] = []
    end = 0
    for found in MARKUP.finditer(title):
        macro = MACROS[found[1].lower()]
        pieces.append(encode_title(title[end : found.start()], protects=protects))
        pieces.append(f"{{\\{macro}{{{encode_title(found[2], protects=protects)}}}}}")
        end = found.end()
    return "".join((*pieces, encode_title(title[end:], protects=protects)))


def plain_title(title: str) -> str:
    """Return a title as it reads once its markup is a macro: what `decode` makes of `encode_title`."""
    if "<" not in title:
        return title
    return MARKUP.sub(lambda found: raised(found[1].lower(), found[2]), title)


def raised(tag: str, text: str) -> str:
    """Return text as its tag raises or lowers it, where characters can."""
    return raise_signs({"sup": "^", "sub": "_"}.get(tag, ""), text)


def _protected(title: str) -> Iterator[tuple[int, int]]:
    cores = list(_cores(title))
    sentence_case = _is_sentence_case([title[a:b] for a, b, starts in cores if not starts])
    for start, stop, starts in cores:
        word = title[start:stop]
        proper = sentence_case and not starts and word[0].isupper()
        if proper or _tells(word):
            yield start, stop


def _cores(title: str) -> Iterator[tuple[int, int, bool]]:
    """Each word without the punctuation around it, and whether it starts a title or subtitle."""
    starts = True
    for token in TOKEN.finditer(title):
        core = CORE.search(token[0])
        if core:
            yield token.start() + core.start(), token.start() + core.end(), starts
        starts = token[0].endswith(SENTENCE_ENDS)


def _is_sentence_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= LONG and word[0].isalpha() and not _tells(word)]
    return 2 * sum(word[0].isupper() for word in long) < len(long)


@lru_cache(maxsize=16384)
def _tells(word: str) -> bool:
    return not word.islower() and any(map(_has_telling_capital, COMPOUND.split(word)))


def _has_telling_capital(part: str) -> bool:
    if len(part) == 1:
        return part.isupper() and part != "A"
    capital_and_digit = part[:1].isupper() and any(map(str.isdigit, part))
    return capital_and_digit or any(map(str.isupper, part[1:]))

"""The value of a BibTeX field: braces, quotes, numbers, macros joined by `#`; where a broken one ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from refmgr.errors import ExportError
from refmgr.formats.latex import decode

BLANKS: Final = re.compile(r"\s*")
BRACE: Final = re.compile(r"[{}]")
QUOTE_OR_BRACE: Final = re.compile(r"[{}\"]")
JOINT: Final = re.compile(r"\s*#\s*")
WORD: Final = re.compile(r"[^\s,{}\"#=%]+")
# Not closed, not joined, not a number: text somebody forgot to put into braces.
BARE: Final = re.compile(r"[^\n,{}\"#]+")
KNOWN: Final = (
    "author|editor|title|booktitle|journal|journaltitle|year|date|month|volume|number|issue|pages"
    "|publisher|address|location|doi|url|urldate|isbn|issn|abstract|keywords|note|pmid|pmcid"
    "|eprint|archiveprefix|series|edition|school|institution|organization|language|annote"
    "|shortjournal|file|eid|crossref|howpublished|type|chapter"
)
# The next field at the start of a line, where a value was not closed before.
NEXT_FIELD: Final = re.compile(rf",?[ \t]*\n\s*(?=(?:{KNOWN})[ \t]*=[ \t]*[{{\"\w])", re.IGNORECASE)
ESCAPED: Final = re.compile(r"\\[{}]")


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its macros resolved, and where the text goes on; `trouble` says what was mended."""

    text: str
    end: int
    trouble: str = ""


def read_value(text: str, at: int, limit: int, macros: Mapping[str, str]) -> Value:
    """Return the value that begins at an offset; it must end before `limit`."""
    parts: list[str] = []
    trouble = ""
    while True:
        piece = _piece(text, at, limit, macros)
        parts.append(piece.text)
        trouble = trouble or piece.trouble
        joint = JOINT.match(text, piece.end, limit)
        if joint is None:
            return Value("".join(parts), piece.end, trouble)
        at = joint.end()


def _piece(text: str, at: int, limit: int, macros: Mapping[str, str]) -> Value:
    opening = text[at : at + 1]
    if opening in ("{", '"') and at < limit:
        end = closing_brace(text, at + 1, limit) if opening == "{" else _quote(text, at + 1, limit)
        if end is None:
            return cut_value(text, at + 1, limit)
        return Value(text[at + 1 : end], end + 1)
    word = WORD.match(text, at, limit)
    if word is None:
        return Value("", at, "a value is missing")
    if word[0].isdecimal():
        following = text[word.end() : word.end() + 1]
        if not following or following.isspace() or following in ",})#":
            return Value(word[0], word.end())
    if word[0].lower() in macros:
        return Value(macros[word[0].lower()], word.end())
    bare = BARE.match(text, at, limit)
    printed = bare[0].rstrip(" \t)}") if bare else word[0]
    trouble = (
        "a value stands without braces" if printed != word[0] or not word[0].isalpha()
        else f"the abbreviation {word[0]} is not defined"
    )  # fmt: skip
    return Value(printed, at + len(printed), trouble)


def closing_brace(text: str, at: int, limit: int) -> int | None:
    """Return the offset of the brace that closes the one before `at`, None where none does."""
    depth = 1
    for brace in BRACE.finditer(text, at, limit):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return None


def _quote(text: str, at: int, limit: int) -> int | None:
    """Return the offset of the closing quotation mark; one within braces closes nothing."""
    depth = 0
    for sign in QUOTE_OR_BRACE.finditer(text, at, limit):
        if sign[0] == '"':
            if depth <= 0:
                return sign.start()
        else:
            depth += 1 if sign[0] == "{" else -1
            if depth < 0:
                return None
    return None


def cut_value(text: str, at: int, limit: int) -> Value:
    """Return a value that is not closed: up to the next field at the start of a line, or the end."""
    following = NEXT_FIELD.search(text, at, limit)
    end = following.start() if following else limit
    printed = text[at:end].rstrip().rstrip(",").rstrip()
    bare = ESCAPED.sub("", printed)
    while printed.endswith(("}", '"')) and (
        printed.endswith('"') or bare.count("}") > bare.count("{")
    ):
        printed, bare = printed[:-1].rstrip(), bare[:-1].rstrip()
    going_on = following.end() if following else limit
    return Value(printed, going_on, "its end is missing and was taken for before the next field")


def proved(key: str, name: str, latex: str, text: str) -> str:
    """Return LaTeX that reads as the text it was made of.

    Raises:
        ExportError: it does not.
    """
    if latex != text and decode(latex) != text:
        raise ExportError(
            f"{name} would change from {text!r} to {decode(latex)!r} in the export; "
            "nothing was exported. Please report this with the value.",
            subject=key,
        )
    return latex

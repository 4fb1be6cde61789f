"""Chinese, Japanese and Korean references, parted by their script and their marks."""

import re
from typing import Final

_SCRIPT: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
# GB/T 7714 names the kind of work behind the title: `[J]` a journal, `[M]` a book, `[D]` a thesis.
_KIND: Final = re.compile(r"\s*[\[［【][A-Z]{1,2}(?:[/／][A-Z]{2})?[\]］】]\s*[.．。,，:：]?\s*")
_QUOTED: Final = re.compile(r"[「“\"](?P<title>[^」”\"]{2,200})[」”\"]")
_BOOK: Final = re.compile(r"[『《](?P<container>[^』》]{2,120})[』》]")
_STOP: Final = re.compile(r"[.．。:：]\s*")
_COMMA: Final = re.compile(r"[,，、．.。;；\s]")
_YEAR: Final = re.compile(r"(?<!\d)(?P<date>(?:1[89]|20)\d\d)(?!\d)")
_NUMBERS: Final = re.compile(
    r"(?<![\d-])(?P<volume>\d{1,4})\s?(?:[巻卷]\s?(?:第?(?P<named>\d{1,4})[号號期])?"
    r"|[(（](?P<issue>[^()（）]{1,12})[)）])?\s?[,，、:：]?\s?(?:pp?\.|頁|第|页)?\s?"
    r"(?P<pages>\d{1,6}\s?[-–—~～−]\s?\d{1,6})"
)
_EDGES: Final = " \t.,;:．。，、；：「」『』《》()（）[]［］"
_SHARE: Final = 0.25
_LONGEST: Final = 2000


def is_east_asian(text: str) -> bool:
    """Tell whether a good part of the letters of a text are Chinese, Japanese or Korean."""
    if not _SCRIPT.search(text):
        return False
    return len(_SCRIPT.findall(text)) >= _SHARE * len(_LETTER.findall(text))


def read_east_asian(text: str) -> dict[str, list[str]]:
    """Return authors, title, container, year and numbers of a reference, as far as it marks them.

    Args:
        text: the entry, identifiers taken out.
    """
    text = text[:_LONGEST]
    fields: dict[str, str] = {}
    year = _YEAR.search(text)
    if year:
        fields["date"] = year["date"]
    numbers = _NUMBERS.search(text, year.start() if year and year.start() > len(text) // 3 else 0)
    if numbers:
        fields["volume"] = numbers["volume"]
        fields["issue"] = numbers["issue"] or numbers["named"] or ""
        fields["pages"] = numbers["pages"]
    ends = [found.start() for found in (year, numbers) if found and found.start() > 8]
    fields |= _words(text, min(ends, default=len(text)))
    return {name: [value] for name, value in fields.items() if value}


def _words(text: str, end: int) -> dict[str, str]:
    """Return authors, title and container from what stands before the numbers."""
    quoted, book, kind = _QUOTED.search(text), _BOOK.search(text), _KIND.search(text)
    if quoted or (book and not kind):
        title = quoted or book
        assert title is not None
        container = book["container"] if quoted and book else ""
        return {
            "author": text[: title.start()].strip(_EDGES),
            "title": title[1].strip(_EDGES),
            "container-title": container,
        }
    author, title_text, rest = _by_stops(text[: kind.start()] if kind else text[:end])
    if kind:
        title_text = f"{title_text}. {rest}" if rest else title_text
        rest = _COMMA.split(text[kind.end() :], maxsplit=1)[0] if kind.end() < len(text) else ""
    return {"author": author, "title": title_text, "container-title": rest.strip(_EDGES)}


def _by_stops(text: str) -> tuple[str, str, str]:
    """Return the first three sentences: authors, title, container."""
    pieces = [piece.strip(_EDGES) for piece in _STOP.split(text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1:
        return "", pieces[0], ""
    author, title, *rest = pieces or ["", ""]
    return author, title, rest[0] if rest else ""

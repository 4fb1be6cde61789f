"""Chinese, Japanese and Korean references, parted by their script and their marks."""

import re
from typing import Final

_SCRIPT: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
# GB/T 7714 names the kind of work behind the title: `[J]` a journal, `[M]` a book, `[D]` a thesis.
_KIND: Final = re.compile(r"\s*[\[［【][A-Z]{1,2}(?:[/／][A-Z]{2})?[\]］】]\s*[.．。,，:：]?\s*")
_QUOTED: Final = re.compile(r"「(?P<title>[^」]{2,200})」")
_BOOK: Final = re.compile(r"[『《](?P<container>[^』》]{2,120})[』》]")
_STOP: Final = re.compile(r"[.．。:：]\s*")
_COMMA: Final = re.compile(r"[,，、．.。;；\s]")
_YEAR: Final = re.compile(r"(?<!\d)(?P<date>(?:1[89]|20)\d\d)(?!\d)")
_RANGE: Final = r"[A-Za-z]?\d{1,6}\s?[-–—~～−]\s?[A-Za-z]?\d{1,6}"
# `43(5): 321-323`, `110: 123-130`; `110巻2号`; `pp.123-130`, `123-130頁`.
_NUMBERS: Final = re.compile(
    r"(?<![\d-])(?P<volume>\d{1,4})\s?(?:[(（](?P<issue>[^()（）]{1,12})[)）])?\s?[:：]\s?"
    rf"(?P<pages>{_RANGE})"
)
_VOLUME: Final = re.compile(r"(?<!\d)(?P<volume>\d{1,4})\s?[巻卷]")
_ISSUE: Final = re.compile(r"(?<!\d)(?P<issue>\d{1,4})\s?[号號期]")
_PAGES: Final = re.compile(
    rf"(?:pp?\.?|頁|第|页)\s?(?P<pages>{_RANGE})|(?P<bare>{_RANGE})\s?[頁页]"
)
_PLACE_PUBLISHER: Final = re.compile(
    r"^(?P<location>[^:：,，]{1,30})[:：]\s?(?P<publisher>[^,，:：]{2,60})"
)
_EDGES: Final = " \t.,;:．。，、；：「」『』《》()（）[]［］"
_SHARE: Final = 0.25
_LONGEST: Final = 2000


def is_marked(text: str) -> bool:
    """Tell whether a Chinese, Japanese or Korean reference marks its parts as its standards do.

    Those are the kind of work behind the title (`[J]`) and quotes of their own round it.
    """
    if not _SCRIPT.search(text):
        return False
    if not (_KIND.search(text) or _QUOTED.search(text) or _BOOK.search(text)):
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
    numbers = [
        found for kind in (_NUMBERS, _VOLUME, _ISSUE, _PAGES) if (found := kind.search(text))
    ]
    for found in reversed(numbers):
        fields |= {name: value for name, value in found.groupdict().items() if value}
    if "bare" in fields:
        fields.setdefault("pages", fields.pop("bare"))
    ends = [found.start() for found in (year, *numbers) if found and found.start() > 8]
    fields |= _words(text, min(ends, default=len(text)))
    return {name: [value] for name, value in fields.items() if value}


def _words(text: str, end: int) -> dict[str, str]:
    """Return authors, title and container from what stands before the numbers."""
    quoted, series, kind = _QUOTED.search(text), _BOOK.search(text), _KIND.search(text)
    title = quoted or (None if kind else series)
    if title:
        container = series["container"] if quoted and series else ""
        return {
            "author": text[: title.start()].strip(_EDGES),
            "title": title[1].strip(_EDGES),
            "container-title": container,
        }
    author, title_text, rest = _by_stops(text[: kind.start()] if kind else text[:end])
    if kind:
        title_text = f"{title_text}. {rest}" if rest else title_text
        book = _PLACE_PUBLISHER.match(text[kind.end() :])
        if book:
            return {"author": author, "title": title_text, **book.groupdict()}
        rest = _COMMA.split(text[kind.end() :], maxsplit=1)[0]
    return {"author": author, "title": title_text, "container-title": rest.strip(_EDGES)}


def _by_stops(text: str) -> tuple[str, str, str]:
    """Return the first three sentences: authors, title, container."""
    pieces = [piece.strip(_EDGES) for piece in _STOP.split(text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1:
        return "", pieces[0], ""
    author, title, *rest = pieces or ["", ""]
    return author, title, rest[0] if rest else ""

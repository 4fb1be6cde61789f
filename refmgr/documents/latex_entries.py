r"""The `\bibitem` entries of a LaTeX list: their keys and what their labels say."""

import re
from typing import Final, NamedTuple

from refmgr.formats.latex import decode

_ITEM: Final = re.compile(
    r"\\bibitem\b\s*(?:\[((?:[^\[\]{}]|\{[^{}]{0,300}\}|\{[^{}]{0,200}\{[^{}]{0,200}\}[^{}]{0,200}\}){0,400})\]\s*)?"
    r"\{([^{}]{1,200})\}"
)
_NAME_YEAR: Final = re.compile(
    r"(.{1,200}?)\s*\(\s*((?:19|20)\d\d[a-z]?|n\.d\.|in press)\s*\)", re.DOTALL
)
_MACROS: Final = re.compile(r"\\[A-Za-z]+\*?\s?|[{}]")
_SHARE: Final = 0.8


class Entry(NamedTuple):
    r"""A `\bibitem`: its key, where it and its text begin, names and year of its natbib label."""

    key: str
    start: int
    text_start: int
    names: str | None = None
    year: str | None = None


def find_entries(source: str) -> list[Entry]:
    """Return the entries of `thebibliography` in order."""
    found: list[Entry] = []
    for item in _ITEM.finditer(source):
        label = _MACROS.sub("", decode(item[1] or "")).strip()
        names = _NAME_YEAR.match(label)
        found.append(
            Entry(
                item[2].strip(),
                item.start(),
                item.end(),
                " ".join(names[1].split()) if names else None,
                names[2] if names else None,
            )
        )
    return found


def cited_by_name(entries: list[Entry]) -> bool:
    """Tell whether the labels make LaTeX print names and years, not numbers."""
    return bool(entries) and sum(one.year is not None for one in entries) >= _SHARE * len(entries)

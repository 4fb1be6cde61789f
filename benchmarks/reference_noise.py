"""What pages, PDF files and careless typing do to a printed reference; the spans stay right."""

import re
from random import Random
from typing import Any

Spans = list[list[Any]]

LINKS = (
    " [DOI] [PubMed] [Google Scholar]", " [PubMed]", " CrossRef", " Google Scholar", " [CrossRef] [PubMed]", " Crossref, Medline, Google Scholar",
    " View Article", " PubMed PMID: {n}.", " PMID: {n}", " PMid:{n}.", " [PMC free article] [PubMed]", " PubMed: {n}.", " Epub 2012/11/07.", " Review.",
)  # fmt: skip
MARKS = re.compile(r"(?<=\w)(?=[,.;:()])|(?<=[,;:(])(?=\w)")
AFTER = re.compile(r"(?<=[.,:;]) (?=\w)")
DASHES = re.compile(r"(?<=\d)[-–](?=\d)")


def spoil(chance: Random, raw: str, spans: Spans) -> tuple[str, Spans]:
    """Return a reference as a page or a PDF may print it: most of them as they are."""
    roll = chance.random()
    if roll < 0.1:
        raw += chance.choice(LINKS).format(n=chance.randrange(10**6, 4 * 10**7))
    elif roll < 0.17 and raw.endswith("."):
        raw = raw[:-1]
    elif roll < 0.2:
        return _inserted(raw, spans, [found.start() for found in MARKS.finditer(raw)], " ")
    elif roll < 0.24:
        return _lost_blank(chance, raw, spans)
    elif roll < 0.27:
        some = [found.start() for found in MARKS.finditer(raw) if chance.random() < 0.3]
        return _inserted(raw, spans, some, " ")
    elif roll < 0.3:
        raw = DASHES.sub(chance.choice("‐–—−-"), raw)
    return raw, [[a, min(b, len(raw)), name] for a, b, name in spans]


def _inserted(raw: str, spans: Spans, places: list[int], text: str) -> tuple[str, Spans]:
    """Return the reference with a text put in at some places."""
    for at in reversed(places):
        raw = raw[:at] + text + raw[at:]
        size = len(text)
        spans = [[a + size * (a >= at), b + size * (b > at), name] for a, b, name in spans]
    return raw, spans


def _lost_blank(chance: Random, raw: str, spans: Spans) -> tuple[str, Spans]:
    """Return the reference without one of the blanks behind its marks."""
    places = [found.start() for found in AFTER.finditer(raw)]
    if not places:
        return raw, spans
    at = chance.choice(places)
    raw = raw[:at] + raw[at + 1 :]
    return raw, [[a - (a > at), b - (b > at), name] for a, b, name in spans]

"""Identifiers of a reference: found by rule and taken out before anything else is read."""

import re
from typing import Final, NamedTuple

from refmgr.identifiers import find_identifiers

_BEFORE: Final = re.compile(
    r"[\s.,;:(<\[]{0,6}(?:\b(?:(?:freely )?available (?:from|at|online|online at|on|in)"
    r"|available|retrieved(?: (?:on )?[^.;]{0,30})? from|accessed (?:at|from)|disponível em"
    r"|disponible en|verfügbar unter|abgerufen von|from|at|in|url|link|doi|pub ?med|pmid|website"
    r"|web ?site|see)\b[\s:.<]*){1,3}$"
    r"|[\s,;:(<\[]+$",
    re.IGNORECASE,
)
_LEAD: Final = 80
_OPENERS: Final = " \t\r\n\f\v\u00a0,;:(<["
# The last word of what announces an identifier; most pieces end in another one.
_ANNOUNCES: Final = (
    "from", "at", "on", "in", "em", "en", "online", "available", "unter", "von", "url", "link", "doi",
    "med", "pmid", "site", "see",
)  # fmt: skip
_ACCESS_SIGNS: Final = (
    "acce",
    "aces",
    "viewed",
    "cit",
    "retriev",
    "visit",
    "consult",
    "zugriff",
    "updat",
)
_ACCESSED: Final = re.compile(
    r"[\s.,;(\[]{0,6}(?:\b(?:last )?(?:accessed|viewed|cited|citado|acesso em|acessado em|acceso"
    r"|retrieved|visited|consultado|zugriff am|updated|access)\b"
    r"[^;()\[\]]{0,40}?\d{4}(?:[- ]\w{1,9}(?:[- ]\d{1,2})?)?\b(?:[^.;()\[\]]{0,14})?)[)\].]*",
    re.IGNORECASE,
)
# Labels behind a title or a journal: the medium, the kind of work, the language.
_MEDIUM: Final = re.compile(
    r"\s?\[(?P<label>internet|online|on-line|web ?page|website|ebook|e-book|document on the internet"
    r"|database on the internet|homepage on the internet|serial on the internet|electronic|pii|print"
    r"|article in [a-z]+|in [a-z]+|abstract|letter|editorial|comment|preprint|correspondence|poster"
    r"|(?:phd |doctoral |master'?s? |md |msc )?(?:thesis|dissertation)|tese(?: de doutorado)?"
    r"|dissertação(?: de mestrado)?|tesis(?: doctoral| de maestría)?|thèse|package insert"
    r"|computer (?:program|software)|software|data ?set|video|brochure|press release)\]",
    re.IGNORECASE,
)
_PLAIN_MEDIUM: Final = frozenset(("internet", "online", "on-line", "electronic", "pii", "print"))
_PREPRINT_NUMBER: Final = re.compile(r"(?<=xiv )(?P<year>20\d\d)\.\d\d\.\d\d\.\d{6,9}(?:v\d{1,2})?")
_HINTS: Final = (
    "10.", "10 .", "pmc", "pmid", "pm id", "pubmed", "pub med", "http", "ftp", "www", "arxiv", "isbn",
    "978", "979", "ncbi", "europepmc",
)  # fmt: skip
_PMID: Final = re.compile(r"\d{7,8}")
_ONLY_LINK: Final = re.compile(r"^[\s.,;:()<>\[\]]*$")


class Identified(NamedTuple):
    """The identifiers: normal forms, printed forms, and the text that is left."""

    values: dict[str, str]
    fields: dict[str, list[str]]
    notes: list[str]
    rest: str


def take_identifiers(text: str) -> Identified:
    """Return the identifiers of a reference and its text without them.

    Masking them first keeps the parts of a DOI from being read as volume and pages.
    """
    values: dict[str, str] = {}
    fields: dict[str, list[str]] = {}
    pieces: list[str] = []
    at = 0
    for found in find_identifiers(text) if _may_hold(text) else ():
        printed = text[found.start : found.end]
        known = values.setdefault(found.kind, found.value)
        if found.kind == "doi" and _is_glued(known, found.value):
            values["doi"] = found.value
        fields.setdefault(found.kind, []).append(
            _from_ten(printed) if found.kind == "doi" else printed
        )
        pieces.append(_without_lead(text[at : found.start]))
        at = found.end
    pieces.append(text[at:])
    rest = " ".join(piece for piece in pieces if not _ONLY_LINK.match(piece)) if at else text
    return _without_access(_without_number(Identified(values, fields, [], rest.strip())))


def _without_number(identified: Identified) -> Identified:
    """Set aside the number that medRxiv and bioRxiv print in the place of volume and pages."""
    found = _PREPRINT_NUMBER.search(identified.rest)
    if not found:
        return identified
    rest = identified.rest
    rest = f"{rest[: found.start()]}{found['year']}{rest[found.end() :]}"
    return identified._replace(rest=rest, notes=[*identified.notes, found.group()])


def _is_glued(first: str, second: str) -> bool:
    """Tell whether the first DOI is the second with a PMID run onto it: PLOS lists print both."""
    return first.startswith(second) and bool(_PMID.fullmatch(first, len(second)))


def _may_hold(text: str) -> bool:
    """Tell whether a text can hold an identifier at all: most printed references hold none."""
    folded = text.lower()
    return any(hint in folded for hint in _HINTS)


def _without_lead(piece: str) -> str:
    """Return what stands before an identifier without the words that announce it."""
    tail = piece[-_LEAD:].rstrip(f"{_OPENERS}.").lower()
    if tail.endswith(_ANNOUNCES) or "retrieved" in tail:
        return piece[:-_LEAD] + _BEFORE.sub(" ", piece[-_LEAD:])
    bare = piece.rstrip(_OPENERS)
    return piece if len(bare) == len(piece) else f"{bare} "


def _from_ten(printed: str) -> str:
    at = printed.find("10.")
    return printed[at:] if at > 0 else printed


def _without_access(identified: Identified) -> Identified:
    """Set aside when a page was looked at: that date is not the date of the work."""
    rest, notes = identified.rest, identified.notes
    dated = "url" in identified.values or "doi" in identified.values or "[" in rest
    if dated and any(sign in rest.lower() for sign in _ACCESS_SIGNS):
        found = _ACCESSED.search(rest)
        if found:
            notes.append(found.group().strip(" .,;()[]"))
            rest = f"{rest[: found.start()]}. {rest[found.end() :]}"
    if "[" in rest:
        labels = (found["label"] for found in _MEDIUM.finditer(rest))
        notes += [label for label in labels if label.lower() not in _PLAIN_MEDIUM]
        rest = _MEDIUM.sub("", rest)
    return identified._replace(rest=rest.strip(), notes=notes)

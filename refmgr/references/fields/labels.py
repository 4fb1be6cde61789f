"""What stands around a printed reference: its bullet, its number, and the links a web page puts behind it."""

import re
from typing import Final, NamedTuple

from refmgr.references.fields.characters import BULLETS, UPPER

_BULLET: Final = rf"(?:[{BULLETS}]|[-*–+](?=\s)|\[\s?\](?=\s))"
# `[1]` `(1)` `1.` `1)` `1 Name` `1.Name` `1Name`; never `2001 Report`, `3.5 mg` or `1): 12`.
_NUMBER: Final = (
    r"(?:\[\s?(?P<bracket>\d{1,4})\s?\]\.?|(?P<half>\d{1,4})\](?=\s*(?:[^\s\d]|$))"
    r"|\((?P<paren>\d{1,3})\)(?=\s*[^\s\d:;,.\-–)])"
    r"|(?P<dot>\d{1,4})(?:\.(?=\s)|(?:\.(?!\d)|\))(?=\s*[^\s:;,.\-–)]|\s*$))"
    rf"|(?P<bare>\d{{1,3}})(?=\s*[{UPPER}\"“‘'\[*_¿]|\s+(?:de|van|von|der|den|da|al|el|la|le|di"
    r"|du|ten|ter|d)[\s'’-]))"
)
LABEL: Final = re.compile(rf"\s*(?:{_BULLET}\s*)?(?:\*\*)?{_NUMBER}(?:\*\*)?[ \t\u00a0]*")
BULLET: Final = re.compile(rf"\s*{_BULLET}\s*")

_LINK_WORD: Final = (
    r"\[?(?:DOI|PubMed(?: Abstract| Central)?|PMC free article|Google ?Scholar|Cross ?Ref"
    r"|Medline|Scopus|Web of Science"
    r"|Full ?Text(?: PDF)?|Publisher Full Text|FREE Full Text|Free full text|View Article"
    r"|View at Publisher|View in Scopus"
    r"|OpenURL|Article|Abstract|ADS|CAS|ISI|PDF|MathSciNet|Zentralblatt MATH|Export Citation"
    r"|Chemport"
    r"|Google Scholar Crossref|WorldCat|HTML)\]?"
)
LINK_LINE: Final = re.compile(rf"\s*+(?>(?>{_LINK_WORD})[\s|,;·/()]*+)++$")
_LINK_TAIL: Final = re.compile(
    r"(?:\s*\[(?:DOI|PubMed|PMC free article|Google ?Scholar|Cross ?Ref|Medline|Scopus"
    r"|Full ?Text|Free full text"
    r"|View Article|ADS|CAS|ISI|Web of Science|NASA ADS|PDF)\]"
    r"|(?:\s+|(?<=[.\d)]))(?:Cross ?Ref|Google Scholar|PubMed Abstract|Publisher Full Text"
    r"|FREE Full Text"
    r"|Full Text(?: PDF)?|View Article|View at Publisher|View in Scopus|OpenURL|PubMed Central"
    r"|PubMed|Medline"
    r"|Web of Science|Scopus|ADS|CAS|ISI)"
    r")[\s.,;|·]*$"
)


class Label(NamedTuple):
    """A printed label: its digits, its kind (bracket, paren, dot, bare) and where the entry goes on."""

    digits: str
    kind: str
    end: int


def find_label(text: str, start: int = 0) -> Label | None:
    """Return the label that an entry begins with at `start`, None where it has none."""
    found = LABEL.match(text, start)
    if not found or not found.lastgroup:
        return None
    return Label(found.group(found.lastgroup), found.lastgroup, found.end())


def without_label(text: str) -> tuple[str | None, str]:
    """Return the digits of the printed label and the entry without label and bullet."""
    label = find_label(text)
    if label:
        return label.digits, text[label.end :].lstrip()
    bullet = BULLET.match(text)
    return None, text[bullet.end() :] if bullet else text.strip()


def without_links(text: str) -> str:
    """Return the entry without the link words (`[DOI] [PubMed] [Google Scholar]`) behind it."""
    while _may_end_in_link(text) and (found := _LINK_TAIL.search(text, max(0, len(text) - 60))):
        text = text[: found.start()]
    return text


def _may_end_in_link(text: str) -> bool:
    """Tell whether an entry ends in a letter or a bracket: most end in the number of a page."""
    last = text.rstrip(" \t\r\n.,;|·")[-1:]
    return last == "]" or last.isalpha()

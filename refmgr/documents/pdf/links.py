"""Links that lie on a page: the rectangles that carry DOIs and PubMed numbers."""

import ctypes
from collections.abc import Iterator
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from refmgr.identifiers import Found, find_identifiers

_KINDS: Final = frozenset(("doi", "pmid", "pmcid"))
_LONGEST: Final = 2_000
_MOST: Final = 2_000  # on one page


class Link(NamedTuple):
    """An identifier that a rectangle of a page leads to."""

    page: int
    left: float
    right: float
    bottom: float
    top: float
    kind: str
    value: str


def links_of(document: object, page: object, number: int) -> Iterator[Link]:
    """Yield the links of a page that carry an identifier.

    Args:
        document: PDFium's document.
        page: PDFium's page.
        number: the number of the page, from 0.
    """
    position, annotation = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, position, annotation):
            return
        target = _target(document, annotation)
        found = _identifier(target) if target else None
        area = pdfium.FS_RECTF()
        if found and pdfium.FPDFLink_GetAnnotRect(annotation, area):
            yield Link(
                number, area.left, area.right, area.bottom, area.top, found.kind, found.value
            )


def _target(document: object, annotation: object) -> str:
    action = pdfium.FPDFLink_GetAction(annotation)
    if not action:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 8 < length < _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", errors="replace")


def _identifier(target: str) -> Found | None:
    if "10." not in target and "pubmed" not in target and "pmc" not in target.lower():
        return None
    return next((found for found in find_identifiers(target) if found.kind in _KINDS), None)

"""A PDF → its text, what its links tell of spans of that text, and the Record of the paper itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from refmgr.documents.identity import identify
from refmgr.documents.pdf.first_page import is_garbled, read_first_page
from refmgr.documents.pdf.furniture import without_furniture
from refmgr.documents.pdf.layout import Placed, compose_text
from refmgr.documents.pdf.links import Link
from refmgr.documents.pdf.metadata import describe
from refmgr.documents.pdf.opening import opened
from refmgr.documents.pdf.own import Sources, complete
from refmgr.documents.pdf.pages import read_pages
from refmgr.documents.pdf.rows import Row
from refmgr.errors import UnreadableError
from refmgr.model import Problem, Record

_NO_TEXT: Final = (
    "the PDF has no text layer (it is a scan): run OCR first, for example "
    "ocrmypdf scan.pdf paper.pdf, and import what it writes."
)
_NO_PAGE: Final = (
    "no page of the PDF could be read: if a viewer shows it, print it to a new PDF and import that."
)
_FEWEST_LETTERS: Final = 40
_FULL_LINE: Final = 25
_NAMED: Final[Mapping[str, Callable[[str], Record]]] = MappingProxyType(
    {
        "doi": lambda value: Record(doi=value),
        "pmid": lambda value: Record(pmid=value),
        "pmcid": lambda value: Record(pmcid=value),
    }
)
_END: Final = 8_000  # bytes; some servers add a few of their own
_BELOW: Final = 0.4  # of the size: how far below the baseline a line reaches


class Known(NamedTuple):
    """What the format itself tells of a span of the text: a link on it names the work."""

    start: int
    end: int
    record: Record


class PdfText(NamedTuple):
    """A PDF read: text, own Record with the place of each field, known spans, problems."""

    text: str
    record: Record
    evidence: Mapping[str, str]
    known: tuple[Known, ...]
    problems: tuple[Problem, ...]


def read_pdf(data: bytes, name: str, *, parse_citation: Callable[[str], Record]) -> PdfText:
    """Return the text of a PDF in reading order, page furniture left out.

    Args:
        data: the bytes of the file.
        name: its name, for messages.
        parse_citation: turns the citation that a paper prints of itself into a Record.

    Raises:
        UnreadableError: it is encrypted, damaged, too large, or a scan without text.
    """
    with opened(data, name) as document:
        pages = read_pages(document)
        info = document.get_metadata_dict()
    furnished = without_furniture(pages.rows)
    text, placed = compose_text(furnished.rows)
    if sum(map(str.isalpha, text[:10_000])) < _FEWEST_LETTERS:
        broken = any(problem.code == "page-unreadable" for problem in pages.problems)
        raise UnreadableError(_NO_PAGE if broken else _NO_TEXT, subject=name)
    described = describe(data, info)
    first = read_first_page([row for row in furnished.rows if row.page == 0], described.title)
    sources = Sources(described, first, furnished.heads)
    own = complete(*identify(text, parse_citation=parse_citation), sources)
    return PdfText(
        text=text,
        record=own.record,
        evidence=MappingProxyType(dict(own.evidence)),
        known=_known(pages.links, placed),
        problems=(
            *pages.problems,
            *_cut_off(data),
            *_pictured(pages.rows),
            *_garbled(furnished.rows),
            *own.problems,
        ),
    )


def _cut_off(data: bytes) -> tuple[Problem, ...]:
    """Return a problem if the file lacks its end; PDFium reads what is left and says nothing."""
    if b"startxref" in data[-_END:]:
        return ()
    message = "The PDF lacks its end, as after a broken download: pages may be missing. Download it again."
    return (Problem("cut-off", message),)


def _pictured(pages: Sequence[Sequence[Row]]) -> tuple[Problem, ...]:
    """Return a problem if most pages are pictures, as behind the cover that an archive adds to a scan."""
    pictured = sum(not page for page in pages)
    if 2 * pictured <= len(pages):
        return ()
    message = (
        f"{pictured} of {len(pages)} pages have no text layer: run OCR, for example "
        "ocrmypdf --skip-text scan.pdf paper.pdf, and import what it writes."
    )
    return (Problem("pages-without-text", message),)


def _garbled(rows: Sequence[Row]) -> tuple[Problem, ...]:
    """Return a problem if pages print signs for letters, as fonts without a table of letters do."""
    counts = Counter(row.page for row in rows if len(row.text) > _FULL_LINE)
    broken = Counter(
        row.page for row in rows if len(row.text) > _FULL_LINE and is_garbled(row.text)
    )
    pages = [page + 1 for page, count in broken.items() if count > 0.5 * counts[page]]
    if not pages:
        return ()
    named = ", ".join(map(str, pages[:8])) + (" ..." if pages[8:] else "")
    message = (
        f"The letters of page {named} cannot be told: the PDF lacks the tables that name them. To "
        "read these pages, run OCR, for example ocrmypdf --force-ocr paper.pdf readable.pdf."
    )
    return (Problem("letters-unknown", message),)


def _known(links: Sequence[Link], placed: Sequence[Placed]) -> tuple[Known, ...]:
    """Return what links tell of the rows they lie on."""
    rows: dict[int, list[Placed]] = defaultdict(list)
    for place in placed:
        rows[place.row.page].append(place)
    found = []
    for link in links:
        record = _NAMED[link.kind](link.value)
        middle = (link.bottom + link.top) / 2
        for place in rows[link.page]:
            row = place.row
            level = row.base - _BELOW * row.size <= middle <= row.base + row.size
            if level and row.left - 1 <= (link.left + link.right) / 2 <= row.right + 1:
                found.append(Known(place.start, place.end, record))
                break
    return tuple(found)

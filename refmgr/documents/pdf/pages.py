"""The pages of a PDF one by one: their printed lines and their links, within stated bounds."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import pypdfium2 as pdfium

from refmgr.documents.pdf.glyphs import MOST_CHARACTERS, Glyphs, text_of
from refmgr.documents.pdf.line_numbers import without_line_numbers
from refmgr.documents.pdf.links import Link, links_of
from refmgr.documents.pdf.rows import Row, rows_of
from refmgr.model import Problem

FIRST_PAGES: Final = 300
LAST_PAGES: Final = 100
MOST_TEXT: Final = 4_000_000


class Pages(NamedTuple):
    """What the pages print, page by page, what they link to, and what could not be read."""

    rows: list[list[Row]]
    links: list[Link]
    problems: tuple[Problem, ...]


def read_pages(document: pdfium.PdfDocument) -> Pages:
    """Return the rows and links of a PDF; a page that cannot be read is reported and left out."""
    numbers, problems = _wanted(len(document))
    rows: list[list[Row]] = []
    links: list[Link] = []
    failed: list[int] = []
    total = 0
    for number in numbers:
        try:
            page = document[number]
        except pdfium.PdfiumError:
            failed.append(number)
            continue
        printed = _rows(page, number)
        if printed is None:
            failed.append(number)
        else:
            total += sum(len(row.text) for row in printed)
            rows.append(without_line_numbers(printed))
            links += links_of(document.raw, page.raw, number)
        page.close()
        if total > MOST_TEXT:
            problems.append(_cut(number + 1, len(document)))
            break
    return Pages(rows, links, (*problems, *_failures(failed)))


def _wanted(count: int) -> tuple[Iterator[int], list[Problem]]:
    if count <= FIRST_PAGES + LAST_PAGES:
        return iter(range(count)), []
    numbers = (*range(FIRST_PAGES), *range(count - LAST_PAGES, count))
    message = (
        f"The PDF has {count:,} pages; only the first {FIRST_PAGES} and the last {LAST_PAGES} were "
        "read. Give the paper or the chapter alone if something is missing."
    )
    return iter(numbers), [Problem("too-many-pages", message)]


def _cut(read: int, count: int) -> Problem:
    message = (
        f"The PDF holds more than {MOST_TEXT / 1e6:.0f} million characters; only {read:,} of its "
        f"{count:,} pages were read. Give the paper or the chapter alone if something is missing."
    )
    return Problem("too-much-text", message)


def _failures(pages: list[int]) -> tuple[Problem, ...]:
    if not pages:
        return ()
    named = ", ".join(str(number + 1) for number in pages[:8]) + (" ..." if pages[8:] else "")
    message = (
        f"Page {named} of the PDF could not be read. If a viewer shows it, print the PDF to a new "
        "PDF and import that."
    )
    return (Problem("page-unreadable", message),)


def _rows(page: pdfium.PdfPage, number: int) -> list[Row] | None:
    """Return the rows of a page, None if it is damaged or holds absurdly many characters."""
    try:
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    count = text.count_chars()
    rows = (
        rows_of(Glyphs(text.raw, text_of(text.raw, count)), number)
        if 0 <= count <= MOST_CHARACTERS
        else None
    )
    text.close()
    return rows

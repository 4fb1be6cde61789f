"""Reader of web pages: the article's text, its own Record, its reference list and the links to it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Any, Final

from lxml import etree

from refmgr.documents.body import BodyWriter, Dialect
from refmgr.documents.flow import Flow, Span
from refmgr.documents.html_entries import PageEntry, read_entries
from refmgr.documents.html_list import above_title, find_items, menus, weigh_page
from refmgr.documents.html_matching import with_metas
from refmgr.documents.html_metas import listed_in_metas, metas_of, own_record, page_title
from refmgr.documents.html_obstacles import obstacle
from refmgr.documents.identity import identify
from refmgr.documents.pointers import mentions_of
from refmgr.documents.tree import Element, parse_html, plain
from refmgr.errors import UnreadableError
from refmgr.model import Document, Problem, Record, Reference
from refmgr.text import vocabulary

UNSEEN: Final = vocabulary(
    "script style noscript template svg iframe object select button form textarea head nav aside"
)
_PARAGRAPHS: Final = vocabulary(
    "p div section article main header footer ul ol dl table figure figcaption "
    "blockquote pre address details summary caption"
)
_FURNITURE: Final = ("header", "footer")
_ROLES: Final = vocabulary("navigation banner contentinfo search dialog menu")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_IDENTIFIERS: Final = ("doi", "pmid", "pmcid")
_MOST_TAGS: Final = 400_000
_MOST_ENTRIES: Final = 5000
_LONGEST_POINTER: Final = 80
_LEAST_TEXT: Final = 20


def read_html(data: bytes, name: str, *, parse_citation: Callable[[str], Record]) -> Document:
    """Return the Document of a web page.

    Args:
        data: the bytes of the page, in any encoding.
        name: its name, for messages.
        parse_citation: turns the citation that a paper prints of itself into a Record.

    Raises:
        UnreadableError: the page holds no text.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise UnreadableError(_TOO_MUCH, subject=name)
    root, problems = parse_html(data)
    body = None if root is None else root.find("body")
    if root is None or body is None:
        raise UnreadableError(_EMPTY, subject=name)
    metas = metas_of(root)
    record, evidence = _titled(root, *own_record(root, metas))
    weights = weigh_page(body, UNSEEN)
    items, heading = find_items(body, weights)
    surplus = len(items) - _MOST_ENTRIES
    listed = read_entries(items[:_MOST_ENTRIES], record.doi)
    entries = with_metas(listed, listed_in_metas(metas))
    frame = [*_furniture(body), *menus(weights)]
    if record.title and record.doi:  # else what stands above may name the paper's journal and DOI
        frame += above_title(body, weights, record.title)
    page = _Written(body, items, heading, entries, frame)
    hindrance = obstacle(_headings(root), page.text, listed=bool(entries))
    said = entries or record.title or hindrance
    if not said and len(page.text.split()) < _LEAST_TEXT:
        raise UnreadableError(_EMPTY, subject=name)
    record, evidence = _completed(record, evidence, page.before_list, parse_citation)
    record = _not_cited(record, evidence, page.references)
    return Document(
        name=name,
        format="html",
        sha256=sha256(data).hexdigest(),
        text=page.text,
        record=Record() if hindrance else record,
        record_evidence={} if hindrance else evidence,
        references=page.references,
        mentions=page.mentions,
        problems=(*problems, *_surplus(surplus), *hindrance),
    )


_TOO_MUCH: Final = (
    "the page is far larger than the page of a paper: save the page of the paper alone, or give "
    "its PDF or text."
)
_EMPTY: Final = (
    "the page holds no text: open the paper in the browser, wait until it is shown, and save it "
    "again, or give its PDF or text."
)


def _surplus(entries: int) -> tuple[Problem, ...]:
    if entries <= 0:
        return ()
    message = (
        f"The page lists {entries + _MOST_ENTRIES} entries, more than a paper does: the first "
        f"{_MOST_ENTRIES} were read. Give the paper alone."
    )
    return (Problem("too-many-references", message),)


def _headings(root: Element) -> str:
    """Return the title of the window and the first headings of the page."""
    return "\n".join(plain(one) for one in islice(root.iter("title", "h1", "h2"), 4))


def _titled(
    root: Element, record: Record, evidence: Mapping[str, str]
) -> tuple[Record, Mapping[str, str]]:
    title = None if record.title else page_title(root)
    if not title:
        return record, evidence
    return replace(record, title=title), {**evidence, "title": "heading of the page"}


def _not_cited(
    record: Record, evidence: Mapping[str, str], references: Sequence[Reference]
) -> Record:
    """Return the Record without a DOI that was found in the text and belongs to a cited work."""
    cited = {reference.record.doi for reference in references}
    if record.doi in cited and evidence.get("doi", "").startswith("text"):
        return replace(record, doi=None)
    return record


def _completed(
    record: Record,
    evidence: Mapping[str, str],
    text: str,
    parse_citation: Callable[[str], Record],
) -> tuple[Record, Mapping[str, str]]:
    """Return the own Record, what its head leaves open filled from the text before the list.

    What stands above the title is the site's; the text below it reads like any paper's.
    """
    start = text.find(record.title) if record.title else -1
    shown, places = identify(text[max(start, 0) :], parse_citation=parse_citation)
    wanted: Collection[str] = _IDENTIFIERS
    if start >= 0 and not record.container:
        wanted = places.keys()
    values: dict[str, Any] = {}
    where = dict(evidence)
    for field in wanted:
        value = getattr(shown, field)
        if field == "authors" and len(shown.authors) < 2:
            continue  # a line of two capitalised words may as well be the name of the journal
        if value and not getattr(record, field):
            values[field], where[field] = value, "text of the page"
    return replace(record, **values), where


class _Written:
    """A page written out: its text, its References with their spans, the Mentions that its links make."""

    def __init__(
        self,
        body: Element,
        items: Sequence[Element],
        heading: Element | None,
        entries: Sequence[PageEntry],
        frame: Sequence[Element],
    ) -> None:
        self._flow = Flow()
        self._entries = entries
        self._spans: list[Span] = []
        self._list_start = 0
        self._ids = {name for entry in entries for name in entry.ids}
        replaced = self._replaced(items, heading, frame)
        writer = BodyWriter(self._flow, _dialect(self._ids), replaced)
        writer.write(body)
        if not self._spans:
            self._write_list()
        self.text = self._flow.text
        self.before_list = self.text[: self._list_start] if entries else self.text
        self.references = self._references()
        self.mentions = mentions_of(self.text, writer.pointers(), self._numbers())

    def _replaced(
        self, items: Sequence[Element], heading: Element | None, frame: Sequence[Element]
    ) -> dict[Element, Callable[[], None]]:
        """Return what is written in the place of elements: the list for its first item."""
        replaced: dict[Element, Callable[[], None]] = dict.fromkeys(items, _nothing)
        held = _holders(items)
        replaced |= {one: _nothing for one in frame if one not in held}
        if items:
            replaced[items[0]] = self._write_list
        if heading is not None and heading not in held:
            replaced[heading] = _nothing
        return replaced

    def _write_list(self) -> None:
        flow = self._flow
        self._list_start = flow.length
        if self._entries:
            flow.paragraph()
            flow.write("References")
        for entry in self._entries:
            flow.paragraph()
            self._spans.append(flow.open())
            flow.write(f"{entry.label}. {entry.raw}" if entry.label else entry.raw)
            flow.close(self._spans[-1])
        flow.paragraph()

    def _printed_numbers(self) -> list[int]:
        printed = [int(entry.label) for entry in self._entries if entry.label]
        if len(printed) == len(self._entries) == len(set(printed)):
            return printed
        return list(range(1, len(self._entries) + 1))

    def _numbers(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number, entry in zip(self._printed_numbers(), self._entries, strict=True):
            for name in entry.ids:
                numbers.setdefault(name, []).append(number)
        return numbers

    def _references(self) -> tuple[Reference, ...]:
        found = zip(self._printed_numbers(), self._entries, self._spans, strict=True)
        return tuple(
            Reference(
                number=number,
                raw=self.text[span.start or 0 : span.end],
                record=entry.record,
                label=entry.label,
                start=span.start,
                end=span.end,
            )
            for number, entry, span in found
        )


def _holders(items: Sequence[Element]) -> set[Element]:
    """Return all elements that hold any of the items."""
    held: set[Element] = set()
    for item in items:
        for parent in item.iterancestors():
            if parent in held:
                break
            held.add(parent)
    return held


def _nothing() -> None:
    """Write nothing in the place of an element."""


def _dialect(ids: Collection[str]) -> Dialect:
    def targets(element: Element) -> Sequence[str]:
        if element.tag not in ("a", "sup", "span") or not element.attrib:
            return ()
        named = [name for name in map(_target, *_pointing(element)) if name in ids]
        if not named or not 0 < len(plain(element)) <= _LONGEST_POINTER:
            return ()
        return tuple(dict.fromkeys(named))

    return Dialect(
        skipped=UNSEEN,
        paragraphs=_PARAGRAPHS,
        lines=vocabulary("li tr br dt dd hr"),
        cells=frozenset(("td", "th")),
        titles=vocabulary("h1 h2 h3 h4 h5 h6"),
        sections=frozenset(),
        named={},
        targets=targets,
    )


def _pointing(element: Element) -> tuple[list[str]]:
    values = [element.get(name) or "" for name in ("href", "rel", "rid", "data-rid", "data-refid")]
    return ([part for value in values for part in value.split()],)


def _target(value: str) -> str:
    """Return the id that an attribute points at: `#ref5`, `page.htm#ref5`, `ref5`."""
    return value.rpartition("#")[2]


def _furniture(body: Element) -> list[Element]:
    """Return what frames the article: menus, hidden parts, heads and feet of the page."""
    found = []
    for element in body.iter(etree.Element):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        framed = element.tag in _FURNITURE and element.find(".//h1") is None
        if hidden or element.get("role") in _ROLES or framed:
            found.append(element)
    return found

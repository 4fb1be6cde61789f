"""Reader of web pages: the article's text, its own Record, its reference list and the links to it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from lxml import etree

from refmgr.documents.body import BodyWriter, Dialect
from refmgr.documents.composing import compose
from refmgr.documents.flow import Flow, Span
from refmgr.documents.html_entries import PageEntry, read_entries
from refmgr.documents.html_list import find_items
from refmgr.documents.html_matching import with_metas
from refmgr.documents.html_metas import listed_in_metas, metas_of, own_record, page_title
from refmgr.documents.html_obstacles import obstacle
from refmgr.documents.identity import identify
from refmgr.documents.pointers import mentions_of
from refmgr.documents.tree import Element, parse_html, plain
from refmgr.errors import UnreadableError
from refmgr.model import Document, Record, Reference

UNSEEN: Final = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "select",
        "button",
        "form",
        "textarea",
        "head",
        "nav",
        "aside",
    )
)
_PARAGRAPHS: Final = frozenset(
    "p div section article main header footer ul ol dl table figure figcaption blockquote pre"
    " address details summary caption".split()
)
_FURNITURE: Final = ("header", "footer")
_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "dialog", "menu"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_POINTER: Final = 80
_MENU: Final = 0.7
_LEAST_LINKS: Final = 4
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
    root, problems = parse_html(data)
    body = None if root is None else root.find("body")
    if root is None or body is None:
        raise UnreadableError(_EMPTY, subject=name)
    metas = metas_of(root)
    record, evidence = own_record(root, metas)
    items, heading = find_items(body, UNSEEN)
    listed = read_entries(items, record.doi)
    entries = with_metas(listed, listed_in_metas(metas))
    page = _Written(body, items, heading, entries)
    if len(page.text.split()) < _LEAST_TEXT and not entries and not record.title:
        raise UnreadableError(_EMPTY, subject=name)
    record, evidence = _completed(
        record, evidence, page_title(root), page.before_list, parse_citation
    )
    cited = {reference.record.doi for reference in page.references}
    if record.doi in cited:
        record = replace(record, doi=None) if "meta" not in evidence.get("doi", "") else record
    hindrance = obstacle(plain(root.find(".//title")), page.text, bool(entries), bool(metas))
    return Document(
        name=name,
        format="html",
        sha256=sha256(data).hexdigest(),
        text=page.text,
        record=Record() if hindrance else record,
        record_evidence={} if hindrance else evidence,
        references=page.references,
        mentions=page.mentions,
        problems=(*problems, *hindrance),
    )


_EMPTY: Final = (
    "the page holds no text: open the paper in the browser, wait until it is shown, and save it "
    "again, or give its PDF or text."
)


def _completed(
    record: Record,
    evidence: Mapping[str, str],
    title: str | None,
    text: str,
    parse_citation: Callable[[str], Record],
) -> tuple[Record, Mapping[str, str]]:
    """Return the own Record, what its head leaves open filled from the text before the list."""
    values: dict[str, Any] = {}
    where = dict(evidence)
    if title and not record.title:
        values["title"], where["title"] = title, "heading of the page"
    shown, places = identify(text, parse_citation=parse_citation)
    wanted = ("doi", "pmid", "pmcid") if record.title else tuple(places)
    for field in wanted:
        value = getattr(shown, field)
        if value and not getattr(record, field) and field not in values:
            values[field], where[field] = value, places.get(field, "text of the page")
    return replace(record, **values), where


class _Written:
    """A page written out: its text, its References with their spans, the Mentions that its links make."""

    def __init__(
        self,
        body: Element,
        items: Sequence[Element],
        heading: Element | None,
        entries: Sequence[PageEntry],
    ) -> None:
        self._flow = Flow()
        self._entries = entries
        self._spans: list[Span] = []
        self._list_start = 0
        self._ids = {name for entry in entries for name in entry.ids}
        replaced = self._replaced(body, items, heading)
        writer = BodyWriter(self._flow, _dialect(self._ids), replaced)
        writer.write(body)
        if not self._spans:
            self._write_list()
        self.text = self._flow.text
        self.before_list = self.text[: self._list_start] if entries else self.text
        self.references = self._references()
        self.mentions = mentions_of(self.text, writer.pointers(), self._numbers())

    def _replaced(
        self, body: Element, items: Sequence[Element], heading: Element | None
    ) -> dict[Element, Callable[[], None]]:
        """Return what is written in the place of elements: the list for its first item."""
        replaced: dict[Element, Callable[[], None]] = {item: _nothing for item in items}
        held = {parent for item in items for parent in item.iterancestors()}
        replaced |= {one: _nothing for one in _furniture(body) if one not in held}
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
        lines=frozenset(("li", "tr", "br", "dt", "dd", "hr")),
        cells=frozenset(("td", "th")),
        titles=frozenset(("h1", "h2", "h3", "h4", "h5", "h6")),
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
    links: dict[Element, list[int]] = {}
    for element in body.iter(etree.Element):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        framed = element.tag in _FURNITURE and element.find(".//h1") is None
        if hidden or element.get("role") in _ROLES or framed:
            found.append(element)
        elif element.tag in ("ul", "ol", "table") and _is_menu(element):
            found.append(element)
    del links
    return found


def _is_menu(element: Element) -> bool:
    """Tell a list that leads elsewhere: nearly all of its text is links to other pages."""
    links = [
        one for one in element.iter("a") if not (one.get("href") or "#").startswith("#")
    ]
    if len(links) < _LEAST_LINKS:
        return False
    linked = sum(len(plain(one)) for one in links)
    return linked > _MENU * len(plain(element))

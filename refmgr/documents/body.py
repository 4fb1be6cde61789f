"""The text of a tree as a reader sees it, with the places of its cross references; any dialect."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from refmgr.documents.flow import Flow, Span
from refmgr.documents.pointers import Pointer
from refmgr.documents.tree import Element, plain

_RAISED: Final = re.compile(r"[\d\s,;.*\u2010-\u2015\u2212-]{1,60}\Z")
# Within a bracket, behind a dash, and behind a comma unless the number before it is raised.
_NOT_RAISED: Final = re.compile(
    r"[\[(][^\])]{0,40}\Z|[-/\u2010-\u2015\u2212]\Z|(?<!</sup>)[,;]\Z|\A\Z"
)
_YEARS: Final = re.compile(r"\W*(?:1[5-9]|20)\d\d\b")
_LONGEST_HEADING: Final = 160


class Dialect(NamedTuple):
    """What the tags of a language of documents mean; a tag named nowhere stands within its line."""

    skipped: Collection[str]
    paragraphs: Collection[str]
    lines: Collection[str]
    cells: Collection[str]
    titles: Collection[str]
    sections: Collection[str]
    named: dict[str, str]
    targets: Callable[[Element], Sequence[str]]


class BodyWriter:
    """Writes trees of one dialect into a Flow and keeps the cross references met on the way."""

    def __init__(
        self,
        flow: Flow,
        dialect: Dialect,
        replaced: Mapping[Element, Callable[[], None]] = MappingProxyType({}),
    ) -> None:
        """Prepare the writing of a document.

        Args:
            flow: where the text goes.
            dialect: what the tags mean.
            replaced: elements in whose place something else is written (or nothing).
        """
        self._flow = flow
        self._replaced = replaced
        self._dialect = dialect
        self._open: list[tuple[Element, Span, tuple[str, ...]]] = []
        self._sections: list[tuple[Element, str | None]] = []
        self._pointers: list[tuple[Span, tuple[str, ...], str | None]] = []
        self._signs: dict[Element, str] = {}

    def write(self, root: Element) -> None:
        """Write the text of an element and all that it holds."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element in self._replaced:
                    walk.skip_subtree()
                    self._replaced[element]()
                elif element.tag in self._dialect.skipped:
                    walk.skip_subtree()
                else:
                    self._enter(element)
                    self._flow.write(element.text)
            else:
                self._leave(element)
                if element is not root:
                    self._flow.write(element.tail)

    def pointers(self) -> tuple[Pointer, ...]:
        """Return the cross references met so far, in the order of the text."""
        return tuple(
            Pointer(span.start, span.end, targets, section)
            for span, targets, section in self._pointers
            if span.start is not None and span.end > span.start
        )

    def _enter(self, element: Element) -> None:
        tag, dialect, flow = element.tag, self._dialect, self._flow
        self._break(tag)
        if tag in dialect.sections:
            self._sections.append((element, dialect.named.get(tag)))
        elif tag in dialect.titles:
            self._name_section(element)
        targets = tuple(dialect.targets(element))
        if self._is_raised(element, pointing=bool(targets)):
            self._raise(element)
        if targets:
            self._open.append((element, flow.open(), targets))

    def _is_raised(self, element: Element, *, pointing: bool) -> bool:
        if element.tag != "sup" and not pointing:
            return False
        printed = plain(element)
        if not _RAISED.match(printed) or _YEARS.match(printed):
            return False
        return element.tag == "sup" or self._hangs()

    def _hangs(self) -> bool:
        """Tell whether a citation stands directly behind a word: then it is printed raised."""
        if not self._flow.is_glued or "</sup>" in self._signs.values():
            return False
        return not _NOT_RAISED.search(self._flow.tail)

    def _raise(self, element: Element) -> None:
        if not self._flow.take_back("</sup>"):
            self._flow.mark("<sup>")
        self._signs[element] = "</sup>"

    def _leave(self, element: Element) -> None:
        flow = self._flow
        if self._open and self._open[-1][0] is element:
            _, span, targets = self._open.pop()
            flow.close(span)
            self._pointers.append((span, targets, self._section()))
        sign = self._signs.pop(element, None)
        if sign:
            flow.mark(sign)
        if self._sections and self._sections[-1][0] is element:
            self._sections.pop()
        self._break(element.tag)

    def _break(self, tag: str) -> None:
        dialect = self._dialect
        if tag in dialect.paragraphs or tag in dialect.titles:
            self._flow.paragraph()
        elif tag in dialect.lines:
            self._flow.line()
        elif tag in dialect.cells:
            self._flow.blank()

    def _name_section(self, title: Element) -> None:
        """Give the innermost section its name; where sections do not nest, begin another one."""
        words = plain(title)
        if not words or len(words) > _LONGEST_HEADING:
            return
        if self._sections and self._sections[-1][1] is None:
            self._sections[-1] = (self._sections[-1][0], words)
        elif not self._dialect.sections:
            self._sections = [(None, words)]

    def _section(self) -> str | None:
        return next((name for _, name in reversed(self._sections) if name), None)

"""OpenDocument text (.odt): its text, numbered lists, notes, and the works Zotero's marks cite."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from lxml import etree

from refmgr.documents.citations import Cited, mentions_of, numbered, references_of
from refmgr.documents.docx_fields import CitedWork, works_in_field
from refmgr.documents.packages import Package
from refmgr.documents.structured import Structured
from refmgr.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

T: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
S: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_UNSEEN: Final = frozenset(
    (f"{T}tracked-changes", f"{OFFICE}annotation", f"{T}note-citation", f"{T}sequence-decls")
)
_MOST_BLANKS: Final = 80


def read_odt(package: Package, name: str) -> Structured:
    """Return the text of an OpenDocument file with the citations that Zotero marked in it.

    Args:
        package: the opened zip package.
        name: the name of the file, for messages.

    Raises:
        UnreadableError: the package is damaged, too large or holds no text.
    """
    root = package.xml_of("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        message = "the OpenDocument file is damaged: open it in LibreOffice and save it anew."
        raise UnreadableError(message, subject=name)
    writer = _Writer(_heights(root), _bullets(root), _titles(root))
    writer.write(body)
    text = "".join(writer.pieces) + "\n"
    numbers = numbered(writer.places, text)
    records = {key: work.record for key, work in writer.works.items() if work.record is not None}
    return Structured(
        format="odt",
        text=text,
        references=references_of(records, numbers),
        mentions=mentions_of(writer.places, text, numbers),
    )


class _Writer:
    """Writes the text of one file; offsets written are never moved."""

    def __init__(
        self, heights: dict[str, str], bullets: frozenset[str], titles: frozenset[str]
    ) -> None:
        self.pieces: list[str] = []
        self.places: list[Cited] = []
        self.works: dict[str, CitedWork] = {}
        self._heights = heights
        self._bullets = bullets
        self._titles = titles
        self._size = 0
        self._gap, self._prefix = "", ""
        self._lists: list[tuple[str, list[int]]] = []
        self._marks: dict[str, int] = {}
        self._spans: list[str] = []
        self._cells = self._notes = 0
        self._fresh = True

    def write(self, body: "_Element") -> None:
        """Write all that stands in an element."""
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if element.tag in _UNSEEN:
                    walker.skip_subtree()
                    continue
                if start := _STARTS.get(element.tag):
                    start(self, element)
                self._show(element.text)
                continue
            if end := _ENDS.get(element.tag):
                end(self, element)
            if element is not body:
                self._show(element.tail)

    def open_paragraph(self, element: "_Element") -> None:
        """Begin a paragraph or heading: its gap and prefix stand before its first text."""
        if not self._gap:
            self._gap = "\n" if self._cells else " " if self._notes else "\n\n"
        self._fresh = True
        if element.tag == f"{T}h":
            level = element.get(f"{T}outline-level", "1")
            self._prefix = "#" * min(int(level) + 1 if level.isdecimal() else 2, 6) + " "
        elif element.get(f"{T}style-name", "") in self._titles:
            self._prefix = "# "

    def close_paragraph(self, _: "_Element") -> None:
        """End a paragraph."""
        self._gap, self._prefix, self._fresh = "", "", True

    def open_list(self, element: "_Element") -> None:
        """Begin a list; one without a style takes that of the list around it."""
        around = self._lists[-1][0] if self._lists else ""
        self._lists.append((element.get(f"{T}style-name", around), [0]))

    def close_list(self, _: "_Element") -> None:
        """End a list."""
        if self._lists:
            self._lists.pop()

    def open_item(self, element: "_Element") -> None:
        """Begin an item of a list with its number or bullet."""
        if not self._lists:
            return
        style, count = self._lists[-1]
        start = element.get(f"{T}start-value", "")
        count[0] = int(start) if start.isdecimal() and len(start) < 6 else count[0] + 1
        self._prefix = "• " if style in self._bullets else f"{count[0]}. "

    def open_cell(self, element: "_Element") -> None:
        """Begin a cell: rows are lines, cells stand behind tabs."""
        self._cells += 1
        self._gap = "\t" if element.getprevious() is not None else "\n"

    def close_cell(self, _: "_Element") -> None:
        """End a cell."""
        self._cells -= 1

    def open_span(self, element: "_Element") -> None:
        """Begin text of one look; only raised and lowered text is told."""
        height = self._heights.get(element.get(f"{T}style-name", ""), "")
        self._spans.append(height)
        self._show(f"<{height}>" if height else "")

    def close_span(self, _: "_Element") -> None:
        """End text of one look."""
        if self._spans and (height := self._spans.pop()):
            self._show(f"</{height}>")

    def blanks(self, element: "_Element") -> None:
        """Write several blanks, which XML would fold into one."""
        count = element.get(f"{T}c", "1")
        self._show(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))

    def tab(self, _: "_Element") -> None:
        """Write a tab."""
        self._show("\t")

    def line(self, _: "_Element") -> None:
        """Write a line break."""
        self._show("\n")

    def open_note(self, _: "_Element") -> None:
        """Begin a footnote, set in brackets where it is called."""
        self._show(" [note:")
        self._notes += 1

    def close_note(self, _: "_Element") -> None:
        """End a footnote; the paragraph around it goes on."""
        self._notes -= 1
        self._fresh = False
        self._show("]")

    def open_mark(self, element: "_Element") -> None:
        """Begin a reference mark: Zotero keeps its citation in the name."""
        self._marks[element.get(f"{T}name", "")] = -1 if self._fresh else self._size

    def close_mark(self, element: "_Element") -> None:
        """End a reference mark; if it is a citation, note its place."""
        name = element.get(f"{T}name", "")
        start = self._marks.pop(name, None)
        works = works_in_field(name, "") if start is not None else None
        if start is None or not works or not 0 <= start < self._size:
            return
        for work in works:
            self.works.setdefault(work.key, work)
        keys = tuple(dict.fromkeys(work.key for work in works))
        self.places.append(Cited(start, self._size, keys))

    def _show(self, text: str | None) -> None:
        if not text:
            return
        if self._fresh:
            text = text.lstrip()
            if not text:
                return
            before = f"{self._gap if self._size else ''}{self._prefix}"
            self._append(before)
            self._gap, self._fresh = "", False
            for name, start in self._marks.items():
                self._marks[name] = self._size if start < 0 else start
        self._append(text)

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self._size += len(text)


def _heights(root: "_Element") -> dict[str, str]:
    """Return the styles that raise or lower text, of `style:text-position="super 58%"`."""
    found: dict[str, str] = {}
    for style in root.iter(f"{S}style"):
        look = style.find(f"{S}text-properties")
        place = "" if look is None else look.get(f"{S}text-position", "")
        first = place.split(" ")[0]
        if first == "super" or (first.endswith("%") and not first.startswith(("-", "0%"))):
            found[style.get(f"{S}name", "")] = "sup"
        elif first == "sub" or first.startswith("-"):
            found[style.get(f"{S}name", "")] = "sub"
    return found


def _bullets(root: "_Element") -> frozenset[str]:
    """Return the list styles whose first level prints a bullet."""
    return frozenset(
        style.get(f"{S}name", "")
        for style in root.iter(f"{T}list-style")
        if len(style) and style[0].tag == f"{T}list-level-style-bullet"
    )


def _titles(root: "_Element") -> frozenset[str]:
    """Return the paragraph styles that are the style "Title" with changes."""
    return frozenset(
        {"Title"}
        | {
            style.get(f"{S}name", "")
            for style in root.iter(f"{S}style")
            if style.get(f"{S}parent-style-name") == "Title"
        }
    )


_Step = Callable[[_Writer, "_Element"], None]
_STARTS: Final[dict[str, _Step]] = {
    f"{T}p": _Writer.open_paragraph,
    f"{T}h": _Writer.open_paragraph,
    f"{T}list": _Writer.open_list,
    f"{T}list-item": _Writer.open_item,
    f"{TABLE}table-cell": _Writer.open_cell,
    f"{T}span": _Writer.open_span,
    f"{T}s": _Writer.blanks,
    f"{T}tab": _Writer.tab,
    f"{T}line-break": _Writer.line,
    f"{T}note": _Writer.open_note,
    f"{T}reference-mark-start": _Writer.open_mark,
    f"{T}reference-mark-end": _Writer.close_mark,
}
_ENDS: Final[dict[str, _Step]] = {
    f"{T}p": _Writer.close_paragraph,
    f"{T}h": _Writer.close_paragraph,
    f"{T}list": _Writer.close_list,
    f"{TABLE}table-cell": _Writer.close_cell,
    f"{T}span": _Writer.close_span,
    f"{T}note": _Writer.close_note,
}

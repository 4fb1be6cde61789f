"""The text of a Word file as its reader sees it, with the place of each citation field in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from refmgr.documents.citations import Cited
from refmgr.documents.docx_fields import (
    CitedWork,
    is_list_control,
    is_list_field,
    works_in_control,
    works_in_field,
)
from refmgr.documents.docx_numbering import VAL, Numbering, W
from refmgr.text import mend

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a reader does not see: deleted and moved text, the older twin of a drawing, settings.
_UNSEEN: Final = frozenset(
    (_FALLBACK, *(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr")))
)
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# The Greek letters of the font "Symbol", which Word writes by their place in the font.
_SYMBOLS: Final = dict(
    zip("abgdezhqiklmnxoprstufcywGDQLXPSFYW", "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ", strict=True)
)
_RAISED: Final = 4  # half points above the line from which a run is a superscript
_FRONT: Final = 15
_BODY: Final = 9  # Word's outline level of text that is no heading
_DEEPEST_HEADING: Final = 6
_LONGEST_LABEL: Final = 12


@dataclass(slots=True)
class _Field:
    """An open field or control; `start` is where its visible text begins, None before it does."""

    works: list[CitedWork] | None = None
    lists: bool = False
    code: list[str] = field(default_factory=list)
    data: str = ""
    shows: bool = False
    start: int | None = None


@dataclass(slots=True)
class Notes:
    """Footnotes or endnotes; `listed` if they are the list of references: their marks are numbers."""

    elements: Mapping[str, "_Element"]
    listed: bool
    heading: str
    order: list[str] = field(default_factory=list)


class Writer:
    """Writes the text of one file, paragraph by paragraph; offsets written are never moved.

    Args:
        numbering: the automatic lists of the file.
        raised: ids of the character styles that raise text.
        notes: footnotes and endnotes, by the element that refers to them.
        title: the title that the file's properties name, "" if none.
    """

    def __init__(
        self,
        numbering: Numbering,
        raised: frozenset[str],
        notes: Mapping[str, Notes],
        title: str,
    ) -> None:
        self.places: list[Cited] = []
        self.works: dict[str, CitedWork] = {}
        self.lists: list[tuple[int, int]] = []
        self.paragraphs: list[tuple[int, int]] = []
        self._numbering = numbering
        self._raised = raised
        self._notes = notes
        self._title = mend(title).casefold()
        self._pieces: list[str] = []
        self._size = 0
        self._gap, self._prefix, self._height = "", "", ""
        self._wanted, self._hidden = "", False
        self._fields: list[_Field] = []
        self._controls: list[_Field] = []
        self._boxes: list[_Element] = []
        self._cells: list[int] = []
        self._begun: tuple[int, int] | None = None
        self._before = ""
        self._seen = 0

    def text(self) -> str:
        """Return all that was written."""
        return "".join(self._pieces) + "\n"

    def write_body(self, root: "_Element") -> None:
        """Write the body, then the notes it refers to."""
        self._walk(root)
        for notes in self._notes.values():
            if notes.order:
                self._write_notes(notes)

    def _write_notes(self, notes: Notes) -> None:
        self._gap, self._prefix = "\n\n", f"## {notes.heading}"
        self._put("")
        for number, name in enumerate(notes.order, 1):
            note = notes.elements.get(name)
            if note is not None:
                self._gap = "\n\n"
                mark = f"{number}. " if notes.listed else f"[note {number}] "
                self._walk(note, first=mark)

    def _walk(self, root: "_Element", first: str = "") -> None:
        self._before = ""
        self._wanted = ""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                if end := _ENDS.get(element.tag):
                    end(self, element)
            elif element.tag in _UNSEEN:
                walker.skip_subtree()
            elif element.tag == f"{W}txbxContent" and element is not root:
                self._boxes.append(element)
                walker.skip_subtree()
            elif start := _STARTS.get(element.tag):
                start(self, element)
                if first and element.tag == f"{W}p":
                    self._prefix, first = first, ""

    # --- paragraphs and tables -------------------------------------------------------------------

    def _open_paragraph(self, element: "_Element") -> None:
        self._begun = None
        label = self._numbering.label(element, self._before)[:_LONGEST_LABEL]
        marks = self._heading_marks(element)
        self._prefix = marks or (f"{label} " if label else "")
        self._seen += 1

    def _heading_marks(self, element: "_Element") -> str:
        style = element.find(f"{W}pPr/{W}pStyle")
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        level = _BODY if outline is None else int(outline.get(VAL, "9")[:1] or _BODY)
        for one in self._numbering.lineage(style.get(VAL, "") if style is not None else ""):
            if one.name == "title":
                return "# "
            if level == _BODY and one.name.startswith("heading ") and one.name[8:9].isdecimal():
                level = int(one.name[8:9]) - 1
            if level == _BODY and one.outline is not None:
                level = one.outline
        if 0 <= level < _BODY:
            return "#" * min(level + 2, _DEEPEST_HEADING) + " "
        return "# " if self._names_title(element) else ""

    def _names_title(self, element: "_Element") -> bool:
        if not self._title or self._seen > _FRONT:
            return False
        plain = "".join(one.text or "" for one in element.iter(f"{W}t"))
        return mend(plain).casefold() == self._title

    def _close_paragraph(self, _: "_Element") -> None:
        self._close_height()
        if self._begun is not None:
            piece, start = self._begun
            self.paragraphs.append((start, self._size))
            self._before = "".join(self._pieces[piece:])
            self._gap = "\n" if self._cells else "\n\n"
        self._begun, self._prefix = None, ""
        for one in self._fields:  # no code runs on into the next paragraph: its separator is lost
            one.shows = True
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._walk(box)

    def _open_table(self, _: "_Element") -> None:
        self._cells.append(0)

    def _close_table(self, _: "_Element") -> None:
        self._cells.pop()
        self._gap = "\n" if self._cells else "\n\n"

    def _open_row(self, element: "_Element") -> None:
        if self._cells:
            self._cells[-1] = 0
            if element.getprevious() is not None and self._gap != "\n\n":
                self._gap = "\n"

    def _open_cell(self, _: "_Element") -> None:
        if self._cells:
            if self._cells[-1]:
                self._gap = "\t"
            self._cells[-1] += 1

    # --- runs ------------------------------------------------------------------------------------

    def _open_run(self, element: "_Element") -> None:
        self._wanted, self._hidden = "", False
        look = element.find(f"{W}rPr")
        if look is None:
            return
        vanish = look.find(f"{W}vanish")
        self._hidden = vanish is not None and vanish.get(VAL) not in ("0", "false")
        align, style = look.find(f"{W}vertAlign"), look.find(f"{W}rStyle")
        place = look.find(f"{W}position")
        if align is not None:
            self._wanted = {"superscript": "sup", "subscript": "sub"}.get(align.get(VAL, ""), "")
        elif style is not None and style.get(VAL) in self._raised:
            self._wanted = "sup"
        elif place is not None and place.get(VAL, "").isdecimal():
            self._wanted = "sup" if int(place.get(VAL, "0")) >= _RAISED else ""

    def _text(self, element: "_Element") -> None:
        if element.text:
            self._show(element.text)

    def _sign(self, element: "_Element") -> None:
        if element.getparent() is None or element.getparent().tag == f"{W}r":  # no tab stop
            self._show(_SIGNS[element.tag])

    def _symbol(self, element: "_Element") -> None:
        code = element.get(f"{W}char", "")[-2:]
        try:
            letter = chr(int(code, 16))
        except ValueError:
            return
        self._show(_SYMBOLS.get(letter, ""))

    def _note(self, element: "_Element") -> None:
        notes = self._notes.get(element.tag)
        name = element.get(f"{W}id", "")
        if notes is None or name not in notes.elements or self._hidden:
            return
        if name not in notes.order:
            notes.order.append(name)
        number = notes.order.index(name) + 1
        if element.get(f"{W}customMarkFollows"):
            return
        self._wanted = "sup" if notes.listed else ""
        self._show(str(number) if notes.listed else f" [note {number}]")

    def _show(self, text: str) -> None:
        if self._hidden or any(not one.shows for one in self._fields):
            return
        if self._begun is None:
            text = text.lstrip()
        if text:
            self._put(text)

    def _put(self, text: str) -> None:
        """Write text at its height; the first of a paragraph brings gap and prefix along."""
        if self._begun is None:
            if self._size:
                self._append(self._gap or "\n\n")
            self._begun = (len(self._pieces), self._size)
            self._append(self._prefix)
        if self._wanted != self._height and not text.isspace():
            self._close_height()
            if self._wanted:
                self._append(f"<{self._wanted}>")
            self._height = self._wanted
        for one in (*self._fields, *self._controls):
            if one.start is None and one.shows:
                one.start = self._size
        self._append(text)

    def _close_height(self) -> None:
        if self._height:
            self._append(f"</{self._height}>")
        self._height = ""

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)

    # --- fields and controls ---------------------------------------------------------------------

    def _field_mark(self, element: "_Element") -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(data=element.findtext(f"{W}fldData") or ""))
        elif self._fields and kind == "separate":
            self._fields[-1].shows = True
        elif self._fields and kind == "end":
            self._end_field()

    def _open_simple_field(self, element: "_Element") -> None:
        self._fields.append(_Field(code=[element.get(f"{W}instr", "")], shows=True))

    def _close_simple_field(self, _: "_Element") -> None:
        if self._fields:
            self._end_field()

    def _instruct(self, element: "_Element") -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].code.append(element.text or "")

    def _end_field(self) -> None:
        ended = self._fields.pop()
        code = "".join(ended.code)
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].data = self._fields[-1].data or ended.data
            return
        ended.works, ended.lists = works_in_field(code, ended.data), is_list_field(code)
        self._finish(ended)

    def _open_control(self, element: "_Element") -> None:
        mark = element.find(f"{W}sdtPr/{W}tag")
        tag = "" if mark is None else mark.get(VAL, "")
        self._controls.append(
            _Field(works=works_in_control(tag), lists=is_list_control(tag), shows=True)
        )

    def _close_control(self, _: "_Element") -> None:
        if self._controls:
            self._finish(self._controls.pop())

    def _finish(self, ended: _Field) -> None:
        if ended.start is None:
            return
        if ended.lists:
            self.lists.append((ended.start, self._size))
        if not ended.works:
            return
        for work in ended.works:
            known = self.works.get(work.key)
            if known is None or known.record is None:
                self.works[work.key] = work
        keys = tuple(dict.fromkeys(work.key for work in ended.works))
        self.places.append(Cited(ended.start, self._size, keys))


_Step = Callable[[Writer, "_Element"], None]
_STARTS: Final[dict[str, _Step]] = {
    f"{W}p": Writer._open_paragraph,  # noqa: SLF001 - the table belongs to the class
    f"{W}tbl": Writer._open_table,  # noqa: SLF001
    f"{W}tr": Writer._open_row,  # noqa: SLF001
    f"{W}tc": Writer._open_cell,  # noqa: SLF001
    f"{W}r": Writer._open_run,  # noqa: SLF001
    f"{W}t": Writer._text,  # noqa: SLF001
    f"{_MATH}t": Writer._text,  # noqa: SLF001
    **dict.fromkeys(_SIGNS, Writer._sign),  # noqa: SLF001
    f"{W}sym": Writer._symbol,  # noqa: SLF001
    f"{W}footnoteReference": Writer._note,  # noqa: SLF001
    f"{W}endnoteReference": Writer._note,  # noqa: SLF001
    f"{W}fldChar": Writer._field_mark,  # noqa: SLF001
    f"{W}instrText": Writer._instruct,  # noqa: SLF001
    f"{W}fldSimple": Writer._open_simple_field,  # noqa: SLF001
    f"{W}sdt": Writer._open_control,  # noqa: SLF001
}
_ENDS: Final[dict[str, _Step]] = {
    f"{W}p": Writer._close_paragraph,  # noqa: SLF001
    f"{W}tbl": Writer._close_table,  # noqa: SLF001
    f"{W}fldSimple": Writer._close_simple_field,  # noqa: SLF001
    f"{W}sdt": Writer._close_control,  # noqa: SLF001
}

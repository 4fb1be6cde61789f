"""Word's automatic numbers: what a reader sees before a paragraph and the text does not hold."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLET: Final = "•"
_TYPED: Final = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?[.)]?[\s\u00a0]+\S")
_DEEPEST: Final = 12  # of styles based on styles; a longer chain is a circle
_HIGHEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `text` holds `%1` where the number stands."""

    kind: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says of itself."""

    name: str = ""
    based_on: str | None = None
    number: tuple[str, int] | None = None
    outline: int | None = None


@dataclass(slots=True)
class Numbering:
    """Counts the automatic lists of one document, paragraph by paragraph in the order of the text."""

    styles: dict[str, Style]
    levels: dict[str, dict[int, Level]]
    families: dict[str, str]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _offsets: dict[str, int] = field(default_factory=dict)

    def label(self, paragraph: "_Element", before: str) -> str:
        """Return the number or bullet of the next paragraph, "" if it has none.

        Args:
            paragraph: the `w:p` element.
            before: the text of the paragraph before it. A list that starts behind typed numbers
                goes on counting from there, as its author meant it.
        """
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ""
        family = self.families.get(number, number)
        counts = self._counts[family]
        if not counts and depth == 0 and (typed := _TYPED.match(before)) and level.start == 1:
            self._offsets[family] = int(typed[1])
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        return self._printed(number, counts, depth, self._offsets.get(family, 0))

    def _printed(self, number: str, counts: dict[int, int], depth: int, offset: int) -> str:
        levels = self.levels[number]
        if levels[depth].kind == "bullet":
            return _BULLET
        if levels[depth].kind == "none":
            return ""

        def numeral(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = levels.get(at, Level())
            return _numeral(counts.get(at, level.start) + (offset if at == 0 else 0), level.kind)

        return _PLACE.sub(numeral, levels[depth].text).strip()

    def _place(self, paragraph: "_Element") -> tuple[str, int] | None:
        """Return list and level of a paragraph, from itself or from its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self._style_place(style.get(VAL, "") if style is not None else "")
        if own is None:
            return inherited
        number, depth = _number_of(own)
        if number is None:
            number = inherited[0] if inherited else None
        return None if number in (None, "0") else (str(number), depth)

    def _style_place(self, style_id: str) -> tuple[str, int] | None:
        for style in self.lineage(style_id):
            if style.number is not None:
                return None if style.number[0] == "0" else style.number
        return None

    def lineage(self, style_id: str) -> list[Style]:
        """Return a style and those it is based on, nearest first."""
        found: list[Style] = []
        at: str | None = style_id
        while at in self.styles and len(found) < _DEEPEST:
            found.append(self.styles[at])
            at = found[-1].based_on
        return found


def read_numbering(styles: "_Element | None", numbering: "_Element | None") -> Numbering:
    """Return the lists of a document from `word/styles.xml` and `word/numbering.xml`."""
    abstract = {
        one.get(f"{W}abstractNumId", ""): {
            _whole(level.get(f"{W}ilvl"), 0): _level(level) for level in one.iterfind(f"{W}lvl")
        }
        for one in _children(numbering, "abstractNum")
    }
    levels: dict[str, dict[int, Level]] = {}
    families: dict[str, str] = {}
    for one in _children(numbering, "num"):
        number = one.get(f"{W}numId", "")
        kind = _value(one, "abstractNumId") or ""
        overrides = {
            _whole(change.get(f"{W}ilvl"), 0): change for change in one.iterfind(f"{W}lvlOverride")
        }
        base = abstract.get(kind, {})
        levels[number] = {
            depth: _overridden(base.get(depth), overrides.get(depth))
            for depth in {*base, *overrides}
        }
        # Lists of one abstract kind go on counting, unless one of them says where it starts.
        families[number] = f"num {number}" if overrides else f"kind {kind}"
    return Numbering(styles=_styles(styles), levels=levels, families=families)


def _styles(styles: "_Element | None") -> dict[str, Style]:
    found: dict[str, Style] = {}
    for one in _children(styles, "style"):
        place = one.find(f"{W}pPr/{W}numPr")
        number, depth = _number_of(place) if place is not None else (None, 0)
        outline = one.find(f"{W}pPr/{W}outlineLvl")
        found[one.get(f"{W}styleId", "")] = Style(
            name=(_value(one, "name") or "").casefold(),
            based_on=_value(one, "basedOn"),
            number=None if number is None else (number, depth),
            outline=None if outline is None else _whole(outline.get(VAL), 9),
        )
    return found


def _overridden(level: Level | None, change: "_Element | None") -> Level:
    level = level or Level()
    if change is None:
        return level
    own = change.find(f"{W}lvl")
    if own is not None:
        level = _level(own)
    start = _value(change, "startOverride")
    return Level(level.kind, level.text, _whole(start, level.start)) if start else level


def _level(element: "_Element") -> Level:
    return Level(
        kind=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        start=_whole(_value(element, "start"), 1),
    )


def _number_of(place: "_Element") -> tuple[str | None, int]:
    return _value(place, "numId"), _whole(_value(place, "ilvl"), 0)


def _children(root: "_Element | None", name: str) -> "list[_Element]":
    return [] if root is None else list(root.iterfind(f"{W}{name}"))


def _value(element: "_Element", name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(VAL)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _numeral(number: int, kind: str) -> str:
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 9 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    return str(number)


def _roman(number: int) -> str:
    printed, rest = "", min(number, _HIGHEST)
    for value, sign in _ROMAN:
        printed += sign * (rest // value)
        rest %= value
    return printed

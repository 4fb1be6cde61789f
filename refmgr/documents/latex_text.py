"""LaTeX source → the text it prints, in one pass: headings, notes, lists, citations, entries."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from refmgr.documents.citations import Cited
from refmgr.documents.latex_commands import AROUND, BEGINNINGS, INSTEAD, MEASURED, SILENT
from refmgr.documents.latex_entries import Entry, cited_by_name
from refmgr.formats.latex import decode

_COMMENT: Final = re.compile(
    r"(\\(?:url|path|href)\s*\{[^{}\n]{0,2000}\})|(\\[^\n])|%[^\n]*(?:\n[ \t]*|\Z)"
)
_BRACES: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?|\\\\(?:\[[^\[\]\n]{0,20}\])?|\n[ \t]*\n\s*")
_OPTION: Final = re.compile(r"\s{0,8}\[[^\[\]]{0,500}\]")
_BLANKS: Final = re.compile(r"\s{0,40}")
_ENVIRONMENT: Final = re.compile(r"\s{0,8}\{([A-Za-z]{1,40}\*?)\}")
_CITE: Final = re.compile(r"[A-Za-z]*[Cc]ite[A-Za-z]*")
_NO_CITE: Final = re.compile(
    r"(?:no|bib)cite.*|.*citestyle|.*citereset|.*citesetup|defcite.*|.*citefield"
)
_TEXTUAL: Final = re.compile(r"(?:[Cc]itet|[Tt]extcite|citealt|[Cc]iteauthor)\*?")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s{}]{1,200}")
_UNKNOWN: Final = re.compile(r"\\[A-Za-z@]+\*?[ \t]?|\\[@/,;:! ]")
_SPACES: Final = re.compile(r"[ \t]*\n[ \t]*|[ \t]{2,}")
_CELL: Final = re.compile(r"(?<!\\)&[ \t]*")
_PENALTY: Final = re.compile(r"\\penalty-?\d+[ \t]?")


def without_comments(source: str) -> str:
    r"""Return LaTeX without its comments; `\%` and addresses keep their percent signs."""
    return _COMMENT.sub(lambda found: found[1] or found[2] or "", source)


def match_braces(source: str) -> dict[int, int]:
    """Return the closing brace of each opening one; a brace without its partner is left out."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for found in _BRACES.finditer(source):
        if found[0] == "{":
            stack.append(found.start())
        elif found[0] == "}" and stack:
            pairs[stack.pop()] = found.start()
    return pairs


class Typesetter:
    """Sets LaTeX source as text, strictly forward, so that every offset it notes stays true.

    Args:
        source: LaTeX without comments.
        items: its `bibitem` entries.
        braces: the closing brace of each opening one.
    """

    def __init__(self, source: str, items: Sequence[Entry], braces: Mapping[int, int]) -> None:
        self.places: list[Cited] = []
        self.entries: list[tuple[int, int]] = []
        self.by_name = cited_by_name(list(items))
        self._source = source
        self._braces = braces
        self._numbers = {one.key: number for number, one in reversed([*enumerate(items, 1)])}
        self._items = {one.key: one for one in items}
        self._starts = {one.start: one for one in items}
        self._pieces: list[str] = []
        self._size = self._filled = self._breaks = 0
        self._at = 0
        self._closings: list[tuple[int, str]] = []
        self._entry: int | None = None

    def text(self) -> str:
        """Return all that was set."""
        return "".join(self._pieces)

    def set(self, start: int) -> None:
        r"""Set the source from an offset to its end, or to `\end{document}`."""
        self._at = start
        self._run(start, len(self._source))
        self._end_entry()
        self._put("\n")

    def _run(self, start: int, end: int) -> None:
        for found in _COMMAND.finditer(self._source, start, end):
            step = self._step(found) if found.start() >= self._at else None
            if step is not None:
                self._through(found.start())
                if step(self, found) == "end":
                    return
        self._through(end)

    def set_command(self, start: int) -> None:
        """Set one command of the preamble with its argument."""
        found = _COMMAND.match(self._source, start)
        opens = self._argument(found.end()) if found else None
        if found is None or opens is None:
            return
        self._at = start
        self._run(start, self._braces[opens] + 1)

    # --- one step --------------------------------------------------------------------------------

    def _step(self, found: re.Match[str]) -> "_Step | None":
        """Return what sets a command or a paragraph end, None for what is plain text."""
        name = found[1]
        if name is None:
            return Typesetter._break
        if handler := _HANDLERS.get(name):
            return handler
        if _CITE.fullmatch(name):
            return None if _NO_CITE.fullmatch(name) else Typesetter._cite
        return next((step for names, step in _STEPS if name in names), None)

    def _break(self, found: re.Match[str]) -> None:
        self._at = found.end()
        self._put("\n" if found[0].startswith("\\") else "\n\n")

    def _be_silent(self, found: re.Match[str]) -> None:
        self._skip(found.end(), SILENT[found[1]])

    def _replace(self, found: re.Match[str]) -> None:
        self._at = self._past_options(found.end())
        shown = INSTEAD[found[1]]
        if shown.startswith(","):
            self._trim()
        self._put(shown)

    def _surround(self, found: re.Match[str]) -> None:
        before, after = AROUND[found[1]]
        opens = self._argument(self._past_options(found.end()))
        if opens is None:
            self._at = found.end()
            return
        self._put(before)
        self._at = opens + 1
        self._closings.append((self._braces[opens], after))

    def _begin(self, found: re.Match[str]) -> None:
        named = _ENVIRONMENT.match(self._source, found.end())
        if named is None:
            self._at = found.end()
            return
        self._at = self._past_options(named.end())
        if named[1] in MEASURED:
            self._skip(self._at, 1)
        self._put(BEGINNINGS.get(named[1], "\n"))

    def _end(self, found: re.Match[str]) -> str | None:
        named = _ENVIRONMENT.match(self._source, found.end())
        self._at = named.end() if named else found.end()
        if named and named[1] == "thebibliography":
            self._end_entry()
        self._put("\n\n" if named and named[1] in BEGINNINGS else "\n")
        return "end" if named and named[1] == "document" else None

    def _bibitem(self, found: re.Match[str]) -> None:
        item = self._starts.get(found.start())
        if item is None:
            self._at = found.end()
            return
        self._end_entry()
        self._put("\n\n")
        self._at = item.text_start
        self._entry = self._size
        if not self.by_name:
            self._put(f"[{len(self.entries) + 1}] ")

    def _end_entry(self) -> None:
        if self._entry is not None and self._filled > self._entry:
            self.entries.append((self._entry, self._filled))
        self._entry = None

    def _href(self, found: re.Match[str]) -> None:
        """Set the shown text of a link, and the DOI of its address behind it."""
        opens = self._argument(found.end())
        shown = self._argument(self._braces[opens] + 1) if opens is not None else None
        if opens is None or shown is None:
            self._at = found.end()
            return
        doi = _DOI.search(self._source, opens, self._braces[opens])
        told = doi is not None and doi[0] in self._source[shown : self._braces[shown]]
        self._at = shown + 1
        self._closings.append((self._braces[shown], f" doi:{doi[0]} " if doi and not told else ""))

    # --- citations -------------------------------------------------------------------------------

    def _cite(self, found: re.Match[str]) -> None:
        keys: list[str] = []
        at = found.end()
        many = found[1].lower().endswith("cites")
        while (opens := self._argument(self._past_options(at))) is not None:
            closes = self._braces[opens]
            keys += [key.strip() for key in self._source[opens + 1 : closes].split(",")]
            at = closes + 1
            if not many or self._source[at : at + 1] not in ("[", "{"):
                break
        self._at = at
        cited = tuple(dict.fromkeys(key for key in keys if key and len(key) < 200))
        if cited:
            self._print_citation(found[1], cited)

    def _print_citation(self, command: str, keys: tuple[str, ...]) -> None:
        listed = [self._items[key] for key in keys if key in self._items]
        opens, closes = "[", "]"
        if self.by_name and len(listed) == len(keys):
            textual = _TEXTUAL.fullmatch(command) is not None
            form = "{0} ({1})" if textual else "{0}, {1}"
            shown = ("; " if not textual else ", ").join(
                form.format(one.names or one.key, one.year or "n.d.") for one in listed
            )
            opens, closes = ("", "") if textual else ("(", ")")
        else:
            shown = ", ".join(str(self._numbers.get(key, key)) for key in keys)
        self._put(opens)
        self.places.append(Cited(self._size, self._size + len(shown), keys))
        self._put(shown + closes)

    # --- moving on -------------------------------------------------------------------------------

    def _through(self, end: int) -> None:
        """Set the plain source up to an offset, with what stands behind arguments that end before."""
        while self._closings and self._closings[-1][0] < end:
            closes, after = self._closings.pop()
            if closes >= self._at:
                self._plain(closes)
                self._at = closes + 1
            self._put(after)
        self._plain(end)

    def _plain(self, end: int) -> None:
        if end > self._at:
            raw = _CELL.sub("\t", _PENALTY.sub("", self._source[self._at : end]))
            shown = _UNKNOWN.sub("", decode(raw))
            self._put(_SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", shown))
            self._at = end

    def _put(self, text: str) -> None:
        """Append text; blanks never stand twice, nor more than one blank line."""
        if self._size == 0:
            text = text.lstrip()
        elif self._size > self._filled:
            bare = text.lstrip()
            breaks = text[: len(text) - len(bare)].count("\n")
            text = "\n" * max(0, min(breaks, 2) - self._breaks) + bare
        if not text:
            return
        self._pieces.append(text)
        if kept := text.rstrip():
            self._filled = self._size + len(kept)
            self._breaks = 0
        self._size += len(text)
        self._breaks += text[len(kept) :].count("\n")

    def _trim(self) -> None:
        """Take back blanks at the end; nothing noted lies behind them."""
        while self._pieces and self._size > self._filled:
            piece = self._pieces.pop()
            self._size -= len(piece)
            if kept := piece.rstrip():
                self._pieces.append(kept)
                self._size += len(kept)
                break
        self._breaks = 0

    def _argument(self, at: int) -> int | None:
        """Return the opening brace of an argument that begins here, None if there is none."""
        blanks = _BLANKS.match(self._source, at)
        opens = blanks.end() if blanks else at
        return opens if opens in self._braces else None

    def _past_options(self, at: int) -> int:
        for _ in range(2):
            option = _OPTION.match(self._source, at)
            if option is None:
                break
            at = option.end()
        return at

    def _skip(self, at: int, arguments: int) -> None:
        at = self._past_options(at)
        for _ in range(arguments):
            opens = self._argument(at)
            if opens is None:
                break
            at = self._past_options(self._braces[opens] + 1)
        self._at = at


_Step = Callable[[Typesetter, re.Match[str]], str | None]
_HANDLERS: Final[dict[str, _Step]] = {
    "begin": Typesetter._begin,  # noqa: SLF001 - the table belongs to the class
    "end": Typesetter._end,  # noqa: SLF001
    "bibitem": Typesetter._bibitem,  # noqa: SLF001
    "href": Typesetter._href,  # noqa: SLF001
}
_STEPS: Final[tuple[tuple[Mapping[str, object], _Step], ...]] = (
    (SILENT, Typesetter._be_silent),  # noqa: SLF001
    (AROUND, Typesetter._surround),  # noqa: SLF001
    (INSTEAD, Typesetter._replace),
)

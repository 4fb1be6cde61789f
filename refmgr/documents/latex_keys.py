r"""LaTeX manuscripts: the keys in `\cite` and its relatives, through the files they include."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from refmgr.documents.cited_keys import CitedKey, CitedKeys, Load, Places, blank
from refmgr.documents.latex_text import match_braces
from refmgr.model import Problem

# The commands whose first braces hold keys, in the order of the manuals they stand in.
KERNEL: Final = "cite nocite"
NATBIB: Final = (
    "citet citep citealt citealp citeauthor citefullauthor citeyear citeyearpar citenum shortcites "
    "defcitealias citetalias citepalias"
)
BIBLATEX: Final = (
    "parencite footcite footcitetext textcite smartcite autocite supercite fullcite footfullcite "
    "citetitle citedate citeurl notecite pnotecite fnotecite citename citelist citefield"
)
APACITE: Final = (
    "citeA citeNP citeauthorNP citeyearNP fullciteA fullciteNP shortcite shortciteA shortciteNP "
    "onlinecite maskcite maskciteA"
)
OTHERS: Final = (  # harvard, abntex2, cite, bibentry, inlinebib
    "citeasnoun possessivecite citeaffixed citealias citeonline apudonline citen bibentry inlinecite"
)
ONE: Final = frozenset(f"{KERNEL} {NATBIB} {BIBLATEX} {APACITE} {OTHERS}".split())
# biblatex: \parencites(pre)(post)[p. 5]{a}[p. 7]{b}
MANY: Final = frozenset(
    f"{kind}cites"
    for kind in ("", "paren", "foot", "text", "smart", "auto", "super", "full", "footfull")
)
# biblatex: \volcite[pre]{volume}[pages]{key}
SECOND: Final = frozenset(
    f"{kind}volcite{more}" for kind in ("", "p", "f", "ft", "s", "t", "a") for more in ("", "s")
)
HIDDEN: Final = {
    **{
        f"begin{{{name}}}": f"\\end{{{name}}}"
        for name in (
            "verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment", "filecontents",
            "filecontents*",
        )
    },
    "iffalse": "\\fi",
}  # fmt: skip
_HIDES: Final = re.compile(
    r"%[^\n]*"
    r"|\\(?P<inline>verb\*?|lstinline)(?P<mark>[^A-Za-z\s*{\[])"
    r"|\\(?P<block>begin\s*\{[A-Za-z]+\*?\}|iffalse\b)"
    r"|\\(?:url|path|href)\s*\{[^{}\n]{0,2000}\}"
    r"|\\."
)
_END: Final = re.compile(r"\\end\s*\{document\}|\\endinput\b")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?")
_FILES: Final = re.compile(
    r"\\(?:input|include|subfile|loadglsentries)\s*\{\s*([^{}\n]{1,300}?)\s*\}"
    r"|\\input\s+([^\s\\{}]{1,300})"
    r"|\\(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{([^{}\n]{0,300})\}\s*\{([^{}\n]{1,300})\}"
)
_LISTS: Final = re.compile(
    r"\\(?:bibliography|addbibresource|addglobalbib|addsectionbib|nobibliography)\*?\s*"
    r"(?:\[[^\[\]]{0,300}\])?\s*\{([^{}]{1,600})\}"
)
_ITEM: Final = re.compile(
    r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{[^{}]*\}){0,600}\])?\s*\{([^{}]{1,200})\}"
)
_DEFINES: Final = re.compile(
    r"\\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\[(\d)\]"
    r"(\[[^\[\]]{0,100}\])?\s*\{"
)
_PARAMETER: Final = re.compile(r"\s*#(\d)\s*")
_AUX: Final = re.compile(
    r"^\\(?:citation|abx@aux@cite\s*(?:\{\d+\})?)\s*\{([^{}]{1,2000})\}", re.MULTILINE
)
_BIBDATA: Final = re.compile(r"^\\bibdata\s*\{([^{}]{1,600})\}", re.MULTILINE)
_OPENING: Final = re.compile(r"(?:[ \t]*\n)?[ \t]*[\[{<(]")  # an empty line ends the command
_CLOSING: Final = {"[": "]", "(": ")", "<": ">"}
_BRACKET: Final = re.compile(r"[\])>{]")
_LONGEST: Final = 600  # characters of an optional argument, or of a definition
_DEEPEST: Final = 20  # files that include one another


def find_latex_keys(text: str, name: str, load: Load | None = None) -> CitedKeys:
    r"""Return the keys that a .tex file cites, and those of the files it includes.

    Comments, `verbatim` and what stands behind `\end{document}` cite nothing. A command that the
    manuscript defines around `\cite` is one of its relatives.

    Args:
        text: the source.
        name: of the file, for messages.
        load: opens `\input{...}`; without it included files are named in a problem.
    """
    scan = _Scan(load)
    scan.read(text, name)
    return CitedKeys(
        format="latex",
        keys=tuple(one for one in scan.keys if one.key != "*"),
        everything=any(one.key == "*" and one.listed_only for one in scan.keys),
        defined=frozenset(scan.defined),
        bibliographies=tuple(dict.fromkeys(scan.lists)),
        problems=tuple(scan.problems),
    )


def find_aux_keys(text: str, name: str) -> CitedKeys:
    r"""Return the keys in the .aux file that LaTeX wrote: what it really cited, macros expanded."""
    places = Places(text, name)
    keys = [
        places.cited(key, at)
        for found in _AUX.finditer(text)
        for key, at in _split(found[1], found.start(1))
    ]
    return CitedKeys(
        format="aux",
        keys=tuple(one for one in keys if one.key != "*"),
        everything=any(one.key == "*" for one in keys),
        bibliographies=tuple(
            _with_ending(part) for found in _BIBDATA.findall(text) for part in found.split(",")
        ),
    )


@dataclass(slots=True)
class _Scan:
    """The state of one reading: what was found in a file and those it includes."""

    load: Load | None
    keys: list[CitedKey] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    lists: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    own: dict[str, int] = field(default_factory=dict)  # \mycite -> which braces hold the keys
    seen: set[str] = field(default_factory=set)

    def read(self, text: str, name: str, depth: int = 0) -> None:
        source = visible(text)
        braces = match_braces(source)
        self.own |= _own_commands(source, braces)
        self.defined |= {found.strip() for found in _ITEM.findall(source)}
        self.lists += [
            _with_ending(part) for found in _LISTS.findall(source) for part in found.split(",")
        ]
        places = Places(text, name)
        # Keys and included files in the order of the text: the order of citing is that of the reader.
        steps: list[tuple[int, str | None, CitedKey | None]] = [
            (found.start(), _file_of(found), None) for found in _FILES.finditer(source)
        ]
        steps += [
            (at, None, places.cited(key, at, listed_only=command == "nocite"))
            for command, key, at in _cited(source, braces, self.own)
        ]
        for _, file, cited in sorted(steps, key=lambda step: step[0]):
            if cited is not None:
                self.keys.append(cited)
            elif file is not None:
                self._include(file, name, depth)

    def _include(self, file: str, by: str, depth: int) -> None:
        if file in self.seen or depth >= _DEEPEST:
            return
        self.seen.add(file)
        text = self.load(file) if self.load else None
        if text is not None:
            self.read(text, file, depth + 1)
            return
        message = (
            f"{by} includes {file}, which was not found, so what it cites is not known: "
            "check the manuscript where all its files are."
        )
        self.problems.append(Problem("included-file-not-found", message))


def visible(text: str) -> str:
    r"""Return LaTeX with comments, `verbatim` and all behind `\end{document}` as blanks."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    at = 0
    while found := _HIDES.search(text, at):
        end = _hidden_until(text, found, unclosed)
        if end is not None:
            spans.append((found.start(), end))
        at = end or found.end()
    source = blank(text, spans)
    last = _END.search(source)
    return source[: last.start()] if last else source


def _hidden_until(text: str, found: re.Match[str], unclosed: set[str]) -> int | None:
    """Return where something hidden ends, None if what was found is plain text."""
    if found[0][0] == "%":
        return found.end()
    if found["inline"]:
        line_end = text.find("\n", found.end())
        end = text.find(found["mark"], found.end(), line_end if line_end >= 0 else len(text))
        return end + 1 if end >= 0 else None
    closing = HIDDEN.get(re.sub(r"\s", "", found["block"] or ""))
    if closing is None or closing in unclosed:
        return None
    end = text.find(closing, found.end())
    if end < 0:
        unclosed.add(closing)
        return None
    return end + len(closing)


def _cited(
    source: str, braces: Mapping[int, int], own: Mapping[str, int]
) -> Iterator[tuple[str, str, int]]:
    """Yield (command, key, offset) for every key."""
    for found in _COMMAND.finditer(source):
        name = found[1][0].lower() + found[1][1:]
        for start, end in _key_groups(source, braces, found.end(), (name, own.get(found[1]))):
            for key, at in _split(source[start:end], start):
                yield name, key, at


def _key_groups(
    source: str, braces: Mapping[int, int], at: int, command: tuple[str, int | None]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the arguments of a command that hold keys."""
    name, own = command
    if own is None and name not in ONE and name not in MANY and name not in SECOND:
        return
    wanted = own or (2 if name in SECOND else 1)
    several = own is None and (name in MANY or name.endswith("volcites"))
    for number, span in enumerate(_arguments(source, braces, at, rounds=several), 1):
        if number % wanted == 0:
            yield span
            if not several:
                return


def _arguments(
    source: str, braces: Mapping[int, int], at: int, *, rounds: bool
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the arguments in braces behind a command, optional ones passed over."""
    while found := _OPENING.match(source, at):
        at = found.end() - 1
        if source[at] == "(" and not rounds:
            return
        end = braces.get(at) if source[at] == "{" else _closing(source, braces, at)
        if end is None:
            return
        if source[at] == "{":
            yield at + 1, end
        at = end + 1


def _closing(source: str, braces: Mapping[int, int], at: int) -> int | None:
    """Return where an optional argument closes; braces inside are passed over whole."""
    closing = _CLOSING[source[at]]
    last = at + _LONGEST
    while found := _BRACKET.search(source, at + 1, last):
        at = found.start()
        if found[0] == closing:
            return at
        if found[0] == "{":
            at = braces.get(at, last)
    return None


def _split(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the keys of `a, b` with their offsets; what macros make is no key that can be known."""
    at = start
    for part in text.split(","):
        key = part.strip()
        if key and not any(sign in key for sign in "\\#{}"):
            yield key, at + part.index(key[0])
        at += len(part) + 1


def _own_commands(source: str, braces: Mapping[int, int]) -> dict[str, int]:
    r"""Return the commands a manuscript defines around `\cite`, and which of their braces holds keys."""
    found: dict[str, int] = {}
    for defined in _DEFINES.finditer(source):
        end = min(braces.get(defined.end() - 1, 0), defined.end() + _LONGEST)
        for command in _COMMAND.finditer(source, defined.end(), max(end, defined.end())):
            name = command[1][0].lower() + command[1][1:]
            for a, b in _key_groups(source, braces, command.end(), (name, None)):
                if parameter := _PARAMETER.fullmatch(source, a, b):
                    # A default value makes #1 the argument in square brackets.
                    found[defined[1]] = int(parameter[1]) - bool(defined[3])
    return {name: number for name, number in found.items() if number > 0}


def _file_of(found: re.Match[str]) -> str:
    name = (found[1] or found[2] or f"{found[3].rstrip('/')}/{found[4]}").strip().strip('"')
    name = name.removeprefix("./")
    return name if re.search(r"\.\w{1,5}$", name) else f"{name}.tex"


def _with_ending(name: str) -> str:
    name = name.strip()
    return name if re.search(r"\.\w{1,5}$", name) else f"{name}.bib"

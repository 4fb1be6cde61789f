"""Markdown manuscripts (pandoc, Quarto, R Markdown): the keys after `@`, and what only looks like one."""

import re
from collections.abc import Iterator
from typing import Final

from refmgr.documents.cited_keys import CitedKeys, Load, Places, blank
from refmgr.documents.latex_keys import find_latex_keys
from refmgr.model import Problem

# Pandoc's manual, "Citation syntax": a key begins with a letter, digit or _, and holds single
# punctuation marks between such; in braces it may be anything. No letter or digit stands before @.
_CITATION: Final = re.compile(
    r"(?<![^\W_])@(?:\{([^{}\s]{1,300})\}|(\w(?:\w|[:.#$%&+?<>~/-](?=\w)){0,300}))"
)
# Quarto's manual, "Cross references", and pandoc-crossref: these name figures, not works.
_FIGURES: Final = re.compile(
    r"(?:fig|tbl|lst|tip|nte|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|eq|sec|vid|dem"
    r"|suppfig|supptbl|supp)[-:]\w"
)
_EXAMPLE: Final = re.compile(r"^ {0,3}\(@([\w-]+)\)\s", re.MULTILINE)
_HEADER: Final = re.compile(
    r"\A(?:\ufeff)?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_FIELD: Final = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:", re.MULTILINE)
# Of the header, pandoc reads these as text with citations; others hold addresses and names.
_WITH_CITATIONS: Final = frozenset({"abstract", "nocite", "title", "subtitle", "description"})
_ALL: Final = re.compile(r"(?<!\w)@\*")
_FENCE: Final = re.compile(r"^[ \t]{0,12}(?:>[ \t]?)*(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_HIDES: Final = re.compile(
    r"(?P<ticks>`+)"
    r"|(?P<comment><!--)"
    r"|<https?://[^<>\s]{1,2000}>"
    r"|\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
    r"|(?<!@\{)https?://[^\s<>\]\)}]{1,2000}"
    r"|\\[^\w\s]"
)
_INCLUDE: Final = re.compile(
    r"\{\{<\s*include\s+(\S{1,300})\s*>\}\}|^```+\s*\{r[^}\n]*\bchild\s*=\s*['\"]([^'\"\n]{1,300})['\"]",
    re.MULTILINE,
)
_LIST_LINE: Final = re.compile(
    r"\s*(?:[-*+]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,6}|#|@[\w-]*)[.)]|\[\^[^\]]+\]:|:)\s"
)
_NAME: Final = re.compile(r"[^\s,\[\]\"'#]+")
_DEEPEST: Final = 20


def find_pandoc_keys(text: str, name: str, load: Load | None = None) -> CitedKeys:
    """Return the keys that a Markdown manuscript cites, and those of the files it includes.

    Code, comments, addresses, e-mail addresses, `@fig-...` and numbered examples cite nothing;
    LaTeX's own commands do.

    Args:
        text: the source.
        name: of the file, for messages.
        load: opens `{{< include ... >}}`; without it included files are named in a problem.
    """
    return _read(text, name, load, ())


def _read(text: str, name: str, load: Load | None, through: tuple[str, ...]) -> CitedKeys:
    header = _HEADER.match(text)
    start = header.end() if header else 0
    source = _visible(text, start, _quiet_fields(header))
    places = Places(text, name)
    listed = _nocite_span(header)
    examples = set(_EXAMPLE.findall(source))
    keys = [
        places.cited(key, at, listed_only=listed[0] <= at < listed[1])
        for key, at in _cited(source)
        if key not in examples
    ]
    latex = find_latex_keys(source, name)
    included = list(_included(text, load, (*through, name)))
    return CitedKeys(
        format="pandoc",
        keys=(
            *sorted((*keys, *latex.keys), key=lambda one: (one.line, one.column)),
            *(one for more in included for one in more.keys),
        ),
        everything=latex.everything
        or bool(_ALL.search(text, *listed))
        or any(more.everything for more in included),
        defined=latex.defined,
        bibliographies=tuple(dict.fromkeys((*_bibliographies(header), *latex.bibliographies))),
        problems=tuple(problem for more in included for problem in more.problems),
    )


def _cited(source: str) -> Iterator[tuple[str, int]]:
    for found in _CITATION.finditer(source):
        key = found[1] or found[2]
        if found[1] or not _FIGURES.match(key):
            yield key, found.start()


def _included(text: str, load: Load | None, through: tuple[str, ...]) -> Iterator[CitedKeys]:
    for found in _INCLUDE.finditer(text):
        file = found[1] or found[2]
        if file in through or len(through) > _DEEPEST:
            continue
        more = load(file) if load else None
        if more is None:
            message = (
                f"{through[-1]} includes {file}, which was not found, so what it cites is not "
                "known: check the manuscript where all its files are."
            )
            yield CitedKeys(
                format="pandoc", problems=(Problem("included-file-not-found", message),)
            )
        elif file.lower().endswith(".tex"):
            yield find_latex_keys(more, file, load)
        else:
            yield _read(more, file, load, through)


# --- what is hidden -------------------------------------------------------------------------------
def _visible(text: str, start: int, quiet: list[tuple[int, int]]) -> str:
    """Return the text with code, comments and addresses as blanks."""
    source = blank(text, quiet)
    source = blank(source, list(_fences(source, start)))
    source = blank(source, list(_indented(source, start)))
    return blank(source, list(_inline(source)))


def _fences(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield code between fences; one that is never closed goes to the end, as pandoc has it not."""
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text, start):
        if opened is None:
            # ``` with a backtick behind it is a code span, not a fence.
            if (
                found[1][0] == "~"
                or "`" not in found[0][found[0].index(found[1]) + len(found[1]) :]
            ):
                opened = found
        elif found[1].startswith(opened[1]) and found[0].rstrip().endswith(found[1]):
            yield opened.start(), found.end()
            opened = None


def _indented(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield code that is indented by four blanks behind an empty line, outside of lists."""
    at, empty, open_list, in_code = start, True, False, False
    for line in text[start:].splitlines(keepends=True):
        bare = line.strip()
        deep = line.startswith(("    ", "\t"))
        if bare and not deep:
            open_list = bool(_LIST_LINE.match(line)) or (open_list and line[0].isspace())
        in_code = bool(bare) and deep and (in_code or empty) and not open_list
        if in_code:
            yield at, at + len(line)
        empty = not bare
        at += len(line)


def _inline(text: str) -> Iterator[tuple[int, int]]:
    at, last_comment = 0, text.rfind("-->")
    while found := _HIDES.search(text, at):
        end = found.end()
        if found["ticks"]:
            end = _closed(text, found["ticks"], end)
        elif found["comment"] and end <= last_comment:
            end = text.index("-->", end) + 3
        if end > found.end() or not (found["ticks"] or found["comment"]):
            yield found.start(), end
        at = end


def _closed(text: str, ticks: str, at: int) -> int:
    """Return where a code span that opens with these backticks ends, `at` if it never does."""
    paragraph = text.find("\n\n", at)
    last = paragraph if paragraph >= 0 else len(text)
    close = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, last)
    return close.end() if close else at


# --- the header -----------------------------------------------------------------------------------
def _fields(header: re.Match[str] | None) -> Iterator[tuple[str, int, int]]:
    """Yield name, start and end of each field of the YAML header."""
    if header is None:
        return
    found = list(_FIELD.finditer(header[1]))
    ends = [*(one.start() for one in found[1:]), len(header[1])]
    for one, end in zip(found, ends, strict=True):
        yield one[1], header.start(1) + one.end(), header.start(1) + end


def _quiet_fields(header: re.Match[str] | None) -> list[tuple[int, int]]:
    return [(a, b) for name, a, b in _fields(header) if name not in _WITH_CITATIONS]


def _nocite_span(header: re.Match[str] | None) -> tuple[int, int]:
    return next(((a, b) for name, a, b in _fields(header) if name == "nocite"), (0, 0))


def _bibliographies(header: re.Match[str] | None) -> list[str]:
    return [
        name.removeprefix("-")
        for field, a, b in _fields(header)
        if header and field == "bibliography"
        for name in _NAME.findall(header.string[a:b].replace("\n", " "))
        if name != "-"
    ]

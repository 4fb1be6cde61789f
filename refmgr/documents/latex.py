"""LaTeX sources (.tex, .bbl): text as it would be printed, citations by key, printed entries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from refmgr.documents.biblatex import read_biblatex
from refmgr.documents.citations import mentions_of
from refmgr.documents.latex_entries import find_entries
from refmgr.documents.latex_text import Typesetter, match_braces, without_comments
from refmgr.documents.structured import Structured
from refmgr.model import Problem, Record, Reference

_BIBLATEX: Final = re.compile(r"^[ \t]*\\entry\{[^{}]+\}\{\w+\}", re.MULTILINE)
_BODY: Final = re.compile(r"\\begin\s*\{document\}")
_FRONT: Final = re.compile(r"\\(title|author)\b(?!s)")
_LISTS: Final = re.compile(
    r"\\(?:bibliography|addbibresource)\s*(?:\[[^\[\]]{0,200}\])?\s*\{([^{}]{1,400})\}"
)
_INCLUDED: Final = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]{1,300})\}")
_NAMED: Final = 5


def read_latex(text: str, problems: Sequence[Problem] = ()) -> Structured:
    r"""Return a .tex or .bbl file as its reader would see it, with its citations and entries.

    Citations print the numbers of `thebibliography`, or names and years where its labels give them.
    Without printed entries they print their keys: nobody can know the numbers. Nothing is run or
    included.

    Args:
        text: the file's text, its lines ended by `\n`.
        problems: what was found wrong with its encoding.
    """
    if _BIBLATEX.search(text):
        return replace(read_biblatex(text), problems=tuple(problems))
    source = without_comments(text)
    entries = find_entries(source)
    setter = Typesetter(source, entries, match_braces(source))
    body = _BODY.search(source)
    start = body.end() if body else 0
    _front(source[:start], setter)
    setter.set(start)
    shown = setter.text()
    numbers = {entry.key: number for number, entry in reversed([*enumerate(entries, 1)])}
    return Structured(
        format="latex",
        text=shown,
        references=_references(setter, shown, by_name=setter.by_name),
        mentions=mentions_of(setter.places, shown, numbers),
        problems=(*problems, *_unlisted(source, setter, numbers), *_not_read(source)),
    )


def _front(preamble: str, setter: Typesetter) -> None:
    r"""Set title and authors that stand before the document; `\maketitle` prints them."""
    for found in _FRONT.finditer(preamble):
        setter.set_command(found.start())


def _references(setter: Typesetter, text: str, *, by_name: bool) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            number=number,
            raw=text[start:end],
            label=None if by_name else str(number),
            record=Record(),
            start=start,
            end=end,
        )
        for number, (start, end) in enumerate(setter.entries, 1)
    )


def _unlisted(source: str, setter: Typesetter, numbers: Mapping[str, int]) -> tuple[Problem, ...]:
    keys = dict.fromkeys(str(key) for place in setter.places for key in place.works)
    open_keys = [key for key in keys if key not in numbers]
    files = [
        name if name.endswith(".bib") else f"{name}.bib"
        for listed in _LISTS.findall(source)
        for name in map(str.strip, listed.split(","))
    ]
    if not numbers and files:
        message = (
            f"The {len(keys)} works it cites stand in {', '.join(files)}, and the .tex prints no list: "
            f"import {files[0]}, or put the .bbl file that LaTeX made in place of \\bibliography."
        )
        return (Problem("list-in-bib-file", message),)
    if not open_keys:
        return ()
    shown = ", ".join(open_keys[:_NAMED]) + (" …" if len(open_keys) > _NAMED else "")
    message = (
        f"{len(open_keys)} of {len(keys)} cited keys have no \\bibitem ({shown}): "
        "run LaTeX and BibTeX again, or mend the keys."
    )
    return (Problem("key-not-listed", message),)


def _not_read(source: str) -> tuple[Problem, ...]:
    names = list(dict.fromkeys(_INCLUDED.findall(source)))
    if not names:
        return ()
    message = (
        f"The .tex includes {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''}, which were "
        "not read: give one file that holds all (latexpand makes it)."
    )
    return (Problem("included-files-not-read", message),)

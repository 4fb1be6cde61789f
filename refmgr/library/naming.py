"""How a person names one entry of a list: by its paper and its number, `callen2000:5`.

The paper is named by its citation key, its file, or the first figures of its SHA-256; questions use
these figures, because they never change. A subject is what stands in the ledger of decisions.
"""

import re
from dataclasses import dataclass
from typing import Final

from refmgr.errors import NotFoundError
from refmgr.store import records, works
from refmgr.store.database import Connection

FIGURES: Final = 12
_SUBJECT: Final = re.compile(r"[0-9a-f]{64}/(?:own|(?:references|list|cited-by)/[\d.]+|entries/.+)")
_ENTRY: Final = re.compile(r"(.+?):(list|cited-by|)\s*(\d[\d.]*|\S+)")
_FIGURES: Final = re.compile(r"[0-9a-f]{6,64}")
_ROOMS: Final = {
    "": ("references", "list", "entries"),
    "list": ("list",),
    "cited-by": ("cited-by",),
}


def short_name(subject: str) -> str:
    """Return the name of a subject for a person: `e12cf952defa:5`, `e12cf952defa` for a paper itself."""
    sha256, _, entry = subject.partition("/")
    room, _, number = entry.partition("/")
    named = "" if room in ("references", "entries") else room
    return sha256[:FIGURES] + (f":{named}{number}" if number else "")


def find_subject(connection: Connection, name: str) -> str | None:
    """Return the subject of the entry, or the paper, that a person names; None where a work is named.

    Raises:
        NotFoundError: a paper is named, but has no such entry; or two papers begin so.
    """
    if _SUBJECT.fullmatch(name):
        return name
    found = _ENTRY.fullmatch(name)
    if found:
        papers = _papers(connection, found[1])
        for sha256 in papers:
            for room in _ROOMS[found[2]]:
                subject = f"{sha256}/{room}/{found[3]}"
                if records.record_of_subject(connection, subject) is not None:
                    return subject
        if papers:
            raise NotFoundError(f"this paper has no reference {found[3]}", subject=name)
    if _FIGURES.fullmatch(name) and (papers := _papers(connection, name)):
        return f"{papers[0]}/own"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name means: a work, by a subject that stands for it, or one entry of a list (`entry`)."""

    work: int
    subject: str
    entry: bool


def find_named(connection: Connection, name: str) -> Named:
    """Return the work or entry that a person names.

    Raises:
        NotFoundError: nothing is called so, or it is no publication.
    """
    found = works.find_work(connection, name)
    if found is not None:
        work = found[0]
        return Named(work=work, subject=records.subjects_of_work(connection, work)[0], entry=False)
    subject = find_subject(connection, name)
    described = None if subject is None else records.work_of_subject(connection, subject)
    if subject is None or described is None:
        near = ", ".join(works.similar_keys(connection, name))
        hint = f"did you mean {near}?" if near else "`refmgr list` shows the keys"
        raise NotFoundError(f"no work has this key; {hint}", subject=name)
    return Named(work=described, subject=subject, entry=True)


def _papers(connection: Connection, name: str) -> list[str]:
    """Return the SHA-256 of the files of a paper, or of the file with this name, oldest first."""
    if _FIGURES.fullmatch(name):
        begun = records.papers_beginning(connection, name)
        if len(begun) > 1:
            raise NotFoundError("two papers begin so; give more figures", subject=name)
        if begun:
            return begun
    found = works.find_work(connection, name)
    if found is not None:
        return records.papers_of_work(connection, found[0])
    return records.papers_named(connection, name)

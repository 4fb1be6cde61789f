"""Citation keys changed on purpose: one by hand, or many by a pattern; the old ones stay valid."""

from collections.abc import Sequence
from typing import Final

from refmgr.errors import DecisionError, NotFoundError
from refmgr.exports.keys import key_stem, make_key
from refmgr.formats.citation_keys import usable_key
from refmgr.library import deciding
from refmgr.library.deriving import Context
from refmgr.model import Work
from refmgr.store import ledger, records, works
from refmgr.store.database import Connection

PATTERN: Final = "{"


def rekey(context: Context, names: Sequence[str], new: str) -> list[tuple[str, str]]:
    """Give works other citation keys; return old and new ones of those that changed.

    Args:
        context: the library at hand.
        names: works by key, DOI, PMID or file; all works where none is named.
        new: the key, for one work, or a pattern such as `{Author}{year}`.

    Raises:
        NotFoundError: nothing is called so.
        DecisionError: the key is another work's, or no manuscript could cite it.
        KeyPatternError: no key can be made by the pattern.
    """
    chosen = [_find(context.connection, name) for name in names] or [
        (number, work) for number, work in works.numbered_works(context.connection)
    ]
    if PATTERN not in new:
        if len(names) != 1:
            raise DecisionError(
                "one key is for one work; for several give a pattern: {Author}{year}"
            )
        wanted = {chosen[0][0]: _by_hand(context.connection, chosen[0], new)}
    else:
        wanted = _by_pattern(context.connection, chosen, new)
    changed = [(number, work) for number, work in chosen if wanted[number] != work.key]
    if changed:
        subjects = {number: _subject(context, number) for number, _ in changed}
        deciding.rekey(context, {subjects[number]: wanted[number] for number, _ in changed})
    return [(work.key, wanted[number]) for number, work in changed]


def _find(connection: Connection, name: str) -> tuple[int, Work]:
    found = works.find_work(connection, name)
    if found is None:
        raise NotFoundError(works.not_found(connection, name), subject=name)
    return found


def _subject(context: Context, number: int) -> str:
    """Return the subject a work's key was chosen for before, else the one that stands for the work."""
    subjects = records.subjects_of_work(context.connection, number)
    return next((one for one in subjects if one in context.rulings.keys), subjects[0])


def _by_hand(connection: Connection, named: tuple[int, Work], new: str) -> str:
    if not usable_key(new):
        raise DecisionError(
            "no manuscript could cite this key: it has a blank or one of { } ( ) , = \" # % ~ ' \\ @",
            subject=new,
        )
    if not _is_free(connection, new, named[0]):
        raise DecisionError("this key means another work, and always will", subject=new)
    return new


def _is_free(connection: Connection, key: str, number: int) -> bool:
    """Return whether a key is nobody's, or this work's own from before."""
    holder = ledger.key_holder(connection, key)
    return holder is None or records.work_of_subject(connection, holder) == number


def _by_pattern(
    connection: Connection, chosen: Sequence[tuple[int, Work]], pattern: str
) -> dict[int, str]:
    """Return the key of each work by its number; a work keeps the letter that it has."""
    wanted: dict[int, str] = {}
    used: set[str] = set()
    for number, work in chosen:
        stem = key_stem(work.record, pattern)
        if _is_variant(work.key, stem):
            wanted[number] = work.key
        else:
            wanted[number] = make_key(
                work.record,
                lambda key, number=number: (
                    key.lower() in used or not _is_free(connection, key, number)
                ),  # type: ignore[misc]
                pattern=pattern,
            )
        used.add(wanted[number].lower())
    return wanted


def _is_variant(key: str, stem: str) -> bool:
    rest = key.removeprefix(stem)
    return key.startswith(stem) and (
        not rest or (rest.isalpha() and rest.islower() and len(rest) < 3)
    )

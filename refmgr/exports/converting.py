"""A bibliographic file in another format: written, read again, and told what did not come along."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from refmgr.errors import ExportError, UnreadableError
from refmgr.exports.keys import make_key
from refmgr.formats.comparing import Loss, losses
from refmgr.formats.fields import says_nothing
from refmgr.formats.reading import read_bibliography
from refmgr.formats.writing import DIALECTS, write_items
from refmgr.model import Item, Problem

# Fields that may be missing in a format, but never be others.
NEVER_OTHERS: Final = frozenset(("title", "doi", "pmid", "pmcid", "year", "volume", "pages"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The text of a file, what its entries lack, and what of the records it could not hold."""

    text: str
    problems: tuple[Problem, ...] = ()
    losses: tuple[Loss, ...] = ()


def convert(items: Sequence[Item], form: str) -> Converted:
    """Return items in a format, in their order, proved to be read again.

    Args:
        items: the records of one or more files.
        form: one of `formats.writing.FORMATS`; for BibTeX, records without a citation key get one.

    Raises:
        ExportError: a record would be lost, or a title, identifier, year, volume or page would come
            back as another.
    """
    named = with_keys(items) if form in DIALECTS else list(items)
    text, problems = write_items(named, form)
    return Converted(text=text, problems=problems, losses=proved(named, text, form))


def with_keys(items: Sequence[Item]) -> list[Item]:
    """Return items whose ids are citation keys: those they have, or made of author and year."""
    taken = {item.key.lower() for item in items if item.key}
    named: list[Item] = []
    for item in items:
        key = item.key or make_key(item.record, taken)
        taken.add(key.lower())
        named.append(replace(item, id=key, key=key))
    return named


def proved(items: Sequence[Item], text: str, form: str) -> tuple[Loss, ...]:
    """Read a text again, and return what its records lack against those it was made of.

    Raises:
        ExportError: as for `convert`.
    """
    # A work of which the library knows nothing at all is written, and is no record to any reader.
    told = [item for item in items if not says_nothing(item.record)]
    if not told:
        return ()
    try:
        again = read_bibliography(text.encode("utf-8", "replace"), f"x.{form}")
    except UnreadableError as error:
        raise ExportError(f"what was written cannot be read again ({error})") from error
    if len(again.failures) > len(items) - len(told) or len(again.items) != len(told):
        raise ExportError(
            f"of {len(told)} records only {len(again.items)} could be read again from what was "
            "written; nothing was kept. Please report this with the file."
        )
    found = losses(told, again.items)
    for loss in found:
        # An odd identifier that stands there to the letter is right, however it is read.
        stands = loss.field == "doi" and loss.before in text
        if loss.field in NEVER_OTHERS and loss.after and not stands:
            raise ExportError(
                f"{loss.field} would change from {loss.before!r} to {loss.after!r}; nothing was "
                "written. Please report this with the value.",
                subject=loss.id,
            )
    return found

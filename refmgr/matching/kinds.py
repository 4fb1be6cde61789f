"""What sets an offered work apart: another part, a notice, a preprint, a congress abstract."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from refmgr.journals import container_stands_in
from refmgr.matching.fields import Agreement
from refmgr.matching.numbers import place_of
from refmgr.matching.printed import speaks_of
from refmgr.matching.sides import AGREES, NO_TITLE, Sides
from refmgr.matching.titles import Title, parts_differ, read_title
from refmgr.model import Evidence
from refmgr.text import fold

PREPRINTS: Final = ("xiv", "preprint", "posted-content", "ssrn", "research square", "f1000research")


def kind_evidence(sides: Sides, *, titled: bool, pages: Agreement) -> Iterator[Evidence]:
    """Yield Evidence that the Candidate is another part or another kind of publication.

    Args:
        sides: what is compared.
        titled: the reference prints a title.
        pages: how the first pages agree.
    """
    # Without a printed title, what the parser calls one tells nothing of parts and notices.
    mine = (
        (read_title(sides.record.title) if sides.record.title else sides.found)
        if titled
        else NO_TITLE
    )
    theirs = read_title(sides.offered.title if titled else None)
    if parts_differ(mine, theirs):
        yield Evidence("part", "different", f"part {mine.part} printed, {theirs.part} offered")
    elif theirs.part and not mine.part and mine.joined:
        yield Evidence("part", "close", f"part {theirs.part} offered, no part printed")
    note = _notices(sides, mine, theirs) or _preprints(sides)
    note = note or ("" if pages in AGREES else _abstracts(sides, other_pages=pages == "different"))
    if note:
        yield Evidence("kind", "different", note)


def _notices(sides: Sides, mine: Title, theirs: Title) -> str:
    if theirs.notice and not mine.notice and not speaks_of(sides.printed.text, "notice"):
        return "a notice or reply is offered, the article itself is printed"
    if mine.notice and not theirs.notice:
        return "a notice or reply is printed, the article itself is offered"
    return ""


@lru_cache(maxsize=1 << 13)
def _is_preprint(*names: str | None) -> bool:
    folded = fold(" ".join(filter(None, names)))
    return any(word in folded for word in PREPRINTS)


def _preprints(sides: Sides) -> str:
    offered = sides.offered
    theirs = _is_preprint(offered.container, offered.publisher, offered.type)
    mine = bool(sides.record.arxiv) or speaks_of(sides.printed.text, "preprint")
    if theirs and not mine:
        return "a preprint is offered, a published article is printed"
    if mine and not theirs and not container_stands_in(offered.container, sides.printed.text):
        return "a preprint is printed, a published article is offered"
    return ""


def _abstracts(sides: Sides, *, other_pages: bool) -> str:
    """Congress abstracts bear the title of the later paper; they stand in supplements."""
    offered = sides.offered
    place = fold(" ".join(filter(None, (offered.volume, offered.issue, place_of(offered)))))
    theirs = "suppl" in place or place.rpartition(" ")[2][:1] == "s"
    mine = speaks_of(sides.printed.text, "supplement") and "suppl" not in fold(
        offered.container or ""
    )
    printed = sides.record.pages or other_pages
    if theirs and not mine and printed:
        return "an abstract in a supplement is offered, other pages are printed"
    if mine and not theirs and printed and offered.pages:
        return "an abstract in a supplement is printed, other pages are offered"
    return ""

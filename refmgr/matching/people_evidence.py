"""How the people of an offered Record agree with those printed."""

from refmgr.matching.fields import Agreement, compare_first_authors
from refmgr.matching.locating import Standing, find_person
from refmgr.matching.numbers import noted
from refmgr.matching.printed import FURNITURE, has_family
from refmgr.matching.sides import AGREES, Sides
from refmgr.matching.titles import read_title
from refmgr.model import Evidence
from refmgr.names import compare_people, vancouver


def first_author_evidence(sides: Sides) -> Evidence:
    """Return how the first authors agree, by the parsed names or by where the offered one stands."""
    mine = sides.record.authors or sides.record.editors
    theirs = sides.offered.authors or sides.offered.editors
    if not theirs:
        return Evidence("first author", "incomparable", "no author offered")
    offered = vancouver(theirs[0])
    agreement = compare_first_authors(mine, theirs)
    if agreement in AGREES:
        return noted("first author", agreement, vancouver(mine[0]), offered)
    if agreement == "incomparable" and mine:
        return Evidence("first author", "incomparable", "a group on one side, people on the other")
    if not any(compare_people(person, theirs[0]) in AGREES for person in mine):
        standing = find_person(sides.printed, theirs[0])
        if standing.named:
            return _standing(standing, offered)
    return _another(sides, vancouver(mine[0]) if mine else "", offered)


def _another(sides: Sides, printed: str, offered: str) -> Evidence:
    if not printed and _starts_with_title(sides):
        return Evidence("first author", "incomparable", "no author printed")
    if not printed:
        return Evidence("first author", "different", f"first author {offered} offered, not printed")
    return Evidence(
        "first author", "different", f"first author {printed} printed, {offered} offered"
    )


def _standing(standing: Standing, offered: str) -> Evidence:
    """Return what a name in the print is worth: an author there, not a word of the title."""
    sure = standing.first and standing.initial is not False
    agreement: Agreement = "equal" if sure else "close"
    if standing.misprinted:
        return Evidence("first author", "close", f"{offered} stands there with another letter")
    if standing.initial is False:
        return Evidence("first author", "different", f"{offered} offered, another initial printed")
    return Evidence("first author", agreement, f"{offered} stands in the printed reference")


def _starts_with_title(sides: Sides) -> bool:
    """Return whether the print begins with title or journal, as where no author is named."""
    words = [word for word in sides.printed.words if word.isalpha() and len(word) > 2]
    offered = sides.offered
    known = read_title(offered.title).kinds | read_title(offered.container).kinds | FURNITURE
    return len(words) < 2 or any(whole.startswith(words[0]) for whole in known)


def other_authors_evidence(sides: Sides) -> Evidence:
    """Return how many of the other authors are printed."""
    theirs = sides.offered.authors[1:]
    if not theirs or len(sides.record.authors) == 1 or sides.record.et_al:
        return Evidence("other authors", "incomparable", "nobody to compare")
    found = sum(has_family(sides.printed, person) for person in theirs)
    share = found / len(theirs)
    agreement: Agreement = "equal" if share == 1 else "close" if share >= 0.5 else "different"
    return Evidence("other authors", agreement, f"{found} of {len(theirs)} printed")

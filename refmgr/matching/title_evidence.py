"""How an offered title agrees with the printed one, and what of the print no offer explains."""

from collections.abc import Iterator, Sequence
from typing import Final

from refmgr.matching.fields import Agreement
from refmgr.matching.locating import longest_unexplained, misprinted_word
from refmgr.matching.printed import FURNITURE, is_longer_title
from refmgr.matching.sides import ALL, Sides, people_words
from refmgr.matching.spelling import STOP_WORDS
from refmgr.matching.titles import Title, compare_read, differing_words, is_short, read_title, twins
from refmgr.model import Evidence
from refmgr.text import words

# Share of the title's words found in the print that counts as close; all of them are equal.
SHARE_CLOSE: Final = 0.65
HALF: Final = 0.5
# No name of a journal, which the parser may have taken for the title, is as long.
LONG_TITLE: Final = 9
# So many long words in a row that an offer does not explain are the title of something else: of
# 1,800 references without a title two had as many, of those with another title nine in ten.
FEWEST_TITLE_WORDS: Final = 3
MOST_SHOWN: Final = 8


def title_evidence(sides: Sides, *, placed: bool) -> Evidence:
    """Return how the titles agree.

    Args:
        sides: what is compared.
        placed: volume and first page agree, so that a misread title is forgiven.
    """
    printed, offered = sides.record.title, sides.offered.title
    agreement = _compare_title(sides, read_title(printed), read_title(offered))
    if agreement == "different" and placed and sides.share >= SHARE_CLOSE:
        return Evidence("title", "close", f"title “{offered}” offered, most words stand there")
    if agreement == "equal":
        return Evidence("title", agreement, f"title “{offered}”")
    if agreement == "incomparable":
        return Evidence("title", agreement, f"no title {'printed' if offered else 'offered'}")
    return Evidence("title", agreement, _both_titles(printed, offered))


def _compare_title(sides: Sides, parsed: Title, title: Title) -> Agreement:
    """Compare an offered title with what the parser cut out and with what stands in the print."""
    if not title.joined:
        return "incomparable"
    if sides.found is title and not parsed.joined:
        return "equal"
    readings = [reading for reading in (parsed, sides.found) if reading.joined]
    agreements = {compare_read(reading, title) for reading in readings}
    if "equal" in agreements:
        return "equal"
    differences = [_differences(sides, reading, title) for reading in readings]
    if _is_replaced(sides, readings, title) or any(all(pair) for pair in differences):
        return "different"
    if sides.share == ALL and not any(any(pair) for pair in differences):
        return "equal"
    return _nearly(sides, readings, title, close="close" in agreements)


def _is_replaced(sides: Sides, readings: Sequence[Title], title: Title) -> bool:
    """Return whether a printed title says something else by a word or a number."""
    stand_there = sides.found.kinds | {word for word in sides.printed.words if word.isalpha()}
    return any(twins(reading, title, stand_there) for reading in readings)


def _nearly(sides: Sides, readings: Sequence[Title], title: Title, *, close: bool) -> Agreement:
    """Judge a title of which not every word is printed."""
    heard = min((_heard(sides, reading, title) for reading in readings), default=sides.share)
    if close or heard >= SHARE_CLOSE:
        return "close"
    parsed = read_title(sides.record.title)
    return "different" if _other_title(sides, parsed, title) else "incomparable"


def _differences(sides: Sides, reading: Title, title: Title) -> tuple[list[str], list[str]]:
    """Return what a printed title has and an offered one lacks, and the other way round.

    Names, journal and words of other fields are none of the title; a word that the reading lacks
    may stand elsewhere in the print, a number may not.
    """
    more, missing = differing_words(reading, title)
    offered = sides.offered
    known = FURNITURE | people_words(sides.record, offered) | read_title(offered.container).kinds
    if title.words[-1].isdigit() and reading.words[-1:] != title.words[-1:]:
        # "... of calcinosis II": the numeral of a part, though "two" may stand in the title.
        missing = [*missing, title.words[-1]]
    return (
        [word for word in more if len(word) > 1 and word not in known],
        [word for word in missing if word.isdigit() or word not in sides.printed.kinds],
    )


def _heard(sides: Sides, reading: Title, title: Title) -> float:
    """Return how far the words in the print may be believed where it goes on with others."""
    if compare_read(reading, title) != "different":
        return sides.share
    if not is_longer_title(reading, sides.record, sides.offered):
        return sides.share
    cut_off = reading.joined.startswith(title.joined)
    return 0.0 if is_short(title) and not cut_off else SHARE_CLOSE


def _other_title(sides: Sides, parsed: Title, title: Title) -> bool:
    """Return whether words are left over that only another title can be."""
    if len(parsed.content) >= LONG_TITLE:
        return True
    offered = sides.offered
    people = people_words(sides.record, offered)
    explained = people | (title.kinds if sides.share > HALF else frozenset())
    journals = read_title(sides.record.container).kinds | read_title(offered.container).kinds
    return longest_unexplained(sides.printed, explained, journals) >= FEWEST_TITLE_WORDS


def _both_titles(printed: str | None, offered: str | None) -> str:
    if not printed:
        return f"title “{offered}” offered, other words printed"
    return f"title “{printed}” printed, “{offered}” offered"


def remainder(sides: Sides) -> Evidence:
    """Return whether the print holds more than people, journal and numbers of an offer."""
    journals, people = read_title(sides.offered.container).kinds, people_words(sides.offered)
    known = FURNITURE | STOP_WORDS | people
    rest = [
        word
        for word in sides.printed.words
        if len(word) > 2
        and word.isalpha()
        and word not in known
        and not any(whole.startswith(word) for whole in journals)
    ]
    letters = "".join(words(sides.offered.container or "")) + "".join(sorted(people))
    rest = [word for word in rest[:MOST_SHOWN] if not misprinted_word(word, letters)]
    if rest:
        return Evidence("remainder", "different", f"also printed: {' '.join(rest)}")
    return Evidence("remainder", "equal", "nothing else is printed")


def letters(sides: Sides) -> Iterator[Evidence]:
    """Yield Evidence that title or journal are printed to the letter, capitals and all."""
    names = (sides.offered.title, sides.offered.container)
    exact = [name for name in names if name and _to_the_letter(sides.raw, name)]
    if exact:
        agreement: Agreement = "equal" if len(exact) > 1 else "close"
        yield Evidence("letters", agreement, f"printed to the letter: {'; '.join(exact)}")


def _to_the_letter(raw: str, name: str) -> bool:
    """Return whether a name stands there as it is; many styles print every word with a capital."""
    if name in raw:
        return True
    at = raw.lower().find(name.lower())
    longer = [word for word in raw[at : at + len(name)].split() if len(word) > 3] if at >= 0 else []
    capitals = len(longer) > 1 and all(not word[0].islower() for word in longer)
    return capitals and not all(map(str.isupper, longer))

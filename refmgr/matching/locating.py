"""Where what a Record says stands in a printed reference: its title, its people, and what is left over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio

from refmgr.matching.printed import FURNITURE, Printed
from refmgr.matching.spelling import STOP_WORDS, spelled
from refmgr.matching.titles import NOTICE, Title, read_title
from refmgr.model import Person
from refmgr.names import family_key
from refmgr.text import fold

WORD: Final = re.compile(r"[a-z0-9]+")
LETTER: Final = re.compile(r"[a-z]")
LEFT_END: Final = re.compile(r"[.?!;:,\"()\[\]]")
RIGHT_END: Final = re.compile(r"[?!;,\"(\[]|\.(?!\d)")
# "Part II" behind a title belongs to it, whatever stands between.
PART_BEHIND: Final = re.compile(
    r"[\s.,:;\"(\[-]{0,4}(?:part|pt|teil|partie)\b[\s.]{0,2}(?:\d{1,2}|[ivx]{1,4})\b"
)
STOPS: Final = frozenset('.?!,;()[]"')
# A word that is not the title's costs half of what one that is brings.
FOREIGN: Final = 0.5
MISPRINT_LENGTH: Final = 5
FRONT_TOKENS: Final = 12
MOST_INITIALS: Final = 5
RUN_END: Final = re.compile(r"[.,;:?!\"()\[\]/\d]+|\b(?:and|und|et|y|e)\b|&")
LONG_WORD: Final = 4
LONG_NAME: Final = 10
NAME_RATIO: Final = 84.0
PERSON_RATIO: Final = 80.0
WORD_RATIO: Final = 75.0


@lru_cache(maxsize=64)
def _places(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in WORD.finditer(text))


def printed_title(printed: Printed, title: Title) -> Title:
    """Return the title as printed, where most words of an offered title stand together.

    It reaches as far as the print goes on without a stop: a longer title of another work is found
    whole. An empty Title where hardly a word stands there.
    """
    first, last = _densest(printed.words, title)
    if last < first:
        return Title()
    places, text = _places(printed.text), printed.text
    start, end = places[first][0], places[last][1]
    ends = [found.end() for found in LEFT_END.finditer(text, 0, start)]
    start = ends[-1] if ends else 0
    if len(ends) > 1 and NOTICE.match(text[ends[-2] : start]):
        start = ends[-2]
    if not LETTER.search(text[start : places[first][0]]):
        # "(2001) Title": the year before a title is none of its words.
        start = places[first][0]
    behind = RIGHT_END.search(text, end)
    end = behind.start() if behind else len(text)
    part = PART_BEHIND.match(text, end)
    return read_title(text[start : part.end() if part else end])


def stands_whole(text: str, title: Title) -> bool:
    """Return whether a title stands in a text word for word, between stops."""
    plain = title.folded.replace("'", "").rstrip(" .")
    at = text.find(plain)
    if at < 0 or not plain:
        return False
    before, after = text[:at].rstrip(' "'), text[at + len(plain) :].lstrip()
    begins = not before or before[-1] in STOPS or text[at - 1] in '"('
    return begins and (not after or (after[0] in STOPS and not PART_BEHIND.match(after)))


def _densest(words: Sequence[str], title: Title) -> tuple[int, int]:
    """Return first and last index of the stretch where a title's words are densest.

    A word counts once: the journal may repeat it. (0, -1) where none of them stands there.
    """
    best, best_first, best_last = 0.0, 0, -1
    total, first = 0.0, 0
    seen: dict[str, int] = {}
    for at, word in enumerate(words):
        if total <= 0:
            total, first = 0.0, at
        if word in title.kinds and seen.get(word, -1) < first:
            total += 1.0
            seen[word] = at
        elif word not in STOP_WORDS:
            total -= FOREIGN
        if total > best:
            best, best_first, best_last = total, first, at
    return best_first, best_last


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands in a printed reference.

    `named`: the family name is there. `first`: nobody stands before it. `initial`: the initial
    beside it is the person's (True), another (False), or cannot be told (None). `misprinted`: one
    letter of the name differs.
    """

    named: bool = False
    first: bool = False
    initial: bool | None = None
    misprinted: bool = False


def find_person(printed: Printed, person: Person) -> Standing:
    """Return how the name of a person stands in a printed reference."""
    key = family_key(person)
    if len(key) < 2:
        return Standing()
    given = _names(person.given)
    own = frozenset(_names(f"{person.particle or ''} {person.family or ''}"))
    tokens = printed.tokens
    if key in printed.names:
        at = tokens.index(key)
        return Standing(
            named=True,
            first=_is_first([one for one in tokens[:at] if one not in own], given),
            initial=_initial(tokens, at, given),
        )
    if len(key) > 5 and key in printed.letters:
        return Standing(named=True, first=printed.letters.find(key) <= 2 + sum(map(len, given)))
    return _misprinted(printed, person, key)


@lru_cache(maxsize=1 << 13)
def _names(text: str | None) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(text or "").replace("'", "")))


def _misprinted(printed: Printed, person: Person, key: str) -> Standing:
    """Return how a name stands in front with a letter wrong, a blank inside, or in part."""
    parts = [part for part in _names(person.family) if len(part) >= LONG_WORD]
    if len(parts) == 1 and parts[0] != key and parts[0] in printed.tokens[:FRONT_TOKENS]:
        # A source that put initials or a suffix into the family name: "BG Galef Jr".
        return Standing(named=True, misprinted=True)
    if len(key) < MISPRINT_LENGTH:
        longer = (token[:-1] for token in printed.tokens[:FRONT_TOKENS])
        return (
            Standing(named=True, misprinted=True) if len(key) > 3 and key in longer else Standing()
        )
    near = any(
        abs(len(token) - len(key)) <= 1 and OSA.distance(token, key, score_cutoff=1) <= 1
        for token in printed.tokens[:FRONT_TOKENS]
    )
    if near or partial_ratio(key, printed.letters[: 3 * len(key)]) >= PERSON_RATIO:
        return Standing(named=True, misprinted=True)
    return Standing()


def _is_first(before: Sequence[str], given: Sequence[str]) -> bool:
    """Return whether what stands before a family name can be the same person's given names."""
    words = [token for token in before if token.isalpha()]
    if len(words) > 3:
        return False
    starts = {name[0] for name in given}
    return all(len(word) <= 2 or not starts or word[0] in starts for word in words)


def _initial(tokens: Sequence[str], at: int, given: Sequence[str]) -> bool | None:
    """Return whether the initial beside a family name is the person's, None if there is none.

    It stands behind the name ("Callen JP", "Callen, Jeffrey") or before it, with others and
    particles between ("A. J. van der Berg").
    """
    if not given:
        return None
    behind = [token for token in tokens[at + 1 : at + 2] if token.isalpha()]
    before = [token for token in tokens[max(at - MOST_INITIALS, 0) : at] if token.isalpha()]
    if any(token[0] == given[0][0] for token in (*behind, *before)):
        return True
    return False if any(len(token) <= 3 for token in (*behind, *before[-1:])) else None


@lru_cache(maxsize=64)
def _runs(text: str) -> tuple[tuple[str, ...], ...]:
    runs = (
        tuple(spelled(word) for word in WORD.findall(run) if len(word) >= LONG_WORD)
        for run in RUN_END.split(text)
    )
    return tuple(run for run in runs if len(run) >= 2)


def longest_unexplained(
    printed: Printed, explained: frozenset[str], journals: frozenset[str]
) -> int:
    """Return how many long words stand one behind the other that an offered Record does not hold.

    Four and more are a title: lists of names and journals are broken by commas and initials.
    """
    best = now = 0
    for run in _runs(printed.text):
        now = 0
        for word in run:
            known = word in explained or word in FURNITURE
            now = 0 if known or any(name.startswith(word) for name in journals) else now + 1
            best = max(best, now)
    return best


def misprinted_name(printed: Printed, name: str) -> bool:
    """Return whether a long name (of a journal) stands in the print but for a few letters."""
    letters = "".join(WORD.findall(fold(name)))
    if len(letters) < LONG_NAME or len(letters) > len(printed.letters):
        return False
    return partial_ratio(letters, printed.letters, score_cutoff=NAME_RATIO) >= NAME_RATIO


def misprinted_word(word: str, letters: str) -> bool:
    """Return whether a word of four letters and more stands among letters but for a misprint."""
    if len(word) < LONG_WORD or len(word) > len(letters):
        return False
    return partial_ratio(word, letters, score_cutoff=WORD_RATIO) >= WORD_RATIO

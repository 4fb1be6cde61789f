"""When two names of containers can be one journal or congress, beyond what their words tell."""

import re
from functools import lru_cache
from typing import Final

from refmgr.journals import Agreement, compare_containers
from refmgr.text import fold, vocabulary

# Databases print several names: Aizheng [Chinese Journal of Cancer], Ai zheng = Aizheng.
OTHER_NAME: Final = re.compile(r"\s*[\[\]()=]\s*|\W+conference\s?:\s*", re.IGNORECASE)
WORD: Final = re.compile(r"[a-z]+")
STOP_WORDS: Final = vocabulary("a and de der des di do du e et for für in la le of on the und y")
# What tells that a container is a meeting; it does not tell which.
MEETING: Final = vocabulary(
    "annual colloquium conf conference congress international intl meeting national proc "
    "proceedings symposium symp workshop world"
)
OFTEN: Final = vocabulary("annual international intl national world")
REPORT: Final = vocabulary("memo memorandum rep report reports techn technical tr")
PREPRINT: Final = re.compile(r"xiv\b|\bpreprint|\bssrn\b|research square")
LEAST_WORDS: Final = 2
LONGEST_ACRONYM: Final = 9


@lru_cache(maxsize=1 << 14)
def compare_venues(a: str, b: str) -> Agreement:
    """Return how two printed containers agree; the order does not matter.

    As `compare_containers`, and "close" where one of several printed names agrees or one is an
    acronym of the other's words ("AMCIS 2017 Proceedings"); "incomparable" where one only leaves out
    how the other goes on ("American journal of physiology" and its section, which is another
    journal's name as often).
    """
    if not a or not b:
        return "incomparable"
    agreement = compare_containers(a, b)
    if agreement != "different":
        return agreement
    ours, theirs = _names(a), _names(b)
    if len(ours) + len(theirs) > 2 and any(
        compare_containers(one, two) in {"equal", "close"} for one in ours for two in theirs
    ):
        return "close"
    first, second = _words(a), _words(b)
    if _abbreviates(first, second) or _abbreviates(second, first):
        return "close"
    return "incomparable" if _goes_on(first, second) else "different"


@lru_cache(maxsize=1 << 13)
def venue_kind(container: str) -> str:
    """Return "meeting" for a congress or its proceedings, "report" for a series of reports, else ""."""
    words = set(_words(container))
    if words & REPORT:
        return "report"
    return "meeting" if words & (MEETING - OFTEN) else ""


def is_preprint(container: str) -> bool:
    """Return whether a container is a preprint server."""
    return bool(PREPRINT.search(container.lower()))


def _names(container: str) -> list[str]:
    return [name for name in OTHER_NAME.split(container) if len(name) > 2]


@lru_cache(maxsize=1 << 13)
def _words(container: str) -> tuple[str, ...]:
    return tuple(word for word in WORD.findall(fold(container)) if word not in STOP_WORDS)


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether `short` is an acronym made of beginnings of the words of `long`, in order."""
    names = [word for word in short if word not in MEETING]
    if len(names) != 1 or not 3 <= len(names[0]) <= LONGEST_ACRONYM or len(long) < 3:
        return False
    return _spells(names[0], long)


def _spells(acronym: str, words: tuple[str, ...]) -> bool:
    if not acronym:
        return True
    for at, word in enumerate(words):
        for taken in (1, 2):
            if acronym[:taken] == word[:taken] and _spells(acronym[taken:], words[at + 1 :]):
                return True
        if word not in MEETING:  # only these may be left out of an acronym
            return False
    return False


def _goes_on(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the words of one, or their abbreviations, begin the other."""
    return min(len(a), len(b)) >= LEAST_WORDS and all(
        one.startswith(two) or two.startswith(one) for one, two in zip(a, b, strict=False)
    )

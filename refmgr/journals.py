"""When two printed names of a journal mean the same journal."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.fuzz import ratio

from refmgr.text import fold, vocabulary, without_markup

Agreement = Literal["equal", "close", "different", "incomparable"]

STOP_WORDS: Final = vocabulary(
    "a an and da das de del dell der des die do du e el et for fur in la las le les los of on "
    "sect section the to und y zu"
)
# Words that name an edition, section or place of one journal, not another journal:
# "J Hand Surg Br", "Acta Derm Venereol Suppl (Stockh)", "Proc Natl Acad Sci U S A".
EDITION_WORDS: Final = vocabulary(
    "a am american b br british c d e ed edition electronic eng engl england eur european london "
    "n new official part print s ser series sect section stockh suppl supplement supplements supplementum u "
    "uk us usa vol volume york"
)
# A subtitle with one of these describes the journal ("JAMA: the journal of …"); without it
# names another one ("Circulation: Heart Failure").
DESCRIPTIVE: Final = vocabulary(
    "association bulletin edition jornal journal magazine official organ revista revue society "
    "volume zeitschrift"
)
WORD: Final = re.compile(r"[a-z0-9]+")
BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
SUBTITLE: Final = re.compile(r"\s*[:=;/]\s+|\s+[-=]\s+|:")
# Databases add the congress whose abstracts a supplement holds.
CONGRESS: Final = re.compile(r"(?<=\w)[.,;]?\s*\bconference ?:.*$")
APOSTROPHE: Final = re.compile(r"(?<=[a-z])'(?=[a-z])")
# What may stand between the name of a journal and its numbers.
NUMBER_WORDS: Final = vocabulary(
    "vol volume no pp p bd band jan feb mar apr may jun jul aug sep sept oct nov dec january february "
    "march april june july august september october november december spring summer autumn fall "
    "winter print online internet doi pmid"
)
NUMBERS_BEHIND: Final = re.compile(r"[\s.,;:(]{1,4}(?:vol(?:ume)?\b[\s.]{0,2})?\d")
LONGEST_CONTRACTION: Final = 5
LONGEST_ACRONYM: Final = 6
TYPO_RATIO: Final = 88
LONG_NAME: Final = 10
LONGEST_PRINT: Final = 1000


def compare_containers(a: str | None, b: str | None) -> Agreement:
    """Return how far two printed journal (or book, or proceedings) names agree.

    Args:
        a: a name as printed, in full or abbreviated.
        b: the other; the order does not matter.

    Returns:
        "equal": the same words, articles and case apart. "close": the words of one abbreviate
        those of the other in order, an acronym, an edition or place more or less, a misprint.
        "incomparable": one of them is missing.
    """
    first, second = _forms(a or ""), _forms(b or "")
    if not first[0] or not second[0]:
        return "incomparable"
    if first[0] == second[0]:
        return "equal"
    pairs = [(first[0], second[0])]
    # A subtitle counts only where one side prints none: British and American Volume differ.
    if first[1] and not second[1]:
        pairs.append((first[1], second[0]))
    if second[1] and not first[1]:
        pairs.append((first[0], second[1]))
    return "close" if any(_close(*pair) for pair in pairs) else "different"


def compare_with_names(
    printed: str | None, container: str | None, names: Sequence[str]
) -> Agreement:
    """Return how far a printed name agrees with any of the names of one container.

    Args:
        printed: the name as printed ("ApJ").
        container: the name that a source gives it first ("The Astrophysical Journal").
        names: what the same answer calls it, too, as no rule can know ("Astrophys. J.", "ApJ").

    Returns:
        As `compare_containers`; agreement with a further name is "close" at most.
    """
    agreement = compare_containers(printed, container)
    if agreement != "different":
        return agreement
    known = any(compare_containers(printed, name) in {"equal", "close"} for name in names)
    return "close" if known else agreement


def container_stands_in(container: str | None, text: str) -> bool:
    """Return whether a journal stands in a printed reference, in full, abbreviated or as acronym.

    Args:
        container: the name to look for ("Journal of Hand Surgery").
        text: the reference as printed ("... lupus. J Hand Surg Br. 1994;19:638-41").

    Returns:
        True where the words of the name stand there one behind the other. A name of one word
        ("Cancer") must stand before a number, as other words of titles do not.
    """
    if _stands_whole(container or "", text):
        return True
    printed = _printed_words(text)
    return any(_stands(wanted, printed) for wanted in _forms(container or "") if wanted)


def _stands_whole(container: str, text: str) -> bool:
    """Return, cheaply, whether a name stands in a folded text as it is, its numbers behind it."""
    plain = _folded(container)
    at = text.find(plain) if plain else -1
    if at < 0 or text[at - 1 : at].isalnum():
        return False
    return NUMBERS_BEHIND.match(text, at + len(plain)) is not None


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return fold(name[:LONGEST_PRINT]).replace("'", "")


def _stands(wanted: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    while len(wanted) > 1 and wanted[-1] in EDITION_WORDS:
        wanted = wanted[:-1]
    if len(wanted) == 1:
        return _word_stands(wanted[0], printed)
    initials = "".join(word[0] for word in wanted)
    if any(len(word) > 2 and initials.startswith(word) for word in printed):
        return True
    if _stands_glued("".join(wanted), printed):
        return True
    length = len(wanted)
    return any(
        printed[at][0] == wanted[0][0]
        and _begins(printed[at : at + length], wanted)
        and _ends(printed[at + length : at + length + 1])
        for at in range(len(printed) - length + 1)
    )


def _stands_glued(joined: str, printed: tuple[str, ...]) -> bool:
    """Return whether a long name stands there without its blanks, or broken by others."""
    end = "".join(printed).find(joined) + len(joined) if len(joined) >= LONG_NAME else 0
    if end < len(joined):
        return False
    length = 0
    for at, word in enumerate(printed):
        length += len(word)
        if length >= end:
            return length == end and _ends(printed[at + 1 : at + 2])
    return False


def _ends(following: tuple[str, ...]) -> bool:
    """Return whether a name ends there: "J Vis" does not in "J Vis Exp. 2012"."""
    return all(
        word[0].isdigit() or word in EDITION_WORDS or word in NUMBER_WORDS for word in following
    )


def _word_stands(wanted: str, printed: tuple[str, ...]) -> bool:
    """Return whether a name of one word stands before a number, or as what its letters stand for."""
    pairs = zip(printed, (*printed[1:], "0"), strict=False)
    if any(
        word == wanted and (after[0].isdigit() or after in NUMBER_WORDS) for word, after in pairs
    ):
        return True
    spelled = len(wanted) if 3 <= len(wanted) <= LONGEST_ACRONYM else 0
    return bool(spelled) and any(
        printed[at][0] == wanted[0]
        and "".join(word[0] for word in printed[at : at + spelled]) == wanted
        and all(len(word) > 2 for word in printed[at : at + spelled])
        for at in range(len(printed) - spelled + 1)
    )


@lru_cache(maxsize=64)
def _printed_words(text: str) -> tuple[str, ...]:
    return tuple(word for word in WORD.findall(fold(text)) if word not in STOP_WORDS)


def _begins(printed: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    # Initials of authors would pass for abbreviations, were there no longer word among them.
    pairs = list(zip(wanted, printed, strict=False))
    return all(_same_word(*pair) for pair in pairs) and any(len(word) > 2 for _, word in pairs)


@lru_cache(maxsize=8192)
def _forms(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name that count, and those before its subtitle (or none)."""
    folded = fold(without_markup(name[:LONGEST_PRINT]))
    bare = CONGRESS.sub("", BRACKETS.sub(" ", folded))
    whole = _content(bare) or _content(folded)
    head, *rest = SUBTITLE.split(bare, maxsplit=1)
    subtitle = _content(rest[0]) if rest else ()
    describes = len(subtitle) == 1 or not DESCRIPTIVE.isdisjoint(subtitle)
    return whole, _content(head) if describes else ()


def _content(folded: str) -> tuple[str, ...]:
    found = tuple(WORD.findall(APOSTROPHE.sub("", folded)))
    # A volume left behind the name ("Bone 12") is no part of it; a year is.
    while len(found) > 1 and found[-1].isdigit() and len(found[-1]) < 4:
        found = found[:-1]
    return tuple(word for word in found if word not in STOP_WORDS) or found


def _close(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return _same_start(a, b) or _acronym(a, b) or _acronym(b, a) or "".join(a) == "".join(b)


def _same_start(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the words agree in order and only edition words are left over."""
    shared = min(len(a), len(b))
    if not all(map(_same_word, a, b)):
        return False
    rest = a[shared:] + b[shared:]
    return all(word in EDITION_WORDS for word in rest)


def _same_word(a: str, b: str) -> bool:
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if short == "j":
        return long in {"j", "jnl"} or long.startswith("jo")
    if long.startswith(short):
        return True
    if short[0] != long[0]:
        return False
    return _contracted(short, long) or (len(short) > 5 and ratio(short, long) >= TYPO_RATIO)


def _contracted(short: str, long: str) -> bool:
    """Return whether letters were left out inside: "natl" for "national", "jpn" for "japanese"."""
    if not 3 <= len(short) <= LONGEST_CONTRACTION:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _acronym(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether `a` is one word made of the initials of `b` ("BMJ", "JAMA", "PNAS")."""
    if len(a) != 1 or len(a[0]) < 3 or len(b) < len(a[0]):
        return False
    initials = "".join(word[0] for word in b)
    return initials.startswith(a[0]) and all(word in EDITION_WORDS for word in b[len(a[0]) :])

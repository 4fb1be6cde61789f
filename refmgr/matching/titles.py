"""How titles agree: spelling apart, without a subtitle, twins in one word, parts, notices."""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from refmgr.matching.spelling import NUMERALS, STOP_WORDS, spelled
from refmgr.text import fold, vocabulary, without_markup

Agreement = Literal["equal", "close", "different", "incomparable"]

WORD: Final = re.compile(r"[a-z0-9]+")
# Words that tell one of two otherwise equal titles from the other.
TWIN_WORDS: Final = vocabulary(
    "abnormal absence acute adolescent adult after animal atypical before benign boi cat child "
    "childhood children chronic control dog elderli failure female girl high human hyper hypo "
    "increased infant juvenile left long low macro male malignant man men micro mice monkei mouse "
    "neonatal neonate no non normal not older pediatric pig posterior anterior post pre pregnant "
    "presence protocol pup rabbit rat right sheep short success vitro vivo with without woman "
    "women young decreased"
)
# Titles made of these alone stand on many works: editorials, columns, annual messages.
GENERIC_WORDS: Final = vocabulary(
    "abstract announcement annual answer author book calendar case chair clinical column comment "
    "commentari content correspondence discussion editor editorial erratum foreword guest image "
    "index influential international introduction issue letter literature message meeting month "
    "new note obituari page paper picture preface president problem program progress publication "
    "quiz record repli report response review reviewer secretari section selected session "
    "society solving special summari supplement thi treasurer update week year"
)
# Spreadsheets and exports leave these where a title was lost ("#NAME?").
PLACEHOLDERS: Final = vocabulary("name na none null untitled notitle value notitleavailable")
# Behind a title: what databases add.
LANGUAGE: Final = (
    r"(?:arabic|chinese|croatian|czech|danish|dutch|english|french|german|greek|hebrew|hungarian"
    r"|italian|japanese|korean|norwegian|persian|polish|portuguese|romanian|russian|serbian|slovak"
    r"|spanish|swedish|turkish|ukrainian)"
)
ADDED: Final = re.compile(
    rf"[\s.]*(?:[\[(](?:(?:article )?in {LANGUAGE}|{LANGUAGE}|author'?s? transl\.?|review|letter"
    r"|abstract|editorial|see comments?|clinical trial|meeting ?abstract|\d+ ref(?:erence)?s?"
    r"|(?:erratum|comment|retraction|correction|update|republished)[^\[\]]{0,20} in\b[^\[\]]{0,200})"
    rf"[\])]|[.?]\s{LANGUAGE}\W*$)[\s.]*"
)
LANGUAGE_END: Final = re.compile(rf"[.?]\s{LANGUAGE}\W*$")
ORIGINAL: Final = re.compile(r"\s*<original>.*$")
# In front of the title of the article itself, not of a notice about it.
STATUS: Final = re.compile(
    r"^\W*(?:retracted(?: article)?|withdrawn|removed|case report)\s*[:.\-\]]+\s*(?=\w)"
)
BY: Final = r"(?:(?:the |publisher'?s? |authors?'?s? )*)"
NOTICE: Final = re.compile(
    rf"^\W*{BY}(?:errat(?:um|a)|corrigend(?:um|a)|(?:corrections?|addendum)(?=\W*$| ?[:.(]| to\b)"
    r"|retraction(?=\W*$| ?[:.(]| (?:note|notice|of ?:|to)\b)|expression of concern"
    r"|notice of (?:retraction|correction|redundant)"
    r"|(?:repl(?:y|ies)|responses?)(?=\W*$| ?[:.(]| to (?:the )?(?:letter|comment|editor|drs?)\b)"
    r"|in (?:reply|response)\b|comment(?:ary)?s?(?=\W*$| ?[:.(]| on\b)|re ?:"
    r"|letter to the editor|discussion(?=\W*$| ?[:.(])|invited (?:commentary|comment|discussion))"
)
NOTICE_BEHIND: Final = re.compile(
    rf"[:.\-(\[]\s*{BY}(?:reply|response|erratum|corrigendum|correction|retraction"
    r"|comment(?:ary)?|addendum)[\])]?\W*$"
    r"|\(vol\.? \d+[a-z]?,? p(?:g|ages?)?\.? [a-z]?\d+[^)]{0,20}\)\W*$"
    # "… (Rheumatology Letters (2010) 12 (345-350))": the article that is put right.
    r"|\([^()]{3,150}\(\d{4}\) \d+ ?[:(,]"
)

NUMERAL: Final = (
    r"(\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|[a-d])\b(?![.,]\d)"
)
PART: Final = re.compile(
    r"\b(?:part|pt|teil|partie|parte|report|paper|communication|chapter|lecture|installment|update"
    rf"|supplement|phase|study|series|edition|no|number)\b[\s.#:]{{0,3}}(?:no\b\.?\s?)?{NUMERAL}"
    r"|\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|[ivx]{1,5})\s(?:part|report|paper"
    r"|communication|edition|update|series|installment|interim)\b"
    # A numeral alone between stops or at the end: "Iron stores. II. Ferritin", "Staging (III)".
    # A numeral in brackets inside a title may be an oxidation state: "cobalt(III) ion".
    r"|(?:[.:;]\s?|\s-\s)([ivx]{1,5}|\d)(?=[.:]|\s?$)|\s\(([ivx]{1,5}|\d)\)(?=[.:]|\s?$)"
)

SEPARATOR: Final = re.compile(r"\s*[:;?!\[(]\s*|[.]\s+|\s-+\s")
CLOSE_RATIO: Final = 88.0
FAR_RATIO: Final = 60.0
TWIN_RATIO: Final = 75.0
MISPRINT_RATIO: Final = 85.0
SPELLING_RATIO: Final = 97.0
# "micro" and "macro", "hypo" and "hyper", "intra" and "inter", "pre", "pro", "per".
OPPOSITES: Final = ("m", "hyp", "int", "p")
SHORT_TITLE: Final = 3
MOST_CUTS: Final = 12
# Longer texts are abstracts gone astray; patterns that look around would crawl through them.
LONGEST_TITLE: Final = 2000
LONG_TITLE: Final = 6


@dataclass(frozen=True, slots=True)
class Title:
    """A title prepared for comparing: its words in one spelling, and what it says of itself.

    `joined` are the words without blanks, "" where there is no title. `content` leaves out articles
    and prepositions, `kinds` are the different ones of `content`. What few comparisons need is
    found when it is asked for.
    """

    folded: str = ""
    joined: str = ""
    words: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()

    @property
    def heads(self) -> frozenset[str]:
        """What stands before a colon, stop or bracket, joined."""
        return _parts(self.folded)[0] - {"", self.joined}

    @property
    def tails(self) -> frozenset[str]:
        """What stands behind a colon, stop or bracket, joined."""
        return _parts(self.folded)[1] - {"", self.joined}

    @property
    def part(self) -> str | None:
        """The number of the part, report, phase or edition it names."""
        return _part(self.folded)

    @property
    def notice(self) -> bool:
        """Whether it is that of an erratum, a retraction, a reply or a comment."""
        return _is_notice(self.folded)

    @property
    def generic(self) -> bool:
        """Whether it may stand on many works, such as "Editorial"."""
        return bool(self.joined) and all(
            word in GENERIC_WORDS or word.isdigit() for word in self.content
        )


def is_short(title: Title) -> bool:
    """Return whether a title has too few words to identify a work ("Dermatomyositis")."""
    return len(title.content) < SHORT_TITLE


@lru_cache(maxsize=1 << 14)
def read_title(title: str | None) -> Title:
    """Return a title prepared for comparing (an empty one for a missing or lost title)."""
    if not title:
        return Title()
    folded = fold(title[:LONGEST_TITLE])
    if "<" in folded or "&" in folded:
        folded = without_markup(ORIGINAL.sub("", folded))
    folded = STATUS.sub("", folded)
    if "(" in folded or "[" in folded or LANGUAGE_END.search(folded):
        folded = ADDED.sub("", folded)
    words = _words(folded)
    joined = "".join(words)
    if not joined or joined in PLACEHOLDERS:
        return Title()
    content = tuple(word for word in words if word not in STOP_WORDS) or words
    return Title(folded, joined, words, content, frozenset(content))


@lru_cache(maxsize=1 << 12)
def _parts(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    cuts = list(SEPARATOR.finditer(folded))[:MOST_CUTS]
    heads = frozenset(_joined(folded[: cut.start()]) for cut in cuts)
    return heads, frozenset(_joined(folded[cut.end() :]) for cut in cuts)


@lru_cache(maxsize=1 << 12)
def _is_notice(folded: str) -> bool:
    return bool(NOTICE.search(folded) or NOTICE_BEHIND.search(folded))


def _words(folded: str) -> tuple[str, ...]:
    return tuple(map(spelled, WORD.findall(folded.replace("'", ""))))


def _joined(folded: str) -> str:
    return "".join(_words(folded))


@lru_cache(maxsize=1 << 12)
def _part(folded: str) -> str | None:
    found = PART.search(folded)
    if found is None:
        return None
    number = next(group for group in found.groups() if group)
    return NUMERALS.get(number, number)


def differing_words(a: Title, b: Title) -> tuple[list[str], list[str]]:
    """Return the words that only `a` and only `b` has.

    Articles and prepositions, plurals, British spelling, word breaks and misprints of one letter
    are no differences. Words come back in the spelling they are compared in.
    """
    only_a = [word for word in a.content if word not in b.kinds]
    only_b = [word for word in b.content if word not in a.kinds]
    if not only_a or not only_b:
        return _unless_joined(only_a, b), _unless_joined(only_b, a)
    if "".join(only_a) == "".join(only_b):
        return [], []
    for word in tuple(only_a):
        twin = next((other for other in only_b if _same_word(word, other)), None)
        if twin is not None:
            only_a.remove(word)
            only_b.remove(twin)
    return _unless_joined(only_a, b), _unless_joined(only_b, a)


def _unless_joined(only: list[str], other: Title) -> list[str]:
    """Return the words that the other title does not even hold across a word break."""
    return [word for word in only if len(word) < 6 or word not in other.joined]


def _same_word(a: str, b: str) -> bool:
    """Return whether two words differ by a misprint of one letter or by an ending.

    The beginning must agree: it tells "micro" from "macro", "typical" from "atypical".
    """
    if min(len(a), len(b)) < 5 or a[:5] != b[:5]:
        return False
    if not (a.isalpha() and b.isalpha()):
        return False
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return OSA.distance(a, b) <= 1 or (long.startswith(short) and len(long) - len(short) <= 3)


def compare_read(a: Title, b: Title) -> Agreement:
    """Return how far two titles agree; the order does not matter.

    "equal": the same words but for spelling. "close": one leaves out what follows a stop or
    colon, the words stand in another order, or one has a word more that distinguishes nothing.
    "different": other words, another part, a notice and its article.
    """
    if not a.joined or not b.joined:
        return "incomparable"
    if a.joined == b.joined and a.notice == b.notice:
        return "equal"
    if a.notice != b.notice or parts_differ(a, b) or _far(a, b):
        return "different"
    only_a, only_b = differing_words(a, b)
    if only_a and only_b:
        misspelt = _misspelt(only_a, only_b) and ratio(a.joined, b.joined) >= SPELLING_RATIO
        return "close" if misspelt else "different"
    if not only_a and not only_b:
        return "equal" if ratio(a.joined, b.joined) >= CLOSE_RATIO else "close"
    long, short = (a, b) if only_a else (b, a)
    return "close" if _shortened(long, short, only_a or only_b) else "different"


def _far(a: Title, b: Title) -> bool:
    """Return, cheaply, whether two titles cannot be close."""
    if ratio(a.joined, b.joined) >= FAR_RATIO:
        return False
    long, short = (a, b) if len(a.joined) > len(b.joined) else (b, a)
    return short.joined not in long.joined


def parts_differ(a: Title, b: Title) -> bool:
    """Return whether both titles name a part, and not the same."""
    return a.part is not None and b.part is not None and a.part != b.part


def _misspelt(only_a: list[str], only_b: list[str]) -> bool:
    """Return whether the words that differ are long ones with one letter wrong, pair by pair."""
    if len(only_a) != len(only_b):
        return False
    return all(
        min(len(a), len(b)) >= 6
        and a[0] == b[0]
        and a.isalpha()
        and b.isalpha()
        and OSA.distance(a, b) <= 1
        and not _opposite(a, b)
        for a, b in zip(only_a, only_b, strict=True)
    )


def _opposite(a: str, b: str) -> bool:
    """Return whether two words begin with prefixes that one letter tells apart."""
    return any(a.startswith(pair) and b.startswith(pair) and a[:5] != b[:5] for pair in OPPOSITES)


def _shortened(long: Title, short: Title, more: list[str]) -> bool:
    """Return whether `short` is `long` without a subtitle or without a word that tells nothing."""
    if short.joined in long.heads:
        return len(short.content) >= SHORT_TITLE or len(short.joined) >= 12
    if is_short(short):
        return False
    translated = len(short.content) >= LONG_TITLE and len(more) >= LONG_TITLE
    if short.joined in long.tails or (translated and long.joined.startswith(short.joined)):
        return True
    return not _distinguishing(more) and ratio(long.joined, short.joined) >= CLOSE_RATIO


def _distinguishing(only: list[str]) -> bool:
    return any(word in TWIN_WORDS or word.isdigit() for word in only)


def twins(printed: Title, offered: Title, stand_there: Container[str]) -> bool:
    """Return whether two titles are alike, yet say something else: "men" for "women", "Part I".

    Args:
        printed: the title as the parser cut it out, perhaps too short or too long.
        offered: the title of the candidate.
        stand_there: the words and numbers of the whole printed reference; what the parser left
            out of the title is no difference.
    """
    if not printed.joined or not offered.joined:
        return False
    if ratio(printed.joined, offered.joined) < TWIN_RATIO:
        return False
    if parts_differ(printed, offered):
        return True
    more, missing = differing_words(printed, offered)
    numbers = any(map(str.isdigit, more)) and any(map(str.isdigit, missing))
    absent = [word for word in missing if word not in stand_there]
    return (
        numbers or _distinguishing(absent) or (len(more) <= 2 and not TWIN_WORDS.isdisjoint(more))
    )


def misprinted(a: Title, b: Title) -> bool:
    """Return whether titles called different are alike but for print: no twins, parts, numbers."""
    if a.notice != b.notice or a.part != b.part or not a.joined or not b.joined:
        return False
    only_a, only_b = differing_words(a, b)
    return not _distinguishing(only_a + only_b) and ratio(a.joined, b.joined) >= MISPRINT_RATIO

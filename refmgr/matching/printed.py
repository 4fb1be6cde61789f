"""The printed reference as second witness: which words and numbers of a Record stand in it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rapidfuzz.fuzz import partial_ratio

from refmgr.identifiers import find_identifiers
from refmgr.matching.titles import Title, read_title, spelled
from refmgr.model import Person, Record
from refmgr.names import family_key
from refmgr.text import fold, mend, vocabulary, without_markup, words

LABEL: Final = re.compile(r"^\s*(?:[•*·]\s*)?[\[(]?\d{1,4}[\])]?[.)]?\s*(?=[^\d\s])")
LINK_WORDS: Final = re.compile(
    r"\[(?:doi|pubmed|pmc free article|google scholar|crossref|medline)\]|\bgoogle scholar\b"
)
WORD: Final = re.compile(r"[a-z0-9]+")
DIGITS: Final = re.compile(r"\d+")
YEAR: Final = re.compile(r"(?<!\d)(?:1[89]\d\d|20\d\d)(?!\d)")
NOTICE: Final = re.compile(
    r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|retraction|reply|response|comment(?:ary|s)?"
    r"|letter|discussion|re:|expression of concern|addendum)"
)
SUPPLEMENT: Final = re.compile(
    r"\bsuppl|[\[(]abstr|\babstract ?(?:no|\d)|\bpp?\.? ?s\d|[ :;]s\d{1,4}\b"
)
PREPRINT: Final = re.compile(
    r"\bpreprint|\b[a-z]{0,5}r?xiv\b|\bssrn\b|research ?square|preprints\.org"
    r"|\bf1000"
)
SIGNS: Final = {"notice": NOTICE, "supplement": SUPPLEMENT, "preprint": PREPRINT}
# Words of a reference that belong to no title.
FURNITURE: Final = vocabulary(
    "abstract accessed apr april aug august available author authors cited dec december discussion "
    "doi edition editor editors epub feb february from http https issue jan january jul july jun "
    "june letter mar march nov november oct october online org page pages part pmid press print "
    "publisher pubmed quiz reply retrieved sep sept september suppl supplement supplementum "
    "university vol volume www"
)
MOST_STRAY_WORDS: Final = 4
LONGEST_REFERENCE: Final = 20_000
PARTIAL_RATIO: Final = 88.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed reference prepared: its words as titles spell them, and how often a number stands.

    Identifiers, addresses, the list number and link words are left out. `joined` are the words
    without blanks, `letters` the same as printed. `signs` says whether it speaks of a "notice"
    (erratum, reply), a "supplement" (or abstract) or a "preprint".
    """

    text: str
    words: tuple[str, ...]
    kinds: frozenset[str]
    joined: str
    letters: str
    numbers: Mapping[str, int]
    years: tuple[int, ...]
    signs: frozenset[str]


@lru_cache(maxsize=64)
def read_printed(raw: str) -> Printed:
    """Return a printed reference prepared for looking up words and numbers."""
    text = mend(without_markup(raw[:LONGEST_REFERENCE]))
    for item in reversed(find_identifiers(text)):
        text = f"{text[: item.start]} {text[item.end :]}"
    text = LINK_WORDS.sub(" ", fold(LABEL.sub("", text)))
    tokens = WORD.findall(text)
    spelt = tuple(map(spelled, tokens))
    numbers = Counter(number.lstrip("0") or "0" for number in DIGITS.findall(text))
    return Printed(
        text=text,
        words=spelt,
        kinds=frozenset(spelt) | frozenset(numbers),
        joined="".join(spelt),
        letters="".join(tokens),
        numbers=MappingProxyType(numbers),
        years=tuple(sorted({int(year) for year in YEAR.findall(text)})),
        signs=frozenset(sign for sign, pattern in SIGNS.items() if pattern.search(text)),
    )


def title_share(printed: Printed, title: Title) -> float:
    """Return how much of a title stands in the printed reference, 0 to 1.

    The share of its words that do; where print broke words, how well the whole fits in one place.
    A title of one or two words must stand there as it is.
    """
    if not title.joined:
        return 0.0
    telling = [word for word in title.content if len(word) > 2] or list(title.content)
    if len(telling) < 3:
        return float(title.joined in printed.joined)
    share = sum(_stands(printed, word) for word in telling) / len(telling)
    if 0.4 <= share < 0.85 and partial_ratio(title.joined, printed.joined) > PARTIAL_RATIO:
        return 0.9
    return share


def _stands(printed: Printed, word: str) -> bool:
    return word in printed.kinds or (len(word) > 6 and word in printed.joined)


def has_family(printed: Printed, person: Person) -> bool:
    """Return whether the family name of a person (or a corporate author) stands there."""
    key = family_key(person)
    if len(key) < 2:
        return False
    return spelled(key) in printed.kinds or (len(key) > 5 and key in printed.letters)


def has_other_title(printed: Printed, record: Record, offered: Record) -> bool:
    """Return whether words are left over that only a title can be, people and journal taken out.

    "J. Roe, Evolution 12, 34 (1977)" prints no title: nothing is left.
    """
    return _stray_words(printed.kinds, record, offered) > MOST_STRAY_WORDS


def is_longer_title(title: Title, record: Record, offered: Record) -> bool:
    """Return whether the printed title has words that are no part of the offered Record at all.

    A title the parser cut too long goes on with people, journal or numbers; a longer title of
    another work goes on with words of its own.
    """
    more = title.kinds - read_title(offered.title).kinds
    return _stray_words(more, replace(record, container=None), offered) >= 2


def _stray_words(kinds: frozenset[str], record: Record, offered: Record) -> int:
    journals = read_title(record.container).kinds | read_title(offered.container).kinds
    everybody = (*record.authors, *offered.authors)
    people = {spelled(family_key(person)) for person in everybody}
    people.update(*(words(person.given) for person in everybody if person.given))
    taken = FURNITURE | journals | people
    stray = (word for word in kinds - taken if len(word) > 3 and word.isalpha())
    # "dermatol" stands for a word of "Archives of Dermatology".
    return sum(not any(whole.startswith(word) for whole in journals) for word in stray)

"""The printed reference as second witness: which words and numbers of a Record stand in it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz.fuzz import partial_ratio

from refmgr.identifiers import find_identifiers
from refmgr.matching.spelling import spelled
from refmgr.matching.titles import Title, read_title
from refmgr.model import Person, Record
from refmgr.names import family_key
from refmgr.text import fold, mend, vocabulary, without_markup, words

# A year in front is no list number: "(2013). Mental health ...".
LABEL: Final = re.compile(
    r"^\s*(?:[•*·]\s*)?[\[(]?(?!(?:1[5-9]|20)\d\d\b)\d{1,4}[\])]?[.)]?\s*(?=[^\d\s])"
)
LINK_WORDS: Final = re.compile(
    r"\[(?:doi|pubmed|pmc free article|google scholar|crossref|medline)\]|\bgoogle scholar\b"
)
WORD: Final = re.compile(r"[a-z0-9]+")
DIGITS: Final = re.compile(r"\d+")
ISSUE: Final = re.compile(
    r"\d\s?\(\s?(?:no\.?|n\.?|nr\.?|pt\.?|issue)?\s?0*(?!(?:1[5-9]|20)\d\d\b)(\d{1,4})"
    r"(?:\s?[-/,&]\s?\d{1,4})*\s?\)"
)
RANGE: Final = re.compile(r"0*(\d{1,9})[a-z]?\s?-+\s?([a-z]{0,3}0*(\d{1,9}))")
YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
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
# What a text must hold for a pattern to be worth trying.
SIGNS: Final[Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]] = {
    "notice": (("",), NOTICE),
    "supplement": (("suppl", "abstr", "s"), SUPPLEMENT),
    "preprint": (("preprint", "xiv", "ssrn", "square", "f1000"), PREPRINT),
}
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


class Printed:
    """A printed reference prepared for looking up what a Record says.

    Identifiers, addresses, the list number and link words are left out. What few comparisons need
    is found when it is asked for.

    Args:
        text: what is left, folded, without apostrophes.
    """

    def __init__(self, text: str) -> None:
        self.text: Final = text

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its runs of letters and digits, in order."""
        return tuple(WORD.findall(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The different tokens."""
        return frozenset(self.tokens)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens as titles spell them."""
        return tuple(map(spelled, self.tokens))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The different words and numbers."""
        return frozenset(self.words).union(self.numbers)

    @cached_property
    def joined(self) -> str:
        """The words without blanks, which finds those that print broke or glued."""
        return "".join(self.words)

    @cached_property
    def letters(self) -> str:
        """The tokens without blanks."""
        return "".join(self.tokens)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Its numbers in the order of print, without leading zeros."""
        return tuple(number.lstrip("0") or "0" for number in DIGITS.findall(self.text))

    @cached_property
    def issues(self) -> frozenset[str]:
        """The numbers that stand in brackets behind another."""
        return frozenset(ISSUE.findall(self.text)) if "(" in self.text else frozenset()

    @cached_property
    def ranges(self) -> Mapping[str, str]:
        """The numbers with a dash between, as printed, by the first of them."""
        found = RANGE.findall(self.text) if "-" in self.text else []
        return {first: f"{first}-{end}" for first, end, _ in found}

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The last numbers of ranges."""
        return tuple(last for _, _, last in RANGE.findall(self.text)) if "-" in self.text else ()

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The numbers that may be years, in ascending order."""
        return tuple(sorted({int(year) for year in YEAR.findall(self.text)}))


@lru_cache(maxsize=64)
def read_printed(raw: str) -> Printed:
    """Return a printed reference prepared for looking up words and numbers."""
    text = raw[:LONGEST_REFERENCE]
    for item in reversed(find_identifiers(text)):
        text = f"{text[: item.start]} {text[item.end :]}"
    text = without_markup(text)
    text = LABEL.sub("", mend(text) if "\n" in text else text, count=1)
    text = fold(text).replace("'", "")
    if "[" in text or "google" in text:
        text = LINK_WORDS.sub(" ", text)
    return Printed(text)


@lru_cache(maxsize=256)
def speaks_of(text: str, sign: str) -> bool:
    """Return whether a reference speaks of a "notice", a "supplement" or a "preprint".

    A notice is an erratum, a reply or a comment; a supplement holds abstracts.
    """
    telling, pattern = SIGNS[sign]
    return any(part in text for part in telling) and pattern.search(text) is not None


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
    """Return how many words belong neither to people nor journal, nor to what references print."""
    journals = read_title(record.container).kinds | read_title(offered.container).kinds
    everybody = (*record.authors, *offered.authors)
    people = {spelled(family_key(person)) for person in everybody}
    people.update(*(words(person.given) for person in everybody if person.given))
    taken = FURNITURE | journals | people
    stray = (word for word in kinds - taken if len(word) > 3 and word.isalpha())
    # "dermatol" stands for a word of "Archives of Dermatology".
    return sum(not any(whole.startswith(word) for whole in journals) for word in stray)

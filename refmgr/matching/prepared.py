"""A Record prepared for comparing: each field once in the form it is compared in."""

import re
from typing import Final, NamedTuple

from refmgr.matching.people import People, first_name
from refmgr.matching.spelling import STOP_WORDS, spelled
from refmgr.matching.titles import PLACEHOLDERS
from refmgr.model import Record
from refmgr.text import fold, without_markup

LONGEST_TITLE: Final = 2000
# Letters and digits stay, the apostrophe goes, all else parts words.
SIGNS: Final = {at: chr(at) if chr(at).isalnum() else " " for at in range(128)} | {39: None}
# What databases add behind a title, cut off or with brackets of its own inside.
NOTED: Final = re.compile(
    r"[.\s]*[\[(](?:erratum|comment|retraction|correction|update|republished)[^\[\]]{0,20} in\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# A year that was left at the start of the title: "(1983) Learning by experimentation".
DATED: Final = re.compile(r"\W*\(((?:1[89]|20)\d\d)[a-z]?\)\W*(?=\w)")
LANGUAGE_BEHIND: Final = re.compile(
    r"[.?]\s*\[?(?:chinese|czech|danish|dutch|english|finnish|french|german|hebrew|hungarian|italian"
    r"|japanese|korean|norwegian|persian|polish|portuguese|russian|spanish|swedish|turkish)\]?\W*$",
    re.IGNORECASE,
)


class Prepared(NamedTuple):
    """What is compared of a Record; "" (or 0, or nobody) stands for what it does not tell.

    `title` are the words that count, in one spelling, separated by blanks; `printed` is the title as
    printed. `family` is the key of the first author's family name, `given` the rest of that name.
    `people` are all authors, taken apart only where two lists have to be compared.
    """

    title: str = ""
    printed: str = ""
    family: str = ""
    given: str = ""
    people: People = ()
    container: str = ""
    year: int = 0
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    edition: str = ""
    kind: str = ""


class _Spellings(dict[str, str]):
    """Words in one spelling, "" for articles and prepositions; filled as words turn up."""

    def __missing__(self, word: str) -> str:
        plain = "" if word in STOP_WORDS else spelled(word)
        if len(self) < MOST_SPELLINGS:
            self[word] = plain
        return plain


MOST_SPELLINGS: Final = 1 << 18
SPELLINGS: Final = _Spellings()


def content_words(title: str) -> str:
    """Return the words of a title that count, in one spelling, separated by blanks.

    "The Effects of β-Blockade in Women." gives "effect beta blockade woman"; "" where the title was
    lost ("#NAME?").
    """
    if "<" in title or "&" in title:
        title = without_markup(title)
    if not title.isascii():
        title = fold(title)
    words = title.lower().translate(SIGNS).split()
    content = " ".join([plain for word in words if (plain := SPELLINGS[word])])
    content = content or " ".join(words)
    return "" if len(content) < 20 and content.replace(" ", "") in PLACEHOLDERS else content


def plain_title(title: str) -> str:
    """Return a title without what databases add behind it."""
    title = title[:LONGEST_TITLE]
    if "[" in title or "(" in title:
        title = NOTED.sub("", title)
    if title[-10:].rstrip(" .])").isalpha() or title[-1:] in ".]":
        title = LANGUAGE_BEHIND.sub("", title)
    return title


def prepare(record: Record) -> Prepared:
    """Return a Record prepared for comparing."""
    printed, year = plain_title(record.title) if record.title else "", record.year or 0
    dated = DATED.match(printed) if not year else None
    if dated:
        printed, year = printed[dated.end() :], int(dated[1])
    people = record.authors or record.editors
    family, given = first_name(people)
    return Prepared(
        content_words(printed), printed, family, given, people, record.container or "",
        year, record.volume or "", record.issue or "", record.pages or "",
        record.article_number or "", record.doi or "", record.pmid or "", record.pmcid or "",
        record.arxiv or "", record.edition or "", record.type or "",
    )  # fmt: skip

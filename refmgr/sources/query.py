"""What of a printed reference is worth sending as a bibliographic query.

A better rule here orphans no answer: a library finds it by the printed text (`answers.name_of_print`).
"""

import re
from typing import Final

from refmgr.identifiers import find_identifiers
from refmgr.model import Person, Record, Reference
from refmgr.text import words

# A printed reference is seldom longer than 600 characters; more is a page that was not cut.
LONGEST_RAW: Final = 4000
LONGEST_QUERY: Final = 600
FEWEST_WORDS: Final = 2
FEWEST_NUMBERS: Final = 3
# One word that was misread finds nothing, so not all words of a long title are asked for.
FEWEST_TITLE_WORDS: Final = 3
MOST_TITLE_WORDS: Final = 8
SHORTEST_WORD: Final = 4

# ISSNs and ISBNs stay: `query.bibliographic` searches them.
CUT: Final = frozenset({"doi", "pmid", "pmcid", "arxiv", "url"})

LABEL: Final = re.compile(
    r"[\s•·*–-]*(?:[\[(]\s*\d{1,4}\s*[\])]|\d{1,3}\s*[.)]|\d{1,3}(?=\s+[^\W\d]))\s*"
)
# The words of links that PubMed Central, Silverchair, Springer and Elsevier pages print after an
# entry. Left in the query they match papers about databases.
LINKS: Final = (
    r"doi|digital object identifier|pubmed(?:\s+central)?|pmc(?:\s+free\s+article)?|medline|"
    r"google\s*scholar(?:\s+lookup)?|cross\s?ref|scopus(?:\s*\(\d+\))?|web\s+of\s+science|isi|cas|ads|"
    r"ref\s+list|free\s+full\s+text|full\s+text(?:\s+pdf)?|abstract|article|"
    r"view\s+(?:article|pdf|in\s+scopus|record\s+in\s+scopus)|get\s+rights\s+and\s+content|"
    r"pdf|export\s+citation|download|open\s+access|internet|epub(?:\s+ahead\s+of\s+print)?|online"
)
BRACKETED: Final = re.compile(
    rf"\[\s*(?:{LINKS})\s*\]|\[\s*(?:cited|accessed|updated)\b[^\[\]]{{0,40}}\]", re.IGNORECASE
)
# In round brackets only what cannot belong to a title.
IN_PARENTHESES: Final = re.compile(
    r"\(\s*(?:accessed|retrieved|last\s+accessed)\b[^()]{0,60}\)|\(\s*\)", re.IGNORECASE
)
TAIL: Final = re.compile(rf"(?:(?<=[\s.;,|()\]])(?:{LINKS})[\s.;,|]*)+\Z", re.IGNORECASE)
ACCESS: Final = re.compile(
    r"[.;,]\s*(?:available\s+(?:at|from|online)|retrieved|(?:last\s+)?accessed)\b[^.;]{0,60}[.;]?",
    re.IGNORECASE,
)
BARE_PREFIX: Final = re.compile(
    r"\b(?:doi|pmid|pmcid|pubmed|url|https?)\s*:(?=\W*(?:\Z|\[|doi|pm|pub))", re.IGNORECASE
)
EDGES: Final = " .,;:|/–-•·"
OPEN: Final = EDGES + "(["
WORD: Final = re.compile(r"[^\W\d_]{2,}")
NUMBER: Final = re.compile(r"\d+")


def query_of(reference: Reference) -> str | None:
    """Return the bibliographic query for a Reference, None if there is too little to ask with.

    Args:
        reference: its printed text is used; where there is none (a record out of a .bib file), the
            fields of its Record in the order of a printed reference.
    """
    return cleaned(printed_of(reference))


def printed_of(reference: Reference) -> str:
    """Return the printed text of a Reference, or its fields in the order of a printed one."""
    return reference.raw if reference.raw.strip() else _as_text(reference.record)


def cleaned(raw: str) -> str | None:
    """Return a printed reference without label, identifiers, addresses and words of links.

    What can find nothing gives None: neither two words, nor one (a journal) with three numbers.
    """
    text = raw[:LONGEST_RAW]
    text = LABEL.sub("", text, count=1) if LABEL.match(text) else text
    for found in reversed(find_identifiers(text)):
        if found.kind in CUT:
            text = f"{text[: found.start]} {text[found.end :]}"
    for rule in (BRACKETED, ACCESS, IN_PARENTHESES, BARE_PREFIX):
        text = rule.sub(" ", text)
    text = TAIL.sub("", " ".join(text.split()).strip(EDGES)).strip(EDGES).rstrip(OPEN)
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rpartition(" ")[0]
    return text if _is_enough(text) else None


def title_words(record: Record) -> tuple[str, ...]:
    """Return the longest words of a title, in its order, for a search that wants all of them.

    Nothing where fewer than three say something: such a search finds anything.
    """
    told = [
        word
        for word in dict.fromkeys(words(record.title or ""))
        if len(word) >= SHORTEST_WORD and not word.isdecimal()
    ]
    if len(told) < FEWEST_TITLE_WORDS:
        return ()
    chosen = sorted(told, key=len, reverse=True)[:MOST_TITLE_WORDS]
    return tuple(word for word in told if word in chosen)


def _is_enough(text: str) -> bool:
    letters, numbers = len(WORD.findall(text)), len(NUMBER.findall(text))
    return letters >= FEWEST_WORDS or (letters == 1 and numbers >= FEWEST_NUMBERS)


def _as_text(record: Record) -> str:
    """Return the fields of a Record as a reference would print them."""
    names = " ".join(filter(None, (_name(person) for person in record.authors[:3])))
    numbers = (record.volume, record.issue, record.pages or record.article_number)
    year = None if record.year is None else str(record.year)
    parts = (names, record.title, record.container, year, *numbers)
    return ". ".join(part for part in parts if part)


def _name(person: Person) -> str | None:
    return person.literal or person.family

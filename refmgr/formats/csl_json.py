"""CSL-JSON: a Record as an item of the citation-style-language schema, version 1.0.2."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from refmgr.formats.pages import complete_pages
from refmgr.model import Person, Record, Work

TYPES: Final = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
        *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
        *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
        *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
        *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
        *("personal_communication", "post", "post-weblog", "regulation", "report", "review"),
        *("review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    )
)
UNTYPED: Final = "document"
# CSL's variables for the plain fields of a Record, in the order they are written.
VARIABLES: Final = (
    ("title", "title"),
    ("container-title", "container"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("publisher-place", "place"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("URL", "url"),
    ("language", "language"),
)
NAME_PARTS: Final = (
    ("family", "family"),
    ("given", "given"),
    ("non-dropping-particle", "particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def csl_json_text(works: Sequence[Work]) -> str:
    """Return works as a CSL-JSON array, sorted by key ignoring case, UTF-8 without escapes."""
    ordered = sorted(works, key=lambda work: (work.key.lower(), work.key))
    items = [csl_item(work.key, work.record) for work in ordered]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(key: str, record: Record) -> dict[str, Any]:
    """Return a Record as one CSL item with `id` key.

    The schema has no word for "et al.", and none for arXiv: they go where it has room for them
    (`custom`, and `archive` with `archive_location`).
    """
    made: dict[str, Any] = {
        "id": key,
        "type": record.type if record.type in TYPES else UNTYPED,
        "author": [_name(person) for person in record.authors],
        "editor": [_name(person) for person in record.editors],
        "issued": _issued(record),
        **{variable: getattr(record, name) for variable, name in VARIABLES},
        "page": complete_pages(record.pages or "") or record.article_number,
        "number": record.article_number if record.pages else None,
        "archive": "arXiv" if record.arxiv else None,
        "archive_location": record.arxiv,
        "custom": {"et-al": True} if record.et_al else None,
    }
    return {variable: value for variable, value in made.items() if value}


def _name(person: Person) -> dict[str, str]:
    return {part: value for part, name in NAME_PARTS if (value := getattr(person, name))}


def _issued(record: Record) -> dict[str, list[list[int]]] | None:
    """The date, as far as it is known and does not contradict the year."""
    found = DATE.fullmatch(record.date or "")
    parts = [int(part) for part in found.groups() if part] if found else []
    if record.year is not None and parts[:1] != [record.year]:
        parts = [record.year]
    return {"date-parts": [parts]} if parts else None

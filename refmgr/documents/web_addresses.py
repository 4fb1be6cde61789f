"""What the address behind a link says: the identifiers of a work, the fields of an OpenURL."""

import re
from collections.abc import Iterator
from typing import Final

from refmgr.identifiers import find_dois, normalise_doi, normalise_pmcid, normalise_pmid
from refmgr.model import Record

_ESCAPES: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PARTS: Final = re.compile(r"[?&;#]")
_PMID: Final = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:entrez/)?pubmed/|/pubmed/|[?&]pmid=|info:pmid/"
    r"|list_uids=)(\d{3,9})\b",
    re.IGNORECASE,
)
_PMCID: Final = re.compile(r"/(?:articles/)?(PMC\d{3,9})\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:1[6-9]|20)\d\d")
_KINDS: Final = {"article": "article-journal", "book": "book", "bookitem": "chapter"}
_LONGEST: Final = 4000


def unescaped(text: str) -> str:
    """Return an address with its %-escapes resolved (twice at most: some are escaped twice)."""
    for _ in range(2):
        if "%" not in text:
            break
        text = _ESCAPES.sub(_characters, text)
    return text


def _characters(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", errors="replace")


def identifiers_in(address: str) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that an address holds, as (kind, value)."""
    if len(address) > _LONGEST:
        return
    plain = unescaped(address)
    for part in _PARTS.split(plain):
        if "10." in part:
            for found in find_dois(part if "=" not in part else part.partition("=")[2]):
                yield "doi", found.value
    pmid = _PMID.search(plain)
    if pmid and (value := normalise_pmid(pmid[1])):
        yield "pmid", value
    pmcid = _PMCID.search(plain)
    if pmcid and (value := normalise_pmcid(pmcid[1])):
        yield "pmcid", value


def openurl_record(context: str) -> Record:
    """Return the work that an OpenURL (COinS) describes; its authors are left out, for it names one."""
    fields: dict[str, list[str]] = {}
    for part in context[:_LONGEST].split("&"):
        name, _, value = part.partition("=")
        fields.setdefault(name.strip(), []).append(unescaped(value.replace("+", " ")).strip())
    first = {name.removeprefix("rft."): values[0] for name, values in fields.items() if values[0]}
    year = _YEAR.search(first.get("date", ""))
    pages = "-".join(filter(None, (first.get("spage"), first.get("epage")))) or first.get("pages")
    ids = dict(_openurl_ids(fields.get("rft_id", [])))
    title = first.get("atitle")
    journal = first.get("jtitle") or first.get("title") or first.get("stitle")
    return Record(
        type=_KINDS.get(first.get("genre", "")),
        title=title or first.get("btitle"),
        container=journal if title else None,
        year=int(year[0]) if year else None,
        volume=first.get("volume"),
        issue=first.get("issue"),
        pages=pages,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
    )


def _openurl_ids(values: list[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        kind, _, rest = value.removeprefix("info:").partition("/")
        known = (
            normalise_doi(rest)
            if kind == "doi"
            else normalise_pmid(rest)
            if kind == "pmid"
            else None
        )
        if known:
            yield kind, known

"""Identifiers as bibliographic files hold them: in fields of their own, in addresses, in notes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from refmgr.identifiers import normalise_arxiv, normalise_doi, normalise_pmcid, parse_identifier

# What Zotero, EndNote and others keep in notes for want of a field: `PMID: 11343063`.
NOTED: Final = re.compile(r"\b(PMID|PMCID|arXiv):?\s?((?:PMC)?[\w./-]+)", re.IGNORECASE)
PMID: Final = re.compile(r"(?:PMID[:\s]*)?([1-9]\d{0,7})(?:\s*\[.*\])?", re.IGNORECASE)
# Cheap signs that an address or a note tells an identifier at all.
PLAIN_DOI: Final = re.compile(r"10\.\d{4,9}/[-\w./:]*[a-zA-Z0-9]", re.ASCII)
TELLING: Final = re.compile(r"10\.\d|doi|pubmed|pmc|/med/|arxiv|^\d|^pm", re.IGNORECASE)
SAID: Final = re.compile(r"[pP][mM][cC]?[iI][dD]|[aA][rR][xX][iI][vV]")
MEDLINE: Final = ("medline", "pubmed", "pub med", "nlm", "pmc")
ACCESSION: Final = re.compile(r"(?:MEDLINE|PubMed|PMID)[:\s]*([1-9]\d{0,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The identifiers that addresses and notes tell, and the addresses that are none of these."""

    found: dict[str, str]
    urls: tuple[str, ...]


def read_addresses(addresses: Iterable[str]) -> Named:
    """Return what web addresses tell: `https://doi.org/...` is a DOI, one at PubMed a PMID."""
    found: dict[str, str] = {}
    urls: dict[str, None] = {}
    for address in addresses:
        for part in address.split():
            known = parse_identifier(part) if TELLING.search(part) else None
            if known is None or known.kind in ("url", "isbn") or known.kind in found:
                urls[part] = None
            else:
                found[known.kind] = known.value
    return Named(found, tuple(urls))


def take_addresses(urls: Sequence[str], more: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the first address as `url`, and put the others into `more`."""
    more["URL"] = tuple(urls[1:])
    return {"url": urls[0]} if urls else {}


def noted_identifiers(notes: Iterable[str]) -> dict[str, str]:
    """Return the PMID, PMCID and arXiv number that notes name with their kind."""
    found: dict[str, str] = {}
    for note in notes:
        if not SAID.search(note):
            continue
        for kind, told in NOTED.findall(note):
            if value := READ[kind.lower()](told.rstrip(".,;")):
                found.setdefault(kind.lower(), value)
    return found


def read_doi(value: str) -> str | None:
    """Return the DOI that a field holds, in whatever dress."""
    return value.lower() if PLAIN_DOI.fullmatch(value) else normalise_doi(value)


def read_pmid(value: str) -> str | None:
    """Return the digits where the whole field is a PMID: `11343063`, `PMID: 11343063`."""
    found = PMID.fullmatch(value.strip())
    return found[1] if found else None


def pmid_of_accession(accession: str, databases: Iterable[str]) -> str | None:
    """Return the PMID that an accession number is; a number alone is one only in MEDLINE or PubMed.

    Embase, Scopus and ERIC number their records as well, and a wrong PMID is worse than none.
    """
    told = ACCESSION.fullmatch(accession.strip())
    if told:
        return told[1]
    sources = " ".join(databases).casefold()
    return read_pmid(accession) if any(name in sources for name in MEDLINE) else None


READ: Final = {"pmid": read_pmid, "pmcid": normalise_pmcid, "arxiv": normalise_arxiv}

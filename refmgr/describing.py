"""One line about a source, in the manner of a Vancouver reference."""

import re
from collections.abc import Sequence
from typing import Final

from refmgr.model import Notice, Record
from refmgr.names import vancouver

MOST_AUTHORS: Final = 3
# RFC 3986, section 3.3: what the path of an address holds as it is, without quotes and brackets.
RESERVED: Final = re.compile(r"[^A-Za-z0-9._~!$&*+,;=:@/()-]")
CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
# Kinds of notices after which a work must not be cited as if nothing had happened.
RETRACTIONS: Final = {
    "retraction": "Retracted",
    "partial_retraction": "Retracted in part",
    "withdrawal": "Withdrawn",
    "removal": "Removed",
}
TELLERS: Final = {
    "publisher": "the publisher",
    "retraction-watch": "Retraction Watch",
    "pubmed": "PubMed",
}
UNTITLED: Final = "[no title]"


def describe(record: Record) -> str:
    """Return a source in one line: `Callen JP. Dermatomyositis. Lancet. 2000;355(9197):53-7`.

    More than three authors are three and "et al." What is not known is left out, and so are
    control characters, which could take over a terminal.
    """
    return ". ".join(filter(None, describe_parts(record)))


def describe_parts(record: Record) -> tuple[str, str, str]:
    """Return the same in three parts, each without a stop at its end: authors, title, where it stands."""
    where = ". ".join(filter(None, (_line(record.container), _line(_place(record)))))
    return _line(describe_authors(record)), _line(record.title or UNTITLED), where


def _line(text: str | None) -> str:
    return CONTROL.sub("", " ".join((text or "").rstrip(".").split()))


def describe_briefly(record: Record) -> str:
    """Return what a citation key leaves out: `Dermatomyositis. Lancet`; the title first."""
    line = ". ".join(
        part.rstrip(".") for part in (record.title or UNTITLED, record.container) if part
    )
    return CONTROL.sub("", " ".join(line.split()))


def describe_authors(record: Record) -> str:
    """Return the first authors, `Callen JP, Fisler RE, Liang MG, et al`."""
    names = [vancouver(person) for person in record.authors[:MOST_AUTHORS]]
    more = record.et_al or len(record.authors) > MOST_AUTHORS
    return ", ".join([*names, "et al"] if names and more else names)


def link(record: Record) -> tuple[str, str] | None:
    """Return the name and address of a source on the web: its DOI, else PubMed, else PMC."""
    if record.doi:
        return f"doi:{record.doi}", f"https://doi.org/{_percent(record.doi)}"
    if record.pmid:
        return f"PMID {record.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/"
    if record.pmcid:
        return record.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{record.pmcid}/"
    return None


def search_address(words: str) -> str:
    """Return the address at which PubMed searches for words."""
    plain = " ".join(word for word in re.split(r"[^\w-]+", words) if word)
    return f"https://pubmed.ncbi.nlm.nih.gov/?term={_percent(plain)}"


def _percent(text: str) -> str:
    return RESERVED.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text
    )


def _place(record: Record) -> str:
    year = str(record.year) if record.year else ""
    issue = f"({record.issue})" if record.issue else ""
    volume = f"{record.volume or ''}{issue}"
    pages = record.pages or record.article_number or ""
    place = f"{volume}:{pages}" if volume and pages else volume or pages
    return f"{year};{place}" if year and place else year or place


def describe_retraction(notices: Sequence[Notice]) -> str | None:
    """Return what is known of a work's retraction: `Retracted on 2012-03-01 (PubMed): doi:10.1/x`.

    None where no notice says that it was retracted, withdrawn or removed; corrections do not.
    """
    told = []
    for kind, said in RETRACTIONS.items():
        for one in notices:
            if one.kind == kind:
                date = f" on {one.date}" if one.date else ""
                by = f" ({TELLERS.get(one.source, one.source)})" if one.source else ""
                number = f"PMID {one.notice_pmid}" if one.notice_pmid else ""
                where = f"doi:{one.notice_doi}" if one.notice_doi else number
                told.append(f"{said}{date}{by}{': ' if where else ''}{where}")
    return "; ".join(dict.fromkeys(told)) or None

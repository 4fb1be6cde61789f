"""Which bibliographic format a file is in: its content tells, and only where that is silent its name."""

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from refmgr.formats.csv_records import is_header
from refmgr.formats.csv_rows import split_header
from refmgr.formats.encoding import Source
from refmgr.formats.identifiers_list import identifiers_of, read_identifier

SUFFIXES: Final = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".biblatex": "bibtex",
    ".ris": "ris",
    ".nbib": "nbib",
    ".medline": "nbib",
    ".ciw": "wos",
    ".isi": "wos",
    ".enw": "refer",
    ".cff": "cff",
}
HEAD: Final = 40  # lines; databases print some before the first record
BIBTEX: Final = re.compile(
    r"(?:\s|%[^\n]*\n)*@[ \t]*[A-Za-z]\w*[ \t]*[{(]\s*(?:[^\s,={}]*\s*,|[A-Za-z][\w-]*\s*=|[^{}]*\})"
)
XML: Final = (
    ("pubmed-xml", re.compile(r"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle)\b")),
    (
        "endnote-xml",
        re.compile(
            r"<xml\b[^>]*>\s*<records>|<records>\s*<record>|<record>\s*<(?:database|source-app|rec-number|ref-type)\b"
        ),
    ),
    ("word-sources", re.compile(r"<(?:\w+:)?Sources\b[^>]*officeDocument/2006/bibliography")),
)
HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table)\b", re.IGNORECASE
)
JSON: Final = re.compile(r'"(?:type|title|author|issued|DOI|container-title)"\s*:')
RIS: Final = re.compile(r"\ufeff?\s{0,3}TY\s{1,2}-\s?[A-Z]{3,9}\s*$")
COCHRANE: Final = re.compile(r"Record #1 of \d+\s*$")
MEDLINE: Final = re.compile(r"\ufeff?(?:PMID ?- ?\d*\s*$|OWN ?- ?\w+|PMID- )")
WOS: Final = re.compile(r"\ufeff?(?:FN (?:Clarivate|Thomson|ISI)|PT [JBSPC]\s*$|PT\tAU\t)")
REFER: Final = re.compile(r"\ufeff?%0 [A-Z][A-Za-z ]{2,40}\s*$")
CFF: Final = re.compile(r"cff-version\s*:")
MOST_LISTED: Final = 50


def format_of(source: Source) -> str | None:
    """Return the format of a bibliographic file ("ris", "bibtex", ...), "html" for a web page, else None."""
    head = source.head()
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _xml(start)
    lines = [line for line in head.split("\n", 400) if line.strip()][:HEAD]
    for form, tells in TELLS:
        if tells(head, start, lines):
            return form
    suffix = PurePath(source.name).suffix.lower()
    return SUFFIXES.get(suffix)


def _xml(start: str) -> str | None:
    for form, pattern in XML:
        if pattern.search(start[:4000]):
            return form
    return "html" if HTML.search(start[:4000]) else None


def _is_json(_: str, start: str, __: list[str]) -> bool:
    return start.startswith(("[", "{")) and bool(JSON.search(start))


def _any_line(pattern: re.Pattern[str]) -> Callable[[str, str, list[str]], bool]:
    return lambda _, __, lines: any(map(pattern.match, lines))


def _is_table(_: str, __: str, lines: list[str]) -> bool:
    rows = [line for line in lines if not line.startswith("sep=")]
    return bool(rows) and is_header(split_header(rows[0])[1])


def _is_list(_: str, __: str, lines: list[str]) -> bool:
    """Return whether lines are identifiers (DOI, PMID, PMCID, arXiv) and nothing else."""
    words = [word for line in lines for word in identifiers_of(line)][:MOST_LISTED]
    return bool(words) and all(map(read_identifier, words))


TELLS: Final[tuple[tuple[str, Callable[[str, str, list[str]], bool]], ...]] = (
    ("csl-json", _is_json),
    ("cff", _any_line(CFF)),
    ("ris", _any_line(RIS)),
    ("wos", _any_line(WOS)),
    ("refer", _any_line(REFER)),
    ("nbib", _any_line(MEDLINE)),
    ("ris", _any_line(COCHRANE)),
    ("bibtex", lambda _, start, __: bool(BIBTEX.match(start))),
    ("csv", _is_table),
    ("identifiers", _is_list),
)

"""The bytes of a bibliographic file → its records: one door for every format."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from string import ascii_lowercase
from typing import Final

from refmgr.errors import UnreadableError
from refmgr.formats.encoding import Source, open_source
from refmgr.formats.sniffing import format_of
from refmgr.model import Bibliography, Failure, Item, Problem

# Loaded when a file needs it: module and function of each format's reader.
READERS: Final = {
    "bibtex": ("bibtex_records", "read_bibtex"),
    "ris": ("ris", "read_ris"),
    "nbib": ("medline", "read_medline"),
    "endnote-xml": ("endnote_xml", "read_endnote_xml"),
    "csl-json": ("csl_json", "read_csl_json"),
    "csv": ("csv_records", "read_csv"),
    "pubmed-xml": ("pubmed_xml", "read_pubmed_xml"),
    "wos": ("web_of_science", "read_web_of_science"),
    "refer": ("refer", "read_refer"),
    "word-sources": ("word_sources", "read_word_sources"),
    "cff": ("citation_cff", "read_citation_cff"),
    "identifiers": ("identifiers_list", "read_identifiers"),
}
NAMES: Final = {
    "bibtex": "BibTeX",
    "ris": "RIS",
    "nbib": "PubMed (.nbib)",
    "endnote-xml": "EndNote XML",
    "csl-json": "CSL-JSON",
    "csv": "CSV",
    "pubmed-xml": "PubMed XML",
    "wos": "Web of Science",
    "refer": "Refer (.enw)",
    "word-sources": "Word's sources",
    "cff": "CITATION.cff",
    "identifiers": "identifier",
}
READS: Final = ", ".join(name for form, name in NAMES.items() if form != "identifiers")
GZIP: Final = b"\x1f\x8b"
LARGEST: Final = 1 << 30  # bytes, unpacked
SHOWN: Final = 3


def bibliographic_format(data: bytes, name: str = "") -> str | None:
    """Return the format of a bibliographic file, None for what is none.

    A web page is none, but one whose name says that it is (`refs.bib`) counts as "html".
    """
    form = format_of(open_source(unpacked(data[:65_536], name, whole=False), name))
    return form if form in READERS else None


def read_bibliography(data: bytes, name: str = "") -> Bibliography:
    """Return the records of a bibliographic file, with what could not be read.

    Args:
        data: the bytes of the file, gzip or not.
        name: its name, for messages and as a hint.

    Raises:
        UnreadableError: it is in none of the formats, or not one record could be read.
    """
    source = open_source(unpacked(data, name), name)
    if not source.data.strip():
        raise UnreadableError("the file is empty: there are no records in it.", subject=name)
    form = format_of(source)
    if form == "html":
        raise UnreadableError(
            "this is a web page, not a file of records: use the page's own export or "
            '"cite" link and save what that gives.',
            subject=name,
        )
    if form not in READERS:
        raise UnreadableError(
            f"this is no file of bibliographic records; refmgr reads {READS}.", subject=name
        )
    module, function = READERS[form]
    reader: Callable[[Source], Bibliography] = getattr(
        import_module(f"refmgr.formats.{module}"), function
    )
    found = reader(source)
    if not found.items:
        raise UnreadableError(
            f"not one {NAMES[form]} record could be read{_why(found.failures)}", subject=name
        )
    return replace(found, items=tuple(with_own_ids(found.items, ignore_case=form == "bibtex")))


def unpacked(data: bytes, name: str, *, whole: bool = True) -> bytes:
    """Return bytes without their gzip; any other bytes as they are.

    Raises:
        UnreadableError: what is packed is damaged, or larger than a gigabyte.
    """
    if not data.startswith(GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(data, LARGEST)
    except zlib.error as error:
        raise UnreadableError(
            f"the compressed file is damaged ({error}); fetch it again.", subject=name
        ) from error
    if whole and unpacker.unconsumed_tail:
        raise UnreadableError(
            f"unpacked it has more than {LARGEST // 1_000_000} MB: split it.", subject=name
        )
    return plain


def _why(failures: Iterable[Failure]) -> str:
    told = [f"line {one.line}: {one.reason}" for one in failures]
    if not told:
        return "; the file may have been cut off, or saved in another format."
    more = f"; and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return f": {'; '.join(told[:SHOWN])}{more}."


def with_own_ids(items: Iterable[Item], *, ignore_case: bool) -> Iterator[Item]:
    """Yield items with an id of their own each: a second one of a name gets a suffix and a Problem."""
    taken: set[str] = set()
    copies: Counter[str] = Counter()
    for position, item in enumerate(items, 1):
        given = item.id or str(position)
        name = given
        while (folded := name.casefold() if ignore_case else name) in taken:
            copies[given] += 1
            name = given + _suffix(copies[given], is_key=item.key is not None)
        taken.add(folded)
        if name == item.id:
            yield item
            continue
        twice = Problem(
            "id-twice", f"line {item.line}: {given} stands twice; this one is called {name}"
        )
        yield replace(
            item,
            id=name,
            key=name if item.key else None,
            problems=(*item.problems, twice) if item.id else item.problems,
        )


def _suffix(copy: int, *, is_key: bool) -> str:
    """Return `a`, `b`, ... `z`, `-27` for citation keys, `-2`, `-3`, ... for other ids."""
    if is_key and copy <= len(ascii_lowercase):
        return ascii_lowercase[copy - 1]
    return f"-{copy if is_key else copy + 1}"

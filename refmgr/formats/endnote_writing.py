"""Items as EndNote's XML, elements in the order of RSXML.dtd, each text in the style EndNote expects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from refmgr.formats.dates import NAMES, date_parts
from refmgr.formats.endnote_xml import BOOKS, EDITED, MORE, OURS, TYPES
from refmgr.formats.fields import notes_of, one_line
from refmgr.formats.people import write_name
from refmgr.formats.xml_pieces import FORBIDDEN
from refmgr.model import Item, Record

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
TAIL: Final = "</records></xml>\n"
STYLE: Final = '<style face="normal" font="default" size="100%">'
GENERIC: Final = ("Generic", 13)
FORMAT: Final = "endnote-xml:"
# Paths in the order of the DTD; those of other programs' fields follow.
ORDER: Final = (
    *("contributors/authors/author", "contributors/secondary-authors/author"),
    *("contributors/tertiary-authors/author", "auth-address", "titles/title"),
    *("titles/secondary-title", "titles/tertiary-title", "titles/short-title"),
    *("titles/translated-title", "periodical/full-title", "periodical/abbr-1", "pages", "volume"),
    *("number", "num-vols", "edition", "section", "keywords/keyword", "dates/year"),
    *("dates/pub-dates/date", "pub-location", "publisher", "isbn", "accession-num", "call-num"),
    *("report-id", "electronic-resource-num", "abstract", "label", "notes", "research-notes"),
    *("work-type", "remote-database-name", "language", "urls/related-urls/url"),
    *("urls/pdf-urls/url", "access-date", "custom2", "custom7"),
)


def write_endnote_xml(items: Sequence[Item]) -> str:
    """Return items as EndNote's XML, in their order."""
    return HEAD + "".join(_record(number, item) for number, item in enumerate(items, 1)) + TAIL


def _record(number: int, item: Item) -> str:
    record, more = item.record, item.more
    name, code = TYPES.get(record.type or "", (GENERIC,))[0]
    if name == "Book" and record.editors and not record.authors:
        name, code = EDITED, 28
    told = more.get(f"{FORMAT}ref-type", ())
    kind = told[0] if told and record.type is None else name
    values = _values(record, more, name) | {"label": (item.key,) if item.key else ()}
    for path, given in more.items():
        if path.startswith(FORMAT) and path != f"{FORMAT}ref-type":
            values.setdefault(path.removeprefix(FORMAT), given)
    known = [path for path in ORDER if values.get(path)]
    paths = [*known, *(path for path in values if path not in ORDER)]
    body = "".join(_elements(paths, values))
    return (
        f'<record><source-app name="{OURS}">{OURS}</source-app><rec-number>{number}</rec-number>'
        f"<ref-type name={quoteattr(kind)}>{code}</ref-type>{body}</record>\n"
    )


def _elements(paths: Sequence[str], values: Mapping[str, Sequence[str | None]]) -> Iterator[str]:
    """Yield elements, those with one parent within it."""
    opened: list[str] = []
    for path in paths:
        *parents, name = path.split("/")
        shared = 0
        while shared < min(len(opened), len(parents)) and opened[shared] == parents[shared]:
            shared += 1
        yield "".join(f"</{tag}>" for tag in reversed(opened[shared:]))
        yield "".join(f"<{tag}>" for tag in parents[shared:])
        opened = parents
        for value in values[path]:
            if text := FORBIDDEN.sub("", one_line(value or "")):
                yield f"<{name}>{STYLE}{escape(text)}</style></{name}>"
    yield "".join(f"</{tag}>" for tag in reversed(opened))


def _values(
    record: Record, more: Mapping[str, tuple[str, ...]], kind: str
) -> dict[str, tuple[str | None, ...]]:
    """Return the values of a Record, and of what stands beside it, by path."""
    editors = tuple(map(write_name, record.editors))
    authors = tuple(map(write_name, record.authors)) + ("et al.",) * record.et_al
    place = "tertiary-authors" if kind in BOOKS else "secondary-authors"
    short = more.get("container-title-short", ())
    addresses = [record.url, *more.get("URL", ())]
    if record.arxiv:
        addresses.append(f"https://arxiv.org/abs/{record.arxiv}")
    if record.pmid:
        addresses.append(f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/")
    is_journal = kind not in BOOKS and (record.type or "").startswith("article")
    values: dict[str, tuple[str | None, ...]] = {path[0]: more.get(name, ()) for name, path in MORE}
    return values | {
        "contributors/authors/author": editors if kind == EDITED else authors,
        f"contributors/{place}/author": () if kind == EDITED else editors,
        "titles/title": (record.title,),
        "titles/secondary-title": (record.container,),
        "periodical/full-title": (record.container,) if is_journal else (),
        "periodical/abbr-1": short,
        "pages": (record.pages,),
        "volume": (record.volume,),
        "number": (record.issue,),
        "edition": (record.edition,),
        "dates/year": (str(record.year) if record.year is not None else None,),
        "dates/pub-dates/date": (_printed_date(record.date),),
        "pub-location": (record.place,),
        "publisher": (record.publisher,),
        "isbn": (" ".join(_serials(record, more)),),
        "electronic-resource-num": (record.doi,),
        "notes": notes_of(more),
        "language": (record.language,),
        "urls/related-urls/url": tuple(addresses),
        "custom2": (record.pmcid,),
        "custom7": (record.article_number,),
    }


def _serials(record: Record, more: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for value in (record.issn, record.isbn, *more.get("ISSN", ()), *more.get("ISBN", ())):
        if value:
            yield value


def _printed_date(date: str | None) -> str | None:
    """Return `Jan 8` of `2000-01-08`; the year stands in an element of its own."""
    parts = date_parts(date)
    if len(parts) < 2:
        return None
    return " ".join([NAMES[parts[1] - 1], *map(str, parts[2:])])

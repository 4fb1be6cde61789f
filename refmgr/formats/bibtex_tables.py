"""BibTeX and biblatex as tables: entry types, their fields in documented order, what they require.

Sources: O. Patashnik, BibTeXing (btxdoc, 1988), section 3; the biblatex manual, section 2.1, and
its data model (blx-dm.def).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from refmgr.model import Record

Dialect = Literal["bibtex", "biblatex"]

# CSL's types by entry type; the first one is what reading the entry type gives.
CSL_TYPES: Final[Mapping[Dialect, Mapping[str, tuple[str, ...]]]] = {
    "bibtex": {
        "article": (
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "review",
            "review-book",
        ),
        "book": ("book", "collection", "periodical"),
        "incollection": ("chapter", "entry", "entry-dictionary", "entry-encyclopedia"),
        "inproceedings": ("paper-conference",),
        "phdthesis": ("thesis",),
        "techreport": ("report",),
        "unpublished": ("manuscript",),
        "booklet": ("pamphlet",),
        "misc": ("document",),
    },
    "biblatex": {
        "article": (
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "review",
            "review-book",
        ),
        "book": ("book", "collection", "periodical"),
        "collection": ("book",),
        "incollection": ("chapter", "entry", "entry-dictionary", "entry-encyclopedia"),
        "inproceedings": ("paper-conference",),
        "phdthesis": ("thesis",),
        "techreport": ("report",),
        "unpublished": ("manuscript",),
        "booklet": ("pamphlet",),
        "online": ("webpage", "post", "post-weblog"),
        "dataset": ("dataset",),
        "software": ("software",),
        "patent": ("patent",),
        "misc": ("document",),
    },
}
OTHER: Final = "misc"

# Names of Record's attributes in a dialect; "year", "month" and "date" are made from its dates.
NAMES: Final[Mapping[Dialect, Mapping[str, str]]] = {
    "bibtex": {
        "authors": "author",
        "editors": "editor",
        "container": "journal",
        "issue": "number",
        "place": "address",
        "article_number": "eid",
    },
    "biblatex": {
        "authors": "author",
        "editors": "editor",
        "container": "journaltitle",
        "issue": "number",
        "place": "location",
        "article_number": "eid",
    },
}
# CSL's types of all entry types of other programs' files: btxdoc, the biblatex manual (2.1), JabRef.
READ_TYPES: Final = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "preprint": "article",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
# Written after the fields that the entry type has, so that nothing a Record holds is lost.
REST: Final = (
    *("year", "month", "date"),
    *("authors", "editors", "title", "container", "publisher", "volume", "issue", "pages"),
    *("article_number", "place", "edition", "doi", "url", "isbn", "issn", "language"),
    *("eprint", "eprinttype", "archiveprefix", "arxiv", "pmid", "pmcid", "editora", "key"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """An entry type: its fields in documented order, other names, required fields.

    `required` holds names of fields as written; of an inner tuple one is enough.
    """

    order: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    names: Mapping[str, str] = field(default_factory=dict)


def _layout(order: str, required: str, **names: str) -> Layout:
    alternatives = tuple(tuple(name.split("|")) for name in required.split())
    return Layout(tuple(order.split()), alternatives, names)


LAYOUTS: Final[Mapping[Dialect, Mapping[str, Layout]]] = {
    "bibtex": {
        "article": _layout(
            "authors title container year volume issue pages month",
            "author title journal year",
        ),
        "book": _layout(
            "authors editors title publisher year volume container place edition month",
            "author|editor title publisher year",
            container="series",
            issue="issue",
        ),
        "incollection": _layout(
            "authors title container publisher year editors volume pages place edition month",
            "author title booktitle publisher year",
            container="booktitle",
            issue="issue",
        ),
        "inproceedings": _layout(
            "authors title container year editors volume pages place month publisher",
            "author title booktitle year",
            container="booktitle",
            issue="issue",
        ),
        "phdthesis": _layout(
            "authors title publisher year place month",
            "author title school year",
            container="series",
            publisher="school",
        ),
        "techreport": _layout(
            "authors title publisher year issue place month",
            "author title institution year",
            container="series",
            publisher="institution",
        ),
        "unpublished": _layout(
            "authors title month year", "author title note", container="howpublished"
        ),
        "booklet": _layout(
            "title authors container place month year", "title", container="howpublished"
        ),
        "misc": _layout("authors title container month year", "", container="howpublished"),
    },
    "biblatex": {
        "article": _layout(
            "authors title container date volume issue pages article_number",
            "author journaltitle title date",
        ),
        "book": _layout(
            "authors title date editors container volume edition publisher place isbn pages",
            "author title date",
            container="series",
        ),
        "collection": _layout(
            "editors title date container volume edition publisher place isbn pages",
            "editor title date",
            container="series",
        ),
        "incollection": _layout(
            "authors title editors container date volume edition publisher place isbn pages",
            "author editor title booktitle date",
            container="booktitle",
        ),
        "inproceedings": _layout(
            "authors title editors container date volume publisher place isbn pages",
            "author title booktitle date",
            container="booktitle",
        ),
        "phdthesis": _layout(
            "authors title publisher date place",
            "author title institution date",
            container="series",
            publisher="institution",
        ),
        "techreport": _layout(
            "authors title publisher date issue place pages",
            "author title institution date",
            container="series",
            publisher="institution",
        ),
        "unpublished": _layout(
            "authors title container place date", "author title date", container="howpublished"
        ),
        "booklet": _layout(
            "authors editors title container place date",
            "author|editor title date",
            container="howpublished",
        ),
        "online": _layout(
            "authors editors title container publisher date url",
            "title date doi|eprint|url",
            container="howpublished",
            publisher="organization",
        ),
        "dataset": _layout(
            "authors editors title edition container publisher place date",
            "author|editor title date",
            container="howpublished",
        ),
        "software": _layout(
            "authors editors title edition container publisher place date",
            "title date",
            container="howpublished",
        ),
        "patent": _layout(
            "authors title issue place date", "author title number date", container="howpublished"
        ),
        "misc": _layout(
            "authors editors title container publisher place date",
            "title date",
            container="howpublished",
            publisher="organization",
        ),
    },
}

_ENTRY_TYPES: Final = {
    dialect: {
        csl: entry_type for entry_type, types in reversed(list(table.items())) for csl in types
    }
    for dialect, table in CSL_TYPES.items()
}


def entry_type(record: Record, dialect: Dialect) -> str:
    """Return the entry type for a Record; one without a type is judged by what it holds."""
    known = _ENTRY_TYPES[dialect]
    found = _guessed(record) if record.type is None else known.get(record.type, OTHER)
    if dialect == "biblatex" and found == "book" and record.editors and not record.authors:
        return "collection"
    return found


def _guessed(record: Record) -> str:
    if record.container:
        return "article"
    return "book" if record.isbn or record.publisher else OTHER


def csl_type(read: str, dialect: Dialect) -> str:
    """Return CSL's type for an entry type that was read."""
    return CSL_TYPES[dialect].get(read, CSL_TYPES[dialect][OTHER])[0]


def field_name(attribute: str, layout: Layout, dialect: Dialect) -> str:
    """Return what an attribute of Record is called in an entry type: `container` → `booktitle`."""
    return layout.names.get(attribute) or NAMES[dialect].get(attribute, attribute)

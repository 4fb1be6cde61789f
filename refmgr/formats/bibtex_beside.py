"""What stands beside a Record (abstract, keywords, notes, ...) as fields of a BibTeX or biblatex entry."""

from collections.abc import Mapping
from typing import Final

from refmgr.formats.bibtex_names import write_people
from refmgr.formats.bibtex_tables import Dialect
from refmgr.formats.bibtex_values import proved
from refmgr.formats.latex import encode, plain
from refmgr.formats.people import read_name

# By CSL's names, in the order in which they are written. A note from a .bib is printed by styles;
# one from elsewhere is somebody's remark and must not be: it goes where styles do not look.
FIELDS: Final = {
    "bibtex:note": "note",
    "container-title-short": "shortjournal",
    "title-short": "shorttitle",
    "original-title": "origtitle",
    "collection-title": "series",
    "genre": "type",
    "number": "number",
    "number-of-volumes": "volumes",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "event-title": "eventtitle",
    "event-place": "venue",
    "accessed": "urldate",
    "original-date": "origdate",
    "status": "pubstate",
    "version": "version",
    "affiliation": "affiliation",
    "keyword": "keywords",
    "abstract": "abstract",
    "note": "annote",
    "annote": "annotation",
}
FORMAT: Final = "bibtex:"
UNWRITTEN: Final = frozenset(("note", "entrytype"))
BRACES: Final = frozenset("{}")


def beside(
    key: str, more: Mapping[str, tuple[str, ...]], taken: Mapping[str, str], dialect: Dialect
) -> dict[str, str]:
    """Return fields with values in LaTeX for what more there is; a name already taken stays as it is.

    Raises:
        ExportError: a value would not come back unchanged.
    """
    texts = {field: _joined(name, more[name]) for name, field in FIELDS.items() if name in more}
    for name, values in more.items():
        field = name.removeprefix(FORMAT)
        if name.startswith(FORMAT) and field not in UNWRITTEN:
            texts.setdefault(field, "; ".join(values))
    fields = {
        field: proved(key, field, encode(line), line)
        for field, text in texts.items()
        if field not in taken and (line := plain(text))
    }
    if translators := more.get("translator"):
        fields["translator"] = write_people(tuple(map(read_name, translators)), dialect)
    for name in ("ISSN", "ISBN"):
        if name in more and name.lower() in taken:
            fields[name.lower()] = ", ".join((taken[name.lower()], *more[name]))
    file = "; ".join(more.get("file", ()))
    return fields | ({"file": file} if file and BRACES.isdisjoint(file) else {})


def _joined(name: str, values: tuple[str, ...]) -> str:
    commas = name == "keyword" and not any("," in value for value in values)
    return (", " if commas else "; ").join(values)

"""Records → the text of a bibliographic file: one door for every format that is written."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from refmgr.formats.bibtex_tables import Dialect
from refmgr.model import Item, Problem

# Loaded when they are needed: module and function of each format's writer.
WRITERS: Final = {
    "ris": ("ris", "write_ris"),
    "csl-json": ("csl_json", "write_csl_json"),
    "nbib": ("medline", "write_medline"),
    "endnote-xml": ("endnote_writing", "write_endnote_xml"),
    "csv": ("csv_records", "write_csv"),
}
DIALECTS: Final[dict[str, Dialect]] = {"bibtex": "bibtex", "biblatex": "biblatex"}
FORMATS: Final = (*DIALECTS, *WRITERS)
SUFFIXES: Final = {
    ".bib": "bibtex",
    ".ris": "ris",
    ".json": "csl-json",
    ".nbib": "nbib",
    ".xml": "endnote-xml",
    ".csv": "csv",
}


def write_items(items: Sequence[Item], form: str) -> tuple[str, tuple[Problem, ...]]:
    """Return items as the text of a file, in their order, and what is missing in them.

    Args:
        items: their ids are what the file calls them.
        form: one of FORMATS.

    Raises:
        ExportError: BibTeX cannot use a key, or a value would not come back unchanged.
    """
    if form in DIALECTS:
        from refmgr.formats.bibtex import write_bibtex  # noqa: PLC0415

        return write_bibtex(items, DIALECTS[form])
    module, function = WRITERS[form]
    writer: Callable[[Sequence[Item]], str] = getattr(
        import_module(f"refmgr.formats.{module}"), function
    )
    return writer(items), ()

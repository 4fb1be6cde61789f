"""Works as the text of a bibliographic file, proven readable before anybody gets it."""

from collections.abc import Sequence
from typing import Final

from refmgr.formats.bibtex import bibtex_text, verify
from refmgr.formats.bibtex_tables import Dialect
from refmgr.formats.csl_json import csl_json_text
from refmgr.model import Problem, Work

DIALECTS: Final[dict[str, Dialect]] = {"bibtex": "bibtex", "biblatex": "biblatex"}


def render(works: Sequence[Work], form: str) -> tuple[str, tuple[Problem, ...]]:
    """Return works in a format ("bibtex", "biblatex", "csl-json"), and what is missing in them.

    Raises:
        ExportError: a key that BibTeX cannot use, or a value that would not come back unchanged.
        ValueError: a format nobody here knows.
    """
    if form == "csl-json":
        return csl_json_text(works), ()
    if form not in DIALECTS:
        raise ValueError(form)
    dialect = DIALECTS[form]
    text, problems = bibtex_text(works, dialect)
    verify(text, works, dialect)
    return text, problems

"""Checks of a library, or of manuscripts against it: the facts gathered, the findings in order."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from refmgr.check.finding import Finding, in_order
from refmgr.check.lists import check_list, check_text
from refmgr.check.manuscript import Bib, Cites, Place, check_manuscript
from refmgr.check.printed import Checked, check_printed
from refmgr.check.works import check_work
from refmgr.errors import RefmgrError
from refmgr.formats.reading import read_bibliography
from refmgr.library.manuscripts import Manuscript
from refmgr.library.naming import short_name
from refmgr.library.rulings import Rulings, print_key
from refmgr.model import Notice, Problem, Work
from refmgr.store import checks, works
from refmgr.store.database import Connection, Row
from refmgr.store.notices import notices_by_key
from refmgr.store.values import load_record

NAMES: Final = {"crossref": "Crossref", "pubmed": "PubMed", "europepmc": "Europe PMC"}
# What a manuscript's author is told of every work cited; a reader of the library is told all.
WHEREVER_CITED: Final = frozenset(
    {"retracted", "partly-retracted", "concern", "corrected", "missing-field"}
)


def check_library(
    connection: Connection, rulings: Rulings, name: str | None = None
) -> list[Finding]:
    """Return what is wrong in the library, or in one of its papers, named by its file."""
    asked = tuple(NAMES.get(one, one) for one in checks.asked_sources(connection))
    references = [
        _checked(row, rulings, asked) for row in checks.checked_references(connection, name)
    ]
    found: list[Finding] = []
    for _, listed in groupby(references, key=lambda one: one.file):
        group = list(listed)
        found += [finding for one in group for finding in check_printed(one)]
        found += check_list(group)
    for file, problems in checks.document_problems(connection, name):
        found += check_text(file, problems)
    cited = None if name is None else {one.work for one in references}
    notices = notices_by_key(connection)
    for work in works.list_works(connection):
        if cited is None or work.key in cited:
            found += check_work(work, notices.get(work.key, ()))
    return in_order(found)


def _checked(row: Row, rulings: Rulings, asked: tuple[str, ...]) -> Checked:
    ruling = rulings.of(row["subject"], print_key(row["raw"]))
    problems = tuple(Problem(**one) for one in json.loads(row["resolution"])["problems"])
    person = row["source"] == "person"
    return Checked(
        file=row["name"], number=row["number"], raw=row["raw"], record=load_record(row["record"]),
        state=row["state"], name=short_name(row["subject"]), work=row["work"],
        found=load_record(row["candidate"]) if row["candidate"] and not person else None,
        source=row["source"] or "", problems=problems, asked=asked,
        settled=person or ruling.confirmed or not ruling.publication,
    )  # fmt: skip


# --- manuscripts ----------------------------------------------------------------------------------
def check_manuscripts(connection: Connection, manuscripts: Sequence[Manuscript]) -> list[Finding]:
    """Return what is wrong with manuscripts, and what is to be said of the works they cite."""
    known = [work.key for work in works.list_works(connection)]
    notices = notices_by_key(connection)
    cited = {work.key: work for one in manuscripts for work in one.works}
    about = {key: _about(work, notices) for key, work in cited.items()}
    return in_order(
        finding for one in manuscripts for finding in check_manuscript(_cites(one, known), about)
    )


def _about(work: Work, notices: Mapping[str, Sequence[Notice]]) -> list[Finding]:
    found = check_work(work, notices.get(work.key, ()))
    return [one for one in found if one.code in WHEREVER_CITED]


def _cites(manuscript: Manuscript, known: Sequence[str]) -> Cites:
    folder = Path(manuscript.name).parent
    bibs = [bib for name in manuscript.bibliographies if (bib := _bib(folder, name)) is not None]
    places = [
        Place(key=one.key, reference=one.reference, work=one.work) for one in manuscript.places
    ]
    return Cites(
        name=manuscript.name, places=places, known=known, everything=manuscript.everything,
        defined=manuscript.defined, bibs=tuple(bibs), problems=manuscript.problems,
    )  # fmt: skip


def _bib(folder: Path, name: str) -> Bib | None:
    """Return the keys and problems of a .bib file beside a manuscript, None where it cannot be read."""
    path = folder / name
    try:
        read = read_bibliography(path.read_bytes(), name)
    except (OSError, RefmgrError):
        return None
    problems = [(item.line, problem) for item in read.items for problem in item.problems]
    problems += [
        (failure.line, Problem("unreadable-entry", f"This entry cannot be read: {failure.reason}"))
        for failure in read.failures
    ]
    keys = frozenset(item.key for item in read.items if item.key)
    return Bib(name=str(path), keys=keys, problems=tuple(problems))

"""The Record of the paper itself: what the text, the type, the running heads and the metadata say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, NamedTuple

from refmgr.documents.pdf.first_page import FirstPage, is_garbled
from refmgr.documents.pdf.metadata import Described
from refmgr.documents.self_citation import source_parts
from refmgr.identifiers import find_dois
from refmgr.model import Problem, Record
from refmgr.names import parse_people
from refmgr.text import fold, is_capitals, sentence_case

_NUMBERS: Final = ("container", "volume", "issue", "pages")
# `B.S. Meyer et al. / Molecular Phylogenetics`: running heads name the authors first.
_BEFORE_JOURNAL: Final = re.compile(r"^.*(?:\s/\s|\bet al\.?,?\s)")
_TELLING_WORDS: Final = 4  # of a title that no page prints
_MOST_NAMES: Final = 500


class Sources(NamedTuple):
    """What may tell of the paper itself, beside its text."""

    described: Described
    first_page: FirstPage
    heads: Sequence[tuple[str, int]]


class Own(NamedTuple):
    """The Record, where each field was found, and what contradicts."""

    record: Record
    evidence: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def complete(read: Record, evidence: Mapping[str, str], sources: Sources) -> Own:
    """Return the own Record, the surest source of each field first; nothing is invented.

    Args:
        read: what the text itself tells.
        evidence: where in the text each field was found.
        sources: metadata, first page and running heads.
    """
    values = {field.name: getattr(read, field.name) for field in fields(Record)}
    where = dict(evidence)
    if values["title"] and is_garbled(values["title"]):
        del where["title"]
        values["title"] = None
    _put_title(values, where, sources)
    _put_authors(values, where, sources.first_page)
    problems = _put_doi(values, where, sources)
    _put_source(values, where, sources)
    if values["container"] and not values["type"]:
        values["type"] = "article-journal"
    return Own(Record(**values), where, problems)


def _put_title(values: dict[str, Any], where: dict[str, str], sources: Sources) -> None:
    """Take the title from page one; the metadata's own only where the paper prints none."""
    known, seen = sources.described.title, sources.first_page.title
    if seen and seen == known:
        title, place = seen, "metadata of the PDF, printed on page 1"
    elif seen and not _is_part(seen, values["title"]):
        title, place = seen, "page 1, the largest type"
    elif known and not values["title"] and len(known.split()) >= _TELLING_WORDS:
        title, place = known, "metadata of the PDF"
    else:
        return
    values["title"] = sentence_case(title) if is_capitals(title) else title
    where["title"] = place


def _is_part(seen: str, title: str | None) -> bool:
    """Tell whether the text names the whole title, and page one sets only a part of it so large."""
    if title is None or not len(seen) < len(title) < 2 * len(seen):
        return False
    return fold(title).startswith(fold(seen))


def _put_authors(values: dict[str, Any], where: dict[str, str], first_page: FirstPage) -> None:
    if not first_page.authors:
        return
    people, et_al = parse_people(first_page.authors)
    if len(people) > _MOST_NAMES or len(people) < len(values["authors"]):
        return
    values["authors"], values["et_al"] = people, et_al
    where["authors"] = "page 1, under the title"


def _put_doi(
    values: dict[str, Any], where: dict[str, str], sources: Sources
) -> tuple[Problem, ...]:
    """Take the DOI of the metadata, else of the running heads, else of the text."""
    printed = values["doi"]
    stated = sources.described.doi
    running = {found.value for text, _ in sources.heads for found in find_dois(text)}
    place = "metadata of the PDF"
    if stated is None and len(running) == 1:
        (stated,) = running
        place = "running head"
    if stated is None and printed is None and sources.first_page.doi:
        stated, place = sources.first_page.doi, "head or foot of page 1"
    if stated is None or stated == printed:
        return ()
    values["doi"], where["doi"] = stated, place
    if printed is None or printed in stated or stated in printed:
        return ()
    message = (
        f"The PDF gives two DOIs as its own: {stated} ({place}) and {printed} (text). The first was "
        "taken; if it is wrong, set it: refmgr edit KEY doi=..."
    )
    return (Problem("two-own-dois", message),)


def _put_source(values: dict[str, Any], where: dict[str, str], sources: Sources) -> None:
    """Fill the numbers of the source that the text leaves open from the running heads."""
    for text, count in sources.heads:
        parts = source_parts(text)
        year = int(parts["year"]) if "year" in parts else None
        if not parts or values["year"] not in (None, year):
            continue
        parts["container"] = _BEFORE_JOURNAL.sub("", parts.get("container", ""))
        _fill(values, where, {"year": year, **{name: parts.get(name) for name in _NUMBERS}},
              f"running head of {count} pages")  # fmt: skip
        break
    _fill(values, where, {"container": sources.described.journal}, "metadata of the PDF")


def _fill(
    values: dict[str, Any], where: dict[str, str], found: Mapping[str, object], place: str
) -> None:
    for name, value in found.items():
        if value and not values[name]:
            values[name], where[name] = value, place

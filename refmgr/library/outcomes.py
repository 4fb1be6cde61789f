"""What comes of a thing a user says: one frozen value for each item of long work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from refmgr.model import Citation, Problem, Record, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of importing one source.

    `status` is added, unchanged or failed; `work` the citation key of the paper itself. A bibliographic
    file is no paper: it has `entries`. `resolved`
    counts its references with a DOI or PMID, wherever in the library it was found; `pending` those
    that somebody is still to be asked about. `unreachable` says why nobody could be asked.
    """

    source: str
    status: str
    work: str | None = None
    references: int = 0
    entries: int = 0
    new_works: int = 0
    resolved: int = 0
    pending: int = 0
    problems: tuple[Problem, ...] = ()
    unreachable: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What came of asking about one reference; `state` is accepted, ambiguous, none or pending."""

    document: str
    number: int
    raw: str
    state: str
    reason: str
    doi: str | None = None
    pmid: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of the answer to a question.

    `decision` is its number, for `undo`. `state` is that of the reference now (of a pair "same" or
    "apart"), `work` the key of the work it means, None where a person said it is none.
    `record` is that work's.
    """

    question: str
    decision: int
    state: str
    reason: str = ""
    work: str | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """What further sources know of an accepted reference: `pmid` None where none of them has one."""

    document: str
    number: int
    doi: str | None
    pmid: str | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything the library knows about one Work."""

    work: Work
    citations: tuple[Citation, ...]
    documents: tuple[Mapping[str, Any], ...] = ()
    entries: tuple[Mapping[str, Any], ...] = ()
    matches: tuple[Mapping[str, Any], ...] = ()

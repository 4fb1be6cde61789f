"""The open questions of a library: what only a person can tell, each under a name that lasts.

A reference's question is named by its paper's SHA-256 and its number (`e12cf952defa:5`), a pair's by
the two citation keys (`callen2000+callen2000a`); a rebuild changes neither. References that are
printed the same way are one question.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from refmgr.errors import NotFoundError
from refmgr.library.naming import find_subject, short_name
from refmgr.library.rulings import Ruling, Rulings, identity, print_key
from refmgr.matching.pairs import compare_records
from refmgr.matching.verdict import BY_IDENTIFIER
from refmgr.model import Evidence, Match, Mention, Record, Work
from refmgr.resolve import ANOTHER_WORK
from refmgr.store import questions as rows
from refmgr.store import records, works
from refmgr.store.database import Connection, Row
from refmgr.store.documents import load_outcome
from refmgr.store.values import load_problems, load_record

IDENTIFIER: Final = "identifier"
MATCH: Final = "match"
PAIR: Final = "pair"
PAPER: Final = "paper"
READING: Final = "reading"
# Problems of reading an entry that a person can settle.
DOUBTS: Final = frozenset(
    {
        *("parsed-with-doubt", "uncertain-boundary", "unparsed", "several-references"),
        *("no-reference", "incomplete-entry"),
    }
)
SEPARATOR: Final = "+"
MOST_CANDIDATES: Final = 4
# Of 19 ambiguous references among 283, the right work was never this far behind, or this poor.
NEAR: Final = 0.25
POOR: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that only a person can tell.

    `kind`: match (which candidate is it), identifier (the printed DOI or PMID is another work's),
    pair (are two works one), paper (what is this file), reading (was the entry read rightly).
    `why` says it in words. `document`, `number` and `raw` are those of the printed reference,
    `record` what was read from it, `paper` the citation key of the citing paper, `work` that of the
    cited one, `mentions` the sentences. `candidates` are those of what was `found` that are worth
    a look. `alike` counts the other references printed the same way, which the answer serves too.
    `works` are the two of a pair, with the `evidence` between them. `later`: it was put aside;
    `open`: it still waits.
    """

    id: str
    kind: str
    why: str
    subject: str
    document: str = ""
    number: int | None = None
    raw: str = ""
    record: Record = field(default_factory=Record)
    paper: str = ""
    work: str = ""
    candidates: tuple[Match, ...] = ()
    found: tuple[Match, ...] = ()
    mentions: tuple[Mention, ...] = ()
    alike: int = 0
    works: tuple[Work, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    later: bool = False
    open: bool = True


def open_questions(connection: Connection, rulings: Rulings) -> list[Question]:
    """Return what is open: references paper by paper, then papers without a title, then pairs."""
    return [
        *_about_references(connection, rows.open_references(connection), rulings),
        *_about_papers(connection, rulings),
        *_about_pairs(connection, rulings),
    ]


def find_question(connection: Connection, rulings: Rulings, name: str) -> Question:
    """Return the question with this name, open or answered before.

    Raises:
        NotFoundError: there is no such reference, paper or pair.
    """
    if SEPARATOR in name and works.find_work(connection, name) is None:
        a, _, b = name.partition(SEPARATOR)
        return _pair(connection, rulings, (a, b))
    subject = find_subject(connection, name)
    if subject is not None and subject.endswith("/own"):
        return _paper(connection, subject, rulings)
    row = None if subject is None else rows.reference_row(connection, subject)
    if row is None:
        raise NotFoundError("there is no such question; `refmgr review` lists them", subject=name)
    (found,) = _about_references(connection, [row], rulings, every=True)
    return found


# --- references -----------------------------------------------------------------------------------
def _about_references(
    connection: Connection, found: Sequence[Row], rulings: Rulings, *, every: bool = False
) -> Iterator[Question]:
    groups: dict[str | int, list[Row]] = {}
    for row in found:
        groups.setdefault(print_key(row["raw"]) or row["id"], []).append(row)
    firsts = [alike[0] for alike in groups.values()]
    ids = [row["id"] for row in firsts]
    offered, said = rows.matches_of(connection, ids), rows.mentions_of(connection, ids)
    for row, alike in zip(firsts, groups.values(), strict=True):
        ruling = rulings.of(row["subject"], print_key(row["raw"]))
        kind, why = _kind(connection, row, ruling, rulings.edits)
        if not kind and not every:
            continue
        matches = distinct(offered.get(row["id"], ()), kind)
        yield Question(
            id=short_name(row["subject"]), kind=kind or MATCH, why=why, subject=row["subject"],
            document=row["name"], number=row["number"], raw=row["raw"], paper=row["paper"],
            work=row["work"] or "",
            record=load_record(row["record"]), mentions=tuple(said.get(row["id"], ())),
            candidates=tuple(plausible(matches, kind)), found=tuple(matches),
            alike=len(alike) - 1, later=ruling.later, open=bool(kind),
        )  # fmt: skip


def _kind(
    connection: Connection, row: Row, ruling: Ruling, edits: Collection[str]
) -> tuple[str, str]:
    """Return the kind of question a reference leaves, and why; "" where it leaves none."""
    outcome = load_outcome(connection, row)
    wrong = [one.message for one in outcome.problems if one.code == ANOTHER_WORK]
    if wrong and outcome.accepted is None:
        return IDENTIFIER, wrong[0]
    if outcome.state == "ambiguous":
        return MATCH, outcome.reason
    doubts = [one.message for one in load_problems(row["problems"]) if one.code in DOUBTS]
    settled = outcome.accepted is not None or ruling.confirmed
    if doubts and not settled and not (edits and _edited(connection, row, edits)):
        return READING, doubts[0]
    return "", outcome.reason


def _edited(connection: Connection, row: Row, edits: Collection[str]) -> bool:
    """Return whether a person has corrected the work that a reference is."""
    work = records.work_of_subject(connection, row["subject"])
    return work is not None and any(
        subject in edits for subject in records.subjects_of_work(connection, work)
    )


def distinct(matches: Iterable[Match], kind: str = MATCH) -> list[Match]:
    """Return candidates, each work once; what a wrong identifier led to stands first there."""
    found = {identity(one.candidate.record): one for one in reversed(list(matches))}
    once = list(reversed(found.values()))
    if kind == IDENTIFIER:
        once.sort(key=lambda one: one.candidate.asked not in BY_IDENTIFIER)
    return once


def plausible(matches: Sequence[Match], kind: str) -> Iterator[Match]:
    """Yield the candidates worth a look: a few that come near the best, and what was printed."""
    near = max((one.score for one in matches), default=0.0) - NEAR
    for place, one in enumerate(matches[:MOST_CANDIDATES]):
        named = kind == IDENTIFIER and one.candidate.asked in BY_IDENTIFIER
        if place == 0 or named or one.score >= max(near, POOR):
            yield one


def is_plain(question: Question) -> bool:
    """Return whether a question has an obvious answer: one candidate, and nothing against it.

    A pair is plain where the two share an identifier.
    """
    if question.kind == MATCH:
        evidence = question.candidates[0].evidence if len(question.candidates) == 1 else ()
        sure = True
    else:
        evidence = question.evidence
        sure = any(one.field in ("doi", "pmid") and one.agreement == "equal" for one in evidence)
    # What a reference leaves out is not printed otherwise.
    against = [one for one in evidence if one.agreement == "different" and one.field != "unprinted"]
    return sure and bool(evidence) and not against


# --- papers ---------------------------------------------------------------------------------------
UNKNOWN_PAPER: Final = "The file does not tell which paper it is: it prints no title."


def _about_papers(connection: Connection, rulings: Rulings) -> Iterator[Question]:
    for row in rows.unknown_papers(connection):
        ruling = rulings.of(row["subject"], None)
        if not _settled(ruling):
            yield _paper_of(row, ruling)


def _settled(ruling: Ruling) -> bool:
    return not ruling.publication or ruling.confirmed or ruling.accepted is not None


def _paper(connection: Connection, subject: str, rulings: Rulings) -> Question:
    row = rows.paper_row(connection, subject)
    if row is None:
        raise NotFoundError("there is no such paper", subject=short_name(subject))
    return _paper_of(row, rulings.of(subject, None))


def _paper_of(row: Row, ruling: Ruling) -> Question:
    return Question(
        id=short_name(row["subject"]), kind=PAPER, why=UNKNOWN_PAPER, subject=row["subject"],
        document=row["name"], record=load_record(row["record"]), paper=row["paper"],
        work=row["paper"],
        raw=row["beginning"], later=ruling.later,
        open=row["title"] is None and not _settled(ruling),
    )  # fmt: skip


# --- pairs ----------------------------------------------------------------------------------------
def _about_pairs(connection: Connection, rulings: Rulings) -> Iterator[Question]:
    for row in rows.doubtful_pairs(connection):
        if not _told_apart(connection, rulings, row["a"], row["b"]):
            keys = [works.work_by_id(connection, row[name]).key for name in ("a", "b")]
            yield _pair(connection, rulings, keys)


def _told_apart(connection: Connection, rulings: Rulings, a: int, b: int) -> bool:
    apart = [pair for pair in rulings.pairs if not pair.same]
    if not apart:
        return False
    first, second = (set(records.subjects_of_work(connection, one)) for one in (a, b))
    return any(
        (pair.a in first and pair.b in second) or (pair.b in first and pair.a in second)
        for pair in apart
    )


def _pair(connection: Connection, rulings: Rulings, names: Sequence[str]) -> Question:
    """Return the question whether two works are one; `names` are keys, DOIs or PMIDs.

    Raises:
        NotFoundError: a work is not there, or both names mean one.
    """
    found = dict(_work(connection, name) for name in names)
    if len(found) == 1:
        raise NotFoundError("they are one work", subject=" and ".join(names))
    (first, a), (second, b) = sorted(found.items(), key=lambda item: item[1].key.casefold())
    subjects = [records.subjects_of_work(connection, one)[0] for one in (first, second)]
    said = rows.doubt_about(connection, first, second)
    return Question(
        id=f"{a.key}{SEPARATOR}{b.key}", kind=PAIR,
        why=f"They may be one work: {said}" if said else "Are they one work?",
        subject=subjects[0], works=(a, b), evidence=compare_records(a.record, b.record),
        later=frozenset(subjects) in rulings.later_pairs,
        open=not _told_apart(connection, rulings, first, second),
    )  # fmt: skip


def _work(connection: Connection, name: str) -> tuple[int, Work]:
    found = works.find_work(connection, name)
    if found is None:
        raise NotFoundError("no work has this key; `refmgr list` shows the keys", subject=name)
    return found

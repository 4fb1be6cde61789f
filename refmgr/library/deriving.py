"""The derived state, kept true: what documents, answers and decisions come to.

Importing one document and rebuilding all of them run through the same functions, and a Work depends
only on what is connected, not on the order in which it came: that is why `rebuild` gives the same.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from refmgr.dedupe.merge import merge
from refmgr.library import keys
from refmgr.library.grouping import compare_with_mates, connected, grouped
from refmgr.library.judging import without_rejected
from refmgr.library.rulings import UNRULED, Ruling, Rulings, print_key
from refmgr.model import Document, Record, Reference
from refmgr.references.linking import link
from refmgr.resolve import WRONG, Resolution
from refmgr.store import derived, descriptions, records
from refmgr.store.database import Connection, Row
from refmgr.store.documents import (
    Entry,
    Outcome,
    replace_problems,
    stored_mentions,
    write_entries,
    write_links,
    write_mentions,
    write_outcome,
    write_reading,
)
from refmgr.store.values import load_record
from refmgr.text import fold

GIVEN: Final = Outcome(state="given")
NOT_ASKED: Final = "nobody was asked yet"
IDENTIFIERS: Final = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn"})
# Trouble of the day with a source says nothing of the reference, so it is not kept.
SOURCE_TROUBLE: Final = frozenset({"source-not-asked", "source-unreachable", "source-refused"})
SETTLED_BY_A_LIST: Final = frozenset(
    {"numbers-waiting-for-list", "numbers-unlinkable", "references-incomplete"}
)
OWN: Final = "/own"  # how the subject of a paper itself ends
TWINS: Final = 100.0  # the score of two that read alike to the letter
UNNAMED: Final = "~~"  # before the key of a work that has none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What deriving needs besides the document: how References resolve from the answers at hand.

    `rulings` are what stands of a person's decisions; `now` is the time of new citation keys.
    `unnamed`: works that were promised no key get one later, by `name_works`. While all is derived
    anew there are works that only the next document makes whole; they must not be promised keys.
    `key_pattern` is what new citation keys are made of.
    `deposited` tells the list that was deposited for a DOI, as far as an answer at hand has it.
    """

    connection: Connection
    resolve: Callable[[Reference, Ruling], Resolution]
    now: str
    rulings: Rulings = field(default_factory=Rulings)
    unnamed: bool = False
    key_pattern: str = keys.DEFAULT
    deposited: Callable[[str], Sequence[Reference]] = lambda _: ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What a document brought: its work's key, and how many works nobody knew before.

    A bibliographic file is no work and has no key.
    """

    key: str | None
    new_works: int


def subjects(document: Document) -> Iterator[tuple[str, str, Reference]]:
    """Yield (subject, role, Reference) for every Record a document gives, its own first.

    A number printed twice gets a suffix, so that each entry has a name of its own. A bibliographic
    file has no record of its own, and its entries go by the ids it gives them.
    """
    if document.entries:
        for entry in document.entries:
            yield f"{document.sha256}/entries/{entry.label or entry.number}", "entry", entry
        return
    own = Reference(number=0, raw="", record=document.record)
    yield f"{document.sha256}/own", "own", own
    taken: set[str] = set()
    for role, room, entries in (
        ("reference", "references", document.references),
        ("cited-by", "cited-by", document.cited_by),
    ):
        for entry in entries:
            subject = f"{document.sha256}/{room}/{entry.number}"
            copies = 1
            while subject in taken:
                copies += 1
                subject = f"{document.sha256}/{room}/{entry.number}.{copies}"
            taken.add(subject)
            yield subject, role, entry


def outcome_of(resolution: Resolution) -> Outcome:
    """Return a Resolution as the library keeps it."""
    verdict = resolution.verdict
    return Outcome(
        state="pending" if resolution.pending else verdict.kind,
        reason=verdict.reason if verdict.matches or not resolution.pending else NOT_ASKED,
        matches=verdict.matches,
        accepted=verdict.match,
        problems=tuple(one for one in resolution.problems if one.code not in SOURCE_TROUBLE),
        companions=resolution.companions,
    )


def effective(record: Record, outcome: Outcome, edits: Mapping[str, Any]) -> Record:
    """Return a printed Record as it is compared: with the accepted identifiers and a person's edits.

    A printed identifier that leads to another paper is left out: it would join two works. An edit of what was
    printed (a mended title) is shown but not compared: later papers will print it the old way.
    """
    codes = {problem.code for problem in outcome.problems}
    wrong: dict[str, Any] = {name: None for name, code in WRONG.items() if code in codes}
    record = replace(record, **wrong) if wrong else record
    if outcome.accepted is not None:
        known = [one.candidate.record for one in (outcome.accepted, *outcome.companions)]
        record = replace(
            record,
            doi=_first(known, "doi") or record.doi,
            pmid=_first(known, "pmid") or record.pmid,
            pmcid=_first(known, "pmcid") or record.pmcid,
        )
    compared = {
        name: value
        for name, value in edits.items()
        if name in IDENTIFIERS or not getattr(record, name)
    }
    return replace(record, **compared) if compared else record


def _first(records: Sequence[Record], name: str) -> str | None:
    return next((value for one in records if (value := getattr(one, name))), None)


def add_document(context: Context, document_id: int, document: Document) -> Derived:
    """Derive everything that follows from one more document."""
    connection = context.connection
    entries = [entry_of(context, *given) for given in subjects(document)]
    write_reading(connection, document_id, document)
    ids = write_entries(connection, document_id, entries)
    printed = [one for one, entry in zip(ids, entries, strict=True) if entry.role == "reference"]
    write_mentions(connection, document_id, document, printed)
    keys.promise_given_keys(connection, entries, context.now)
    touched = {
        one.description
        for one in entries
        if one.description is not None and not _adds_nothing(context, one)
    }
    new_works = settle(context, touched, ids[1:])
    own = None if document.entries else derived.key_of(connection, ids[0])
    return Derived(key=own, new_works=new_works)


def add_list(
    context: Context, document_id: int, sha256: str, references: Sequence[Reference]
) -> None:
    """Derive what follows when a paper gets its reference list later; its text is not read again.

    What it printed itself stays; its in-text citations are linked to the given entries.
    """
    connection = context.connection
    entries = [
        entry_of(context, f"{sha256}/list/{one.number}", "reference", one) for one in references
    ]
    ids = write_entries(connection, document_id, entries)
    mentions = stored_mentions(connection, document_id)
    links, problems = link([mention for _, mention in mentions], references, None)
    write_links(connection, [number for number, _ in mentions], links, ids)
    replace_problems(connection, document_id, SETTLED_BY_A_LIST, problems)
    settle(context, {one.description for one in entries if one.description is not None}, ids)


def entry_of(context: Context, subject: str, role: str, reference: Reference) -> Entry:
    """Return a Record that a document gives as it goes into the library, resolved and described."""
    key = print_key(reference.raw) if role == "reference" else None
    ruling = context.rulings.of(subject, key)
    outcome = outcome_under(context, role, reference, ruling)
    description = _describe(context, subject, reference.record, outcome, ruling)
    return Entry(
        subject=subject, role=role, reference=reference, outcome=outcome, description=description,
        print_key=key,
    )  # fmt: skip


def outcome_under(context: Context, role: str, reference: Reference, ruling: Ruling) -> Outcome:
    """Return what an entry resolves to: references always, anything else where a person said what it is.

    An entry of a bibliographic file is given whole; one that is nothing but an identifier is asked about.
    Of a paper itself only what is accepted counts: it is there, whoever knows it.
    """
    bare = role == "entry" and not reference.record.title
    if role == "reference" or bare:
        return outcome_of(context.resolve(reference, ruling))
    if role in ("own", "entry") and ruling.accepted is not None:
        return outcome_of(context.resolve(reference, ruling))
    if role == "own" and reference.record.title:
        found = outcome_of(context.resolve(reference, ruling))
        return found if found.state == "accepted" else GIVEN
    return GIVEN


def _adds_nothing(context: Context, entry: Entry) -> bool:
    """Return whether an entry reads to the letter like the only description of a work that is there."""
    return (
        entry.role == "reference"
        and entry.outcome.accepted is None
        and entry.subject not in context.rulings.edits
        and entry.subject not in context.rulings.paired
        and entry.description is not None
        and descriptions.is_settled_alone(context.connection, entry.description)
    )


def change_record(context: Context, row: Row, outcome: Outcome, ruling: Ruling = UNRULED) -> None:
    """Derive what follows when the record of a row of `records` was resolved, edited or ruled upon."""
    connection = context.connection
    before = derived.description_of(connection, row["id"])
    now = _describe(context, row["subject"], load_record(row["record"]), outcome, ruling)
    edges = [row["id"]]
    home, touched = None, set() if now is None else {now}
    if before is not None:
        edges += derived.affected_records(connection, [before])
        home = descriptions.works_of(connection, [before])[before]
    write_outcome(connection, row["id"], outcome, now)
    if before is not None:
        in_use, neighbours = descriptions.drop_unused(connection, before)
        touched |= {before} if in_use else {*neighbours}
    if home is not None:  # what a merge held together is not alike
        touched |= records.descriptions_of_works(connection, [home])
    settle(context, touched, edges, None if home is None else (now, home))


def _describe(
    context: Context, subject: str, printed: Record, outcome: Outcome, ruling: Ruling
) -> int | None:
    """Return the description a record is compared by; an entry that is no publication has none.

    A paper that a person gave stays a work, whatever it is.
    """
    if not ruling.publication and not subject.endswith(OWN):
        return None
    edits = context.rulings.edits.get(subject, {})
    record = effective(without_rejected(printed, ruling), outcome, edits)
    mark = subject if subject in context.rulings.apart else ""
    return describe(context, record, mark)


def describe(context: Context, record: Record, mark: str = "") -> int:
    """Return the description that reads like a Record; a new one is compared with its blocks.

    A record that a person keeps apart from another has one of its own, `mark` being its subject: two
    that are printed alike could not be kept apart otherwise. It is like its namesakes all the same.
    """
    connection = context.connection
    description, new = descriptions.put_description(connection, record, mark)
    if new:
        if context.rulings.apart:
            twins = descriptions.namesakes(connection, description, marked=bool(mark))
            descriptions.add_likenesses(connection, description, [(one, TWINS) for one in twins])
        compare_with_mates(connection, description, record)
    return description


def settle(
    context: Context,
    touched: Collection[int],
    records: Sequence[int] = (),
    heir: tuple[int | None, int] | None = None,
) -> int:
    """Make works and edges true for everything connected with the touched descriptions.

    Args:
        context: the library at hand.
        touched: descriptions that are new or changed.
        records: records whose edges are to be made in any case.
        heir: a description, and the work it is to live on in unless it has another: the work of
            the description it replaces. None lives on: the work goes if nothing else is of it.

    Returns:
        The number of works that did not exist before.
    """
    connection = context.connection
    ids = connected(connection, context.rulings.pairs, touched)
    before = descriptions.works_of(connection, ids)
    groups = grouped(connection, context.rulings.pairs, ids)
    homes = _homes(groups, _with_heir(before, heir))
    stale = [
        one for group, home in zip(groups, homes, strict=True) for one in group
        if home is None or before[one] != home
    ]  # fmt: skip
    edges = sorted({*derived.affected_records(connection, stale), *records})
    citing = derived.drop_citations(connection, edges)
    old = {work for work in before.values() if work is not None} | ({heir[1]} if heir else set())
    if heir or any(before[one] is not None for one in stale):
        derived.shelve_keys(connection, old)
    after = _write_works(context, groups, homes)
    moved = {one: work for one, work in after.items() if before[one] != work}
    descriptions.set_works(connection, moved)
    derived.drop_works(connection, old)
    derived.add_citations(connection, edges, citing)
    return sum(home is None for home in homes)


def _with_heir(
    before: Mapping[int, int | None], heir: tuple[int | None, int] | None
) -> dict[int, int | None]:
    homes = dict(before)
    if heir and heir[0] is not None and homes[heir[0]] is None:
        homes[heir[0]] = heir[1]
    return homes


def _homes(groups: Sequence[Sequence[int]], before: Mapping[int, int | None]) -> list[int | None]:
    """Return, per group, the row of an earlier work it lives on in; each row is used once."""
    used: set[int] = set()
    homes: list[int | None] = []
    for group in groups:
        free = {work for one in group if (work := before[one]) is not None} - used
        homes.append(min(free) if free else None)
        used |= {home for home in homes[-1:] if home is not None}
    return homes


def _write_works(
    context: Context, groups: Sequence[Sequence[int]], homes: Sequence[int | None]
) -> dict[int, int]:
    """Write a row for each group, in place of its home; return the work of each description."""
    connection = context.connection
    ids = [one for group in groups for one in group]
    told = derived.gather(connection, ids, context.rulings.edits)
    promised = derived.promised_keys(connection, ids)
    chosen = derived.chosen_keys(connection, ids, context.rulings.keys)
    firsts = derived.first_records(connection, ids)
    works: dict[int, int] = {}
    for group, home in zip(groups, homes, strict=True):
        record, origins = merge([said for one in group for said in told[one]])
        first = min(firsts[one] for one in group)[-1]
        given = [promised[one] for one in group if one in promised]
        named = [chosen[one] for one in group if one in chosen]
        key = (
            max(named)[1] if named else min(given)[1] if given else _new_key(context, record, first)
        )
        columns = {
            "record": record,
            "origins": origins,
            "document_id": first["document_id"] if first["role"] == "own" else None,
            "search_text": search_text(record, key),
        }
        works |= dict.fromkeys(group, derived.write_work(connection, home, key, columns))
    return works


def _new_key(context: Context, record: Record, first: Row) -> str:
    if context.unnamed:
        return f"{UNNAMED}{first['subject']}"
    return keys.new_key(context.connection, record, first, context.now, context.key_pattern)


def name_works(context: Context) -> None:
    """Give the works that have none their citation keys, in the order of import."""
    connection = context.connection
    for work in derived.works_named_like(connection, UNNAMED):
        settle(context, records.descriptions_of_works(connection, [work]))


def search_text(record: Record, key: str) -> str:
    """Return the folded words by which a work is found: people, title, container, year, identifiers."""
    people = [
        " ".join(filter(None, (one.particle, one.family, one.given, one.literal)))
        for one in (*record.authors, *record.editors)
    ]
    parts = [
        key, *people, record.title, record.container, str(record.year or ""), record.doi, record.pmid,
        record.pmcid, record.isbn, record.arxiv, record.publisher,
    ]  # fmt: skip
    return fold(" ".join(part for part in parts if part))

"""Citation searching beyond the library: what services know of the seeds, joined with what is at hand."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from refmgr.errors import SourceError, UnreachableError
from refmgr.exports.keys import make_key
from refmgr.model import Ranking, Record, RelatedWork, Work
from refmgr.sources.snowball import Snowball
from refmgr.sources.source import NotAskedError
from refmgr.store import searching, works
from refmgr.store.database import Connection
from refmgr.text import fold, words

BEYOND = frozenset((searching.BACKWARD, searching.FORWARD))
NO_DOI = "it has no DOI, so nobody can be asked about it"
CANDIDATES = 5  # of the library, compared with a work that is known by its title alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Snowballed:
    """What services said of one seed: Records it cites, or that cite it; or why they said nothing.

    `failed`: a service did not answer, so that asking again later may tell more.
    """

    seed: str
    records: tuple[Record, ...] = ()
    problem: str | None = None
    failed: bool = False


def seeds_of(connection: Connection, ids: Sequence[int]) -> list[tuple[int, Work]]:
    """Return seeds with their row ids in the order of their keys: those named, else all documents."""
    chosen = list(ids) or searching.documents_as_seeds(connection)
    return sorted(works.works_by_id(connection, chosen).items(), key=lambda one: one[1].key)


def ask(
    opened: AbstractContextManager[Snowball], direction: str, seeds: Sequence[Work]
) -> Iterator[Snowballed]:
    """Ask about seeds one by one; without a connection the rest is not tried.

    Where nobody was to be asked, only what was answered before is told.
    """
    with opened as snowball:
        unreachable = ""
        for seed in seeds:
            if unreachable or not seed.record.doi:
                yield Snowballed(
                    seed=seed.key, problem=unreachable or NO_DOI, failed=bool(unreachable)
                )
                continue
            try:
                yield Snowballed(
                    seed=seed.key, records=_records(snowball, direction, seed.record.doi)
                )
            except NotAskedError:
                yield Snowballed(seed=seed.key)
            except SourceError as error:
                unreachable = str(error) if isinstance(error, UnreachableError) else ""
                yield Snowballed(seed=seed.key, problem=str(error), failed=True)


def _records(snowball: Snowball, direction: str, doi: str) -> tuple[Record, ...]:
    if direction == searching.FORWARD:
        return snowball.citing(doi) or ()
    return tuple(one.record for one in snowball.cited(doi) or ())


@dataclass(slots=True)
class _Found:
    work: Work
    seeds: set[str] = field(default_factory=set)
    mentions: int = 0


def join(
    connection: Connection,
    local: Sequence[RelatedWork],
    said: Sequence[Snowballed],
    least: int,
    limit: int,
) -> Ranking[RelatedWork]:
    """Return what the library and services found, each work once; no document and no seed.

    A work that the library does not have yet gets the empty key.
    """
    known = {one.work.key: _Found(one.work, set(one.through), one.mentions) for one in local}
    new: dict[tuple[str, ...], _Found] = {}
    for answer in said:
        for record in answer.records:
            at_hand = _at_hand(connection, record)
            if at_hand is None:
                for identity in _identities(record):
                    new.setdefault(identity, _Found(Work(key="", record=record)))
                    new[identity].seeds.add(answer.seed)
                    break
            elif at_hand.document is None and at_hand.key != answer.seed:
                known.setdefault(at_hand.key, _Found(at_hand)).seeds.add(answer.seed)
    ranked = sorted(
        (one for one in (*known.values(), *new.values()) if len(one.seeds) >= least),
        key=lambda one: (
            -len(one.seeds),
            -one.mentions,
            one.work.key or "~",
            one.work.record.title or "",
        ),
    )
    shown = ranked if limit < 0 else ranked[:limit]
    items = tuple(
        RelatedWork(work=one.work, through=tuple(sorted(one.seeds)), mentions=one.mentions)
        for one in shown
    )
    return Ranking(items, len(ranked))


def _identities(record: Record) -> Iterator[tuple[str, ...]]:
    """What tells a work from others, the best first; a work without any of it cannot be told."""
    if record.doi:
        yield "doi", record.doi
    if record.pmid:
        yield "pmid", record.pmid
    if record.title:
        yield "title", fold(record.title), str(record.year)


def _at_hand(connection: Connection, record: Record) -> Work | None:
    """The work of the library that a Record is: by DOI or PMID, else by its whole title and year."""
    for name in filter(None, (record.doi, record.pmid)):
        if found := works.find_work(connection, name):
            return found[1]
    told = words(record.title or "")
    if len(told) < 3 or record.year is None:  # "Dermatomyositis" is the title of many works
        return None
    for work in works.search_works(connection, told, CANDIDATES):
        same = words(work.record.title or "") == told
        if (
            same
            and abs((work.record.year or 9999) - record.year) <= 1
            and not _differ(work.record, record)
        ):
            return work
    return None


def _differ(a: Record, b: Record) -> bool:
    return any(x and y and x != y for x, y in ((a.doi, b.doi), (a.pmid, b.pmid)))


def named(connection: Connection, found: Sequence[RelatedWork]) -> list[Work]:
    """Return the works that are new to the library, with citation keys nobody has."""
    taken = {work.key.lower() for work in works.list_works(connection)}
    named_works = []
    for one in found:
        if not one.work.key:
            key = make_key(one.work.record, taken)
            taken.add(key.lower())
            named_works.append(Work(key=key, record=one.work.record))
    return named_works

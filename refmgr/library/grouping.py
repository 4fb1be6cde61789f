"""Which descriptions make up one Work: those that are alike, under a person's word on pairs."""

from collections.abc import Collection, Sequence

from refmgr.dedupe.blocks import block_keys
from refmgr.dedupe.clusters import Link, Told, cluster
from refmgr.library.rulings import Pair
from refmgr.matching.doubts import TOO_LITTLE
from refmgr.matching.pairs import judge_pair
from refmgr.matching.prepared import prepare
from refmgr.model import Record
from refmgr.store import descriptions, records
from refmgr.store.database import Connection


def compare_with_mates(connection: Connection, description: int, record: Record) -> None:
    """Note which of the descriptions that share a block with a new one are alike, and which may be.

    Blocks have no cap and depend on the record alone, so what is noted does not depend on the order
    in which descriptions come.
    """
    prepared = prepare(record)
    blocks = block_keys(prepared)
    mates = descriptions.mates(connection, description, blocks)
    descriptions.add_blocks(connection, [(block, description) for block in blocks])
    others = descriptions.load_records(connection, mates) if mates else {}
    judged = [(one, judge_pair(prepared, prepare(other))) for one, other in others.items()]
    descriptions.add_likenesses(
        connection,
        description,
        [(one, said.score) for one, said in judged if said.verdict == "same"],
    )
    descriptions.add_maybes(
        connection,
        description,
        [
            (one, said.score, said.code, said.reason)
            for one, said in judged
            if said.verdict == "maybe"
        ],
    )


def connected(connection: Connection, pairs: Sequence[Pair], touched: Collection[int]) -> list[int]:
    """Return every description that hangs together with the touched ones.

    By likeness, or because a person merged records of theirs.
    """
    ids = descriptions.component(connection, touched)
    merged = [pair for pair in pairs if pair.same]
    while merged:
        here = records.subjects_among(connection, ids)
        partners = {pair.b for pair in merged if pair.a in here}
        partners |= {pair.a for pair in merged if pair.b in here}
        further = records.descriptions_of(connection, partners - here.keys())
        if not further:
            break
        ids = descriptions.component(connection, {*ids, *further})
    return ids


def grouped(connection: Connection, pairs: Sequence[Pair], ids: Sequence[int]) -> list[list[int]]:
    """Return the works that descriptions make up, in an order that does not depend on row ids."""
    if len(ids) == 1:
        return [list(ids)]
    signatures = descriptions.signatures(connection, ids)
    ranked = sorted(ids, key=signatures.__getitem__)
    rank = {one: at for at, one in enumerate(ranked)}
    alike = descriptions.likenesses_among(connection, ids)
    told = _told(connection, pairs, ids)
    joined = {one for a, b, _ in alike for one in (a, b)} | {
        one for _, a, b in told for one in (a, b)
    }
    known = descriptions.load_records(connection, joined)
    groups = cluster(
        {rank[one]: prepare(record) for one, record in known.items()},
        [Link(rank[a], rank[b], score) for a, b, score in alike],
        [
            Link(rank[a], rank[b], score)
            for a, b, score, code in descriptions.maybes_among(connection, joined)
            if b in rank and code not in TOO_LITTLE
        ],
        [Told(same, rank[a], rank[b]) for same, a, b in told],
    )
    taken = {ranked[at] for group in groups for at in group}
    alone = [[one] for one in ids if one not in taken]
    return sorted([[ranked[at] for at in group] for group in groups] + alone, key=min)


def _told(
    connection: Connection, pairs: Sequence[Pair], ids: Sequence[int]
) -> list[tuple[bool, int, int]]:
    """Return what a person said of descriptions, newest first: whether two are one work."""
    here = records.subjects_among(connection, ids) if pairs else {}
    return [
        (pair.same, here[pair.a], here[pair.b])
        for pair in reversed(pairs)
        if pair.a in here and pair.b in here
    ]

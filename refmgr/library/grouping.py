"""Which descriptions make up one Work: those that are alike, under a person's word on pairs."""

from collections.abc import Collection, Sequence

from refmgr.dedupe.clusters import Told, cluster
from refmgr.library.rulings import Pair
from refmgr.store import descriptions, records
from refmgr.store.database import Connection


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
    names = descriptions.signatures(connection, ids)
    numbers = {name: one for one, name in names.items()}
    alike = descriptions.likenesses_among(connection, ids)
    told = _told(connection, pairs, ids)
    joined = {one for pair in alike for one in pair} | {one for _, *two in told for one in two}
    known = descriptions.load_records(connection, joined)
    groups = cluster(
        {names[one]: record for one, record in known.items()},
        [(names[a], names[b]) for a, b in alike],
        [Told(same, names[a], names[b]) for same, a, b in told],
    )
    alone = [[one] for one in ids if one not in joined]
    return sorted([[numbers[name] for name in found] for found in groups] + alone, key=min)


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

"""The network of a library: what is read of the store for it."""

from refmgr.describing import describe_retraction
from refmgr.network.graph import CITATION, CO_CITATION, Network, build, of_pairs
from refmgr.store import citations, pairs, works
from refmgr.store.connected import most_connected
from refmgr.store.coverage import missing_lists
from refmgr.store.database import Connection
from refmgr.store.notices import notices_by_key

ENDS = {True: (pairs.CITED, pairs.CITING), False: (pairs.CITING, pairs.CITED)}


def network(connection: Connection, kind: str, least: int, most: int) -> Network:
    """Return a network of one kind; see `Library.network`."""
    if kind == CITATION:
        return citation_network(connection, most)
    return paired_network(connection, kind, least, most)


def citation_network(connection: Connection, most: int = -1) -> Network:
    """Return who cites whom: all works, or the `most` best connected when there are more."""
    chosen = most_connected(connection, most)
    notes, withdrawn = missing_lists(connection), retractions(connection)
    if chosen is None:
        return build(
            works.list_works(connection),
            citations.citations(connection),
            notes=notes,
            retracted=withdrawn,
        )
    shown = list(works.works_by_id(connection, chosen).values())
    edges = citations.citations_among(connection, chosen)
    return build(
        shown, edges, notes=notes, retracted=withdrawn, works_in_all=works.count_works(connection)
    )


def retractions(connection: Connection) -> dict[str, str]:
    """Return, by key of a retracted work, what is known of its retraction."""
    told = {key: describe_retraction(said) for key, said in notices_by_key(connection).items()}
    return {key: said for key, said in told.items() if said}


def paired_network(connection: Connection, kind: str, least: int, most: int = -1) -> Network:
    """Return the network of co-cited sources or coupled documents.

    Args:
        connection: of the library.
        kind: CO_CITATION or COUPLING.
        least: pairs that fewer works join are left out.
        most: works that show at most, those of the strongest pairs; all when it is negative.
    """
    of, by = ENDS[kind == CO_CITATION]
    found = pairs.count_pairs(connection, of=of, by=by, least=least).items
    kept: set[int] = set()
    for a, b, _ in found:
        if most >= 0 and len(kept | {a, b}) > most:
            break
        kept |= {a, b}
    known = works.works_by_id(connection, kept)
    joined = [(known[a].key, known[b].key, n) for a, b, n in found if a in kept and b in kept]
    return of_pairs(list(known.values()), joined, kind, works.count_works(connection))

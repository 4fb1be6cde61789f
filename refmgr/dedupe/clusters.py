"""Clusters: which of the Records that are alike form one Work, whatever the order they came in."""

from collections.abc import Mapping, Sequence
from typing import Final

from refmgr.model import Record

IDENTIFIERS: Final = ("doi", "pmid", "arxiv")


def cluster(
    records: Mapping[str, Record], likenesses: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Return groups of names, each one Work, sorted.

    Args:
        records: name -> Record; names are stable (a signature, a subject), never row ids.
        likenesses: pairs of names that describe the same Work by themselves.

    Pairs are joined strongest first: equal identifiers, then the rest, each in the order of their
    names, so that the result does not depend on the order of import. Two groups that hold different
    identifiers of one kind are never joined: a chain over a Record without DOI must not make one
    Work of two (dedupe facts 5 and 9).
    """
    groups = {name: {name} for name in records}
    for a, b in sorted(likenesses, key=lambda pair: _strength(records, pair)):
        left, right = groups[a], groups[b]
        if left is right or _contradict(records, left, right):
            continue
        left |= right
        for name in right:
            groups[name] = left
    return tuple(sorted({tuple(sorted(group)) for group in groups.values()}))


def _strength(records: Mapping[str, Record], pair: tuple[str, str]) -> tuple[bool, str, str]:
    a, b = sorted(pair)
    shared = any(
        getattr(records[a], name) and getattr(records[a], name) == getattr(records[b], name)
        for name in IDENTIFIERS
    )
    return (not shared, a, b)


def _contradict(records: Mapping[str, Record], left: set[str], right: set[str]) -> bool:
    for name in IDENTIFIERS:
        ours = {value for one in left if (value := getattr(records[one], name))}
        theirs = {value for one in right if (value := getattr(records[one], name))}
        if ours and theirs and ours != theirs:
            return True
    return False

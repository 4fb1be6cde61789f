"""Clusters: which of the Records that are alike form one Work, whatever the order they came in."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from refmgr.model import Record

IDENTIFIERS: Final = ("doi", "pmid", "arxiv")


class Told(NamedTuple):
    """What a person said of two Records: that they are one Work, or that they are not."""

    same: bool
    a: str
    b: str


def cluster(
    records: Mapping[str, Record],
    likenesses: Sequence[tuple[str, str]],
    told: Sequence[Told] = (),
) -> tuple[tuple[str, ...], ...]:
    """Return groups of names, each one Work, sorted.

    Args:
        records: name -> Record; names are stable (a signature, a subject), never row ids.
        likenesses: pairs of names that describe the same Work by themselves.
        told: a person's word on pairs, newest first; it outranks every rule, the newer the older.

    Pairs are joined strongest first: what a person merged, then equal identifiers, then the rest, each
    in the order of their names, so that the result does not depend on the order of import. Two groups
    that hold different identifiers of one kind are never joined: a chain over a Record without DOI must
    not make one Work of two (dedupe facts 5 and 9). Nor are two that a person keeps apart.
    """
    groups = {name: {name} for name in records}
    apart: list[tuple[str, str]] = []
    for same, a, b in told:
        if not same:
            if groups[a] is not groups[b]:
                apart.append((a, b))
        elif not _kept_apart(groups[a], groups[b], apart):
            _join(groups, a, b)
    for a, b in sorted(likenesses, key=lambda pair: _strength(records, pair)):
        left, right = groups[a], groups[b]
        if left is right or _contradict(records, left, right) or _kept_apart(left, right, apart):
            continue
        _join(groups, a, b)
    return tuple(sorted({tuple(sorted(group)) for group in groups.values()}))


def _join(groups: dict[str, set[str]], a: str, b: str) -> None:
    left, right = groups[a], groups[b]
    left |= right
    for name in right:
        groups[name] = left


def _kept_apart(left: set[str], right: set[str], apart: Sequence[tuple[str, str]]) -> bool:
    return any((a in left and b in right) or (a in right and b in left) for a, b in apart)


def _strength(records: Mapping[str, Record], pair: tuple[str, str]) -> tuple[bool, bool, str, str]:
    a, b = sorted(pair)
    shared = any(
        getattr(records[a], name) and getattr(records[a], name) == getattr(records[b], name)
        for name in IDENTIFIERS
    )
    return (records[a] != records[b], not shared, a, b)


def _contradict(records: Mapping[str, Record], left: set[str], right: set[str]) -> bool:
    for name in IDENTIFIERS:
        ours = {value for one in left if (value := getattr(records[one], name))}
        theirs = {value for one in right if (value := getattr(records[one], name))}
        # Only a person's word makes a group of two; then each of the two agrees with it.
        if ours and theirs and not (ours <= theirs or theirs <= ours):
            return True
    return False

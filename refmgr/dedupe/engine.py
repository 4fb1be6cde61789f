"""Deduplication of many Records at once: block, compare, cluster."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from refmgr.dedupe.blocks import KINDS
from refmgr.dedupe.clusters import Link, Told, cluster
from refmgr.matching.doubts import TOO_LITTLE
from refmgr.matching.pairs import Judgement, judge_pair
from refmgr.matching.plain import is_telling
from refmgr.matching.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Question:
    """Two Records a person should look at, by their positions, and why."""

    a: int
    b: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """What a collection comes to.

    `clusters` are the positions of Records that are one Work, two and more each; `questions` ask
    about two works each; `compared` counts the pairs that were looked at.
    """

    clusters: list[list[int]]
    questions: list[Question]
    compared: int


def deduplicate(records: Sequence[Prepared], told: Sequence[Told] = ()) -> Deduplicated:
    """Return which Records of a collection are one Work.

    Args:
        records: the collection; positions in it are the names of the Records.
        told: what a person said of pairs, newest first.

    The order of the Records does not matter. Only Records that share a block are compared, and those
    that read alike to the letter once.
    """
    copies = _copies(records, {name for word in told for name in (word.a, word.b)})
    named = {first: records[first] for first in copies}
    same: list[Link] = []
    maybe: list[Question] = []
    compared = 0
    for a, b in candidate_pairs(named):
        compared += 1
        judgement = judge_pair(records[a], records[b])
        if judgement.verdict == "same":
            same.append(Link(a, b, judgement.score))
        elif judgement.verdict == "maybe":
            maybe.append(Question(a, b, judgement))
    against = [
        Link(one.a, one.b, one.judgement.score)
        for one in maybe
        if one.judgement.code not in TOO_LITTLE
    ]
    groups = cluster(named, same, against, told)
    return Deduplicated(_with_copies(groups, copies), _open(maybe, groups), compared)


def _open(questions: Sequence[Question], groups: Sequence[Sequence[int]]) -> list[Question]:
    """Return one question for each two works, that of their most alike Records."""
    home = {name: group[0] for group in groups for name in group}
    asked: dict[frozenset[int], Question] = {}
    for one in sorted(questions, key=lambda one: (-one.judgement.score, one.a, one.b)):
        works = frozenset(home.get(name, name) for name in (one.a, one.b))
        if len(works) == 2:
            asked.setdefault(works, one)
    return sorted(asked.values(), key=lambda one: (one.a, one.b))


def _copies(records: Sequence[Prepared], apart: set[int]) -> dict[int, list[int]]:
    """Return the positions that read alike to the letter, by the first of them.

    Records too poor to tell one work from another ("Editorial", and nothing more) stay single.
    """
    firsts: dict[Prepared, int] = {}
    copies: dict[int, list[int]] = {}
    for at, one in enumerate(records):
        first = at if at in apart or not is_telling(one) else firsts.setdefault(one, at)
        copies.setdefault(first, []).append(at)
    return copies


def _with_copies(
    groups: Sequence[Sequence[int]], copies: Mapping[int, Sequence[int]]
) -> list[list[int]]:
    grouped = {name for group in groups for name in group}
    alone = [[first] for first, same in copies.items() if len(same) > 1 and first not in grouped]
    whole = [[at for name in group for at in copies[name]] for group in (*groups, *alone)]
    return sorted(sorted(group) for group in whole)


def candidate_pairs(records: Mapping[int, Prepared]) -> Iterator[tuple[int, int]]:
    """Yield each pair of Records that share a block once, block by block."""
    seen: set[int] = set()  # two names in one number: half the memory of a pair
    for kind in KINDS:
        blocks: dict[str, list[int]] = defaultdict(list)
        for name, one in records.items():
            if key := kind(one):
                blocks[key].append(name)
        for block in blocks.values():
            if len(block) > 1:
                new = [
                    pair for pair in combinations(block, 2) if pair[0] << 32 | pair[1] not in seen
                ]
                seen.update(a << 32 | b for a, b in new)
                yield from new

"""Clusters: which of the Records that are alike form one Work, whatever the order they came in."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from refmgr.matching.agreement import AGREES, compare_identified
from refmgr.matching.places import compare_places
from refmgr.matching.prepared import Prepared


class Link(NamedTuple):
    """Two Records that were compared, and the score of the pair."""

    a: int
    b: int
    score: float


class Told(NamedTuple):
    """What a person said of two Records: that they are one Work, or that they are not."""

    same: bool
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Component:
    """Records that hang together, and the pairs among them."""

    names: list[int] = field(default_factory=list)
    same: list[Link] = field(default_factory=list)
    maybe: list[Link] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def cluster(
    records: Mapping[int, Prepared],
    same: Collection[Link],
    maybe: Collection[Link] = (),
    told: Sequence[Told] = (),
) -> list[list[int]]:
    """Return the groups of two and more Records that are one Work each, sorted.

    Args:
        records: the Records by name, at least those in a pair.
        same: pairs that describe one Work by themselves.
        maybe: pairs that a person should look at.
        told: a person's word on pairs, newest first; it outranks every rule, the newer the older.

    Likeness is not transitive: an entry without volume and pages fits a congress abstract and the
    paper alike. So pairs are joined from the strongest to the weakest, and two groups stay apart
    where members contradict each other, or where more pairs between them are doubtful than sure:
    that cuts a component at its weakest edges. The order of the pairs does not matter; names decide
    only between Records that read alike.
    """
    groups: list[list[int]] = []
    for component in _components(same, maybe, told):
        if _is_sound(records, component):
            groups.append(sorted(component.names))
        else:
            groups += _Grouping(records, component).groups()
    return sorted(groups)


# --- components ----------------------------------------------------------------------------------
def _components(
    same: Collection[Link], maybe: Collection[Link], told: Sequence[Told]
) -> Iterator[Component]:
    roots: dict[int, int] = {}
    for a, b in [(link.a, link.b) for link in same] + [(w.a, w.b) for w in told if w.same]:
        _unite(roots, a, b)
    found: dict[int, Component] = defaultdict(Component)
    for name in roots:
        found[_root(roots, name)].names.append(name)
    for link in same:
        found[_root(roots, link.a)].same.append(link)
    for link in maybe:
        if _together(roots, link.a, link.b):
            found[_root(roots, link.a)].maybe.append(link)
    for word in told:
        if _together(roots, word.a, word.b):
            found[_root(roots, word.a)].told.append(word)
    yield from found.values()


def _together(roots: dict[int, int], a: int, b: int) -> bool:
    return a in roots and b in roots and _root(roots, a) == _root(roots, b)


def _root(roots: dict[int, int], name: int) -> int:
    while roots[name] != name:
        roots[name] = name = roots[roots[name]]
    return name


def _unite(roots: dict[int, int], a: int, b: int) -> None:
    first, second = (_root(roots, roots.setdefault(name, name)) for name in (a, b))
    roots[first] = second


def _is_sound(records: Mapping[int, Prepared], component: Component) -> bool:
    """Return whether nothing speaks against a component being one Work."""
    if component.maybe or not all(word.same for word in component.told):
        return False
    if len(component.names) == 2:
        return True
    places = {_place(records[name]) for name in component.names}
    return not any(_contradict(*pair) for pair in combinations(places, 2))


# --- contradictions ------------------------------------------------------------------------------
def _place(one: Prepared) -> Prepared:
    """Return what of a Record can contradict another whose title and people agree."""
    return Prepared(
        year=one.year, volume=one.volume, issue=one.issue, pages=one.pages, doi=one.doi,
        article_number=one.article_number, pmid=one.pmid, pmcid=one.pmcid, edition=one.edition,
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _contradict(a: Prepared, b: Prepared) -> bool:
    """Return whether two Records cannot be one Work, however well each fits a third.

    Another volume and other pages, years apart or another identifier at another place. Records at the
    same place may bear two DOIs, never two PMIDs.
    """
    if a.pmid and b.pmid and a.pmid != b.pmid:
        return True
    place = compare_places(a, b)
    if place.volume in AGREES and place.grade in {"range", "first"}:
        return False
    if compare_identified(a, b) == "different":
        return True
    if a.year and b.year and abs(a.year - b.year) > 1:
        return True
    return place.volume == "different" and place.grade == "different"


# --- joining -------------------------------------------------------------------------------------
class _Grouping:
    """Records of one component, joined pair by pair as far as that is sound."""

    def __init__(self, records: Mapping[int, Prepared], component: Component) -> None:
        self.members = {name: [name] for name in component.names}
        self.homes = {name: name for name in component.names}
        self.places = {name: {_place(records[name])} for name in component.names}
        self.apart: list[tuple[int, int]] = []
        # How many pairs between two groups are sure, less those that are doubtful.
        self.balance: dict[int, dict[int, int]] = {name: defaultdict(int) for name in self.members}
        for links, worth in ((component.same, 1), (component.maybe, -1)):
            for link in links:
                self.balance[link.a][link.b] += worth
                self.balance[link.b][link.a] += worth
        for word in component.told:
            self._obey(word)
        for link in sorted(component.same, key=_strength(records)):
            a, b = self.homes[link.a], self.homes[link.b]
            if a != b and self._fit(a, b):
                self._join(a, b)

    def groups(self) -> list[list[int]]:
        return [sorted(names) for names in self.members.values() if len(names) > 1]

    def _fit(self, a: int, b: int) -> bool:
        if self.balance[a][b] < 0:
            return False
        if self._kept_apart(a, b):
            return False
        return not any(_contradict(*pair) for pair in product(self.places[a], self.places[b]))

    def _obey(self, word: Told) -> None:
        a, b = self.homes[word.a], self.homes[word.b]
        if a == b:
            return
        if not word.same:
            self.apart.append((word.a, word.b))
        elif not self._kept_apart(a, b):
            self._join(a, b)

    def _kept_apart(self, a: int, b: int) -> bool:
        return any({self.homes[one], self.homes[two]} == {a, b} for one, two in self.apart)

    def _join(self, a: int, b: int) -> None:
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for name in self.members[b]:
            self.homes[name] = a
        self.members[a] += self.members.pop(b)
        self.places[a] |= self.places.pop(b)
        for other, count in self.balance.pop(b).items():
            if other != a:
                self.balance[a][other] += count
                self.balance[other][a] += count
                del self.balance[other][b]
        self.balance[a].pop(b, None)


def _strength(records: Mapping[int, Prepared]) -> Callable[[Link], tuple[object, ...]]:
    """Return the order of joining: strongest first, then by what the Records say."""

    def key(link: Link) -> tuple[object, ...]:
        ends = sorted((_content(records[name]), name) for name in (link.a, link.b))
        return (-link.score, *ends)

    return key


def _content(one: Prepared) -> tuple[str, ...]:
    return (one.title, one.family, one.container, str(one.year), one.volume, one.issue, one.pages,
            one.article_number, one.doi, one.pmid, str(one.people))  # fmt: skip

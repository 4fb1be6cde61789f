"""What stands of a person's decisions: folded from the ledger, oldest first, the taken back left out.

A decision about a printed reference holds for every reference that is printed the same way: a person
is asked once, however many papers cite the source. Two references are printed the same when their
letters and digits agree, label and link words aside.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from refmgr.formats.record_json import PEOPLE, person_from_json, record_from_json
from refmgr.model import Decision, Record
from refmgr.references.fields.labels import without_label, without_links
from refmgr.store import ledger
from refmgr.text import fold

FEWEST: Final = 30  # letters and digits; "Ibid." or "Editorial" may mean another source elsewhere
_OTHERS: Final = re.compile(r"[^a-z0-9]+")
IDENTIFIERS: Final = ("doi", "pmid", "pmcid", "arxiv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person said of one printed reference.

    `accepted` is the Record it means, or only the identifiers given by hand; `source` who offered
    it, "" by hand. `confirmed`: the reading is right as it is. `rejected` are candidates (by
    `identity`) that it does not mean. `publication` False: it is none. `later`: put aside.
    """

    accepted: Record | None = None
    source: str = ""
    confirmed: bool = False
    rejected: frozenset[str] = frozenset()
    publication: bool = True
    later: bool = False


UNRULED: Final = Ruling()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that a person called one work (`same`) or two, named by their subjects."""

    same: bool
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """All that stands.

    `pairs` are oldest first. `apart` are the subjects that a person keeps apart from others: each is
    compared for itself, even where it is printed like them. `edits` are the fields set, by subject;
    `keys` the citation keys chosen, by subject, in the order they were.
    """

    by_subject: Mapping[str, Ruling] = field(default_factory=dict)
    by_print: Mapping[str, Ruling] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    apart: frozenset[str] = frozenset()
    later_pairs: frozenset[frozenset[str]] = frozenset()
    edits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def paired(self) -> frozenset[str]:
        """The subjects of which a person said that they are, or are not, one work with another."""
        return frozenset(name for pair in self.pairs for name in (pair.a, pair.b))

    def of(self, subject: str, key: str | None) -> Ruling:
        """Return the ruling on a reference, by how it is printed (`print_key`), else by its subject."""
        if key is not None and key in self.by_print:
            return self.by_print[key]
        return self.by_subject.get(subject, UNRULED)


def print_key(raw: str) -> str | None:
    """Return what references printed the same way share, None where there is too little print."""
    text = _OTHERS.sub("", fold(without_links(without_label(raw)[1])))
    return text if len(text) >= FEWEST else None


def identity(record: Record) -> str:
    """Return the name by which a candidate is rejected: its strongest identifier, else its title."""
    for name in IDENTIFIERS:
        if value := getattr(record, name):
            return f"{name}:{value}"
    return f"title:{_OTHERS.sub(' ', fold(record.title or '')).strip()}/{record.year or ''}"


def fold_decisions(decisions: Iterable[Decision]) -> Rulings:
    """Return what stands; where two decisions contradict each other, the later one does."""
    by_subject: dict[str, Ruling] = {}
    by_print: dict[str, Ruling] = {}
    pairs: list[Pair] = []
    later: set[frozenset[str]] = set()
    edits: dict[str, dict[str, Any]] = {}
    keys: dict[str, str] = {}
    for one in decisions:
        if one.undone:
            continue
        for subject, chosen in _keys(one).items():
            keys.pop(subject, None)
            keys[subject] = chosen
        if one.verb == ledger.EDIT:
            edits.setdefault(one.subject, {}).update(_fields(one.value))
        others = _others(one)
        if others:
            between = {frozenset((one.subject, other)) for other in others}
            later = later | between if one.verb == ledger.LATER else later - between
            if one.verb != ledger.LATER:
                same = one.verb == ledger.MERGE
                pairs += [Pair(same, one.subject, other) for other in others]
        elif one.verb in ledger.ABOUT_REFERENCES:
            key = print_key(str(one.value.get("printed") or ""))
            room, name = (by_subject, one.subject) if key is None else (by_print, key)
            room[name] = _follow(room.get(name, UNRULED), one)
    return Rulings(
        by_subject=by_subject, by_print=by_print, pairs=tuple(pairs), edits=edits, keys=keys,
        apart=frozenset(pair.a for pair in pairs if not pair.same),
        later_pairs=frozenset(later),
    )  # fmt: skip


def _others(decision: Decision) -> Sequence[str]:
    others = decision.value.get("others")
    return [str(one) for one in others] if isinstance(others, list) else ()


def _keys(decision: Decision) -> dict[str, str]:
    chosen = decision.value.get("keys") if decision.verb == ledger.REKEY else None
    return {str(name): str(key) for name, key in chosen.items()} if isinstance(chosen, dict) else {}


def _fields(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(map(person_from_json, told or ())) if name in PEOPLE else told
        for name, told in value.items()
    }


def _follow(before: Ruling, decision: Decision) -> Ruling:
    """Return what stands of a reference after one more decision."""
    value: Mapping[str, Any] = decision.value
    if decision.verb == ledger.LATER:
        return replace(before, later=True)
    if decision.verb == ledger.NO_PUBLICATION:
        return replace(before, publication=False, accepted=None, later=False)
    if decision.verb == ledger.REJECT:
        rejected = before.rejected | {str(one) for one in value.get("candidates", ())}
        gone = before.accepted is not None and identity(before.accepted) in rejected
        accepted = None if gone else before.accepted
        return replace(before, rejected=rejected, accepted=accepted, later=False)
    record = record_from_json(value["record"]) if value.get("record") else None
    if record is None:
        return replace(before, confirmed=True, publication=True, later=False)
    return replace(
        before, accepted=record, source=str(value.get("source") or ""), publication=True,
        rejected=before.rejected - {identity(record)}, later=False,
    )  # fmt: skip

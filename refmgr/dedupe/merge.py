"""Merging: one Record out of many descriptions of one Work, each value with its origin."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from refmgr.model import Description, Person, Record
from refmgr.text import fold

FIELDS: Final = tuple(Record.__dataclass_fields__)
RANKS: Final = {
    name: rank
    for rank, name in enumerate(
        (
            "person", "pubmed", "crossref", "europepmc", "catalogue", "arxiv",
            "entry", "own", "reference", "cited-by",
        )
    )
}  # fmt: skip


def merge(descriptions: Sequence[Description]) -> tuple[Record, dict[str, str]]:
    """Return the merged Record and, per field that has a value, its origin.

    Field by field: what a person set, then by rank of the source; within one rank the value most
    descriptions agree on, then the longer one, then alphabetical order. The order in which the
    descriptions are given does not matter.
    """
    if len(descriptions) == 1 and not descriptions[0].edits:
        return _alone(descriptions[0])
    ordered = sorted(descriptions, key=lambda one: (RANKS[one.rank], one.subject))
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in FIELDS:
        chosen = _choose(name, ordered)
        if chosen is not None:
            values[name], origins[name] = chosen
    if values.get("authors"):
        values["et_al"] = _cut_short(values["authors"], ordered)
        origins.pop("et_al", None)
    return Record(**values), origins


def _alone(one: Description) -> tuple[Record, dict[str, str]]:
    told = [name for name in FIELDS if getattr(one.record, name)]
    origins = dict.fromkeys(told, one.origin)
    if one.record.authors:
        origins.pop("et_al", None)
    return one.record, origins


def _choose(name: str, ordered: Sequence[Description]) -> tuple[Any, str] | None:
    for one in ordered:
        if name in one.edits:
            return one.edits[name], "you"
    offers = [(one, value) for one in ordered if (value := getattr(one.record, name))]
    if not offers:
        return None
    best = RANKS[offers[0][0].rank]
    rivals = [(one, value) for one, value in offers if RANKS[one.rank] == best]
    agreed: Counter[str] = Counter()
    for one, value in rivals:
        agreed[_form(value)] += one.weight
    one, value = min(rivals, key=lambda offer: _preference(offer[1], agreed))
    return value, one.origin


def _form(value: Any) -> str:  # noqa: ANN401 - any field of a Record
    if isinstance(value, tuple):
        return "; ".join(fold(_name(person)) for person in value)
    return fold(value) if isinstance(value, str) else str(value)


def _preference(value: Any, agreed: Counter[str]) -> tuple[int, int, str]:  # noqa: ANN401
    form = _form(value)
    if isinstance(value, tuple):  # a longer author list says more than a frequent cut one
        # "Callen, Jeffrey" before "Callen, J.", but "J. P." is no longer than "JP".
        return (-len(value), -agreed[form], f"{9999 - sum(map(str.isalpha, form)):04}{form}")
    return (-agreed[form], -len(str(value)), str(value))


def _name(person: Person) -> str:
    return person.literal or f"{person.particle or ''} {person.family or ''} {person.given or ''}"


def _cut_short(authors: tuple[Person, ...], ordered: Sequence[Description]) -> bool:
    givers = [one for one in ordered if one.record.authors == authors]
    return bool(givers) and all(one.record.et_al for one in givers)

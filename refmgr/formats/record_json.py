"""Records and Problems as JSON, the form that commands print and the library stores (CSL's type names)."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from refmgr.model import Person, Problem, Record

PERSON_PARTS: Final = tuple(part.name for part in fields(Person))
PEOPLE: Final = ("authors", "editors")
FIELDS: Final = tuple(part.name for part in fields(Record))
PLAIN: Final = tuple(name for name in FIELDS if name not in PEOPLE)


def person_to_json(person: Person) -> dict[str, str]:
    """Return the parts a name has: `{"family": "Callen", "given": "J. P."}` or `{"literal": ...}`."""
    return {part: value for part in PERSON_PARTS if (value := getattr(person, part)) is not None}


def person_from_json(data: Mapping[str, str]) -> Person:
    """Return the Person written by `person_to_json`; unknown parts are left out."""
    return Person(**{part: data[part] for part in PERSON_PARTS if data.get(part) is not None})


def record_to_json(record: Record) -> dict[str, Any]:
    """Return every field of a Record in the order of INTERFACES.md; absent ones are None."""
    data: dict[str, Any] = {name: getattr(record, name) for name in FIELDS}
    for name in PEOPLE:
        data[name] = [person_to_json(person) for person in getattr(record, name)]
    return data


def told(record: Record) -> dict[str, Any]:
    """Return the fields of a Record that have a value, in the order of INTERFACES.md."""
    return {
        name: [person_to_json(person) for person in value] if name in PEOPLE else value
        for name in FIELDS
        if (value := getattr(record, name))
    }


def record_from_json(data: Mapping[str, Any]) -> Record:
    """Return the Record written by `record_to_json`; absent and unknown fields are left out."""
    values: dict[str, Any] = {name: data[name] for name in PLAIN if data.get(name) is not None}
    for name in PEOPLE:
        values[name] = tuple(map(person_from_json, data.get(name) or ()))
    return Record(**values)


def problems_to_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Return problems as `[{"code": ..., "message": ...}]`."""
    return [{"code": problem.code, "message": problem.message} for problem in problems]

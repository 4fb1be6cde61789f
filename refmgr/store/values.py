"""How values stand in columns: as compact JSON text."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from refmgr.formats.record_json import problems_to_json, record_from_json, record_to_json
from refmgr.model import Mention, Problem, Record

# `json.dumps` with separators makes an encoder at each call, which costs more than encoding.
COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return compact JSON, the same text for the same value."""
    return COMPACT.encode(value)


def dump_record(record: Record) -> str:
    """Return a Record as compact JSON without its absent fields."""
    return dump({name: value for name, value in record_to_json(record).items() if value})


def load_record(text: str) -> Record:
    """Return the Record `dump_record` wrote."""
    return record_from_json(json.loads(text))


def dump_problems(problems: Sequence[Problem]) -> str:
    """Return problems as JSON: `[{"code": ..., "message": ...}]`."""
    return dump(problems_to_json(problems))


def load_problems(text: str) -> tuple[Problem, ...]:
    """Return the problems `dump_problems` wrote."""
    return tuple(Problem(**problem) for problem in json.loads(text))


def load_mention(row: sqlite3.Row) -> Mention:
    """Return the Mention a row of `mentions` holds."""
    return Mention(
        start=row["span_start"], end=row["span_end"], text=row["text"],
        references=tuple(json.loads(row["numbers"])), sentence=row["sentence"],
        section=row["section"], style=row["style"],
    )  # fmt: skip

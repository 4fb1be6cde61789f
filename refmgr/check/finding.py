"""What a check found: what is wrong, where, why it is thought so, and how to repair it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# In the order in which they are told.
LEVELS: Final = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that needs a look.

    `code` is stable. `level`: error (a reader would be misled), warning (probably wrong), note (worth
    knowing). `what` is one sentence; `why` the evidence; `repair` what to do. `file` with `line` and
    `column` (from 1), or with the `number` of a reference, says where; `key` is the work's.
    """

    code: str
    level: str
    what: str
    why: str = ""
    repair: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    number: int | None = None
    key: str | None = None


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, place and weight, each once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda one: (
            one.file, one.line or 0, one.column or 0, one.number or 0, LEVELS.index(one.level),
            one.code, one.key or "", one.what,
        ),
    )  # fmt: skip

"""The objects of a JSON file one by one, so that a broken or cut off one costs only itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

BETWEEN: Final = re.compile(r"[\s,\[\]\ufeff]*")
NEXT: Final = re.compile(r"[}\]]\s*,?\s*\n?\s*(?=\{\s*\")")
# `{"items": [...]}` (Better CSL JSON, Crossref), `{"references": [...]}` (pandoc).
WRAPPED: Final = re.compile(
    r'\s*\{\s*"(?:[^"\\]{1,40}"\s*:\s*(?:"[^"]{0,200}"|[\d.]{1,20})\s*,\s*")*(?:items|references|works|records)"\s*:\s*(?=\[)'
)


@dataclass(frozen=True, slots=True)
class Found:
    """One object with the line where it begins and its text; `value` is None where it is broken."""

    line: int
    raw: str
    value: Any
    trouble: str = ""


def json_items(text: str) -> Iterator[Found]:
    """Yield the objects of an array, of the array in an object, or of lines, in order."""
    decoder = json.JSONDecoder(strict=False)
    wrapped = WRAPPED.match(text)
    at = wrapped.end() if wrapped else 0
    line, counted = 1, 0
    while (at := BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        if wrapped and text[at] == "}":
            return
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = decoder.raw_decode(text, at)
            trouble = ""
        except (json.JSONDecodeError, RecursionError) as error:
            following = NEXT.search(text, at + 1)
            end = following.end() if following else len(text)
            value, trouble = None, _said(error)
        yield Found(line, text[at:end].rstrip(", \n\t"), value, trouble)
        at = end


def _said(error: json.JSONDecodeError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return f"it is not JSON ({error.msg} in line {error.lineno})"

"""The numbers under which a catalogue enters a work: its identifiers, and its year, volume and page."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from refmgr.identifiers import find_identifiers
from refmgr.model import Record

# A key is a whole number below 2^62: two bits for its kind, sixty for its value.
IDENTIFIERS: Final = {"doi": 1 << 60, "pmid": 2 << 60}
PLACE: Final = 3 << 60
VALUE_BITS: Final = 60
LARGEST_VOLUME: Final = 1 << 18
LARGEST_PAGE: Final = 1 << 28
YEARS: Final = range(1500, 2100)

NUMBER: Final = re.compile(r"\d+")
YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# A volume stands before its page, with an issue or a month between them at most.
FARTHEST: Final = 3
MOST_DIGITS: Final = 9
MOST_NUMBERS: Final = 9
MOST_YEARS: Final = 3
LONGEST_RAW: Final = 20_000


@lru_cache(maxsize=64)
def without_identifiers(raw: str) -> str:
    """Return a printed reference with a blank for each identifier: its words and numbers."""
    text = raw[:LONGEST_RAW]
    for item in reversed(find_identifiers(text)):
        text = f"{text[: item.start]} {text[item.end :]}"
    return text


def identifier_key(kind: str, value: str) -> int:
    """Return the key of an identifier, such as `("doi", "10.1000/1")`."""
    digest = blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return IDENTIFIERS[kind] | (int.from_bytes(digest, "big") >> (64 - VALUE_BITS))


def keys_of(record: Record) -> Iterator[int]:
    """Yield the keys of a work."""
    for kind in IDENTIFIERS:
        if value := getattr(record, kind):
            yield identifier_key(kind, value)
    volume = _number(record.volume or record.issue)
    page = _number(record.pages or record.article_number)
    if volume is None or page is None or volume >= LARGEST_VOLUME or page >= LARGEST_PAGE:
        return
    if record.year is not None and record.year in YEARS:
        yield _place_key(record.year, volume, page)


def place_keys(raw: str) -> Sequence[int]:
    """Return the keys that a printed reference may mean by its numbers, likeliest first.

    Args:
        raw: the reference as printed. Which of its numbers is the volume need not be known: a
            work that does not agree otherwise is not accepted.
    """
    text = without_identifiers(raw)
    numbers = [int(number) for number in NUMBER.findall(text) if len(number) <= MOST_DIGITS]
    keys: dict[int, None] = {}
    for year in list(dict.fromkeys(map(int, YEAR.findall(text))))[-MOST_YEARS:]:
        others = _without(numbers, year)
        for apart in range(1, FARTHEST + 1):
            for volume, page in zip(others, others[apart:], strict=False):
                if volume < LARGEST_VOLUME and page < LARGEST_PAGE:
                    keys[_place_key(year, volume, page)] = None
    return list(keys)


def _without(numbers: Sequence[int], year: int) -> Sequence[int]:
    """Return the last numbers without the year; where it stands twice it is the volume, too."""
    at = numbers.index(year)
    return (*numbers[:at], *numbers[at + 1 :])[-MOST_NUMBERS:]


def _place_key(year: int, volume: int, page: int) -> int:
    return PLACE | (year * LARGEST_VOLUME + volume) * LARGEST_PAGE + page


def _number(text: str | None) -> int | None:
    found = NUMBER.search(text or "")
    return int(found[0]) if found and len(found[0]) <= MOST_DIGITS else None

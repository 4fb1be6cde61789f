"""Page ranges: hyphens and dashes of every kind, short ends, letters around the number."""

import re
from typing import Final

DASH: Final = re.compile(r"[-‐‑‒–—−]+")
PAGE: Final = re.compile(r"([A-Za-z]{0,3})([0-9]{1,9})([A-Za-z]{0,3})")
ROMAN: Final = re.compile(r"[ivxlcIVXLC]+")
PART: Final = re.compile(r"[,;]")


def page_range(printed: str) -> tuple[str, str] | None:
    """Return the first and the complete last page of one printed range, None if it is no range.

    `53–7` is 53 to 57, `S12-5` S12 to S15, `436S-9S` 436S to 439S. An end that would lie before
    the start (`98-3`) is left as printed, for it is a misprint or something else.
    """
    ends = [end.strip() for end in DASH.split(printed)]
    if len(ends) != 2:
        return None
    first, last = ends
    if ROMAN.fullmatch(first) and ROMAN.fullmatch(last):
        return first, last
    start, end = PAGE.fullmatch(first), PAGE.fullmatch(last)
    if not start or not end or end[1].lower() not in ("", start[1].lower()):
        return None
    return first, _complete(start, end)


def _complete(start: re.Match[str], end: re.Match[str]) -> str:
    missing = len(start[2]) - len(end[2])
    digits = start[2][:missing] + end[2] if missing > 0 else end[2]
    if int(digits) < int(start[2]):
        return end[0]
    return (end[1] or start[1]) + digits + (end[3] or start[3])


def complete_pages(printed: str, dash: str = "-") -> str:
    """Return printed pages with every range complete: `53–7, 61` → `53-57, 61`.

    What is no range (`e1002369`, `CD004234-pub2`) stays, with plain hyphens.
    """
    parts = (_completed(part, dash) for part in PART.split(printed))
    return ", ".join(part for part in parts if part)


def _completed(part: str, dash: str) -> str:
    found = page_range(part)
    return dash.join(found) if found else DASH.sub("-", part.strip())

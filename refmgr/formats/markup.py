"""Inline markup in titles (`<i>`, `<sup>`, `&amp;`) as plain text that says the same."""

import re
from html import unescape
from typing import Final

SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPTS: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
CONVERTIBLE: Final = frozenset("0123456789+-−=()")
RAISED: Final = re.compile(r"<(sup|sub|inf)(?:\s[^<>]{0,80})?>([^<>]{1,12})</\1>", re.IGNORECASE)
TAG: Final = re.compile(
    r"</?(?:i|b|u|em|strong|sup|sub|inf|sc|scp|span|italic|bold|p|br|"
    r"jats:[a-z-]{1,20}|mml:[a-z-]{1,20})(?:\s[^<>]{0,120})?/?>",
    re.IGNORECASE,
)


def plain_markup(text: str) -> str:
    """Return a text without tags and character references.

    `10<sup>6</sup> &amp; <i>S. aureus</i>` becomes `10⁶ & S. aureus`.

    Digits keep their height as characters, since `10<sup>6</sup>` is not 106; other raised text
    comes down. Anything that is no tag of inline markup stays (`p < 0.05`).
    """
    if "&" in text:
        text = unescape(text)
    if "<" not in text:
        return text
    return TAG.sub("", RAISED.sub(_raised, text))


def _raised(found: re.Match[str]) -> str:
    if not CONVERTIBLE.issuperset(found[2]):
        return found[2]
    return found[2].translate(SUPERSCRIPTS if found[1].lower() == "sup" else SUBSCRIPTS)

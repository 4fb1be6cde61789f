"""How a document uses its words: bare, or with numbers glued to them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from refmgr.references.styles.numerals import digit_runs

_WORD: Final = re.compile(r"[^\W\d_]+")
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[-‐‑]?\Z")
_HYPHENS: Final = frozenset("-‐‑")
_LONGEST_NUMBER: Final = 4
_LONGEST_WORD: Final = 30


class WordUse:
    """Counts of every word of a document, bare and with a number glued to it.

    "IL-6" is a use of IL with a number, as "IL6" is.
    """

    def __init__(self, text: str) -> None:
        self._pairs = Counter(_pairs(text))
        self._numbered: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        for (word, _), times in self._pairs.items():
            self._numbered[word] += times
            self._numbers[word] += 1
        self._bare: Counter[str] = Counter()
        for word, times in Counter(_WORD.findall(text)).items():
            self._bare[_key(word)] += times - self._numbered[word]

    def bare(self, word: str) -> int:
        """Count how often the word stands without a number, at the start of a sentence or not."""
        return self._bare[_key(word)]

    def repeated(self, word: str, number: str) -> int:
        """Count how often the word carries this very number."""
        return self._pairs[word, number]

    def numbered(self, word: str) -> int:
        """Count how often the word carries a number at all."""
        return self._numbered[word]

    def numbers(self, word: str) -> int:
        """Count the different numbers glued to the word: many for a family of names (CD4, CD8)."""
        return self._numbers[word]


def _key(word: str) -> str:
    """Return one key for "calcinosis" and "Calcinosis", another for "CALCINOSIS"."""
    return word.lower() if word.istitle() else word


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word that a number is glued to, with the number."""
    for match in digit_runs(text):
        start = match.start()
        touched = text[start - 1 : start]
        if match.end() - start > _LONGEST_NUMBER or not (touched.isalpha() or touched in _HYPHENS):
            continue
        word = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start)
        if word is not None:
            yield word[1], match[0]

"""How a document uses its words: bare, or with numbers glued to them."""

import re
from collections import Counter
from typing import Final

# "IL-6" is a use of IL with a number, as "IL6" is.
_USE: Final = re.compile(r"([^\W\d_]+)(?:[-\u2010\u2011]?(\d{1,4})(?!\d))?")


class WordUse:
    """Counts of every word of a document, bare and with a number glued to it."""

    def __init__(self, text: str) -> None:
        self._bare: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._numbered: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        for (word, number), times in Counter(_USE.findall(text)).items():
            if number:
                self._pairs[word, number] = times
                self._numbered[word] += times
                self._numbers[word] += 1
            else:
                self._bare[_key(word)] += times

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

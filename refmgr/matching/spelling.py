"""How words are spelt when titles are compared: American, singular, numerals as digits."""

import re
from functools import lru_cache
from typing import Final

from refmgr.text import vocabulary

STOP_WORDS: Final = vocabulary(
    "a al among an and are as at auf bei by con da das de dei del der des di die do dos du e ein "
    "eine el en et for from fur il im in into is it its la las le les los mit nach o of on oder "
    "or para por s sur the their to un una und une von was were with y zu zur"
)
NUMERALS: Final[dict[str, str]] = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
    "xi": "11",
    "xii": "12",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
    "5th": "5",
}
# Alone these are letters or words of several languages, numerals only behind "part".
UNSURE_NUMERALS: Final = frozenset({"i", "v", "x"})

# British spelling and plurals: letters a word must hold, the pattern, what it becomes.
SPELLING: Final = (
    ("ae", re.compile("(?<=[a-z])ae(?=[a-z])|^ae(?=[a-z]{3})"), "e"),
    ("oe", re.compile("(?<=[a-z])oe(?=[a-z])|^oe(?=[a-z]{3})"), "e"),
    ("our", re.compile("our(?=s?$|ed$|ing$|al$)"), "or"),
    ("is", re.compile("(?<=[a-z]{3})is(?=e[ds]?$|ing$|ation)"), "iz"),
    ("ys", re.compile("(?<=[a-z]{3})ys(?=e[ds]?$|ing$|ation)"), "yz"),
    ("re", re.compile("(?<=[a-z]{2}[bt])re$"), "er"),
    ("s", re.compile("(?<=[a-z]{2}[a-hj-rtv-z])s$|(?<=[a-z]{2}s)es$"), ""),
    ("ie", re.compile("(?<=[a-z]{3})ie$"), "i"),
    ("y", re.compile("(?<=[a-z]{3})y$"), "i"),
)


@lru_cache(maxsize=1 << 17)
def spelled(word: str) -> str:
    """Return a folded word in American spelling, singular, numerals as digits."""
    if word in NUMERALS and word not in UNSURE_NUMERALS:
        return NUMERALS[word]
    if not word.isalpha():
        return word.lstrip("0") or word
    if len(word) > 3:
        for letters, pattern, plain in SPELLING:
            if letters in word:
                word = pattern.sub(plain, word)
    return word

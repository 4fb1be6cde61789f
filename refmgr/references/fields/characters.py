"""The letters and small pieces that the patterns of all fields are built from."""

import re
from typing import Final

_LATIN_GREEK_CYRILLIC: Final = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x386, 0x530))
_LATIN_MORE: Final = range(0x1E00, 0x1F00)

# `re` knows no \p{Lu}: the classes are spelled out once here.
UPPER: Final = "".join(
    chr(c) for c in (*_LATIN_GREEK_CYRILLIC, *_LATIN_MORE) if chr(c).isupper() and chr(c).isalpha()
)
DASH: Final = r"[-‐‑‒–—−]"
YEAR: Final = r"(?:1[6-9]\d\d|20\d\d)"
MONTH: Final = (
    r"(?:jan(?:uary|eiro|uar)?|feb(?:ruary|ruar)?|fev(?:ereiro)?|mar(?:ch|ço)?|m[äa]rz"
    r"|apr(?:il)?|abr(?:il)?"
    r"|may|mai(?:o)?|june?|jun(?:ho|i)?|july?|jul(?:ho|i)?|aug(?:ust)?|ago(?:sto)?|sept?(?:ember)?"
    r"|set(?:embro)?|oct(?:ober)?|out(?:ubro)?|okt(?:ober)?|nov(?:ember|embro)?|dec(?:ember)?"
    r"|dez(?:ember|embro)?|spring|summer|autumn|fall|winter)\.?(?![^\W\d_])"
)
# A word that may stand in lower case inside a name, a journal or a heading.
PARTICLE: Final = (
    r"(?:van|von|vom|vander|vanden|der|den|de|da|do|dos|das|del|della|dello|degli|di|du|des|la"
    r"|las|le|lo|los|el|al"
    r"|bin|ibn|ben|abu|abd|ter|ten|te|zu|zur|dal|af|av|y|e|i|st|mc|mac|in|'t|d|l|dela|delos|uit"
    r"|het|op)"
)
BULLETS: Final = "•●▪◦‣∙·■□○"
EDGES: Final = " \t\r\n\f\v\u00a0.,;:"

SPACES: Final = re.compile(r"\s+")


def any_of(*alternatives: str) -> str:
    """Return the pattern that matches any of the given patterns, as one group."""
    return f"(?:{'|'.join(alternatives)})"


def trim(text: str) -> str:
    """Return a part of a reference without the punctuation that parted it from its neighbours."""
    return text.strip(EDGES)

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
# Months and seasons in English, Portuguese, Spanish, German, French and (in full) Italian.
MONTH: Final = (
    r"(?<![^\W\d_])(?:jan(?:uary|eiro|uar|v(?:ier)?)?|ene(?:ro)?|gennaio"
    r"|feb(?:ruary|ruar|rero|braio)?|fev(?:ereiro)?|févr?(?:ier)?|febr?"
    r"|mar(?:ch|ço|zo|s)?|m[äa]rz|mär|apr(?:ile?)?|abr(?:il)?|avr(?:il)?"
    r"|may(?:o)?|mai(?:o)?|maggio|june?|jun(?:ho|io|i)?|juin|giugno"
    r"|july?|jul(?:ho|io|i)?|juil(?:let)?|luglio|aug(?:ust)?|ago(?:sto)?|août"
    r"|sept?(?:emb(?:er|re)|iembre)?|set(?:embro|tembre)?|oct(?:ober|obre|ubre)?|out(?:ubro)?"
    r"|okt(?:ober)?|ottobre|nov(?:emb(?:er|ro|re)|iembre)?|dec(?:ember)?|dez(?:ember|embro)?"
    r"|dic(?:iembre|embre)?|déc(?:embre)?|spring|summer|autumn|fall|winter)\.?(?![^\W\d_])"
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

"""The letters and small pieces that the patterns of all fields are built from."""

import re
import unicodedata
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
    r"|feb(?:ruary|ruar|rero|braio)?|fev(?:ereiro)?|f[ée]vr?(?:ier)?|febr?"
    r"|mar(?:ch|[çc]o|zo|s)?|m[äa]rz|mär|apr(?:ile?)?|abr(?:il)?|avr(?:il)?"
    r"|may(?:o)?|mai(?:o)?|maggio|june?|jun(?:ho|io|i)?|juin|giugno"
    r"|july?|jul(?:ho|io|i)?|juil(?:let)?|luglio|aug(?:ust)?|ago(?:sto)?|ao[ûu]t"
    r"|sept?(?:emb(?:er|re)|iembre)?|set(?:embro|tembre)?|oct(?:ober|obre|ubre)?|out(?:ubro)?"
    r"|okt(?:ober)?|ottobre|nov(?:emb(?:er|ro|re)|iembre)?|dec(?:ember)?|dez(?:ember|embro)?"
    r"|dic(?:iembre|embre)?|d[ée]c(?:embre)?|spring|summer|autumn|fall|winter)\.?(?![^\W\d_])"
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


class _Plain(dict[int, str]):
    """The plain letter of each letter, found when it first occurs: one for one, so that places stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if not letter.isalpha():
            plain = letter
        else:
            base = unicodedata.normalize("NFD", letter)[0]
            other = "A" if letter.isupper() else "a" if letter.islower() else letter
            plain = base if base.isascii() else other
        self[code] = plain
        return plain


_PLAIN: Final = _Plain()


def plain_letters(text: str) -> str:
    """Return a text of the same length with accents off and other letters as `A` or `a`.

    A pattern on it needs no class of all capitals that there are: those take long to compile.
    Letters of scripts without case stay, and so does everything that is no letter.
    """
    return text if text.isascii() else text.translate(_PLAIN)


SPACES: Final = re.compile(r"\s+")


def any_of(*alternatives: str) -> str:
    """Return the pattern that matches any of the given patterns, as one group."""
    return f"(?:{'|'.join(alternatives)})"


def trim(text: str) -> str:
    """Return a part of a reference without the punctuation that parted it from its neighbours."""
    return text.strip(EDGES)

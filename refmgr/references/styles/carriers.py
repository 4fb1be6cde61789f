"""How much a word that carries a number looks like one that carries a marker, and not like a name."""

import re
from typing import Final

from refmgr.references.styles.surroundings import LABELS, UNITS
from refmgr.references.styles.word_use import WordUse

_NAME: Final = re.compile(r"(?:Mc|Mac|[A-Z]['’])?[A-Z][^\W\dA-Z_]{3,}(?:[-‐][A-Z][^\W\dA-Z_]+)*\Z")
_LONG_NAME: Final = 7
"""Gene names printed like a surname ("Smurf2", "Cxcl1") are shorter."""
_LONG_WORD: Final = 6
_FREQUENT: Final = 5
_FUNCTION_WORD: Final = 20
"""A word of up to three letters that stands bare as often as this is no symbol: "in", "of", "see"."""


def carrier_points(token: str, core: str, printed: str, use: WordUse) -> int | None:
    """Weigh the word in front of a glued number: the document itself tells names from words.

    Args:
        token: all that is glued before the number, as "anti-CTLA".
        core: the letters that touch it, as "CTLA".
        printed: the number or list of numbers.
        use: the words of the document.

    Returns:
        About 4 for a common word, down to -6 for a symbol; None where no marker can stand.
    """
    points = _shape_points(token, core, printed, use)
    if not printed.isdigit():
        # Hardly anything but a citation prints a list of numbers on a word.
        return 3 + max(-1, points)
    is_label = core.lower() in LABELS
    if len(core) == 1 or core in UNITS or (is_label and core[0].isupper()):
        return None
    return points - 2 * is_label


def _shape_points(token: str, core: str, printed: str, use: WordUse) -> int:
    if token.islower() and not any(map(str.isdigit, token)):
        return _plain_points(core, printed, use)
    bare, numbered = use.bare(core), use.numbered(core)
    again = use.repeated(core, printed) > 1
    frequent = bare >= _FREQUENT * numbered
    if _NAME.match(token):
        if bare > 1 and (use.numbers(core) == 1 or frequent):
            return 3
        return 2 if len(core) >= _LONG_NAME and not again else 0
    if frequent:
        return 2 - 4 * again
    return -3 - (numbered > 1 and 2 * numbered > bare) - 2 * again


def _plain_points(core: str, printed: str, use: WordUse) -> int:
    """Weigh a word in small letters, which is rarely a symbol: the less so the longer it is."""
    bare, numbered = use.bare(core), use.numbered(core)
    if len(core) <= 3 and bare < _FUNCTION_WORD:
        return 0
    points = 1 if bare == 0 else 3 if bare < 3 else 4
    times, numbers = use.repeated(core, printed), use.numbers(core)
    if len(core) >= _LONG_WORD and 2 * numbered < 3 * numbers + 2:
        return points + 2 - 2 * (times > 2)
    family = numbers > 1 and bare < _FREQUENT * numbered
    return points - 2 * (times > 1) - 2 * family

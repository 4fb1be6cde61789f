"""What all sources of Records have in common: a name, their Candidates, and how they fail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from refmgr.errors import UnreachableError
from refmgr.model import Candidate, Reference


class Source(Protocol):
    """Something that offers Records for a Reference."""

    @property
    def name(self) -> str:
        """The name under which its Candidates and answers are kept."""
        ...

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return what the source has for a Reference, its best first, empty if it knows nothing.

        Raises:
            UnreachableError: there is no connection; asking again in this run is pointless.
            RefusedError: the source broke down or refused; later it may answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask a source, as a Source: by a printed identifier, or by the printed text."""

    name: str
    offer: Callable[[Reference], Sequence[Candidate]]

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return what this way finds; see `Source`."""
        return self.offer(reference)


class NotAskedError(UnreachableError):
    """The answer is not in the library, and the run is offline, so nobody was asked."""

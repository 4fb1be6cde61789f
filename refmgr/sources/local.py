"""The library itself as a source: works resolved before are offered without any network."""

from collections.abc import Callable, Sequence
from typing import Final

from refmgr.model import Candidate, Record, Reference


class LibrarySource:
    """Offers the Records of works that the library already knows.

    Args:
        find: returns the Records in the library that resemble a given one, best first.
    """

    name: Final = "library"

    def __init__(self, find: Callable[[Record], Sequence[Record]]) -> None:
        self._find = find

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return the library's works that resemble the Reference; it never fails."""
        return [
            Candidate(source=self.name, record=record, asked="library")
            for record in self._find(reference.record)
        ]

"""What a library tells about the literature in it: the network, reports, and a folder of all of them."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from refmgr.model import Work
from refmgr.store.database import Connection

if TYPE_CHECKING:
    from refmgr.network.graph import Network
    from refmgr.reports.table import Report


class Telling:
    """The part of the facade that reports and pictures are made by; `Library` brings the rest."""

    __slots__ = ()
    path: Path

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _find(self, connection: Connection, name: str) -> tuple[int, Work]:
        raise NotImplementedError

    def network(self, most: int = -1, *, kind: str = "citation", least: int = 2) -> "Network":
        """Return the network of all works, or of the `most` best connected; empty without a library.

        Args:
            most: at most so many works, all when it is negative.
            kind: citation (with citing sentences), co-citation or coupling.
            least: pairs of the last two that fewer works join are left out.
        """
        from refmgr.library import networking  # noqa: PLC0415
        from refmgr.network.graph import Network  # noqa: PLC0415

        if not self.path.exists():
            return Network((), (), kind=kind)
        with self._reading() as connection:
            return networking.network(connection, kind, least, most)

    def report(
        self, name: str, *, least: int = 1, limit: int = -1, seeds: Sequence[str] = ()
    ) -> "Report":
        """Return a report by its name.

        Args:
            name: most-cited, coverage, ...; `library.reporting.REPORTS` has them all.
            least: leave out what counts fewer.
            limit: at most so many rows, all when it is negative.
            seeds: citation keys that citation searching starts from, all documents when none is named.

        Raises:
            NotFoundError: no such report, or a key nobody knows.
        """
        from refmgr.library import reporting  # noqa: PLC0415

        with self._reading() as connection:
            found = tuple(self._find(connection, seed)[0] for seed in seeds)
            asked = reporting.Asked(limit=limit, least=least, seeds=found or None)
            return reporting.report(connection, name, asked)

    def report_folder(self) -> Iterator[tuple[str, str]]:
        """Yield name and text of every file of a folder with all reports, index page and picture."""
        from refmgr.library import folder  # noqa: PLC0415

        with self._reading() as connection:
            yield from folder.files(connection)

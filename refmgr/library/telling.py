"""What a library tells about the literature in it: works for a manuscript, the network, reports."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from refmgr.model import Work
from refmgr.store import works
from refmgr.store.database import Connection

if TYPE_CHECKING:
    from refmgr.library.importing import Source
    from refmgr.library.outcomes import Imported
    from refmgr.library.snowballing import Snowballed
    from refmgr.model import Ranking, RelatedWork
    from refmgr.network.graph import Network
    from refmgr.reports.table import Report
    from refmgr.sources.snowball import Snowball


class Telling:
    """The part of the facade that exports, reports and pictures are made by; `Library` brings the rest."""

    __slots__ = ()
    path: Path

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _find(self, connection: Connection, name: str) -> tuple[int, Work]:
        raise NotImplementedError

    def snowball(self) -> "AbstractContextManager[Snowball]":
        """Open what asks services; see `Library.snowball`."""
        raise NotImplementedError

    def import_(self, sources: "Sequence[Source]") -> "Iterator[Imported]":
        """Import sources; see `Library.import_`."""
        raise NotImplementedError

    def export(
        self, keys: Sequence[str] = (), *, since: str = "", documents: bool = False
    ) -> Sequence[Work]:
        """Return the works with these keys, all when none is named; see `store.works.choose`.

        Raises:
            NotFoundError: a key nobody knows.
        """
        with self._reading() as connection:
            named = [self._find(connection, key)[1] for key in keys] if keys else None
            return works.choose(connection, named, since=since, documents=documents)

    def told(self) -> works.Told:
        """Return what was told of works besides their Records: abstracts, other names of journals."""
        with self._reading() as connection:
            return works.told(connection)

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

    def ask_around(self, direction: str, seeds: Sequence[str] = ()) -> "Iterator[Snowballed]":
        """Ask services what seeds cite (backward) or who cites them (forward); one outcome a seed.

        Args:
            direction: backward or forward; for the others nobody is asked.
            seeds: citation keys, all documents when none is named.

        Raises:
            NotFoundError: a key nobody knows.
        """
        from refmgr.library import snowballing  # noqa: PLC0415

        with self._reading() as connection:
            ids = [self._find(connection, seed)[0] for seed in seeds]
            chosen = [work for _, work in snowballing.seeds_of(connection, ids)]
        if direction in snowballing.BEYOND:
            yield from snowballing.ask(self.snowball(), direction, chosen)

    def found_around(
        self, direction: str, said: "Sequence[Snowballed]", seeds: Sequence[str] = (), *,
        least: int = 1, limit: int = -1,
    ) -> "Ranking[RelatedWork]":  # fmt: skip
        """Return what citation searching from seeds finds, here and in what services said."""
        from refmgr.library import snowballing  # noqa: PLC0415
        from refmgr.store import searching  # noqa: PLC0415

        with self._reading() as connection:
            ids = [self._find(connection, seed)[0] for seed in seeds]
            chosen = [number for number, _ in snowballing.seeds_of(connection, ids)]
            local = searching.related(connection, direction, chosen).items
            return snowballing.join(connection, local, said, least, limit)

    def import_found(self, direction: str, found: "Sequence[RelatedWork]") -> "Iterator[Imported]":
        """Import the metadata of the works found that are not in the library yet."""
        from refmgr.exports.bibliography import render  # noqa: PLC0415
        from refmgr.library import snowballing  # noqa: PLC0415
        from refmgr.library.importing import Source  # noqa: PLC0415

        with self._reading() as connection:
            new = snowballing.named(connection, found)
        if new:
            data = render(new, "csl-json")[0].encode()
            yield from self.import_((Source(name=f"snowball-{direction}.json", data=data),))

    def report_folder(self) -> Iterator[tuple[str, str]]:
        """Yield name and text of every file of a folder with all reports, index page and picture."""
        from refmgr.library import folder  # noqa: PLC0415

        with self._reading() as connection:
            yield from folder.files(connection)

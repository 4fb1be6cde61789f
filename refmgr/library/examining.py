"""What a library, or a manuscript that cites it, leaves for a person to look at: questions and findings."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from refmgr.errors import NotFoundError
from refmgr.model import Work
from refmgr.store.database import Connection

if TYPE_CHECKING:
    from refmgr.check.finding import Finding
    from refmgr.library.manuscripts import Manuscript
    from refmgr.library.questions import Question


class Examining:
    """The part of the facade that questions and checks are made by; `Library` brings the rest."""

    __slots__ = ()

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _find(self, connection: Connection, name: str) -> tuple[int, Work]:
        raise NotImplementedError

    def questions(self) -> Sequence["Question"]:
        """Return what only a person can tell: ambiguous matches, wrong identifiers, possible duplicates.

        What was put aside is among them, marked.
        """
        from refmgr.library.questions import open_questions  # noqa: PLC0415
        from refmgr.library.rulings import fold_decisions  # noqa: PLC0415
        from refmgr.store import ledger  # noqa: PLC0415

        with self._reading() as connection:
            return open_questions(connection, fold_decisions(ledger.decisions(connection)))

    def question(self, name: str) -> "Question":
        """Return the question with this name, open or answered before.

        Raises:
            NotFoundError: there is no such reference, paper or pair.
        """
        from refmgr.library.questions import find_question  # noqa: PLC0415
        from refmgr.library.rulings import fold_decisions  # noqa: PLC0415
        from refmgr.store import ledger  # noqa: PLC0415

        with self._reading() as connection:
            rulings = fold_decisions(ledger.decisions(connection))
            return find_question(connection, rulings, name)

    def cited_in(
        self, manuscripts: Sequence[str], stdin: bytes | None = None
    ) -> Sequence["Manuscript"]:
        """Return what manuscripts cite, and which works of the library these are.

        Raises:
            UnreadableError, NotFoundError: a manuscript cannot be read.
        """
        from refmgr.library.manuscripts import read_manuscripts  # noqa: PLC0415 - loads readers

        with self._reading() as connection:
            return read_manuscripts(connection, manuscripts, stdin)

    def check(
        self,
        manuscripts: Sequence[str] = (),
        *,
        paper: str | None = None,
        stdin: bytes | None = None,
    ) -> Sequence["Finding"]:
        """Return what is wrong in the library, in one of its papers, or in manuscripts that cite it.

        Raises:
            UnreadableError, NotFoundError: a manuscript cannot be read, or there is no such paper.
        """
        from refmgr.library import checking  # noqa: PLC0415 - loads readers
        from refmgr.library.manuscripts import read_manuscripts  # noqa: PLC0415
        from refmgr.library.rulings import fold_decisions  # noqa: PLC0415
        from refmgr.store import ledger  # noqa: PLC0415

        with self._reading() as connection:
            if manuscripts:
                read = read_manuscripts(connection, manuscripts, stdin)
                return checking.check_manuscripts(connection, read)
            name = None
            if paper is not None and (name := self._find(connection, paper)[1].document) is None:
                raise NotFoundError("this work is no imported paper", subject=paper)
            rulings = fold_decisions(ledger.decisions(connection))
            return checking.check_library(connection, rulings, name)

"""The one tree of errors that refmgr raises; anything else that escapes is a bug.

The tree::

    RefmgrError
    ├── UnreadableError      a file the user gave cannot be read as a document
    ├── LibraryError         library.db cannot be opened, is not ours, is damaged or busy
    │   └── OutdatedError      its tables are those of an older refmgr
    ├── NotFoundError        a key, document or decision that is not there
    ├── DecisionError        what a person asked for cannot be done
    ├── ExportError          a file cannot be written as asked
    ├── MissingExtraError    what was asked needs a package that is not installed
    └── SourceError          a source did not give a usable answer
        ├── UnreachableError   no connection at all: pointless to ask again in this run
        ├── RefusedError       the source refused or broke down (429, 5xx, time-out, broken answer)
        └── CatalogueError     an offline catalogue cannot be built or used
"""


class RefmgrError(Exception):
    """Trouble that a user can understand and mend.

    Args:
        message: one sentence: what is wrong and what to do next.
        subject: what it is about (a path, a key, a DOI), "" where the message says all.
    """

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}" if self.subject else self.message


class UnreadableError(RefmgrError):
    """A file that cannot be read as a document."""


class LibraryError(RefmgrError):
    """The library file cannot be used."""


class OutdatedError(LibraryError):
    """The tables of the library file are to be derived anew."""


class NotFoundError(RefmgrError):
    """Nothing in the library has that name."""


class DecisionError(RefmgrError):
    """A decision that cannot be carried out."""


class KeyPatternError(RefmgrError):
    """A pattern that citation keys cannot be made by."""


class ExportError(RefmgrError):
    """An export that cannot be written."""


class MissingExtraError(RefmgrError):
    """A package that is not installed; the message says how to install it."""


class SourceError(RefmgrError):
    """A source of metadata did not give a usable answer."""


class UnreachableError(SourceError):
    """No connection to the source at all."""


class RefusedError(SourceError):
    """The source answered, but not with an answer to the question."""


class CatalogueError(SourceError):
    """An offline catalogue cannot be built or used."""

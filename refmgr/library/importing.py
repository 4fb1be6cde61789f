"""What a person names to be imported: files, folders, standard input, identifiers - to be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refmgr.errors import NotFoundError, RefmgrError, UnreadableError

STDIN: Final = "-"
NEVER: Final = frozenset({".db", ".db-journal", ".db-wal", ".db-shm"})
LARGEST: Final = 64 * 1024 * 1024  # bytes; beyond it nothing is read into memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to import: `name` as shown, its path or its bytes (stdin, an identifier), or why not."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    error: RefmgrError | None = None

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            UnreadableError: the file cannot be opened, or is too large to be a paper.
        """
        if self.error is not None:
            raise self.error
        if self.path is None:
            return self.data or b""
        try:
            if (size := self.path.stat().st_size) > LARGEST:
                raise UnreadableError(
                    f"{size // 1_000_000} MB are too much for a paper; nothing was read",
                    subject=self.name,
                )
            return self.path.read_bytes()
        except OSError as error:
            raise UnreadableError(
                f"it cannot be opened ({error.strerror})", subject=self.name
            ) from error


def find_sources(names: Sequence[str], stdin: bytes | None = None) -> tuple[Source, ...]:
    """Return what is to be imported, folders opened, in the order of their names.

    Hidden files and libraries (`*.db`) in folders are passed over; a file named twice comes once.
    A missing path or an empty folder becomes a Source with an error, so that the others go on.
    """
    found: list[Source] = []
    seen: set[Path] = set()
    for name in names:
        for source in _open(name, stdin):
            if source.path is not None:
                if source.path.resolve() in seen:
                    continue
                seen.add(source.path.resolve())
            found.append(source)
    return tuple(found)


def _open(name: str, stdin: bytes | None) -> Iterator[Source]:
    path = Path(name)
    if name == STDIN:
        yield Source(name="pasted text", data=stdin or b"")
    elif path.is_dir():
        files = list(_files(path))
        if not files:
            yield Source(
                name=name,
                error=NotFoundError("there are no documents in this folder", subject=name),
            )
        yield from (Source(name=str(file), path=file) for file in files)
    elif path.exists():
        yield Source(name=name, path=path)
    elif (typed := _identifier(name)) is not None:
        yield Source(name=typed, data=f"{typed}\n".encode())
    else:
        yield Source(
            name=name,
            error=NotFoundError(
                "there is no such file or folder, and it is no DOI, PMID, PMCID or arXiv number; "
                "check the name",
                subject=name,
            ),
        )


def _identifier(typed: str) -> str | None:
    """Return an identifier in the one spelling it is kept in, so that it is imported once; else None."""
    from refmgr.formats.identifiers_list import read_identifier  # noqa: PLC0415 - only names need it

    record = read_identifier(typed.strip())
    if record is None:
        return None
    for value, prefix in (
        (record.doi, ""), (record.pmid, "PMID:"), (record.pmcid, ""), (record.arxiv, "arXiv:"),
    ):  # fmt: skip
        if value:
            return f"{prefix}{value}"
    return None


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix not in NEVER:
            yield path

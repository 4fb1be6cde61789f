"""What a catalogue is built from: files of works in several formats, read one work at a time."""

import codecs
import gzip
import io
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Union

from refmgr.errors import CatalogueError, UnreadableError
from refmgr.formats.csl_json import record_from_csl
from refmgr.identifiers import normalise_pmcid, normalise_pmid
from refmgr.model import Record
from refmgr.sources.translate import TYPES, record_from_work

# Nobody's work takes more; a longer line is not read into memory.
LONGEST_LINE: Final = 64_000_000
PEEK: Final = 65_536
BUFFER: Final = 1 << 20
# Of a list as one line so much is in memory at least.
CHUNK: Final = 1 << 20
# A library of a million records in BibTeX takes half of it.
LARGEST_BIBLIOGRAPHY: Final = 1 << 29
GZIP: Final = b"\x1f\x8b"
LIST: Final = re.compile(r'"items"\s*:\s*\[')
BRACKET: Final = re.compile(r"\[")
GAP: Final = re.compile(r"[\s,]*")
BLANK: Final = b" \t\r\n\xef\xbb\xbf"
TAR_ENDINGS: Final = (".tar", ".tar.gz", ".tgz")
# Crossref gives a DOI to these, too, but nobody cites them.
NOT_WORKS: Final = frozenset(
    {
        "component", "grant", "journal", "journal-issue", "journal-volume", "book-series",
        "book-set", "proceedings-series", "report-series", "report-component",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in an input that is no work: why, in words, and whether a work may be lost."""

    reason: str
    lost: bool = True


Item = Record | Skipped
Stream = Union["io.BufferedReader[Any]", gzip.GzipFile]
UNREADABLE: Final = Skipped("cannot be read as a work")
NOT_JSON: Final = Skipped("not JSON")
TOO_LONG: Final = Skipped(f"longer than {LONGEST_LINE // 1_000_000} MB")
NOT_CITED: Final = Skipped("a journal, series, component or grant", lost=False)
EMPTY: Final = Skipped("neither title nor journal", lost=False)
CUT_OFF: Final = Skipped("the file ends in the middle")


def find_inputs(sources: Iterable[Path]) -> list[Path]:
    """Return the files that sources name, those of a folder in the order of their names.

    Raises:
        CatalogueError: a source is not there, or a folder holds no file.
    """
    found: list[Path] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(path for path in source.rglob("*") if _is_input(path, source))
            if not inside:
                raise CatalogueError("there is no file in this folder", subject=str(source))
            found += inside
        elif source.is_file():
            found.append(source)
        else:
            raise CatalogueError("there is no such file or folder", subject=str(source))
    return list(dict.fromkeys(found))


def _is_input(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden


def read_items(path: Path) -> Iterator[Item]:
    """Yield the works of one file, and what in it is none.

    Args:
        path: JSON Lines, `{"items": [...]}`, a JSON list, PubMed's XML, or a bibliographic file;
            each also compressed with gzip, or several in a tar archive.

    Raises:
        CatalogueError: the file holds nothing of the kind.
    """
    if path.name.lower().endswith(TAR_ENDINGS):
        yield from _archived(path)
        return
    with _explained(path), io.BufferedReader(io.FileIO(path), BUFFER) as file:
        yield from _items(file, str(path))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CatalogueError(f"it cannot be read ({error})", subject=str(path)) from error


def _archived(path: Path) -> Iterator[Item]:
    with _explained(path):
        try:
            with tarfile.open(path, mode="r|*") as archive:
                for member in archive:
                    file = archive.extractfile(member) if member.isfile() else None
                    if isinstance(file, io.BufferedReader):
                        yield from _items(file, f"{path}:{member.name}")
            if not _has_end(path):
                yield CUT_OFF
        except tarfile.ReadError as error:
            if "unexpected end" not in str(error):
                raise CatalogueError(
                    f"this is no tar archive that can be read ({error})", subject=str(path)
                ) from error
            yield CUT_OFF
        except (EOFError, zlib.error):
            yield CUT_OFF


def _has_end(path: Path) -> bool:
    """Return whether a tar archive has its mark of the end, which tarfile does not miss."""
    with path.open("rb") as file:
        if file.peek(len(GZIP))[: len(GZIP)] == GZIP:
            return True
        file.seek(-tarfile.BLOCKSIZE, io.SEEK_END)
        return not any(file.read())


def _items(file: "io.BufferedReader[Any]", subject: str) -> Iterator[Item]:
    zipped = file.peek(len(GZIP))[: len(GZIP)] == GZIP
    try:
        stream: Stream = gzip.GzipFile(fileobj=file) if zipped else file
        beginning = stream.peek(PEEK)[:PEEK].lstrip(BLANK)
        reader = _reader(beginning)
        yield from reader(stream) if reader else _bibliography(stream, subject)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield CUT_OFF


def _reader(beginning: bytes) -> Callable[[Stream], Iterator[Item]] | None:
    """Return what reads a file that begins so, None if nothing does."""
    if beginning.startswith(b"<"):
        return _articles if b"Pubmed" in beginning else None
    if beginning.startswith(b"["):
        return _listed
    if beginning.startswith(b"{"):
        return _listed if _is_one_list(beginning) else _lines
    return None


def _is_one_list(beginning: bytes) -> bool:
    """Return whether an object is a list of works (`{"items": [...]}`), not the first of many."""
    if LIST.search(beginning.decode("utf-8", "replace")) is None:
        return False
    try:
        return "DOI" not in json.loads(beginning.split(b"\n", 1)[0])
    except ValueError:
        return True


def _lines(stream: Stream) -> Iterator[Item]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            while (line := stream.readline(LONGEST_LINE)) and not line.endswith(b"\n"):
                pass
            yield TOO_LONG
            continue
        if line.isspace():
            continue
        try:
            work = json.loads(line)
        except (ValueError, RecursionError):
            yield NOT_JSON
        else:
            yield read_work(work)


def _listed(stream: Stream) -> Iterator[Item]:
    """Yield the works of a JSON list that may be too large for memory."""
    decode = json.JSONDecoder().raw_decode
    window = _Window(stream)
    window.open_list()
    while window.skip_gap():
        try:
            work, window.at = decode(window.text, window.at)
        except RecursionError:
            yield NOT_JSON
            return
        except ValueError:
            # Either the work goes on behind what was read, or it is no JSON at all.
            if len(window.text) - window.at > LONGEST_LINE:
                yield TOO_LONG
                return
            if not window.more():
                yield CUT_OFF
                return
        else:
            yield read_work(work)
    if not window.closed:
        yield CUT_OFF


class _Window:
    """The part of a long text that is in memory, and how far it was read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._letters = codecs.getincrementaldecoder("utf-8")("replace")
        self.text, self.at, self.closed = "", 0, False

    def more(self) -> bool:
        """Read on; a work that did not fit doubles what is read at once."""
        # `read` of a file that is cut off would give nothing of what stands before.
        data = self._stream.read1(max(CHUNK, len(self.text) - self.at))
        self.text = self.text[self.at :] + self._letters.decode(data, final=not data)
        self.at = 0
        return bool(data)

    def open_list(self) -> None:
        """Go to the first work of the list."""
        while self.more():
            start = self.text.lstrip("\ufeff \t\r\n")[:1]
            found = LIST.search(self.text) if start == "{" else BRACKET.search(self.text)
            if found is not None:
                self.at = found.end()
                return

    def skip_gap(self) -> bool:
        """Go to the next work; return whether there is one."""
        while True:
            self.at = GAP.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                self.closed = self.text[self.at] == "]"
                return not self.closed
            if not self.more():
                return False


def _articles(stream: Stream) -> Iterator[Item]:
    from lxml import etree  # noqa: PLC0415

    from refmgr.formats.pubmed_xml import ARTICLES, record_from_article  # noqa: PLC0415

    found = etree.iterparse(
        stream, tag=tuple(ARTICLES), resolve_entities=False, no_network=True, huge_tree=True
    )
    try:
        for _, article in found:
            yield _known(record_from_article(article))
            article.clear()
            while article.getprevious() is not None:
                del article.getparent()[0]
    except etree.XMLSyntaxError:
        yield CUT_OFF


def _bibliography(stream: Stream, subject: str) -> Iterator[Item]:
    """Yield the records of a bibliographic file; these are small, and are read whole."""
    from refmgr.formats.reading import bibliographic_format, read_bibliography  # noqa: PLC0415

    data = stream.read(LARGEST_BIBLIOGRAPHY + 1)
    if not data.strip(BLANK):
        raise CatalogueError("it is empty", subject=subject)
    name = subject.rpartition(":")[2].removesuffix(".gz")
    if len(data) > LARGEST_BIBLIOGRAPHY or bibliographic_format(data, name) in {
        None,
        "identifiers",
    }:
        raise CatalogueError("it holds no works that refmgr can read", subject=subject)
    try:
        found = read_bibliography(data, name)
    except UnreadableError as error:
        raise CatalogueError(error.message, subject=subject) from error
    yield from (_known(item.record) for item in found.items)
    yield from (UNREADABLE for _ in found.failures)


def read_work(work: object) -> Item:
    """Return the Record of one work of a JSON file, Crossref's or CSL's, or why there is none."""
    if not isinstance(work, dict):
        return UNREADABLE
    kind = work.get("type")
    if isinstance(kind, str) and kind in NOT_WORKS:
        return NOT_CITED
    if _is_csl(work):
        return _known(record_from_csl(work))
    record = record_from_work(work)
    pmid, pmcid = work.get("PMID"), work.get("PMCID")
    if pmid or pmcid:
        record = replace(
            record,
            pmid=normalise_pmid(str(pmid or "")),
            pmcid=normalise_pmcid(str(pmcid or "")),
        )
    return _known(record)


def _is_csl(work: Mapping[str, Any]) -> bool:
    """Return whether an item is CSL's: there a title is a text, and a type has another name."""
    kind = work.get("type")
    known = isinstance(kind, str) and kind in TYPES
    return isinstance(work.get("title"), str) and not known


def _known(record: Record) -> Item:
    return record if record.title or record.container else EMPTY

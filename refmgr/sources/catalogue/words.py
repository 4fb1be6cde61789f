"""The words of a catalogue's works, in an index of tantivy: which works resemble a printed text."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from refmgr.errors import CatalogueError
from refmgr.model import Person, Record
from refmgr.sources.catalogue.keys import without_identifiers
from refmgr.sources.catalogue.storage import damaged
from refmgr.text import fold

if TYPE_CHECKING:
    import tantivy

WORDS: Final = "words"
FIELD: Final = "words"
NUMBER: Final = "work"
# A record is found by few of its words; corporate bodies of 3,000 authors would fill the index.
MOST_AUTHORS: Final = 12
LONGEST_TITLE: Final = 600
HEAP_BYTES: Final = 128_000_000
# The rarest words are asked for, and common ones not at all: they cost most and tell least.
MOST_WORDS: Final = 16
FEWEST_WORDS: Final = 6
COMMON: Final = 0.05
# What scores half of the best is another work: of 8,000 that were meant none scored less.
FAR: Final = 0.5
WORD: Final = re.compile(r"[a-z0-9]+")
# "[Google Scholar]" behind an entry would find papers about Google Scholar.
LINK: Final = re.compile(r"\[(?:\w+ ?){1,3}\]")
FURNITURE: Final = frozenset({"doi", "pmid", "pmcid", "http", "https", "www", "org"})


def words_of(record: Record) -> str:
    """Return what a work is found by: title, journal, family names and numbers, folded."""
    people = (record.authors or record.editors)[:MOST_AUTHORS]
    parts = (
        (record.title or "")[:LONGEST_TITLE],
        (record.container or "")[:LONGEST_TITLE],
        *map(_family, people),
        "" if record.year is None else str(record.year),
        record.volume or "",
        record.issue or "",
        record.pages or record.article_number or "",
    )
    return " ".join(WORD.findall(fold(" ".join(parts))))


def _family(person: Person) -> str:
    return person.literal or person.family or ""


def words_in(raw: str) -> set[str]:
    """Return the words of a printed reference, without identifiers and the words of links."""
    text = fold(without_identifiers(raw))
    if "[" in text:
        text = LINK.sub(" ", text)
    return set(WORD.findall(text)) - FURNITURE


def library() -> Any:  # noqa: ANN401 - a module
    """Return tantivy, which is loaded only where a catalogue is used.

    Raises:
        CatalogueError: it is not installed here.
    """
    try:
        import tantivy  # noqa: PLC0415
    except ImportError as error:
        raise CatalogueError(
            "offline catalogues need the package tantivy, which is not installed; "
            "try `pip install tantivy`"
        ) from error
    return tantivy


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what tantivy says, even where it panics, into one line that says what to do."""
    try:
        yield
    except (ValueError, OSError) as error:
        if "lock" in str(error).lower():
            raise CatalogueError(
                "another program is building it; wait for it to end and try again",
                subject=str(folder),
            ) from error
        raise damaged(folder, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(folder, error) from error


class WordIndex:
    """The index of words of one catalogue.

    Args:
        folder: the catalogue's folder.
        make: make an empty index where there is none.
    """

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        self._folder = folder
        self._tantivy = library()
        path = folder / WORDS
        with explained(folder):
            if make:
                path.mkdir(exist_ok=True)
            if make and not self._tantivy.Index.exists(str(path)):
                self._index = self._tantivy.Index(self._schema(), path=str(path))
            elif not self._tantivy.Index.is_compatible(str(path)):
                raise CatalogueError(
                    "its words were indexed by another version of tantivy; "
                    "`refmgr catalogue build -o FOLDER` indexes them anew",
                    subject=str(folder),
                )
            else:
                self._index = self._tantivy.Index.open(str(path))
            self._searcher = self._index.searcher()
        self._writer: tantivy.IndexWriter | None = None

    @staticmethod
    def usable(folder: Path) -> bool:
        """Return whether there is an index that this version of tantivy can open."""
        index, path = library().Index, str(folder / WORDS)
        try:
            with explained(folder):
                return bool(
                    index.exists(path) and index.is_compatible(path) and index.open(path).searcher()
                )
        except CatalogueError:
            return False

    def _schema(self) -> Any:  # noqa: ANN401 - tantivy's
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field(FIELD, tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field(NUMBER, fast=True)
        return builder.build()

    def __len__(self) -> int:
        """Return the number of works indexed and committed."""
        with explained(self._folder):
            self._index.reload()
            self._searcher = self._index.searcher()
            return int(self._searcher.num_docs)

    def add(self, number: int, words: str) -> None:
        """Index the words of a work under its number; `commit` makes it last."""
        with explained(self._folder):
            if self._writer is None:
                # One thread keeps the works in their order, so that a build can go on.
                self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)
            document = self._tantivy.Document()
            document.add_text(FIELD, words)
            document.add_unsigned(NUMBER, number)
            self._writer.add_document(document)

    def commit(self) -> None:
        """Write what was added to disk."""
        with explained(self._folder):
            if self._writer is not None:
                self._writer.commit()

    def finish(self) -> None:
        """Write what was added, and end the work in the background."""
        with explained(self._folder):
            if self._writer is not None:
                self._writer.commit()
                self._writer.wait_merging_threads()
                self._writer = None

    def nearest(self, raw: str, limit: int) -> Sequence[int]:
        """Return the numbers of the works whose words resemble a printed reference, best first."""
        with explained(self._folder):
            query = self._query(words_in(raw))
            if query is None:
                return []
            hits = self._searcher.search(query, limit=limit, count=False).hits
            near = [address for score, address in hits if score >= FAR * hits[0][0]]
            return list(self._searcher.fast_field_values(NUMBER, near))

    def _query(self, words: set[str]) -> Any:  # noqa: ANN401 - tantivy's Query, or None
        term = self._tantivy.Query.term_query
        either, schema = self._tantivy.Occur.Should, self._index.schema
        chosen = [
            (either, term(schema, FIELD, word, index_option="freq"))
            for word in self._telling(words)
        ]
        return self._tantivy.Query.boolean_query(chosen) if chosen else None

    def _telling(self, words: set[str]) -> list[str]:
        """Return the rarest words of a reference, those that no work has left out."""
        counted = ((self._searcher.doc_freq(FIELD, word), word) for word in words)
        rarest = sorted(pair for pair in counted if pair[0])[:MOST_WORDS]
        left = COMMON * self._searcher.num_docs
        chosen: list[str] = []
        for times, word in rarest:
            left -= times
            if left < 0 and len(chosen) >= FEWEST_WORDS:
                break
            chosen.append(word)
        return chosen

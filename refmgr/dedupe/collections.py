"""Files of records brought together: read, deduplicated, and merged without losing a field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from refmgr.dedupe.engine import Deduplicated, deduplicate
from refmgr.dedupe.merge import merge
from refmgr.dedupe.tables import prepare_table
from refmgr.errors import UnreadableError
from refmgr.formats.encoding import open_source
from refmgr.formats.reading import bibliographic_format, read_bibliography, unpacked
from refmgr.matching.prepared import Prepared, prepare
from refmgr.model import Description, Failure, Item

# The columns of the written table; the ids of all merged records stand in `merged_ids`.
HEADER: Final = (
    "id", "merged_ids", "type", "author", "title", "journal", "year", "volume", "number", "pages",
    "article_number", "publisher", "language", "doi", "pmid", "pmcid", "isbn", "issn", "url",
    "abstract", "keywords",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A file of records: its name and bytes, how many records it holds, and what could not be read."""

    name: str
    data: bytes
    records: int = 0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """The records of all files, in order; `homes` tells the file of each."""

    files: tuple[File, ...]
    ids: list[str] = field(default_factory=list)
    prepared: list[Prepared] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    failed: tuple[str, ...] = ()

    def deduplicated(self) -> Deduplicated:
        """Return which records are one work."""
        return deduplicate(self.prepared)

    def lacking(self) -> Mapping[str, int]:
        """Return how many records have no title, no year, no authors."""
        return {
            "title": sum(not one.title for one in self.prepared),
            "year": sum(not one.year for one in self.prepared),
            "authors": sum(not one.people for one in self.prepared),
        }


def collect(given: Sequence[tuple[str, bytes]]) -> Collection:
    """Return the records of files, each under the id its file gives it.

    An id that several files use is written `FILE:ID`. A file that cannot be read is told, the others
    are used.
    """
    files: list[File] = []
    failed: list[str] = []
    named: list[list[str]] = []
    prepared: list[Prepared] = []
    homes: list[int] = []
    for name, data in given:
        try:
            ids, records, failures = _read(name, data)
        except UnreadableError as error:
            failed.append(str(error))
            continue
        homes += [len(files)] * len(ids)
        files.append(File(name, data, len(ids) + len(failures), failures))
        named.append(ids)
        prepared += records
    return Collection(tuple(files), _distinct(files, named), prepared, homes, tuple(failed))


def _read(name: str, data: bytes) -> tuple[list[str], list[Prepared], tuple[Failure, ...]]:
    if bibliographic_format(data, name) == "csv":
        table = prepare_table(open_source(unpacked(data, name), name).text())
        if table is not None:
            return *table, ()
    found = read_bibliography(data, name)
    records = [prepare(item.record) for item in found.items]
    return [item.id for item in found.items], records, found.failures


def _distinct(files: Sequence[File], named: Sequence[Sequence[str]]) -> list[str]:
    uses = Counter(one for ids in named for one in ids)
    short = [PurePath(file.name).name for file in files]
    short = short if len(set(short)) == len(short) else [file.name for file in files]
    return [
        f"{name}:{one}" if uses[one] > 1 else one
        for name, ids in zip(short, named, strict=True)
        for one in ids
    ]


def merged(collection: Collection, found: Deduplicated) -> list[tuple[Item, list[str]]]:
    """Return one Item for each work, in the order of the files, with the ids of all its records.

    Field by field the best value counts: of a record PubMed numbers before others, then what most
    say, then the longer. Abstract, keywords and notes are those of whichever record has them.
    """
    items = [
        item for file in collection.files for item in read_bibliography(file.data, file.name).items
    ]
    items = [replace(item, id=name) for item, name in zip(items, collection.ids, strict=True)]
    groups = {group[0]: group for group in found.clusters}
    others = {at for group in found.clusters for at in group[1:]}
    return [
        (_merged([items[one] for one in groups.get(at, [at])]), _ids(items, groups.get(at, [at])))
        for at in range(len(items))
        if at not in others
    ]


def _ids(items: Sequence[Item], group: Sequence[int]) -> list[str]:
    return [items[at].id for at in group]


def _merged(items: Sequence[Item]) -> Item:
    first = items[0]
    if len(items) == 1:
        return first
    told = [
        Description(
            subject=f"{at:09}", rank="pubmed" if item.record.pmid else "crossref",
            origin=item.id, record=item.record,
        )
        for at, item in enumerate(items)
    ]  # fmt: skip
    record, _ = merge(told)
    more: dict[str, tuple[str, ...]] = {}
    for item in items:
        for name, values in item.more.items():
            if sum(map(len, values)) > sum(map(len, more.get(name, ()))):
                more[name] = tuple(values)
    return replace(first, record=record, more=more)


def table_rows(works: Sequence[tuple[Item, list[str]]]) -> list[tuple[object, ...]]:
    """Return merged works as rows under HEADER."""
    return [
        (
            item.id, ";".join(ids), record.type, _people(item), record.title, record.container,
            record.year, record.volume, record.issue, record.pages, record.article_number,
            record.publisher, record.language, record.doi, record.pmid, record.pmcid, record.isbn,
            record.issn, record.url, " ".join(item.more.get("abstract", ())),
            "; ".join(item.more.get("keyword", ())),
        )
        for item, ids in works
        for record in (item.record,)
    ]  # fmt: skip


def _people(item: Item) -> str:
    names = [
        one.literal
        or ", ".join(
            filter(
                None, (" ".join(filter(None, (one.particle, one.family))), one.suffix, one.given)
            )
        )
        for one in item.record.authors
    ]
    return "; ".join(names)

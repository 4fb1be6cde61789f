"""The nouns of refmgr: frozen values that flow between the rooms, with no behaviour of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed: the parts of a personal name, or one `literal` (a corporate author)."""

    family: str | None = None
    given: str | None = None
    particle: str | None = None
    suffix: str | None = None
    literal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A description of a publication as somebody gave it.

    `type` uses CSL's names; text stands as printed; identifiers are normalised (DOI lower case
    without prefix, PMID digits, PMCID "PMC" + digits). `pages` keeps the printed range.
    """

    type: str | None = None
    title: str | None = None
    authors: tuple[Person, ...] = ()
    container: str | None = None
    year: int | None = None
    date: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    publisher: str | None = None
    place: str | None = None
    editors: tuple[Person, ...] = ()
    edition: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: str | None = None
    issn: str | None = None
    arxiv: str | None = None
    url: str | None = None
    language: str | None = None
    et_al: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the user's data that needs a look; `code` is stable, `message` is for a person."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One printed entry of a reference list.

    `number` is the printed number, or the 1-based position where none is printed (`label` None).
    `start` and `end` are character offsets of `raw` in the Document's text (None where the format
    has none). `fields` holds the parts as printed, by the names of INTERFACES.md.
    """

    number: int
    raw: str
    record: Record
    label: str | None = None
    start: int | None = None
    end: int | None = None
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    confidence: float = 0.0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One in-text citation: its span in the Document's text and the numbers it points at."""

    start: int
    end: int
    text: str
    references: tuple[int, ...]
    sentence: str
    section: str | None = None
    style: str = "bracket"


@dataclass(frozen=True, slots=True)
class Link:
    """What one number of one Mention points at.

    `state`: linked, not-listed (a number the list does not have), unlinkable (the printed list
    carries no trustworthy numbers), no-list (the document prints no list). `mention` is the index
    in the Document's mentions, `reference` the index in its references, None unless linked.
    """

    mention: int
    number: int
    state: str
    reference: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file the user gave, read.

    `record` describes the paper itself and `record_evidence` says, per field, where it was found.
    `declared_references` is the count the document claims ("References (22)"), None if it claims none.
    `entries` are the records of a bibliographic file: such a file is no paper, has no `record` of its
    own, and cites nobody by them.
    """

    name: str
    format: str
    sha256: str
    text: str
    record: Record = field(default_factory=Record)
    record_evidence: Mapping[str, str] = field(default_factory=dict)
    declared_references: int | None = None
    declared_cited_by: int | None = None
    references: tuple[Reference, ...] = ()
    cited_by: tuple[Reference, ...] = ()
    entries: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What was published about a published work: that it was retracted, corrected, doubted.

    `kind` is retraction, partial_retraction, withdrawal, removal, expression_of_concern, correction,
    corrigendum, erratum, addendum, or what else Crossref calls it. `doi` and `pmid` are those of the
    work told of, `notice_doi` and `notice_pmid` those of the notice, as far as they are known.
    `source` tells: publisher, retraction-watch or pubmed.
    """

    kind: str
    doi: str | None = None
    pmid: str | None = None
    notice_doi: str | None = None
    notice_pmid: str | None = None
    date: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A Record that a source offers; `source_score` is the source's own and never decides alone.

    `asked` is how it was found: "doi", "pmid", "pmcid", "arxiv", "query" or "library".
    `container_names` are further names that the same answer gives its container, short ones first.
    """

    source: str
    record: Record
    asked: str
    source_score: float | None = None
    container_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Agreement on one field: equal, close, different or incomparable, with a note in words."""

    field: str
    agreement: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A Candidate weighed against a Reference: its Evidence and a score between 0 and 1."""

    candidate: Candidate
    evidence: tuple[Evidence, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the Matches of one Reference come to.

    `kind`: accepted, ambiguous or none. `match` is the accepted one. `reason` says why, in words.
    `matches` are all that were weighed, best first.
    """

    kind: str
    reason: str
    match: Match | None = None
    matches: tuple[Match, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One account of a Work: a Record with who gave it.

    `rank` is person, a source (pubmed, crossref, europepmc, catalogue, arxiv), entry, own, reference
    or cited-by; `origin` says it to a person.
    `edits` are the fields a person has set; `weight` is the number of entries that read alike.
    `subject` is stable: `<sha256>/references/3`.
    """

    subject: str
    rank: str
    origin: str
    record: Record
    edits: Mapping[str, Any] = field(default_factory=dict)
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One publication in the library, deduplicated; `key` is its citation key, made once.

    `document` is the name of the file when the user's own folder holds the paper.
    `origins` says, per field of the Record, where its value comes from.
    """

    key: str
    record: Record
    document: str | None = None
    aliases: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    cited_by: int = 0
    cites: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An edge of the network: the Work with key `citing` cites the Work with key `cited`.

    `via` is "reference-list" or "cited-by-list" (the citing work is known only because the cited
    document prints it). `number` and `raw` are those of the printed Reference.
    """

    citing: str
    cited: str
    via: str
    number: int | None = None
    raw: str = ""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """A Work with the keys of the documents that cite it and the number of Mentions."""

    work: Work
    citing: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Ranking(Generic[T]):
    """The best of `total` things, in order."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPair:
    """Two Works that `count` others join: documents that cite both, or sources that both cite.

    `through` are the keys of these others. `first` has the smaller key.
    """

    first: Work
    second: Work
    count: int
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedWork:
    """A Work that citation searching leads to, with the keys of the works it was found through."""

    work: Work
    through: tuple[str, ...]
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a year, a journal or an author has in the library; `name` is None where it is unknown.

    `sources` are the works that documents cite, `citations` counts the documents that cite them
    (each work by itself) and `mentions` the in-text citations.
    """

    name: str | None
    documents: int
    sources: int
    citations: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReference:
    """A printed Reference without DOI or PMID; `state` is pending, ambiguous or none.

    `reasons` say, in words, why it is so; `key` is that of its Work.
    """

    number: int
    raw: str
    key: str
    state: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a document was read and its references resolved; a file of records has no `key`.

    `states` counts its references by state, `identified` those whose Work has a DOI or PMID,
    wherever it was found; `links` the numbers of its Mentions by the state of Link. `open` are
    the references without identifier.
    """

    name: str
    format: str
    key: str | None = None
    title: str | None = None
    year: int | None = None
    declared_references: int | None = None
    states: Mapping[str, int] = field(default_factory=dict)
    identified: int = 0
    mentions: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    open: tuple[OpenReference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said about a stable subject (never a row id); `verb` is edit.

    `undone` tells that a later decision took it back; both stay readable.
    """

    id: int
    at: str
    verb: str
    subject: str
    value: Mapping[str, object]
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record of a bibliographic file.

    `id` is the one the file gives it (citation key, RIS ID, PMID, ...), else its position; no two
    items of a file share one. `key` is that id where it is a citation key a manuscript may cite.
    `more` holds what a Record has no room for, by CSL's variable names ("abstract", "keyword"), or
    by format and tag where only that format knows it ("ris:C1"). `line` counts from 1.
    """

    id: str
    record: Record
    key: str | None = None
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 1
    raw: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A piece of a bibliographic file that no Item could be made of: where, why, and its text."""

    line: int
    reason: str
    raw: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """A bibliographic file, read. `problems` are those of the file as a whole."""

    format: str
    items: tuple[Item, ...] = ()
    failures: tuple[Failure, ...] = ()
    problems: tuple[Problem, ...] = ()

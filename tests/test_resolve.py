from dataclasses import replace

import pytest

from refmgr.errors import RefusedError, UnreachableError
from refmgr.model import Candidate, Person, Record, Reference
from refmgr.resolve import WRONG as WRONG_CODES
from refmgr.resolve import resolve
from refmgr.sources.answers import MemoryAnswers
from refmgr.sources.crossref import Crossref
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings
from refmgr.sources.desk import AnswerDesk
from refmgr.sources.local import LibrarySource
from refmgr.sources.pace import Rates
from refmgr.sources.service import asks_at_once
from refmgr.sources.source import NotAskedError, Way

RIGHT = Record(
    type="article-journal",
    title="Tumoral calcinosis of the hip in a child with dermatomyositis",
    authors=(Person(family="Orlova", given="T"), Person(family="Brandt", given="K")),
    container="Clinical Reports in Rheumatology",
    year=2004,
    volume="12",
    pages="33-39",
    doi="10.5555/crr.2004.33",
)
WRONG = Record(
    type="article-journal",
    title="Gout and hearing loss among elderly sailors",
    authors=(Person(family="Mensah", given="A"),),
    container="Journal of Maritime Medicine",
    year=1991,
    volume="3",
    pages="101-110",
    doi="10.5555/gout",
)
RAW = (
    "Orlova T, Brandt K. Tumoral calcinosis of the hip in a child with dermatomyositis. "
    "Clin Rep Rheumatol. 2004;12:33–9."
)


def printed(doi=None, raw=RAW):
    record = Record(
        title=RIGHT.title,
        authors=RIGHT.authors,
        container="Clin Rep Rheumatol",
        year=2004,
        volume="12",
        pages="33–9",
        doi=doi,
    )
    return Reference(number=1, raw=f"{raw} doi: {doi}" if doi else raw, record=record)


class Shelf:
    """A service that answers from two tables, and remembers what it was asked."""

    def __init__(self, name="crossref", by_doi=None, by_text=(), error=None):
        self.name = name
        self.by_doi = by_doi or {}
        self.by_text = by_text
        self.error = error
        self.asked = []

    def ways(self):
        return Way(self.name, self.identified), Way(self.name, self.searched)

    def identified(self, reference):
        doi = reference.record.doi
        if doi is None:
            return []
        self._note(doi)
        found = self.by_doi.get(doi)
        return [Candidate(source=self.name, record=found, asked="doi")] if found else []

    def searched(self, reference):
        self._note("text")
        return [Candidate(source=self.name, record=one, asked="query") for one in self.by_text]

    def _note(self, asked):
        self.asked.append(asked)
        if self.error is not None:
            raise self.error


def codes(resolution):
    return [problem.code for problem in resolution.problems]


def test_printed_doi_that_agrees():
    source = Shelf(by_doi={RIGHT.doi: RIGHT})
    resolution = resolve(printed(RIGHT.doi), source.ways())
    assert resolution.verdict.kind == "accepted"
    assert resolution.verdict.match.candidate.record == RIGHT
    assert (resolution.pending, resolution.problems) == (False, ())
    assert source.asked == [RIGHT.doi]


def test_alias_agrees_with_its_prime_doi():
    resolution = resolve(printed("10.9999/old.33"), Shelf(by_doi={"10.9999/old.33": RIGHT}).ways())
    assert resolution.verdict.kind == "accepted"
    assert resolution.problems == ()


def test_doi_of_another_work_is_reported_and_the_search_goes_on():
    source = Shelf(by_doi={"10.5555/gout": WRONG}, by_text=[WRONG, RIGHT])
    resolution = resolve(printed("10.5555/gout"), source.ways())
    assert source.asked == ["10.5555/gout", "text"]
    assert resolution.verdict.kind == "accepted"
    assert resolution.verdict.match.candidate.record == RIGHT
    assert codes(resolution) == ["identifier-of-another-work"]
    assert "10.5555/gout" in resolution.problems[0].message
    assert WRONG.title in resolution.problems[0].message


def test_doi_of_another_work_alone_is_never_accepted():
    resolution = resolve(printed("10.5555/gout"), Shelf(by_doi={"10.5555/gout": WRONG}).ways())
    assert resolution.verdict.kind == "none"
    assert resolution.pending is False
    assert codes(resolution) == ["identifier-of-another-work"]
    assert [match.candidate.record for match in resolution.verdict.matches] == [WRONG]


def test_shorter_reading_of_a_glued_doi_is_no_wrong_doi():
    source = Shelf(by_doi={"10.5555/gout2view": WRONG}, by_text=[RIGHT])
    resolution = resolve(printed("10.5555/gout2view"), source.ways())
    assert resolution.verdict.kind == "accepted"
    assert resolution.problems == ()


def test_first_accepted_ends_the_asking():
    library = LibrarySource(lambda _: [WRONG, RIGHT])
    crossref = Shelf(by_text=[RIGHT])
    resolution = resolve(printed(), [library, *crossref.ways()])
    assert resolution.verdict.match.candidate.source == "library"
    assert crossref.asked == []


@pytest.mark.parametrize("offered", [[], [WRONG]])
def test_nothing_that_fits(offered):
    resolution = resolve(printed(), Shelf(by_text=offered).ways())
    assert resolution.verdict.kind == "none"
    assert resolution.verdict.match is None
    assert (resolution.pending, resolution.problems) == (False, ())


def test_no_sources():
    resolution = resolve(printed(), [])
    assert (resolution.verdict.kind, resolution.pending) == ("none", False)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnreachableError("no line"), "source-unreachable"),
        (RefusedError("busy"), "source-refused"),
        (NotAskedError("offline"), "source-not-asked"),
    ],
)
def test_source_that_fails_is_noted_and_the_next_is_asked(error, code):
    broken, next_one = Shelf("crossref", error=error), Shelf("other", by_text=[WRONG])
    resolution = resolve(printed(RIGHT.doi), [*broken.ways(), *next_one.ways()])
    assert broken.asked == [RIGHT.doi, "text"]
    assert next_one.asked != []
    assert resolution.verdict.kind == "none"
    assert resolution.pending is True
    assert codes(resolution) == [code]
    next_one.by_text = [RIGHT]
    resolution = resolve(printed(), [*broken.ways(), *next_one.ways()])
    assert (resolution.verdict.kind, resolution.pending) == ("accepted", False)


def test_failure_after_a_wrong_doi_keeps_both_problems():
    class Breaking(Shelf):
        def searched(self, reference):
            raise RefusedError("busy")

    resolution = resolve(printed("10.5555/gout"), Breaking(by_doi={"10.5555/gout": WRONG}).ways())
    assert codes(resolution) == ["identifier-of-another-work", "source-refused"]
    assert resolution.pending is True


def test_same_record_is_weighed_once_per_source():
    resolution = resolve(
        printed("10.5555/gout"), Shelf(by_doi={"10.5555/gout": WRONG}, by_text=[WRONG]).ways()
    )
    assert len(resolution.verdict.matches) == 1


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (replace(RIGHT, title="Tumorkalkinose der Hüfte beim Kind"), "accepted"),
        (replace(RIGHT, year=2005), "accepted"),
        (Record(doi=RIGHT.doi), None),
        (Record(doi=RIGHT.doi, year=1990), None),
    ],
    ids=["translated title", "a year off", "nothing known", "hardly anything known"],
)
def test_doi_is_not_called_wrong_without_good_reason(record, kind):
    resolution = resolve(printed(RIGHT.doi), Shelf(by_doi={RIGHT.doi: record}).ways())
    assert resolution.problems == ()
    assert kind in {None, resolution.verdict.kind}


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        ("10.5555/crr.33", "doi", "10.5555/crr.33"),
        ("PMID:21772617", "pmid", "21772617"),
        ("PMC3132933", "pmcid", "PMC3132933"),
        ("arXiv:2101.00001", "arxiv", "2101.00001"),
        ("arXiv:math/0309136", "arxiv", "math/0309136"),
    ],
)
class TestNothingButAnIdentifier:
    """Whatever identifier a reference prints alone, it is judged alike."""

    def source(self, kind, record):
        return Way("any", lambda _: [Candidate(source="any", record=record, asked=kind)])

    def test_is_accepted(self, raw, kind, value):
        reference = Reference(number=1, raw=raw, record=Record(**{kind: value}))
        preprint = {"type": "article", "container": "arXiv", "volume": None, "pages": None}
        offered = replace(RIGHT, **{kind: value}, **(preprint if kind == "arxiv" else {}))
        found = resolve(reference, [self.source(kind, offered)])
        assert found.verdict.kind == "accepted"

    def test_beside_the_print_of_another_paper_is_a_finding(self, raw, kind, value):
        reference = printed(raw=f"{RAW} {raw}")
        reference = replace(reference, record=replace(reference.record, **{kind: value}))
        found = resolve(reference, [self.source(kind, replace(WRONG, **{kind: value}))])
        assert found.verdict.kind == "none"
        assert codes(found) == [WRONG_CODES[kind]]


def test_an_article_under_the_number_of_a_preprint_is_a_persons_to_decide():
    reference = Reference(number=1, raw="arXiv:2101.00001", record=Record(arxiv="2101.00001"))
    offered = Candidate(source="any", record=replace(RIGHT, arxiv="2101.00001"), asked="arxiv")
    found = resolve(reference, [Way("any", lambda _: [offered])])
    assert found.verdict.kind == "ambiguous"


class TestWithCrossrefItself:
    """The real source over a real line, and the real weighing."""

    @pytest.fixture
    def crossref(self, crossref_server):
        for record in (RIGHT, WRONG):
            crossref_server.add(
                record.doi,
                record.title,
                authors="; ".join(f"{person.family} {person.given}" for person in record.authors),
                container=record.container,
                year=record.year,
                volume=record.volume,
                page=record.pages,
            )
        settings = CrossrefSettings(
            base_url=crossref_server.url, rates=Rates(1000, 1000), tries=1, timeout=2
        )
        service = CrossrefService(settings)
        answers = MemoryAnswers()
        source = Crossref(AnswerDesk(answers, asks_at_once({"crossref": service}, answers)))
        yield Way("crossref", source.by_identifier), Way("crossref", source.by_text)
        service.close()

    @pytest.mark.parametrize("doi", [None, RIGHT.doi, "10.5555/gout", "10.1234/unknown"])
    def test_found(self, crossref, doi):
        resolution = resolve(printed(doi), crossref)
        assert resolution.verdict.match.candidate.record.doi == RIGHT.doi
        wrong = ["identifier-of-another-work"] if doi == "10.5555/gout" else []
        assert codes(resolution) == wrong

    def test_alias(self, crossref, crossref_server):
        crossref_server.aliases["10.9999/old.33"] = RIGHT.doi
        resolution = resolve(printed("10.9999/old.33"), crossref)
        assert resolution.verdict.match.candidate.asked == "doi"
        assert resolution.problems == ()

    def test_wrong_paper_offered(self, crossref, crossref_server):
        del crossref_server.works[RIGHT.doi]
        resolution = resolve(printed(), crossref)
        assert resolution.verdict.kind == "none"
        assert resolution.pending is False

    def test_out_of_order(self, crossref, crossref_server):
        crossref_server.behave(always="503")
        resolution = resolve(printed(), crossref)
        assert (resolution.verdict.kind, resolution.pending) == ("none", True)
        assert codes(resolution) == ["source-refused"]
        crossref_server.behave()
        assert resolve(printed(), crossref).verdict.kind == "accepted"

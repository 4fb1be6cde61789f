import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Person, Record, Reference
from refmgr.sources.query import LONGEST_QUERY, cleaned, query_of

CORE = "Orlova T, Brandt K. Tumoral calcinosis of the hip. Clin Rep Rheumatol. 2004;12:33–9"


@pytest.mark.parametrize(
    "raw",
    [
        f"{CORE}.",
        f"  • 4.{CORE}. doi: 10.1016/S0140-6736(99)05157-0. [DOI] [PubMed] [Google Scholar]",
        f"[4] {CORE}. https://doi.org/10.5555/crr.2004.33",
        f"(4) {CORE}. PMID: 12345678; PMCID: PMC1234567.",
        f"4) {CORE}. [PMC free article] [PubMed] [CrossRef]",
        f"4 {CORE}. Article PubMed Google Scholar",
        f"12. {CORE}. CrossRef Medline Web of Science",
        f"{CORE}. Available from: https://clinic.example/a?b=1",
        f"{CORE}. Accessed 3 May 2020.",
        f"{CORE} [cited 2020 May 3]. Available at: http://clinic.example/x",
        f"{CORE}. View in Scopus Google Scholar",
        f"{CORE}. DOI:",
        f"{CORE}. (doi:",
        f"{CORE}. doi:. PubMed: .",
        f"{CORE}. ()",
        f"{CORE}. (Accessed 12 June 2019)",
    ],
)
def test_only_the_citation_is_left(raw):
    assert cleaned(raw) == CORE


@pytest.mark.parametrize(
    "raw",
    [
        "Weber H. [Calcification of the skin in lupus]. Hautarzt. 1988;39:1–4",
        "5-Fluorouracil in warts. Lee P. Derm Ther. 1999;2:3–4",
        "Lee P. PubMed and Google Scholar compared. J Libr. 2010;3:1–9",
        "1984 revisited: a case of sarcoid. Lee P. Chest. 1985;8:2",
        "Lee P. The DOI: ten years after. J Libr. 2011;4:1–9",
        "Lee P. Care available at home. J Nurs. 2011;4:1–9",
        "Chest 1985, 8, 2–5",
    ],
)
def test_words_of_the_citation_stay(raw):
    assert cleaned(raw) == raw


@pytest.mark.parametrize(
    "raw", ["", "   ", "12.", "[DOI] [PubMed]", "https://clinic.example/a", "2004;12:33-9"]
)
def test_too_little_to_ask_with(raw):
    assert cleaned(raw) is None


def test_long_text_is_cut_at_a_word():
    query = cleaned("calcification of the skin " * 200)
    assert LONGEST_QUERY - 20 < len(query) <= LONGEST_QUERY
    assert query.split()[-1] in {"calcification", "of", "the", "skin"}


def test_record_without_printed_text():
    record = Record(
        title="Tumoral calcinosis",
        authors=(Person(family="Orlova"), Person(literal="Hip Group")),
        container="Clin Rep",
        year=2004,
        volume="12",
        pages="33-9",
    )
    query = query_of(Reference(number=1, raw=" ", record=record))
    assert query == "Orlova Hip Group. Tumoral calcinosis. Clin Rep. 2004. 12. 33-9"
    assert query_of(Reference(number=1, raw="", record=Record(year=2004))) is None


@given(st.text(max_size=200))
def test_cleaning_ends_on_one_line_within_its_length(raw):
    query = cleaned(raw)
    assert query is None or (len(query) <= LONGEST_QUERY and query == " ".join(query.split()))


@pytest.mark.parametrize(
    "unit", ["[", "1", "(", "PubMed ", ". available at ", "doi:", "http://", "• "]
)
def test_two_megabytes_are_no_matter(unit):
    query = cleaned(unit * (2_000_000 // len(unit)))
    assert query is None or len(query) <= LONGEST_QUERY

"""When a Candidate is accepted, and when a person must decide."""

from dataclasses import replace

import pytest

from refmgr.matching.evidence import weigh
from refmgr.matching.verdict import Policy, decide
from refmgr.model import Candidate, Record
from refmgr.names import parse_people

MUKAMEL = Record(
    title="New insight into calcinosis of juvenile dermatomyositis: A study of composition and "
    "treatment",
    authors=parse_people("Mukamel, Masza; Horev, Gadi; Mimouni, Marc")[0],
    container="The Journal of Pediatrics",
    year=2001,
    volume="138",
    issue="5",
    pages="763-766",
    doi="10.1067/mpd.2001.112473",
)
RAW = (
    "10. Mukamel M, Horev G, Mimouni M. New insight into calcinosis of juvenile dermatomyositis: a "
    "study of composition and treatment. J Pediatr. 2001 May;138(5):763–6."
)
PARSED = replace(
    MUKAMEL,
    authors=parse_people("Mukamel M, Horev G, Mimouni M")[0],
    container="J Pediatr",
    pages="763–6",
    doi=None,
)
CALLEN = Record(
    title="Dermatomyositis",
    authors=parse_people("Callen, Jeffrey P")[0],
    container="The Lancet",
    year=2000,
    volume="355",
    issue="9197",
    pages="53-57",
    doi="10.1016/s0140-6736(99)05157-0",
)
CALLEN_RAW = "1. Callen JP. Dermatomyositis. Lancet. 2000 Jan 1;355(9197):53–7."
CALLEN_PARSED = replace(CALLEN, authors=parse_people("Callen JP")[0], container="Lancet", doi=None)


def verdict(*offered, raw=RAW, record=PARSED, asked="query", policy=None):
    candidates = [Candidate(source="test", record=item, asked=asked) for item in offered]
    return decide([weigh(raw, record, item) for item in candidates], policy or Policy())


def test_nothing_offered():
    assert verdict().kind == "none"


def test_a_full_agreement_is_accepted_with_its_reasons():
    found = verdict(CALLEN, MUKAMEL)
    assert found.kind == "accepted"
    assert found.match.candidate.record is MUKAMEL
    assert "title" in found.reason
    assert [match.candidate.record for match in found.matches] == [MUKAMEL, CALLEN]


def test_a_short_title_needs_its_place():
    assert verdict(CALLEN, raw=CALLEN_RAW, record=CALLEN_PARSED).kind == "accepted"
    later = replace(CALLEN, year=2000, volume="356", pages="971-982", doi="10.1000/later")
    assert verdict(later, raw=CALLEN_RAW, record=CALLEN_PARSED).kind != "accepted"


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"year": 2004}, "2004"),
        ({"authors": parse_people("Roe J, Horev G, Mimouni M")[0]}, "Roe J"),
        ({"volume": "12", "pages": "1-4"}, "abstract"),
        ({"title": "Erratum: " + MUKAMEL.title}, "notice"),
        ({"container": "medRxiv"}, "preprint"),
        ({"container": "Kidney Int", "volume": "12"}, "Kidney Int"),
        ({"issue": "Suppl 2", "pages": "S12"}, "supplement"),
    ],
)
def test_never_accepted_silently(changed, word):
    found = verdict(replace(MUKAMEL, **changed))
    assert found.kind == "ambiguous"
    assert word in found.reason
    assert found.match is None


def test_another_part_is_never_accepted():
    part = {"title": "Cutaneous deposition diseases. Part II", "doi": "10.1000/2"}
    printed = replace(PARSED, title=part["title"])
    raw = RAW.replace(RAW.partition(". New")[2].partition(". J")[0], part["title"])
    second = replace(MUKAMEL, **part)
    first = replace(second, title=part["title"].replace("II", "I"), doi="10.1000/1", pages="1-9")
    assert verdict(second, first, raw=raw, record=printed).match.candidate.record is second
    assert verdict(first, raw=raw, record=printed).kind != "accepted"


@pytest.mark.parametrize(
    ("raw", "record", "kind"),
    [
        ("(1) Mukamel, M.; Horev, G.; Mimouni, M. J. Pediatr. 2001, 138, 763.",
         replace(PARSED, title=None, issue=None, pages="763"), "accepted"),
        ("J Pediatr. 2001 May;138(5):763-6", replace(PARSED, title=None, authors=()), "accepted"),
        ("J Pediatr. 2001 May;138(5):763", replace(PARSED, title=None, authors=(), pages="763"),
         "accepted"),
        ("Mukamel M. J Pediatr. 2001.",
         replace(PARSED, title=None, volume=None, issue=None, pages=None), "none"),
        ("J Pediatr. 2001;138.", replace(PARSED, title=None, authors=(), pages=None, issue=None),
         "none"),
        ("(1) Roe, J. J. Pediatr. 2001, 138, 763.",
         replace(PARSED, title=None, authors=parse_people("Roe, J.")[0]), "ambiguous"),
    ],
)  # fmt: skip
def test_references_without_a_title(raw, record, kind):
    assert verdict(MUKAMEL, raw=raw, record=record).kind == kind


def test_one_page_of_letters_may_hold_several_works():
    raw, record = (
        "Arch Dermatol. 1966 May;93(5):601",
        Record(container="Arch Dermatol", year=1966, volume="93", issue="5", pages="601"),
    )
    letter = replace(record, title="Iron in skin", container="Archives of Dermatology")
    assert verdict(letter, raw=raw, record=record).kind == "ambiguous"


def test_two_works_that_fit_equally_well_are_left_to_a_person():
    raw = "Roe J. Calcinosis of the hand in children. 2009."
    record = Record(
        title="Calcinosis of the hand in children", authors=parse_people("Roe J")[0], year=2009
    )
    one = replace(record, container="Gut", volume="5", pages="1-9", doi="10.1000/gut")
    other = replace(record, container="Bone", volume="7", pages="30-9", doi="10.1000/bone")
    found = verdict(one, other, raw=raw, record=record)
    assert found.kind == "ambiguous"
    assert "two works" in found.reason
    assert verdict(one, raw=raw, record=record).kind == "accepted"


def test_the_same_work_from_two_sources_is_no_rival():
    assert verdict(MUKAMEL, MUKAMEL).kind == "accepted"
    assert verdict(MUKAMEL, replace(MUKAMEL, doi=None, pmid="11343063")).kind == "accepted"


def test_one_work_registered_twice_is_said_to_be():
    found = verdict(MUKAMEL, replace(MUKAMEL, doi="10.1000/again"))
    assert found.kind == "ambiguous"
    assert "registered twice" in found.reason


# --- found by the identifier printed in the reference ---------------------------------------------
WITH_DOI = replace(PARSED, doi=MUKAMEL.doi)


def test_a_printed_identifier_that_agrees():
    assert verdict(MUKAMEL, record=WITH_DOI, asked="doi").kind == "accepted"


def test_a_printed_identifier_where_little_can_be_compared():
    raw = "See doi:10.1067/mpd.2001.112473"
    found = verdict(MUKAMEL, raw=raw, record=Record(doi=MUKAMEL.doi), asked="doi")
    assert found.kind == "accepted"


def test_a_printed_identifier_with_one_misprint_beside_it():
    found = verdict(replace(MUKAMEL, year=2010), record=WITH_DOI, asked="doi")
    assert found.kind == "accepted"


def test_a_printed_identifier_of_another_work():
    found = verdict(CALLEN, record=replace(PARSED, doi=CALLEN.doi), asked="doi")
    assert found.kind == "none"
    (problem,) = found.problems
    assert problem.code == "identifier-of-another-work"
    assert "Dermatomyositis" in problem.message
    assert "New insight into calcinosis" in problem.message
    assert CALLEN.doi in problem.message


def test_behind_a_wrong_identifier_the_right_work_is_still_found():
    record = replace(PARSED, doi=CALLEN.doi)
    matches = [
        weigh(RAW, record, Candidate(source="test", record=CALLEN, asked="doi")),
        weigh(RAW, record, Candidate(source="test", record=MUKAMEL, asked="query")),
    ]
    found = decide(matches)
    assert found.kind == "accepted"
    assert found.match.candidate.record is MUKAMEL
    assert [problem.code for problem in found.problems] == ["identifier-of-another-work"]


def test_a_printed_identifier_of_the_other_part():
    printed = replace(WITH_DOI, title="Cutaneous deposition diseases. Part II")
    offered = replace(MUKAMEL, title="Cutaneous deposition diseases. Part I")
    raw = f"Mukamel M. {printed.title}. J Pediatr. 2001;138:763–6. doi:{MUKAMEL.doi}"
    found = verdict(offered, raw=raw, record=printed, asked="doi")
    assert found.kind == "ambiguous"
    assert "part 2 printed" in found.reason


def test_a_stricter_policy_accepts_less():
    loose = replace(PARSED, volume=None, issue=None, pages=None)
    raw = RAW.partition(" May;")[0] + "."
    assert verdict(MUKAMEL, raw=raw, record=loose).kind == "accepted"
    strict = Policy(support_title=3.0)
    assert verdict(MUKAMEL, raw=raw, record=loose, policy=strict).kind == "ambiguous"


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_matches_does_not_matter(order):
    offered = [MUKAMEL, CALLEN, replace(MUKAMEL, doi="10.1000/again", year=2004)][::order]
    found = verdict(*offered)
    assert found.match.candidate.record is MUKAMEL

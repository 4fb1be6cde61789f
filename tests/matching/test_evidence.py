"""What speaks for and against a Candidate."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.matching.evidence import weigh
from refmgr.model import Candidate, Person, Record
from refmgr.names import parse_people

RAW = (
    "3.Minami A, Suda K, Kaneda K, Kumakiri M. Extensive subcutaneous calcification of the forearm "
    "in systemic lupus erythematosus. J Hand Surg. 1994;19:638–41. "
    "doi: 10.1016/0266-7681(94)90134-1. [DOI] [PubMed] [Google Scholar]"
)
PARSED = Record(
    title="Extensive subcutaneous calcification of the forearm in systemic lupus erythematosus",
    authors=parse_people("Minami A, Suda K, Kaneda K, Kumakiri M")[0],
    container="J Hand Surg",
    year=1994,
    volume="19",
    pages="638–41",
    doi="10.1016/0266-7681(94)90134-1",
)
OFFERED = Record(
    type="article-journal",
    title="Extensive Subcutaneous Calcification of the Forearm in Systemic Lupus Erythematosus",
    authors=parse_people("Minami, A.; Suda, K.; Kaneda, K.; Kumakiri, M.")[0],
    container="The Journal of Hand Surgery: British & European Volume",
    year=1994,
    volume="19",
    issue="5",
    pages="638-641",
    doi="10.1016/0266-7681(94)90134-1",
)


def weighed(raw=RAW, record=PARSED, offered=OFFERED, asked="query"):
    return weigh(raw, record, Candidate(source="test", record=offered, asked=asked))


def agreements(match):
    return {item.field: item.agreement for item in match.evidence}


def note(match, field):
    return next(item.note for item in match.evidence if item.field == field)


def test_all_fields_of_a_right_candidate_agree():
    match = weighed()
    assert agreements(match) == {
        "title": "equal",
        "first author": "equal",
        "other authors": "equal",
        "container": "close",
        "year": "equal",
        "volume": "equal",
        "issue": "incomparable",
        "pages": "equal",
        "last page": "equal",
        "doi": "equal",
        "pmid": "incomparable",
    }
    assert match.score > 0.95


def test_the_printed_string_alone_bears_witness():
    found = agreements(weighed(record=Record()))
    witnesses = ("title", "first author", "container", "year", "volume", "pages")
    assert {found[field] for field in witnesses} <= {"equal", "close"}


@pytest.mark.parametrize(
    ("changed", "field", "agreement", "words"),
    [
        ({"year": 2003}, "year", "different", "year 1994 printed, 2003 offered"),
        ({"year": 1995}, "year", "close", "year 1994 printed, 1995 offered"),
        ({"volume": "21"}, "volume", "different", "volume 19 printed, 21 offered"),
        ({"pages": "12-14"}, "pages", "different", "pages 638–41 printed, 12-14 offered"),
        ({"authors": parse_people("Roe J, Doe K")[0]}, "first author", "different",
         "first author Minami A printed, Roe J offered"),
        ({"authors": parse_people("Suda K, Minami A")[0]}, "first author", "close", "Suda K"),
        ({"container": "Lancet"}, "container", "different", "J Hand Surg printed, Lancet offered"),
        ({"title": "Nerve grafts in leprosy of the wrist"}, "title", "different", "Nerve grafts"),
        ({"doi": "10.1000/other"}, "doi", "different", "10.1000/other offered"),
        ({"title": "Extensive subcutaneous calcification of the forearm in discoid lupus"},
         "title", "close", "discoid"),
        ({"container": None}, "container", "incomparable", "no container offered"),
    ],
)  # fmt: skip
def test_a_difference_is_named_in_words(changed, field, agreement, words):
    match = weighed(offered=replace(OFFERED, **changed))
    assert agreements(match)[field] == agreement
    assert words in note(match, field)
    assert match.score < weighed().score


def test_a_number_does_not_serve_twice():
    # Lobo 2008;14:10 prints 14 and 10 once each: page 14 is not there as well.
    raw = "8.Lobo IM, Machado S. Calcinosis cutis. Dermatol Online J. 2008;14:10. [PubMed]"
    record = Record(title="Calcinosis cutis", year=2008, volume="14")
    right = Record(title="Calcinosis cutis", year=2008, volume="14", pages="10")
    wrong = replace(right, pages="14")
    assert agreements(weighed(raw, record, right))["pages"] == "equal"
    assert agreements(weighed(raw, record, wrong))["pages"] != "equal"
    twice = raw.replace("14:10", "14:14")
    assert agreements(weighed(twice, record, wrong))["pages"] == "equal"


def test_list_number_and_doi_are_no_witnesses():
    raw = "19. Roe J. A note on iron. doi: 10.1000/638-19"
    found = agreements(weighed(raw, Record(), replace(OFFERED, year=None)))
    assert found.get("volume", "incomparable") == "incomparable"
    assert found.get("pages", "incomparable") == "incomparable"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("1 A. Minami, K. Suda, J. Hand Surg. 19, 638 (1994).", "incomparable"),
        ("J Hand Surg. 1994 Oct;19(5):638-41", "incomparable"),
        (("Roe J. Iron stores, ferritin and bleeding in dialysis patients of Sweden. J Hand Surg. "
         "1994;19:638."), "different"),
    ],
)  # fmt: skip
def test_a_missing_title_is_not_a_different_one(raw, title):
    found = agreements(weighed(raw, Record()))
    assert found["title"] == title


@pytest.mark.parametrize(
    ("printed", "offered"),
    [
        ("Calcinosis in women with scleroderma", "Calcinosis in men with scleroderma"),
        ("Two cases of calcinosis universalis", "Three cases of calcinosis universalis"),
        ("Calcinosis in dermatomyositis", "Calcinosis in juvenile dermatomyositis"),
        ("Calcinosis in juvenile dermatomyositis", "Calcinosis in dermatomyositis"),
    ],
)
def test_twins_are_different_titles(printed, offered):
    raw = f"Roe J. {printed}. Gut. 2009;5:1-9."
    match = weighed(raw, Record(title=printed), Record(title=offered))
    assert agreements(match)["title"] == "different"


def test_what_the_parser_cut_off_is_no_difference():
    raw = "Roe J. Calcinosis in scleroderma: women and men compared. Gut. 2009;5:1-9."
    match = weighed(
        raw,
        Record(title="Calcinosis in scleroderma"),
        Record(title="Calcinosis in scleroderma: women and men compared"),
    )
    assert agreements(match)["title"] == "equal"


@pytest.mark.parametrize(
    ("raw", "offered", "field", "words"),
    [
        ("Touart DM. Cutaneous deposition diseases. Part II. J Am Acad Dermatol. 1998;39:527-44.",
         Record(title="Cutaneous deposition diseases. Part I"), "part", "part 2 printed, 1 offered"),
        ("Roe J. Calcinosis of the hand. Gut. 2009;5:1-9.",
         Record(title="Erratum: Calcinosis of the hand"), "kind", "a notice or reply is offered"),
        ("Roe J. Erratum: Calcinosis of the hand. Gut. 2009;5:1-9.",
         Record(title="Calcinosis of the hand"), "kind", "a notice or reply is printed"),
        ("Roe J. Calcinosis of the hand. Gut. 2009;5:1-9.",
         Record(title="Calcinosis of the hand", container="medRxiv"), "kind", "a preprint"),
        ("Roe J. Calcinosis of the hand. medRxiv 2009.",
         Record(title="Calcinosis of the hand", container="Gut"), "kind", "a preprint is printed"),
        ("Roe J. Calcinosis of the hand. Gut. 2009;5:1-9.",
         Record(title="Calcinosis of the hand", volume="5", issue="Suppl 1", pages="S30"),
         "kind", "an abstract in a supplement is offered"),
        ("Roe J. Calcinosis of the hand [abstract]. Gut. 2009;5 Suppl 1:S30.",
         Record(title="Calcinosis of the hand", volume="6", pages="101-9"),
         "kind", "an abstract in a supplement is printed"),
    ],
)  # fmt: skip
def test_another_kind_of_publication(raw, offered, field, words):
    title = raw.removeprefix("Roe J. ").removeprefix("Touart DM. ").partition(". Gut")[0]
    title = title.partition(". J Am")[0].partition(". medRxiv")[0].partition(" [")[0]
    pages = "S30" if "S30." in raw else "1-9"
    match = weighed(raw, Record(title=title, pages=pages), offered)
    assert words in note(match, field)
    assert agreements(match)[field] == "different"


def test_a_glued_doi_counts_as_close():
    glued = replace(PARSED, doi="10.1016/0266-7681(94)90134-1get")
    assert agreements(weighed(record=glued))["doi"] == "close"


def test_a_study_group_printed_for_its_members_says_nothing():
    group = replace(PARSED, authors=(Person(literal="Calcinosis Study Group"),))
    raw = RAW.replace("Minami A, Suda K, Kaneda K, Kumakiri M", "Calcinosis Study Group")
    assert agreements(weighed(raw, group))["first author"] == "incomparable"


TEXT = st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["19", "638-41", "Part II"]))
RECORDS = st.builds(
    Record,
    title=TEXT,
    container=TEXT,
    volume=TEXT,
    issue=TEXT,
    pages=TEXT,
    doi=TEXT,
    year=st.one_of(st.none(), st.integers(1, 2100)),
    authors=st.lists(st.builds(Person, TEXT, TEXT), max_size=2).map(tuple),
)


@given(st.text(max_size=80), RECORDS, RECORDS)
def test_any_input_is_weighed_between_nothing_and_one(raw, record, offered):
    match = weighed(raw, record, offered)
    assert 0 <= match.score <= 1
    names = [item.field for item in match.evidence]
    assert len(names) == len(set(names))
    assert {item.agreement for item in match.evidence} <= {
        *("equal", "close", "different", "incomparable")
    }


def test_what_the_same_answer_calls_the_journal_is_evidence():
    record, offered = (
        replace(PARSED, container="ElbJ"),
        replace(OFFERED, container="The Wrist-Elbow Journal"),
    )
    raw = RAW.replace("J Hand Surg", "ElbJ")
    named = Candidate(
        source="test", record=offered, asked="query", container_names=("Wrist-Elb. J.", "ElbJ")
    )
    assert (
        agreements(weigh(raw, record, replace(named, container_names=())))["container"]
        == "different"
    )
    assert agreements(weigh(raw, record, named))["container"] == "close"

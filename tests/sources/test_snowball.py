"""Deposited reference lists, and the works that cite a work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Person, Record
from refmgr.sources.answers import MemoryAnswers
from refmgr.sources.crossref_service import CrossrefService, CrossrefSettings
from refmgr.sources.deposited import deposited_references
from refmgr.sources.desk import AnswerDesk
from refmgr.sources.europepmc_service import EuropePmcService, EuropePmcSettings
from refmgr.sources.pace import Rates
from refmgr.sources.service import asks_at_once
from refmgr.sources.snowball import Snowball

FAST = Rates(single=2000, lists=2000, at_once=1)


def numbers(*keys):
    return [one.number for one in deposited_references({"reference": [{"key": k} for k in keys]})]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("ref1", "ref2", "ref3"), [1, 2, 3]),
        (("10.1016/x_BIB2", "10.1016/x_BIB1"), [2, 1]),
        (("e_1_2_7_2_1", "e_1_2_7_3_1", "e_1_2_7_4_1"), [1, 2, 3]),
        (("CR1", "CR3"), [1, 2]),
        (("a", "b"), [1, 2]),
        (("CR1", "CR1"), [1, 2]),
    ],
)
def test_numbers_are_those_of_the_keys_only_where_they_count(keys, expected):
    assert numbers(*keys) == expected


def test_parts_and_text():
    parts = {
        "key": "1",
        "DOI": "10.5555/ABC",
        "author": "Callen",
        "article-title": "Dermatomyositis",
        "journal-title": "Lancet",
        "year": "2000a",
        "volume": "355",
        "first-page": "53",
    }
    text = {"key": "2", "unstructured": "Boulman N. Calcinosis. <i>Rheumatol</i> 2005."}
    chapter = {"key": "3", "article-title": "Gout", "volume-title": "Bones"}
    first, second, third = deposited_references({"reference": [parts, text, chapter]})
    assert first.raw == "Callen. Dermatomyositis. Lancet. 2000a. 355. 53"
    assert first.record == Record(
        type="article-journal",
        title="Dermatomyositis",
        authors=(Person(family="Callen"),),
        container="Lancet",
        year=2000,
        volume="355",
        pages="53",
        doi="10.5555/abc",
    )
    assert second.raw == "Boulman N. Calcinosis. Rheumatol 2005."
    assert (third.record.title, third.record.container) == ("Gout", "Bones")


def test_an_entry_of_which_nothing_is_told_keeps_its_place():
    listed = deposited_references({"reference": [{"key": "1"}, {"key": "2", "DOI": "10.5555/b"}]})
    assert [(one.number, one.raw, one.record.doi) for one in listed] == [
        (1, "", None),
        (2, "doi: 10.5555/b", "10.5555/b"),
    ]


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["reference", "key", "author", "year", "DOI"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_any_shape_gives_a_list(value):
    deposited_references({"reference": value})


@pytest.fixture
def snowball(services, watch):
    answers = MemoryAnswers()
    made = {
        "crossref": CrossrefService(
            CrossrefSettings(base_url=services.url, rates=FAST),
            sleep=watch.sleep,
            clock=watch.clock,
        ),
        "europepmc": EuropePmcService(
            EuropePmcSettings(base_url=f"{services.url}/europepmc", rates=FAST),
            sleep=watch.sleep,
            clock=watch.clock,
        ),
    }
    yield Snowball(AnswerDesk(answers, asks_at_once(made, answers)))
    for service in made.values():
        service.close()


def test_what_a_work_cites(snowball, services):
    services.add("10.5555/a", "A", reference=[{"key": "ref1", "DOI": "10.5555/b"}])
    services.add("10.5555/bare", "No list")
    assert [one.record.doi for one in snowball.cited("10.5555/a")] == ["10.5555/b"]
    assert snowball.cited("10.5555/bare") == ()
    assert snowball.cited("10.5555/none") is None


def test_who_cites_a_work_page_by_page(snowball, services, monkeypatch):
    for module in ("snowball", "europepmc_service"):
        monkeypatch.setattr(f"refmgr.sources.{module}.PAGE", 2)
    services.add_article("11000001", "The cited", doi="10.5555/a")
    for number in range(2, 7):
        pmid = f"1100000{number}"
        services.add_article(pmid, f"Citing {number}", authors="Lee P", year=2000 + number)
        services.cites[pmid] = ["11000001"]
    found = snowball.citing("10.5555/a")
    assert [one.pmid for one in found] == [f"1100000{number}" for number in range(2, 7)]
    assert (found[0].title, found[0].year, found[0].authors) == (
        *("Citing 2", 2002),
        (Person(family="Lee", given="P"),),
    )
    assert len(services.asked_of("citations")) == 3
    asked = len(services.log)
    assert snowball.citing("10.5555/a") == found
    assert len(services.log) == asked, "nothing is asked twice"
    assert snowball.citing("10.5555/none") is None

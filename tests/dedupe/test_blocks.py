"""Two descriptions of one work meet in a block, however they were printed; others do not."""

import pytest

from refmgr.dedupe.blocks import block_keys
from refmgr.matching.prepared import prepare
from refmgr.model import Person, Record

MINAMI = Record(
    title="Extensive subcutaneous calcification of the forearm in systemic lupus erythematosus",
    authors=(Person(family="Minami", given="A"),), container="J Hand Surg", year=1994, volume="19",
    pages="638–41", doi="10.1016/0266-7681(94)90134-1",
)  # fmt: skip


def changed(**fields):
    known = {name: getattr(MINAMI, name) for name in Record.__dataclass_fields__}
    return Record(**{**known, "doi": None, **fields})


def keys(record):
    return set(block_keys(prepare(record)))


@pytest.mark.parametrize(
    "other",
    [
        changed(container="The Journal of Hand Surgery: British & European Volume"),
        changed(year=1995),
        changed(title=None),
        changed(title=None, volume=None),
        changed(authors=(), volume=None, pages=None),
        changed(authors=(Person(family="MINAMI", given="Akio"),), pages="638"),
        Record(doi=MINAMI.doi),
        changed(title=MINAMI.title.upper(), year=None),
        changed(title=MINAMI.title.replace("Extensive", "Extensve")),
        changed(title="[Ausgedehnte Verkalkung des Unterarms]"),
    ],
    ids=[
        "journal", "year", "no title", "no title, no volume", "no author", "capitals", "only DOI", "no year",
        "misprint", "translated",
    ],
)  # fmt: skip
def test_one_work_printed_two_ways_shares_a_block(other):
    assert keys(MINAMI) & keys(other)


@pytest.mark.parametrize(
    "other",
    [
        Record(),
        Record(title="Dermatomyositis"),
        changed(
            title="Calcinosis cutis in childhood", volume="17", pages="611–2", year=2003,
            authors=(Person(family="Miteva", given="L"),),
        ),
    ],
    ids=["nothing known", "one word", "another work"],
)  # fmt: skip
def test_others_do_not(other):
    assert not keys(MINAMI) & keys(other)


@pytest.mark.parametrize(
    "title", ["Editorial", "Book reviews", "Letter to the editor", "Annual report 2015"]
)
def test_a_title_that_many_works_bear_is_no_key(title):
    one = Record(title=title, authors=MINAMI.authors, year=1994)
    assert not keys(one)
    placed = Record(title=title, authors=MINAMI.authors, year=1994, volume="19", pages="638")
    assert keys(placed) & keys(MINAMI)


def test_keys_depend_on_the_record_alone_and_are_distinct():
    found = block_keys(prepare(MINAMI))
    assert len(found) == len(set(found))
    assert found == block_keys(prepare(MINAMI))

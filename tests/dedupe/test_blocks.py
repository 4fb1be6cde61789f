"""Two descriptions of one work meet in a block, however they were printed."""

import pytest

from refmgr.dedupe.blocks import block_keys, first_page
from refmgr.model import Person, Record

MINAMI = Record(
    title="Extensive subcutaneous calcification of the forearm in systemic lupus erythematosus",
    authors=(Person(family="Minami", given="A"),), container="J Hand Surg", year=1994, volume="19",
    pages="638–41", doi="10.1016/0266-7681(94)90134-1",
)  # fmt: skip


def changed(**fields):
    known = {name: getattr(MINAMI, name) for name in Record.__dataclass_fields__}
    return Record(**{**known, **fields})


@pytest.mark.parametrize(
    "other",
    [
        changed(doi=None, container="The Journal of Hand Surgery: British & European Volume"),
        changed(doi=None, year=1995),
        changed(doi=None, title=None),
        changed(doi=None, authors=(), volume=None, pages=None),
        changed(doi=None, authors=(Person(family="MINAMI", given="Akio"),), pages="638"),
        Record(doi=MINAMI.doi),
        changed(doi=None, title=MINAMI.title.upper(), year=None),
        changed(doi=None, title=MINAMI.title.replace("Extensive", "Extensve")),
    ],
    ids=["journal", "year", "no title", "no author", "capitals", "only DOI", "no year", "misprint"],
)
def test_one_work_printed_two_ways_shares_a_block(other):
    assert set(block_keys(MINAMI)) & set(block_keys(other))


@pytest.mark.parametrize(
    "other",
    [
        Record(),
        Record(title="Dermatomyositis"),
        changed(
            doi=None, title="Calcinosis cutis in childhood", volume="17", pages="611–2", year=2003,
            authors=(Person(family="Miteva", given="L"),),
        ),
    ],
    ids=["nothing known", "one word", "another work"],
)  # fmt: skip
def test_others_do_not(other):
    assert not set(block_keys(MINAMI)) & set(block_keys(other))


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        ("638–41", "638"),
        ("053–7", "53"),
        ("e1002369", "e1002369"),
        ("S12-S15", "s12"),
        (None, ""),
        ("–", ""),
    ],
)
def test_first_page(pages, first):
    assert first_page(pages) == first

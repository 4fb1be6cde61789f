"""A packed Record comes back as it was, and damage is seen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Person, Record
from refmgr.sources.catalogue.packing import Packer

texts = st.none() | st.text(min_size=1, max_size=30)
people = st.builds(Person, family=st.text(min_size=1, max_size=9), given=texts, particle=texts) | (
    st.builds(Person, literal=st.text(min_size=1, max_size=9))
)
records = st.builds(
    Record, title=texts, container=texts, volume=texts, doi=texts, language=texts,
    year=st.none() | st.integers(1500, 2100), authors=st.lists(people, max_size=4).map(tuple),
    editors=st.lists(people, max_size=2).map(tuple), et_al=st.booleans(),
)  # fmt: skip
CALLEN = Record(
    type="article-journal",
    title="Calcinosis cutis",
    authors=(Person(family="Callen", given="J. P."), Person(literal="WHO")),
    year=2000,
)


@given(records)
def test_what_is_packed_comes_back(record):
    packer = Packer.made_for([CALLEN])
    assert packer.unpack(packer.pack(record)) == record


def test_a_dictionary_of_like_records_saves_half():
    works = [
        Record(title=f"Calcinosis of the skin, report {n}", container="Acta Fictiva", year=1990)
        for n in range(200)
    ]
    alone, helped = Packer(b""), Packer.made_for(works[:100])
    sizes = [sum(len(packer.pack(work)) for work in works[100:]) for packer in (alone, helped)]
    assert sizes[1] < sizes[0] / 2


def test_damage_is_seen_or_changes_nothing():
    packer = Packer.made_for([CALLEN])
    work = replace(CALLEN, title="Calcinosis of the ankle, the elbow and the knee", doi="10.5555/1")
    packed, seen = packer.pack(work), 0
    for at in range(len(packed)):
        for bit in range(8):
            changed = bytearray(packed)
            changed[at] ^= 1 << bit
            try:
                assert packer.unpack(bytes(changed)) == work
            except ValueError:
                seen += 1
    assert seen > 7 * len(packed)

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.exports.keys import make_key
from refmgr.model import Person, Record


def by(family=None, year=2000, **more):
    return Record(authors=(Person(family=family, **more),), year=year)


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (by("Callen", given="JP"), "callen2000"),
        (by("Berg", particle="van der"), "vanderberg2000"),
        (by("van der Berg"), "vanderberg2000"),
        (by("Hernández-Machín"), "hernandezmachin2000"),
        (by("Yıldırım"), "yildirim2000"),
        (by("Şimşek"), "simsek2000"),
        (by("Ørsted"), "orsted2000"),
        (by("O’Brien"), "obrien2000"),
        (by("王"), "wang2000"),
        (by("Иванов"), "ivanov2000"),
        (by("Callen", year=None), "callen"),
        (by(literal="World Health Organization"), "who2000"),
        (by(literal="NICE"), "nice2000"),
        (by(literal="American College of Rheumatology (ACR)"), "acr2000"),
        (by(literal="Cochrane Collaboration"), "cochranecollaboration2000"),
        (by(literal="3M Company"), "mcompany2000"),
        (
            Record(title="New insight into calcinosis of juvenile dermatomyositis", year=2001),
            "insight2001",
        ),
        (Record(title="The use of a 3 mg pill"), "pill"),
        (Record(title="On X"), "on"),
        (Record(title="β", year=1999), "v1999"),
        (Record(container="Annals of Pediatrics"), "annalspediatrics"),
        (Record(title="***", container="Lancet", year=2000), "lancet2000"),
        (Record(), "untitled"),
        (Record(authors=(Person(),), title="Calcinosis"), "calcinosis"),
    ],
)
def test_a_key_says_who_and_when(record, key):
    assert make_key(record, ()) == key


@pytest.mark.parametrize(
    ("fallback", "key"),
    [
        ("milk_of_calcium.pdf", "milkcalcium"),
        ("004_891f3d8ab2deb8fa.txt", "untitled"),
        ("Şimşek rapor 2.docx", "simsekrapor"),
        ("", "untitled"),
    ],
)
def test_the_file_name_is_the_last_resort(fallback, key):
    assert make_key(Record(), (), fallback=fallback) == key


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        (["Callen2000"], "callen2000a"),
        (["callen2000", "callen2000a"], "callen2000b"),
        (["callen2000", *(f"callen2000{chr(97 + n)}" for n in range(26))], "callen2000aa"),
        (lambda key: len(key) < 12, "callen2000aa"),
        (["callen2001"], "callen2000"),
    ],
)
def test_the_newer_work_gets_the_letter(taken, key):
    assert make_key(by("Callen"), taken) == key


@given(
    st.builds(
        Record,
        title=st.none() | st.text(),
        container=st.none() | st.text(),
        authors=st.lists(
            st.builds(Person, st.none() | st.text(), literal=st.none() | st.text()), max_size=1
        ).map(tuple),
        year=st.none() | st.integers(-10, 3000),
    ),
    st.text(),
)
def test_keys_are_safe_everywhere_and_never_the_same(record, fallback):
    first = make_key(record, (), fallback=fallback)
    second = make_key(record, {first.upper()}, fallback=fallback)
    assert re.fullmatch("[a-z][a-z0-9]*", first)
    assert re.fullmatch("[a-z][a-z0-9]*", second)
    assert first != second

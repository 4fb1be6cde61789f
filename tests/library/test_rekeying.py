"""Citation keys: promised once, changed on purpose only, and the old ones stay valid."""

import pytest

from refmgr.errors import DecisionError, KeyPatternError, NotFoundError
from refmgr.exports.keys import key_stem
from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.model import Person, Record

BIB = """@article{one, title={Calcinosis of the elbow}, author={Roe, Ann}, journal={J Hand Surg}, year=2001}
@article{two, title={Muscle in the young}, author={Roe, Bob}, journal={Lancet}, year=2001}
@article{three, title={Skin in adults}, author={van der Berg, Jan}, journal={Bone}, year=1999}
"""


@pytest.fixture
def filled(empty, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB)
    list(empty.import_(find_sources([str(tmp_path / "refs.bib")])))
    return empty


def keys(library):
    return [work.key for work in library.list()]


def test_one_key_by_hand_survives_a_rebuild_and_the_old_one_stays_valid(filled):
    assert filled.rekey(["two"], "Roe:2001-muscle") == [("two", "Roe:2001-muscle")]
    for _ in range(2):
        assert keys(filled) == ["one", "Roe:2001-muscle", "three"]
        work = filled.show("TWO").work
        assert (work.key, work.aliases) == ("Roe:2001-muscle", ("two",))
        for _ in filled.rebuild():
            pass


def test_it_is_taken_back(filled):
    filled.rekey(["two"], "a2001")
    filled.rekey(["two"], "b2001")
    assert filled.undo().verb == "rekey"
    assert filled.show("two").work.key == "a2001"
    filled.undo()
    assert keys(filled) == ["one", "three", "two"]
    assert filled.show("b2001").work.key == "two"


def test_many_by_a_pattern_in_one_decision(filled):
    changed = filled.rekey([], "{Author}_{yy}{title}")
    assert changed == [
        ("one", "Roe_01calcinosis"),
        ("two", "Roe_01muscle"),
        ("three", "Vanderberg_99skin"),
    ]
    assert filled.rekey([], "{Author}_{yy}{title}") == []
    filled.undo()
    assert keys(filled) == ["one", "three", "two"]


def test_a_letter_tells_works_apart_and_stays(filled):
    assert filled.rekey([], "{author}{year}") == [
        ("one", "roe2001"),
        ("two", "roe2001a"),
        ("three", "vanderberg1999"),
    ]
    assert filled.rekey([], "{author}{year}") == []
    assert filled.rekey(["roe2001a"], "{author}{year}") == []


def test_a_key_of_another_work_is_refused_even_an_old_one(filled):
    filled.rekey(["two"], "new2001")
    for taken in ("one", "ONE", "two"):
        with pytest.raises(DecisionError, match="another work"):
            filled.rekey(["three"], taken)
    assert filled.rekey(["new2001"], "TWO") == [("new2001", "TWO")]


@pytest.mark.parametrize("bad", ["a b", "a,b", "a%", "", "a\\b"])
def test_a_key_that_no_manuscript_can_cite_is_refused(filled, bad):
    with pytest.raises(DecisionError, match="no manuscript"):
        filled.rekey(["two"], bad)


def test_what_nobody_knows(filled):
    with pytest.raises(NotFoundError):
        filled.rekey(["nobody"], "x2001")
    with pytest.raises(DecisionError, match="one key is for one work"):
        filled.rekey(["one", "two"], "x2001")
    with pytest.raises(KeyPatternError):
        filled.rekey([], "{nobody}")


def test_new_works_get_keys_by_the_pattern_of_the_settings(tmp_path):
    library = Library(tmp_path / "x.db", Settings(offline=True, key_pattern="{Author}-{year}"))
    ris = "TY  - JOUR\nTI  - Calcinosis\nAU  - Roe, Ann\nPY  - 2001\nER  - \n"
    (tmp_path / "a.ris").write_text(ris)
    list(library.import_(find_sources([str(tmp_path / "a.ris")])))
    assert keys(library) == ["Roe-2001"]
    other = Library(tmp_path / "x.db", Settings(offline=True))
    for _ in other.rebuild():
        pass
    assert keys(other) == ["Roe-2001"]


@pytest.mark.parametrize(
    ("pattern", "stem"),
    [
        ("{author}{year}", "simsek2000"),
        ("{Author}{yy}{Title}", "Simsek00Calcinosis"),
        ("{journal}:{year}", "annalsrheumatic:2000"),
        ("ref-{author}", "ref-simsek"),
    ],
)
def test_patterns(pattern, stem):
    record = Record(
        title="The calcinosis",
        authors=(Person("Şimşek", "Ö"),),
        container="Annals of the Rheumatic Diseases",
        year=2000,
    )
    assert key_stem(record, pattern) == stem
    assert key_stem(Record(title="Calcinosis"), "{author}-{year}") == "calcinosis"


@pytest.mark.parametrize("pattern", ["{x}", "{author", "{author}%", "{0}", "{author.x}"])
def test_patterns_that_make_no_keys(pattern):
    with pytest.raises(KeyPatternError):
        key_stem(Record(title="A"), pattern)

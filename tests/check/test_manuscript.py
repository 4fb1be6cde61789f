"""A manuscript against the library: missing keys and what was meant, doubles, unused entries."""

from refmgr.check.finding import Finding
from refmgr.check.manuscript import Bib, Cites, Place, check_manuscript, similar
from refmgr.documents.cited_keys import CitedKey
from refmgr.model import Problem, Record, Reference, Work

KNOWN = ["callen2000", "callen2000a", "boulman2005", "roe2001"]


def place(key, line=1, work=None):
    cited = CitedKey(key=key, file="p.tex", line=line, column=7)
    return Place(key=cited, work=Work(key=work, record=Record()) if work else None)


def check(*places, about=None, **more):
    cites = Cites(name="p.tex", places=places, known=KNOWN, **more)
    return {one.code: one for one in check_manuscript(cites, about or {})}


def test_a_missing_key_is_an_error_at_its_line_with_what_may_be_meant():
    told = check(place("calen2000", 12))["missing-key"]
    assert (told.level, told.file, told.line, told.column) == ("error", "p.tex", 12, 7)
    assert "did you mean callen2000" in told.repair
    assert "refmgr search" in check(place("zzz"))["missing-key"].repair


def test_near_misses():
    assert similar("callen2001", KNOWN)[0] == "callen2000"
    assert similar("boulmann2005", KNOWN) == ["boulman2005"]
    assert similar("Boulman-2005", KNOWN) == ["boulman2005"]
    assert similar("nobody", KNOWN) == []


def test_what_is_right_is_silent():
    assert (
        check(place("callen2000", work="callen2000"), place("boulman2005", work="boulman2005"))
        == {}
    )
    assert check(place("own"), defined=frozenset({"own"})) == {}


def test_another_case_and_two_keys():
    assert (
        check(place("Callen2000", work="callen2000"))["key-in-other-case"].repair
        == "write callen2000"
    )
    told = check(place("callen2000", 1, "callen2000"), place("callen2000a", 2, "callen2000"))
    assert told["two-keys-for-one-work"].line == 2
    assert "write callen2000 instead of callen2000a" in told["two-keys-for-one-work"].repair


def test_what_is_to_be_said_of_a_work_is_said_where_it_is_cited():
    bad = Finding(
        code="retracted", level="error", what="callen2000 was retracted.", key="callen2000"
    )
    told = list(
        check_manuscript(
            Cites(
                name="p.tex", known=KNOWN,
                places=[place("callen2000", 3, "callen2000"), place("callen2000", 9, "callen2000")],
            ),
            {"callen2000": [bad]},
        )
    )  # fmt: skip
    assert [(one.code, one.line) for one in told] == [("retracted", 3), ("retracted", 9)]


def test_the_bib_file_beside_it():
    bib = Bib(name="refs.bib", keys=frozenset({"roe2001", "new1999", "unused1"}),
              problems=((7, Problem("id-twice", "roe2001 stands twice")),))  # fmt: skip
    told = check(place("roe2001", work="roe2001"), place("new1999"), bibs=(bib,))
    assert told["key-not-in-library"].level == "note"
    assert "unused1" in told["unused"].what
    assert (told["id-twice"].file, told["id-twice"].line) == ("refs.bib", 7)
    assert "unused" not in check(place("roe2001", work="roe2001"), bibs=(bib,), everything=True)


def test_works_of_a_word_file_that_the_library_lacks():
    reference = Reference(number=4, raw="Doe J.  Unknown.\n BMJ 2001.", record=Record())
    told = check(Place(reference=reference))["work-not-in-library"]
    assert (told.number, "“Doe J. Unknown. BMJ 2001.”" in told.what) == (4, True)

"""What a person decides outranks every rule, holds for what is printed alike, and can be taken back."""

import sqlite3

import pytest
from fake_crossref import FakeCrossref
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from states import everything, partition, without_aliases

from refmgr.errors import DecisionError, NotFoundError
from refmgr.library.facade import Library
from refmgr.library.importing import Source
from refmgr.library.settings import Settings

CALLEN = "10.1016/s0140-6736(99)05157-0"
PART_ONE = "10.1016/s0190-9622(98)70338-x"
PART_TWO = "10.1016/s0190-9622(98)70001-5"
# Prints no part: two works fit equally well.
TOUART = "Touart DM, Sau P. Cutaneous deposition diseases. J Am Acad Dermatol. 1998;39."
LOBO = "Lobo IM, Machado S. Calcinosis cutis: a rare feature of dermatomyositis. Dermatol Online J. 2008;14:10."
PLAIN = "Callen JP. Dermatomyositis. Lancet. 2000;355(9197):53-7."
FILE = "Data on file, Pfizer. Unpublished results on calcinosis 2001."


def paper(name, *entries):
    listed = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    text = (
        f"A case of calcinosis number {name} in a patient\n\nJane Doe{name}\n\n"
        f"Calcinosis is a late finding.[1] It may resolve.[2]\n\nReferences\n\n{listed}\n"
    )
    return Source(name=f"{name}.txt", data=text.encode())


def take_in(library, *papers):
    outcomes = list(library.import_(papers))
    assert {one.status for one in outcomes} <= {"added"}
    return outcomes


def ledger(library):
    connection = sqlite3.connect(library.path)
    try:
        return connection.execute(
            "SELECT verb, subject, value FROM decisions ORDER BY id"
        ).fetchall()
    finally:
        connection.close()


def rebuilt(library):
    list(library.rebuild())
    return everything(library)


@pytest.fixture
def library(tmp_path, crossref_server: FakeCrossref, settings_of):
    journal = "Journal of the American Academy of Dermatology"
    for part, doi, issue, page in (
        ("I", PART_ONE, "2", "149-171"),
        ("II", PART_TWO, "4", "527-544"),
    ):
        crossref_server.add(
            doi, f"Cutaneous deposition diseases. Part {part}", container=journal, year=1998,
            authors="Touart Damien M; Sau Purnima", volume="39", issue=issue, page=page,
        )  # fmt: skip
    crossref_server.add(
        CALLEN, "Dermatomyositis", authors="Callen Jeffrey P", container="The Lancet", year=2000,
        volume="355", issue="9197", page="53-57",
    )  # fmt: skip
    return Library(tmp_path / "library.db", settings_of(crossref_server.url))


@pytest.fixture
def unsure(library):
    """Two papers print one ambiguous reference the same way, one of them a wrong DOI as well."""
    take_in(library, paper("a", TOUART, f"{LOBO} doi: {CALLEN}"), paper("b", PLAIN, TOUART))
    return library


@pytest.fixture
def offline(tmp_path):
    return Library(tmp_path / "library.db", Settings(offline=True))


def dois(library):
    return {work.record.doi for work in library.list() if work.record.doi}


# --- references -----------------------------------------------------------------------------------
def test_questions_say_what_is_open(unsure):
    match, identifier = unsure.questions()
    assert (match.kind, identifier.kind) == ("match", "identifier")
    assert match.id.endswith(":1")
    assert {one.candidate.record.doi for one in match.candidates} == {PART_ONE, PART_TWO}
    assert (match.alike, match.number, match.document) == (1, 1, "a.txt")
    assert [one.sentence for one in match.mentions] == ["Calcinosis is a late finding.[1]"]
    assert "belongs to another work" in identifier.why
    assert identifier.candidates[0].candidate.record.doi == CALLEN


def test_an_accepted_candidate_serves_all_that_print_it_so(unsure):
    before = everything(unsure)
    question = unsure.questions()[0]
    number = [one.candidate.record.doi for one in question.candidates].index(PART_TWO) + 1
    answered = unsure.answer(question.id, "accept", str(number))
    assert (answered.state, answered.record.doi) == ("accepted", PART_TWO)
    work = unsure.show(answered.work).work
    assert (work.cited_by, work.origins["doi"]) == (2, "crossref")
    assert [one.kind for one in unsure.questions()] == ["identifier"]
    assert rebuilt(unsure) == everything(unsure)
    unsure.undo()
    assert everything(unsure) == before


def test_a_paper_imported_later_is_not_asked_about_again(unsure):
    unsure.answer(unsure.questions()[0].id, "accept", PART_TWO)
    take_in(unsure, paper("c", "See here.", "[DOI] [PubMed]", f"{TOUART} [Google Scholar]"))
    found = {one.cited: one for one in unsure.show("c.txt").citations}
    assert unsure.show("touart1998").work.record.doi == PART_TWO
    assert "touart1998" in found
    assert rebuilt(unsure) == everything(unsure)


def test_rejecting_a_candidate_leaves_the_other(unsure):
    question = unsure.questions()[0]
    number = [one.candidate.record.doi for one in question.candidates].index(PART_ONE) + 1
    unsure.answer(question.id, "reject", str(number))
    assert PART_ONE not in {
        one["candidate"]["doi"] for one in unsure.show("touart1998").matches
    }  # fmt: skip
    assert rebuilt(unsure) == everything(unsure)


def test_none_of_these_is_never_asked_again(unsure):
    before = everything(unsure)
    unsure.answer(unsure.questions()[0].id, "reject")
    assert [one.kind for one in unsure.questions()] == ["identifier"]
    assert unsure.show("touart1998").work.record.doi is None
    assert rebuilt(unsure) == everything(unsure)
    unsure.undo()
    assert everything(unsure) == before


def test_a_wrong_printed_doi_is_rejected_for_good(unsure):
    question = unsure.questions()[1]
    answered = unsure.answer(question.id, "reject")
    assert answered.record.doi is None
    assert [one.kind for one in unsure.questions()] == ["match"]
    assert {"doi:" + CALLEN} <= set(unsure.decisions()[0].value["candidates"])
    assert rebuilt(unsure) == everything(unsure)


def test_a_person_may_insist_that_the_printed_doi_is_right(unsure):
    question = unsure.questions()[1]
    answered = unsure.answer(question.id, "accept", "1")
    assert answered.record.doi == CALLEN
    assert rebuilt(unsure) == everything(unsure)


def test_a_doi_by_hand_is_looked_up_at_once(unsure, crossref_server):
    question = unsure.questions()[1]
    crossref_server.add("10.5070/d30xx", "Calcinosis cutis: a rare feature of adult dermatomyositis",
                        authors="Lobo Ines M", container="Dermatology Online Journal", year=2008)  # fmt: skip
    answered = unsure.answer(question.id, "accept", "https://doi.org/10.5070/D30XX")
    assert (answered.state, answered.record.doi) == ("accepted", "10.5070/d30xx")
    assert unsure.show(answered.work).work.origins["title"] == "crossref"
    assert rebuilt(unsure) == everything(unsure)


def test_a_doi_by_hand_offline_is_kept_as_given_and_looked_up_later(
    tmp_path, library, crossref_server
):
    offline = Library(library.path, Settings(offline=True))
    take_in(offline, paper("a", PLAIN, LOBO))
    before = everything(offline)
    question = offline.question("a.txt:1")
    answered = offline.answer(question.id, "accept", CALLEN)
    assert (answered.state, answered.record.doi) == ("pending", CALLEN)
    assert offline.show(answered.work).work.origins["doi"] == "you"
    assert rebuilt(offline) == everything(offline)
    asked = len(crossref_server.requests)
    assert next(library.resolve()).doi == CALLEN
    assert len(crossref_server.requests) > asked
    assert library.show("callen2000").work.origins["title"] == "crossref"
    assert rebuilt(library) == everything(library)
    library.undo()
    assert library.show("callen2000").work.origins.get("doi") != "you"
    assert everything(library).keys() == before.keys()


def test_a_doi_that_no_source_knows_stays_as_given(unsure):
    answered = unsure.answer(unsure.questions()[1].id, "accept", "10.9999/nobody.knows")
    assert (answered.state, answered.record.doi) == ("accepted", "10.9999/nobody.knows")
    assert "no source that was asked knows it" in answered.reason
    assert rebuilt(unsure) == everything(unsure)


def test_what_is_no_publication_makes_no_work(library):
    take_in(library, paper("a", PLAIN, FILE), paper("b", FILE, LOBO))
    before, keys = everything(library), {work.key for work in library.list()}
    answered = library.answer("a.txt:2", "not-a-publication")
    assert answered.work is None
    assert len(library.list()) == len(keys) - 1, "printed alike in both papers"
    assert library.question("a.txt:2").raw.endswith(FILE), "it stays in its list"
    assert rebuilt(library) == everything(library)
    take_in(library, paper("c", FILE, PLAIN))
    assert len(library.list()) == len(keys)
    library.undo()
    assert {work.key for work in library.list()} > keys
    list(library.rebuild())
    assert before["bibtex"].count("@") + 1 == everything(library)["bibtex"].count("@")


def test_later_puts_a_question_aside_and_changes_nothing_else(unsure):
    before = everything(unsure)
    unsure.answer(unsure.questions()[0].id, "later")
    assert [one.later for one in unsure.questions()] == [True, False]
    assert everything(unsure) == before
    unsure.undo()
    assert not any(one.later for one in unsure.questions())


def test_the_later_answer_stands(unsure):
    question = unsure.questions()[0]
    unsure.answer(question.id, "not-a-publication")
    unsure.answer(question.id, "accept", PART_ONE)
    unsure.answer(question.id, "accept", PART_TWO)
    assert PART_TWO in dois(unsure)
    assert PART_ONE not in dois(unsure)
    unsure.undo(2)
    assert PART_TWO in dois(unsure)
    unsure.undo()
    assert len(unsure.decisions()) == 3
    assert PART_TWO not in dois(unsure)
    assert rebuilt(unsure) == everything(unsure)


@pytest.mark.parametrize(
    ("verb", "what", "says"),
    [
        ("accept", "", "2 candidates are offered"),
        ("accept", "3", "there is no candidate 3"),
        ("accept", "0", "there is no candidate 0"),
        ("accept", "nonsense", "no DOI"),
        ("reject", "7", "there is no candidate 7"),
        ("merge", "", "said of two works"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(unsure, verb, what, says):
    before = everything(unsure), ledger(unsure)
    with pytest.raises(DecisionError, match=says):
        unsure.answer(unsure.questions()[0].id, verb, what)
    assert (everything(unsure), ledger(unsure)) == before


@pytest.mark.parametrize("name", ["nobody2000:1", "a.txt:99", "abcdef123456:1", "x+y", ""])
def test_an_unknown_question_is_said_to_be_unknown(unsure, name):
    with pytest.raises(NotFoundError):
        unsure.answer(name, "later")


def test_entries_go_by_paper_and_number_in_any_spelling(unsure):
    subject = unsure.questions()[0].subject
    for name in ("a.txt:1", "doea:1", subject[:8] + ":1", subject, "DOEA:1"):
        assert unsure.question(name).subject == subject, name


def test_entries_of_a_bibliographic_file_go_by_their_ids(offline):
    refs = b"@article{smith:01, title={Calcinosis of the skin}, author={Smith, A}, year=2001, journal={BMJ}}"
    take_in(offline, Source(name="refs.bib", data=refs), paper("a", PLAIN, LOBO))
    offline.merge(["refs.bib:smith:01", "a.txt:2"])
    assert offline.show("smith:01").work.key == offline.show("lobo2008").work.key
    assert rebuilt(offline) == everything(offline)


# --- pairs ----------------------------------------------------------------------------------------
OLD = "Boulman N. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805-12. doi:10.1016/j.old"
NEW = "Boulman N. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:912-20. doi:10.1016/j.new"


def test_two_works_with_different_dois_are_merged_by_hand(offline):
    take_in(offline, paper("a", OLD, PLAIN), paper("b", NEW, PLAIN))
    assert {"boulman2005", "boulman2005a"} <= {work.key for work in offline.list()}
    before = everything(offline)
    work = offline.merge(["boulman2005", "boulman2005a"])
    assert (work.key, work.cited_by, work.aliases) == ("boulman2005", 2, ("boulman2005a",))
    assert rebuilt(offline) == everything(offline)
    take_in(offline, paper("c", NEW, OLD))
    assert offline.show("boulman2005").work.cited_by == 3, "both DOIs lead to it from now on"
    offline.undo()
    assert offline.show("boulman2005a").work.record.doi == "10.1016/j.new"
    assert len(before["shown"]) + 1 == len(everything(offline)["shown"])


def test_not_a_duplicate_is_remembered_for_ever(offline):
    other = PLAIN.replace("53-7", "53-57")
    take_in(offline, paper("a", PLAIN, LOBO), paper("b", other, LOBO))
    assert [work.key for work in offline.list("dermatomyositis callen")] == ["callen2000"]
    before = without_aliases(everything(offline))
    first, second = offline.keep_apart("a.txt:1", "b.txt:1")
    assert {first.key, second.key} == {"callen2000", "callen2000a"}
    assert rebuilt(offline) == everything(offline)
    take_in(offline, paper("c", PLAIN, other))
    assert [work.cited_by for work in offline.list("dermatomyositis callen")] == [2, 2]
    assert rebuilt(offline) == everything(offline)
    offline.undo()
    assert [work.key for work in offline.list("dermatomyositis callen")] == ["callen2000"]
    assert len(before["shown"]) + 1 == len(everything(offline)["shown"])


def test_an_entry_printed_like_its_work_is_parted_from_it(offline):
    take_in(offline, paper("a", PLAIN, LOBO), paper("b", PLAIN, LOBO), paper("c", PLAIN, LOBO))
    before = without_aliases(everything(offline))
    offline.keep_apart("c.txt:1", "callen2000")
    works = {work.key: work.cited_by for work in offline.list("dermatomyositis callen")}
    assert works == {"callen2000": 2, "callen2000a": 1}
    assert rebuilt(offline) == everything(offline)
    offline.undo()
    assert without_aliases(everything(offline)) == before
    assert rebuilt(offline) == everything(offline)


def test_the_later_word_on_a_pair_stands(offline):
    take_in(offline, paper("a", OLD, PLAIN), paper("b", NEW, PLAIN))
    offline.merge(["boulman2005", "boulman2005a"])
    offline.keep_apart("a.txt:1", "b.txt:1")
    assert len(offline.list("calcinosis rheumatic")) == 2
    offline.merge(["a.txt:1", "b.txt:1"])
    assert len(offline.list("calcinosis rheumatic")) == 1
    offline.undo()
    assert len(offline.list("calcinosis rheumatic")) == 2
    assert rebuilt(offline) == everything(offline)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("callen2000", "callen2000"), "both are one work"),
        (("callen2000", PLAIN[:5]), "no work has this key"),
        (("a.txt:1", "a.txt:1"), "nothing else"),
    ],
)
def test_what_cannot_be_kept_apart(offline, names, says):
    take_in(offline, paper("a", PLAIN, LOBO))
    with pytest.raises((DecisionError, NotFoundError), match=says):
        offline.keep_apart(*names)
    assert offline.decisions() == ()


def test_one_work_is_not_merged_with_itself(offline):
    take_in(offline, paper("a", PLAIN, LOBO))
    with pytest.raises(DecisionError, match="one work already"):
        offline.merge(["callen2000", "a.txt:1"])


def test_works_that_may_be_one_are_a_question(offline):
    other = "Callen JP. Dermatomyositis. Lancet. 2000;355(9197):73-99."
    take_in(
        offline, paper("a", f"{PLAIN} doi:{CALLEN}", LOBO), paper("b", f"{other} doi:{CALLEN}", OLD)
    )
    (question,) = [one for one in offline.questions() if one.kind == "pair"]
    assert question.id == "callen2000+callen2000a"
    assert "other pages" in question.why
    offline.answer(question.id, "later")
    assert [one.later for one in offline.questions() if one.kind == "pair"] == [True]
    offline.answer(question.id, "keep-apart")
    assert [one for one in offline.questions() if one.kind == "pair"] == []
    assert not offline.question(question.id).open
    offline.undo()
    offline.answer(question.id, "merge")
    assert offline.show("callen2000a").work.key == "callen2000"
    with pytest.raises(NotFoundError, match="they are one work"):
        offline.question(question.id)
    with pytest.raises(DecisionError, match="whether two works are one"):
        offline.answer("callen2000+boulman2005", "not-a-publication")


def test_a_later_edit_wins_after_two_edited_works_were_merged(offline):
    take_in(offline, paper("a", OLD, PLAIN), paper("b", NEW, PLAIN))
    offline.edit("boulman2005", {"title": "First"})
    offline.edit("boulman2005a", {"title": "Second"})
    offline.merge(["boulman2005", "boulman2005a"])
    assert offline.edit("boulman2005", {"title": "Third"}).record.title == "Third"
    assert rebuilt(offline) == everything(offline)


# --- properties -----------------------------------------------------------------------------------
# Each example writes files; a failing one is short enough without shrinking.
QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)
ENTRIES = (
    PLAIN, f"{PLAIN} doi:{CALLEN}", OLD, NEW, LOBO, FILE, "Editorial. Lancet. 2000;355:1.",
    "Callen JP, Wortmann RL. Dermatomyositis. Clin Dermatol. 2006;24:363-73.",
    "Boulman N, Slobodin G. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805.",
)  # fmt: skip
LISTS = st.lists(
    st.lists(st.sampled_from(ENTRIES), min_size=2, max_size=5, unique=True), min_size=2, max_size=3
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "keep-apart", "keep-apart", "not-a-publication", "edit", "undo"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=5,
)


def act(library, step):
    """Do a step; return whether it could be done."""
    verb, *places = step
    subjects = sorted(name for work in partition(library) for name in work if name)
    names = [subjects[place % len(subjects)] for place in places]
    try:
        if verb == "merge":
            library.merge(names)
        elif verb == "keep-apart":
            library.keep_apart(*names)
        elif verb == "undo":
            library.undo()
        elif verb == "edit":
            works = library.list()
            library.edit(works[places[0] % len(works)].key, {"year": 1900 + places[1]})
        else:
            library.answer(names[0], verb)
    except (DecisionError, NotFoundError):
        return False
    return True


@settings(max_examples=10, deadline=None, phases=QUICKLY)
@given(lists=LISTS, steps=STEPS)
def test_every_decision_survives_a_rebuild_and_is_taken_back_whole(tmp_path_factory, lists, steps):
    library = Library(tmp_path_factory.mktemp("decided") / "library.db", Settings(offline=True))
    take_in(library, *(paper(str(number), *entries) for number, entries in enumerate(lists)))
    states = [without_aliases(everything(library))]
    for step in steps:
        if not act(library, step):
            continue
        now = everything(library)
        assert rebuilt(library) == now
        if step[0] == "undo":
            states.pop()
            assert without_aliases(now) == states[-1]
        else:
            states.append(without_aliases(now))


@settings(max_examples=6, deadline=None, phases=QUICKLY)
@given(lists=LISTS, steps=STEPS, data=st.data())
def test_decisions_mean_the_same_in_any_order_of_import(tmp_path_factory, lists, steps, data):
    papers = [paper(str(number), *entries) for number, entries in enumerate(lists)]
    library = Library(tmp_path_factory.mktemp("one") / "library.db", Settings(offline=True))
    take_in(library, *papers)
    for step in steps:
        act(library, step)
    other = Library(tmp_path_factory.mktemp("two") / "library.db", Settings(offline=True))
    order = data.draw(st.permutations(papers))
    take_in(other)
    copy_decisions(library, other)
    take_in(other, *order)
    assert partition(other) == partition(library)


def copy_decisions(source, target):
    target_connection = sqlite3.connect(target.path)
    connection = sqlite3.connect(source.path)
    rows = connection.execute("SELECT * FROM decisions ORDER BY id").fetchall()
    target_connection.executemany("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)", rows)
    target_connection.commit()
    connection.close()
    target_connection.close()

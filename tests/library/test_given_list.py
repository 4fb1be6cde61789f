"""A list that comes later: numbers that stood open lead to its entries, and it can be taken back."""

import pytest

from refmgr.errors import DecisionError

YILDIRIM = "000_9c1b80f0d3c1dabb.txt"
MUKAMEL = "001_e12cf952defa7cb9.txt"
LIST = "\n".join(
    f"{number}. {family} AB. A study of calcinosis in {number} children. J Invented Med. 2001;{number}:1–9."
    for number, family in enumerate(
        [
            "Abel",
            "Bauer",
            "Cohen",
            "Dietz",
            "Evans",
            "Fuchs",
            "Gruber",
            "Hansen",
            "Iver",
            "Mukamel",
            "Klein",
            "Lang",
        ],
        1,
    )
)


def codes(library, name):
    return {problem["code"] for problem in library.show(name).documents[0]["problems"]}


def state(library):
    return (
        [repr(work) for work in library.list()],
        [repr(one) for one in library.network().edges],
        [repr(library.show(name).documents) for name in (YILDIRIM, MUKAMEL)],
    )


def test_open_numbers_lead_to_the_given_entries(seeded):
    assert seeded.give_list(YILDIRIM, LIST) == 12
    work = seeded.show(YILDIRIM).work
    assert work.cites == 12
    cited = seeded.show("mukamel2001")
    assert (cited.work.cited_by, cited.work.mentions) == (1, 1)
    assert "reported two" in cited.citations[0].mentions[0].sentence
    assert seeded.show("dietz2001").work.mentions == 2, "2,4 and 4,5,11,12"
    assert "numbers-waiting-for-list" not in codes(seeded, YILDIRIM)


def test_a_list_without_numbers_counts_by_position(seeded):
    plain = "\n\n".join(line.partition(". ")[2] for line in LIST.splitlines())
    assert seeded.give_list(YILDIRIM, f"REFERENCES\n\n{plain}") == 12
    assert seeded.show("dietz2001").work.mentions == 2


def test_what_was_printed_stays_beside_the_full_list(seeded):
    keys = {work.key for work in seeded.list()}
    full = LIST.replace(
        "Dietz AB. A study of calcinosis in 4 children. J Invented Med",
        "Ansell BM. Juvenile dermatomyositis. Rheum Dis Clin North Am",
    ).replace("2001;4:1–9", "1991;17:1–9")
    seeded.give_list(MUKAMEL, full)
    assert keys <= {work.key for work in seeded.list()}
    ansell = seeded.show("ansell1991").work
    assert (ansell.cited_by, ansell.mentions, ansell.record.volume) == (1, 1, "17")


def test_it_survives_a_rebuild_and_undo_gives_back_the_old_state(seeded):
    before = state(seeded)
    seeded.give_list(YILDIRIM, LIST)
    given = state(seeded)
    assert given != before
    list(seeded.rebuild())
    assert state(seeded) == given
    assert seeded.undo().verb == "list"
    assert state(seeded) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (YILDIRIM, "", "no reference was found"),
        ("callen2000", LIST, "import the paper first"),
    ],
)
def test_what_cannot_be_given_changes_nothing(seeded, name, text, said):
    before = seeded.path.read_bytes()
    with pytest.raises(DecisionError, match=said):
        seeded.give_list(name, text)
    assert seeded.path.read_bytes() == before


def test_a_second_list_is_refused(seeded):
    seeded.give_list(YILDIRIM, LIST)
    with pytest.raises(DecisionError, match="given a list before"):
        seeded.give_list(YILDIRIM, LIST)

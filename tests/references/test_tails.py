"""The last entry of a list: whole, and without what follows it."""

import pytest

from refmgr.references.lists import read_lists

BODY = "Title of a paper\n\nThe body of the paper, which is not long at all.\n\nReferences\n"
NUMBERED = (
    "1. Larsen OP, Wu J. Milk of calcium in the elbow, and how\nto drain it. J Elbow Surg. 2003;12:45-9.\n"
    "2. Abreu T. Calcinosis of the knee. Knee. 2005;3:1-4.\n"
    "3. Ono K, Wu J. Warfarin and calcium in the skin of the\nsmall child: a letter. Hand. 2009;8:77-80.\n"
)
DOI = "doi:10.1000/knee.2011.7"
CITE = "Cite this article as: Wu et al.: Lumps of the elbow. Knee 2011 7:1."


@pytest.mark.parametrize(
    "last",
    [
        "4. Weber AE, Keller B (1986) Biology of Amphi-\nbians. New York: Elbow and Knee Publishing. 670\np.",
        "4. Weber AE. Lumps. 2001. Available at the address of the\nElbow Society of the North, seen last in\nMay 2002.",
        "4. Weber AE. Lumps in the year 2001 and\nwhat became of them. Knee. 2003;1:5-9.",
    ],
)
@pytest.mark.parametrize(
    "behind", ["", "\n", "\nPlain words of another section stand here.\n", "Figure legends\n"]
)
def test_the_last_entry_keeps_lines_that_do_not_look_like_a_reference(last, behind):
    assert read_lists(f"{BODY}{NUMBERED}{last}\n{behind}").references[-1].raw == last


PROSE = "The lesions were seen by all of us and by the others, who thought the same of them.\n" * 30


def test_prose_right_behind_the_last_entry_is_not_drawn_in():
    last = "4. Weber AE. Lumps of the hand. Hand. 2001;1:5-9."
    assert read_lists(f"{BODY}{NUMBERED}{last}\n{PROSE}").references[-1].raw == last


def test_an_entry_that_swallowed_a_section_does_not_let_the_last_one_do_it():
    first = NUMBERED.partition("\n")[0]
    text = f"{BODY}{first}\n{PROSE}\nto drain it. J Elbow Surg. 2003;12:45-9.\n{NUMBERED.partition('J Elbow Surg. 2003;12:45-9.' + chr(10))[2]}"
    last = "4. Weber AE, Ono K. Lumps of the hand, in a letter that\nis long. Hand. 2001;1:5-9."
    raw = read_lists(f"{text}{last}\n{PROSE}").references[-1].raw
    assert raw.startswith(last)
    assert len(raw.splitlines()) < 12


LINKED = (
    "1. Larsen OP. Milk. Elbow. 2003;12:45-9. doi:10.1000/e.1\n2. Abreu T. Calcinosis. Knee. 2005;3:1-4.\n"
    "doi:10.1000/k.2\n"
)


@pytest.mark.parametrize(
    ("entries", "last"),
    [
        (
            f"{NUMBERED}4. Weber AE. Lumps. Hand. 2001;1:5-9.\n{DOI}\n",
            "4. Weber AE. Lumps. Hand. 2001;1:5-9.",
        ),
        (
            f"{LINKED}3. Ono K. Lumps. Hand. 2001;1:5-9. 10.1000/h.3\n{DOI}\n",
            "3. Ono K. Lumps. Hand. 2001;1:5-9. 10.1000/h.3",
        ),
        (
            f"{LINKED}3. Ono K. Lumps. Hand. 2001;1:5-9.\ndoi:10.1000/h.3\n",
            "3. Ono K. Lumps. Hand. 2001;1:5-9.\ndoi:10.1000/h.3",
        ),
        (
            f"Abreu T. Calcinosis of the knee. Knee. 2005;3:1-4.\nOno K. Lumps of the hand. Hand. 2001;1:5-9.\n{DOI}\n",
            "Ono K. Lumps of the hand. Hand. 2001;1:5-9.",
        ),
    ],
)
def test_the_paper_s_own_doi_behind_the_list_is_none_of_the_last_entry(entries, last):
    references = read_lists(f"{BODY}{entries}{CITE}\n").references
    assert references[-1].raw == last

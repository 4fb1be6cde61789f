"""Figures, tables and margins that a page break prints inside of a list, and what follows a list."""

import pytest

from refmgr.references.lists import read_lists

BODY = "Title of a paper\n\nThe body of the paper, which is not long at all.\n\n"
HEAD = "2. Abreu T, Ono K, Larsen OP. Calcinosis of the knee and of the\n"
TAIL = "elbow, a comparison. Knee. 2005;3:1-4.\n"
FIRST = "1. Larsen OP, Wu J. Milk of calcium. J Elbow Surg. 2003;12:45-9.\n"
LAST = (
    "3. Ono K, Wu J. Warfarin and calcium in the skin. Hand. 2009;8:77-80.\n"
    "4. Weber AE. Lumps of the hand. Hand. 2001;1:5-9.\n"
)
TABLE = "TABLE 4\nOutcome\nn\n" + "".join(f"group {k}\n{k}.1 ({k})\n0.{k}4\n" for k in range(1, 8))
FIGURE = "22\n" + "".join(f"p{k}\nt{k}\n" for k in range(12)) + "p7: availability of the drug\n"
MARGIN = "\nOPEN ACCESS\n" + "Copyright stays with the authors, who let anybody read it.\n" * 9


def raws(text):
    return [reference.raw for reference in read_lists(text).references]


@pytest.mark.parametrize("foreign", [TABLE, FIGURE, MARGIN], ids=["table", "figure", "margin"])
def test_what_cuts_an_entry_in_its_middle_is_none_of_it(foreign):
    text = f"{BODY}References\n{FIRST}{HEAD}{foreign}{TAIL}{LAST}"
    found = raws(text)
    assert found[0] + "\n" == FIRST
    assert found[1] + "\n" == HEAD + TAIL
    assert "\n".join(found[2:]) + "\n" == LAST
    second = read_lists(text).references[1]
    assert second.record.title == "Calcinosis of the knee and of the elbow, a comparison"
    assert text[second.start : second.end].endswith("2005;3:1-4.")


@pytest.mark.parametrize("foreign", [TABLE, FIGURE, MARGIN], ids=["table", "figure", "margin"])
def test_what_stands_behind_a_whole_entry_is_none_of_it(foreign):
    found = raws(f"{BODY}References\n{FIRST}{HEAD}{TAIL}{foreign}{LAST}")
    assert found[1] + "\n" == HEAD + TAIL
    assert len(found) == 4


def test_an_entry_with_many_authors_is_long_and_whole():
    people = "".join(
        f"Person{chr(97 + k)} A, Other{chr(97 + k)} B, Third{chr(97 + k)} C,\n" for k in range(20)
    )
    entry = f"2. {people}Last D. The genome of the knee. Knee. 2005;3:1-4.\n"
    assert raws(f"{BODY}References\n{FIRST}{entry}{LAST}")[1] + "\n" == entry


AUTHORS = [
    "JANE B. WEBER is a principal research associate in the practice of the\nInstitute; email: jane@example.org.",
    "Oscar P. Larsen (Bergen, 1990) joined the Institute of the Elbow in 1993. His interests\nlie in calcium.",
    "Kenji Ono received his degree in 1999 from the University of the North.",
    "Dr. Jan Wu is currently at the Institute of the Elbow.",
]  # fmt: skip
UNNUMBERED = (
    "Abreu, T. (2005). Calcinosis of the knee. Knee, 3, 1-4.\n"
    "Larsen, O. P., & Wu, J. (2003). Milk of calcium is an odd name for a\nthing of the elbow. J Elbow Surg, 12, 45-9.\n"
    "Ono, K., & Wu, J. (2009). Warfarin and calcium. Hand, 8, 77-80.\n"
    "Weber, A. E. (2001). Lumps of the hand. Hand, 1, 5-9.\n"
)


@pytest.mark.parametrize("author", AUTHORS)
@pytest.mark.parametrize(
    "listed", [FIRST + HEAD + TAIL + LAST, UNNUMBERED], ids=["numbered", "unnumbered"]
)
def test_lives_of_the_authors_are_no_references(author, listed):
    alone = raws(f"{BODY}References\n{listed}")
    assert (
        raws(f"{BODY}References\n{listed}{author}\nAnother B. Author is a professor of it.\n")
        == alone
    )
    assert len(alone) == 4


QUESTIONS = (
    "Ferguson HM, Read AF. Why is the effect of malaria on the survival of mosquitoes at the institute unresolved? Trends. 2002;18:256–61.",
    "Wu J. Vitamin D is a hormone of the department of bone. Hand. 2004;1:5-9.",
    "Holick Vitamin Research is the key to the university. Bone. 2005;2:9-12.",
    "Anna Karen Ono is a physician of our time and of a laboratory. Hand 2006;3:7-8.",
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_title_that_asks_or_tells_is_no_life_of_an_author(question):
    more = "Zwick D. Lumps of the last hand. Hand. 2011;1:5-9.\nZwick E. Lumps of the foot. Foot. 2012;1:5-9."
    listed = f"{UNNUMBERED}{question}\n{more}\n"
    assert [raw.split("\n")[0] for raw in raws(f"{BODY}References\n{listed}")][-3:] == [
        question,
        *more.split("\n"),
    ]
    links = listed.replace("\n", "\nCrossRef PubMed Google Scholar\n")
    assert raws(f"{BODY}References\n{links}")[-1].startswith("Zwick E")
    last = raws(f"{BODY}References\n{UNNUMBERED}{question}\n")[-1]
    assert last == question


def test_the_group_that_a_table_calls_reference_heads_no_list():
    rows = "".join(f"Age {k}0-{k}9\n1.{k}5 [1.0{k}-2.{k}5]\n0.00{k}\n" for k in range(1, 9))
    text = f"{BODY}Table 2\nAge below 10\nReference\n{rows}\n{'We saw it in all of them. ' * 9}\n\nReferences\n{FIRST}{HEAD}{TAIL}{LAST}"
    assert [reference.number for reference in read_lists(text).references] == [1, 2, 3, 4]
    assert raws(text)[0] + "\n" == FIRST


@pytest.mark.parametrize(
    "heading", ["Methods", "METHODS", "Online Methods", "STAR★METHODS", "STAR+METHODS"]
)
def test_methods_that_follow_a_list_are_none_of_its_last_entry(heading):
    methods = f"{heading}\nThe lesions were drained under local anaesthesia by one of us.\n" * 2
    assert (
        raws(f"{BODY}References\n{FIRST}{HEAD}{TAIL}{LAST}{methods}")[-1] + "\n"
        == LAST.splitlines()[1] + "\n"
    )


def test_a_list_that_goes_on_behind_the_methods_is_one_list():
    methods = "Methods\n" + "The lesions were drained under local anaesthesia by one of us.\n" * 20
    more = "5. Wu J. Drains of the elbow. Elbow. 2002;1:5-9.\n6. Wu J. Drains of the knee. Knee. 2004;1:5-9.\n"
    found = raws(f"{BODY}References\n{FIRST}{HEAD}{TAIL}{LAST}\n{methods}\n{more}")
    assert len(found) == 6
    assert found[3] == LAST.splitlines()[1]

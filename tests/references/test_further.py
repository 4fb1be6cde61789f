"""More than one list in a text: of chapters and supplements, never of referee reports."""

from refmgr.references.lists import read_lists

FIRST = """References
1. Larsen OP, Wu J. Milk of calcium. J Elbow Surg. 2003;12:45-9.
2. Brandt LM, Ono K. Calcinosis of the knee. Knee. 2007;3:118-21.
3. Abreu T. Warfarin and calcium. Knee. 2012;4:1-9.
4. Costa FD, Wu J. Lumps of the hand. Hand. 1998;2:11-4.
"""
SECOND = """Supplementary References
1. Petrescu I, Wu J. Methods for knees. Stat Knee. 2001;1:3-9.
2. Zimmer AB. Sampling of elbows. Elbow. 2009;5:88-90.
3. Ono K, Zimmer AB. Ultrasound of lumps. Radiol Knee. 2010;7:1-6.
"""
BODY = "Lumps of the elbow were seen [1] and grew.\n" * 12


def test_a_supplement_has_a_list_of_its_own_in_the_same_numbering():
    lists = read_lists(f"{BODY}\n{FIRST}\nSupplementary methods\n{BODY}\n{SECOND}")
    assert [r.number for r in lists.references] == [1, 2, 3, 4, 5, 6, 7]
    assert [r.label for r in lists.references] == ["1", "2", "3", "4", "1", "2", "3"]
    assert [p.code for p in lists.problems] == ["several-lists"]
    assert len(lists.spans) == 2


def test_each_chapter_keeps_its_list_even_where_the_longest_comes_last():
    chapters = f"{BODY}\n{SECOND.replace('Supplementary ', '')}\nChapter 2\n{BODY}\n{FIRST}"
    lists = read_lists(chapters)
    assert [r.label for r in lists.references] == ["1", "2", "3", "1", "2", "3", "4"]


def test_lists_of_referee_reports_are_none_of_the_paper():
    text = f"{BODY}\n{FIRST}\nOpen Peer Review\nReferee Report 1\n{BODY}\n{SECOND}"
    lists = read_lists(text)
    assert [r.number for r in lists.references] == [1, 2, 3, 4]
    assert lists.problems == ()

"""Entries without numbers: where the clues of the whole list cut it."""

import pytest

from refmgr.references.lines import split_lines
from refmgr.references.lists import read_lists
from refmgr.references.starts import weigh_cuts

VANCOUVER = """\
Abreu T, Silva MC. Warfarin and calcium in patients
with artificial valves of the heart. Knee. 2012;4:1-9.
Brandt LM, Ono K, Petrescu I. Calcinosis of the knee
after trauma: a review of 19 patients. J Rheum Case
Rep. 2007;3(2):118-21.
Costa FD. Lumps. Elbow Surg. 1998;2:11.
Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow
Surg. 2003;12:45-9."""
HARVARD = """\
Abreu, T. and Silva, M. C., 2012. Warfarin and calcium
  in patients with artificial valves. Knee 4, 1-9.
Brandt, L. M., Ono, K., Petrescu, I., 2007. Calcinosis
  of the knee after trauma. In: Wu, J. (Ed.), Lumps.
  Elbow Press, London, pp. 118-121.
Larsen, O. P., 2003. Milk of calcium. J. Elbow Surg.
  12, 45-49."""
CAPITALS = """\
ABREU, T. & SILVA, M. C. 2012. Warfarin and calcium in
patients with artificial valves. Knee, 4, 1-9.
BRANDT, L. M., ONO, K., PETRESCU, I., DE WAAL, P. &
COSTA, F. D. 2007. Calcinosis of the knee after trauma.
Rheum Case Rep, 3, 118.
LARSEN, O. P. 2003. Milk of calcium in the elbow. Elbow
Surg, 12, 45-9."""


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (VANCOUVER, ["Abreu", "Brandt", "Costa", "Larsen"]),
        (HARVARD, ["Abreu", "Brandt", "Larsen"]),
        (CAPITALS, ["ABREU", "BRANDT", "LARSEN"]),
    ],
)
def test_a_wrapped_list_is_cut_where_authors_begin(printed, names):
    lines = split_lines(printed)
    rows = [i for i, line in enumerate(lines) if line.text]
    cuts = [cut.line for cut in weigh_cuts(lines, rows, {}) if cut.lead > 0]
    assert [lines[i].text[: len(name)] for i, name in zip(cuts, names, strict=True)] == names


def test_further_evidence_moves_a_cut():
    lines = split_lines(VANCOUVER)
    rows = list(range(len(lines)))
    plain = {cut.line: cut.lead for cut in weigh_cuts(lines, rows, {})}
    pushed = {cut.line: cut.lead for cut in weigh_cuts(lines, rows, {4: 30.0})}
    assert plain[4] < 0 < pushed[4]


def test_the_first_line_begins_an_entry_and_no_line_begins_none():
    lines = split_lines("and of the knee\nwith lumps")
    assert weigh_cuts(lines, [0, 1], {})[0].lead > 0
    assert weigh_cuts(lines, [], {}) == []


def test_an_unsure_cut_says_so():
    text = (
        f"Lumps were seen.\n\nReferences\n{VANCOUVER}\nElbow Society of Norway\nLumps and knees: a"
        " handbook. 2005\nZimmer A, Wu J. Lumps of the hand. Knee. 2001;1:3-5.\n"
    )
    references = read_lists(text).references
    unsure = [r for r in references if "uncertain-boundary" in {p.code for p in r.problems}]
    assert unsure
    assert all("lbow Society" in r.raw or "handbook" in r.raw for r in unsure)


def test_a_lost_number_is_named_where_its_text_may_be():
    entries = [
        "1. Wu J. Lumps. Knee. 2001;1:3.",
        "3. Ono K. Knees. Knee. 2002;1:4.",
        "4. Abreu T. Hands. Knee. 2003;1:5.",
    ]
    first, second, _ = read_lists("Lumps.\n\nReferences\n" + "\n".join(entries)).references
    assert "Number 2 is not found" in first.problems[-1].message
    assert second.problems == ()

"""Printed lines put together: hyphens, broken DOIs, indents and gaps."""

import pytest

from refmgr.documents.pdf.layout import compose_text
from refmgr.documents.pdf.rows import HYPHEN, Row


def rows(*lines, page=0, left=60, right=300, top=700, step=12):
    """Return rows set one under the other; a pair is (left edge, text)."""
    pairs = [line if isinstance(line, tuple) else (left, line) for line in lines]
    return [
        Row(page=page, text=text, left=x, right=right, base=top - step * k, size=10)
        for k, (x, text) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("a girl with dermatomyo" + HYPHEN, "sitis and pain"), "a girl with dermatomyositis\nand pain\n"),
        (("long-term use and short" + HYPHEN, "term use, short-term"), "long-term use and short-term\nuse, short-term\n"),
        (("seen by Weinel and Finch" + HYPHEN, "Raynor"), "seen by Weinel and Finch-Raynor\n"),
        (("binds TNF" + HYPHEN, "α strongly"), "binds TNF-α\nstrongly\n"),
        (("pages 101" + HYPHEN, "109 of it"), "pages 101-109\nof it\n"),
        (("a line that a typewriter-", "like machine broke"), "a line that a typewriterlike\nmachine broke\n"),
        (("ends with a dash -", "And a new one"), "ends with a dash -\nAnd a new one\n"),
        (("doi: 10.1016/j.anbehav.2003.", "07.018"), "doi: 10.1016/j.anbehav.2003.07.018\n"),
        (("doi: 10.1038/", "nrn2037."), "doi: 10.1038/nrn2037.\n"),
        (("doi: 10.1000/abc.12", ".0034"), "doi: 10.1000/abc.12.0034\n"),
        (("doi: 10.1000/abc.12.", "13. Callen JP."), "doi: 10.1000/abc.12.\n13. Callen JP.\n"),
        (("doi: 10.1000/abc.12", "Callen JP."), "doi: 10.1000/abc.12\nCallen JP.\n"),
        (("about science. doi: 10.1126/sci" + HYPHEN, "ence.107"), "about science. doi: 10.1126/science.107\n"),
    ],
)  # fmt: skip
def test_broken_words_are_mended(lines, text):
    assert compose_text(rows(*lines))[0] == text


def test_every_row_stands_where_it_says():
    text, placed = compose_text(rows("A line that goes on and on", (74, "hangs"), "Another", "One"))
    assert [text[place.start : place.end] for place in placed] == [
        "A line that goes on and on", "hangs", "Another", "One",
    ]  # fmt: skip


def test_lines_right_of_the_columns_edge_are_indented():
    text, _ = compose_text(
        [
            *rows("Callen JP.", (74, "Lancet 2000."), "Brewer AC.", (74, "J Pediatr."), "Silva M."),
            *rows((320, "Oliveira S."), (334, "Br J."), (320, "Zulian F."), (320, "Young A.")),
        ]
    )
    lines = [line for line in text.split("\n") if line]
    assert [line for line in lines if line.startswith(" ")] == [
        "    Lancet 2000.", "    J Pediatr.", "    Br J.",
    ]  # fmt: skip


def test_a_wider_gap_and_a_short_last_line_of_a_column_end_paragraphs():
    first = rows("One line of it", "and the next", "and the third")
    behind_gap = rows("A new paragraph", "with two lines", top=650)
    short = [Row(page=0, text="short end.", left=60, right=150, base=626, size=10)]
    above = rows("Another column", "of the page", left=320, right=560)
    text, _ = compose_text([*first, *behind_gap, *short, *above])
    assert text.split("\n\n") == [
        "One line of it\nand the next\nand the third",
        "A new paragraph\nwith two lines\nshort end.",
        "Another column\nof the page\n",
    ]

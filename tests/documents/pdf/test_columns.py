"""Columns written line by line across the page are read one after the other; tables stay rows."""

from refmgr.documents.reading import read
from refmgr.model import Record

LEFT = "Milk of calcium is a fluid that holds crys"
RIGHT = "The knees were drained once more in May"


def text_of(paper):
    return read(paper.data(), "paper.pdf", parse_citation=lambda raw: Record()).text


def test_interleaved_columns_are_parted(paper):
    paper.page((60, 760, 18, "A title that runs over both of the columns of it"))
    for k in range(12):
        paper.pages[-1] += [
            (60, 700 - 12 * k, 10, f"{LEFT} {k}"),
            (320, 700 - 12 * k, 10, f"{RIGHT} {k}"),
        ]
    lines = [line.strip() for line in text_of(paper).split("\n") if line.strip()]
    assert lines[1:] == [*(f"{LEFT} {k}" for k in range(12)), *(f"{RIGHT} {k}" for k in range(12))]


def test_a_table_stays_in_rows(paper):
    paper.page((60, 760, 10, "Children of the clinic with milk of calcium"))
    for k in range(12):
        paper.pages[-1] += [(60, 700 - 12 * k, 10, f"girl {'abcdefghijkl'[k]}"), (300, 700 - 12 * k, 10, "drained"),
                            (500, 700 - 12 * k, 10, "well")]  # fmt: skip
    assert "girl b drained well" in text_of(paper)


def test_one_column_of_justified_text_stays_as_it_is(paper):
    paper.page()
    for k in range(12):
        paper.pages[-1].append((60, 700 - 12 * k, 10, f"{LEFT} and {RIGHT.lower()} {k}"))
    assert f"{LEFT} and {RIGHT.lower()} 3" in text_of(paper)

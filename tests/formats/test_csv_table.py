import csv
import io

import pytest

from refmgr.formats.csv_table import csv_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(start):
    text = csv_text(["title"], [[f'{start}HYPERLINK("http://x")']])
    (_, [cell]) = csv.reader(io.StringIO(text))
    assert cell == f'\'{start}HYPERLINK("http://x")'


def test_cells_come_back():
    text = csv_text(["a", "b", "c", "d"], [['x, "y"\nz', None, -3, True]])
    assert list(csv.reader(io.StringIO(text)))[1] == ['x, "y"\nz', "", "-3", "yes"]

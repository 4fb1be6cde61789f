"""Titles and authors as a first page sets them."""

import pytest

from refmgr.documents.pdf.first_page import read_first_page
from refmgr.documents.pdf.rows import Row


def page(*lines):
    """Return rows from pairs of size and text, from the top down, above small print."""
    rows, base = [], 780.0
    for size, text in lines:
        rows.append(Row(0, text, 60, 60 + size * len(text) / 2, base, size))
        base -= 1.2 * size
    for k in range(30):
        rows.append(Row(0, f"the {k} small words of the body, which are many", 60, 300, base, 9))
        base -= 11
    return rows


@pytest.mark.parametrize(
    ("lines", "known", "title", "authors"),
    [
        (((18, "Milk of calcium beneath"), (18, "the skin"), (11, "Maria Silva<sup>1,2</sup>, Jonas Berg")), None,
         "Milk of calcium beneath the skin", "Maria Silva, Jonas Berg"),
        (((24, "calcium"), (18, "Milk of calcium beneath the skin")), None, "Milk of calcium beneath the skin", None),
        (((20, "ORIGINAL RESEARCH ARTICLE"), (16, "Milk of calcium in skin")), None, "Milk of calcium in skin", None),
        (((20, "Annals of Calcium 2004;7:33-41"), (16, "Milk of calcium in skin")), None, "Milk of calcium in skin", None),
        (((20, "Maria Silva, Jonas Berg"), (16, "Milk of calcium in skin")), None, "Milk of calcium in skin", None),
        (((20, "Annals of the Calcium Society"), (13, "Milk of calcium in skin")), "Milk of Calcium in Skin",
         "Milk of Calcium in Skin", None),
        (((20, "1.2 What this is about"),), None, None, None),
        (((9, "Milk of calcium in a text set in one size"),), None, None, None),
        (((18, "¿Äº¿Ä½ Å¼·¼ÂËÅÈ »É¹»Ä¹»ÄÊ"),), None, None, None),
        (((16, "Milk of calcium in skin"), (10, "Ann Lee a,b,⇑, Bo Ek a"), (8, "a Institute of Skin")), None,
         "Milk of calcium in skin", "Ann Lee, Bo Ek"),
    ],
)  # fmt: skip
def test_first_pages(lines, known, title, authors):
    found = read_first_page(page(*lines), known)
    assert (found.title, found.authors) == (title, authors)


def test_the_foot_of_the_page_names_the_doi_unless_a_footnote_cites_it():
    rows = page((16, "Milk of calcium in skin"))
    foot = Row(0, "Annals (2004), 7, 33 DOI 10.1000/anca.33", 60, 300, 30, 8)
    note = Row(0, "1 See Callen, doi 10.1000/lancet.9", 60, 300, 30, 8)
    assert read_first_page([*rows, foot], None).doi == "10.1000/anca.33"
    assert read_first_page([*rows, note], None).doi is None

"""Lines and page furniture: what a page break puts into a list."""

import pytest

from refmgr.references.lines import MOST_LINES, find_furniture, split_lines

BODY = "Lumps of the elbow were seen.\nNothing else was noted there.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb", [(0, 1), (3, 4)]),
        ("a\rb\x0cc", [(0, 1), (2, 3), (4, 5)]),
        ("  a \n\n\n b", [(2, 3), (5, 5), (8, 9)]),
        ("\n\n", []),
    ],
)
def test_offsets_count_in_the_text_and_blank_lines_in_a_row_count_once(text, expected):
    lines = split_lines(text)
    assert [(line.start, line.end) for line in lines] == expected
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_of_an_endless_text_the_last_lines_are_read():
    lines = split_lines("x\n" * (MOST_LINES + 500) + "the end")
    assert lines[-1].text == "the end"
    assert len(lines) <= MOST_LINES + 1


def furniture(text, heading="References"):
    lines = split_lines(text)
    first = next(i for i, line in enumerate(lines) if line.text == heading)
    found = find_furniture(lines, first)
    return [line.text for i, line in enumerate(lines) if i in found and i > first]


def test_scraps_beside_a_running_head_go_with_it():
    page = "{}\nLarsen and Wu: Lumps of the elbow\n.\n"
    text = "".join(BODY + page.format(n) for n in (3, 4, 5))
    text += "References\nLarsen OP. Milk of\n" + page.format(6) + "calcium. Knee. 2003;12:45.\n.\n"
    assert furniture(text) == ["6", "Larsen and Wu: Lumps of the elbow", "."]


@pytest.mark.parametrize(
    "stamp",
    [
        "medRxiv preprint doi: https://doi.org/10.1101/2020.01.01.20000001",
        "The copyright holder for this preprint (which was not certified by peer review)",
        "CC-BY-NC-ND 4.0 International license",
        "Downloaded from https://elbow.example.org by guest on May 27, 2011",
    ],
)
def test_stamps_are_furniture_even_once(stamp):
    assert furniture(f"{BODY}References\nLarsen OP. Milk of\n{stamp}\ncalcium. 2003.\n") == [stamp]


def test_addresses_that_differ_in_digits_do_not_repeat():
    dois = [f"doi:10.1000/j.knee.2009.0{n}.003" for n in (1, 2, 3)]
    text = (
        BODY
        + "References\n"
        + "".join(
            f"{name} J. Lumps. Knee.\n\f{doi}\n"
            for name, doi in zip(("Wu", "Ono", "Abreu"), dois, strict=True)
        )
    )
    assert furniture(text) == []

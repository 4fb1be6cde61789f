"""What repeats at the edges of pages is furniture, and what only looks so is not."""

from refmgr.documents.pdf.furniture import without_furniture
from refmgr.documents.pdf.rows import Row


def row(page, base, text, *, size=10.0, sideways=False, left=60.0):
    return Row(page, text, left, left + 5 * len(text), base, size, sideways)


def pages(top, bottom, count=4):
    """Return pages of text with what `top` and `bottom` say for their number."""
    return [
        [
            row(page, 800, top(page)),
            *(row(page, 700 - 12 * k, f"{'pqrs'[page]} text {'abcdefghij'[k]}") for k in range(10)),
            row(page, 40, bottom(page)),
        ]
        for page in range(count)
    ]


def texts(found):
    return [one.text for one in found.rows]


def test_running_heads_and_page_numbers_go_and_are_kept_as_evidence():
    found = without_furniture(pages(lambda n: f"Silva et al. {n}", lambda n: str(n + 301)))
    assert len(found.rows) == 40
    assert [count for _, count in found.heads] == [4]


def test_heads_of_left_and_right_pages_differ():
    found = without_furniture(
        pages(lambda n: "Silva et al." if n % 2 else "Annals of Calcium", lambda n: f"- {n + 7} -")
    )
    assert len(found.rows) == 40


def test_pages_of_a_reference_at_the_top_of_a_column_stay():
    found = without_furniture(pages(lambda n: f"{100 + n * n}–{190 + n * n}.", lambda n: "1942."))
    assert len(found.rows) == 48


def test_numbers_that_do_not_count_up_with_the_pages_stay():
    found = without_furniture(pages(lambda n: "Silva et al.", lambda n: str((17, 4, 99, 8)[n])))
    assert [text for text in texts(found) if text.isdigit()] == ["17", "4", "99", "8"]


def test_a_stamp_that_runs_sideways_goes_but_a_sideways_table_stays():
    printed = pages(lambda n: f"unlike {'abcd'[n] * 5}", lambda n: f"also {'efgh'[n] * 5}")
    printed[1].append(row(1, 400, "Downloaded from a publisher", sideways=True))
    printed.append([row(4, 700 - 12 * k, f"cell {k}", sideways=True) for k in range(5)])
    found = texts(without_furniture(printed))
    assert "Downloaded from a publisher" not in found
    assert "cell 3" in found


def test_one_page_has_no_furniture():
    only = pages(lambda n: "Annals of Calcium", lambda n: "1", count=1)
    assert len(without_furniture(only).rows) == 12

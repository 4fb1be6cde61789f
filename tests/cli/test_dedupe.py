"""`refmgr dedupe` on exports as they come, and as they should not."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from refmgr.cli.deduping import dedupe_command

HEADER = "ID,author,year,title,journal,volume,number,pages,doi,abstract\n"
CALLEN = '"Callen, J. P.",2000,Dermatomyositis of the adult and child,Lancet,355,9197,53-57'
OTHER = '"Minami, A.",1994,Calcification of the forearm in lupus,J Hand Surg Br,19,5,638-41'
RIS = """TY  - JOUR
ID  - ovid7
AU  - Callen, Jeffrey P
TI  - DERMATOMYOSITIS OF THE ADULT AND CHILD.
JO  - The Lancet
PY  - 2000
VL  - 355
SP  - 53
EP  - 7
DO  - 10.1016/s0140-6736(99)05157-0
KW  - muscle
ER  -
"""


def run(*args, code=0):
    done = CliRunner().invoke(dedupe_command, [str(one) for one in args], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def answer(*args, code=0):
    return json.loads(run(*args, "--json", code=code).stdout)


@pytest.fixture
def table(tmp_path):
    def write(*rows, name="records.csv", header=HEADER):
        path = tmp_path / name
        path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def test_two_formats_their_counts_and_every_id(table, tmp_path):
    ris = tmp_path / "embase.ris"
    ris.write_text(RIS, encoding="utf-8")
    found = answer(table(f"a1,{CALLEN},,Long abstract.", f"a2,{OTHER},,"), ris)
    assert (found["records"], found["removed"], found["left"]) == (3, 1, 2)
    assert found["clusters"] == [["a1", "ovid7"]]
    assert [(one["file"][-10:], one["records"]) for one in found["files"]] == [
        ("ecords.csv", 2), ("embase.ris", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "json", "bib", "ris", "nbib", "xml"])
def test_the_written_file_keeps_the_fields_of_all_merged_records(table, tmp_path, ending):
    ris = tmp_path / "embase.ris"
    ris.write_text(RIS, encoding="utf-8")
    out = tmp_path / f"out.{ending}"
    run(table(f"a1,{CALLEN},,Long abstract.", f"a2,{OTHER},,"), ris, "-o", out)
    text = out.read_text(encoding="utf-8")
    for value in ("Long abstract", "10.1016/s0140-6736(99)05157-0", "muscle", "Jeffrey", "a2"):
        assert value in text, value
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [(one["id"], one["merged_ids"]) for one in rows] == [
            ("a1", "a1;ovid7"),
            ("a2", "a2"),
        ]
    assert answer(out)["clusters"] == []


def test_what_may_be_one_work_is_shown_with_its_reason_and_kept(table, tmp_path):
    reply = CALLEN.replace(
        "Dermatomyositis of the adult and child", "Reply: Dermatomyositis of the adult and child"
    )
    path, listed = (
        table(f"a1,{CALLEN},,", f"a2,{reply},,"),
        tmp_path / "t.csv",
    )
    shown = run(path, "--table", listed).stdout
    assert "Records left                 2" in shown
    assert "notice, comment or reply" in shown
    rows = list(csv.DictReader(io.StringIO(listed.read_text(encoding="utf-8"))))
    assert {one["id"] for one in rows if one["what"] == "maybe"} == {"a1", "a2"}


def test_an_id_in_two_files_is_told_apart(table):
    found = answer(table(f"1,{CALLEN},,", name="a.csv"), table(f"1,{CALLEN},,", name="b.csv"))
    assert found["clusters"] == [["a.csv:1", "b.csv:1"]]


BROKEN = {
    "no title, year or authors": (f"a,{CALLEN},,", "b,,,,Lancet,1,1,5,10.1000/x,", "c,,,Only a title of some words,,,,,,"),
    "all fields in one": (f"a,{CALLEN},,", 'b,,,"Callen JP. Dermatomyositis. Lancet 2000;355:53-7",,,,,,'),
    "author and title swapped": (f"a,{CALLEN},,", 'b,Dermatomyositis of the adult and child,2000,"Callen, J. P.",Lancet,355,9197,53-57,,'),
    "an id that stands twice": (f"a,{CALLEN},,", f"a,{OTHER},,", f"b,{CALLEN},,"),
    "nothing in a row": (f"a,{CALLEN},,", "b,,,,,,,,,"),
    "a row too short": (f"a,{CALLEN},,", "b,Roe"),
}  # fmt: skip


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_poor_records_are_all_counted(table, rows):
    path = table(*rows)
    done = CliRunner().invoke(dedupe_command, [str(path), "--json"], catch_exceptions=False)
    found = json.loads(done.stdout)
    (file,) = found["files"]
    assert file["records"] == len(rows)
    assert found["records"] + len(file["failures"]) == len(rows)
    assert done.exit_code == (1 if file["failures"] else 0)


def test_a_quote_that_is_not_closed_swallows_no_record(table):
    path = table(
        f"a,{CALLEN},,",
        'b,"Roe, J.,1999,An open quotation mark in authors,Gut,1,1,5,,',
        f"c,{CALLEN},,",
        f"d,{OTHER},,",
    )
    found = answer(path)
    assert found["records"] == 4
    assert found["clusters"] == [["a", "c"]]


def test_html_in_a_title_is_no_difference(table):
    found = answer(table(f"a,{CALLEN},,", f"b,{CALLEN.replace('the adult', '<i>the adult</i>')},,"))
    assert found["clusters"] == [["a", "b"]]


def test_ten_thousand_copies_are_one_work(table):
    found = answer(table(*(f"{at},{CALLEN},," for at in range(10_000))))
    assert (found["removed"], len(found["clusters"]), found["maybe"]) == (9_999, 1, [])


def test_five_thousand_editorials_stay_what_they_are(table):
    rows = (
        f'{at},"Smith, R.",{1980 + at % 40},Editorial,BMJ,{at % 40},{at % 12},{at},,'
        for at in range(5_000)
    )
    found = answer(table(*rows))
    assert (found["records"], found["clusters"]) == (5_000, [])


def test_a_file_that_is_none_does_not_stop_the_others(table, tmp_path):
    bad = tmp_path / "bad.ris"
    bad.write_text("<html><body>not found</body></html>", encoding="utf-8")
    done = run(table(f"a,{CALLEN},,"), bad, code=1)
    assert "bad.ris" in done.output
    run(bad, code=3)
    run(tmp_path / "absent.csv", code=3)


def test_an_ending_that_is_not_written_is_told_before_any_work(table, tmp_path):
    done = run(table(f"a,{CALLEN},,"), "-o", tmp_path / "out.docx", code=2)
    assert ".csv" in done.output

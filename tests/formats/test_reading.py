import gzip
import json

import pytest

from refmgr.errors import UnreadableError
from refmgr.formats.reading import bibliographic_format, read_bibliography
from refmgr.model import Person, Record

RIS = "TY  - JOUR\nTI  - Şimşek's title\nER  - \n"
NBIB = "PMID- 1\nTI  - A.\n"
BIB = "@article{a, title = {Şimşek's title}}\n"
CSL = json.dumps([{"id": "a", "type": "book", "title": "A"}])
ENDNOTE = "<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>A</title></titles></record></records></xml>"
CSV = "title,year\nA,2001\n"


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        (RIS, "x.ris", "ris"),
        (RIS, "x.bib", "ris"),
        ("Provider: X\nContent: text\n\n" + RIS, "", "ris"),
        ("Record #1 of 2\nID: CN-1\nTI: A\n", "citation-export.txt", "ris"),
        (NBIB, "pubmed.txt", "nbib"),
        (NBIB, "x.ris", "nbib"),
        ("OWN - ERIC\nTI  - A\n", "x.nbib", "nbib"),
        (BIB, "", "bibtex"),
        ("% a comment\n\n" + BIB, "", "bibtex"),
        ("Some words first.\n" + BIB, "x.bib", "bibtex"),
        ("Some words first.\n" + BIB, "x.txt", None),
        (CSL, "x.json", "csl-json"),
        ('{"a": 1}', "x.json", None),
        (ENDNOTE, "x.xml", "endnote-xml"),
        ("<?xml version='1.0'?>\n" + ENDNOTE, "", "endnote-xml"),
        ("<article><front/></article>", "x.xml", None),
        (CSV, "x.csv", "csv"),
        ("title;year\n", "x.csv", "csv"),
        ("name,size\nA,3\n", "x.csv", None),
        ("Calcinosis in five children\n\nAbstract. We report ...\n", "paper.txt", None),
        ("# Title\n\n```bibtex\n" + BIB + "```\n", "paper.md", None),
        ("<!DOCTYPE html><html><body>@article{a, title={A}}</body></html>", "x.bib", None),
        ("", "x.bib", "bibtex"),
    ],
)
def test_content_decides_and_not_the_name(text, name, form):
    assert bibliographic_format(text.encode(), name) == form


@pytest.mark.parametrize("text", [RIS, BIB])
@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("utf-32", False),
    ],
)
def test_encodings(text, encoding, guessed):
    found = read_bibliography(text.encode(encoding))
    assert found.items[0].record.title == "Şimşek's title"
    assert bool(found.problems) == guessed


def test_western_bytes_are_read_and_told():
    found = read_bibliography(BIB.replace("Ş", "Ü").replace("ş", "ü").encode("windows-1252"))
    assert found.items[0].record.title == "Üimüek's title"
    assert "line 1" in found.problems[0].message


def test_a_file_of_two_encodings_is_read_right():
    one = "@article{a, title = {Müller}}\n".encode()
    other = "@article{b, title = {Müller}}\n".encode("latin-1")
    found = read_bibliography(one + other)
    assert [item.record.title for item in found.items] == ["Müller", "Müller"]
    assert "line 2" in found.problems[0].message


def test_packed_files_are_unpacked():
    assert read_bibliography(gzip.compress(RIS.encode()), "x.ris.gz").format == "ris"
    with pytest.raises(UnreadableError, match="damaged"):
        read_bibliography(b"\x1f\x8b" + RIS.encode(), "x.ris.gz")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        ("Just some text.", "not one BibTeX record"),
        ("@article{a}\n@book{b}\n", "line 1: .*; line 2: "),
        ("TY  - JOUR\nKW  - x\nER  - \n", "line 1: it has neither title"),
        ("@comment{x}\n", "not one BibTeX record"),
    ],
)
def test_no_record_is_an_error_and_never_an_empty_answer(text, message):
    with pytest.raises(UnreadableError, match=message) as error:
        read_bibliography(text.encode(), "refs.bib")
    assert "refs.bib" in str(error.value)


def test_a_file_of_no_known_kind_is_refused():
    with pytest.raises(UnreadableError, match="no file of bibliographic records"):
        read_bibliography(b"Just some text.", "x.txt")


def test_ids_are_as_given_and_each_is_used_once():
    text = "TY  - JOUR\nID  - x\nTI  - A\nER  - \n" * 3 + "TY  - JOUR\nTI  - B\nER  - \n"
    found = read_bibliography(text.encode())
    assert [item.id for item in found.items] == ["x", "x-2", "x-3", "4"]
    assert [len(item.problems) for item in found.items] == [0, 1, 1, 0]
    assert {item.key for item in found.items} == {None}


def test_citation_keys_differ_in_more_than_case():
    text = "@book{a, title={A}}\n@book{A, title={B}}\n@book{Aa, title={C}}\n"
    found = read_bibliography(text.encode())
    assert [item.key for item in found.items] == ["a", "Aa", "Aaa"]


def test_csl_json_of_every_shape():
    items = [
        {"id": "roe2001", "type": "book", "title": "A"},
        {"id": 5, "type": "book", "title": "B"},
    ]
    for text in (
        json.dumps(items),
        json.dumps({"items": items}),
        json.dumps({"references": items}, indent=2),
        "\n".join(map(json.dumps, items)),
        json.dumps(items)[:-1],
        json.dumps([items[0], {"id": "bad"}, items[1]]),
    ):
        found = read_bibliography(text.encode())
        assert [(item.id, item.key) for item in found.items] == [
            ("roe2001", "roe2001"),
            ("5", None),
        ]


def test_a_broken_json_item_costs_only_itself():
    text = '[\n{"id": "a", "title": "A"},\n{"id": "b", "title": "B" oops},\n{"id": "c", "title": "C"},\n{"id": "d", "tit'
    found = read_bibliography(text.encode())
    assert [item.id for item in found.items] == ["a", "c"]
    assert [failure.line for failure in found.failures] == [3, 5]
    assert found.failures[0].raw == '{"id": "b", "title": "B" oops}'


def test_what_csl_has_beside_a_record_is_kept():
    item = {
        "id": "a",
        "type": "article-journal",
        "title": "10<sup>6</sup> <i>cells</i>",
        "container-title": "J X",
        "container-title-short": "JX",
        "abstract": "Text",
        "keyword": "a, b",
        "note": "one\ntwo",
        "accessed": {"date-parts": [[2020, 5]]},
        "translator": [{"family": "Roe", "given": "A"}],
        "no-such": {"x": 1},
    }
    (found,) = read_bibliography(json.dumps([item]).encode()).items
    assert found.record == Record(type="article-journal", title="10⁶ cells", container="J X")
    assert found.more == {
        "abstract": ("Text",),
        "container-title-short": ("JX",),
        "note": ("one", "two"),
        "keyword": ("a", "b"),
        "translator": ("Roe, A",),
        "accessed": ("2020-05",),
        "csl-json:no-such": ('{"x": 1}',),
    }


def test_a_mark_between_joined_files_and_five_thousand_authors():
    authors = "\n".join(f"AU  - Name{n}, A." for n in range(5000))
    found = read_bibliography(f"TY  - JOUR\nTI  - A\n{authors}\nER  - \n\ufeff{RIS}".encode())
    assert len(found.items[0].record.authors) == 5000
    assert found.items[0].record.authors[-1] == Person("Name4999", "A.")
    assert len(found.items) == 2

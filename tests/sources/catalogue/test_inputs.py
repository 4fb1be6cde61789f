"""Files of works in every shape they come in, whole, cut, poisoned and empty."""

import gzip
import io
import json
import tarfile

import pytest

from refmgr.errors import CatalogueError
from refmgr.model import Record
from refmgr.sources.catalogue import inputs
from refmgr.sources.catalogue.inputs import find_inputs, read_items

WORKS = [{"DOI": f"10.5555/{n}", "title": [f"Work {n}"], "type": "book"} for n in range(5)]
LINES = "".join(json.dumps(work) + "\n" for work in WORKS)
PUBMED = (
    '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet SYSTEM "pubmed.dtd"><PubmedArticleSet>'
    + "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{n}</PMID><Article><ArticleTitle>Work {n}."
        "</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        for n in range(1, 6)
    )
    + "</PubmedArticleSet>"
)
CSL = [
    {"id": f"a{n}", "type": "article-journal", "title": f"Work {n}", "DOI": f"10.5555/{n}"}
    for n in range(5)
]


def tar_of(members, mode):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_items(path))


SHAPES = {
    "lines": ("w.jsonl", LINES),
    "lines without a last end": ("w.jsonl", LINES.rstrip()),
    "lines for Windows, with a mark": ("w.jsonl", "\ufeff" + LINES.replace("\n", "\r\n")),
    "lines with blank ones": ("w.jsonl", LINES.replace("\n", "\n\n \n")),
    "items": ("0.json", json.dumps({"items": WORKS})),
    "items spread over lines": ("0.json", json.dumps({"items": WORKS}, indent=2)),
    "an answer of Crossref": ("a.json", json.dumps({"status": "ok", "message": {"items": WORKS}})),
    "a list": ("w.json", json.dumps(WORKS)),
    "CSL": ("w.json", json.dumps(CSL, indent=1)),
    "gzip": ("0.json.gz", gzip.compress(LINES.encode())),
    "gzip by another name": ("0.json", gzip.compress(json.dumps({"items": WORKS}).encode())),
    "gzip in two members": (
        "0.gz", gzip.compress(LINES[:100].encode()) + gzip.compress(LINES[100:].encode()),
    ),
    "tar": (
        "all.tar",
        tar_of(
            {"a/0.json.gz": gzip.compress(LINES[:LINES.index("\n") + 1].encode()),
             "a/1.json": LINES[LINES.index("\n") + 1 :].encode()},
            "w",
        ),
    ),
    "tar, zipped": ("all.tar.gz", tar_of({"w.jsonl": LINES.encode()}, "w:gz")),
    "PubMed": ("p.xml", PUBMED),
    "PubMed, zipped": ("p.xml.gz", gzip.compress(PUBMED.encode())),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("chunk", [1 << 20, 16])
def test_every_shape_gives_its_works(tmp_path, monkeypatch, shape, chunk):
    monkeypatch.setattr(inputs, "CHUNK", chunk)
    items = read(tmp_path, *SHAPES[shape])
    assert [item.title[:5] for item in items] == ["Work "] * 5
    assert len({item.doi or item.pmid for item in items}) == 5


LONG = "x" * 10_000_000
CUT = {
    "gzip": ("w.jsonl.gz", gzip.compress(LINES.encode(), 0)[:-60]),
    "a list": ("w.json", json.dumps(WORKS)[:-20]),
    "between works": ("w.json", json.dumps(WORKS)[:-1]),
    "PubMed": ("p.xml", PUBMED[:-60]),
    "tar": ("all.tar", tar_of({f"{n}.jsonl": LINES.encode() for n in range(40)}, "w")[:30_000]),
}


BIBLIOGRAPHIES = {
    "refs.bib": (
        "@article{a, title = {Work 1}, author = {Roe, Jane}, journal = {Acta}, year = 2001,"
        " doi = {10.5555/1}}\n@article{b, title = {Work 2}, journal = {Acta}, doi = {10.5555/2}}\n"
    ),
    "refs.ris": "".join(
        f"TY  - JOUR\nTI  - Work {n}\nAU  - Roe, Jane\nDO  - 10.5555/{n}\nER  - \n\n"
        for n in (1, 2)
    ),
    "refs.nbib": "".join(
        f"PMID- {n}\nTI  - Work {n}\nJT  - Acta\nAID - 10.5555/{n} [doi]\n\n" for n in (1, 2)
    ),
}


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
@pytest.mark.parametrize("zipped", [False, True])
def test_bibliographic_files_are_read_through_the_door_of_their_formats(tmp_path, name, zipped):
    data = BIBLIOGRAPHIES[name].encode()
    items = read(tmp_path, name + ".gz" * zipped, gzip.compress(data) if zipped else data)
    assert [(item.title, item.doi) for item in items] == [
        ("Work 1", "10.5555/1"), ("Work 2", "10.5555/2"),
    ]  # fmt: skip


def test_a_record_that_cannot_be_read_is_counted_and_the_rest_is_kept(tmp_path):
    broken = "@article{c}\n" + BIBLIOGRAPHIES["refs.bib"]
    items = read(tmp_path, "refs.bib", broken)
    assert [item.title for item in items if isinstance(item, Record)] == ["Work 1", "Work 2"]
    assert inputs.UNREADABLE in items


@pytest.mark.parametrize("cut", CUT)
def test_of_a_file_that_ends_in_the_middle_what_stands_before_is_kept(tmp_path, cut):
    items = read(tmp_path, *CUT[cut])
    assert len(items) >= 2
    assert all(isinstance(item, Record) for item in items[:2])
    assert items[-1] in {inputs.CUT_OFF, inputs.NOT_JSON}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", inputs.NOT_JSON),
        ('{"DOI": "10.5555/1", "title": ["cut', inputs.NOT_JSON),
        ("[" * 100_000, inputs.NOT_JSON),
        ("\x00\x01\x02", inputs.NOT_JSON),
        ('"a text"', inputs.UNREADABLE),
        ("null", inputs.UNREADABLE),
        ('{"DOI": "10.5555/1", "type": "journal", "title": ["Acta Fictiva"]}', inputs.NOT_CITED),
        ('{"DOI": "10.5555/1"}', inputs.EMPTY),
        ('{"DOI": "10.5555/1", "title": [null], "container-title": []}', inputs.EMPTY),
    ],
)
def test_a_line_that_is_no_work_says_why_and_the_rest_goes_on(tmp_path, line, reason):
    first, second, third = read(tmp_path, "w.jsonl", f"{LINES.splitlines()[0]}\n{line}\n{LINES}")[
        :3
    ]
    assert (first.title, second, third.title) == ("Work 0", reason, "Work 0")


@pytest.mark.parametrize(
    "field",
    [
        {"title": "a text, not a list"},
        {"title": [None, "Second"]},
        {"author": "Callen"},
        {"author": [None, "x", {"family": None}, {"family": ["Callen"]}]},
        {"issued": {"date-parts": [[None]]}},
        {"issued": {"date-parts": [["x", {}]]}},
        {"issued": []},
        {"volume": 12, "page": ["1", "2"]},
        {"type": ["journal-article"]},
        {"abstract": LONG},
        {"DOI": None},
        {"DOI": 12},
        {"PMID": {"a": 1}},
        {"title": [{"a": "b"}]},
    ],
    ids=lambda field: str(field)[:40],
)
def test_poisoned_fields_are_left_out_not_raised(tmp_path, field):
    work = {"DOI": "10.5555/1", "title": ["Work"], "container-title": ["Acta"], "volume": "3"}
    (item,) = read(tmp_path, "w.jsonl", json.dumps(work | field))
    assert isinstance(item, Record)
    assert item.container == "Acta"


def test_a_line_too_long_for_memory_is_skipped(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "LONGEST_LINE", 1000)
    long = json.dumps({"title": ["x" * 5000]})
    items = read(tmp_path, "w.jsonl", f"{LINES}{long}\n{LINES}")
    assert [isinstance(item, Record) for item in items].count(True) == 10
    assert items[5] == inputs.TOO_LONG


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.jsonl", b"", "it is empty"),
        ("blank.jsonl", b" \n\n", "it is empty"),
        ("scan.pdf", b"%PDF-1.7 ...", "no works"),
        ("noise.json", bytes(range(256)), "no works"),
        ("page.xml", b"<html></html>", "no works"),
        ("empty.gz", gzip.compress(b""), "it is empty"),
        ("no.tar", b"not a tar archive at all", "no tar archive"),
    ],
)
def test_a_file_of_another_kind_is_one_clear_line(tmp_path, name, data, said):
    with pytest.raises(CatalogueError, match=said) as raised:
        read(tmp_path, name, data)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_folders_give_their_files_by_name_and_hide_what_is_hidden(tmp_path):
    for name in ("b.json", "a/2.json", "a/10.json", ".git/x", "a/.DS_Store"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    found = find_inputs([tmp_path, tmp_path / "b.json"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a/10.json",
        "a/2.json",
        "b.json",
    ]


def test_a_missing_source_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(CatalogueError, match="no file in this folder"):
        find_inputs([tmp_path])
    (tmp_path / "w.jsonl").write_text(LINES)
    with pytest.raises(CatalogueError, match="no such file"):
        find_inputs([tmp_path, tmp_path / "nothing"])

import pytest

from refmgr.formats.bibtex_records import LARGEST_PIECE, read_bibtex
from refmgr.formats.encoding import open_source
from refmgr.formats.reading import read_bibliography
from refmgr.model import Person, Record


def read(text):
    return read_bibtex(open_source(text.encode()))


def only(text):
    (item,) = read(text).items
    return item


ARTICLE = r"""
@string{jx = "Journal of {X}"}
@Article{Callen_2000,
  Author    = "Callen, J. P. and {World Health Organization} and van der Berg, Jr, Jan",
  title     = {{Calcinosis} in {JDM}: 50\% of \emph{all}},
  journal   = jx # " Suppl",
  year      = 2000,
  month     = jan,
  volume    = {355}, number = 9197,
  pages     = {53--7},
  doi       = {https://doi.org/10.1016/S0140-6736(99)05157-0},
  url       = "https://example.org/a\_b",
  issn      = {0140-6736, 1474-547X},
  keywords  = {skin, muscle},
  abstract  = {Text with
               lines},
  note      = {In press},
  eprint    = {10615903}, eprinttype = {pubmed},
  mendeley-tags = {x},
}
"""


def test_every_field():
    item = only(ARTICLE)
    assert (item.id, item.key, item.line) == ("Callen_2000", "Callen_2000", 3)
    assert item.raw.startswith("@Article{Callen_2000,")
    assert item.raw.endswith("}")
    assert item.problems == ()
    assert item.record == Record(
        type="article-journal",
        title="Calcinosis in JDM: 50% of all",
        authors=(
            Person("Callen", "J. P."),
            Person(literal="World Health Organization"),
            Person("Berg", "Jan", "van der", "Jr"),
        ),
        container="Journal of X Suppl",
        year=2000,
        date="2000-01",
        volume="355",
        issue="9197",
        pages="53-7",
        doi="10.1016/s0140-6736(99)05157-0",
        pmid="10615903",
        issn="0140-6736",
        url="https://example.org/a_b",
    )
    assert item.more == {
        "ISSN": ("1474-547X",),
        "keyword": ("skin", "muscle"),
        "abstract": ("Text with lines",),
        "bibtex:note": ("In press",),
        "bibtex:mendeley-tags": ("x",),
    }


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ("journaltitle = {J X}, date = {2001-05-03}", "date", "2001-05-03"),
        ("year = 2001, month = {May}", "date", "2001-05"),
        ("year = 2001, month = 5", "date", "2001-05"),
        ('year = 2001, month = 3 # "~" # mar', "date", "2001-03-03"),
        ('year = 2001, month = jan # "/" # feb', "date", "2001-01"),
        ("year = {in press}", "year", None),
        ("title = {A}, subtitle = {B}", "title", "A: B"),
        ("eprint = {2101.00001}, archivePrefix = {arXiv}", "arxiv", "2101.00001"),
        ("eprint = {2101.00001}", "arxiv", "2101.00001"),
        ("journal = {arXiv preprint arXiv:2101.00001}", "arxiv", "2101.00001"),
        ("note = {PMID: 12345678}", "pmid", "12345678"),
        ("pmcid = {PMC3132933}", "pmcid", "PMC3132933"),
        (r"doi = {10.1002/1097-0258\_x\%y}", "doi", "10.1002/1097-0258_x%y"),
        (r"howpublished = {\url{https://example.org/x}}", "url", "https://example.org/x"),
        ("isbn = {978-0-323-61269-2}", "isbn", "9780323612692"),
        ("eid = {e12}", "article_number", "e12"),
        ("school = {Hacettepe}", "publisher", "Hacettepe"),
        ("location = {Ankara}", "place", "Ankara"),
        ("author = {Smith, A and others}", "et_al", True),
        ("author = {Smith J, Doe A, Roe B}", "authors", (Person("Smith", "J"), Person("Doe", "A"), Person("Roe", "B"))),
        ("author = {Smith, J.; Doe, A.}", "authors", (Person("Smith", "J."), Person("Doe", "A."))),
        ("author = {Smith, John, MD}", "authors", (Person("Smith", "John", suffix="MD"),)),
        ("author = {Smith, MD}", "authors", (Person("Smith", "MD"),)),
        ("author = {Martin Luther King, Jr.}", "authors", (Person("King", "Martin Luther", suffix="Jr"),)),
        ("author = {Müller J}", "authors", (Person("Müller", "J"),)),
        ("author = {A~Roe~and~B~Doe}", "authors", (Person("Roe", "A"), Person("Doe", "B"))),
        (r"author = {{\'E}lodie {de la Tour} AND {Barnes and Noble, Inc.}}", "authors", (Person("Tour", "Élodie", "de la"), Person(literal="Barnes and Noble, Inc."))),
        ("author = {Charles de la Poussin Roe}", "authors", (Person("Poussin Roe", "Charles", "de la"),)),
        ("author = {World Health Organization}", "authors", (Person(literal="World Health Organization"),)),
        ("author = {Smith,}", "authors", (Person("Smith"),)),
    ],
)  # fmt: skip
def test_what_people_write(fields, field, value):
    start = "" if fields.startswith("title") else "title = {T}, "
    assert getattr(only(f"@article{{k, {start}{fields}}}").record, field) == value


@pytest.mark.parametrize(
    ("kind", "container", "csl"),
    [
        ("inproceedings", "booktitle", "paper-conference"),
        ("incollection", "booktitle", "chapter"),
        ("inbook", "booktitle", "chapter"),
        ("book", "series", "book"),
        ("online", "howpublished", "webpage"),
        ("mastersthesis", "series", "thesis"),
    ],
)
def test_where_it_stands_in(kind, container, csl):
    record = only(f"@{kind}{{k, title = {{T}}, {container} = {{C}}}}").record
    assert (record.type, record.container) == (csl, "C")


# What real BibTeX refuses, swallows or glues together: (text, ids with titles, lines of problems).
BROKEN = {
    "missing comma": (
        "@article{a,\n author = {Smith, J}\n title = {T},\n year = 2001\n}\n@article{b, title = {U}}",
        [("a", "T"), ("b", "U")],
        [2],
    ),
    "unclosed brace": (
        "@article{a,\n title = {T,\n year = {2001},\n}\n\n@article{b, title = {U}}",
        [("a", "T"), ("b", "U")],
        [2],
    ),
    "unclosed brace, nothing behind it": (
        "@article{a, year = 2001,\n title = {T\n}\n\n@article{b, title = {U}}",
        [("a", "T"), ("b", "U")],
        [4],
    ),
    "unclosed quotation mark": (
        '@article{a,\n title = "T,\n year = 2001,\n journal = "J X"\n}\n@article{b, title = {U}}',
        [("a", "T"), ("b", "U")],
        [2],
    ),
    "escaped brace counts": (
        "@article{a,\n title = {interval \\{0,1)},\n year = 2001\n}\n@article{b, title = {U}}",
        [("a", "interval {0,1)"), ("b", "U")],
        [2],
    ),
    "brace too many": (
        "@article{a,\n title = {T}},\n year = {2001}\n}\n@article{b, title = {U}}",
        [("a", "T"), ("b", "U")],
        [2],
    ),
    "entry not closed": (
        "@article{a,\n title = {T},\n year = {2001}\n\n@article{b, title = {U}}",
        [("a", "T"), ("b", "U")],
        [4],
    ),
    "missing key": ("@article{title = {T}, year = 2001}\n@article{, title = {U}}", [("1", "T"), ("2", "U")], [1, 2]),
    "missing comma behind the key": ("@article{a title = {T}}\n@article{b\n title = {U}}", [("a", "T"), ("b", "U")], [1, 2]),
    "missing opening brace": ("@article a, title = {T}, year = 2001\n}\n@article{b, title = {U}}", [("a", "T"), ("b", "U")], []),
    "no equals sign": ("@article{a, author {X}, title = {T}}\n@article{b, title = {U}}", [("a", "T"), ("b", "U")], [1]),
    "an entry within a value": (
        "@article{a, abstract = {see\n@article{x, title={V}}\n@book{y, title={W}}\nend}, title = {T}}\n@article{b, title = {U}}",
        [("a", "T"), ("b", "U")],
        [],
    ),
    "cut off": ("@article{a, title = {T}}\n@article{b, year = 2001, title = {U", [("a", "T"), ("b", "U")], [2, 2]),
    "parentheses": ("@article(a, title={T})\n@comment{x @article{c, title={V}}}\n@article(b, title={U}, year=2001)", [("a", "T"), ("b", "U")], []),
    "behind a percent sign": ("% @article{a, title = {T}}\n@article{b, title = {U}}", [("a", "T"), ("b", "U")], [1]),
    "key twice": ("@article{a, title = {T}}\n@article{A, title = {U}}", [("a", "T"), ("Aa", "U")], [2]),
    "odd key": ("@article{s {2001} x, title = {T}}\n@article{b, title = {U}}", [("s {2001} x", "T"), ("b", "U")], [1]),
    "field twice": ("@article{a, title = {T}, title = {V}}\n@article{b, Title = {U}, title = {U}}", [("a", "T"), ("b", "U")], [1]),
    "bare words": ("@article{a, title = T, volume = 12a}\n@article{b, title = {U}, journal = jx}", [("a", "T"), ("b", "U")], [1, 1, 2]),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_saved_and_told(name):
    text, wanted, lines = BROKEN[name]
    found = read_bibliography(text.encode(), "refs.bib")
    assert [(item.id, item.record.title) for item in found.items] == wanted
    problems = [problem.message for item in found.items for problem in item.problems]
    assert [int(message.split(":")[0].removeprefix("line ")) for message in problems] == lines


@pytest.mark.parametrize(
    "name", [name for name in BROKEN if "cut" not in name and "{a," in BROKEN[name][0]]
)
def test_all_fields_of_a_broken_entry_are_saved(name):
    text, _, _ = BROKEN[name]
    for year in ("year = 2001", "year = {2001}"):
        if year in text.split("@article{b")[0]:
            assert read(text).items[0].record.year == 2001


def test_what_cannot_be_saved_is_reported_with_line_and_text():
    found = read("\n@article{a}\nsee: {stray} = 2001}\n@article{b, title = {U}}")
    assert [item.id for item in found.items] == ["b"]
    assert [(one.line, one.raw) for one in found.failures] == [
        (2, "@article{a}"),
        (3, "see: {stray} = 2001}"),
    ]


def test_free_text_between_entries_is_a_comment():
    found = read(
        "Written by hand, mail me at a@b.org.\n@article{b, title = {U}}\nThe end = near.\n"
    )
    assert found.failures == ()
    assert len(found.items) == 1


def test_a_value_that_holds_a_field_is_told():
    (item,) = read("@article{a, title = {T},\n abstract = {x\n year = 2001},\n volume = 3}").items
    assert "looks like a field" in item.problems[0].message
    assert item.record.volume == "3"


INHERITING = """
@inproceedings{a, title = {Talk}, author = {Roe, A}, crossref = {P}}
@xdata{pub, publisher = {X}, location = {Y}}
@proceedings{p, title = {The Meeting}, editor = {Doe, B}, year = 2001, doi = {10.1000/book}, xdata = {pub}}
@incollection{c, title = {Part}, crossref = {nowhere}, booktitle = {B}}
"""


def test_crossref_and_xdata_are_filled_in():
    talk, meeting, part = read(INHERITING).items
    assert talk.record == Record(
        type="paper-conference",
        title="Talk",
        authors=(Person("Roe", "A"),),
        container="The Meeting",
        editors=(Person("Doe", "B"),),
        year=2001,
    )
    assert (meeting.record.publisher, meeting.record.place) == ("X", "Y")
    assert [problem.code for problem in part.problems] == ["missing-parent"]


def test_a_large_file_is_read_in_pieces(monkeypatch):
    entries = [
        f"@article{{k{n},\n title = {{T{n}}}, journal = jx,\n abstract = {{see\n@x}}\n}}\n"
        for n in range(40)
    ]
    text = '@string{jx = "J X"}\n' + "".join(entries)
    whole = read(text)
    assert len(text) < LARGEST_PIECE
    monkeypatch.setattr("refmgr.formats.bibtex_records.LARGEST_PIECE", 500)
    assert read(text) == whole
    assert [item.line for item in whole.items] == [2 + 5 * n for n in range(40)]
    assert {item.record.container for item in whole.items} == {"J X"}

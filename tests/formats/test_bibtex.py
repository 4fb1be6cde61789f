import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refmgr.errors import ExportError
from refmgr.formats.bibtex import bibtex_entry, bibtex_text, carried, verify, write_bibtex
from refmgr.formats.reading import read_bibliography
from refmgr.model import Item, Person, Record, Work

CALLEN = Record(
    type="article-journal",
    title="Dermatomyositis: IL-1β in JDM",
    authors=(Person("Callen", "JP"), Person("Şimşek", "Ömer F.")),
    container="Lancet",
    year=2000,
    date="2000-01-08",
    volume="355",
    issue="9197",
    pages="53–7",
    doi="10.1016/s0140-6736(99)05157-0",
    pmid="10615903",
    url="https://example.org/a_b%20c?d=1&e=2",
)
WHO = Record(
    type="report",
    title="Rational use of 50% & more",
    authors=(Person(literal="World Health Organization"),),
    publisher="WHO Press",
    place="Genève",
    year=1999,
    arxiv="2101.00001",
)
BOOK = Record(
    type="book",
    title="Skin",
    authors=(Person("Habif", "TP"),),
    editors=(Person("Miller", "A"),),
    publisher="Simon & Schuster",
    year=2004,
    volume="2",
    issue="3",
    container="Handbooks",
)
NASTY = [
    CALLEN,
    WHO,
    BOOK,
    replace(BOOK, authors=()),
    replace(CALLEN, authors=(), title="Interval {0,1) and {x"),
    replace(CALLEN, title="A \\ at the end \\", container="J & K_L #1"),
    replace(CALLEN, title="@article{x, and \"quotes\" = ``here''"),
    replace(CALLEN, title="Calcium 5 µg/mL ≥ 10⁶ H₂O $5 ~ ^ 'x' ''y''"),
    replace(CALLEN, title="Νόσος του Αδαμαντιάδη και γδ T"),
    replace(CALLEN, title="王小明 ặ 中文", authors=(Person("王", "小明"),)),
    replace(CALLEN, authors=(Person("King", "ML", suffix="Jr"),)),
    replace(CALLEN, authors=(Person("King", suffix="Jr"),)),
    replace(CALLEN, authors=(Person("Berg", "J", "van der"), Person("de la cruz", "maria"))),
    replace(CALLEN, authors=(Person(literal="Marks and Spencer, Ltd"), Person("Li"))),
    replace(CALLEN, authors=(Person("Smith, PhD", "J, MD, Prof"), Person("and", "others"))),
    replace(CALLEN, authors=(Person("Özen", "İ"), Person("Ørsted", "Ł"), Person("ığdır", "ş"))),
    replace(CALLEN, et_al=True),
    replace(CALLEN, pages="S12-S15"),
    replace(CALLEN, pages="e1002369"),
    replace(CALLEN, pages=None, article_number="e1002369"),
    replace(CALLEN, pages="763–6; 801–4", volume="12 Suppl 1"),
    replace(CALLEN, doi="10.1002/(sici)1097-0258(19980815)17:15/16<1661::aid{sim}968>3.0.co;2-2"),
    replace(CALLEN, url="https://example.org/{a}\\b#c~d^e%"),
    replace(
        CALLEN,
        type="chapter",
        container="Skin book",
        publisher="Elsevier",
        editors=(Person("B", "C"),),
    ),
    replace(CALLEN, type="paper-conference", container="Proc. of X", publisher="ACR"),
    replace(CALLEN, type="thesis", publisher="Hacettepe Üniversitesi", container=None),
    replace(CALLEN, type="webpage", authors=(), container="Medscape"),
    replace(CALLEN, type="manuscript"),
    replace(CALLEN, type="pamphlet"),
    replace(CALLEN, authors=(Person("Иванов", "Иван"), Person("Nguyễn", "Ặn Ba"))),
    replace(CALLEN, authors=(Person(literal="Минздрав России"),)),
    Record(title="Nothing else"),
    Record(),
]
BESIDE = {
    "abstract": ("50% of {them} & <5 µg, x_1 #2 $3 ~ \\ “so”",),
    "keyword": ("skin, deep", "IL-1β"),
    "note": ("seen by me",),
    "bibtex:note": ("In press {sic}",),
    "container-title-short": ("J & X",),
    "translator": ("de la Cruz, Juan", "World Health Organization"),
    "accessed": ("2020-05-01",),
    "bibtex:mytag": ("a%b",),
}
WORKS = [Work(key=f"work{number}", record=record) for number, record in enumerate(NASTY)]

ARTICLE = r"""@article{callen2000,
  author = {Callen, J. P. and {\c{S}}im{\c{s}}ek, {\"O}mer F.},
  title = {Dermatomyositis: {IL-1{$\beta$}} in {JDM}},
  journal = {Lancet},
  year = {2000},
  volume = {355},
  number = {9197},
  pages = {53--57},
  month = jan,
  doi = {10.1016/s0140-6736(99)05157-0},
  url = {https://example.org/a_b%20c?d=1&e=2},
  pmid = {10615903},
}
"""
ARTICLE_BIBLATEX = r"""@article{callen2000,
  author = {Callen, J. P. and {\c{S}}im{\c{s}}ek, {\"O}mer F.},
  title = {Dermatomyositis: {IL-1{$\beta$}} in {JDM}},
  journaltitle = {Lancet},
  date = {2000-01-08},
  volume = {355},
  number = {9197},
  pages = {53--57},
  doi = {10.1016/s0140-6736(99)05157-0},
  url = {https://example.org/a_b%20c?d=1&e=2},
  eprint = {10615903},
  eprinttype = {pubmed},
}
"""


@pytest.mark.parametrize(("dialect", "text"), [("bibtex", ARTICLE), ("biblatex", ARTICLE_BIBLATEX)])
def test_an_article_as_text(dialect, text):
    assert bibtex_text([Work(key="callen2000", record=CALLEN)], dialect) == (text, ())


@pytest.mark.parametrize(
    ("record", "dialect", "kind", "expected"),
    [
        (WHO, "bibtex", "techreport", {"institution": "WHO Press", "address": r"Gen{\`e}ve"}),
        (WHO, "bibtex", "techreport", {"eprint": "2101.00001", "archiveprefix": "arXiv"}),
        (WHO, "biblatex", "techreport", {"location": r"Gen{\`e}ve", "eprinttype": "arxiv"}),
        (BOOK, "bibtex", "book", {"series": "Handbooks", "issue": "3", "editora": "Miller, A."}),
        (BOOK, "biblatex", "book", {"number": "3", "editor": "Miller, A."}),
        (replace(BOOK, authors=()), "bibtex", "book", {"editor": "Miller, A."}),
        (replace(BOOK, authors=()), "biblatex", "collection", {"editor": "Miller, A."}),
        (Record(article_number="e12"), "bibtex", "misc", {"pages": "e12", "eid": "e12"}),
        (
            Record(type="webpage", container="Medscape"),
            "bibtex",
            "misc",
            {"howpublished": "Medscape"},
        ),
        (Record(type="webpage", url="https://x"), "biblatex", "online", {"url": "https://x"}),
        (Record(title="A", container="Lancet"), "bibtex", "article", {"journal": "Lancet"}),
        (Record(title="A"), "bibtex", "misc", {"key": "k"}),
        (Record(doi="10.1/a{b\\ c"), "bibtex", "misc", {"doi": "10.1/a%7Bb%5C%20c"}),
        (Record(year=2001, date="2000-12-30"), "biblatex", "misc", {"date": "2001"}),
        (Record(date="2001-02-31"), "biblatex", "misc", {"date": "2001-02"}),
    ],
)
def test_fields(record, dialect, kind, expected):
    entry = bibtex_entry("k", record, dialect)
    values = dict(entry.fields)
    assert entry.kind == kind
    assert {name: values.get(name) for name in expected} == expected


def test_what_is_missing_is_said_not_refused():
    works = [Work(key="a", record=replace(CALLEN, container=None, year=None, date=None))]
    text, problems = bibtex_text(works)
    assert text.startswith("@article{a,")
    assert [(one.code, one.message.split(",")[0]) for one in problems] == [
        ("missing-field", "a: this article has no journal"),
        ("missing-field", "a: this article has no year"),
    ]


def test_sorted_by_key_ignoring_case():
    text, _ = bibtex_text([Work(key=key, record=WHO) for key in ("b", "A", "c")])
    assert re.findall(r"@techreport\{(\w+)", text) == ["A", "b", "c"]


@pytest.mark.parametrize("keys", [["a", "A"], ["a", "a"], ["a b"], ["a%"], ["a,b"], [""]])
def test_keys_that_bibtex_cannot_tell_or_read(keys):
    with pytest.raises(ExportError):
        bibtex_text([Work(key=key, record=WHO) for key in keys])


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_nasty_records_are_verified(dialect):
    text, _ = bibtex_text(WORKS, dialect)
    verify(text, WORKS, dialect)


def test_reading_gives_the_record_with_complete_pages_and_spaced_initials():
    text, _ = bibtex_text([Work(key="callen2000", record=CALLEN)], "biblatex")
    authors = (Person("Callen", "J. P."), Person("Şimşek", "Ömer F."))
    wanted = replace(CALLEN, pages="53-57", authors=authors)
    (item,) = read_bibliography(text.encode()).items
    assert (item.id, item.key, item.record, item.more) == ("callen2000", "callen2000", wanted, {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("53--57", "53--58"),
        ("{Lancet}", "{lancet}"),
        ("  doi = {10.1016/s0140-6736(99)05157-0},\n", ""),
        ("jan", "feb"),
        ("{Callen, J. P.", "{Callen, J."),
        (r"{\c{S}}im", "Sim"),
        ("callen2000", "callen2001"),
        ("{355}", "{355"),
        ("  year = {2000},\n", "  year = {2000}\n"),
    ],
)
def test_a_changed_text_is_not_accepted(old, new):
    works = [Work(key="callen2000", record=CALLEN)]
    text, _ = bibtex_text(works)
    assert old in text
    with pytest.raises(ExportError):
        verify(text.replace(old, new), works)


def test_a_lost_entry_is_not_accepted():
    text, _ = bibtex_text(WORKS[:3])
    with pytest.raises(ExportError):
        verify(text, WORKS[:4])


MISSING = re.compile("Warning--(empty|all relevant fields are empty)")
TEXTS = (
    st.none() | st.text(max_size=30) | st.text(alphabet="aB1{}\\$%&~^_-–'\"`@=,<| ", max_size=20)
)
PEOPLE = st.lists(
    st.builds(Person, family=TEXTS, given=TEXTS, particle=TEXTS, suffix=TEXTS, literal=st.none())
    | st.builds(Person, literal=TEXTS),
    max_size=3,
).map(tuple)
RECORDS = st.builds(
    Record,
    type=st.sampled_from(
        [None, "article-journal", "book", "chapter", "thesis", "report", "webpage", "article"]
    ),
    title=TEXTS,
    authors=PEOPLE,
    editors=PEOPLE,
    container=TEXTS,
    year=st.none() | st.integers(-5, 10_100),
    date=st.none() | st.dates().map(str) | st.sampled_from(["2000", "2000-13", "2000-12", "May"]),
    volume=TEXTS,
    issue=TEXTS,
    pages=TEXTS | st.from_regex(r"[eS]?[0-9]{1,4}[-–]S?[0-9]{1,4}", fullmatch=True),
    article_number=TEXTS,
    publisher=TEXTS,
    place=TEXTS,
    edition=TEXTS,
    doi=TEXTS,
    pmid=st.none() | st.from_regex(r"[1-9][0-9]{0,7}", fullmatch=True),
    arxiv=TEXTS,
    url=TEXTS,
    isbn=TEXTS,
    issn=TEXTS,
    pmcid=TEXTS,
    language=TEXTS,
    et_al=st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(RECORDS, st.sampled_from(["bibtex", "biblatex"]))
def test_every_record_comes_back(record, dialect):
    works = [Work(key="first", record=record), Work(key="second", record=CALLEN)]
    text, _ = bibtex_text(works, dialect)
    verify(text, works, dialect)


@settings(max_examples=100, deadline=None)
@given(RECORDS, st.sampled_from(["bibtex", "biblatex"]))
def test_what_is_carried_is_carried_again(record, dialect):
    once = carried(record, dialect)
    assert carried(once, dialect) == once


def nasty_text(dialect):
    """Every nasty record with all that may stand beside one, and markup in a title."""
    marked = replace(
        CALLEN, title="<i>S. aureus</i> in 10<sup>6</sup> H<sub>2</sub>O and <b>JDM</b>"
    )
    records = [*NASTY, marked]
    items = [Item(id=f"work{at}", record=record, more=BESIDE) for at, record in enumerate(records)]
    return write_bibtex(items, dialect)[0], len(items)


def test_markup_becomes_macros():
    text, _ = nasty_text("bibtex")
    assert r"in 10{\textsuperscript{6}} {H}{\textsubscript{2}}{O} and {\textbf{{JDM}}}" in text
    assert r"{\textit{{S}. aureus}}" in text


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_another_parser_reads_the_same(dialect):
    from bibtexparser.entrypoint import parse_string

    text, _ = bibtex_text(WORKS, dialect)
    library = parse_string(text)
    assert library.failed_blocks == []
    assert [
        (entry.entry_type, entry.key, tuple((one.key, one.value) for one in entry.fields))
        for entry in library.entries
    ] == [
        (entry.kind, entry.key, entry.fields)
        for entry in (
            bibtex_entry(work.key, work.record, dialect)
            for work in sorted(WORKS, key=lambda one: one.key)
        )
    ]


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="the bibtex program is not installed")
@pytest.mark.parametrize("style", ["plain", "abbrv", "alpha"])
def test_the_bibtex_program_reads_nasty_records(tmp_path, style):
    text, number = nasty_text("bibtex")
    (tmp_path / "works.bib").write_text(text, encoding="utf-8")
    aux = f"\\citation{{*}}\n\\bibdata{{works}}\n\\bibstyle{{{style}}}\n"
    (tmp_path / "paper.aux").write_text(aux, encoding="utf-8")
    done = subprocess.run(
        ["bibtex", "paper"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout
    warnings = [line for line in done.stdout.splitlines() if line.startswith("Warning")]
    unexpected = [line for line in warnings if not MISSING.match(line)]
    assert unexpected == [], done.stdout
    bbl = (tmp_path / "paper.bbl").read_text(encoding="utf-8")
    assert bbl.count("\\bibitem") == number
    assert "{JDM}" in bbl
    if style == "abbrv":
        assert r"J.~P. Callen" in bbl
        assert r"{\c{S}}im{\c{s}}ek" in bbl


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("biber") is None, reason="the biber program is not installed")
def test_the_biber_program_reads_nasty_records(tmp_path):
    text, number = nasty_text("biblatex")
    (tmp_path / "works.bib").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", "works.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert "WARN" not in done.stdout
    assert "ERROR" not in done.stdout
    tool = (tmp_path / "works_bibertool.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@", tool, re.MULTILINE)) >= number

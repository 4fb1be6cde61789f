"""One report in every form: text, JSON, CSV, Markdown, HTML; with what is hostile, foreign or missing."""

import csv
import io
import unicodedata
from html.parser import HTMLParser

import pytest

from refmgr.model import Citation, CitedWork, Mention, Person, Record, Work
from refmgr.reports.as_csv import as_csv
from refmgr.reports.as_html import as_html
from refmgr.reports.as_markdown import as_markdown
from refmgr.reports.as_text import as_text, columns
from refmgr.reports.cited import LEAD, NOTHING, most_cited
from refmgr.reports.retracted import retracted
from refmgr.reports.table import Column, Report, Row, as_rows

MUKAMEL = CitedWork(
    work=Work(
        key="mukamel2001",
        record=Record(
            title="New insight into calcinosis of juvenile dermatomyositis",
            authors=(Person("Mukamel", "M"), Person("Horev", "G")),
            container="J Pediatr",
            year=2001,
            volume="138",
            pages="763-6",
            doi="10.1067/mpd.2001.112473",
        ),
        document="001.txt",
    ),
    citing=("kaliyadan2011", "dystrophic2010"),
    mentions=5,
)
HOSTILE = CitedWork(
    work=Work(
        key="x",
        record=Record(
            title="=cmd|' <script>alert(1)</script> & *b* [x](y) \\ a_b\nnext\x1b[31m", pmid="7"
        ),
    ),
    citing=("kaliyadan2011",),
    mentions=0,
)
SAID = Citation(
    citing="kaliyadan2011",
    cited="mukamel2001",
    via="reference-list",
    mentions=(
        Mention(start=90, end=93, text="[3]", references=(3,), sentence="Later it </details> is so.[3]"),
        Mention(start=10, end=13, text="[3]", references=(3,), sentence="It is\nso.[3]"),
        Mention(start=50, end=53, text="[3]", references=(3,), sentence="It is so.[3]"),
    ),
)  # fmt: skip
BOTH = most_cited([MUKAMEL, HOSTILE], [SAID])
EMPTY = most_cited([])

MARKDOWN = (
    f"# Most cited sources\n\n{LEAD}\n\n"
    "| # | Cited by | Mentions | Source | Document | Cited in |\n"
    "| --: | --: | --: | :-- | :-- | :-- |\n"
    "| 1 | 2 | 5 | Mukamel M, Horev G. New insight into calcinosis of juvenile dermatomyositis. J Pediatr."
    " 2001;138:763-6. [doi:10.1067/mpd.2001.112473](<https://doi.org/10.1067/mpd.2001.112473>)"
    " | yes | kaliyadan2011, dystrophic2010 |\n"
    "| 2 | 1 | 0 | =cmd\\|' \\<script\\>alert(1)\\</script\\> \\& \\*b\\* \\[x\\](y) \\\\ a\\_b next\\[31m."
    " [PMID 7](<https://pubmed.ncbi.nlm.nih.gov/7/>) |  | kaliyadan2011 |\n"
    "\n<details><summary>1. mukamel2001: 2 citing sentences</summary>\n\n"
    "- kaliyadan2011: It is so.\\[3\\]\n- kaliyadan2011: Later it \\</details\\> is so.\\[3\\]\n\n</details>\n"
)


def test_rows_are_those_of_the_interface():
    first, second = as_rows(BOTH)
    assert first == {
        "key": "mukamel2001",
        "title": "New insight into calcinosis of juvenile dermatomyositis",
        "authors": [{"family": "Mukamel", "given": "M"}, {"family": "Horev", "given": "G"}],
        "year": 2001,
        "doi": "10.1067/mpd.2001.112473",
        "pmid": None,
        "cited_by": 2,
        "mentions": 5,
        "citing": ["kaliyadan2011", "dystrophic2010"],
        "document": True,
        "sentences": [
            {"citing": "kaliyadan2011", "sentence": "It is so.[3]"},
            {"citing": "kaliyadan2011", "sentence": "Later it </details> is so.[3]"},
        ],
    }
    assert (second["key"], second["sentences"]) == ("x", [])


def test_markdown_byte_for_byte():
    assert as_markdown(BOTH) == MARKDOWN


def test_csv_is_read_back_and_holds_no_formula():
    first, second = csv.DictReader(io.StringIO(as_csv(BOTH)))
    assert (first["cited_by"], first["mentions"], first["document"]) == ("2", "5", "yes")
    assert first["authors"] == "Mukamel M, Horev G"
    assert first["citing"] == "kaliyadan2011 dystrophic2010"
    assert first["sentences"].splitlines()[0] == "kaliyadan2011: It is so.[3]"
    assert second["title"].startswith("'=cmd")


def test_works_side_by_side_are_told_apart_in_csv_and_json():
    report = Report(
        name="pairs", title="P", lead="L", nothing="N",
        columns=(Column("first", "A", "work"), Column("second", "B", "work")),
        rows=(Row((MUKAMEL.work, HOSTILE.work)), Row((MUKAMEL.work, None))),
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(as_csv(report))))
    assert [(row["first_key"], row["second_key"]) for row in rows] == [
        ("mukamel2001", "x"),
        ("mukamel2001", ""),
    ]
    assert as_rows(report)[0]["second"]["key"] == "x"


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.text, self.open, self.ids = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in ("meta", "progress"):
            self.open.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        if tag != "progress":
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(html):
    page = Page()
    page.feed(html)
    assert page.open == []
    return page


def test_the_page_is_escaped_well_formed_and_loads_nothing():
    page = parsed(as_html(BOTH))
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert page.tags.count("tr") == 3
    assert page.tags.count("details") == 1
    assert page.addresses == [
        "https://doi.org/10.1067/mpd.2001.112473",
        "https://pubmed.ncbi.nlm.nih.gov/7/",
    ]
    assert "<script>alert(1)</script>" in "".join(page.text)
    assert LEAD in page.text


def test_in_a_folder_keys_of_documents_lead_to_their_rows():
    page = parsed(as_html(BOTH, documents={"kaliyadan2011"}))
    assert page.addresses[0] == "index.html"
    assert page.addresses.count("coverage.html#kaliyadan2011") == 2
    assert page.ids == ["mukamel2001", "x"]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_table_fits_the_terminal(width):
    chinese = CitedWork(
        work=Work(key="wang", record=Record(title="皮肌炎" * 40)), citing=("a",), mentions=1
    )
    text = as_text(most_cited([MUKAMEL, HOSTILE, chinese], [SAID]), width, full=True)
    for line in text.splitlines():
        wide = sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line)
        assert wide == columns(line) <= max(width, 70)
    assert "\x1b" not in text
    assert "It is so.[3]" in " ".join(text.split())


def test_a_pipe_gets_whole_titles_and_nothing_folded():
    text = as_text(BOTH, 0)
    assert "New insight into calcinosis of juvenile dermatomyositis" in text
    assert "It is so." not in text


def test_nothing_is_said_with_what_to_do():
    assert NOTHING in as_markdown(EMPTY)
    assert NOTHING in as_text(EMPTY, 0)
    assert NOTHING.replace("`", "") in "".join(parsed(as_html(EMPTY)).text)


def test_nothing_as_data():
    assert as_rows(EMPTY) == []
    assert as_csv(EMPTY).startswith("cited_by,mentions,key,authors,")
    assert len(as_csv(EMPTY).splitlines()) == 1


def test_retracted_works_have_their_notice_and_the_sentences_that_cite_them():
    report = retracted([MUKAMEL, HOSTILE], {"mukamel2001": "Retracted on 2012-03-01"}, [SAID])
    (row,) = as_rows(report)
    assert (row["key"], row["notice"]) == ("mukamel2001", "Retracted on 2012-03-01")
    assert len(row["sentences"]) == 2
    assert "No retraction is known" in as_text(retracted([MUKAMEL], {}), 0)


def test_what_a_limit_cut_is_said():
    cut = most_cited([MUKAMEL], found=1200)
    for text in (as_text(cut, 0), as_markdown(cut), as_html(cut)):
        assert "The first 1 of 1,200 rows." in text
    assert "rows." not in as_text(most_cited([MUKAMEL], found=1), 0)

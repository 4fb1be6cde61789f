import csv
import io
import unicodedata
from html.parser import HTMLParser

import pytest

from refmgr.model import CitedWork, Person, Record, Work
from refmgr.reports.cited import COUNTED, NOTHING, as_csv, as_html, as_markdown, as_rows, as_table

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
        record=Record(title="=cmd|' <script>alert(1)</script> & *b* [x](y) \\ a_b\nnext", pmid="7"),
    ),
    citing=("kaliyadan2011",),
    mentions=0,
)
BOTH = [MUKAMEL, HOSTILE]

MARKDOWN = (
    "# Most cited sources\n\n"
    "Sources cited by your documents; mentions = in-text citations.\n\n"
    "| Rank | Source | Cited by | Mentions | Document | Cited in |\n"
    "| --: | :-- | --: | --: | :-- | :-- |\n"
    "| 1 | Mukamel M, Horev G. New insight into calcinosis of juvenile dermatomyositis. J Pediatr."
    " 2001;138:763-6. [doi:10.1067/mpd.2001.112473](<https://doi.org/10.1067/mpd.2001.112473>)"
    " | 2 | 5 | yes | kaliyadan2011, dystrophic2010 |\n"
    "| 2 | =cmd\\|' \\<script\\>alert(1)\\</script\\> \\& \\*b\\* \\[x\\](y) \\\\ a\\_b next."
    " [PMID 7](<https://pubmed.ncbi.nlm.nih.gov/7/>) | 1 | 0 |  | kaliyadan2011 |\n"
)


def test_rows_are_those_of_the_interface():
    assert as_rows(BOTH)[0] == {
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
    }
    assert [row["key"] for row in as_rows(BOTH)] == ["mukamel2001", "x"]


def test_markdown_byte_for_byte():
    assert as_markdown(BOTH) == MARKDOWN


def test_csv_is_read_back_and_holds_no_formula():
    first, second = csv.DictReader(io.StringIO(as_csv(BOTH)))
    assert (first["rank"], first["cited_by"], first["mentions"], first["document"]) == (
        "1",
        "2",
        "5",
        "yes",
    )
    assert first["authors"] == "Mukamel M, Horev G"
    assert first["citing"] == "kaliyadan2011 dystrophic2010"
    assert second["title"].startswith("'=cmd")


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_is_escaped_and_loads_nothing():
    page = Page()
    page.feed(as_html(BOTH))
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert page.tags.count("tr") == 3
    assert page.addresses == [
        "https://doi.org/10.1067/mpd.2001.112473",
        "https://pubmed.ncbi.nlm.nih.gov/7/",
    ]
    assert "<script>alert(1)</script>" in "".join(page.text)
    assert COUNTED in page.text


@pytest.mark.parametrize("width", [10, 40, 60, 80, 200])
def test_the_table_fits_the_terminal(width):
    chinese = CitedWork(
        work=Work(key="wang", record=Record(title="皮肌炎" * 40)), citing=("a",), mentions=1
    )
    lines = as_table([*BOTH, chinese], width).splitlines()
    for line in lines:
        columns = sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line)
        assert columns <= max(width, 40)
    assert [line.split()[2] for line in lines[3:]] == ["mukamel2001", "x", "wang"]


@pytest.mark.parametrize("render", [as_markdown, as_html, as_table])
def test_nothing_cited_is_said_with_what_to_do(render):
    assert NOTHING in render([])


def test_nothing_cited_as_data():
    assert as_rows([]) == []
    assert as_csv([]).startswith("rank,key,cited_by,mentions,document,")
    assert len(as_csv([]).splitlines()) == 1

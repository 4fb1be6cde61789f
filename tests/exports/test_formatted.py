import io
import zipfile

import pytest

from refmgr.exports import formatted
from refmgr.exports.journal_names import other_forms
from refmgr.exports.styles.parts import Choices
from refmgr.model import Item, Person, Record
from refmgr.pipeline import read_document

ITEMS = [
    Item(
        id="roe2001",
        record=Record(
            type="article-journal", title="A <i>rare</i> p <0.05 & *more*", authors=(Person("Roe", "A"),),
            container="J_X", year=2001, volume="1", pages="1-9", doi="10.1000/a_b",
        ),
    ),
    Item(
        id="doe1999",
        record=Record(type="book", title="Skin", authors=(Person("Doe", "B"),), publisher="X & Y", year=1999),
    ),
]  # fmt: skip


def listed(style):
    return formatted.references(ITEMS, style, Choices())


def test_numbered_styles_keep_the_order_and_apa_goes_by_author():
    assert [key for key, _ in listed("vancouver")] == ["roe2001", "doe1999"]
    assert [key for key, _ in listed("apa")] == ["doe1999", "roe2001"]


def test_plain_text():
    assert formatted.as_text(listed("vancouver"), numbered=True) == (
        "1. Roe A. A rare p <0.05 & *more*. J_X. 2001;1:1-9. doi: 10.1000/a_b\n2. Doe B. Skin. X & Y; 1999.\n"
    )
    assert formatted.as_text(listed("apa"), numbered=False).count("\n\n") == 1
    assert formatted.as_text([], numbered=True) == ""


def test_markdown_escapes_what_it_would_take_for_marks():
    text = formatted.as_markdown(listed("apa"), numbered=False)
    assert r"p \<0.05 & \*more\*. *J\_X*, *1*, 1–9. <https://doi.org/10.1000/a_b>" in text


def test_a_web_page_escapes_and_links():
    text = formatted.as_html(listed("apa"), numbered=False)
    assert '<li id="ref-roe2001">' in text
    assert "p &lt;0.05 &amp; *more*. <i>J_X</i>, <i>1</i>" in text
    assert '<a href="https://doi.org/10.1000/a_b">https://doi.org/10.1000/a_b</a>' in text
    assert "<ol>" in formatted.as_html(listed("ama"), numbered=True)


def test_a_word_file_is_read_by_our_own_reader_and_is_the_same_each_time():
    data = formatted.as_docx(listed("ama"), numbered=True)
    assert data == formatted.as_docx(listed("ama"), numbered=True)
    document = read_document(data, "x.docx")
    assert "A rare p <0.05 & *more*" in document.text
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert '<w:i/></w:rPr><w:t xml:space="preserve">J_X</w:t>' in body


TOLD = [
    ("The New England Journal of Medicine", "N Engl J Med", 3),
    ("The New England Journal of Medicine", "New Engl J Med", 1),
    ("The New England Journal of Medicine", "Lancet", 9),
    ("J Rheumatol", "The Journal of Rheumatology", 2),
    ("J Rheumatol", "THE JOURNAL OF RHEUMATOLOGY AND", 1),
    ("Bone", "BONE", 2),
]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("abbreviated", {"The New England Journal of Medicine": "N Engl J Med"}),
        ("full", {"J Rheumatol": "The Journal of Rheumatology"}),
    ],
)
def test_the_other_name_of_a_journal_is_one_that_was_printed_for_the_same_work(form, names):
    assert other_forms(TOLD, form) == names


CSL = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" page-range-format="minimal">
<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><names variable="author"><name/></names><text variable="title" prefix=" "/>
<text variable="container-title" prefix=". "/><text variable="page" prefix=" "/></layout></bibliography></style>"""


def test_any_other_style_has_the_right_pages(tmp_path):
    pytest.importorskip("citeproc")
    from refmgr.exports.csl_styles import references

    style = tmp_path / "mine.csl"
    style.write_text(CSL)
    items = [
        Item(id="Roe2001", record=Record(type="article-journal", title="A case", authors=(Person("Roe", "A"),), container="J X", pages="1-10")),
        Item(id="doe", record=Record(type="article-journal", title="B", container="Y", pages="284-287")),
    ]  # fmt: skip
    found, _ = references(items, style, Choices())
    assert [formatted.plain_text(runs) for _, runs in found] == [
        "A Roe A case. J X 1–10.",
        "B. Y 284–7.",
    ]


def test_a_file_that_is_no_style_is_refused(tmp_path):
    pytest.importorskip("citeproc")
    from refmgr.errors import ExportError
    from refmgr.exports.csl_styles import references

    with pytest.raises(ExportError, match="no such style"):
        references(ITEMS, tmp_path / "nope.csl", Choices())
    (tmp_path / "bad.csl").write_text("<style")
    with pytest.raises(ExportError, match="no CSL style"):
        references(ITEMS, tmp_path / "bad.csl", Choices())

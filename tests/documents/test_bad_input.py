"""Any file a folder may hold: named wrongly, cut off, exploding. Each is read or refused in one sentence."""

import io
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas
from word_files import W_NS, docx, paragraph, zipped

from refmgr.documents.pdf.streams import HEAVY, unpacked
from refmgr.errors import UnreadableError
from refmgr.library.reading_ahead import _is_heavy
from refmgr.pipeline import read_document
from refmgr.references import bounds

TITLE = "Milk of calcium in the elbow of a child"
BODY = "The lesion was drained in the third week [1], and it came back in the following year [2,3]."
ENTRIES = (
    "Larsen OP, Wu J. Drains of the elbow. J Elbow Surg. 2003;12:45-9.",
    "Abreu T. Calcinosis of the knee. Knee. 2005;3:1-4.",
    "Ono K, Wu J. Warfarin and calcium in the skin. Hand. 2009;8:77-80.",
)


def text():
    listed = "".join(f"{k}. {entry}\n" for k, entry in enumerate(ENTRIES, 1))
    return f"{TITLE}\n\n{BODY}\n\nReferences\n\n{listed}".encode()


def markdown():
    listed = "".join(f"{k}. {entry}\n" for k, entry in enumerate(ENTRIES, 1))
    return f"# {TITLE}\n\n## Case\n\n{BODY}\n\n## References\n\n{listed}".encode()


def html():
    listed = "".join(f"<li>{entry}</li>" for entry in ENTRIES)
    page = f"<h1>{TITLE}</h1><p>{BODY}</p><h2>References</h2><ol>{listed}</ol>"
    return f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body>{page}</body></html>".encode()


def jats():
    listed = "".join(
        f'<ref id="r{k}"><label>{k}</label><mixed-citation>{entry}</mixed-citation></ref>'
        for k, entry in enumerate(ENTRIES, 1)
    )
    front = f"<article-meta><title-group><article-title>{TITLE}</article-title></title-group></article-meta>"
    return (
        f'<?xml version="1.0"?><article><front>{front}</front><body><p>{BODY}</p></body>'
        f"<back><ref-list>{listed}</ref-list></back></article>"
    ).encode()


def latex():
    listed = "".join(f"\\bibitem{{r{k}}} {entry}\n" for k, entry in enumerate(ENTRIES, 1))
    return (
        f"\\documentclass{{article}}\\title{{{TITLE}}}\n\\begin{{document}}\\maketitle\n"
        "The lesion was drained \\cite{r1}, and it came back \\cite{r2,r3}.\n"
        f"\\begin{{thebibliography}}{{9}}\n{listed}\\end{{thebibliography}}\\end{{document}}\n"
    ).encode()


def word():
    listed = [paragraph(f"{k}. {entry}") for k, entry in enumerate(ENTRIES, 1)]
    return docx(paragraph(TITLE, style="Title"), paragraph(BODY), paragraph("References"), *listed)


def odt():
    lines = [TITLE, BODY, "References", *(f"{k}. {entry}" for k, entry in enumerate(ENTRIES, 1))]
    written = "".join(f"<text:p>{line}</text:p>" for line in lines)
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{written}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def pdf():
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    lines = [TITLE, BODY, "References", *(f"{k}. {entry}" for k, entry in enumerate(ENTRIES, 1))]
    for k, line in enumerate(lines):
        canvas.setFont("Times-Roman", 10 if k else 18)
        canvas.drawString(60, 780 - 30 * k, line)
    canvas.save()
    return target.getvalue()


MAKERS = {
    "text": text, "markdown": markdown, "html": html, "jats": jats, "latex": latex, "docx": word,
    "odt": odt, "pdf": pdf,
}  # fmt: skip
ENDINGS = ("pdf", "html", "xml", "docx", "odt", "tex", "txt", "md", "bin", "")


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_content_decides_whatever_the_ending_says(kind, ending):
    document = read_document(MAKERS[kind](), f"paper.{ending}")
    assert {document.format, kind} in ({kind}, {"text", "markdown"})
    assert [one.record.title for one in document.references] == [
        "Drains of the elbow", "Calcinosis of the knee", "Warfarin and calcium in the skin",
    ]  # fmt: skip
    assert {number for one in document.mentions for number in one.references} == {1, 2, 3}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_what_is_cut_off_is_refused_with_advice_or_read_as_far_as_it_goes(kind, share):
    data = MAKERS[kind]()
    cut = data[: int(len(data) * share)]
    try:
        document = read_document(cut, "paper")
    except UnreadableError as error:
        said = str(error)
    else:
        said = ""
    if said:
        assert said.startswith("paper: ")
        assert ": " in said.removeprefix("paper: ")  # what is wrong: what to do
        return
    whole = read_document(data, "paper")
    assert len(document.references) <= len(whole.references)
    if document.format in ("html", "jats", "pdf"):  # the others have no end that could be missing
        assert "cut-off" in [problem.code for problem in document.problems]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_whole_file_is_not_said_to_be_cut_off(kind):
    assert "cut-off" not in [one.code for one in read_document(MAKERS[kind](), "paper").problems]


@pytest.mark.parametrize(
    "data",
    [
        html().replace(BODY.encode(), b"<div>" * 5_000 + BODY.encode()),
        jats().replace(BODY.encode(), b"<list><list-item>" * 3_000 + BODY.encode()),
    ],
    ids=["html", "jats"],
)
def test_what_is_nested_too_deep_to_be_read_is_reported(data):
    document = read_document(data, "paper")
    assert "nested-too-deep" in [problem.code for problem in document.problems]


def test_tables_nested_without_end_do_not_take_the_rest_of_a_word_file_with_them():
    inner = "<w:tbl><w:tr><w:tc>" * 400 + paragraph("inner words") + "</w:tc></w:tr></w:tbl>" * 400
    document = read_document(docx(paragraph(TITLE), inner, paragraph("Words behind it.")), "a.docx")
    assert "inner words" in document.text
    assert "Words behind it." in document.text


LAUGHS = "<!DOCTYPE {} [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + k)} '{f'&{chr(97 + k)};' * 10}'>" for k in range(12)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        jats().replace(b"<article>", LAUGHS.format("article").encode() + b"<article>").replace(b"Milk", b"&m; Milk"),
        jats().replace(b"<article>", LAUGHS.format("article").encode() + b"<article id='&m;'>"),
        html().replace(b"<!DOCTYPE html>", LAUGHS.format("html").encode()).replace(b"Milk", b"&m; Milk"),
    ],
    ids=["text", "attribute", "page"],
)  # fmt: skip
def test_a_billion_laughs_are_not_laughed(data):
    document = read_document(data, "paper.xml")
    assert len(document.text) < 2_000
    assert len(document.references) == 3


def packed(content, filters="/Filter/FlateDecode"):
    """Return a PDF of one page with this content."""
    stream = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Length {len(stream)}{filters}>>stream\n".encode() + stream + b"\nendstream",
    ]
    data = b"%PDF-1.5\n"
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return data + (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode()  # fmt: skip


def shown(times):
    pages = (b"(words of page %d) Tj " % number for number in range(times))
    return b"BT /F 10 Tf 60 700 Td " + b"".join(pages) + b"ET"


def test_a_page_that_explodes_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableError, match="more than 64 MB"):
        read_document(packed(b"q Q " * 17_000_000), "a.pdf")


def test_a_heavy_page_is_read_where_it_is_watched():
    heavy = packed(shown(HEAVY // 18))
    assert len(heavy) < 2_000_000  # the size of the file alone does not tell
    assert _is_heavy(heavy)
    assert not _is_heavy(packed(shown(20)))
    assert not _is_heavy(packed(b"\x00" * HEAVY, filters="/Subtype/Image/Filter/FlateDecode"))


def test_a_damaged_stream_counts_as_far_as_it_goes():
    data = packed(shown(200_000))
    at = data.index(b"stream\n") + 200_000
    whole = unpacked(data, HEAVY)
    assert whole == len(shown(200_000))
    assert 0 < unpacked(data[:at] + b"\x00" * 4_000 + data[at + 4_000 :], HEAVY) < whole


def test_more_references_than_a_book_has_are_not_read(monkeypatch):
    from refmgr.references import lists

    monkeypatch.setattr(bounds, "MOST_REFERENCES", 2)
    monkeypatch.setattr(lists, "MOST_REFERENCES", 2)
    for kind in ("text", "jats", "html"):
        document = read_document(MAKERS[kind](), "paper")
        assert [one.number for one in document.references] == [1, 2]
        (problem,) = [one for one in document.problems if one.code == "too-many-references"]
        assert "3 entries" in problem.message


def test_more_cross_references_than_a_book_has_are_not_read(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_MARKERS", 2)
    cited = "".join(f'<xref ref-type="bibr" rid="r{k}">[{k}]</xref> and then ' for k in (1, 2, 3))
    data = jats().replace(BODY.encode(), cited.encode() * 9)
    document = read_document(data, "paper.xml")
    assert len(document.mentions) == 2
    assert "too-many-citations" in [problem.code for problem in document.problems]


def test_the_lines_that_were_not_searched_for_a_list_are_told(monkeypatch):
    from refmgr.references import lines, lists

    monkeypatch.setattr(lines, "MOST_LINES", 50)
    monkeypatch.setattr(lists, "MOST_LINES", 50)
    document = read_document(b"Words of it.\n" * 60 + text(), "paper.txt")
    assert len(document.references) == 3
    assert "too-many-lines" in [problem.code for problem in document.problems]


def test_an_xml_of_another_kind_in_a_word_file_is_refused():
    with pytest.raises(UnreadableError):
        read_document(
            zipped(
                {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<a xmlns='{W_NS}'/>"}
            ),
            "a.docx",
        )

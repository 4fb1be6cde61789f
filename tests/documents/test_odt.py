"""OpenDocument text with Zotero's reference marks, made here of the XML that LibreOffice writes."""

import json
from html import escape

import pytest
from word_files import zipped

from refmgr.errors import UnreadableError
from refmgr.pipeline import read_document

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T2"><style:text-properties style:text-position="-33% 58%"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet/></text:list-style>'
    "</office:automatic-styles><office:body><office:text>"
)
TAIL = "</office:text></office:body></office:document-content>"
CALLEN = {
    "title": "Dermatomyositis",
    "container-title": "Lancet",
    "DOI": "10.1016/S0140-6736(99)05157-0",
    "author": [{"family": "Callen", "given": "JP"}],
    "issued": {"date-parts": [["2000"]]},
}


def odt(body):
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": HEAD + body + TAIL}
    )


def read(body):
    return read_document(odt(body), "paper.odt")


def test_a_paper_with_zotero_marks():
    name = escape(
        "ZOTERO_ITEM CSL_CITATION "
        + json.dumps({"citationItems": [{"itemData": CALLEN}]})
        + " RNDabc"
    )
    document = read(
        '<text:p text:style-name="P1">Calcinosis</text:p><text:h text:outline-level="1">Course</text:h>'
        f'<text:p>It is found late<text:span text:style-name="T1"><text:reference-mark-start text:name="{name}"/>1'
        f'<text:reference-mark-end text:name="{name}"/></text:span> in childhood.</text:p>'
        "<text:h>References</text:h>"
        '<text:list text:style-name="L1"><text:list-item><text:p>Callen JP. Dermatomyositis. Lancet. 2000;355:53.</text:p>'
        "</text:list-item><text:list-item><text:p>Boulman N. Calcinosis. Cutis. 2005;34:8.</text:p></text:list-item></text:list>"
    )
    assert document.format == "odt"
    assert document.record.title == "Calcinosis"
    assert "## Course" in document.text
    assert [(one.number, one.record.title) for one in document.references] == [
        (1, "Dermatomyositis"),
        (2, "Calcinosis"),
    ]
    assert document.references[0].record.doi == "10.1016/s0140-6736(99)05157-0"
    (mention,) = document.mentions
    assert (mention.text, mention.references) == ("1", (1,))
    assert mention.sentence == "It is found late¹ in childhood."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            '<text:p>CO<text:span text:style-name="T2">2</text:span> level</text:p>',
            "CO<sub>2</sub> level\n",
        ),
        (
            "<text:p>seen<text:s/>late<text:tab/>on<text:line-break/>day 3</text:p>",
            "seen late\ton\nday 3\n",
        ),
        (
            (
                '<text:list text:style-name="L2"><text:list-item><text:p>Skin</text:p></text:list-item></text:list>'
                "<text:p>After it</text:p>"
            ),
            "• Skin\n\nAfter it\n",
        ),
        (
            (
                "<text:p>Found late<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                "<text:p>In both.</text:p></text:note-body></text:note> in life.</text:p>"
            ),
            "Found late [note: In both.] in life.\n",
        ),
        (
            (
                "<text:p>Ages</text:p><table:table><table:table-row><table:table-cell><text:p>nine</text:p></table:table-cell>"
                "<table:table-cell><text:p>ten</text:p></table:table-cell></table:table-row></table:table><text:p>After</text:p>"
            ),
            "Ages\nnine\tten\n\nAfter\n",
        ),
    ],
    ids=["subscript", "blanks", "bullets", "note", "table"],
)
def test_what_a_reader_sees(body, text):
    assert read(body).text == text


def test_a_damaged_one_is_refused():
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "no xml"})
    with pytest.raises(UnreadableError, match="LibreOffice"):
        read_document(data, "a.odt")

"""Word files, each made here of the XML that Word, Zotero, Mendeley and EndNote write."""

import base64
import json
import tracemalloc

import pytest
from word_files import B_NS, docx, field, item, paragraph, run, simple_field

from refmgr.errors import UnreadableError
from refmgr.pipeline import read_document

CALLEN = {
    "id": 11,
    "type": "article-journal",
    "title": "Dermatomyositis",
    "container-title": "Lancet",
    "volume": "355",
    "page": "53-57",
    "DOI": "10.1016/S0140-6736(99)05157-0",
    "author": [{"family": "Callen", "given": "J. P."}],
    "issued": {"date-parts": [["2000", 1, 1]]},
}
BOULMAN = {
    "id": 12,
    "type": "article-journal",
    "title": "Calcinosis in rheumatic diseases",
    "container-title": "Semin Arthritis Rheum",
    "volume": "34",
    "page": "805-12",
    "author": [{"family": "Boulman", "given": "N"}, {"family": "Slobodin", "given": "G"}],
    "issued": {"date-parts": [[2005]]},
}
CALLEN_PRINTED = "Callen JP. Dermatomyositis. Lancet. 2000;355:53–7."
BOULMAN_PRINTED = "Boulman N, Slobodin G. Calcinosis in rheumatic diseases. Semin Arthritis Rheum. 2005;34:805–12."
CALLEN_DOI = "10.1016/s0140-6736(99)05157-0"


def zotero(*items):
    return "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(
        {"citationItems": [{"id": one["id"], "itemData": one} for one in items]}
    )


def mendeley(*items):
    return zotero(*items).replace("ZOTERO_ITEM ", "")


def read(*paragraphs, **parts):
    return read_document(docx(*paragraphs, **parts), "paper.docx")


def numbers(document):
    return [mention.references for mention in document.mentions]


@pytest.mark.parametrize(
    ("program", "shown"),
    [
        (zotero, "1,2"),
        (zotero, "[1, 2]"),
        (mendeley, "(1–2)"),
        (mendeley, "(Callen 2000; Boulman 2005)"),
    ],
    ids=["superscript", "brackets", "range", "names"],
)
def test_fields_fill_the_records_of_the_printed_list(program, shown):
    document = read(
        paragraph("Calcinosis", style="Title"),
        paragraph("It is found late", field(program(CALLEN, BOULMAN), shown), " in childhood."),
        paragraph("References", style="Heading1"),
        paragraph(f"1. {CALLEN_PRINTED}"),
        paragraph(f"2. {BOULMAN_PRINTED}"),
    )
    assert document.format == "docx"
    assert document.record.title == "Calcinosis"
    assert [one.record.doi for one in document.references] == [CALLEN_DOI, None]
    assert [one.record.pages for one in document.references] == ["53-57", "805-12"]
    assert document.references[0].raw == f"1. {CALLEN_PRINTED}"
    assert all(document.text[one.start : one.end] == one.raw for one in document.references)
    (mention,) = document.mentions
    assert mention.references == (1, 2)
    assert document.text[mention.start : mention.end] == mention.text == shown
    assert "found late" in mention.sentence


def test_the_printed_order_decides_the_numbers_not_the_order_of_citing():
    document = read(
        paragraph("Late", field(zotero(CALLEN), "(Callen 2000)"), "."),
        paragraph("Early", field(zotero(BOULMAN), "(Boulman 2005)"), "."),
        paragraph("References", style="Heading1"),
        paragraph(BOULMAN_PRINTED),
        paragraph(CALLEN_PRINTED),
    )
    assert [one.record.title for one in document.references] == [BOULMAN["title"], CALLEN["title"]]
    assert numbers(document) == [(2,), (1,)]
    assert {link.state for link in document.links} == {"linked"}


def test_fields_without_a_printed_list_give_the_references():
    document = read(
        paragraph("Calcinosis is common in the limbs", field(zotero(BOULMAN), "2"), "."),
        paragraph("Callen described the disease", field(zotero(CALLEN), "1"), "."),
    )
    assert [(one.number, one.record.title) for one in document.references] == [
        (1, "Dermatomyositis"),
        (2, "Calcinosis in rheumatic diseases"),
    ]
    assert document.references[0].start is None
    assert document.references[0].raw.startswith(
        "Callen JP. Dermatomyositis. Lancet. 2000;355:53-57."
    )
    assert numbers(document) == [(2,), (1,)]


def test_a_work_cited_but_not_printed_follows_the_list_and_is_reported():
    document = read(
        paragraph(
            "Found late", field(zotero(CALLEN), "1"), " and early", field(zotero(BOULMAN), "2"), "."
        ),
        paragraph("References", style="Heading1"),
        paragraph(f"1. {CALLEN_PRINTED}"),
    )
    assert [one.record.title for one in document.references] == [CALLEN["title"], BOULMAN["title"]]
    assert "cited-not-printed" in {one.code for one in document.problems}
    assert numbers(document) == [(1,), (2,)]


def test_markers_typed_by_hand_stand_beside_fields():
    document = read(
        paragraph("Found late [", field(zotero(CALLEN), "1"), "]."),
        paragraph("It was found early as well [2]."),
        paragraph("References", style="Heading1"),
        paragraph(f"1. {CALLEN_PRINTED}"),
        paragraph(f"2. {BOULMAN_PRINTED}"),
    )
    assert numbers(document) == [(1,), (2,)]


def test_a_shortened_title_is_matched_by_the_source():
    long = {
        **BOULMAN,
        "title": "Calcinosis in rheumatic diseases: causes, course and care of 42 adults",
    }
    document = read(
        paragraph("Found late", field(zotero(long), "1"), "."),
        paragraph("References", style="Heading1"),
        paragraph(f"1. {BOULMAN_PRINTED}"),
        paragraph(f"2. {CALLEN_PRINTED}"),
    )
    assert [one.number for one in document.references] == [1, 2]
    assert document.references[0].record.title == long["title"]


ENDNOTE = (
    "<EndNote><Cite><Author>Callen</Author><Year>2000</Year><RecNum>7</RecNum>"
    '<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type>'
    "<contributors><authors><author>Callen, J. P.</author><author>World Health Organization,</author>"
    '</authors></contributors><titles><title><style face="normal">Dermato</style><style>myositis</style>'
    "</title><secondary-title>Lancet</secondary-title></titles><pages>53-7</pages><volume>355</volume>"
    "<number>9197</number><dates><year>2000</year></dates><isbn>0140-6736 (Print)</isbn>"
    "<accession-num>10615903</accession-num><remote-database-name>Medline</remote-database-name>"
    "<electronic-resource-num>10.1016/S0140-6736(99)05157-0</electronic-resource-num>"
    "</record></Cite></EndNote>"
)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        (f" ADDIN EN.CITE {ENDNOTE}", ""),
        (" ADDIN EN.CITE ", base64.b64encode(ENDNOTE.encode()).decode()),
    ],
    ids=["in the code", "in the data beside it"],
)
def test_endnote(code, data):
    document = read(paragraph("It is found late", field(code, "(1)", data=data), " in childhood."))
    (reference,) = document.references
    record = reference.record
    assert (record.type, record.title, record.container) == (
        "article-journal",
        "Dermatomyositis",
        "Lancet",
    )
    assert (record.year, record.volume, record.issue, record.pages) == (2000, "355", "9197", "53-7")
    assert (record.doi, record.pmid, record.issn) == (CALLEN_DOI, "10615903", "0140-6736")
    assert record.authors[0].family == "Callen"
    assert record.authors[1].literal == "World Health Organization"
    assert numbers(document) == [(1,)]


def test_mendeley_cite_keeps_its_citations_in_content_controls():
    told = json.dumps({"citationItems": [{"id": "x", "itemData": CALLEN}]}).encode()
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(told).decode()
    control = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run("[1]")}</w:sdtContent></w:sdt>'
    document = read(paragraph("It is found late ", control, " in childhood."))
    assert [one.record.doi for one in document.references] == [CALLEN_DOI]
    assert numbers(document) == [(1,)]


def test_word_keeps_its_sources_in_a_part_of_its_own():
    sources = (
        f'<b:Sources xmlns:b="{B_NS}"><b:Source><b:Tag>Cal00</b:Tag><b:SourceType>JournalArticle</b:SourceType>'
        "<b:Author><b:Author><b:NameList><b:Person><b:Last>Callen</b:Last><b:First>Jeffrey</b:First>"
        "<b:Middle>P</b:Middle></b:Person></b:NameList></b:Author></b:Author><b:Title>Dermatomyositis</b:Title>"
        "<b:Year>2000</b:Year><b:JournalName>Lancet</b:JournalName></b:Source></b:Sources>"
    )
    document = read(
        paragraph(
            "It is found late",
            simple_field(r" CITATION Cal00 \m Bou05 \l 1033 ", "(Callen, 2000)"),
            ".",
        ),
        parts={"customXml/item1.xml": "<empty/>", "customXml/item3.xml": sources},
    )
    (reference,) = document.references
    assert reference.record.authors[0].given == "Jeffrey P"
    assert [one.code for one in document.problems if one.code.startswith("source")] == [
        "source-not-in-file"
    ]


def test_automatic_numbers_stand_in_the_text():
    document = read(
        paragraph("Found late [2]."),
        paragraph("References", style="Heading1"),
        item(CALLEN_PRINTED),
        item(BOULMAN_PRINTED),
        lists={"1": ("decimal", "[%1]")},
    )
    assert f"[1] {CALLEN_PRINTED}" in document.text
    assert [(one.number, one.label) for one in document.references] == [(1, "1"), (2, "2")]
    assert [link.state for link in document.links] == ["linked"]


@pytest.mark.parametrize(
    ("kind", "pattern", "expected"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
    ],
)
def test_numerals(kind, pattern, expected):
    words = ["Calcium deposits", "Muscle weakness", "Skin changes"]
    document = read(*[item(word) for word in words], lists={"1": (kind, pattern)})
    assert document.text.split("\n\n") == [
        f"{mark} {word}"
        for mark, word in zip(expected, [*words[:2], "Skin changes\n"], strict=True)
    ]


def test_a_list_goes_on_behind_numbers_typed_by_hand():
    document = read(
        paragraph("References", style="Heading1"),
        paragraph(f"1. {CALLEN_PRINTED}"),
        item(BOULMAN_PRINTED),
        lists={"1": ("decimal", "%1.")},
    )
    assert [one.number for one in document.references] == [1, 2]


def test_numbering_may_come_from_the_style_and_restart():
    document = read(
        item("Calcium deposits", style="ListNumber"),
        item("Muscle weakness", style="ListNumber"),
        item("Skin changes", number="2"),
        lists={"1": ("decimal", "%1."), "2": ("decimal", "%1.")},
        restart={"2": 5},
    )
    assert document.text == "1. Calcium deposits\n\n2. Muscle weakness\n\n5. Skin changes\n"


def test_endnotes_that_are_the_reference_list_are_read_as_one():
    notes = {
        "word/endnotes.xml": [paragraph(CALLEN_PRINTED), paragraph(BOULMAN_PRINTED)],
    }
    mark = '<w:r><w:endnoteReference w:id="{}"/></w:r>'
    document = read(
        paragraph("Calcinosis is found late.", mark.format(2)),
        paragraph("It may be found early.", mark.format(3)),
        notes=notes,
    )
    assert [one.record.title for one in document.references] == [CALLEN["title"], BOULMAN["title"]]
    assert numbers(document) == [(1,), (2,)]


def test_footnotes_that_are_remarks_stay_remarks():
    document = read(
        paragraph(
            "Calcinosis is found late",
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            " in childhood.",
        ),
        notes={"word/footnotes.xml": [paragraph("Both hospitals agreed.")]},
    )
    assert "late [note 1] in childhood." in document.text
    assert document.text.endswith("## Footnotes\n\n[note 1] Both hospitals agreed.\n")
    assert document.mentions == ()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("mg/m", run("2", look='<w:vertAlign w:val="superscript"/>'), " a week"), "mg/m<sup>2</sup> a week\n"),
        (paragraph("CO", run("2", look='<w:vertAlign w:val="subscript"/>'), " level"), "CO<sub>2</sub> level\n"),
        (paragraph("late", run("3", look='<w:position w:val="6"/>'), "."), "late<sup>3</sup>.\n"),
        (paragraph("seen ", run("never", look="<w:vanish/>"), "late"), "seen late\n"),
        (paragraph("kept ", f'<w:del w:id="1">{run("deleted")}</w:del>', f'<w:ins w:id="2">{run("new")}</w:ins>'), "kept new\n"),
        (paragraph("3", "<w:r><w:noBreakHyphen/></w:r>", "fold", "<w:r><w:br/></w:r>", "more"), "3-fold\nmore\n"),
        (paragraph("TGF-", '<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>', " level"), "TGF-β level\n"),
        (paragraph("a ", f"<w:hyperlink>{run('link')}</w:hyperlink>"), "a link\n"),
        (
            "<w:tbl>" + "".join(
                f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
                for a, b in (("Age", "Sex"), ("nine", "female"))
            ) + "</w:tbl>" + paragraph("After it"),
            "Age\tSex\nnine\tfemale\n\nAfter it\n",
        ),
        (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
            + paragraph("Once only") + "</mc:Choice><mc:Fallback>" + paragraph("Once only") + "</mc:Fallback></mc:AlternateContent>",
            "Once only\n",
        ),
        (paragraph("Before ", f"<w:r><w:txbxContent>{paragraph('A box')}</w:txbxContent></w:r>", "and after"), "Before and after\n\nA box\n"),
        (paragraph("Lost field ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph("goes on"), "Lost field \n\ngoes on\n"),
    ],
    ids=[
        "superscript", "subscript", "raised", "hidden", "tracked changes", "signs", "symbol font",
        "link", "table", "alternate content", "text box", "field without end",
    ],
)  # fmt: skip
def test_what_a_reader_sees(body, text):
    assert read(body).text == text


def test_headings_have_their_level():
    document = read(
        paragraph("Five children", style="Title"),
        paragraph("Results", style="Heading1"),
        paragraph("Skin and muscle", style="Heading2"),
        paragraph("Found late [1].") + paragraph("And early."),
    )
    assert document.text.startswith(
        "# Five children\n\n## Results\n\n### Skin and muscle\n\nFound late"
    )


def test_the_title_of_the_properties_counts_if_it_is_printed():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
    )
    body = [
        paragraph("Our hospital"),
        paragraph("Calcinosis in five children"),
        paragraph("Text stands here."),
    ]
    printed = read(*body, parts={"docProps/core.xml": core.format("Calcinosis in five children")})
    foreign = read(*body, parts={"docProps/core.xml": core.format("Microsoft Word - v7 final")})
    assert printed.record.title == "Calcinosis in five children"
    assert "Microsoft" not in foreign.text
    assert foreign.text == printed.text.replace("# ", "")


def test_a_list_printed_by_a_field_has_an_entry_a_paragraph():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText>ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY</w:instrText></w:r>'
    document = read(
        paragraph(
            "Found late",
            field(zotero(CALLEN, BOULMAN), "(Callen, 2000; Boulman & Slobodin, 2005)"),
            ".",
        ),
        paragraph("Sources", style="Heading1"),
        paragraph(
            mark.format("begin"),
            code,
            mark.format("separate"),
            "Boulman, N., & Slobodin, G. (2005). Calcinosis in rheumatic diseases.",
        ),
        paragraph("Callen, J. P. (2000). Dermatomyositis. Lancet, 355, 53–57.", mark.format("end")),
        paragraph("Both authors wrote the text, and both have read what the other one wrote."),
    )
    assert [one.raw[:6] for one in document.references] == ["Boulma", "Callen"]
    assert [one.number for one in document.references] == [1, 2]
    assert document.references[1].record.doi == CALLEN_DOI
    assert numbers(document) == [(2, 1)]


def test_endnote_keeps_long_citations_in_a_field_within_the_field():
    data = base64.b64encode(ENDNOTE.encode()).decode()
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> ADDIN EN.CITE{} </w:instrText></w:r>"
    inner = f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{data}</w:fldData></w:fldChar></w:r>'
    document = read(
        paragraph(
            "Found late ", mark.format("begin"), code.format(""), inner, code.format(".DATA"), mark.format("end"),
            mark.format("separate"), "[1]", mark.format("end"), ".",
        )
    )  # fmt: skip
    assert document.text == "Found late [1].\n"
    assert [one.record.doi for one in document.references] == [CALLEN_DOI]
    assert numbers(document) == [(1,)]


# --- bad input -----------------------------------------------------------------------------------


def test_macros_are_left_alone():
    document = read(
        paragraph("Words of the paper."), parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    )
    assert document.text == "Words of the paper.\n"


@pytest.mark.parametrize("kept", [4, 30, 0.5, 0.9])
def test_a_file_cut_off_is_refused(kept):
    data = docx(paragraph("Words of the paper."))
    with pytest.raises(UnreadableError, match="cut off"):
        read_document(data[: kept if kept >= 1 else int(len(data) * kept)], "a.docx")


def test_a_zip_bomb_is_refused_at_once():
    data = docx(paragraph("Words"), parts={"word/styles.xml": b" " * 60_000_000})
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="more than 25 MB"):
        read_document(data, "a.docx")
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


ENTITIES = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;&a;">]>'


def test_external_entities_are_refused():
    with pytest.raises(UnreadableError, match="entities"):
        read_document(docx(paragraph("&b; and words"), before=ENTITIES), "a.docx")


def test_entities_behind_a_long_comment_are_not_expanded():
    hidden = f"<!--{'x' * 5000}-->{ENTITIES}"
    with pytest.raises(UnreadableError):
        read_document(docx(paragraph("&b;"), before=hidden), "a.docx")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"notes.txt": "Callen JP"}, "unpack it first"),
        ({"xl/workbook.xml": "<x/>"}, "Excel"),
        ({"ppt/presentation.xml": "<x/>"}, "PowerPoint"),
        ({"META-INF/container.xml": "<x/>", "mimetype": "application/epub+zip"}, "EPUB"),
        ({"word/document.xml": "no xml at all"}, "damaged"),
    ],
)
def test_other_zips_are_refused_with_advice(parts, said):
    with pytest.raises(UnreadableError, match=said):
        read_document(docx(main=False, parts=parts), "a.docx")


def test_a_file_without_words_is_refused():
    with pytest.raises(UnreadableError, match="hardly any words"):
        read(paragraph(""))


@pytest.mark.parametrize(
    "code",
    [
        "ADDIN ZOTERO_ITEM CSL_CITATION {not json",
        'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": 3}',
        'ADDIN CSL_CITATION {"citationItems": [3, {"itemData": []}]}',
        'ADDIN CSL_CITATION {"citationItems": [{"itemData": {"author": "x", "issued": 5}}]}',
        "ADDIN EN.CITE <EndNote><Cite></EndNote>",
        "ADDIN EN.CITE <EndNote/>",
        "CITATION",
        "[" * 50_000,
    ],
)
def test_damaged_fields_leave_the_text(code):
    document = read(paragraph("It is found late", field(code, " (1)"), " in childhood."))
    assert document.text == "It is found late (1) in childhood.\n"

"""Articles in XML: every entry, every identifier, every link of the structure, and nothing from outside."""

import pytest

from refmgr.documents.jats import read_jats
from refmgr.errors import UnreadableError
from refmgr.pipeline import read_document

FRONT = """<front><journal-meta><journal-title-group><journal-title>Annals of Invented Cases</journal-title>
</journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.1234/AIC.2019.7</article-id>
<article-id pub-id-type="pmc">7654321</article-id><title-group><article-title>Calcinosis after a
<italic>burn</italic><xref ref-type="fn" rid="fn1">*</xref></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>van der Berg</surname><given-names>Anna</given-names>
</name></contrib><contrib contrib-type="editor"><name><surname>Editor</surname><given-names>E</given-names></name>
</contrib></contrib-group><pub-date pub-type="epub"><year>2018</year></pub-date>
<pub-date pub-type="ppub"><month>3</month><year>2019</year></pub-date>
<volume>4</volume><fpage>10</fpage><lpage>15</lpage></article-meta></front>"""

MIXED = (
    '<mixed-citation publication-type="journal"><name><surname>Callen</surname><given-names>JP</given-names></name>.'
    " <article-title>Dermatomyositis</article-title>. <source>Lancet</source>. <year>2000</year>;<volume>355</volume>:"
    '<fpage>53</fpage>–<lpage>7</lpage>. <comment>doi: <pub-id pub-id-type="doi">10.1016/S0140-6736(99)05157-0</pub-id>'
    '</comment> <pub-id pub-id-type="pmid">10615903</pub-id></mixed-citation>'
)
BARE = (
    '<element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Boulman'
    '</surname><given-names>N</given-names></name><etal/></person-group><person-group person-group-type="editor"><name>'
    "<surname>Other</surname><given-names>P</given-names></name></person-group><article-title>Calcinosis</article-title>"
    '<source>Semin Arthritis</source><year>2005</year><volume>34</volume><fpage>805</fpage><pub-id pub-id-type="medline">'
    "15846588</pub-id></element-citation>"
)


def article(body, refs, front=FRONT, attributes=""):
    listed = "".join(
        f'<ref id="B{k}">{"" if label is None else f"<label>{label}</label>"}{ref}</ref>'
        for k, (label, ref) in enumerate(refs, 1)
    )
    back = f"<back><ref-list><title>References</title>{listed}</ref-list></back>"
    return f"<?xml version='1.0'?><article {attributes}>{front}<body>{body}</body>{back}</article>".encode()


def test_own_record_comes_from_the_front_matter():
    document = read_jats(article("<p>Text.</p>", [(None, MIXED)]), "a.xml")
    record = document.record
    assert (record.title, record.container, record.year, record.date) == (
        "Calcinosis after a burn", "Annals of Invented Cases", 2019, "2019-03",
    )  # fmt: skip
    assert (record.doi, record.pmcid, record.volume, record.pages) == (
        "10.1234/aic.2019.7", "PMC7654321", "4", "10-15",
    )  # fmt: skip
    assert [(one.particle, one.family, one.given) for one in record.authors] == [
        ("van der", "Berg", "Anna")
    ]
    assert document.record_evidence["doi"] == "<article-id> of the front matter"


def test_entries_with_and_without_punctuation():
    document = read_document(article("<p>Text.</p>", [("1.", MIXED), ("2.", BARE)]), "a.xml")
    first, second = document.references
    assert first.raw == (
        "1. Callen JP. Dermatomyositis. Lancet. 2000;355:53–7. doi: 10.1016/S0140-6736(99)05157-0"
    )
    assert (first.record.doi, first.record.pmid) == ("10.1016/s0140-6736(99)05157-0", "10615903")
    assert second.raw.startswith("2. Boulman N, et al. Calcinosis. In: Other P, editors.")
    assert second.raw.endswith("2005;34:805.")
    assert (second.record.pmid, second.record.et_al) == ("15846588", True)
    assert [one.family for one in second.record.authors] == ["Boulman"]
    assert all(one.raw == document.text[one.start : one.end] for one in document.references)


def ref(k, where="B"):
    return f'<xref ref-type="bibr" rid="{where}{k}">{k}</xref>'


MENTIONS = [
    (f"growth [{ref(1)},{ref(3)}].", "1,3", (1, 3), "bracket"),
    (f"growth [{ref(1)}–{ref(4)}].", "1–4", (1, 2, 3, 4), "bracket"),
    (f"growth [{ref(1)}]–[{ref(3)}].", "1]–[3", (1, 2, 3), "bracket"),
    (f"growth.<sup>{ref(2)},{ref(3)}</sup> Then", "2,3", (2, 3), "superscript"),
    (f"growth.{ref(2)}", "2", (2,), "superscript"),
    (f'growth.{ref(1)}<xref ref-type="bibr" rid="B2">-</xref>{ref(4)}', "1-4", (1, 2, 3, 4), "superscript"),
    ('growth (<xref ref-type="bibr" rid="B3">Callen, 2000</xref>).', "Callen, 2000", (3,), "author-year"),
    ('growth (Callen, <xref ref-type="bibr" rid="B3">2000</xref>).', "2000", (3,), "author-year"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "numbers", "style"), MENTIONS)
def test_cross_references_become_mentions(body, text, numbers, style):
    paragraph = f"<sec><title>Methods</title><p>It stopped the {body}</p></sec>"
    document = read_document(article(paragraph, [(str(k), MIXED) for k in range(1, 5)]), "a.xml")
    (mention,) = document.mentions
    assert (mention.text, mention.references, mention.style) == (text, numbers, style)
    assert document.text[mention.start : mention.end] == text
    assert mention.section == "Methods"
    assert mention.sentence.startswith("It stopped the growth")
    assert {one.state for one in document.links} == {"linked"}


def test_superscripts_stay_apart_from_their_word():
    body = f"<p>skin.<sup>{ref(1)}</sup> 15 mg/m<sup>2</sup> on the 30<sup>th</sup></p>"
    text = read_jats(article(body, [("1", MIXED)]), "a.xml").text
    assert "skin.<sup>1</sup> 15 mg/m<sup>2</sup> on the 30th" in text


def test_one_number_for_two_works_gives_two_entries():
    document = read_document(
        article(f"<p>x [{ref(1)}]</p>", [("1", MIXED + BARE), ("2", BARE)]), "a.xml"
    )
    assert [one.number for one in document.references] == [1, 2, 3]
    assert document.mentions[0].references == (1, 2)


def test_lists_of_referee_reports_are_not_the_papers():
    own = article("<p>Text.</p>", [("1", MIXED)]).decode()
    report = (
        "<sub-article><back><ref-list><ref id='R1'>"
        + BARE
        + "</ref></ref-list></back></sub-article>"
    )
    document = read_jats(own.replace("</article>", report + "</article>").encode(), "a.xml")
    assert len(document.references) == 1


def test_old_bmc_xml():
    data = b"""<?xml version='1.0'?><!DOCTYPE art SYSTEM 'http://www.example.org/article.dtd'>
    <art><ui>1</ui><fm><bibl><title><p>An old case</p></title><aug><au><snm>Smith</snm><mi>B</mi><fnm>Carl</fnm></au>
    </aug><source>Invented Medicine</source><pubdate>2004</pubdate><volume>3</volume><fpage>9</fpage>
    <xrefbib><pubid idtype="doi">10.1234/x-3-9</pubid></xrefbib></bibl></fm>
    <bdy><sec><st><p>Background</p></st><p>Seen before <abbrgrp> <abbr bid="B1">1</abbr> <abbr bid="B2">2</abbr>
    </abbrgrp>.</p></sec></bdy><bm><refgrp>
    <bibl id="B1"><title><p>First work</p></title><aug><au><snm>Roe</snm><fnm>A</fnm></au><etal/></aug>
    <source>J Old</source><pubdate>1999</pubdate><volume>5</volume><fpage>1</fpage><lpage>4</lpage>
    <xrefbib><pubidlist><pubid idtype="pmpid" link="fulltext">9876543</pubid></pubidlist></xrefbib></bibl>
    <bibl id="B2"><title><p>Second work</p></title><source>J Old</source><pubdate>2001</pubdate></bibl>
    </refgrp></bm></art>"""
    document = read_document(data, "old.xml")
    assert (document.format, document.record.doi, document.record.year) == (
        "bmc",
        "10.1234/x-3-9",
        2004,
    )
    assert document.references[0].raw == "1. Roe A, et al. First work. J Old. 1999;5:1-4."
    assert document.references[0].record.pmid == "9876543"
    (mention,) = document.mentions
    assert (mention.text, mention.references, mention.sentence) == (
        "1,2", (1, 2), "Seen before [1,2].",
    )  # fmt: skip


LAUGHS = '<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("entities", "printed"),
    [
        ('<!ENTITY x SYSTEM "file:///etc/hostname">', "a case café"),
        (LAUGHS.replace("ENTITY i ", "ENTITY x "), "a case café"),
    ],
)
def test_entities_are_never_followed(entities, printed):
    data = article("<p>a &x; case caf&eacute;</p>", [], attributes='x="&x;"').decode()
    data = data.replace("?>", f"?><!DOCTYPE article [{entities}]>", 1)
    assert "a case café" in read_jats(data.encode(), "a.xml").text


def test_a_set_is_read_to_its_first_article():
    one = article("<p>Text.</p>", [("1", MIXED)]).decode().partition("?>")[2]
    document = read_document(f"<pmc-articleset>{one}{one}</pmc-articleset>".encode(), "a.xml")
    assert [problem.code for problem in document.problems][:1] == ["several-articles"]
    assert len(document.references) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"<pmc-articleset></pmc-articleset>",
        b"<article><body>" + b"<sec>" * 100_000 + b"</sec>" * 100_000 + b"</body></article>",
    ],
)
def test_xml_without_an_article_says_what_to_do(data):
    with pytest.raises(UnreadableError, match="give an article in JATS"):
        read_jats(data, "a.xml")


def test_a_cut_file_gives_what_it_holds():
    data = article("<p>Text.</p>", [("1", MIXED), ("2", BARE)])
    cut = data[: data.index(b"15846588")]
    assert [one.number for one in read_document(cut, "a.xml").references] == [1, 2]

import pytest

from refmgr.formats.encoding import open_source
from refmgr.formats.endnote_xml import read_endnote_xml
from refmgr.model import Person, Record


def read(
    body, head='<?xml version="1.0" encoding="UTF-8"?><xml><records>', tail="</records></xml>"
):
    return read_endnote_xml(open_source((head + body + tail).encode()))


def only(inner, kind="Journal Article", number=17):
    body = f'<record><rec-number>7</rec-number><ref-type name="{kind}">{number}</ref-type>{inner}</record>'
    (item,) = read(body).items
    return item


TITLE = "<titles><title>A</title></titles>"


def test_every_field():
    item = only(
        """<contributors><authors><author><style face="normal">Callen, J. P.</style></author>
        <author>World Health Organization,</author></authors></contributors>
        <auth-address>Louisville</auth-address>
        <titles><title><style face="normal" size="100%">Dermato</style><style face="italic">myositis</style></title>
        <secondary-title>Lancet</secondary-title></titles>
        <periodical><full-title>The Lancet</full-title><abbr-1>Lancet</abbr-1></periodical>
        <pages>53-7</pages><volume>355</volume><number>9197</number>
        <keywords><keyword>skin</keyword><keyword>muscle</keyword></keywords>
        <dates><year>2000</year><pub-dates><date>Jan 8</date></pub-dates></dates>
        <isbn>0140-6736 (Print)&#xD;0140-6736 (Linking)</isbn><accession-num>10615903</accession-num>
        <electronic-resource-num>10.1016/S0140-6736(99)05157-0</electronic-resource-num>
        <abstract>Text &lt; text</abstract><notes>see later</notes><label>callen2000</label>
        <remote-database-provider>NLM</remote-database-provider>
        <urls><related-urls><url>https://example.org/a</url></related-urls>
        <pdf-urls><url>internal-pdf://x.pdf</url></pdf-urls></urls><custom2>PMC123456</custom2>
        <custom1>mine</custom1>"""
    )
    assert (item.id, item.key) == ("callen2000", "callen2000")
    assert item.record == Record(
        type="article-journal",
        title="Dermatomyositis",
        authors=(Person("Callen", "J. P."), Person(literal="World Health Organization")),
        container="The Lancet",
        year=2000,
        date="2000-01-08",
        volume="355",
        issue="9197",
        pages="53-7",
        doi="10.1016/s0140-6736(99)05157-0",
        pmid="10615903",
        pmcid="PMC123456",
        issn="0140-6736",
        url="https://example.org/a",
    )
    assert item.more == {
        "container-title-short": ("Lancet",),
        "affiliation": ("Louisville",),
        "keyword": ("skin", "muscle"),
        "abstract": ("Text < text",),
        "note": ("see later",),
        "source": ("NLM",),
        "file": ("internal-pdf://x.pdf",),
        "endnote-xml:custom1": ("mine",),
    }


@pytest.mark.parametrize(
    ("inner", "kind", "field", "value"),
    [
        ("<accession-num>12345678</accession-num>", "Journal Article", "pmid", None),
        ("<accession-num>12345678</accession-num><remote-database-name>Embase</remote-database-name>", "Journal Article", "pmid", None),
        ("<urls><related-urls><url>http://x.gov/query.fcgi?db=PubMed&amp;list_uids=12345678</url></related-urls></urls><accession-num>12345678</accession-num>", "Journal Article", "pmid", "12345678"),
        ("<issue>4</issue>", "Journal Article", "issue", "4"),
        ("<custom7>e123</custom7>", "Journal Article", "article_number", "e123"),
        ("<contributors><authors><author>Habif, T</author></authors></contributors>", "Edited Book", "editors", (Person("Habif", "T"),)),
        ("<contributors><tertiary-authors><author>Habif, T</author></tertiary-authors></contributors>", "Book", "editors", (Person("Habif", "T"),)),
        ("<contributors><secondary-authors><author>Habif, T</author></secondary-authors></contributors>", "Book Section", "editors", (Person("Habif", "T"),)),
        ("<dates><year>in press</year></dates>", "Journal Article", "year", None),
        ("<isbn>978-0-323-61269-2</isbn>", "Book", "isbn", "9780323612692"),
        ("", "Web Page", "type", "webpage"),
        ("", "No Such Type", "type", None),
    ],
)  # fmt: skip
def test_corners(inner, kind, field, value):
    assert getattr(only(TITLE + inner, kind).record, field) == value


def test_names_of_types_count_and_not_their_numbers():
    assert only(TITLE, "Journal Article", 1).record.type == "article-journal"


GOOD = '<record><ref-type name="Book">6</ref-type><titles><title>{}</title></titles></record>'


@pytest.mark.parametrize(
    ("body", "tail"),
    [
        (GOOD.format("A") + GOOD.format("B")[:-9], ""),
        (GOOD.format("A")[:-9] + GOOD.format("B"), "</records></xml>"),
        (GOOD.format("A &nbsp; x") + GOOD.format("B & C"), "</records></xml>"),
        (GOOD.format("A \x0b &#x1; x") + GOOD.format("B"), "</records></xml>"),
        (GOOD.format("A <i>x") + GOOD.format("B"), "</records></xml>"),
    ],
)
def test_damage_costs_no_record(body, tail):
    found = read(body, tail=tail)
    assert [item.record.title[:1] for item in found.items] == ["A", "B"]


def test_damage_is_told_with_its_line():
    found = read("\n" + GOOD.format("A") + "\n" + GOOD.format("B")[:-9], tail="")
    assert found.items[0].problems == ()
    assert found.items[1].problems[0].message.startswith("line 3: its end is missing")


def test_a_record_that_says_nothing_is_reported():
    found = read("\n<record><rec-number>1</rec-number></record>" + GOOD.format("B"))
    (failure,) = found.failures
    assert (failure.line, failure.raw) == (2, "<record><rec-number>1</rec-number></record>")

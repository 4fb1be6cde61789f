"""Metadata of a PDF: taken when they name a paper, left when they name a file or a job."""

import pytest

from refmgr.documents.pdf.metadata import describe

PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description>{}</rdf:Description></rdf:RDF>'
    "</x:xmpmeta>"
)


def data(*contents):
    return b"%PDF-1.7\n" + b"\nstream\n".join(PACKET.format(one).encode() for one in contents)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Milk of calcium in a child", "Milk of calcium in a child"),
        ("Milk of calcium in a child - PMC", "Milk of calcium in a child"),
        ("Microsoft Word - final_version3.doc", None),
        ("untitled", None),
        ("265_2015_1952_Article 1383..1394", None),
        ("calcium.indd", None),
        ("Layout 1", None),
        ("PII: S0140-6736(99)05157-0", None),
        ("", None),
    ],
)
def test_titles_of_the_info_dictionary(title, read):
    assert describe(b"", {"Title": title}).title == read


@pytest.mark.parametrize(
    ("contents", "doi"),
    [
        (["<prism:doi>10.1000/ABC.1</prism:doi>"], "10.1000/abc.1"),
        (["<dc:identifier>doi:10.1000/abc.1</dc:identifier>"], "10.1000/abc.1"),
        (['<rdf:li crossmark:DOI="10.1000/abc.1"/>'], "10.1000/abc.1"),
        (["<dc:identifier>uuid:1234-5678</dc:identifier>"], None),
        (["<prism:doi>10.1000/abc.1</prism:doi>", "<prism:doi>10.1000/of-a-figure</prism:doi>"], None),
        ([], None),
    ],
)  # fmt: skip
def test_dois_of_xmp_packets(contents, doi):
    assert describe(data(*contents), {}).doi == doi


@pytest.mark.parametrize(
    ("info", "doi"),
    [
        ({"Subject": "Annals 2004, doi:10.1000/abc.1"}, "10.1000/abc.1"),
        ({"doi": "10.1000/abc.1"}, "10.1000/abc.1"),
        ({"Keywords": "10.1000/abc.1"}, None),
        ({"Subject": "10.1000/abc.1 and 10.1000/abc.2"}, None),
    ],
)
def test_dois_of_the_info_dictionary(info, doi):
    assert describe(b"", info).doi == doi


def test_title_and_journal_of_xmp():
    found = describe(
        data(
            "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Calcium &amp; its milk in skin</rdf:li>"
            "</rdf:Alt></dc:title><prism:publicationName>Annals of Calcium</prism:publicationName>"
        ),
        {"Title": "untitled"},
    )
    assert (found.title, found.journal) == ("Calcium & its milk in skin", "Annals of Calcium")

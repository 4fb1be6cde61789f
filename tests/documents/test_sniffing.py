"""What a file is, by its content."""

import pytest

from refmgr.documents.sniffing import structure_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf  <!-- saved from url --><HTML lang='en'>", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><html>", "html"),
        (b"<article class='post'><h1>A page cut out</h1>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><!DOCTYPE article PUBLIC '' ''><article>", "jats"),
        (b"<article xmlns:xlink='x'><front><article-meta/></front>", "jats"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><art><ui>", "jats"),
        (b"<pmc-articleset><article>", "jats"),
        (b"<?xml version='1.0'?><xml><records>", None),
        (b"A case of calcinosis <html>", None),
        (b"<5 years of age, a child", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_structure_of(data, kind):
    assert structure_of(data) == kind

"""Web pages: the list in whatever tags it stands, the own record, links as mentions, hostile pages."""

import pytest

from refmgr.errors import UnreadableError
from refmgr.pipeline import read_document

WORKS = [
    ("Callen JP. Dermatomyositis. Lancet 2000;355:53-7.", "10.1016/s0140-6736(99)05157-0"),
    ("Tan Y, Roe A. Calcium in the skin of children. J Invented Med 2011;4:12-19.", "10.1234/jim.4.12"),
    ("World Health Organization. Guidance on burns. Geneva: WHO; 2004.", None),
    ("Boulman N, Slobodin G. Calcinosis in rheumatic diseases. Semin Arthritis 2005;34:805-12.", None),
]  # fmt: skip
HEAD = """<meta charset="utf-8"><title>Calcinosis after a burn | Invented Press</title>
<meta name="citation_title" content="Calcinosis after a &lt;i&gt;burn&lt;/i&gt;"><meta name="citation_doi" content="doi:10.1234/AIC.7">
<meta name="citation_author" content="Berg, Anna"><meta name="citation_author" content="Carl Smith">
<meta name="citation_journal_title" content="Annals of Invented Cases"><meta name="citation_date" content="2019/3/7">
<meta name="citation_firstpage" content="10"><meta name="citation_lastpage" content="15">"""
BODY = "<h1>Calcinosis after a burn</h1><h2>Introduction</h2><p>A child of three years was seen in 2017 with hard skin.</p>"


def page(listed, body=BODY, head=HEAD):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}{listed}</body></html>".encode()


def link(doi, words):
    return f' <a href="https://doi.org/{doi}">{words}</a>' if doi else ""


def numbered(tail):
    return [(f"{k}", raw, doi, tail) for k, (raw, doi) in enumerate(WORKS, 1)]


def as_list(item):
    return "".join(item(str(k), raw, doi) for k, (raw, doi) in enumerate(WORKS, 1))


LISTS = {
    "ordered list": "<h2>References</h2><ol>"
    + as_list(lambda k, raw, doi: f'<li id="r{k}">{raw}{link(doi, "CrossRef")} <a href="x">Google Scholar</a></li>')
    + "</ol>",
    "wrapped once more": '<div class="back"><h3>Literature Cited</h3>'
    + as_list(lambda k, raw, doi: f'<div class="bibr"><ul><li id="r{k}">{raw}</li></ul></div>')
    + "</div>",
    "table": '<h2>References</h2><table id="refs">'
    + as_list(lambda k, raw, doi: f'<tr id="r{k}"><td>{k}.</td><td>{raw} [<a href="p">PubMed</a>]</td></tr>')
    + "</table>",
    "paragraphs": "<h2>REFERENCES</h2>" + as_list(lambda k, raw, doi: f'<p><a name="r{k}"></a>[{k}] {raw}</p>'),
    "two lists under one heading": "<h2>References</h2>"
    + as_list(lambda k, raw, doi: f'<li id="r{k}">{raw}</li>').replace('<li id="r3">', '</ul><ul class="more"><li id="r3">')
    .replace("<li", "<ul class=\"more\"><li", 1) + "</ul>",
    "words behind each": "<h2>References</h2><ul>"
    + as_list(lambda k, raw, doi: f'<li id="r{k}">{raw} <span>Look up via FindIt</span></li>')
    + "</ul>",
    "no heading": '<ul class="ref-list">' + as_list(lambda k, raw, doi: f'<li id="r{k}">{raw}</li>') + "</ul>",
    "tools behind each": '<h2>Bibliography</h2><div class="citations">'
    + as_list(
        lambda k, raw, doi: f'<div class="cit" id="r{k}">{raw}<div class="cit-links"><ul><li>OpenURL</li></ul></div></div>'
    )
    + "</div>",
}  # fmt: skip


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS.keys())
def test_the_list_is_found_in_any_tags(listed):
    related = (
        "<h2>Related articles</h2><ul>"
        + "<li>Roe B. Another paper. J Med 2018;1:2-3.</li>" * 6
        + "</ul>"
    )
    document = read_document(page(listed + related), "a.html")
    assert [one.raw.removeprefix(f"{one.label}. ") for one in document.references] == [
        raw for raw, _ in WORKS
    ]
    assert all(one.raw == document.text[one.start : one.end] for one in document.references)


def test_links_of_an_entry_fill_its_record_but_never_the_papers_own():
    own = '<a href="/linkout?doi=10.1234%2FAIC.7&amp;key={}">[CrossRef]</a>'
    listed = "<h2>References</h2><ol>" + as_list(
        lambda k, raw, doi: f"<li>{raw} {own.format((doi or '').replace('/', '%2F'))}</li>"
    )
    document = read_document(page(listed + "</ol>"), "a.html")
    assert [one.record.doi for one in document.references] == [doi for _, doi in WORKS]
    assert document.references[0].record.title == "Dermatomyositis"


def test_an_entry_with_two_dois_leaves_it_open():
    two = link("10.1234/one", "CrossRef") + link("10.1234/two", "CrossRef")
    listed = "<h2>References</h2><ol>" + as_list(
        lambda k, raw, doi: f"<li>{raw}{two if k == '2' else ''}</li>"
    )
    assert read_document(page(listed), "a.html").references[1].record.doi is None


def test_coins_and_citation_metas():
    coins = (
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=Calcium+in+the+skin&amp;rft.jtitle=J+Inv+Med'
        '&amp;rft.volume=4&amp;rft.spage=12&amp;rft.date=2011&amp;rft_id=info%3Adoi/10.1234/coins"></span>'
    )
    listed = "<h2>References</h2><ol>" + as_list(
        lambda k, raw, doi: f"<li>{raw}{coins if k == '2' else ''}</li>"
    )
    metas = "".join(
        f'<meta name="citation_reference" content="citation_title={raw.split(". ")[1]}; citation_pmid=12345{k}">'
        for k, (raw, _) in enumerate(WORKS)
    )
    document = read_document(page(listed + "</ol>", head=HEAD + metas), "a.html")
    second = document.references[1].record
    assert (second.container, second.volume, second.doi) == ("J Inv Med", "4", "10.1234/coins")
    assert [one.record.pmid for one in document.references] == [
        "123450",
        "123451",
        "123452",
        "123453",
    ]


def test_a_page_whose_list_stands_in_its_metas_alone():
    metas = "".join(
        f'<meta name="citation_reference" content="citation_title=Work {k}; citation_author=Roe, A.;'
        f' citation_journal_title=J Med; citation_publication_date=20{k}; citation_volume={k}; citation_doi=10.1234/w{k}">'
        for k in range(10, 15)
    )
    document = read_document(page("", head=HEAD + metas), "a.html")
    assert [one.record.doi for one in document.references] == [
        f"10.1234/w{k}" for k in range(10, 15)
    ]
    assert document.references[0].raw == "Roe A. Work 10. J Med. 2010;10. doi:10.1234/w10"


@pytest.mark.parametrize(
    ("printed", "text", "numbers", "style"),
    [
        ('[<a href="#r1">1</a>,<a href="#r3">3</a>]', "1,3", (1, 3), "bracket"),
        ('[<a href="#r1">1</a>–<a href="#r4">4</a>]', "1–4", (1, 2, 3, 4), "bracket"),
        ('<sup><a href="a.html#r2">2</a></sup>', "2", (2,), "superscript"),
        ('<a href="#r2"><sup>2</sup></a>', "2", (2,), "superscript"),
        ('(<a href="#r4">Boulman 2005</a>)', "Boulman 2005", (4,), "author-year"),
    ],
)
def test_links_to_the_list_are_mentions(printed, text, numbers, style):
    body = f"{BODY}<p>It was hard. It stopped growing {printed}. Then more followed.</p>"
    document = read_document(page(LISTS["ordered list"], body=body), "a.html")
    (mention,) = document.mentions
    assert (mention.text, mention.references, mention.style) == (text, numbers, style)
    assert document.text[mention.start : mention.end] == text
    assert mention.sentence.startswith("It stopped growing")
    assert mention.section == "Introduction"


def test_markers_without_links_are_read_from_the_text():
    body = f"{BODY}<p>It stopped growing [2,3]. It came back [1].</p>"
    document = read_document(page(LISTS["ordered list"], body=body), "a.html")
    assert [one.references for one in document.mentions] == [(2, 3), (1,)]


def test_own_record_from_metas():
    record = read_document(page(LISTS["table"]), "a.html").record
    assert (record.title, record.doi, record.container) == (
        "Calcinosis after a burn", "10.1234/aic.7", "Annals of Invented Cases",
    )  # fmt: skip
    assert (record.date, record.pages) == ("2019-03-07", "10-15")
    assert [one.family for one in record.authors] == ["Berg", "Smith"]


def test_own_record_from_json_ld():
    head = """<title>x</title><script type="application/ld+json">{"@graph": [{"@type": "ScholarlyArticle",
    "headline": "A case of gout", "datePublished": "2021-05-06", "author": [{"name": "Anna Berg"}],
    "sameAs": "https://doi.org/10.1234/gout", "isPartOf": {"@type": "PublicationIssue",
    "isPartOf": {"@type": "Periodical", "name": "Gout Today"}}}]}</script>"""
    record = read_document(page("", head=head), "a.html").record
    assert (record.title, record.doi, record.year, record.container) == (
        "A case of gout", "10.1234/gout", 2021, "Gout Today",
    )  # fmt: skip


def test_a_cited_doi_is_never_the_papers_own():
    listed = "<h2>References</h2><ol>" + as_list(
        lambda k, raw, doi: f"<li>{raw}{link(doi, 'CrossRef')}</li>"
    )
    document = read_document(
        page(listed, head="<title>Calcinosis after a burn - Press</title>"), "a.html"
    )
    assert document.record.doi is None
    assert document.record.title == "Calcinosis after a burn"


def test_what_is_no_text_is_left_out():
    frame = """<nav>Menu</nav><header>The Site</header><script>alert("x")</script><style>p {}</style>
    <ul><li><a href="/a">About</a></li><li><a href="/b">Issues</a></li><li><a href="/c">Authors</a></li>
    <li><a href="/d">Contact</a></li></ul><p hidden>unseen</p><p style="display: none">unseen</p>"""
    text = read_document(page(LISTS["table"], body=frame + BODY), "a.html").text
    assert text.startswith("Calcinosis after a burn\n\nIntroduction\n\nA child")


ENCODED = "<html><head>{}</head><body><h1>Größe – ein Fall</h1></body></html>"


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (ENCODED.format("").encode(), []),
        (b"\xef\xbb\xbf" + ENCODED.format("").encode(), []),
        (ENCODED.format('<meta charset="iso-8859-1">').encode("cp1252"), []),
        (ENCODED.format('<meta charset="iso-8859-1">').encode(), []),
        (ENCODED.format('<meta charset="utf-8">').encode("cp1252"), ["encoding-guessed"]),
        (ENCODED.format("").encode("cp1252"), ["encoding-guessed"]),
        (ENCODED.format("").encode("utf-16"), []),
    ],
)
def test_encodings(data, problems):
    document = read_document(data, "a.html")
    assert document.record.title == "Größe – ein Fall"
    assert [one.code for one in document.problems] == problems


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Sign in - Invented Press", "a login page"),
        ("404 Not Found", "an error page"),
        ("Just a moment...", "a check for robots"),
    ],
)
def test_a_page_that_is_not_the_paper_says_so(title, kind):
    data = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Wait.</p></body></html>"
    )
    document = read_document(data.encode(), "paper.pdf")
    (problem,) = document.problems
    assert problem.code == "not-the-paper"
    assert kind in problem.message
    assert document.record.title is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body></body></html>", "holds no text"),
        (b"<html>", "holds no text"),
        (b"<html><body>" + b"<div>" * 100_000, "holds no text"),
        (b"<html><body>" + b"<p>" * 400_001, "far larger"),
        (b"<html>" + b" " * 20_000_001, "20 MB"),
    ],
    ids=["empty", "bare", "deep", "tags", "large"],
)
def test_pages_that_cannot_be_read(data, said):
    with pytest.raises(UnreadableError, match=said):
        read_document(data, "a.html")


def test_a_cut_page_gives_what_it_holds():
    data = page(LISTS["ordered list"])
    cut = data[: data.index(b"Semin Arthritis")]
    assert len(read_document(cut, "a.html").references) == 4


def test_what_stands_above_a_known_title_is_the_sites():
    frame = "<div>Your institution: Guest</div><div>Issue 7<p>Cited by 3</p></div>"
    body = f"{BODY}<p>{'It was hard. ' * 20}</p>"
    assert read_document(page("", body=frame + body), "a.html").text.startswith("Calcinosis after")
    unknown = read_document(page("", body=frame + body, head="<title>x</title>"), "a.html")
    assert unknown.text.startswith("Your institution")

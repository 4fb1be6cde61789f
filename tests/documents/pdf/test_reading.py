"""A PDF from its bytes to the Document: what a reviewer's paper must come out as."""

import pytest

from refmgr.documents.reading import read
from refmgr.errors import UnreadableError
from refmgr.model import Record
from refmgr.pipeline import read_document

BODY = [
    "Milk of calcium is a fluid that holds crystals of calcium",
    "phosphate, and it is rarely seen beneath the skin of child-",
    "ren with juvenile dermatomyositis; we saw it in a girl who",
    "had been treated with steroids for three years before.",
]
LIST = [
    "Callen JP, Wortmann RL. Dermatomyositis in childhood and",
    (14, "its many faces, as seen over thirty years in one clinic."),
    (14, "Lancet 2000;355:53-7."),
    "Brewer AC, Smith T. The calcium that flows: aspiration of",
    (14, "subcutaneous fluid. J Pediatr 1998;133:12-9."),
    "Mukamel M, Horev G. New insight into calcinosis. Arch Dis",
    (14, "Child 2001;84:7-11."),
    "Nieuwenhuis R, de Vries P. Draining is not enough in some",
    (14, "patients, and surgery may be worse than the disease. Clin"),
    (14, "Exp Rheumatol 1999;17:101-9."),
    "Oliveira S. Calcification of soft tissue. Br J Dermatol 2003;",
    (14, "149:22-31."),
]


def parse_nothing(raw):
    return Record()


@pytest.fixture
def printed(paper):
    """Two columns on two pages, running heads, raised numbers, an unnumbered list, a link."""
    paper.title = "Microsoft Word - draft3.doc"
    paper.page(
        (60, 800, 8, "Silva et al. Annals of Calcium 2004, 7:33"),
        (60, 750, 20, "Milk of calcium beneath"),
        (60, 728, 20, "the skin of a child"),
        (60, 700, 11, "Maria Silva"),
        (116, 704, 7, "1,2"),
        (126, 700, 11, ", Jonas Berg"),
        (186, 704, 7, "2"),
        (60, 40, 8, "Page 1 of 3"),
    )
    paper.column(60, 660, BODY)
    paper.pages[-1] += [(306, 660, 10, "Others agree."), (362, 664, 6.5, "2,3")]
    paper.pages[-1].append((372, 660, 10, " The fluid is white."))
    paper.column(306, 648, BODY)
    paper.page(
        (60, 800, 8, "Silva et al. Annals of Calcium 2004, 7:33"), (60, 40, 8, "Page 2 of 3")
    )
    paper.column(60, 750, BODY * 4).column(306, 750, BODY * 4)
    paper.page(
        (60, 800, 8, "Silva et al. Annals of Calcium 2004, 7:33"),
        (60, 750, 12, "References"),
        (60, 40, 8, "Page 3 of 3"),
    )
    paper.column(60, 735, LIST)
    paper.links.append((2, (60, 686, 320, 696), "https://doi.org/10.1000/jped.1998.12"))
    return paper


def test_a_two_column_paper_is_read_in_order_and_without_furniture(printed):
    text = read(printed.data(), "paper.pdf", parse_citation=parse_nothing).text
    assert "Annals of Calcium" not in text
    assert "Page 2 of 3" not in text
    assert "beneath the skin of children\nwith juvenile" in text
    assert text.index("Others agree") > text.index("three years before")
    assert "Others agree.<sup>2,3</sup> The fluid" in text


def test_a_paper_says_what_it_is(printed):
    document = read(printed.data(), "paper.pdf", parse_citation=parse_nothing)
    assert document.format == "pdf"
    assert document.record.title == "Milk of calcium beneath the skin of a child"
    assert [person.family for person in document.record.authors] == ["Silva", "Berg"]
    assert "largest type" in document.record_evidence["title"]


def test_hanging_indents_part_an_unnumbered_list_and_links_identify_its_entries(printed):
    document = read_document(printed.data(), "paper.pdf")
    assert [reference.raw.split()[0] for reference in document.references] == [
        "Callen", "Brewer", "Mukamel", "Nieuwenhuis", "Oliveira",
    ]  # fmt: skip
    assert [reference.record.doi for reference in document.references] == [
        None, "10.1000/jped.1998.12", None, None, None,
    ]  # fmt: skip
    for reference in document.references:
        assert document.text[reference.start : reference.end] == reference.raw


def test_raised_numbers_are_mentions(paper):
    paper.page((60, 800, 18, "A short title of a paper"))
    paper.column(60, 760, BODY)
    paper.pages[-1] += [(60, 700, 10, "Calcinosis resolved."), (146, 704, 6.5, "1,3")]
    paper.pages[-1] += [
        (158, 700, 10, " It was 5 cm"),
        (207, 704, 6.5, "2"),
        (211, 700, 10, " wide"),
    ]
    paper.column(60, 640, ["References", *(f"{n}. {line}" for n, line in enumerate((
        "Callen JP. Dermatomyositis. Lancet 2000;355:53-7.",
        "Brewer AC. The calcium that flows. J Pediatr 1998;133:12-9.",
        "Mukamel M. New insight into calcinosis. Arch Dis Child 2001;84:7-11.",
    ), 1))])  # fmt: skip
    document = read_document(paper.data(), "paper.pdf")
    assert [mention.references for mention in document.mentions] == [(1, 3)]


def test_raised_labels_number_a_list(paper):
    paper.page((60, 800, 18, "A short title of a paper")).column(60, 780, BODY)
    paper.pages[-1].append((60, 700, 11, "References"))
    for n, text in enumerate(
        (
            "Callen JP. Dermatomyositis. Lancet 2000;355:53-7.",
            "Brewer AC. The calcium that flows. J Pediatr 1998;133:12-9.",
            "Mukamel M. New insight into calcinosis. Arch Dis Child 2001;84:7-11.",
        )
    ):
        paper.pages[-1] += [(60, 684 - 14 * n, 6, f"{n + 1}"), (64, 680 - 14 * n, 10, text)]
    document = read_document(paper.data(), "paper.pdf")
    assert [reference.label for reference in document.references] == ["1", "2", "3"]


def test_the_metadata_name_the_paper_where_page_one_prints_the_same_title(printed):
    printed.title = "Milk of Calcium beneath the Skin of a Child"
    printed.subject = "Annals of Calcium, doi:10.1000/anca.2004.33"
    document = read(printed.data(), "paper.pdf", parse_citation=parse_nothing)
    assert document.record.title == "Milk of Calcium beneath the Skin of a Child"
    assert document.record.doi == "10.1000/anca.2004.33"
    assert "metadata" in document.record_evidence["doi"]


def test_a_running_head_that_repeats_the_title_does_not_take_it_away(paper):
    for number in range(3):
        paper.page((60, 800, 8, "Draining milk of calcium"), (60, 40, 8, str(number + 7)))
        paper.column(60, 660, [f"{line} ({'xyz'[number]}{k})" for k, line in enumerate(BODY)])
    paper.pages[0].append((60, 760, 20, "Draining milk of calcium"))
    document = read(paper.data(), "paper.pdf", parse_citation=parse_nothing)
    assert document.record.title == "Draining milk of calcium"
    assert document.text.count("Draining milk of calcium") == 1


def test_line_numbers_of_a_manuscript_are_left_out(paper):
    paper.page((60, 800, 18, "A short title of a paper"))
    for k in range(16):
        paper.pages[-1] += [
            (30, 700 - 12 * k, 10, str(k + 21)),
            (60, 700 - 12 * k, 10, BODY[k % 4]),
        ]
    text = read(paper.data(), "paper.pdf", parse_citation=parse_nothing).text
    assert not any(character.isdigit() for character in text)


def test_long_files_are_read_from_both_ends(paper, monkeypatch):
    from refmgr.documents.pdf import pages

    monkeypatch.setattr(pages, "FIRST_PAGES", 2)
    monkeypatch.setattr(pages, "LAST_PAGES", 1)
    for number in range(6):
        paper.page((60, 700, 10, f"Sheet {'abcdef'[number]} of a long book with many words on it"))
    document = read(paper.data(), "book.pdf", parse_citation=parse_nothing)
    assert [line[6] for line in document.text.split("\n") if line] == ["a", "b", "f"]
    assert document.problems[0].code == "too-many-pages"


def _scan(paper):
    return paper.page().data()


def _locked(paper):
    paper.password = "secret"
    return paper.page((60, 700, 10, "Words that nobody may read")).data()


def _cut(paper):
    return paper.page((60, 700, 10, "Words that are cut off")).data()[:400]


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (_scan, "ocrmypdf"),
        (_locked, "without a password"),
        (_cut, "download it again"),
        (lambda paper: b"%PDF-1.4\n" + b"nothing of the kind " * 50, "download it again"),
    ],
    ids=["scan", "password", "cut off", "no PDF"],
)
def test_what_cannot_be_read_says_what_to_do(paper, make, advice):
    with pytest.raises(UnreadableError, match=advice) as caught:
        read(make(paper), "paper.pdf", parse_citation=parse_nothing)
    assert caught.value.subject == "paper.pdf"


def test_a_file_too_large_for_a_paper_is_refused(paper, monkeypatch):
    from refmgr.documents.pdf import opening

    monkeypatch.setattr(opening, "LARGEST", 100)
    with pytest.raises(UnreadableError, match="give the paper alone"):
        read(_scan(paper), "paper.pdf", parse_citation=parse_nothing)


def test_a_scan_behind_a_cover_page_is_reported(paper):
    paper.page((60, 700, 10, "This cover was added by the archive that keeps the journal"))
    paper.page().page()
    document = read(paper.data(), "paper.pdf", parse_citation=parse_nothing)
    assert "pages-without-text" in [problem.code for problem in document.problems]


def test_a_file_without_its_end_is_read_and_reported(printed):
    data = printed.data()
    cut = data[: data.rindex(b"startxref")]
    document = read(cut + b"%" * 9000, "paper.pdf", parse_citation=parse_nothing)
    assert "Milk of calcium" in document.text
    assert "cut-off" in [problem.code for problem in document.problems]
    whole = read(data, "paper.pdf", parse_citation=parse_nothing)
    assert "cut-off" not in [problem.code for problem in whole.problems]


def test_a_page_with_absurdly_many_characters_is_left_out(paper, monkeypatch):
    from refmgr.documents.pdf import pages

    monkeypatch.setattr(pages, "MOST_CHARACTERS", 200)
    paper.page((60, 700, 10, "Words of a page that is like every other page of the file"))
    paper.page(*((60, 700 - 10 * k, 10, "Words without any end") for k in range(30)))
    document = read(paper.data(), "paper.pdf", parse_citation=parse_nothing)
    assert "without any end" not in document.text
    assert "Page 2" in next(p.message for p in document.problems if p.code == "page-unreadable")


def test_the_header_may_stand_behind_other_bytes_but_a_web_page_is_no_pdf(paper):
    data = paper.page(
        (60, 700, 10, "Words behind the greeting of a server, and enough of them")
    ).data()
    greeted = read(b"HTTP greeting\n" * 20 + data, "paper", parse_citation=parse_nothing)
    assert greeted.format == "pdf"
    page = b"<html><body><p>%PDF-1.4 is what you asked for, but you must sign in</p></body></html>"
    with pytest.raises(UnreadableError, match="the page holds no text"):
        read(page, "paper.pdf", parse_citation=parse_nothing)

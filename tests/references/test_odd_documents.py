"""Documents whose numbers mostly are no citations: what is doubtful is a problem, never a link."""

from dataclasses import replace

import pytest
from growth import is_linear

from refmgr.references.linking import link
from refmgr.references.mentions import find_doubts, find_mentions
from refmgr.references.parsing import parse_reference
from refmgr.references.styles.numerals import MOST_MARKERS

LISTED = 12
SENTENCES = (
    "Calcinosis is a late complication of juvenile dermatomyositis",
    "It hurts and it ulcerates in many of the children",
    "Early treatment seems to prevent most of it",
    "Surgery helps in single lesions that are painful",
    "Bisphosphonates were tried in several of the patients",
    "The course is unknown and some lesions disappear",
)
FORMS = {
    "bracket": " [{}].",
    "parenthesis": " ({}).",
    "tag": ".<sup>{}</sup>",
    "unicode": ".{}",
    "glued": ".{}",
    "spaced": ". {}",
}
LIST = tuple(
    parse_reference(
        f"Weber A, Keller P. On lesions, part {k}. J Test 2001.", number=k, label=str(k)
    )
    for k in range(1, LISTED + 1)
)


def body(form, first=1, last=LISTED):
    """Return a text that cites each number from first to last once, in one form."""
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹") if form == "unicode" else {}
    return " ".join(
        SENTENCES[k % 6] + FORMS[form].format(str(k).translate(raised))
        for k in range(first, last + 1)
    )


def plain(count=LISTED):
    return " ".join(f"{SENTENCES[k % 6]}." for k in range(count))


def numbers_in(text):
    mentions = find_mentions(text, outside=(), numbers=range(1, LISTED + 1), references=LIST)
    return [number for one in mentions for number in one.references]


def problems_of(text):
    mentions = find_mentions(text, outside=(), numbers=range(1, LISTED + 1), references=LIST)
    doubts = find_doubts(text, outside=(), references=LIST, mentions=mentions)
    return [*doubts, *link(mentions, LIST, None)[1]]


NUMBERED_LIST = "\n\n".join(
    (
        "",
        *(f"{k}. We gave drug number {k} for some weeks." for k in range(1, 9)),
        *(f"({k}) Children with lesion {k}" for k in range(1, 9)),
        "; ".join(f"{k}) weakness" for k in range(1, 9)) + ".",
        "",
    )
)
ROWS = ("CK", "LDH", "AST", "Aldolase", "ESR", "Ca", "P", "ALP", "PTH", "Hb", "WBC", "IL-6")


def laboratory(separator, cell="{}"):
    cells = [
        separator.join((name, *(cell.format(1 + (7 * k + 5 * place) % 12) for place in range(8))))
        for k, name in enumerate(ROWS * 5)
    ]
    return "\n".join(("\n\nTable 1. Laboratory values\n", *cells, "\n"))


ODD = {
    "numbered lists": NUMBERED_LIST,
    "table, tabs": laboratory("\t"),
    "table, pipes": laboratory(" | "),
    "table, tight pipes": laboratory("|"),
    "table, blanks": laboratory("  "),
    "table, counts and shares": laboratory("\t", "47 ({})"),
    "table, counts in pipes": laboratory(" | ", "47 ({}%)"),
    "table, counts in one line": laboratory(" ", "47 ({})"),
}


@pytest.mark.parametrize("form", [*FORMS, None])
@pytest.mark.parametrize("odd", ODD)
def test_lists_and_tables_of_numbers_hold_no_mentions(form, odd):
    opening = body(form) if form else plain()
    found = numbers_in(f"Introduction\n\n{opening}{ODD[odd]}{plain()}")
    if (form, odd) == ("spaced", "numbered lists"):
        found = found[:LISTED]  # "lesion 8" at the end of a paragraph looks like any other
    assert found == (list(range(1, LISTED + 1)) if form else [])


def numbered(text, margin, per_page=40):
    """Return a text in short lines, each with its number on the page at one margin."""
    kept = text.split()
    lines = [" ".join(kept[k : k + 12]) for k in range(0, len(kept), 12)]
    return "\n".join(
        margin.format(number=k % per_page + 1, line=line) for k, line in enumerate(lines)
    )


@pytest.mark.parametrize("per_page", [40, 10_000])
@pytest.mark.parametrize("margin", ["{number} {line}", "  {number}\t{line}", "{line} {number}"])
@pytest.mark.parametrize("form", ["bracket", "tag", "unicode", "glued", None])
def test_line_numbers_are_no_mentions(form, margin, per_page):
    text = numbered(
        "\n".join((body(form) if form else plain()) for _ in range(6)), margin, per_page
    )
    assert numbers_in(text) == (list(range(1, LISTED + 1)) * 6 if form else [])


def test_line_numbers_are_not_quoted():
    text = numbered(body("bracket") * 3, "{line} {number}")
    sentences = [
        one.sentence for one in find_mentions(text, outside=(), numbers=range(1, LISTED + 1))
    ]
    assert f"{SENTENCES[1]} [1]." in sentences


def test_without_markers_that_is_the_problem():
    assert numbers_in(plain()) == []
    assert [one.code for one in problems_of(plain())] == ["no-citations-found"]


@pytest.mark.parametrize("form", ["tag", "unicode", "glued"])
def test_footnotes_beside_brackets_are_no_mentions(form):
    notes = body(form, 1, 3)
    text = f"{notes} {body('bracket')} {notes}"
    assert numbers_in(text) == list(range(1, LISTED + 1))
    assert problems_of(text) == []


SECOND = [
    (body("bracket", 1, 7) + " " + body("glued", 8), "in brackets", "as superscripts"),
    (body("tag", 1, 7) + " " + body("bracket", 8), "as superscripts", "in brackets"),
]


@pytest.mark.parametrize(("text", "own", "other"), SECOND)
def test_a_second_form_that_cites_the_rest_of_the_list_is_told_not_linked(text, own, other):
    assert numbers_in(text) == list(range(1, 8))
    first, *rest = problems_of(text)
    assert first.code == "second-citation-form"
    assert f"printed {own}" in first.message
    assert f"cited {other}" in first.message
    assert "(8, 9, 10, 11, 12)" in first.message
    assert {one.code for one in rest} == {"reference-never-cited"}


def test_a_second_form_by_name_and_year_is_told():
    named = tuple(
        parse_reference(f"{name} A. Paper on calcium. J Test {2000 + k}.", number=k, label=str(k))
        for k, name in enumerate(("Abel", "Bonn", "Carl", "Dorn", "Emil", "Falk", "Gerl"), 1)
    )
    text = body("bracket", 1, 4) + " It is rare (Emil, 2005; Falk, 2006), as Gerl (2007) says."
    mentions = find_mentions(text, outside=(), numbers=range(1, 8), references=named)
    (problem,) = find_doubts(text, outside=(), references=named, mentions=mentions)
    assert "5, 6, 7" in problem.message
    assert "by name and year" in problem.message


def test_a_few_strays_or_no_list_make_no_second_form():
    assert [one.code for one in problems_of(body("bracket", 1, 10) + " It ends.11 So.12")] == [
        "reference-never-cited"
    ] * 2
    mentions = find_mentions(body("glued"), outside=(), numbers=())
    assert find_doubts(body("glued"), outside=(), references=(), mentions=mentions) == ()


@pytest.mark.parametrize("form", ["glued", None])
def test_a_long_text_takes_linear_time(form):
    def read(text):
        mentions = find_mentions(text, outside=(), numbers=range(1, LISTED + 1), references=LIST)
        link(mentions, LIST, None)
        find_doubts(text, outside=(), references=LIST, mentions=mentions)
        assert bool(mentions) == bool(form)

    piece = (body(form) if form else plain()) + laboratory("\t") + NUMBERED_LIST
    assert is_linear(read, piece, 600_000)


@pytest.mark.parametrize("form", FORMS)
def test_citations_beyond_what_a_book_holds_are_not_searched_and_that_is_said(form):
    once = f"{body(form)}\n"
    mentions = find_mentions(once, outside=(), numbers=range(1, LISTED + 1), references=LIST)
    # Copies, so that not every one of many thousand is searched for again here.
    for copies, told in ((MOST_MARKERS // LISTED + 1, True), (MOST_MARKERS // LISTED - 1, False)):
        digits = " 7" * (2 * MOST_MARKERS) if told else ""
        text = once * copies + digits
        at = len(once) * ((MOST_MARKERS - LISTED) // LISTED)
        last = replace(mentions[-1], start=mentions[-1].start + at, end=mentions[-1].end + at)
        doubts = find_doubts(text, outside=(), references=LIST, mentions=[*mentions, last])
        assert [one.code for one in doubts] == ["too-many-citations"] * told


@pytest.mark.parametrize(
    "names", [("Weber",), ("Abel", "Bonn", "Carl", "Dorn", "Emil", "Falk", "Gerl", "Hahn")]
)
def test_many_works_of_one_year_are_cited_in_linear_time(names):
    def read(text):
        listed = tuple(
            parse_reference(
                f"{names[k % len(names)]}{k} A. On calcium. J Test 2001.", number=k, label=str(k)
            )
            for k in range(1, len(text) // 100)
        )
        cited = " ".join(
            f"It is so ({names[k % len(names)]}{k}, 2001)." for k in range(len(text) // 40)
        )
        find_mentions(cited, outside=(), numbers=range(1, len(listed) + 1), references=listed)

    assert is_linear(read, "x", 32_000)

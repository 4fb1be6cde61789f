"""Which paper a text is: by what it prints of itself, never by a guess."""

from pathlib import Path

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from refmgr.documents.identity import identify
from refmgr.model import Person, Record

SEEDS = Path(__file__).parents[2] / "seeds"

# The parser of citations lives in another room: a table of what it says stands in for it here.
CITATIONS = {
    "Yıldırım DG, Akdulum İ, Talim B, Demir E, Buyan N, Bakkaloğlu SA. Milk of calcium: A rare manifestation of juvenile "
    "dermatomyositis. Arch Rheumatol 2021;36(2):302-304.": Record(
        title="Milk of calcium: A rare manifestation of juvenile dermatomyositis",
        authors=tuple(
            Person(family=family, given=given)
            for family, given in (
                ("Yıldırım", "DG"), ("Akdulum", "İ"), ("Talim", "B"), ("Demir", "E"), ("Buyan", "N"),
                ("Bakkaloğlu", "SA"),
            )
        ),
        container="Arch Rheumatol", year=2021, volume="36", issue="2", pages="302-304",
    ),
    "Rojith K B, Suresh R Chandran, Nedumaran, Veera Kesari, Geetha, Ramkumar. Dystrophic Calcinosis a Rare Manifestation of "
    "Dermatomyositis. Kerala Medical Journal. 2010 Dec 30;3(4):122-124": Record(
        title="Dystrophic Calcinosis a Rare Manifestation of Dermatomyositis",
        authors=(
            Person(family="Rojith", given="K B"), Person(family="Chandran", given="Suresh R"), Person(family="Nedumaran"),
            Person(family="Kesari", given="Veera"), Person(family="Geetha"), Person(family="Ramkumar"),
        ),
        container="Kerala Medical Journal", year=2010, date="2010-12-30", volume="3", issue="4", pages="122-124",
    ),
}  # fmt: skip


def parsed(citation):
    return CITATIONS.get(citation, Record())


def shown(record):
    names = " | ".join(" ".join(filter(None, (p.given, p.family))) for p in record.authors)
    return (
        record.title, names, record.container, record.year, record.volume, record.issue, record.pages,
        record.doi, record.pmid, record.pmcid,
    )  # fmt: skip


@pytest.mark.parametrize(("key", "expected", "evidence"), [
    ("000", ("Milk of calcium: A rare manifestation of juvenile dermatomyositis",
             "DG Yıldırım | İ Akdulum | B Talim | E Demir | N Buyan | SA Bakkaloğlu",
             "Arch Rheumatol", 2021, "36", "2", "302-304", None, None, None),
     {"title": "line 3, under LETTER TO THE EDITOR", "container": "line 60, under Citation"}),
    ("001", ("New insight into calcinosis of juvenile dermatomyositis: A study of composition and treatment", "",
             "J Pediatr", 2001, "138", None, "763-6", "10.1067/mpd.2001.112473", None, None),
     {"title": "line 2, under Clinical and Laboratory Observations", "doi": "line 4, head line",
      "container": "line 8, at the end of the abstract"}),
    ("002", ("Late onset calcification following juvenile dermatomyositis: response with weekly alendronate",
             "Feroze Kaliyadan | S Venkitakrishnan", "Indian Journal of Dermatology", 2011, "56", "3", "357–359",
             "10.4103/0019-5154.82491", "21772617", "PMC3132933"),
     {"title": "line 6, under letter", "authors": "line 8, under the title", "volume": "line 4, head line",
      "container": "line 2, logo line of the journal"}),
    ("003", ("Dystrophic Calcinosis a Rare Manifestation of Dermatomyositis",
             "K B Rojith | Suresh R Chandran | Nedumaran | Veera Kesari | Geetha | Ramkumar",
             "Kerala Medical Journal", 2010, "3", "4", "122-124", None, None, None),
     {"title": "line 3", "container": "line 86, under Cite this article as"}),
    ("004", (None, "", "Annals of Pediatrics", None, None, None, None, None, None, None),
     {"container": "line 207, running head beside the page number"}),
])  # fmt: skip
def test_the_seeds(key, expected, evidence):
    text = next(SEEDS.glob(f"{key}*.txt")).read_text(encoding="utf-8")
    record, where = identify(text, parse_citation=parsed)
    assert shown(record) == expected
    assert {name: where[name] for name in evidence} == evidence


@pytest.mark.parametrize("key", ["000", "001", "002", "003", "004"])
def test_every_field_says_where_it_was_found(key):
    text = next(SEEDS.glob(f"{key}*.txt")).read_text(encoding="utf-8")
    record, where = identify(text, parse_citation=parsed)
    said = {name for name in Record.__slots__ if getattr(record, name) and name != "type"}
    assert said == set(where)


def own(text):
    return identify(text, parse_citation=parsed)[0]


PROSE = "A girl was seen with lumps of both elbows. " * 12
LIST = "References\n1. Wu J. Knees. Knee. 2011;3:1. doi:10.1000/other.1\n2. Wu J. Hips. Hip. 2012;3:1. doi:10.1000/other.2\n"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        (f"Lumps of the elbow\n\nhttps://doi.org/10.1000/own.7Get rights and content\n\nAbstract\n\n{PROSE}\n\n{LIST}", "10.1000/own.7"),
        (f"Lumps of the elbow\n\n{PROSE}\n\n{LIST}doi:10.1000/own.7\nCite this article as: Wu: Lumps.\n", "10.1000/own.7"),
        (f"Lumps of the elbow\n\nAbstract\n\n{PROSE}\n\nHow to cite this article: Wu J. Lumps. Elbow. 2012. doi:10.1000/own.7\n\n{LIST}", "10.1000/own.7"),
        (f"Lumps of the elbow\n\nAbstract\n\n{PROSE}\n\n{LIST}", None),
        (f"Lumps of the elbow\n\nAbstract\n\n{PROSE} The data are at https://doi.org/10.5061/dryad.x1.\n\n{LIST}", None),
        (LIST, None),
        ("1. Wu J. Knees. Knee. 2011;3:1. doi:10.1000/other.1\n2. Wu J. Hips. Hip. 2012;3:1. doi:10.1000/other.2\n", None),
        ("Lumps\nDOI: 10.7554/eLife.04407.001\n\nAbstract\n\n" + PROSE, "10.7554/elife.04407"),
    ],
)  # fmt: skip
def test_only_the_own_doi(text, doi):
    assert own(text).doi == doi


@pytest.mark.parametrize(
    ("front", "title", "authors"),
    [
        ("Lumps of the elbow in children\n\nAnna Wu, Tom da Silva\n", "Lumps of the elbow in children", 2),
        ("CASE REPORT\n\nLumps of the elbow in children\n\nAnna Wu 1,2, Tom Berg 3*\n", "Lumps of the elbow in children", 2),
        ("Skip to main content\nElbow Journal logoLink to Elbow Journal\n. 2012;3(1):4. doi: 10.1000/own.7\n\nLumps of the elbow\n\nAnna Wu 1\n", "Lumps of the elbow", 1),
        ("Elbow Journal\nVolume 5, Issue 6, June 2012, Pages 4-9\nLumps of the elbow in children\nAuthor links open overlay panel\nAnna Wu, Tom Berg\n", "Lumps of the elbow in children", 2),
        ("Lumps of the elbow and of the\nknee in children\nAnna Wu, Tom Berg\n", "Lumps of the elbow and of the knee in children", 2),
        ("# Lumps of the elbow\n\nAnna Wu<sup>a</sup>, Tom Berg<sup>b</sup>\n\na. Department of Lumps\n", "Lumps of the elbow", 2),
        ("LUMPS OF THE ELBOW IN CHILDREN\n\nAnna Wu, MD, PhD, and Tom Berg, MD\n", "Lumps of the elbow in children", 2),
        ("", None, 0),
        ("material. 2 mg/kg oral prednisolone,\nnine doses of immunoglobulin\n", None, 0),
    ],
)  # fmt: skip
def test_title_and_authors_of_the_front_matter(front, title, authors):
    record = own(f"{front}\nAbstract\n\n{PROSE}")
    assert (record.title, len(record.authors)) == (title, authors)


@pytest.mark.parametrize(
    ("front", "source"),
    [
        ("Lumps of elbows\n\nElbow Journal 2012;3:4\n", ("Elbow Journal", 2012, "3", None, "4")),
        ("Lumps of elbows\n\nElbow Journal 12 (2010) 123–145\n", ("Elbow Journal", 2010, "12", None, "123–145")),
        ("Elbow Journal\nVolume 5, Issue 6, June 2012, Pages 4-9\nLumps of elbows and knees\n", ("Elbow Journal", 2012, "5", "6", "4-9")),
    ],
)  # fmt: skip
def test_the_source_in_the_front_matter(front, source):
    record = own(f"{front}\nAbstract\n\n{PROSE}")
    assert (record.container, record.year, record.volume, record.issue, record.pages) == source


def test_a_source_in_the_body_is_not_the_papers_own():
    assert (
        own(
            f"Lumps of elbows\n\nAbstract\n\nA girl had lumps (Knee 2001;138:763-6) and pain.\n\n{PROSE}"
        ).year
        is None
    )


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_nothing_raises(text):
    identify(text, parse_citation=parsed)


@pytest.mark.parametrize(
    "unit", ["7", "[", "A ", "a\n", "doi:10.1000/abc ", "Citation: x\n", "# a\n", "\r\n"]
)
def test_long_nonsense_takes_linear_time(unit):
    assert is_linear(lambda text: identify(text, parse_citation=parsed), unit, 200_000)

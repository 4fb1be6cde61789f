"""The printed text alone as witness: nothing is parsed, whatever style, noise or neighbour it is."""

from dataclasses import replace

import pytest

from refmgr.matching.evidence import weigh
from refmgr.matching.verdict import decide
from refmgr.model import Candidate, Person, Record
from refmgr.names import parse_people

NOTHING = Record()
WORK = Record(
    type="article-journal",
    title="Alendronate for calcinosis of the hand in children with dermatomyositis",
    authors=parse_people("Vollmer, A. B.; Quist, C.; Tarrant, D. E.")[0],
    container="Journal of Invented Rheumatology",
    year=2004,
    volume="127",
    issue="5",
    pages="1291-1299",
    doi="10.5555/right",
)


def agreements(raw, offered=WORK):
    match = weigh(raw, NOTHING, Candidate(source="test", record=offered, asked="query"))
    return {item.field: item.agreement for item in match.evidence}


def verdict(raw, *offered):
    candidates = [Candidate(source="test", record=one, asked="query") for one in offered]
    return decide([weigh(raw, NOTHING, one) for one in candidates])


STYLES = [
    ("3. Vollmer AB, Quist C, Tarrant DE. Alendronate for calcinosis of the hand in children with "
    "dermatomyositis. J Invent Rheumatol. 2004;127(5):1291-9."),
    ("Vollmer, A. B., Quist, C., & Tarrant, D. E. (2004). Alendronate for calcinosis of the hand in "
    "children with dermatomyositis. Journal of Invented Rheumatology, 127(5), 1291–1299."),
    ("[1]A. B. Vollmer, C. Quist, and D. E. Tarrant, “Alendronate for calcinosis of the hand in "
    "children with dermatomyositis,” Journal of Invented Rheumatology, vol. 127, no. 5, pp. 1291–1299, "
    "May 2004."),
    ("Vollmer, A. B. et al. “Alendronate for Calcinosis of the Hand in Children with Dermatomyositis.” "
    "Journal of Invented Rheumatology 127.5 (2004): 1291–1299."),
    "(1) Vollmer, A. B.; Quist, C.; Tarrant, D. E. Journal of Invented Rheumatology 2004, 127, 1291–1299.",
    "1 A.B. Vollmer, C. Quist, and D.E. Tarrant, J. Invent. Rheumatol. 127, 1291 (2004).",
    ("Vollmer AB Quist C Tarrant DE Alendronate for calcinosis of the hand in children with "
    "dermatomyositis J Invent Rheumatol 2004 127 1291 1299"),
    "1 A.B. Volmer,C. Quist, and D.E. Tarr ant, Journal ofInvented RheumatolXgy 127, 12 91(2004).",
]  # fmt: skip


@pytest.mark.parametrize("raw", STYLES)
def test_every_style_is_accepted_without_being_parsed(raw):
    found = verdict(raw, WORK)
    assert found.kind == "accepted", found.reason


SIBLINGS = {
    "another page by the same people": {"title": "Warfarin in scleroderma", "pages": "1328-1334"},
    "years later": {"year": 2007, "volume": "130", "pages": "12-19"},
    "a second part": {"title": f"{WORK.title}: Part II", "pages": "1300-1309"},
    "a numeral alone": {"title": f"{WORK.title} II", "pages": "1300-1309"},
    "one other word": {
        "title": WORK.title.replace("hand", "ankle"), "pages": "1355-1361",
    },
    "an erratum": {"title": f"Erratum: {WORK.title}", "pages": "1624"},
    "a reply": {"authors": parse_people("Roe, J.; Doe, K.")[0], "pages": "1300-1301"},
    "the congress abstract": {
        "year": 2003, "volume": "126", "issue": "Suppl 1", "pages": "S12",
    },
    "the preprint": {
        "container": "medRxiv", "volume": None, "issue": None, "pages": None, "type": "article",
    },
    "the neighbour": {
        "title": "Laser for warts", "authors": parse_people("Roe, J.")[0], "pages": "1290",
    },
    "the same page": {"title": "Laser for warts", "authors": parse_people("Roe, J.")[0]},
    "another journal's same numbers": {
        "title": "Laser for warts", "authors": parse_people("Roe, J.")[0], "container": "Acta Ficta",
    },
    "the last page as first": {"title": f"{WORK.title}: Part II", "pages": "1299-1305"},
}  # fmt: skip


@pytest.mark.parametrize("sibling", SIBLINGS)
@pytest.mark.parametrize("raw", STYLES[:4])
def test_a_near_relation_is_never_accepted_in_its_place(sibling, raw):
    near = replace(WORK, doi="10.5555/near", **SIBLINGS[sibling])
    assert verdict(raw, near).kind != "accepted"
    found = verdict(raw, near, WORK)
    assert found.match.candidate.record is WORK


NUMBERLESS = Record(
    title="A device for dosing iron",
    authors=parse_people("Vollmer, A.; Quist, C.")[0],
    container="Proceedings of the Invented Conference on Dosing",
    year=2011,
    doi="10.5555/numberless",
)


@pytest.mark.parametrize(
    ("raw", "offered", "kind"),
    [
        ("(1) Vollmer, A.; Quist, C. Proceedings of the Invented Conference on Dosing 2011.",
         [NUMBERLESS], "accepted"),
        # Two papers of the same people in the same proceedings: nobody can tell which is meant.
        ("(1) Vollmer, A.; Quist, C. Proceedings of the Invented Conference on Dosing 2011.",
         [NUMBERLESS, replace(NUMBERLESS, title="Second paper on pumps", doi="10.5555/second")],
         "ambiguous"),
        # More people are printed than the record has.
        ("(1) Vollmer, A.; Quist, C.; Ungar, P. Proceedings of the Invented Conference on Dosing 2011.",
         [NUMBERLESS], "none"),
        # The record has numbers that are not printed: one of many by these people.
        ("(1) Vollmer, A. B. Journal of Invented Rheumatology 2004.",
         [replace(WORK, authors=WORK.authors[:1])], "none"),
        ("(1) Vollmer, X. Journal of Invented Rheumatology 2004, 127, 1291.", [WORK], "ambiguous"),
        ("J Invent Rheumatol. 2004 May 12;127(5):1291-9", [WORK], "accepted"),
        ("J Invent Rheumatol. 2004 May 12;127(5):1292-9", [WORK], "none"),
        # Only the print has an end: a short item may begin on the page of the article that is meant.
        ("J Invent Rheumatol. 2004 May 12;127(5):1291-9", [replace(WORK, pages="1291")], "ambiguous"),
        ("J Invent Rheumatol. 2004 May 12;127(5):1291", [WORK], "accepted"),
        # "J Vis" is the beginning of another journal's name; 12 is a day.
        ("J Vis Exp. 2012 Dec 12;(70):e50025",
         [Record(title="Crowding", container="Journal of Vision", year=2012, volume="12",
                 pages="1-18", authors=parse_people("Roe, J.")[0])], "none"),
    ],
)  # fmt: skip
def test_references_without_a_title(raw, offered, kind):
    assert verdict(raw, *offered).kind == kind


@pytest.mark.parametrize(
    ("raw", "changed", "field", "agreement"),
    [
        ("Vollmer AB. J Invent Rheumatol. 2004;127:12 91-9.", {}, "pages", "close"),
        ("Vollmer AB. J Invent Rheumatol. 2004;127:12O1.", {"pages": "1201"}, "pages", "close"),
        ("Vollmer AB. J Invent Rheumatol. 2004;127:12911299.", {}, "pages", "close"),
        ("Vollmer AB. J Invent Rheumatol. 2004;127:S12-S15.", {"pages": "S12"}, "pages", "equal"),
        ("Vollmer AB. J Invent Rheumatol. 2004;127(12):1291.", {"volume": "12"}, "volume", "close"),
        ("Vollmer AB. J Invent Rheumatol. 2004;128:1291.", {}, "volume", "different"),
        ("Vollmer AB. J Invent Rheumatol. 1912;LIX:1291.", {"volume": "LIX", "year": 1912},
         "volume", "equal"),
        ("Vollmer AB. J Invent Rheumatol. 2012;2012:1291.", {"volume": "2012", "year": 2012},
         "volume", "equal"),
        ("Vollmer AB. J Invent Rheumatol. 2004, 1291–1299.",
         {"volume": "1291–1299", "pages": None}, "pages", "equal"),
        ("Vollmer AB. J Invent Rheumatol. 2004;127:1285-1291.", {}, "pages", "different"),
        ("Vollmer AB. J Invent Rheumatol. 2004;127:e1002369.", {}, "pages", "incomparable"),
        ("Vollmer AB. J Invent Rheumatol. 1699;127:1291.", {"year": 1699}, "year", "equal"),
        ("(2004). Calcinosis of the hand. J Invent Rheumatol.",
         {"title": "Calcinosis of the hand"}, "year", "equal"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_printed(raw, changed, field, agreement):
    assert agreements(raw, replace(WORK, **changed))[field] == agreement


@pytest.mark.parametrize(
    ("raw", "family", "given", "agreement"),
    [
        ("Vollmer AB. Iron. Gut. 2004;127:1291.", "Vollmer", "Anna B.", "equal"),
        ("1 J.T.F. van der Vollmer, Gut 127, 1291 (2004).", "van der Vollmer", "J. T. F.", "equal"),
        ("Ts’Ang MO. Iron. Gut. 2004;127:1291.", "Ts'Ang", "M. O.", "equal"),
        ("Vollmer CD. Iron. Gut. 2004;127:1291.", "Vollmer", "A.", "different"),
        ("Volmer AB. Iron. Gut. 2004;127:1291.", "Vollmer", "A.", "close"),
        ("Vol lmer AB. Iron. Gut. 2004;127:1291.", "Vollmer", "A.", "equal"),
        ("Vollmer AB. Iron. Gut. 2004;127:1291.", "AB Vollmer Jr", None, "close"),
        ("Quist C, Vollmer AB. Iron. Gut. 2004;127:1291.", "Vollmer", "A.", "close"),
        ("Roe J. Iron. Gut. 2004;127:1291.", "Vollmer", "A.", "different"),
    ],
)
def test_the_first_author_where_he_stands(raw, family, given, agreement):
    offered = replace(
        WORK, title="Iron", container="Gut", authors=(Person(family=family, given=given),)
    )
    assert agreements(raw, offered)["first author"] == agreement


def test_a_title_that_only_repeats_its_book_says_nothing():
    book = replace(NUMBERLESS, title=NUMBERLESS.container, doi="10.5555/book")
    raw = "(1) Vollmer, A.; Quist, C. Proceedings of the Invented Conference on Dosing 2011."
    assert agreements(raw, book)["title"] == "incomparable"


def test_of_two_registrations_the_one_printed_to_the_letter_is_taken():
    capitals = replace(WORK, title=WORK.title.upper(), doi="10.5555/capitals")
    assert verdict(STYLES[1], capitals, WORK).match.candidate.record is WORK
    printed = STYLES[1].replace(WORK.title, capitals.title)
    assert verdict(printed, capitals, WORK).match.candidate.record is capitals
    # Where the style prints every word with a capital, the letters tell nothing.
    assert verdict(STYLES[3], replace(WORK, doi="10.5555/twin"), WORK).kind == "ambiguous"


def test_a_long_title_alone_is_shown_to_a_person():
    raw = f"Roe J: {WORK.title}."
    offered = replace(WORK, authors=())
    found = verdict(raw, offered)
    assert (found.kind, found.match) == ("ambiguous", None)

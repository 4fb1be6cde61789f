"""Single references in the styles of medicine, and the oddities that break parsers."""

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from refmgr.references.parsing import FIELD_NAMES, parse_reference

AUTHORS = {"author": "Larsen OP, Wu J", "title": "Milk of calcium in the elbow"}


def fields(raw):
    return {name: values[0] for name, values in parse_reference(raw).fields.items()}


# fmt: off
@pytest.mark.parametrize(("raw", "expected"), [
    # one work in the styles that print it
    ("Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg. 2003 Jan 4;12(3):45-9.",
     {**AUTHORS, "container-title": "J Elbow Surg", "date": "2003 Jan 4", "volume": "12", "issue": "3", "pages": "45-9"}),
    ("Larsen OP, Wu J (2003) Milk of calcium in the elbow. J Elbow Surg 12: 45–49. doi:10.1000/jes.3",
     {**AUTHORS, "container-title": "J Elbow Surg", "date": "2003", "volume": "12", "pages": "45–49", "doi": "10.1000/jes.3"}),
    ("Larsen, O. P., & Wu, J. (2003). Milk of calcium in the elbow. Journal of Elbow Surgery, 12(3), 45–49.",
     {"author": "Larsen, O. P., & Wu, J.", "title": "Milk of calcium in the elbow", "container-title": "Journal of Elbow Surgery",
      "date": "2003", "volume": "12", "issue": "3", "pages": "45–49"}),
    ("O.P. Larsen, J. Wu, Milk of calcium in the elbow, J. Elbow Surg. 12 (2003) 45–49.",
     {"author": "O.P. Larsen, J. Wu", "title": "Milk of calcium in the elbow", "container-title": "J. Elbow Surg",
      "date": "2003", "volume": "12", "pages": "45–49"}),
    ("Larsen, O. P. & Wu, J. Milk of calcium in the elbow. Nat. Rev. Rheumatol. 12, 45–49 (2003).",
     {"author": "Larsen, O. P. & Wu, J.", "title": "Milk of calcium in the elbow", "container-title": "Nat. Rev. Rheumatol",
      "date": "2003", "volume": "12", "pages": "45–49"}),
    ("Larsen, O.P.; Wu, J. Milk of calcium in the elbow. Nutrients 2003, 12, 45.",
     {"author": "Larsen, O.P.; Wu, J.", "title": "Milk of calcium in the elbow", "container-title": "Nutrients",
      "date": "2003", "volume": "12", "pages": "45"}),
    ("LARSEN, O. P.; WU, J. Milk of calcium in the elbow. Revista de ortopedia, São Paulo, v. 12, n. 3, p. 45-49, 2003.",
     {"author": "LARSEN, O. P.; WU, J.", "title": "Milk of calcium in the elbow", "container-title": "Revista de ortopedia",
      "location": "São Paulo", "date": "2003", "volume": "12", "issue": "3", "pages": "45-49"}),
    ("Larsen OP, Wu J. Milk of calcium in the elbow. Semin Arthritis Rheum 12, no. 3 (2003): 45-49.",
     {**AUTHORS, "container-title": "Semin Arthritis Rheum", "date": "2003", "volume": "12", "issue": "3", "pages": "45-49"}),
    ("O. P. Larsen and J. Wu, “Milk of calcium in the elbow,” J. Elbow Surg., vol. 12, no. 3, pp. 45–49, Jan. 2003.",
     {"author": "O. P. Larsen and J. Wu", "title": "Milk of calcium in the elbow", "container-title": "J. Elbow Surg",
      "date": "Jan. 2003", "volume": "12", "issue": "3", "pages": "45–49"}),
    # oddities of numbers
    ("Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg. 2003;12(4 Pt 1):527–44; quiz 545–6.",
     {**AUTHORS, "container-title": "J Elbow Surg", "date": "2003", "volume": "12", "issue": "4 Pt 1", "pages": "527–44",
      "note": "quiz 545–6"}),
    ("Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg. 2003;12 Suppl 2:ii80–4.",
     {**AUTHORS, "container-title": "J Elbow Surg", "date": "2003", "volume": "12", "issue": "Suppl 2", "pages": "ii80–4"}),
    ("Larsen OP, Wu J. Milk of calcium in the elbow. Elbow Online J. 2008;14:10.",
     {**AUTHORS, "container-title": "Elbow Online J", "date": "2008", "volume": "14", "pages": "10"}),
    ("Larsen OP, Wu J. Milk of calcium in the elbow. PLoS Genet. 2011;7(6): e1002369.",
     {**AUTHORS, "container-title": "PLoS Genet", "date": "2011", "volume": "7", "issue": "6", "pages": "e1002369"}),
    ("Larsen OP, Wu J. Milk of calcium in the elbow. Proc Natl Acad Sci U S A. 2010;107:12222–7.",
     {**AUTHORS, "container-title": "Proc Natl Acad Sci U S A", "date": "2010", "volume": "107", "pages": "12222–7"}),
    ("Larsen OP, Wu J. Milk of calcium in the elbow.Elbow Medical Journal. 2000; (05):405–406.",
     {**AUTHORS, "container-title": "Elbow Medical Journal", "date": "2000", "issue": "05", "pages": "405–406"}),
    ("Larsen OP , Wu J ( 2003 ) Milk of calcium in the elbow . Science 338 : 98 – 101 .",
     {"author": "Larsen OP , Wu J", "title": "Milk of calcium in the elbow", "container-title": "Science", "date": "2003",
      "volume": "338", "pages": "98 – 101"}),
    ("J Theor Biol. 1967 Aug;16(2):187-211",
     {"container-title": "J Theor Biol", "date": "1967 Aug", "volume": "16", "issue": "2", "pages": "187-211"}),
    # identifiers are no pages
    ("Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg 2003, 10: 81 doi: 10.1186/1472-6963-10-81 PMID: 12345678",
     {**AUTHORS, "container-title": "J Elbow Surg", "date": "2003", "volume": "10", "pages": "81",
      "doi": "10.1186/1472-6963-10-81", "pmid": "PMID: 12345678"}),
    # titles that look like something else
    ("Larsen OP. In vitro and in vivo effects of milk. J Elbow Surg. 2003;12:45-9.",
     {"author": "Larsen OP", "title": "In vitro and in vivo effects of milk", "container-title": "J Elbow Surg", "date": "2003",
      "volume": "12", "pages": "45-9"}),
    ("Wu J. Lumps of the elbow. Part II. *J Am Acad Elbow*. 1998 Oct;39:5.",
     {"author": "Wu J", "title": "Lumps of the elbow. Part II", "container-title": "J Am Acad Elbow", "date": "1998 Oct",
      "volume": "39", "pages": "5"}),
    ("Wu J. Can milk harden? Lancet. 2000;355:53.",
     {"author": "Wu J", "title": "Can milk harden?", "container-title": "Lancet", "date": "2000", "volume": "355", "pages": "53"}),
    # what is no article
    ("Wu J. Elbows. In: Larsen OP, Abreu T, editors. Joints of the arm. 2nd ed. London: Elbow Press; 2008. p. 547-59.",
     {"author": "Wu J", "title": "Elbows", "editor": "Larsen OP, Abreu T", "container-title": "Joints of the arm",
      "edition": "2nd ed.", "location": "London", "publisher": "Elbow Press", "date": "2008", "pages": "547-59"}),
    ("World Health Organization. Report on lumps. Geneva: World Health Organization; 2016.",
     {"author": "World Health Organization", "title": "Report on lumps", "location": "Geneva",
      "publisher": "World Health Organization", "date": "2016"}),
    ("Centre for Lumps. Schedule of lumps [Internet]. Oslo: Lumps Press; 2020 [cited 2021 Mar 3]. Available from: https://lumps.example.org/a",
     {"author": "Centre for Lumps", "title": "Schedule of lumps", "location": "Oslo", "publisher": "Lumps Press", "date": "2020",
      "url": "https://lumps.example.org/a", "note": "cited 2021 Mar 3"}),
])  # fmt: skip
def test_fields_as_printed(raw, expected):
    assert fields(raw) == expected


@pytest.mark.parametrize(("raw", "kind"), [
    ("Wu J. Elbows. J Elbow Surg. 2003;12:45-9.", "article-journal"),
    ("Wu J. Elbows [PhD thesis]. Oslo: University of Oslo; 2011.", "thesis"),
    ("Wu J. Elbows. 3rd ed. Oslo: Elbow Press; 2011.", "book"),
    ("Wu J. Elbows. In: Larsen OP, editor. Joints. Oslo: Elbow Press; 2011. p. 3-9.", "chapter"),
    ("Wu J. Elbows. In: Proceedings of the Elbow Conference; 2011. p. 3-9.", "paper-conference"),
    ("Wu J. Elbows. Available from: https://elbows.example.org/x", "webpage"),
])  # fmt: skip
def test_kind_of_work(raw, kind):
    assert parse_reference(raw).record.type == kind


PRINTED = "Callen JP. Dermatomyositis. Lancet. 2000;355:53–7."


@pytest.mark.parametrize(("raw", "label"), [
    (f"1. {PRINTED}", "1"),
    (f"1.{PRINTED}", "1"),
    (f"[12] {PRINTED}", "12"),
    (f"(3) {PRINTED}", "3"),
    (f"  • 1.{PRINTED} [DOI] [PubMed] [Google Scholar]", "1"),
    (f"4 {PRINTED} CrossRef PubMed Google Scholar", "4"),
    (f"7{PRINTED}", "7"),
    (f"1.\n{PRINTED[:27]}\n{PRINTED[28:]}\n\n[DOI] [PubMed]", "1"),
    (PRINTED, None),
])  # fmt: skip
def test_labels_bullets_and_link_words_stand_outside_the_fields(raw, label):
    reference = parse_reference(raw)
    assert (reference.label, reference.raw) == (label, raw)
    assert reference.record.title == "Dermatomyositis"
    assert (reference.record.container, reference.record.pages) == ("Lancet", "53–7")
    assert "note" not in reference.fields


@pytest.mark.parametrize(("raw", "missing"), [
    ("A Ebrahimpour et al.\n\n    Bisphosphonate therapy\n\n", "incomplete-entry"),
    ("Larsen OP. Lumps of the elbow", "incomplete-entry"),
    ("", "unparsed"),
    ("1.", "unparsed"),
])  # fmt: skip
def test_what_is_missing_is_a_problem(raw, missing):
    assert [problem.code for problem in parse_reference(raw).problems] == [missing]


def test_an_article_number_is_pages_and_article_number():
    record = parse_reference("Wu J. Lumps. PLoS ONE. 2011;7(6):e1002369.").record
    assert (record.pages, record.article_number) == ("e1002369", "e1002369")


def test_a_title_in_capitals_becomes_readable_in_the_record_only():
    reference = parse_reference("Wu J. LUMPS OF THE ELBOW IN CHILDREN. Lancet. 2000;355:53.")
    assert reference.fields["title"] == ("LUMPS OF THE ELBOW IN CHILDREN",)
    assert reference.record.title == "Lumps of the elbow in children"


def test_rules_are_never_certain_and_less_so_without_numbers():
    whole = parse_reference(PRINTED).confidence
    assert parse_reference("Callen JP. Dermatomyositis").confidence < whole < 1


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=400), st.text(alphabet="AB.,;:()[] -–12*_/\n&“”aé", max_size=200)))
def test_nothing_raises_and_fields_have_known_names(raw):
    reference = parse_reference(raw)
    assert reference.raw == raw
    assert 0 <= reference.confidence < 1
    assert set(reference.fields) <= set(FIELD_NAMES)


@pytest.mark.parametrize("unit", ["7", "[", "(", "A. ", "Abc, ", "2000;1(1):1-2; ", "<i>", "*", "and ", " "])
def test_long_nonsense_takes_linear_time(unit):
    assert is_linear(parse_reference, unit, 50_000)

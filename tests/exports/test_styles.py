"""Golden references, made by hand from the manuals: ICMJE and Citing Medicine, AMA 11, APA 7."""

import pytest

from refmgr.exports.styles import ama, apa, vancouver
from refmgr.exports.styles.parts import Choices, full_pages, ordinal, short_pages
from refmgr.exports.styles.runs import plain_text
from refmgr.model import Item, Person, Record

STYLES = {"vancouver": vancouver, "ama": ama, "apa": apa}
THREE = (
    Person("Halper", "Scott D."),
    Person("van der Berg", "P-A"),
    Person("Caplan", "Arthur L", suffix="Jr"),
)
MANY = tuple(Person(f"Name{letter}", f"{letter}.") for letter in "ABCDEFG")
WHO = (Person(literal="World Health Organization"),)

ARTICLE = Record(
    type="article-journal", title="Solid-organ transplantation in HIV-infected patients.", authors=THREE,
    container="N. Engl. J. Med.", year=2002, date="2002-07-25", volume="347", issue="4", pages="284-7",
    doi="10.1056/nejmsb020632",
)  # fmt: skip
SEVEN = Record(
    type="article-journal", title="Why do we wait?", authors=MANY, container="Lancet", year=2000, volume="355",
    pages="S104-S111",
)  # fmt: skip
NUMBERED = Record(
    type="article-journal", title="A FULL LIST OF CALCINOSIS IN JDM", authors=MANY[:2], container="PLoS One",
    year=2012, volume="7", issue="3", article_number="e1002369",
)  # fmt: skip
GROUP = Record(
    type="article-journal", title="Hypertension, insulin, and proinsulin", authors=(*MANY[:1], Person(literal="Diabetes Study Group")),
    container="Hypertension", year=2002, volume="40", issue="5", pages="679-86", et_al=False,
)  # fmt: skip
NO_AUTHOR = Record(
    type="article-journal", title="21st century heart solution may have a sting in the tail", container="BMJ", year=2002,
    volume="325", issue="7357", pages="184",
)  # fmt: skip
CUT = Record(
    type="article-journal", title="Cut short", authors=MANY[:2], et_al=True, container="BMJ", year=2002, volume="325", pages="184-5",
)  # fmt: skip
BOOK = Record(
    type="book", title="Medical microbiology", authors=MANY[:2], edition="4", place="St. Louis", publisher="Mosby", year=2002,
)  # fmt: skip
EDITED = Record(
    type="book", title="Operative obstetrics", editors=MANY[:2], edition="2nd ed.", place="New York", publisher="McGraw-Hill", year=2002,
)  # fmt: skip
CHAPTER = Record(
    type="chapter", title="Chromosome alterations in human solid tumors", authors=MANY[:2], editors=(Person("Vogelstein", "B"), Person("Kinzler", "K W")),
    container="The genetic basis of human cancer", edition="3rd", place="New York", publisher="McGraw-Hill", year=2002, pages="93-113",
)  # fmt: skip
THESIS = Record(
    type="thesis", title="Infant sleep and feeding", authors=(Person("Borkowski", "Mary M"),), place="Mount Pleasant (MI)",
    publisher="Central Michigan University", year=2002,
)  # fmt: skip
REPORT = Record(
    type="report", title="Rational use of drugs", authors=WHO, place="Geneva", publisher="World Health Organization", year=1999, issue="12",
)  # fmt: skip
PAGE = Record(
    type="webpage", title="Cancer pain", authors=WHO, publisher="WHO", year=2020, date="2020-07-09", url="https://example.org/pain",
)  # fmt: skip
PREPRINT = Record(
    type="article", title="A prospective trial", authors=MANY[:1], container="bioRxiv", year=2015, date="2015-10-28", doi="10.1101/029983",
)  # fmt: skip

GOLDEN = [
    (ARTICLE, "vancouver", "Halper SD, van der Berg PA, Caplan AL Jr. Solid-organ transplantation in HIV-infected patients. N Engl J Med. 2002;347(4):284-7. doi: 10.1056/nejmsb020632"),
    (ARTICLE, "ama", "Halper SD, van der Berg PA, Caplan AL Jr. Solid-organ transplantation in HIV-infected patients. N Engl J Med. 2002;347(4):284-287. doi:10.1056/nejmsb020632"),
    (ARTICLE, "apa", "Halper, S. D., van der Berg, P.-A., & Caplan, A. L., Jr. (2002). Solid-organ transplantation in HIV-infected patients. N. Engl. J. Med., 347(4), 284–287. https://doi.org/10.1056/nejmsb020632"),
    (SEVEN, "vancouver", "NameA A, NameB B, NameC C, NameD D, NameE E, NameF F, et al. Why do we wait? Lancet. 2000;355:S104-11."),
    (SEVEN, "ama", "NameA A, NameB B, NameC C, et al. Why do we wait? Lancet. 2000;355:S104-S111."),
    (SEVEN, "apa", "NameA, A., NameB, B., NameC, C., NameD, D., NameE, E., NameF, F., & NameG, G. (2000). Why do we wait? Lancet, 355, S104–S111."),
    (NUMBERED, "vancouver", "NameA A, NameB B. A full list of calcinosis in JDM. PLoS One. 2012;7(3):e1002369."),
    (NUMBERED, "ama", "NameA A, NameB B. A full list of calcinosis in JDM. PLoS One. 2012;7(3):e1002369."),
    (NUMBERED, "apa", "NameA, A., & NameB, B. (2012). A full list of calcinosis in JDM. PLoS One, 7(3), Article e1002369."),
    (GROUP, "vancouver", "NameA A; Diabetes Study Group. Hypertension, insulin, and proinsulin. Hypertension. 2002;40(5):679-86."),
    (GROUP, "apa", "NameA, A., & Diabetes Study Group. (2002). Hypertension, insulin, and proinsulin. Hypertension, 40(5), 679–686."),
    (NO_AUTHOR, "vancouver", "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184."),
    (NO_AUTHOR, "ama", "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184."),
    (NO_AUTHOR, "apa", "21st century heart solution may have a sting in the tail. (2002). BMJ, 325(7357), 184."),
    (CUT, "vancouver", "NameA A, NameB B, et al. Cut short. BMJ. 2002;325:184-5."),
    (CUT, "apa", "NameA, A., NameB, B., et al. (2002). Cut short. BMJ, 325, 184–185."),
    (BOOK, "vancouver", "NameA A, NameB B. Medical microbiology. 4th ed. St. Louis: Mosby; 2002."),
    (BOOK, "ama", "NameA A, NameB B. Medical microbiology. 4th ed. Mosby; 2002."),
    (BOOK, "apa", "NameA, A., & NameB, B. (2002). Medical microbiology (4th ed.). Mosby."),
    (EDITED, "vancouver", "NameA A, NameB B, editors. Operative obstetrics. 2nd ed. New York: McGraw-Hill; 2002."),
    (EDITED, "ama", "NameA A, NameB B, eds. Operative obstetrics. 2nd ed. McGraw-Hill; 2002."),
    (EDITED, "apa", "NameA, A., & NameB, B. (Eds.). (2002). Operative obstetrics (2nd ed.). McGraw-Hill."),
    (CHAPTER, "vancouver", "NameA A, NameB B. Chromosome alterations in human solid tumors. In: Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. 3rd ed. New York: McGraw-Hill; 2002. p. 93-113."),
    (CHAPTER, "ama", "NameA A, NameB B. Chromosome alterations in human solid tumors. In: Vogelstein B, Kinzler KW, eds. The genetic basis of human cancer. 3rd ed. McGraw-Hill; 2002:93-113."),
    (CHAPTER, "apa", "NameA, A., & NameB, B. (2002). Chromosome alterations in human solid tumors. In B. Vogelstein & K. W. Kinzler (Eds.), The genetic basis of human cancer (3rd ed., pp. 93–113). McGraw-Hill."),
    (THESIS, "vancouver", "Borkowski MM. Infant sleep and feeding [dissertation]. Mount Pleasant (MI): Central Michigan University; 2002."),
    (THESIS, "ama", "Borkowski MM. Infant sleep and feeding. Dissertation. Central Michigan University; 2002."),
    (THESIS, "apa", "Borkowski, M. M. (2002). Infant sleep and feeding [Doctoral dissertation, Central Michigan University]."),
    (REPORT, "vancouver", "World Health Organization. Rational use of drugs. Geneva: World Health Organization; 1999. Report No.: 12."),
    (REPORT, "ama", "World Health Organization. Rational use of drugs. World Health Organization; 1999. Report 12."),
    (REPORT, "apa", "World Health Organization. (1999). Rational use of drugs (Report No. 12)."),
    (PAGE, "vancouver", "World Health Organization. Cancer pain [Internet]. WHO; 2020 Jul 9 [cited 2021 May 3]. Available from: https://example.org/pain"),
    (PAGE, "ama", "World Health Organization. Cancer pain. WHO. July 9, 2020. Accessed May 3, 2021. https://example.org/pain"),
    (PAGE, "apa", "World Health Organization. (2020, July 9). Cancer pain. WHO. https://example.org/pain"),
    (PREPRINT, "vancouver", "NameA A. A prospective trial [Preprint]. bioRxiv. 2015 Oct 28. doi: 10.1101/029983"),
    (PREPRINT, "ama", "NameA A. A prospective trial. bioRxiv. Preprint posted online October 28, 2015. doi:10.1101/029983"),
    (PREPRINT, "apa", "NameA, A. (2015). A prospective trial. bioRxiv. https://doi.org/10.1101/029983"),
    (Record(title="Only a title"), "vancouver", "Only a title."),
    (Record(title="Only a title"), "apa", "Only a title. (n.d.)."),
    (Record(), "ama", ""),
]  # fmt: skip


@pytest.mark.parametrize(("record", "style", "printed"), GOLDEN)
def test_as_the_manuals_print_them(record, style, printed):
    choices = Choices(accessed={"k": "2021-05-03"})
    assert (
        plain_text(STYLES[style].format_reference(Item(id="k", record=record), choices)) == printed
    )


@pytest.mark.parametrize(
    ("style", "italics"),
    [("vancouver", []), ("ama", ["N Engl J Med"]), ("apa", ["N. Engl. J. Med.", "347"])],
)
def test_what_stands_in_italics(style, italics):
    runs = STYLES[style].format_reference(Item(id="k", record=ARTICLE), Choices())
    assert [run.text for run in runs if run.italic] == italics


def test_journals_in_the_other_form_and_no_doi():
    choices = Choices(
        journals={"N. Engl. J. Med.": "The New England Journal of Medicine"}, doi=False
    )
    printed = plain_text(apa.format_reference(Item(id="k", record=ARTICLE), choices))
    assert printed.endswith("The New England Journal of Medicine, 347(4), 284–287.")


def test_more_than_twenty_authors_in_apa():
    authors = tuple(Person(f"N{number}", "A") for number in range(1, 25))
    printed = apa.people(authors)
    assert printed.startswith("N1, A., N2, A.")
    assert printed.endswith("N19, A., . . . N24, A.")


@pytest.mark.parametrize(
    ("printed", "short", "full"),
    [
        ("284-7", "284-7", "284-287"),
        ("284–287", "284-7", "284-287"),
        ("1-10", "1-10", "1-10"),
        ("1-1", "1", "1"),
        ("100-104", "100-4", "100-104"),
        ("98-103", "98-103", "98-103"),
        ("S12-S18", "S12-8", "S12-S18"),
        ("S104-S111", "S104-11", "S104-S111"),
        ("436S-439S", "436S-439S", "436S-439S"),
        ("126A-127A", "126A-127A", "126A-127A"),
        ("i-iv", "i-iv", "i-iv"),
        ("e123", "e123", "e123"),
        ("12-13, 20", "12-3, 20", "12-13, 20"),
        ("763–6; 801–4", "763-6, 801-4", "763-766, 801-804"),
        ("98-3", "98-3", "98-3"),
        ("CD004234-pub2", "CD004234-pub2", "CD004234-pub2"),
    ],
)
def test_page_ranges(printed, short, full):
    assert (short_pages(printed), full_pages(printed)) == (short, full)


def test_ordinals():
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip

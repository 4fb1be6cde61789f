"""Records written and read again: equal, save for what a format has no place for, and that is told."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refmgr.exports.converting import convert, proved
from refmgr.formats.comparing import comparable, losses
from refmgr.formats.reading import read_bibliography
from refmgr.formats.writing import FORMATS
from refmgr.model import Item, Person, Record

# What each format cannot hold; everything else has to come back.
CANNOT = {
    "bibtex": {"type", "date", "language", "url", "file", "bibtex:entrytype"},
    "biblatex": {"type", "url", "pmid", "pmcid", "arxiv", "file"},
    "ris": {"type", "key", "container-title-short"},
    "csl-json": {"type", "key"},
    "nbib": {"type", "key", "url", "arxiv", "article_number", "container", "keyword"},
    "endnote-xml": {"type", "key", "article_number", "container-title-short"},
    "csv": {"key", "type", "keyword", "abstract"},
}
LETTERS = string.ascii_letters + "äöüßéğşıŁøçñαβ王明Ж"
WORDS = st.text(alphabet=LETTERS, min_size=3, max_size=9).filter(str.isalpha)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
SIGNS = st.text(
    alphabet=LETTERS + " 0123456789%&_#$<>{}\\~^–—'\"@=,;:.()[]-/", min_size=1, max_size=40
)
TITLES = (TEXTS | SIGNS.map(lambda text: f"A {text} b")).map(lambda text: " ".join(text.split()))
FAMILIES = st.sampled_from(
    ["Callen", "Özen", "O'Neill", "El-Sayed", "Garcia Lopez", "Şimşek", "王"]
)
GIVEN = st.sampled_from(["J. P.", "Anna", "Jean-Pierre", "M.", "Maria Jose", "小明"])
PEOPLE = st.lists(
    st.builds(
        Person,
        family=FAMILIES,
        given=GIVEN,
        particle=st.sampled_from([None, "van der", "de la"]),
        suffix=st.sampled_from([None, None, "Jr", "III"]),
    )
    | st.sampled_from(
        [Person(literal="World Health Organization"), Person(literal="ACR Study Group")]
    ),
    max_size=4,
    unique=True,
).map(tuple)
MORE = st.fixed_dictionaries(
    {},
    optional={
        "abstract": TITLES.map(lambda one: (one,)),
        "keyword": st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple),
        "note": TEXTS.map(lambda one: (one,)),
        "affiliation": TEXTS.map(lambda one: (one,)),
    },
)
YEARS = st.integers(1900, 2030)
ARTICLES = st.builds(
    lambda year, month, **fields: Record(
        type="article-journal", year=year, date=f"{year}-{month:02}" if month else None, **fields
    ),
    year=YEARS,
    month=st.integers(0, 12),
    title=TITLES,
    authors=PEOPLE,
    container=TEXTS,
    volume=st.none() | st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True),
    issue=st.none() | st.sampled_from(["3", "9197", "2-3", "Suppl 1"]),
    pages=st.none() | st.sampled_from(["53-57", "53-7", "e12", "S12-S15", "436S-439S", "1"]),
    doi=st.none() | st.sampled_from(["10.1016/s0140-6736(99)05157-0", "10.1000/a_b.c-d"]),
    pmid=st.none() | st.from_regex(r"[1-9][0-9]{6,7}", fullmatch=True),
    pmcid=st.none() | st.from_regex(r"PMC[1-9][0-9]{5,6}", fullmatch=True),
    issn=st.none() | st.just("0140-6736"),
    url=st.none() | st.just("https://example.org/a_b?c=1&d=%20"),
    language=st.sampled_from([None, "en", "de"]),
)
BOOKS = st.builds(
    Record,
    type=st.just("book"),
    title=TITLES,
    authors=PEOPLE,
    year=YEARS,
    publisher=TEXTS,
    place=TEXTS,
    edition=st.sampled_from([None, "2nd", "3"]),
    isbn=st.sampled_from([None, "9780323612692"]),
)
ITEMS = st.builds(
    lambda record, more: Item(id="roe2001", key="roe2001", record=record, more=more),
    ARTICLES | BOOKS,
    MORE,
)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30, deadline=None)
@given(item=ITEMS)
def test_a_record_comes_back_save_for_what_is_told(form, item):
    converted = convert([item], form)
    assert {loss.field for loss in converted.losses} <= CANNOT[form]
    (again,) = read_bibliography(converted.text.encode(), f"x.{form}").items
    lost = {loss.field for loss in converted.losses}
    was, now = comparable(item), comparable(again)
    assert {name: now.get(name, "") for name in was if name not in lost} == {
        name: value for name, value in was.items() if name not in lost
    }


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=10, deadline=None)
@given(item=ITEMS)
def test_what_was_read_again_is_written_the_same(form, item):
    first = convert([item], form).text
    again = read_bibliography(first.encode(), f"x.{form}").items
    second = convert(again, form).text
    third = convert(read_bibliography(second.encode(), f"x.{form}").items, form).text
    assert third == second


@pytest.mark.parametrize("form", FORMATS)
def test_a_record_that_would_be_lost_is_an_error(form):
    from refmgr.errors import ExportError

    item = Item(id="roe2001", key="roe2001", record=Record(type="book", title="A"))
    text = convert([item], form).text
    with pytest.raises(ExportError, match="only 1 could be read"):
        proved([item, item], text, form)
    with pytest.raises(ExportError, match="title would change"):
        proved([Item(id="roe2001", record=Record(type="book", title="B"))], text, form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_work_of_which_nothing_is_known_stops_no_export(form):
    items = [Item(id="a2001", record=Record()), Item(id="b2001", record=Record(container="J X"))]
    assert convert(items, form).text


def test_losses_are_counted_with_an_example():
    before = [Item(id=name, record=Record(title="A", url="https://example.org")) for name in "abc"]
    after = [Item(id=name, record=Record(title="A")) for name in "abc"]
    (loss,) = losses(before, after)
    assert (loss.field, loss.count, loss.id, loss.before, loss.after) == (
        "url", 3, "a", "https://example.org", "",
    )  # fmt: skip

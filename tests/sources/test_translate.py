import json

import pytest
from habanero.select import validate_select
from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Person, Record
from refmgr.sources.crossref import SELECT
from refmgr.sources.translate import FIELDS, TYPES, plain, record_from_work

WHOLE = {
    "publisher": "Lakeside Medical Press",
    "publisher-location": "Geneva",
    "title": ["Calcinosis cutis in childhood"],
    "subtitle": ["A review of 12 cases"],
    "DOI": "10.5555/ABC.2001.7",
    "URL": "https://doi.org/10.5555/abc.2001.7",
    "type": "journal-article",
    "issued": {"date-parts": [[2000, 12, 28]]},
    "published-print": {"date-parts": [[2001, 2]]},
    "container-title": ["Archives of Paediatric Case Reports", "Arch Paediatr Case Rep"],
    "short-container-title": ["Arch Paediatr Case Rep"],
    "issue": "2",
    "volume": "7",
    "page": "S12-S15",
    "article-number": "e44",
    "ISSN": ["1234-567x", "9876-5432"],
    "author": [
        {"given": "Anna", "family": "van der Berg", "sequence": "first", "affiliation": []},
        {"given": "J. P.", "family": "O’Hara", "suffix": "Jr", "sequence": "additional"},
        {"name": "Calcinosis Study Group", "sequence": "additional"},
    ],
    "editor": [{"given": "Leo", "family": "Moss"}],
    "language": "en",
    "is-referenced-by-count": 3,
}


def test_whole_work():
    assert record_from_work(WHOLE) == Record(
        type="article-journal",
        title="Calcinosis cutis in childhood: A review of 12 cases",
        authors=(
            Person(family="van der Berg", given="Anna"),
            Person(family="O’Hara", given="J. P.", suffix="Jr"),
            Person(literal="Calcinosis Study Group"),
        ),
        container="Archives of Paediatric Case Reports",
        year=2001,
        date="2001-02",
        volume="7",
        issue="2",
        pages="S12-S15",
        article_number="e44",
        publisher="Lakeside Medical Press",
        place="Geneva",
        editors=(Person(family="Moss", given="Leo"),),
        doi="10.5555/abc.2001.7",
        issn="1234-567X",
        language="en",
    )


@pytest.mark.parametrize(
    ("work", "field", "value"),
    [
        ({"title": ["CO<sub>2</sub> &amp; O<sub>2</sub>"]}, "title", "CO2 & O2"),
        ({"title": ["&lt;i&gt;Candida&lt;/i&gt; in the eye"]}, "title", "Candida in the eye"),
        ({"title": ["Salt &amp;amp; water"]}, "title", "Salt & water"),
        ({"title": ["Survival < 5 and > 3 years"]}, "title", "Survival < 5 and > 3 years"),
        ({"title": ["\n  Fever in\n   <i>Brucella</i>\n "]}, "title", "Fever in Brucella"),
        ({"title": ['A <emph type="ital">new</emph> sign']}, "title", "A new sign"),
        ({"title": ["<jats:p>Lung <jats:i>in vivo</jats:i></jats:p>"]}, "title", "Lung in vivo"),
        ({"title": ["TGF-<mml:math><mml:mi>β</mml:mi></mml:math>"]}, "title", "TGF-β"),
        ({"title": ["Der Fall", "The case"]}, "title", "Der Fall"),
        ({"title": "A bare string"}, "title", "A bare string"),
        ({"title": ["", "Second"]}, "title", "Second"),
        ({"title": []}, "title", None),
        ({"title": ["Gout: a review"], "subtitle": ["A Review"]}, "title", "Gout: a review"),
        ({"title": ["Gout or not?"], "subtitle": ["Two cases"]}, "title", "Gout or not? Two cases"),
        ({"subtitle": ["Only this"]}, "title", "Only this"),
        ({"issued": {"date-parts": [[None]]}}, "year", None),
        ({"issued": {"date-parts": [[]]}}, "year", None),
        ({"issued": {"date-parts": []}}, "year", None),
        ({"issued": {"date-parts": [["1998", "7"]]}}, "date", "1998-07"),
        ({"issued": {"date-parts": [[1998]]}}, "date", None),
        ({"issued": {"date-parts": [[1998, 13, 2]]}}, "date", None),
        ({"issued": {"date-parts": [[1998, 2, 5]]}}, "date", "1998-02-05"),
        ({"issued": {"date-parts": [[None]]}, "posted": {"date-parts": [[2011]]}}, "year", 2011),
        ({"page": "n/a-n/a"}, "pages", None),
        ({"page": "no-no"}, "pages", None),
        ({"page": "i-iv"}, "pages", "i-iv"),
        ({"page": "e1002369"}, "pages", "e1002369"),
        ({"volume": 12}, "volume", "12"),
        ({"short-container-title": ["Ann Neph"]}, "container", "Ann Neph"),
        ({"container-title": [], "short-container-title": ["Ann Neph"]}, "container", "Ann Neph"),
        ({"ISBN": ["http://id.crossref.org/isbn/9783161484100"]}, "isbn", "9783161484100"),
        ({"ISBN": ["978-3-16-148410-0"]}, "isbn", "9783161484100"),
        ({"ISSN": ["http://id.crossref.org/issn/03785955"]}, "issn", "0378-5955"),
        ({"URL": "http://dx.doi.org/10.5555/1"}, "url", None),
        ({"URL": "https://clinic.example/cases/1"}, "url", "https://clinic.example/cases/1"),
        ({"DOI": ""}, "doi", None),
        ({"type": "posted-content"}, "type", "article"),
        ({"type": "grant"}, "type", None),
    ],
)  # fmt: skip
def test_oddity(work, field, value):
    assert getattr(record_from_work(work), field) == value


@pytest.mark.parametrize(
    ("kind", "container"),
    [
        ("book-chapter", "Bones and Stones"),
        ("proceedings-article", "Bones and Stones"),
        ("journal-article", "Notes in Medicine"),
    ],
)
def test_chapter_stands_in_the_book_not_in_the_series(kind, container):
    work = {"type": kind, "container-title": ["Notes in Medicine", "Bones and Stones"]}
    assert record_from_work(work).container == container


@pytest.mark.parametrize(
    ("author", "person"),
    [
        ({"family": "Suharto"}, Person(family="Suharto")),
        ({"given": "Sukarno"}, Person(literal="Sukarno")),
        ({"name": "WHO &amp; partners"}, Person(literal="WHO & partners")),
        ({"family": "Wu\u00a0", "given": " Li\n"}, Person(family="Wu", given="Li")),
    ],
)
def test_person(author, person):
    assert record_from_work({"author": [author]}).authors == (person,)


@pytest.mark.parametrize("author", [{}, {"family": ""}, {"role": []}, None, "Wu L", 3, ["Wu"]])
def test_author_without_a_name_is_left_out(author):
    work = {"author": [author, {"family": "Wu"}]}
    assert record_from_work(work).authors == (Person(family="Wu"),)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date-parts", "family", "name", "given"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
names = [*{theirs for theirs, _, _ in FIELDS}, "title", "subtitle", "issued", "published-print"]


@given(st.dictionaries(st.sampled_from(sorted(names)), json_values))
def test_any_shape_gives_a_record(work):
    record = record_from_work(work)
    assert record.year is None or 1000 <= record.year <= 2999
    for value in (record.title, record.container, record.doi, record.pages):
        assert value is None or (value.strip() == value and value)


def test_what_a_list_gives_is_enough_for_the_record():
    selected = {name: value for name, value in WHOLE.items() if name in SELECT}
    whole, part = record_from_work(WHOLE), record_from_work(selected)
    kept = (
        "title",
        "authors",
        "container",
        "year",
        "volume",
        "issue",
        "pages",
        "article_number",
        "doi",
        "type",
    )
    assert [getattr(part, name) for name in kept] == [getattr(whole, name) for name in kept]


def test_select_names_pass_habaneros_check():
    validate_select(list(SELECT))


def test_types_are_csl():
    csl = {
        "article", "article-journal", "book", "chapter", "dataset", "document", "entry",
        "paper-conference", "periodical", "report", "review", "standard", "thesis",
    }  # fmt: skip
    assert set(TYPES.values()) <= csl


@pytest.mark.parametrize("text", ["<" * 300_000, "<a " * 100_000, "&lt;" * 100_000, "1" * 500_000])
def test_long_rubbish_is_read_in_linear_time(text):
    assert json.dumps(plain(text)) is not None

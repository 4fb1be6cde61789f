"""Plain letters: as many as there were, so that places stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.references.fields.authors import find_authors
from refmgr.references.fields.characters import plain_letters


@pytest.mark.parametrize(("text", "plain"), [
    ("Müller-Lissner S, Šimek Ž", "Muller-Lissner S, Simek Z"),
    ("Øye Å, Łuczak ß, Þorsson ı", "Aye A, Auczak a, Aorsson a"),
    ("Иванов И", "Aaaaaa A"),
    ("’´“–ª 王 2010", "’´“–a 王 2010"),
    ("Callen JP", "Callen JP"),
])  # fmt: skip
def test_plain_letters(text, plain):
    assert plain_letters(text) == plain


@given(st.text())
def test_places_stay(text):
    assert len(plain_letters(text)) == len(text)


@pytest.mark.parametrize(
    "printed", ["Štěpánek Ž, Øye Å", "Иванов ИИ, Петров П", "ORGANIZAÇÃO MUNDIAL DA SAÚDE"]
)
def test_authors_are_returned_as_printed(printed):
    assert (
        find_authors(f"{printed}. Lumps of the elbow. J Test. 2001;1:2.").text.rstrip(".")
        == printed
    )


def test_a_year_with_its_month_is_returned_as_printed():
    assert find_authors("Øye Å (2001, août). Lumps of the elbow.").year == "2001, août"

import pytest

from refmgr.exports import bibliography
from refmgr.model import Record, Work

WORKS = [Work(key="callen2000", record=Record(type="article-journal", title="A", year=2000))]


@pytest.mark.parametrize(
    ("form", "piece"),
    [
        ("bibtex", "year = {2000}"),
        ("biblatex", "date = {2000}"),
        ("csl-json", '"date-parts"'),
    ],
)
def test_every_form_is_rendered(form, piece):
    text, _ = bibliography.render(WORKS, form)
    assert piece in text
    assert "callen2000" in text
    assert bibliography.render([], form)[0] in ("", "[]\n")


def test_what_is_missing_is_handed_on():
    _, problems = bibliography.render(WORKS, "bibtex")
    assert {one.code for one in problems} == {"missing-field"}


def test_an_unknown_form_is_a_bug_of_the_caller():
    with pytest.raises(ValueError, match="endnote"):
        bibliography.render(WORKS, "endnote")

"""What a reader of a work must know: retracted, corrected, incomplete."""

import pytest

from refmgr.check.finding import in_order
from refmgr.check.works import check_work
from refmgr.model import Notice, Person, Record, Work

WHOLE = {"type": "article-journal", "title": "Calcinosis", "container": "BMJ", "year": 2000,
         "authors": (Person(family="Roe", given="A"),)}  # fmt: skip


def codes(notices=(), **fields):
    work = Work(key="roe2000", record=Record(**{**WHOLE, **fields}))
    return {one.code: one for one in check_work(work, notices)}


def test_a_whole_entry_has_nothing_to_say():
    assert codes() == {}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("RETRACTED: Calcinosis of the skin", "retracted"),
        ("RETRACTED ARTICLE: Calcinosis", "retracted"),
        ("Retracted article: Calcinosis", "retracted"),
        ("[Retracted] Calcinosis", "retracted"),
        ("WITHDRAWN: Calcinosis", "retracted"),
        ("Expression of Concern: Calcinosis", "concern"),
        ("Retracted nails in children", None),
        ("Withdrawn patients in trials", None),
        ("Removed tattoos: a case report", None),
        ("Why articles are retracted: a review", None),
    ],
)
def test_titles_that_tell(title, code):
    assert set(codes(title=title)) == ({code} if code else set())


@pytest.mark.parametrize(
    ("kind", "code", "level"),
    [
        ("retraction", "retracted", "error"),
        ("withdrawal", "retracted", "error"),
        ("partial_retraction", "partly-retracted", "error"),
        ("expression_of_concern", "concern", "warning"),
        ("erratum", "corrected", "note"),
    ],
)
def test_notices(kind, code, level):
    notice = Notice(
        kind=kind, doi="10.1/a", notice_doi="10.1/n", date="2020-05", source="retraction-watch"
    )
    told = codes([notice])[code]
    assert "Retraction Watch" in told.why
    assert told.level == level
    assert "doi:10.1/n" in told.what
    assert "2020-05" in told.what
    assert told.repair


def test_a_notice_and_a_title_that_say_the_same_are_one_finding():
    work = Work(key="roe2000", record=Record(**{**WHOLE, "title": "RETRACTED: Skin"}))
    told = list(check_work(work, [Notice(kind="retraction", doi="10.1/n", source="publisher")]))
    assert [one.code for one in told] == ["retracted"]
    both = list(check_work(work, [Notice(kind="correction", doi="10.1/n", source="publisher")]))
    assert {one.code for one in both} == {"retracted", "corrected"}


def test_a_new_version_is_no_alarm():
    assert codes([Notice(kind="new_version", doi="10.1/a", source="publisher")]) == {}


@pytest.mark.parametrize("field", ["container", "year", "title", "authors"])
def test_missing_fields_are_named(field):
    told = codes(**{field: () if field == "authors" else None})
    assert set(told) == {"missing-field"}
    assert "roe2000" in told["missing-field"].what


def test_findings_come_in_order_and_once():
    one, two = check_work(Work(key="a", record=Record(type="article-journal", title="x"))), ()
    found = list(one)
    assert in_order([*reversed(found), *found, *two]) == in_order(found)

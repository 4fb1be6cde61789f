import json

import pytest
from fake_pubmed import article_xml
from hypothesis import given
from hypothesis import strategies as st

from refmgr.model import Notice
from refmgr.sources.answers import Answer
from refmgr.sources.notices import notices_of

TIME = "2026-01-01T00:00:00+00:00"
W, N = "10.5555/work", "10.5555/notice"


def crossref(message):
    return notices_of(Answer("crossref", "works/x", 200, json.dumps({"message": message}), TIME))


def update(doi, kind="retraction", **more):
    return {"DOI": doi, "type": kind, "source": "publisher", **more}


@pytest.mark.parametrize(
    "work",
    [
        {"DOI": W, "updated-by": [update(N)]},
        {"DOI": N.upper(), "update-to": [update(W.upper())]},
    ],
    ids=["told by the work", "told by the notice"],
)
def test_both_fields_of_crossref_tell_the_same(work):
    assert crossref(work) == (Notice(kind="retraction", doi=W, notice_doi=N, source="publisher"),)


def test_retraction_watch_and_the_date_are_kept_and_lists_are_read():
    by_watch = update(N, source="retraction-watch", updated={"date-time": "2015-04-01T00:00:00Z"})
    (notice,) = crossref(
        {"items": [{"DOI": W, "updated-by": [by_watch]}, {"DOI": "10.5555/other"}]}
    )
    assert (notice.source, notice.date) == ("retraction-watch", "2015-04-01")
    parts = update(N, updated={"date-parts": [[2015, 4, 1]]})
    assert crossref({"DOI": W, "updated-by": [parts]})[0].date == "2015-04-01"


@pytest.mark.parametrize(
    ("doi", "kind", "told"),
    [
        (W, "new_version", 0),
        (N, "new_version", 1),
        (N, "erratum", 1),
        (N, "expression-of-concern", 1),
        (W, "retraction", 1),
        (N, "", 0),
    ],
)
def test_a_new_version_of_itself_is_no_alarm(doi, kind, told):
    found = crossref({"DOI": W, "updated-by": [update(doi, kind)]})
    assert len(found) == told
    assert all("-" not in one.kind for one in found)


def pubmed(**fields):
    body = article_xml("11000001", {"title": "A study", "doi": W, **fields})
    return notices_of(Answer("pubmed", "pmid/11000001", 200, body, TIME))


def test_pubmed_tells_of_an_article_in_three_ways():
    told = {"kinds": ["Journal Article", "Retracted Publication"]}
    link = {"type": "RetractionIn", "pmid": "11000002"}
    bare = Notice(kind="retraction", doi=W, pmid="11000001", source="pubmed")
    linked = Notice(
        kind="retraction", doi=W, pmid="11000001", notice_pmid="11000002", source="pubmed"
    )
    assert pubmed(**told) == (bare,)
    assert pubmed(notices=[link]) == (linked,)
    assert pubmed(**told, notices=[link]) == (linked,), "told once"
    assert pubmed(notices=[{"type": "RetractionOf", "pmid": "11000009"}]) == (
        Notice(kind="retraction", pmid="11000009", notice_pmid="11000001", source="pubmed"),
    )


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("ErratumIn", "erratum"),
        ("ExpressionOfConcernIn", "expression_of_concern"),
        ("CommentIn", None),
    ],
)
def test_other_links_of_pubmed(link, kind):
    found = pubmed(notices=[{"type": link, "pmid": "11000002"}])
    assert [one.kind for one in found] == ([kind] if kind else [])


@pytest.mark.parametrize("status", [301, 404])
def test_only_records_tell(status):
    assert notices_of(Answer("crossref", "works/x", status, '"update-to"', TIME)) == ()
    assert notices_of(Answer("catalogue", "named/x", 200, '"update-to"', TIME)) == ()
    assert notices_of(Answer("pubmed", "pmid/1", 200, "RefType= <broken", TIME)) == ()


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=6) | st.sampled_from([W, N]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["DOI", "update-to", "updated-by", "type", "updated", "items", "date-parts"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_shape_raises_nothing(message):
    crossref(message)

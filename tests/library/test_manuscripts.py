"""Which works of the library a manuscript cites, whatever it was written with."""

import json

import pytest
import word_files

from refmgr.errors import NotFoundError, UnreadableError


def cited(library, path):
    (found,) = library.cited_in([str(path)])
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.tex", r"\cite{callen2000,nobody1999} and \cite{Callen2000} \cite{boulman2005}"),
        ("p.md", "[@callen2000; @nobody1999] and @Callen2000 and [@boulman2005]"),
    ],
)
def test_works_by_key(five, tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = cited(five, tmp_path / name)
    assert [work.key for work in found.works] == ["callen2000", "boulman2005"]
    assert [one.key.key for one in found.missing] == ["nobody1999"]


def test_works_by_doi_and_what_the_manuscript_lists_itself(five, tmp_path):
    (tmp_path / "p.tex").write_text(
        r"\cite{10.1016/j.semarthrit.2005.01.016}\cite{own}\bibitem{own} Own words.",
        encoding="utf-8",
    )
    found = cited(five, tmp_path / "p.tex")
    assert [work.key for work in found.works] == ["boulman2005"]
    assert found.missing == ()


def test_included_files_lie_beside_the_manuscript(five, tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text(r"\cite{callen2000}", encoding="utf-8")
    (tmp_path / "main.tex").write_text(r"\input{parts/one}\include{two}", encoding="utf-8")
    found = cited(five, tmp_path / "main.tex")
    assert [work.key for work in found.works] == ["callen2000"]
    assert [problem.code for problem in found.problems] == ["included-file-not-found"]


def test_a_typed_list_is_matched_with_the_library(five, seeds_folder):
    """A paper of the library, read as a manuscript, cites what it cites there."""
    found = cited(five, next(seeds_folder.glob("002*")))
    assert len(found.places) == 8
    assert found.missing == ()
    assert {work.key for work in found.works} == {
        one.cited for one in five.show("002_83954c4a88491a9f.txt").citations if one.via == "reference-list"
        and one.citing == five.show("002_83954c4a88491a9f.txt").work.key
    }  # fmt: skip


def test_works_in_the_fields_of_a_word_file(five, tmp_path):
    def cite(**data):
        item = {"id": 1, "uris": [f"http://zotero.org/{data['title'][:3]}"], "itemData": data}
        code = "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": [item]})
        return word_files.field(code, "(1)")

    known = {"type": "article-journal", "title": "Calcinosis in rheumatic diseases",
             "DOI": "10.1016/J.semarthrit.2005.01.016"}  # fmt: skip
    other = {
        "type": "article-journal",
        "title": "Something the library never saw",
        "DOI": "10.1000/no",
    }
    body = word_files.paragraph("As shown ", cite(**known), " and elsewhere ", cite(**other), ".")
    (tmp_path / "paper.docx").write_bytes(word_files.docx(body))
    found = cited(five, tmp_path / "paper.docx")
    assert [work.key for work in found.works] == ["boulman2005"]
    assert [one.reference.record.doi for one in found.missing] == ["10.1000/no"]
    assert len(found.document.mentions) == 2


def test_what_cannot_be_read_is_said(five, tmp_path):
    with pytest.raises(NotFoundError):
        five.cited_in([str(tmp_path / "none.tex")])
    with pytest.raises(UnreadableError, match="this is a folder"):
        five.cited_in([str(tmp_path)])
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UnreadableError):
        five.cited_in([str(tmp_path / "x.docx")])

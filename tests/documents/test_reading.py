"""Files as users have them: read, or refused with what to do next."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.documents.reading import read
from refmgr.errors import UnreadableError
from refmgr.model import Record

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = "Lumps of the elbow\n\nAbstract\n\nA girl was seen with lumps of both elbows.\n"


def no_citation(_):
    return Record()


def give(data, name="paper.txt"):
    return read(data, name, parse_citation=no_citation)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_text_is_the_file_character_for_character(path):
    data = path.read_bytes()
    document = give(data, path.name)
    assert document.text == data.decode("utf-8")
    assert document.sha256 == sha256(data).hexdigest()
    assert document.name == path.name


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_line_ends_and_letters_stay(extra, end):
    text = WORDS.replace("\n", end) + extra
    assert give(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (WORDS.encode(), WORDS, []),
        (b"\xef\xbb\xbf" + WORDS.encode(), WORDS, []),
        (WORDS.encode("utf-16"), WORDS, []),
        (("Peñate " + WORDS).encode("cp1252"), "Peñate " + WORDS, ["encoding-guessed"]),
        (("“Lumps” – " + WORDS).encode("cp1252"), "“Lumps” – " + WORDS, ["encoding-guessed"]),
        (b"\x81 " + WORDS.encode(), "\x81 " + WORDS, ["encoding-guessed"]),
    ],
)
def test_encodings(data, text, codes):
    document = give(data)
    assert document.text == text
    assert [p.code for p in document.problems if p.code != "no-title"] == codes


def test_a_guess_says_where_and_what_to_do():
    problem = give(b"Lumps\n\n" + "Pe\xf1ate saw lumps.".encode("latin-1")).problems[0]
    assert "line 3" in problem.message
    assert "UTF-8" in problem.message


def test_a_text_beyond_ascii_is_guessed_by_its_letters():
    text = (
        "Кальциноз мягких тканей у детей с дерматомиозитом. Описание случая и обзор литературы. "
        * 5
    )
    assert "Кальциноз мягких тканей" in give(text.encode("cp1251")).text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"%PDF-1.7 lumps", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (b"PK\x03\x04 lumps", "cut off"),
        (b"\xd0\xcf\x11\xe0 lumps", "Word"),
        (b"{\\rtf1 lumps}", "RTF"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x1f\x8b\x08", "unpack"),
        (b"<!DOCTYPE html><html></html>", "page"),
        (b"<?xml version='1.0'?><records/>", "XML"),
        (b"lumps\x00\x01\x02 of the elbow", "binary"),
        (b"7" * 1_000_000, "words"),
        (b"12 13 14\n" * 100, "words"),
        (b"7" * 20_000_001, "MB"),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_what_is_no_paper_is_refused_in_one_sentence(data, word):
    with pytest.raises(UnreadableError) as caught:
        give(data, "given.txt")
    message = caught.value.message
    assert word in message
    assert caught.value.subject == "given.txt"
    assert "\n" not in message
    assert message.endswith(".")


def test_a_refusal_names_what_is_read():
    with pytest.raises(UnreadableError, match=r"PDF, Word .* web pages .HTML., articles in JATS"):
        give(b"\x89PNG\r\n", "paper.txt")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (WORDS, "paper.txt", "text"),
        (WORDS, "paper.md", "text"),
        ("# Lumps\n\n## Methods\n\nWe looked.", "paper.txt", "markdown"),
        ("Lumps<sup>1,2</sup> hurt. **Keywords:** lumps", "paper.txt", "markdown"),
        ("Lumps hurt.<sup>1</sup> See [the paper](https://example.org/a).", "paper", "markdown"),
        ("Lumps *of the* elbow hurt.", "paper.txt", "text"),
        ("Lumps *of the* elbow hurt.", "paper.md", "markdown"),
        ("p < 0.05 * and 2 * 3 * 4 #1 sample", "paper.txt", "text"),
    ],
)
def test_format_by_content_and_name_only_as_tie_breaker(text, name, expected):
    assert give(text.encode(), name).format == expected


def test_seed_formats():
    formats = {
        path.name[:3]: give(path.read_bytes(), path.name).format for path in SEEDS.glob("*.txt")
    }
    assert formats == {
        "000": "text",
        "001": "text",
        "002": "text",
        "003": "markdown",
        "004": "text",
    }


def test_no_title_is_a_problem_that_says_how_to_answer():
    document = give(b"Abstract\n\nA girl was seen with lumps of both elbows.")
    assert document.record.title is None
    assert [problem.code for problem in document.problems] == ["no-title"]
    assert 'refmgr edit KEY title="' in document.problems[0].message

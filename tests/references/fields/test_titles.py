"""Title against container."""

import pytest

from refmgr.references.fields.titles import split_title


@pytest.mark.parametrize(
    ("text", "title", "container"),
    [
        ("Dermatomyositis. Lancet.", "Dermatomyositis", "Lancet"),
        ("Lumps. Part II. J Am Acad Dermatol", "Lumps. Part II", "J Am Acad Dermatol"),
        ("Lumps of the elbow. Biochim. Biophys. Acta", "Lumps of the elbow", "Biochim. Biophys. Acta"),
        ("Who gets lumps? BMJ", "Who gets lumps?", "BMJ"),
        ("Lumps at Seal Island, South Africa. J Mar Biol Assoc", "Lumps at Seal Island, South Africa", "J Mar Biol Assoc"),
        ("Lumps of the elbow, J. Elbow Surg.", "Lumps of the elbow", "J. Elbow Surg"),
        ("“Lumps. Of elbows,” Phil. Trans. Roy. Soc.", "Lumps. Of elbows", "Phil. Trans. Roy. Soc"),
        ("Lumps of the elbow", "Lumps of the elbow", ""),
        ("Lumps in Sorocaba, Brazil. Physis", "Lumps in Sorocaba, Brazil", "Physis"),
        ("Lumps off Shetland, UK. Aquat Biol", "Lumps off Shetland, UK", "Aquat Biol"),
        ('"Nobody listens": on lumps. Pain', '"Nobody listens": on lumps', "Pain"),
        ("J Theor Biol", "", "J Theor Biol"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_split(text, title, container):
    split = split_title(text)
    assert (split.title, split.container) == (title, container)


def test_italics_at_the_end_are_the_container_whatever_it_looks_like():
    split = split_title("Lumps of the elbow. elbows and their lumps", ("elbows and their lumps",))
    assert split.container == "elbows and their lumps"
    assert split.sure > split_title("Lumps of the elbow. elbows and their lumps").sure

"""Which keys a manuscript cites, in LaTeX and in Markdown, and what only looks like a citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.documents.cited_keys import blank
from refmgr.documents.manuscript_keys import find_keys


def keys(text, name="paper.tex", load=None):
    return [one.key for one in find_keys(text, name, load).keys]


LATEX = {
    r"As shown \cite{callen2000}.": ["callen2000"],
    r"\cite{a,b , c}": ["a", "b", "c"],
    "\\cite{a,\n  b,% the next one is out\n  %c,\n d}": ["a", "b", "d"],
    r"\citep[see][p.~5]{a,b}": ["a", "b"],
    r"\citep[see \citealt{x}][chap.~2]{y}": ["x", "y"],
    r"\citet*{a} \Citet{b} \citeauthor{c} \citeyearpar{d}": ["a", "b", "c", "d"],
    r"\parencite{a}\textcite[12]{b}\footcite{c}\autocite*{d}\supercite{e}": [
        "a",
        "b",
        "c",
        "d",
        "e",
    ],
    r"\cites(pre)(post)[1]{a}[2]{b}{c} and {not}": ["a", "b", "c"],
    r"\parencites[see]{a}{b}": ["a", "b"],
    r"\volcite{3}[55]{a} \pvolcite{2}{b}": ["a", "b"],
    r"\cite<see>[p.~4]{a} \citeA{b} \citeNP{c}": ["a", "b", "c"],
    r"\nocite{a}\nocite{*}": ["a"],
    r"\citefield{a}{title} \citetalias{b}": ["a", "b"],
    r"\onlinecite{a} \citen{b} \bibentry{c}": ["a", "b", "c"],
    "% \\cite{a}\n\\cite{b}": ["b"],
    r"50\% of \cite{a} % \cite{b}": ["a"],
    r"a line \\% \cite{b}": [],
    r"\verb|\cite{a}| \cite{b}": ["b"],
    "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\\cite{b}": ["b"],
    "\\begin{lstlisting}[x]\n\\cite{a}\n\\end{lstlisting}": [],
    "\\begin{comment}\\cite{a}\\end{comment}\\cite{b}": ["b"],
    "\\begin{verbatim} never closed \\cite{a}": ["a"],
    r"\iffalse \cite{a} \fi \cite{b}": ["b"],
    "\\begin{document}\\cite{a}\\end{document}\\cite{b}": ["a"],
    r"\newcommand{\see}[1]{(see \cite{#1})} \see{a} \see{b,c}": ["a", "b", "c"],
    r"\newcommand{\pp}[2][5]{\citep[p.~#1]{#2}} \pp[7]{a} \pp{b}": ["a", "b"],
    r"\providecommand\see[2]{#1 \cite{#2}} \see{x}{a}": ["a"],
    r"\DeclareCiteCommand{\cite}{a}{b}{c}{d} \citestyle{nature} \citetext{see \citealp{k}}": ["k"],
    r"\AtEveryCitekey{\clearfield{month}} \excited{a} \newcites{sup}{More}": [],
    r"\cite{\mykey} \cite{}": [],
    "\\cite\n\nnot an {argument}": [],
    r"\cite": [],
    r"\cite[": [],
    r"\cite{never closed": [],
    r"\bibitem[Callen(2000)]{callen} \cite{callen}": ["callen"],
    r"\url{http://x.org/100%25} \cite{a}": ["a"],
    r"\citeauthor{müller-1999_a:b}": ["müller-1999_a:b"],
}


@pytest.mark.parametrize(("text", "wanted"), LATEX.items(), ids=range(len(LATEX)))
def test_latex(text, wanted):
    assert keys(text) == wanted


PANDOC = {
    "As shown [@callen2000].": ["callen2000"],
    "[@a; @b, p. 5; see -@c]": ["a", "b", "c"],
    "@doe99 [p. 33] says so, and @smith:2004.": ["doe99", "smith:2004"],
    "Ends a sentence @doe99. And @{https://example.com/a?b=c}!": ["doe99", "https://example.com/a?b=c"],
    "write to a.callen@clinic.org or <b@c.org>": [],
    "[mail](mailto:a@b.org) and https://medium.com/@writer/x": [],
    "<https://medium.com/@writer> [x](https://m.com/@writer) @a": ["a"],
    "see @fig-skin, @tbl-doses, @sec-methods and @eq:dose": [],
    r"\@ref(fig:x) and \@handle": [],
    "`@a` and ``x ` @b`` and @c": ["c"],
    "```{r}\nx@slot\n```\n@a": ["a"],
    "~~~\n@a\n~~~\n\n@b": ["b"],
    "````\n```\n@a\n```\n````\n@b": ["b"],
    "<!-- @a -->@b": ["b"],
    "<!-- never closed @a": ["a"],
    "Text.\n\n    @param code\n\nText @a": ["a"],
    "- a list\n\n    goes on @a\n": ["a"],
    "(@good) an example\n\nAs (@good) shows @a": ["a"],
    "^[A note with @a] and *emphasis @b*": ["a", "b"],
    "*@a*, “@b”, (@c) —@d": ["a", "b", "c", "d"],
    "@a's and @b--@c": ["a", "b", "c"],
    r"\citep{a} and [@b]": ["a", "b"],
    "---\nauthor:\n  - email: x@y.org\n  - twitter: '@me'\nabstract: |\n  As in @a.\nnocite: |\n  @b, @c\n---\n@d": [
        "a", "b", "c", "d",
    ],
    "@Ünal2020 and @山田2019": ["Ünal2020", "山田2019"],
    "@": [],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PANDOC.items(), ids=range(len(PANDOC)))
def test_pandoc(text, wanted):
    assert keys(text, "paper.qmd") == wanted


def test_each_key_has_its_line_and_column():
    found = find_keys("One.\nTwo \\cite{a,\n   b}", "paper.tex").keys
    assert [(one.key, one.file, one.line, one.column) for one in found] == [
        ("a", "paper.tex", 2, 11),
        ("b", "paper.tex", 3, 4),
    ]
    (one,) = find_keys("---\ntitle: x\n---\n\nOne [see @a]", "p.md").keys
    assert (one.line, one.column) == (5, 10)


def test_nocite_lists_without_citing():
    found = find_keys(r"\cite{a}\nocite{b}\nocite{*}", "p.tex")
    assert found.everything
    assert {one.key: one.listed_only for one in found.keys} == {"a": False, "b": True}
    found = find_keys("---\nnocite: '@*'\n---\n@a", "p.md")
    assert found.everything
    assert not find_keys("no header @a", "p.md").everything


def test_bibliographies_and_own_entries():
    found = find_keys(
        r"\bibliography{refs,more.bib}\addbibresource[glob]{x.bib}\bibitem{k} t", "p.tex"
    )
    assert found.bibliographies == ("refs.bib", "more.bib", "x.bib")
    assert found.defined == {"k"}
    for header in ("bibliography: a.bib", "bibliography: [a.bib]", 'bibliography:\n  - "a.bib"'):
        assert find_keys(f"---\n{header}\n---\n", "p.qmd").bibliographies == ("a.bib",)


def test_included_files_are_read_in_their_place():
    files = {
        "a.tex": r"\cite{two}\input{b}",
        "b.tex": r"\cite{three}\input{a}",
        "d/c.tex": r"\cite{five}",
    }
    text = "\\cite{one}\\input{a}\\cite{four}\n\\subimport{d/}{c}"
    found = find_keys(text, "main.tex", files.get)
    assert [one.key for one in found.keys] == ["one", "two", "three", "four", "five"]
    assert found.keys[2].file == "b.tex"
    assert found.problems == ()


def test_a_file_that_is_not_there_is_named():
    found = find_keys(r"\include{chapters/one} \cite{a}", "main.tex", lambda name: None)
    assert [problem.code for problem in found.problems] == ["included-file-not-found"]
    assert "main.tex includes chapters/one.tex" in found.problems[0].message
    found = find_keys("{{< include _intro.qmd >}}", "main.qmd")
    assert "main.qmd includes _intro.qmd" in found.problems[0].message


def test_quarto_includes():
    files = {"_a.qmd": "[@two] {{< include main.qmd >}}"}
    assert keys("@one\n{{< include _a.qmd >}}", "main.qmd", files.get) == ["one", "two"]


def test_what_latex_itself_wrote():
    text = "\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\citation{*}\n\\bibdata{refs}\n"
    found = find_keys(text, "paper.aux")
    assert ([one.key for one in found.keys], found.everything) == (["a", "b", "c"], True)
    assert found.bibliographies == ("refs.bib",)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("x", "\\documentclass{article}\n\\begin{document}\\cite{a}", "latex"),
        ("notes.txt", "As shown [see @a, p. 5].", "pandoc"),
        ("notes.txt", "Callen JP. Dermatomyositis. Lancet 2000.", None),
        ("mail.txt", "write to me@here.org", None),
    ],
)
def test_content_tells_where_the_name_does_not(name, text, wanted):
    found = find_keys(text, name)
    assert (found and found.format) == wanted


@given(st.text(alphabet="\\cite{}[]()<>%,#ab@`~-\n .|verbniocgud*&$!", max_size=200))
def test_any_text_is_read_and_places_are_true(text):
    for name in ("p.tex", "p.md"):
        lines = text.split("\n")
        for one in find_keys(text, name).keys:
            line = lines[one.line - 1]
            at = one.column - 1
            assert line[at:].removeprefix("@").removeprefix("{").startswith(one.key)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_blanking_moves_nothing(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    hidden = blank(text, [(start, end)])
    assert len(hidden) == len(text)
    assert hidden.count("\n") == text.count("\n")
    assert (hidden[:start], hidden[end:]) == (text[:start], text[end:])

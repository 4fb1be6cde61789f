"""LaTeX: what is printed, what cites what, and what is said where a list is missing."""

import pytest
from growth import is_linear

from refmgr.documents.latex_signs import looks_like_latex
from refmgr.errors import UnreadableError
from refmgr.pipeline import read_document

PAPER = r"""% draft \cite{nobody}
\documentclass[12pt]{article}
\usepackage[utf8]{inputenc}
\title{Calcinosis in \emph{five} children}
\author{Ana Pe\~nate \and Burak \c{S}im\c{s}ek\thanks{Ward 7}}
\begin{document}
\maketitle
\begin{abstract}
We saw calcinosis in 50\% of children~\cite{callen}.
\end{abstract}
\section{Introduction}\label{sec:intro}
Calcinosis is found late \cite[see][p.~5]{boulman, callen}. % \cite{hidden}
Others saw $\alpha$-fetoprotein too.\footnote{Not always \cite{boulman}.}

% a comment between paragraphs
Figure~\ref{fig:one} shows m\textsuperscript{2}.
\begin{thebibliography}{99}
\bibitem{callen} J.~P. Callen. \newblock Dermatomyositis. \newblock {\em Lancet}, 355:53--57, 2000.
\bibitem{boulman} N. Boulman and G. Slobodin. \newblock Calcinosis in rheumatic diseases.
  \newblock {\em Semin Arthritis Rheum}, 34:805--812, 2005.
\end{thebibliography}
\end{document}
Nothing behind the end \cite{callen}
"""


def read(source, name="paper.tex"):
    return read_document(source.encode(), name)


@pytest.fixture(scope="module")
def paper():
    return read(PAPER)


def test_the_paper_itself(paper):
    assert paper.format == "latex"
    assert paper.record.title == "Calcinosis in five children"
    assert [one.family for one in paper.record.authors] == ["Peñate", "Şimşek"]


def test_its_text_is_what_latex_prints(paper):
    assert "We saw calcinosis in 50% of children [1]." in paper.text
    assert "Others saw α-fetoprotein too. [Not always [2].]" in paper.text
    assert "m<sup>2</sup>" in paper.text
    for unseen in ("draft", "hidden", "Ward 7", "sec:intro", "Nothing behind", "\\", "{"):
        assert unseen not in paper.text


def test_its_entries_and_mentions(paper):
    assert [(one.number, one.label) for one in paper.references] == [(1, "1"), (2, "2")]
    assert [one.record.title for one in paper.references] == [
        "Dermatomyositis",
        "Calcinosis in rheumatic diseases",
    ]
    assert [one.record.year for one in paper.references] == [2000, 2005]
    assert all(paper.text[one.start : one.end] == one.raw for one in paper.references)
    assert [one.references for one in paper.mentions] == [(1,), (2, 1), (2,)]
    assert [one.text for one in paper.mentions] == ["1", "2, 1", "2"]
    assert paper.mentions[1].sentence == "Calcinosis is found late [2, 1]."
    assert paper.mentions[1].section == "Introduction"
    assert {one.state for one in paper.links} == {"linked"}
    assert paper.problems == ()


def listed(cite, *items):
    entries = "\n".join(f"\\bibitem{label}{{{key}}} {text}" for label, key, text in items)
    return (
        "\\begin{document}\n\\section{Course}\nCalcinosis is found late "
        + cite
        + " in the course.\n"
        "\\begin{thebibliography}{9}\n" + entries + "\n\\end{thebibliography}\n\\end{document}"
    )


CALLEN = ("[Callen(2000)]", "callen", "J. Callen. Dermatomyositis. Lancet, 355:53, 2000.")
BOULMAN = (
    "[{Boulman et~al.(2005)Boulman, Slobodin}]",
    "boulman",
    "N. Boulman. Calcinosis. Cutis, 34:8, 2005.",
)


@pytest.mark.parametrize(
    ("cite", "printed", "references"),
    [
        (r"\citep{callen}", "late (Callen, 2000) in", (1,)),
        (r"\citep[e.g.][]{callen,boulman}", "late (Callen, 2000; Boulman et al., 2005) in", (1, 2)),
        (r"\citet*{boulman}", "late Boulman et al. (2005) in", (2,)),
        (r"\parencite[see][12]{callen}", "late (Callen, 2000) in", (1,)),
        (r"\textcite{callen}", "late Callen (2000) in", (1,)),
        (
            r"\parencites[a][]{callen}[b]{boulman}",
            "late (Callen, 2000; Boulman et al., 2005) in",
            (1, 2),
        ),
        (r"\citep{callen,callen}", "late (Callen, 2000) in", (1,)),
    ],
)
def test_names_and_years(cite, printed, references):
    document = read(listed(cite, CALLEN, BOULMAN))
    assert printed in document.text
    (mention,) = document.mentions
    assert mention.references == references
    assert mention.sentence.startswith("Calcinosis is found late")
    assert not document.references[0].raw.startswith("[1]")


@pytest.mark.parametrize(
    "command", [r"\nocite{callen}", r"\citestyle{apa}", r"\bibcite{callen}{1}"]
)
def test_what_is_no_citation(command):
    assert read(listed(command, ("", *CALLEN[1:]), ("", *BOULMAN[1:]))).mentions == ()


def test_a_key_without_entry_is_shown_and_reported():
    document = read(listed(r"\cite{callen,lobo2008}", ("", *CALLEN[1:]), ("", *BOULMAN[1:])))
    assert "[1, lobo2008]" in document.text
    assert document.mentions[0].references == (1,)
    (problem,) = [one for one in document.problems if one.code == "key-not-listed"]
    assert "lobo2008" in problem.message


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (r"\bibliography{refs,more}", "refs.bib, more.bib"),
        (r"\addbibresource{lib/refs.bib}", "lib/refs.bib"),
    ],
)
def test_a_list_in_a_bib_file_is_named(command, file):
    document = read(
        f"\\begin{{document}}\nFound late \\cite{{callen,boulman}} in children.\n{command}\n\\end{{document}}"
    )
    assert document.references == ()
    assert [one.references for one in document.mentions] == [()]
    assert document.links == ()
    (problem,) = [one for one in document.problems if one.code == "list-in-bib-file"]
    assert problem.message.startswith(f"The 2 works it cites stand in {file}")
    assert not any(one.code == "numbers-waiting-for-list" for one in document.problems)


def test_included_files_are_named_not_opened():
    document = read(
        "\\begin{document}\n\\input{/etc/hostname}\nWords of the paper.\n\\end{document}"
    )
    assert [one.code for one in document.problems if "read" in one.code] == [
        "included-files-not-read"
    ]
    assert document.text.strip() == "Words of the paper."


def test_a_bbl_of_elsevier_gives_its_dois():
    document = read(
        r"""\begin{thebibliography}{1}
\expandafter\ifx\csname url\endcsname\relax\def\url#1{\texttt{#1}}\fi
\bibitem{callen}
\bibinfo{author}{J.~P. Callen}, \bibinfo{title}{Dermatomyositis},
\newblock \bibinfo{journal}{Lancet} \bibinfo{volume}{355} (\bibinfo{year}{2000}) \bibinfo{pages}{53--57}.
\newblock \href {https://doi.org/10.1016/S0140-6736(99)05157-0} {\path{doi:10.1016/S0140-6736(99)05157-0}}.
\end{thebibliography}""",
        "paper.bbl",
    )
    (reference,) = document.references
    assert reference.record.doi == "10.1016/s0140-6736(99)05157-0"
    assert reference.record.title == "Dermatomyositis"


def test_a_bbl_of_biblatex_gives_its_fields():
    document = read(
        r"""\begingroup
\datalist[entry]{nty/global//global/global}
  \entry{callen}{article}{}{}
    \name{author}{2}{}{%
      {{hash=a}{%
         family={Callen},
         familyi={C\bibinitperiod},
         given={J.\bibnamedelimi P.},
         giveni={J\bibinitperiod}}}%
      {{hash=b}{%
         family={World Health Organization}}}%
    }
    \list{publisher}{1}{%
      {Elsevier}%
    }
    \field{journaltitle}{Lancet}
    \field{number}{9197}
    \field{title}{Dermatomyositis: {TGF} and 5\% of \emph{all}}
    \field{volume}{355}
    \field{year}{2000}
    \field{pages}{53\bibrangedash 57}
    \verb{doi}
    \verb 10.1016/S0140-6736(99)05157-0
    \endverb
  \endentry
\enddatalist
\endgroup""",
        "paper.bbl",
    )
    (reference,) = document.references
    record = reference.record
    assert document.format == "bbl"
    assert record.authors[0].family == "Callen"
    assert record.authors[1].literal == "World Health Organization"
    assert record.title == "Dermatomyositis: TGF and 5% of all"
    assert (record.container, record.year, record.pages) == ("Lancet", 2000, "53-57")
    assert record.doi == "10.1016/s0140-6736(99)05157-0"
    assert document.text[reference.start : reference.end] == reference.raw


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("% note\n\\documentclass{book}", True),
        ("\\pdfoutput=1\n\\documentclass[12pt]{article}", True),
        ("\\begin{document}\nWords", True),
        ("<p>A formula\n\\begin{document}x\\end{document}\n\\bibitem{a} b</p>", False),
        (
            "The dose was\n\\documentclass[12pt]{minimal}\n\\begin{document}$$x$$\\end{document}\na week.",
            False,
        ),
        ("\\section{Aim}\nFound late \\cite{a}.", True),
        ("\\bibitem{a} Callen", True),
        ("Lancet 2000;355:53-7. C:\\Users\\ana\\paper.txt", False),
        ("# How to write\n\n```\n\\documentclass{article}\n```\n", False),
        ("The command \\cite cites.", False),
        ("", False),
    ],
)
def test_looks_like_latex(text, expected):
    assert looks_like_latex(text) is expected


HEAD = r"\documentclass{article}\begin{document}\section{Course}Words of the paper. "


def followed(unit):
    return lambda text: text + unit * (len(text) // 10)


@pytest.mark.parametrize(
    ("unit", "size", "closed"),
    [
        (r"Found \textbf{late \cite{a}. ", 24_000, str),
        (r"\section{Found ", 120_000, str),
        ("{", 32_000, lambda text: f"{text}late{'}' * len(text)}"),
        ("}", 32_000, str),
        (r"\section{w", 64_000, followed("}")),
        (r"\cite[", 80_000, str),
        (r"\bibitem[{", 120_000, str),
        ("$", 32_000, str),
        ("\\", 32_000, str),
        ("%", 32_000, str),
        (r"\begin{tabular}{", 80_000, str),
    ],
    ids=["open", "headings", "nested", "closing", "nested headings", "options", "items", "math", "slashes", "comments", "tables"],
)  # fmt: skip
def test_unbalanced_sources_are_read_in_linear_time(unit, size, closed):
    def read_closed(text):
        document = read(HEAD + closed(text) + " and its words go on" * (len(text) // 20))
        assert "Words of the paper." in document.text

    assert is_linear(read_closed, unit, size)


def test_binary_named_tex_is_refused():
    with pytest.raises(UnreadableError, match="binary"):
        read_document(b"\\documentclass{article}" + bytes(range(256)) * 40, "a.tex")


def test_latin_1_is_read_and_said():
    document = read_document((HEAD + "Peñate saw it.").encode("latin-1"), "a.tex")
    assert "Peñate" in document.text
    assert "encoding-guessed" in {one.code for one in document.problems}

"""What LaTeX commands and environments print: tables to be read beside a LaTeX manual."""

from typing import Final

HEADINGS: Final = {
    "title": "# ",
    "part": "## ",
    "chapter": "## ",
    "section": "## ",
    "subsection": "### ",
    "subsubsection": "#### ",
    "paragraph": "##### ",
}
# What stands around the argument of a command in the printed text.
AROUND: Final = {
    **{name: (f"\n\n{marks}", "\n\n") for name, marks in HEADINGS.items()},
    "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "footnote": (" [", "]"),
    "author": ("\n\n", "\n\n"),
    "caption": ("\n\n", "\n\n"),
    "abstract": ("\n\n## Abstract\n\n", "\n\n"),
    "keywords": ("\n\nKeywords: ", "\n\n"),
    "enquote": ("“", "”"),
    "doi": (" doi:", " "),
}
INSTEAD: Final = {
    "item": "\n\n• ",
    "newline": "\n",
    "linebreak": "\n",
    "par": "\n\n",
    "and": ", ",
    "newblock": "",
    "quad": " ",
    "qquad": " ",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "maketitle": "\n\n",
    "Box": "□",
}
# Commands whose first arguments print nothing, and how many.
SILENT: Final = {
    **dict.fromkeys(
        (
            *(
                "label",
                "ref",
                "eqref",
                "pageref",
                "cref",
                "Cref",
                "autoref",
                "vspace",
                "hspace",
                "index",
            ),
            *("includegraphics", "bibliographystyle", "bibliography", "addbibresource", "input"),
            *(
                "include",
                "usepackage",
                "documentclass",
                "thanks",
                "inst",
                "fnref",
                "corref",
                "nocite",
            ),
            *("pagestyle", "thispagestyle", "vskip", "bibinfo", "bibfield", "textcolor", "color"),
            *("BibitemShut", "hypersetup", "orcid", "email", "affiliation", "affil", "address"),
            *(
                "institute",
                "date",
                "pacs",
                "citestyle",
                "bibliographyunit",
                "graphicspath",
                "geometry",
            ),
            *(
                "institution",
                "fntext",
                "cortext",
                "ead",
                "subfile",
                "printbibliography",
                "orcidlink",
            ),
        ),
        1,
    ),
    **dict.fromkeys(("setlength", "setcounter", "addtocounter", "addtolength", "newcommand"), 2),
    **dict.fromkeys(("renewcommand", "providecommand", "newtheorem", "markboth"), 2),
}
BEGINNINGS: Final = {
    "abstract": "\n\n## Abstract\n\n",
    "thebibliography": "\n\n## References\n\n",
    "keyword": "\n\nKeywords: ",
    "keywords": "\n\nKeywords: ",
}
# Environments whose first argument is a measure or a column specification.
MEASURED: Final = frozenset(
    (
        "tabular",
        "tabular*",
        "tabularx",
        "longtable",
        "array",
        "thebibliography",
        "minipage",
        "multicols",
    )
)

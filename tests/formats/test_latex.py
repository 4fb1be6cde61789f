import re

import pytest
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from refmgr.formats.latex import decode, encode, plain
from refmgr.formats.latex_titles import encode_title


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Élodie", r"{\'E}lodie"),
        ("Şimşek, İbrahim, Bakkaloğlu, ığdır", None),
        ("Şimşek", r"{\c{S}}im{\c{s}}ek"),
        ("İ ı ğ", r"{\.I} {\i} {\u{g}}"),
        ("García-Ínigo í", r"Garc{\'\i}a-{\'I}nigo {\'\i}"),
        ("Łódź Ørsted Weiß Þór", r"{\L}{\'o}d{\'z} {\O}rsted Wei{\ss} {\TH}{\'o}r"),
        ("Erdős", r"Erd{\H{o}}s"),
        ("IL-1β", r"IL-1{$\beta$}"),
        ("γδ T cells", r"{$\gamma$}{$\delta$} T cells"),
        ("Νόσος Αδαμαντιάδη", "Νόσος Αδαμαντιάδη"),
        ("50% of A & B_1 #2 for $5", r"50\% of A \& B\_1 \#2 for \$5"),
        (
            "{0,1) \\ ~ ^",
            r"{\textbraceleft}0,1) {\textbackslash} {\textasciitilde} {\textasciicircum}",
        ),
        ("p <0.05 ≥ 10⁶ H₂O", r"p {\textless}0.05 {$\geq$} 10{$^6$} H{$_2$}O"),
        ("5 µm, 5 μm", r"5 {\textmu}m, 5 {$\mu$}m"),
        ("53–57 — a -- b", r"53--57 --- a -{}- b"),
        ("a –— b", r"a --{}--- b"),
        ("5'' vs 5' vs ’s “so”", None),
        ("王小明 ặ ấ", "王小明 ặ ấ"),
    ],
)
def test_encodes_and_decodes(text, latex):
    encoded = encode(text)
    if latex is not None:
        assert encoded == latex
    assert decode(encoded) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"50\% of patients", "50% of patients"),
        ("50% of patients", "50% of patients"),
        (r"10\textsuperscript{6} and H\textsubscript{2}O", "10⁶ and H₂O"),
        (r"$\alpha$ and \textalpha{} $<$5 $10^{12}$", "α and α <5 10¹²"),
        (r"\textgreater 5", ">5"),
        (
            r"M\"uller, Pe\~nate, \v Skoda, Fran\c cois, na\"{\i}ve",
            "Müller, Peñate, Škoda, François, naïve",
        ),
        (r"Wei{\ss}e stra{\ss}e", "Weiße straße"),
        ("``so'' --- he said", "“so” — he said"),
        (r"Dr.~Smith", "Dr. Smith"),
        (r"\emph{in vitro} {JDM}", "in vitro JDM"),
        (r"\unknown{x} stays", r"\unknown{x} stays"),
    ],
)
def test_decodes_what_others_write(latex, text):
    assert decode(latex) == text


@given(st.text())
def test_round_trip(text):
    line = plain(text)
    assert plain(decode(encode(line))) == line
    assert plain(decode(encode_title(line))) == line


@given(st.text())
def test_plain_is_idempotent_and_one_line(text):
    assert plain(plain(text)) == plain(text)
    assert not re.search(r"[\r\n\t\x00]", plain(text))


@given(st.text())
def test_braces_balance_as_bibtex_counts_them(text):
    depth = 0
    for sign in encode_title(plain(text)):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        (
            "Calcinosis in JDM: role of IL-1 and mRNA",
            "Calcinosis in {JDM}: role of {IL-1} and {mRNA}",
        ),
        ("Vitamin B12, vitamin D and type I", "Vitamin {B12}, vitamin {D} and type {I}"),
        ("Milk of calcium: A rare manifestation", "Milk of calcium: A rare manifestation"),
        (
            "Calcinosis in Crohn disease, a (COVID-19) series",
            "Calcinosis in {Crohn} disease, a ({COVID-19}) series",
        ),
        (
            "Dystrophic Calcinosis a Rare Manifestation",
            "Dystrophic Calcinosis a Rare Manifestation",
        ),
        (
            "Late-Onset Calcinosis With Anti-TNF Therapy",
            "Late-Onset Calcinosis With {Anti-TNF} Therapy",
        ),
        ("TREATMENT OF CALCINOSIS IN JDM", "TREATMENT OF CALCINOSIS IN JDM"),
        ("IFN-γ in disease", r"{IFN-{$\gamma$}} in disease"),
        ("", ""),
    ],
)
def test_titles_keep_their_telling_capitals(title, latex):
    assert encode_title(title) == latex


@pytest.mark.parametrize(
    "sign", ["{", "\\", "$", "a-", "9", "\\'", "\\text", "β", " ", "$^{", "A "]
)
def test_linear_in_the_text(sign):
    def there_and_back(text):
        decode(text)
        encode(text)
        encode_title(text)

    assert is_linear(there_and_back, sign, 80_000)

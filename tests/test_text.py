"""The comparison form, mended lines and titles in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.text import fold, is_capitals, mend, sentence_case, without_markup, words


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("  Calcinosis \u00a0 Cutis\n", "calcinosis cutis"),
        ("Müller–Łukasz’s “Straße”", 'muller-lukasz\'s "strasse"'),
        ("Yıldırım DG, Akdulum İ, Bakkaloğlu", "yildirim dg, akdulum i, bakkaloglu"),
        ("β-blocker, TNF-α and IL-1β", "beta-blocker, tnf-alpha and il-1beta"),
        ("µ-opioid and μ-opioid", "mu-opioid and mu-opioid"),
        ("ﬁbrosis of the ﬂexor, œdema, Ærø", "fibrosis of the flexor, oedema, aero"),
        ("CO₂ at 10² Pa", "co2 at 102 pa"),
        ("Иванов", "ivanov"),
        ("dermato\u00admyositis\u200b", "dermatomyositis"),
        ("", ""),
    ],
)
def test_fold(printed, folded):
    assert fold(printed) == folded


@given(st.text())
def test_fold_twice_is_fold_once(text):
    once = fold(text)
    assert fold(once) == once
    assert once.isascii()


def test_decomposed_and_composed_accents_fold_alike():
    assert fold("Pen\u0303ate") == fold("Peñate") == "penate"


def test_words_are_runs_of_letters_and_digits():
    assert words("Crohn’s: p16INK4a—response (n=3)") == [
        *("crohn", "s", "p16ink4a", "response", "n", "3")
    ]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("juvenile dermato-\nmyositis", "juvenile dermatomyositis"),
        ("juvenile dermato\u00ad\n  myositis", "juvenile dermatomyositis"),
        ("Scharffetter-\nKochanek K", "Scharffetter-Kochanek K"),
        ("interleukin IL-\n6", "interleukin IL-6"),
        ("2000;355:53–\n7", "2000;355:53–7"),
        ("long-\nterm follow-\r\nup", "long-term follow-up"),
        ("a  b\u00a0c\td \n", "a b c d"),
        ("a – \nb", "a – b"),
        ("Griﬃths J, ﬁbrosis of the ﬂexor", "Griffiths J, fibrosis of the flexor"),
    ],
)
def test_mend(broken, mended):
    assert mend(broken) == mended


@given(st.text())
def test_mend_leaves_one_line(text):
    assert "\n" not in mend(text)
    assert mend(mend(text)) == mend(text)


@pytest.mark.parametrize(
    ("title", "capitals"),
    [
        ("LATE ONSET CALCIFICATION FOLLOWING JUVENILE DERMATOMYOSITIS", True),
        ("ÇOCUKLARDA KALSİNOZİS: 3 OLGU", True),
        ("Calcinosis in SLE and JDM", False),
        ("JAMA", False),
        ("皮肌炎", False),
        ("1994;19:638-41", False),
    ],
)
def test_is_capitals(title, capitals):
    assert is_capitals(title) is capitals


@pytest.mark.parametrize(
    ("title", "readable"),
    [
        (
            (
                "LATE ONSET CALCIFICATION FOLLOWING JUVENILE DERMATOMYOSITIS: RESPONSE WITH WEEKLY "
                "ALENDRONATE"
            ),
            (
                "Late onset calcification following juvenile dermatomyositis: response with weekly "
                "alendronate"
            ),
        ),
        ("CUTANEOUS DISEASES. PART II. A REVIEW", "Cutaneous diseases. Part II. A review"),
        ("IL-6 AND HIV IN SYSTEMIC LUPUS (SLE)", "IL-6 and HIV in systemic lupus (SLE)"),
        ("“CROHN’S DISEASE” IN JDM", "“Crohn’s disease” in JDM"),
        ("KALSİNOZİS CUTİS OLGUSU", "Kalsinozis cutis olgusu"),
        ("Calcinosis in SLE", "Calcinosis in SLE"),
    ],
)
def test_sentence_case(title, readable):
    assert sentence_case(title) == readable


@given(st.text())
def test_sentence_case_keeps_the_words(text):
    assert fold(sentence_case(text)) == fold(text)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("CB<sub>1</sub> in <i>vivo</i> &amp; in vitro", "CB1 in vivo & in vitro"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ("<jats:title>Calcinosis</jats:title>", "Calcinosis"),
    ],
)
def test_without_markup(marked, plain):
    assert without_markup(marked) == plain

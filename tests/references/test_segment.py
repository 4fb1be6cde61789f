"""Where entries begin and end when one of them prints less than the others."""

import pytest

from refmgr.references.lists import read_lists

BODY = "Title of a paper\n\nThe body of the paper, which is not long at all.\n\nReferences\n"


def test_the_last_entry_keeps_the_lines_of_a_long_title():
    entries = [
        "Arakawa, T. & Timasheff, S. N. (1982). Stabilization of protein\nstructure by sugars. Biochemistry 21, 6536–6544.",
        "Brown, A. D. (1976). Microbial water stress. Bacteriol Rev 40, 803–846.",
        "Crowe, J. H., Hoekstra, F. A. & Crowe, L. M. (1992). Anhydrobiosis.\nAnnu Rev Physiol 54, 579–599.",
        "Kumar, S. & Nei, M. (2004). An integrated software for the molecular\nanalysis of genes and the alignment of their\nsequences. Brief Bioinform 5, 150–163.",
        "Zwick, D. J. & Yassin, A. F. (2006).\nthe ways in which the skin of a small child\nholds its milk. Syst Appl Microbiol 36, 69–73.",
    ]
    references = read_lists(BODY + "\n".join(entries) + "\n").references
    assert [reference.raw for reference in references] == entries


def test_an_entry_whose_number_lost_its_dot_stands_alone():
    text = (
        "1. Callen JP. Dermatomyositis. Lancet 2000;355:53-7.\n"
        "2. Brewer AC. The calcium that flows. J Pediatr 1998;133:12-9.\n"
        "3 Mukamel M, Horev G. New insight. Arch Dis Child 2001;84:7-11.\n"
        "4. Silva M. Draining is not enough. Br J Dermatol 2003;149:22-31.\n"
        "5. Oliveira S. Calcification. Rheumatology 2004;43:1-4.\n"
    )
    references = read_lists(BODY + text).references
    assert [reference.number for reference in references] == [1, 2, 3, 4, 5]
    assert references[2].raw.startswith("3 Mukamel")


def test_lines_that_begin_with_the_missing_number_are_no_entry():
    text = (
        "1. Callen JP. Dermatomyositis in the first years of life and\n"
        "2 of its faces. Lancet 2000;355:53-7.\n"
        "3. Silva M. Draining is not enough. Br J Dermatol 2003;149:22-31.\n"
        "4. Oliveira S. Calcification. Rheumatology 2004;43:1-4.\n"
    )
    assert [reference.number for reference in read_lists(BODY + text).references] == [1, 3, 4]


def test_bullets_without_words_are_no_entries():
    assert read_lists("REFERENCE\n0A\n•\n•").references == ()


@pytest.mark.parametrize("family", ["deKernion", "vanWijk", "DiMaggio", "von Arx", "delMonte"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_names_that_begin_small_begin_entries(family, gap):
    entries = [
        "Abreu, T. (2005). Calcinosis of the knee. Knee, 3, 1–4.",
        f"{family}, J. A., & Wu, J. (1996). Lumps of the city. Health, 27, 48–52.",
        "Larsen, O. P. (2003). Milk of calcium. Elbow, 12, 45–9.",
        f"{family}, K. (1997). Lumps of the village. Health, 28, 4–5.",
        "Ono, K., & Wu, J. (2009). Warfarin and calcium. Hand, 8, 77–80.",
    ]
    references = read_lists(BODY + gap.join(entries) + "\n").references
    assert [reference.raw for reference in references] == entries

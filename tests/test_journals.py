"""When two names of a journal mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmgr.journals import compare_containers, compare_with_names, container_stands_in


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("Lancet", "The Lancet", "equal"),
        ("J Hand Surg Br", "J. Hand Surg. (Br.)", "close"),
        ("Lancet", "Lancet (London, England)", "equal"),
        ("Arch Dermatol", "ARCH DERMATOL.", "equal"),
        ("Annals of Pediatrics", "The Annals of Pediatrics", "equal"),
        ("J Clin Endocrinol Metab", "J Clin Endocrinol & Metab", "equal"),
        ("Arch Dermatol", "Archives of Dermatology", "close"),
        ("J Hand Surg", "J Hand Surg Br", "close"),
        ("J Hand Surg", "The Journal of Hand Surgery: British & European Volume", "close"),
        ("J Hand Surg Br", "Journal of Hand Surgery (British and European Volume)", "close"),
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences", "close"),
        ("BMJ", "British Medical Journal", "close"),
        ("JAMA", "JAMA: The Journal of the American Medical Association", "close"),
        ("N Engl J Med", "The New England Journal of Medicine", "close"),
        ("Acta Derm Venereol", "Acta Dermato-Venereologica", "close"),
        ("Jpn J Clin Oncol", "Japanese Journal of Clinical Oncology", "close"),
        ("Dtsch Med Wochenschr", "Deutsche Medizinische Wochenschrift", "close"),
        ("Journal of Rheumatology", "Journal of Rheumatolgoy", "close"),
        ("Anaesthesia", "Anaesthesia: journal of the Association", "close"),
        ("J Hand Surg Br", "J Hand Surg Am", "different"),
        ("J Hand Surg: British Volume", "J Hand Surg: American Volume", "different"),
        ("J Pediatr", "J Pediatr Surg", "different"),
        ("Lancet", "Lancet Oncol", "different"),
        ("Circulation", "Circulation: Heart Failure", "different"),
        ("Dermatology", "Dermatol Clin", "different"),
        ("Pediatrics", "Pediatr Int", "different"),
        ("Clin Exp Rheumatol", "Clin Rheumatol", "different"),
        ("J Cancer Res", "Jpn J Cancer Res", "different"),
        ("Arthritis Rheum", "Semin Arthritis Rheum", "different"),
        ("J Psychol", "Journal of Psychopharmacology", "different"),
        ("Lancet", None, "incomparable"),
        ("", "Lancet", "incomparable"),
        ("...", "Lancet", "incomparable"),
    ],
)
def test_compare_containers(a, b, agreement):
    assert compare_containers(a, b) == agreement
    assert compare_containers(b, a) == agreement


@given(st.text(max_size=40), st.text(max_size=40))
def test_order_does_not_matter(a, b):
    assert compare_containers(a, b) == compare_containers(b, a)


@given(
    st.lists(
        st.sampled_from(
            ["J", "Journal", "of", "Pediatr", "Pediatrics", "Surg", "Br", ":", "(", ")"]
        )
    )
)
def test_a_name_equals_itself(parts):
    name = " ".join(parts)
    assert compare_containers(name, name) in {"equal", "incomparable"}


@pytest.mark.parametrize(
    ("container", "text", "stands"),
    [
        ("Journal of Hand Surgery", "lupus. J Hand Surg Br. 1994;19:638-41.", True),
        ("The Journal of Hand Surgery: British & European Volume", "J. Hand Surg. 19, 638", True),
        ("Journal of the American Medical Association", "lupus. JAMA. 2002;288:321", True),
        ("Biochemical Genetics", "K.Roe, BiochemicalGenetics 12,33 (1987)", True),
        ("Cancer", "Roe J. Iron. Cancer. 2005;3:1", True),
        ("Cancer", "Roe J. Cancer of the skin. Gut. 2005;3:1", False),
        ("Journal of Hand Surgery", "Roe J. Surgery of the hand. Gut. 2005;3:1", False),
        ("Heart Failure", "H. F. Roe, Gut 3, 1 (2005)", False),
        ("Cell", "“Yorkie,” Cell, vol. 122, no. 3, pp. 421–434, 2005.", True),
        ("JAMA", "Journal of the American Medical Association, 280, 497-499.", True),
        ("JAMA: the journal of the American Medical Association", "JAMA. 2006;295:2492.", True),
        ("Journal of Vision", "J Vis Exp. 2012 Dec 12;(70):e50025", False),
        ("Physical Review", "Physical Review Letters 113, 12 (2014)", False),
        ("Gut", "Gut. 2005 Mar;3:1", True),
        (None, "Gut 3, 1 (2005)", False),
        ("Gut", "", False),
    ],
)
def test_container_stands_in(container, text, stands):
    assert container_stands_in(container, text) is stands


@pytest.mark.parametrize(("printed", "container", "names", "agreement"), [
    # what no rule knows, the answer tells
    ("ElbJ", "The Elbow-Astronomical Journal", ("Elb.-Astron. J.", "ElbJ"), "close"),
    ("Lempu", "Jurnal Siku Indonesia", ("lempu",), "close"),
    ("ElbJ", "The Elbow-Astronomical Journal", (), "different"),
    # a name of its own needs no other
    ("J Elbow Surg", "Journal of Elbow Surgery", ("Lumps",), "close"),
    ("Journal of Elbow Surgery", "Journal of Elbow Surgery", (), "equal"),
    # another journal stays another one, nothing stays nothing
    ("Lancet", "Journal of Elbow Surgery", ("J Elbow Surg",), "different"),
    (None, "Journal of Elbow Surgery", ("J Elbow Surg",), "incomparable"),
    ("Acta Elbowogr D Struct Biol", "Acta Elbowographica Section D Structural Biology", (), "close"),
])  # fmt: skip
def test_what_an_answer_calls_its_container_counts(printed, container, names, agreement):
    assert compare_with_names(printed, container, names) == agreement

"""Which parts are read from entries outside the plain styles, and from lines that are no entry."""

import pytest

from refmgr.references.parsing import parse_reference


def fields(raw):
    return {name: values[0] for name, values in parse_reference(raw).fields.items()}


# fmt: off
@pytest.mark.parametrize(("raw", "expected"), [
    # physics prints no titles
    ("A. Larsen and J. Wu, Phys. Rev. B 47, 777 (1995).",
     {"author": "A. Larsen and J. Wu", "container-title": "Phys. Rev. B", "volume": "47", "pages": "777", "date": "1995"}),
    # humanities: no numbers, a publisher
    ("Larsen, Anna. The Elbow in History. Oxford: Clarendon Press, 1987.",
     {"author": "Larsen, Anna", "title": "The Elbow in History", "location": "Oxford", "publisher": "Clarendon Press", "date": "1987"}),
    ("Wu, Jan: Die Verkalkung der Haut. Stuttgart: Thieme 1987.",
     {"author": "Wu, Jan", "title": "Die Verkalkung der Haut", "location": "Stuttgart", "publisher": "Thieme", "date": "1987"}),
    # chapters and proceedings
    ("J. Wu and A. Larsen. Sparse elbows. In Proceedings of the Third Conference on Elbows, pages 12-19, 1994.",
     {"author": "J. Wu and A. Larsen", "title": "Sparse elbows", "container-title": "Proceedings of the Third Conference on Elbows",
      "pages": "12-19", "date": "1994"}),
])  # fmt: skip
def test_styles_that_the_rules_do_not_know(raw, expected):
    read = fields(raw)
    assert {name: read.get(name) for name in expected} == expected


FIRST = "Callen JP. Dermatomyositis. Lancet. 2000;355(9197):53–7."
SECOND = "Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg. 2003 Jan 4;12(3):45-9."
APA = "Wu, J., & Li, K. (2003). Milk of calcium. J Elbow Surg, 12(3), 45–49."


@pytest.mark.parametrize("raw", [
    f"{FIRST} {SECOND}", f"1. {FIRST} 2. {SECOND}", f"{FIRST}; {SECOND}",
    f"Callen JP (2000) Dermatomyositis. Lancet 355: 53–57. {APA}",
    f"{FIRST} Roe K. Bumps. Nature. 2003;12:45-49.",
])
def test_two_references_on_one_line_are_told(raw):
    reference = parse_reference(raw)
    assert [problem.code for problem in reference.problems] == ["several-references"]
    assert (reference.record.title, reference.record.container) == ("Dermatomyositis", "Lancet")
    assert reference.raw == raw
    assert reference.confidence <= 0.2


@pytest.mark.parametrize("raw", [
    FIRST, SECOND, APA,
    "Callen JP. Dermatomyositis. Lancet. 2000;355:53–7; quiz 58-9.",
    "Callen JP. Lumps, 1990-2000. Part 2, 3-5 years. Lancet. 2000;355:53–7.",
    "Wu J. Elbows. In: Larsen OP, Abreu T, editors. Joints 12: 1-99. 2nd ed. London: Elbow Press; 2008. p. 547-59.",
])
def test_one_reference_is_one(raw):
    assert "several-references" not in [problem.code for problem in parse_reference(raw).problems]


@pytest.mark.parametrize("raw", [
    "The patients were treated with methotrexate and the calcinosis has improved since then.",
    "We thank our colleagues who have helped us in this study in 2019.",
])
def test_a_sentence_gives_no_fields(raw):
    reference = parse_reference(raw)
    assert set(reference.fields) == {"note"}
    assert reference.confidence < 0.1
    assert [problem.code for problem in reference.problems] == ["no-reference"]


@pytest.mark.parametrize(("raw", "expected"), [
    ("张三, 李四. 儿童皮肌炎钙质沉着的研究[J]. 中华虚构杂志, 2010, 43(5): 321-323.",
     {"author": "张三, 李四", "title": "儿童皮肌炎钙质沉着的研究", "container-title": "中华虚构杂志", "date": "2010", "volume": "43",
      "issue": "5", "pages": "321-323"}),
    ("王五. 皮肌炎概论[M]. 北京: 虚构出版社, 2005.",
     {"author": "王五", "title": "皮肌炎概论", "location": "北京", "publisher": "虚构出版社", "date": "2005"}),
    ("山田太郎, 鈴木花子: 皮膚筋炎の石灰化. 日皮虚誌 110: 123-130, 2000.",
     {"container-title": "日皮虚誌", "date": "2000", "volume": "110", "pages": "123-130"}),
    ("이형수, 안창호, '허구의 진단척도 개발,' 한국허구학회지, 제7권, 제2호, pp.211-239, 2002.",
     {"author": "이형수, 안창호", "title": "허구의 진단척도 개발", "container-title": "한국허구학회지", "date": "2002", "pages": "211-239"}),
    ("山田太郎「皮膚筋炎の石灰化について」『日本虚構学会雑誌』110巻2号、2000年、pp.123-130",
     {"author": "山田太郎", "title": "皮膚筋炎の石灰化について", "container-title": "日本虚構学会雑誌", "date": "2000", "volume": "110",
      "issue": "2", "pages": "123-130"}),
    ("김철수, 이영희. 피부근염의 석회화. 대한허구학회지 2010;43:321-5.",
     {"author": "김철수, 이영희", "title": "피부근염의 석회화", "container-title": "대한허구학회지", "date": "2010"}),
    ("כהן ד, לוי מ. דרמטומיוזיטיס בילדים. הרפואה. 2005;144(3):174-8.",
     {"container-title": "הרפואה", "date": "2005", "volume": "144", "issue": "3", "pages": "174-8"}),
])  # fmt: skip
def test_other_scripts(raw, expected):
    read = fields(raw)
    assert {name: read.get(name) for name in expected} == expected


@pytest.mark.parametrize(("raw", "author", "title"), [
    ("كوهين أ. التكلس الجلدي عند الأطفال. المجلة الطبية. 2001;12(3):4-9.", "كوهين أ", "التكلس الجلدي عند الأطفال"),
    ("כהן א. הסתיידות העור. הרפואה 2001;12:4-9.", "כהן א", "הסתיידות העור"),
])
def test_right_to_left_scripts(raw, author, title):
    reference = parse_reference(raw)
    assert reference.raw == raw
    assert (reference.fields["author"], reference.fields["title"]) == ((author,), (title,))
    assert (reference.record.year, reference.record.volume, reference.record.pages) == (2001, "12", "4-9")


def test_a_work_without_a_source_keeps_author_and_title():
    assert fields("Doe J. Calcinosis. 2001.") == {"author": "Doe J", "title": "Calcinosis", "date": "2001"}


@pytest.mark.parametrize("raw", ["1234 5678 99", "\ud800\udfff 12", "\x00\x01\x02", "....", "12;34:5-6"])
def test_what_holds_no_letters_has_no_fields_but_a_note(raw):
    reference = parse_reference(raw)
    assert set(reference.fields) <= {"note"}
    assert reference.raw == raw
    assert reference.confidence < 0.1


def test_control_characters_stand_in_no_field():
    reference = parse_reference("\x00Wu J. \x07Elbows\ud800.\x1b Lancet. 2000;1:2.")
    assert fields(reference.raw) == {
        "author": "Wu J", "title": "Elbows", "container-title": "Lancet", "date": "2000", "volume": "1", "pages": "2",
    }  # fmt: skip


def test_a_doubtful_reading_is_a_problem_and_a_plain_one_is_not():
    assert parse_reference(FIRST).problems == ()
    doubtful = parse_reference("von 12 Elbow ebd. a.a.O. Bd. 3 Teil 1999, siehe auch Wu und S. 4 ff., 7")
    assert [problem.code for problem in doubtful.problems] == ["parsed-with-doubt"]

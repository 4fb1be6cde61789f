import pytest

from refmgr.formats.people import read_name, read_people, write_name
from refmgr.model import Person


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("Callen, J. P.", Person("Callen", "J. P.")),
        ("Callen,J.P.", Person("Callen", "J.P.")),
        ("Garcia Lopez, Maria Jose", Person("Garcia Lopez", "Maria Jose")),
        ("LI, XIAO", Person("LI", "XIAO")),
        ("王, 小明", Person("王", "小明")),
        ("van der Berg, Jan", Person("Berg", "Jan", "van der")),
        ("Smith, John, Jr.", Person("Smith", "John", suffix="Jr.")),
        ("Smith, Jr., John", Person("Smith", "John", suffix="Jr.")),
        ("Smith, John, MD", Person("Smith", "John", suffix="MD")),
        ("Smith, MD", Person("Smith", "MD")),
        ("King, Jr", Person("King", suffix="Jr")),
        ("Martin Luther King, Jr.", Person("King", "Martin Luther", suffix="Jr")),
        ("Callen JP", Person("Callen", "JP")),
        ("World Health Organization", Person(literal="World Health Organization")),
        ("Marks and Spencer,", Person(literal="Marks and Spencer")),
        ("Ministry of Health, Labour and Welfare", Person(literal="Ministry of Health, Labour and Welfare")),
        ("A, B, C, D", Person(literal="A, B, C, D")),
    ],
)  # fmt: skip
def test_names(printed, person):
    assert read_name(printed) == person
    assert read_name(write_name(person)) == person


def test_et_al_and_blanks_are_no_people():
    assert read_people(["Roe, A", " ", "et al."]) == ((Person("Roe", "A"),), True)
    assert read_people(["others"]) == ((), True)


@pytest.mark.parametrize(
    "person",
    [Person("Smith"), Person(given="Madonna"), Person(literal="Marks and Spencer, Ltd"), Person("Smith", "A", suffix="III")],
)  # fmt: skip
def test_what_is_written_says_the_same_when_read(person):
    read = read_name(write_name(person))
    assert write_name(read) == write_name(person)

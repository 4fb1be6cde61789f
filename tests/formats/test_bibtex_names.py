import pytest

from refmgr.formats.bibtex_names import (
    carried_person,
    read_people,
    spaced_initials,
    write_people,
)
from refmgr.model import Person


@pytest.mark.parametrize(
    ("people", "written"),
    [
        ([Person("Callen", "JP")], "Callen, J. P."),
        ([Person("Mukamel", "M."), Person("Horev", "G")], "Mukamel, M. and Horev, G."),
        ([Person("Berg", "Jan", "van der")], "van der Berg, Jan"),
        ([Person("King", "Martin", suffix="Jr")], "King, Jr, Martin"),
        ([Person("King", suffix="Jr")], "King, Jr, {}"),
        ([Person("Silva", "J", "Da")], "Da Silva, J."),
        ([Person(literal="World Health Organization")], "{World Health Organization}"),
        ([Person(literal="Marks and Spencer, Ltd")], "{Marks and Spencer, Ltd}"),
        ([Person("Simon and Schuster", "X")], "{Simon and Schuster}, X."),
        ([Person("Smith", "J, MD")], "Smith, {J, MD}"),
        ([Person("others", "A")], "{others}, A."),
        ([Person(literal="others")], "{others}"),
        ([Person("Mukamel")], "Mukamel"),
        ([Person("van Gogh")], "{van Gogh}"),
        ([Person("Bakkaloğlu", "SA")], r"Bakkalo{\u{g}}lu, S. A."),
        ([Person("Özen", "Ş")], r"{\"O}zen, {\c{S}}."),
        ([Person("王", "小明")], r"{\relax 王}, {\relax 小明}"),
        ([Person("Иванов", "И-П Ян")], r"{\relax Иванов}, {\relax И}-{\relax П} {\relax Ян}"),
        ([Person(literal="École {X}")], r"{{\'E}cole {\textbraceleft}X{\textbraceright}}"),
        ([Person("Иванов", "ИП")], r"{\relax Иванов}, {\relax И}. {\relax П}."),
        ([Person(literal="Минздрав России")], r"{\relax Минздрав России}"),
        ([Person()], ""),
    ],
)
def test_people_are_written_and_read(people, written):
    assert write_people(people) == written
    read, et_al = read_people(written)
    assert not et_al
    assert [carried_person(one) for one in read] == [
        carried_person(one) for one in people if one != Person()
    ]


def test_particle_and_suffix_come_back_in_their_parts():
    read, _ = read_people("van der Berg, Jr, Jan")
    assert read == (Person(family="Berg", given="Jan", particle="van der", suffix="Jr"),)


def test_biblatex_reads_every_script_as_it_is():
    assert write_people([Person("王", "小明")], "biblatex") == "王, 小明"


def test_et_al_is_others():
    written = write_people([Person("Callen", "JP")], et_al=True)
    assert written == "Callen, J. P. and others"
    assert read_people(written)[1]
    assert write_people([], et_al=True) == ""


@pytest.mark.parametrize(
    ("given", "spaced"),
    [
        ("JP", "J. P."),
        ("J.P.", "J. P."),
        ("J. P.", "J. P."),
        ("J-P", "J.-P."),
        ("J.-P.", "J.-P."),
        ("J", "J."),
        ("ÖF", "Ö. F."),
        ("Feroze", "Feroze"),
        ("J. Patrick", "J. Patrick"),
        ("MARTIN", "MARTIN"),
        ("小明", "小明"),
        ("", ""),
    ],
)
def test_initials_are_set_apart(given, spaced):
    assert spaced_initials(given) == spaced
    assert spaced_initials(spaced) == spaced

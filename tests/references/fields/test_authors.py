"""Where author lists end."""

import pytest

from refmgr.references.fields.authors import find_authors


@pytest.mark.parametrize(
    ("printed", "rest"),
    [
        ("Callen JP", ". Dermatomyositis. Lancet"),
        ("Shehata R, al-Mayouf S, al-Dalaan A", ". Juvenile disease: a study"),
        ("de la Cruz M, van der Meulen J 3rd, O'Rourke JA", ". Lumps of the elbow"),
        ("Nunez Lopez YO, Hernández-Machín B, et al", ". Lumps of the elbow"),
        ("Larsen OP, Wu J, for the Elbow Study Group", ". Lumps of the elbow"),
        ("Smith, J. A., & de la Cruz, M.", " (2019). Lumps of the elbow"),
        ("PAULA, R. S. de L.; SILVA, E. da; WOIDA, L. M.", " Lumps of the elbow. Alfa"),
        ("Barros, F., Hall, C.F., Neto, V.B.P. & Batista, J.A.N.", " 2018. Lumps of the elbow"),
        ("Grosz, B. J., A. K. Joshi and S. Weinstein", ". (1995). Lumps of the elbow"),
        ("C.A. Dartora, M.J. Saldaña Jimenez and F. Zanella", ", Lumps of the elbow 37 (2015) 1"),
        ("Clyne PJ Warr CG Freeman MR et al.", " : A novel family of lumps"),
        ("Höss, M., et al.", " Lumps of the elbow. Nature, 1992"),
        # one odd name in a list of plain ones
        ("Merker S, Wirdateti, Sinaga W, et al.", " (2010) Lumps of the elbow"),
        ("Chaver MK, Ghigo JM, d’ Enfert C", " (2000) Lumps of the elbow"),
        ("Catala WJ, deKern JB, Ahmann FR", ". Lumps of the elbow"),
        ("Kimm G, Bhosle, M, Hwang W", ". Lumps of the elbow"),
        ("Parsa S, Alcázar et al.", " (2012) Lumps of the elbow"),
        # bodies
        ("Fisher A; US Elbow Task Force", ". Lumps of the elbow"),
        (
            "Brasil. Ministério da Saúde. Secretaria de Vigilância em Saúde",
            ". Lumps of the elbow: guia",
        ),
        (
            "Institute of Medicine (US) Committee on Quality of Health Care",
            ". Lumps of the elbow: a report",
        ),
        ("NCD Risk Factor Group (NCD-RG)", ". Lumps of the elbow from 1975"),
        ("NEMO community members", " (2013) Lumps of the elbow"),
        ("World Health Organization", ". Lumps of the elbow: a report"),
        ("INEP", ". Lumps of the elbow in schools"),
    ],
)
def test_a_list_ends_where_its_names_end(printed, rest):
    authors = find_authors(printed + rest)
    assert authors.text.rstrip(" .,") == printed.rstrip(" .")
    assert "Lumps" not in authors.text


@pytest.mark.parametrize(
    "text",
    [
        "Lumps of the elbow in children with dermatomyositis. Lancet. 2000;355:53.",
        "In vitro effects of milk. J Elbow Surg. 2003;12:45.",
        "4364.0 - A survey of lumps. 2019.",
        "",
    ],
)
def test_a_title_is_nobody(text):
    assert find_authors(text).text == ""


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Wu J (2003) Lumps.", "2003"),
        ("Wu, J. (2019a). Lumps.", "2019a"),
        ("Wu J. 1990. Lumps of the elbow.", "1990"),
        ("Wu J (in press) Lumps.", "in press"),
        ("Wu J. 2014;1:2.", ""),
        ("Wu J. 2014 Aug;1:2.", ""),
    ],
)
def test_a_year_behind_the_authors_is_theirs_unless_it_begins_the_source(text, year):
    assert find_authors(text).year == year

"""Kinds of works by what is printed."""

import pytest

from refmgr.references.parsing import parse_reference


@pytest.mark.parametrize(("raw", "kind"), [
    ("Wu J. Elbows. J Elbow Surg. 2003;12:45-9.", "article-journal"),
    ("Wu J, Roe K. Elbows in winter. medRxiv 2020.05.05.20078758; doi: https://doi.org/10.1101/2020.05.05.20078758", "article"),
    ("Wu J. Elbows [tese]. São Paulo: Universidade de São Paulo; 2011.", "thesis"),
    ("Wu J. Elbows in adults. PhD thesis, University of Oslo, 2011.", "thesis"),
    ("World Health Organization. Report on lumps. Geneva: World Health Organization; 2016.", "report"),
    ("World Health Organization. Lumps [Internet]. Geneva: World Health Organization; 2016 [cited 2017 Jan 2]. Available from: https://who.example.org/l", "webpage"),
    ("Elbow Association. Manual of lumps. 5th ed. Oslo: Elbow Press; 2013.", "book"),
    ("BRASIL. Lei nº 8.080, de 19 de setembro de 1990. Dispõe sobre cotovelos. Diário Oficial da União, Brasília, DF, 20 set. 1990.", "legislation"),
    ("IBM Corp. IBM SPSS Statistics for Windows, Version 25.0. Armonk, NY: IBM Corp; 2017.", "software"),
    ("Wu J, Roe K. Data from: elbows in winter. Dryad Digital Repository. 2013. doi:10.5061/dryad.d1013", "dataset"),
    ("Wu J. Elbows. In: Larsen OP, editor. Joints. Oslo: Elbow Press; 2011. p. 3-9.", "chapter"),
])  # fmt: skip
def test_kind(raw, kind):
    assert parse_reference(raw).record.type == kind


def test_the_number_of_a_preprint_is_neither_volume_nor_pages():
    raw = "Wu J, Roe K. Elbows in winter. medRxiv 2020.05.05.20078758; doi: https://doi.org/10.1101/2020.05.05.20078758"
    reference = parse_reference(raw)
    record = reference.record
    assert (record.container, record.year, record.volume, record.issue, record.pages) == (
        "medRxiv",
        2020,
        None,
        None,
        None,
    )
    assert "2020.05.05.20078758" in reference.fields["note"]


def test_editors_in_the_place_of_authors_sign_the_book():
    record = parse_reference(
        "Polit, D. F., & Beck, C. T. (Eds.). (2012). Nursing research. Lippincott Williams & Wilkins."
    ).record
    assert [person.family for person in record.authors] == ["Polit", "Beck"]

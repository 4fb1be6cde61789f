"""A work is entered under its numbers, and a printed reference leads to them whatever its style."""

import pytest

from refmgr.model import Record
from refmgr.sources.catalogue.keys import identifier_key, keys_of, place_keys

WORK = Record(
    title="Calcinosis", year=2004, volume="127", issue="5", pages="1291-9", doi="10.5555/a"
)


@pytest.mark.parametrize(
    "raw",
    [
        "Disario JA. Calcinosis. Gastroenterology. 2004;127:1291-9.",
        "3. Disario JA, et al. Calcinosis. Gastroenterology. 2004 Nov;127(5):1291-9. doi:10.5555/a",
        "Disario, J. A. (2004). Calcinosis. Gastroenterology, 127(5), 1291–1299.",
        "Disario, JA. 2004. “Calcinosis.” Gastroenterology 127 (5) (November 6): 1291–1299.",
        "[1]J. Disario, “Calcinosis,” Gastroenterology, vol. 127, no. 5, pp. 1291–1299, Nov. 2004.",
        "(1) Disario, J. A. Gastroenterology 2004, 127, 1291–1299.",
        "1 J. Disario, Gastroenterology 127, 1291 (2004).",
        "Disario, J. “Calcinosis 3 in 12 men.” Gastroenterology 127.5 (2004): 1291–1299. Print.",
        "Disario JA (2004a) Calcinosis. Gastroenterology 127:e1291",
        "Disario JA. Calcinosis. Gastroenterology. 2004;127:01291. https://doi.org/10.1000/2003.1.1",
    ],
)
def test_a_printed_reference_leads_to_the_work(raw):
    assert set(place_keys(raw)) & set(keys_of(WORK))


@pytest.mark.parametrize(
    "raw",
    [
        "Disario JA. Calcinosis. Gastroenterology. 2003;127:1291-9.",
        "Disario JA. Calcinosis. Gastroenterology. 2004;128:1291-9.",
        "Disario JA. Calcinosis. Gastroenterology. 2004;127:1292-9.",
        "Disario JA. Calcinosis. Gastroenterology. doi:10.2004/127.1291",
        "Disario JA. Calcinosis. Gastroenterology.",
        "",
        "9" * 5000,
    ],
)
def test_other_numbers_do_not(raw):
    assert not set(place_keys(raw)) & set(keys_of(WORK))


def test_a_volume_may_be_the_year_and_a_page_an_article_number():
    work = Record(year=2012, volume="2012", article_number="e123456")
    assert set(place_keys("Sci World J. 2012;2012:123456.")) & set(keys_of(work))


def test_a_title_full_of_numbers_does_not_make_endless_keys():
    raw = " ".join(f"{year} {year - 1500}" for year in range(1500, 2100))
    assert len(place_keys(raw)) <= 200


@pytest.mark.parametrize(
    "work",
    [
        Record(year=2004, volume="127"),
        Record(year=2004, volume="A", pages="12"),
        Record(volume="127", pages="12"),
        Record(year=3004, volume="1", pages="12"),
        Record(year=2004, volume="1", pages="9" * 12),
    ],
)
def test_a_work_without_its_three_numbers_has_no_place(work):
    assert list(keys_of(work)) == []


def test_identifiers_of_two_kinds_are_two_keys():
    assert identifier_key("doi", "123") != identifier_key("pmid", "123")
    assert all(0 < identifier_key(kind, "123") < 1 << 62 for kind in ("doi", "pmid"))

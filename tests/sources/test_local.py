from refmgr.model import Candidate, Record, Reference
from refmgr.sources.local import LibrarySource


def test_works_of_the_library_are_offered_in_their_order():
    known = [Record(title="Gout", year=1999), Record(title="Gout", year=2001)]
    source = LibrarySource(lambda record: [work for work in known if work.title == record.title])
    found = source.candidates(Reference(number=1, raw="Gout. 1999", record=Record(title="Gout")))
    assert found == [Candidate(source="library", record=work, asked="library") for work in known]
    assert not source.candidates(Reference(number=1, raw="Lupus", record=Record(title="Lupus")))

"""What offline catalogues offered, kept as answers: a rebuild needs no catalogue."""

import json
from collections.abc import Callable, Sequence
from typing import Final

from refmgr.formats.record_json import record_from_json, record_to_json
from refmgr.model import Candidate, Reference
from refmgr.sources.answers import Answer, Answers, name_of_print
from refmgr.sources.desk import utc_now
from refmgr.sources.query import printed_of
from refmgr.sources.source import Source

NAME: Final = "catalogue"
# More than these are chance fellows of a page number.
MOST: Final = 20


class KeptOffers:
    """A catalogue as a Source whose offers are kept.

    Args:
        way: how the catalogue is asked; offers are kept by it.
        source: whom to ask so; None to repeat what was offered before.
        answers: what is kept.
        keep: gets what is to be kept, where it is new.
    """

    name: Final = NAME

    def __init__(
        self,
        way: str,
        source: Source | None,
        answers: Answers,
        keep: Callable[[Answer], None],
    ) -> None:
        self._way = way
        self._source = source
        self._answers = answers
        self._keep = keep

    def candidates(self, reference: Reference) -> Sequence[Candidate]:
        """Return what the catalogue offers for a Reference.

        Raises:
            CatalogueError: it is damaged.
        """
        request = f"{self._way}/{name_of_print(printed_of(reference))}"
        kept = self._answers.get(NAME, request)
        if self._source is None:
            return _loaded(kept.body) if kept is not None else []
        offered = self._source.candidates(reference)[:MOST]
        body = _dumped(offered)
        if offered and (kept is None or kept.body != body):
            self._keep(Answer(NAME, request, 200, body, utc_now()))
        return offered


def _dumped(candidates: Sequence[Candidate]) -> str:
    offers = [
        {
            "asked": one.asked,
            "record": {name: value for name, value in record_to_json(one.record).items() if value},
        }
        for one in candidates
    ]
    return json.dumps(offers, ensure_ascii=False, separators=(",", ":"))


def _loaded(body: str) -> list[Candidate]:
    return [
        Candidate(source=NAME, record=record_from_json(one["record"]), asked=one["asked"])
        for one in json.loads(body)
    ]

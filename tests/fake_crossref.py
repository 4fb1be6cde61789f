"""A Crossref of our own on 127.0.0.1: single works, lists by query or by DOI, and faults to order."""

import json
import re
from typing import Any
from urllib.parse import quote, unquote

from fake_server import FAULTS, NOT_FOUND, FakeServer, Response, as_json

SELECTABLE = {
    "DOI", "title", "subtitle", "author", "editor", "container-title", "short-container-title",
    "issued", "published-print", "volume", "issue", "page", "article-number", "type", "publisher",
    "ISSN", "ISBN", "score", "update-to", "updated-by",
}  # fmt: skip


class FakeCrossref(FakeServer):
    """Serves `works` until closed.

    Attributes:
        works: DOI in lower case → the work as Crossref's JSON; change it at any time.
        aliases: DOI → the prime DOI that it leads to by a 301.
        headers: sent with every good answer.
    """

    def __init__(self) -> None:
        self.works: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        super().__init__()

    @property
    def requests(self) -> list[Any]:
        """The requests that Crossref got."""
        return [one for one in self.log if one.path.startswith("/works")]

    def queries(self) -> list[str]:
        """The texts that were searched for."""
        return [
            one.asked["query.bibliographic"]
            for one in self.requests
            if "query.bibliographic" in one.asked
        ]

    def looked_up(self) -> list[str]:
        """The DOIs that were asked for, one by one or in lists."""
        found: list[str] = []
        for one in self.requests:
            if one.path.startswith("/works/"):
                found.append(unquote(one.path.removeprefix("/works/")))
            elif "filter" in one.asked:
                found += [name.removeprefix("doi:") for name in one.asked["filter"].split(",")]
        return found

    def add(self, doi: str, title: str, **fields: Any) -> dict[str, Any]:
        """Add a work of Crossref's fields (`article_number`) and of three short ones.

        These are `authors` ("Family Given; Family Given"), `container` and `year`.
        """
        work: dict[str, Any] = {"DOI": doi, "type": "journal-article", "title": [title]}
        if "authors" in fields:
            names = [name.strip().partition(" ") for name in fields.pop("authors").split(";")]
            work["author"] = [{"family": family, "given": given} for family, _, given in names]
        if "container" in fields:
            work["container-title"] = [fields.pop("container")]
        if "year" in fields:
            work["issued"] = {"date-parts": [[fields.pop("year")]]}
        work |= {name.replace("_", "-"): value for name, value in fields.items()}
        self.works[doi.lower()] = work
        return work

    def respond(self, path: str, asked: dict[str, str]) -> Response:
        if path.startswith("/works/"):
            return self._work(unquote(path.removeprefix("/works/")).lower())
        if path == "/works" and "filter" in asked:
            return self._listed(asked["filter"], int(asked.get("rows", "20")))
        if path == "/works":
            return self._found(asked)
        return super().respond(path, asked)

    def search(self, text: str, rows: int) -> list[dict[str, Any]]:
        """Return the works that share most words with a query, `score` being their number."""
        asked = _words(text)
        scored = [
            {**work, "score": float(len(asked & _words(json.dumps(work, ensure_ascii=False))))}
            for work in self.works.values()
        ]
        ranked = sorted(scored, key=lambda work: (-work["score"], work["DOI"]))
        return [work for work in ranked if work["score"] > 0][:rows]

    def _work(self, doi: str) -> Response:
        if doi in self.aliases:
            target = quote(self.aliases[doi], safe="")
            return Response("", "text/plain", 301, {"Location": f"/works/{target}"})
        return self._message("work", self.works[doi]) if doi in self.works else NOT_FOUND

    def _listed(self, chosen: str, rows: int) -> Response:
        dois = [one.removeprefix("doi:").lower() for one in chosen.split(",")]
        items = [self.works[doi] for doi in dois if doi in self.works][:rows]
        return self._message("work-list", {"total-results": len(items), "items": items})

    def _found(self, asked: dict[str, str]) -> Response:
        select = asked.get("select")
        names = set(select.split(",")) if select else None
        if names is not None and not names <= SELECTABLE:
            fault = FAULTS["400"]
            return Response(fault.body, fault.content_type, fault.status)
        items = [
            {name: value for name, value in work.items() if names is None or name in names}
            for work in self.search(
                asked.get("query.bibliographic", ""), int(asked.get("rows", "20"))
            )
        ]
        return self._message("work-list", {"total-results": len(items), "items": items})

    def _message(self, kind: str, message: dict[str, Any]) -> Response:
        whole = as_json({"status": "ok", "message-type": kind, "message": message})
        return Response(whole.body, whole.content_type, 200, self.headers)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", text.casefold()))

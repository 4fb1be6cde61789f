"""PubMed, Europe PMC and arXiv of our own, beside Crossref on one server at 127.0.0.1."""

import json
import re
from typing import Any
from xml.sax.saxutils import escape

from fake_crossref import FakeCrossref
from fake_server import NOT_FOUND, Response, as_json

XML = "text/xml; charset=UTF-8"
HEAD = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>"""
ENTRY = """<entry><id>http://arxiv.org/abs/{number}v1</id><published>{year}-01-05T10:00:00Z</published>
<title>{title}</title><author><name>{author}</name></author></entry>"""


class FakeServices(FakeCrossref):
    """Speaks Crossref, the E-utilities, the ID converter, Europe PMC and arXiv.

    Attributes:
        articles: PMID → a dict with title, authors, journal, year, volume, issue, pages, doi, pmcid,
            kinds, notices ([{type, pmid, source}]); change it at any time.
        europe: those PMIDs of `articles` that Europe PMC has; None for all.
        preprints: arXiv number → (title, author, year).
        cites: PMID → PMIDs that it cites, for the lists of Europe PMC.
        wrong: DOI → PMID of another article, which a search finds for it.
    """

    def __init__(self) -> None:
        self.articles: dict[str, dict[str, Any]] = {}
        self.europe: set[str] | None = None
        self.preprints: dict[str, tuple[str, str, int]] = {}
        self.cites: dict[str, list[str]] = {}
        self.wrong: dict[str, str] = {}
        super().__init__()

    def asked_of(self, part: str) -> list[Any]:
        """The requests whose address holds a text ("efetch", "europepmc", "idconv")."""
        return [one for one in self.log if part in one.path]

    def add_article(self, pmid: str, title: str, **fields: Any) -> dict[str, Any]:
        """Add an article; `authors` is "Family Given; Family Given"."""
        self.articles[pmid] = {"title": title, **fields}
        return self.articles[pmid]

    def respond(self, path: str, asked: dict[str, str]) -> Response:
        if "/eutils/" in path:
            way = {"esearch": self._esearch, "efetch": self._efetch, "ecitmatch": self._ecitmatch}
            return way[path.rpartition("/")[2].partition(".")[0]](asked)
        if "/idconv" in path:
            return self._idconv(asked)
        if path.startswith("/europepmc/"):
            return self._europe(path.removeprefix("/europepmc/"), asked)
        if path == "/arxiv/query":
            return self._arxiv(asked["id_list"].split(","))
        return super().respond(path, asked)

    # --- E-utilities ------------------------------------------------------------------------------
    def _esearch(self, asked: dict[str, str]) -> Response:
        term = asked["term"]
        dois = re.findall(r'"([^"]+)"\[aid\]', term)
        if dois:
            found = [
                pmid
                for doi in dois
                for pmid in [self.wrong.get(doi), *self.articles]
                if pmid and (doi in self.wrong or self.articles[pmid].get("doi", "").lower() == doi)
            ]
        else:
            wanted = re.findall(r"(\w+)\[(?:ti|au)\]", term)
            found = [
                pmid
                for pmid, one in self.articles.items()
                if all(
                    word in f"{one['title']} {one.get('authors', '')}".lower() for word in wanted
                )
            ]
        found = list(dict.fromkeys(found))[: int(asked.get("retmax", "20"))]
        return as_json({"header": {}, "esearchresult": {"count": str(len(found)), "idlist": found}})

    def _efetch(self, asked: dict[str, str]) -> Response:
        pmids = [pmid for pmid in asked["id"].split(",") if pmid in self.articles]
        body = "".join(article_xml(pmid, self.articles[pmid]) for pmid in pmids)
        return Response(f"{HEAD}<PubmedArticleSet>{body}</PubmedArticleSet>", XML)

    def _ecitmatch(self, asked: dict[str, str]) -> Response:
        lines = []
        for citation in asked["bdata"].split("\r"):
            journal, year, volume, page, author, key, _ = citation.split("|")
            found = [
                pmid
                for pmid, one in self.articles.items()
                if (not volume or one.get("volume") == volume)
                and (not year or str(one.get("year")) == year)
                and (not page or one.get("pages", "").split("-")[0].lower() == page)
                and author.split(" ")[0] in one.get("authors", "").lower()
            ]
            if len(found) == 1:
                lines.append(f"{journal}|{year}|{volume}|{page}|{author}|{key}|{found[0]}")
            elif found:
                lines.append(
                    f"{journal}|{year}|{volume}|{page}|{author}|{key}|AMBIGUOUS {','.join(found)}"
                )
            else:
                lines.append(f"{journal}|{year}|{volume}|{page}|{key}|NOT_FOUND")
        return Response("\n".join(lines) + "\n", "text/plain")

    def _idconv(self, asked: dict[str, str]) -> Response:
        records = []
        for pmcid in asked["ids"].split(","):
            pmid = next((p for p, one in self.articles.items() if one.get("pmcid") == pmcid), None)
            if pmid is None:
                error = {"status": "error", "errmsg": "invalid article id"}
                records.append({"requested-id": pmcid, "pmcid": pmcid, **error})
            else:
                doi = self.articles[pmid].get("doi")
                records.append(
                    {"requested-id": pmcid, "pmcid": pmcid, "pmid": int(pmid), "doi": doi}
                )
        return as_json({"status": "ok", "request": {}, "records": records})

    # --- Europe PMC -------------------------------------------------------------------------------
    def _europe(self, path: str, asked: dict[str, str]) -> Response:
        known = {
            pmid: one
            for pmid, one in self.articles.items()
            if self.europe is None or pmid in self.europe
        }
        if path == "search":
            query = asked["query"]
            names = {"DOI": "doi", "EXT_ID": "pmid", "PMCID": "pmcid"}
            pairs = re.findall(r'(DOI|EXT_ID|PMCID):"([^"]+)"', query)
            words = [word.lower() for word in re.findall(r"TITLE:(\w+)", query)]
            found = [
                europe_json(pmid, one)
                for pmid, one in known.items()
                if any(
                    str({**one, "pmid": pmid}.get(names[name], "")).lower() == value.lower()
                    for name, value in pairs
                )
                or (words and all(word in one["title"].lower() for word in words))
            ]
            found = found[: int(asked["pageSize"])]
            return as_json({"hitCount": len(found), "resultList": {"result": found}})
        source, pmid, kind = path.split("/")
        if pmid not in known or source != "MED":
            return NOT_FOUND
        ids = (
            self.cites.get(pmid, [])
            if kind == "references"
            else [one for one, cited in self.cites.items() if pmid in cited]
        )
        start = (int(asked["page"]) - 1) * int(asked["pageSize"])
        page = [listed_json(one, self.articles[one]) for one in ids][start:][
            : int(asked["pageSize"])
        ]
        names = (
            ("referenceList", "reference") if kind == "references" else ("citationList", "citation")
        )
        return as_json({"hitCount": len(ids), names[0]: {names[1]: page}})

    # --- arXiv ------------------------------------------------------------------------------------
    def _arxiv(self, numbers: list[str]) -> Response:
        entries = [
            ENTRY.format(
                number=number,
                title=escape(self.preprints[number][0]),
                author=self.preprints[number][1],
                year=self.preprints[number][2],
            )
            for number in numbers
            if number in self.preprints
        ]
        return Response(FEED.format("".join(entries)), "application/atom+xml")


def addresses(url: str) -> dict[str, str]:
    """Return the settings that lead to a server of ours."""
    return {
        "crossref_url": url,
        "pubmed_url": f"{url}/entrez/eutils",
        "converter_url": f"{url}/tools/idconv/api/v1/articles",
        "europepmc_url": f"{url}/europepmc",
        "arxiv_url": f"{url}/arxiv",
    }


def people_of(one: dict[str, Any]) -> list[tuple[str, str]]:
    names = [name.strip().partition(" ") for name in one.get("authors", "").split(";") if name]
    return [(family, given) for family, _, given in names]


def article_xml(pmid: str, one: dict[str, Any]) -> str:
    """Return an article as efetch gives it."""
    people = "".join(
        f"<Author ValidYN='Y'><LastName>{escape(family)}</LastName><ForeName>{escape(given)}</ForeName></Author>"
        for family, given in people_of(one)
    )
    ids = "".join(
        f"<ArticleId IdType='{kind}'>{escape(str(value))}</ArticleId>"
        for kind, value in (("pubmed", pmid), ("doi", one.get("doi")), ("pmc", one.get("pmcid")))
        if value
    )
    kinds = "".join(f"<PublicationType>{kind}</PublicationType>" for kind in one.get("kinds", []))
    notices = "".join(
        f"<CommentsCorrections RefType='{note['type']}'><RefSource>{note.get('source', '')}</RefSource>"
        + (f"<PMID Version='1'>{note['pmid']}</PMID>" if note.get("pmid") else "")
        + "</CommentsCorrections>"
        for note in one.get("notices", [])
    )
    return (
        f"<PubmedArticle><MedlineCitation Status='MEDLINE'><PMID Version='1'>{pmid}</PMID><Article>"
        f"<Journal><JournalIssue><Volume>{one.get('volume', '')}</Volume><Issue>{one.get('issue', '')}</Issue>"
        f"<PubDate><Year>{one.get('year', '')}</Year></PubDate></JournalIssue>"
        f"<Title>{escape(one.get('journal', ''))}</Title></Journal>"
        f"<ArticleTitle>{escape(one['title'])}.</ArticleTitle>"
        f"<Pagination><MedlinePgn>{one.get('pages', '')}</MedlinePgn></Pagination>"
        f"<AuthorList CompleteYN='Y'>{people}</AuthorList>"
        f"<PublicationTypeList>{kinds}</PublicationTypeList></Article>"
        f"<CommentsCorrectionsList>{notices}</CommentsCorrectionsList></MedlineCitation>"
        f"<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def europe_json(pmid: str, one: dict[str, Any]) -> dict[str, Any]:
    """Return an article as Europe PMC's search gives it (core)."""
    found = {
        "id": pmid,
        "source": "MED",
        "pmid": pmid,
        "title": f"{one['title']}.",
        "authorList": {
            "author": [
                {"fullName": f"{family} {given[:1]}", "firstName": given, "lastName": family}
                for family, given in people_of(one)
            ]
        },
        "journalInfo": {
            "issue": one.get("issue"),
            "volume": one.get("volume"),
            "yearOfPublication": one.get("year"),
            "journal": {"title": one.get("journal")},
        },
        "pageInfo": one.get("pages"),
        "pubTypeList": {"pubType": ["Journal Article"]},
    }
    return {**found, **{name: one[name] for name in ("doi", "pmcid") if name in one}}


def listed_json(pmid: str, one: dict[str, Any]) -> dict[str, Any]:
    """Return an article as a list of citations or references gives it."""
    people = ", ".join(f"{family} {given[:1]}" for family, given in people_of(one))
    return {
        "id": pmid,
        "source": "MED",
        "title": f"{one['title']}.",
        "authorString": f"{people}.",
        "journalAbbreviation": one.get("journal"),
        "pubYear": one.get("year"),
        "volume": one.get("volume"),
        "pageInfo": one.get("pages"),
    }


def errors_json(message: str) -> str:
    return json.dumps({"error": message})

"""PubMed's XML: one `PubmedArticle` or `PubmedBookArticle`, as efetch and the yearly files hold it."""

import re
from collections.abc import Iterator
from typing import Any, Final

from refmgr.formats.encoding import Source
from refmgr.formats.fields import says_nothing
from refmgr.formats.xml_pieces import Piece, parse_piece, xml_pieces
from refmgr.identifiers import normalise_doi, normalise_isbn, normalise_pmcid, normalise_pmid
from refmgr.model import Bibliography, Failure, Item, Person, Problem, Record
from refmgr.text import mend

Element = Any  # lxml gives no types of its own

ARTICLES: Final = frozenset({"PubmedArticle", "PubmedBookArticle"})
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
# NLM adds the place, a subtitle or the title in another language to the name of a journal:
# "Lancet (London, England)", "Circulation : an official journal of ...".
JOURNAL_ADDITION: Final = re.compile(r"\s+(?:[:=]\s.*|\([^()]*\))\s*\Z", re.DOTALL)
# What a publisher numbers its papers with where they have no pages; longer ones are its own keys.
ARTICLE_NUMBER: Final = re.compile(r"[A-Za-z]{0,3}\d{2,8}")
# MARC's codes, which NLM uses, against ISO 639-1, which CSL and Crossref use.
LANGUAGES: Final = {
    "ara": "ar", "bul": "bg", "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl",
    "eng": "en", "fin": "fi", "fre": "fr", "ger": "de", "gre": "el", "heb": "he", "hrv": "hr",
    "hun": "hu", "ice": "is", "ita": "it", "jpn": "ja", "kor": "ko", "nor": "no", "per": "fa",
    "pol": "pl", "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk", "slv": "sl", "spa": "es",
    "srp": "sr", "swe": "sv", "tur": "tr", "ukr": "uk",
}  # fmt: skip
TRANSLATED: Final = re.compile(r"\[(.+)\]\.?", re.DOTALL)

# How articles point at each other, with the tag of the MEDLINE format for each.
LINKS: Final = {
    "CommentIn": "CIN", "CommentOn": "CON", "ErratumIn": "EIN", "ErratumFor": "EFR",
    "RetractionIn": "RIN", "RetractionOf": "ROF", "RepublishedIn": "RPI",
    "RepublishedFrom": "RPF", "CorrectedandRepublishedIn": "CRI",
    "CorrectedandRepublishedFrom": "CRF", "UpdateIn": "UIN", "UpdateOf": "UOF",
    "ExpressionOfConcernIn": "ECI", "ExpressionOfConcernFor": "ECF", "PreprintIn": "PPI", "PreprintOf": "PPF",
}  # fmt: skip


def read_pubmed_xml(source: Source) -> Bibliography:
    """Return the articles of a file of PubMed's XML."""
    items: list[Item] = []
    failures: list[Failure] = []
    for piece in xml_pieces(source, tuple(ARTICLES)):
        element, trouble = parse_piece(piece)
        item = None if element is None else _item(element, piece, trouble)
        if item is None or says_nothing(item.record):
            reason = trouble or "it has neither title, author, journal nor identifier"
            failures.append(Failure(line=piece.line, reason=reason, raw=piece.raw))
        else:
            items.append(item)
    return Bibliography(
        format="pubmed-xml",
        items=tuple(items),
        failures=tuple(failures),
        problems=source.problems,
    )


def _item(article: Element, piece: Piece, trouble: str) -> Item:
    record = record_from_article(article)
    return Item(
        id=record.pmid or "",
        record=record,
        more=_beside(article, record),
        line=piece.line,
        raw=piece.raw,
        problems=(Problem("damaged-record", f"line {piece.line}: {trouble}"),) if trouble else (),
    )


def _beside(article: Element, record: Record) -> dict[str, tuple[str, ...]]:
    """Return abstract, keywords and the like, and by the tags of MEDLINE how articles are linked."""
    headings = _all(article, ".//MeshHeading/DescriptorName")
    short = _all(article, ".//MedlineTA")[:1]
    more = {
        "abstract": (" ".join(_abstract(article)),),
        "keyword": (*_all(article, ".//KeywordList/Keyword"), *headings),
        "container-title-short": () if short == (record.container,) else short,
        "affiliation": _all(article, ".//AuthorList//Affiliation"),
        "ISSN": tuple(one for one in _all(article, ".//ISSNLinking") if one != record.issn),
        "nbib:PT": publication_types(article),
        "nbib:MH": headings,
    }
    for one in article.iterfind(".//CommentsCorrections"):
        if tag := LINKS.get(one.get("RefType", "")):
            pmid = _text(one, "PMID")
            told = (_text(one, "RefSource") or "") + (f" PMID: {pmid}" if pmid else "")
            more[f"nbib:{tag}"] = (*more.get(f"nbib:{tag}", ()), told.strip())
    return {name: values for name, values in more.items() if any(values)}


def _abstract(article: Element) -> Iterator[str]:
    for part in article.iterfind(".//Abstract/AbstractText"):
        label = part.get("Label")
        yield f"{label}: {_said(part)}" if label else _said(part)


def _all(article: Element, path: str) -> tuple[str, ...]:
    found = (_said(one) for one in article.iterfind(path))
    return tuple(dict.fromkeys(text for text in found if text))


def article_elements(root: Element) -> Iterator[Element]:
    """Yield the articles of a set, in its order; the root may be an article itself."""
    return (one for one in root.iter(*ARTICLES))


def record_from_article(article: Element) -> Record:
    """Return the Record of one `PubmedArticle` or `PubmedBookArticle` element.

    Of a paper that is not in English the title is that of its own language where PubMed has it
    (`VernacularTitle`), as the paper itself and Crossref give it. Volume, issue and pages are as
    printed (`763-6`). What is absent or misshapen is left out; nothing is raised.
    """
    if article.tag == "PubmedBookArticle":
        return _book(article)
    citation = article.find("MedlineCitation")
    paper = None if citation is None else citation.find("Article")
    if paper is None:
        return Record(pmid=pmid_of(article))
    issue = "Journal/JournalIssue"
    year, date = _date(paper.find(f"{issue}/PubDate"))
    if year is None:
        year, date = _date(paper.find("ArticleDate"))
    pages = _pages(paper)
    authors, et_al = _people(paper.find("AuthorList"))
    return Record(
        type="article" if "Preprint" in publication_types(article) else "article-journal",
        title=_title(paper),
        authors=authors,
        et_al=et_al,
        container=_journal(paper) or _text(citation, "MedlineJournalInfo/MedlineTA"),
        year=year,
        date=date,
        volume=_text(paper, f"{issue}/Volume"),
        issue=_text(paper, f"{issue}/Issue"),
        pages=pages,
        article_number=None if pages else _article_number(paper),
        issn=_text(paper, "Journal/ISSN"),
        language=_language(paper),
        **_identifiers(article),
    )


def pmid_of(article: Element) -> str | None:
    """Return the PMID of an article, None where it has none."""
    return normalise_pmid(
        _text(article, "MedlineCitation/PMID") or _text(article, "BookDocument/PMID") or ""
    )


def publication_types(article: Element) -> tuple[str, ...]:
    """Return what PubMed calls the kind of the article (`Review`, `Retracted Publication`)."""
    found = article.iterfind(".//PublicationType")
    return tuple(text for one in found if (text := _said(one)))


def _identifiers(article: Element) -> dict[str, Any]:
    """Return PMID, DOI and PMCID; those of the papers an article cites stand elsewhere in it."""
    listed: dict[str, str] = {}
    for one in article.iterfind("PubmedData/ArticleIdList/ArticleId"):
        listed.setdefault(one.get("IdType", ""), _said(one))
    electronic = (
        _said(one)
        for one in article.iterfind("MedlineCitation/Article/ELocationID")
        if one.get("EIdType") == "doi" and one.get("ValidYN", "Y") == "Y"
    )
    return {
        "pmid": pmid_of(article),
        "doi": normalise_doi(listed.get("doi", "") or next(electronic, "")),
        "pmcid": normalise_pmcid(listed.get("pmc", "")),
    }


def _book(article: Element) -> Record:
    """Return the Record of a chapter (or a whole book) of the NCBI bookshelf."""
    document = article.find("BookDocument")
    if document is None:
        return Record()
    title, container = _text(document, "ArticleTitle"), _text(document, "Book/BookTitle")
    people = {one.get("Type", "authors"): one for one in document.iterfind("AuthorList")}
    if "authors" not in people:
        lists = {one.get("Type", "authors"): one for one in document.iterfind("Book/AuthorList")}
        people = {**lists, **people}
    authors, et_al = _people(people.get("authors"))
    year, date = _date(document.find("Book/PubDate"))
    return Record(
        type="chapter" if title and container else "book",
        title=_unstopped(title) or container,
        authors=authors,
        et_al=et_al,
        editors=_people(people.get("editors"))[0],
        container=container if title else None,
        year=year,
        date=date,
        edition=_text(document, "Book/Edition"),
        volume=_text(document, "Book/Volume"),
        pages=_text(document, "Pagination/MedlinePgn"),
        publisher=_text(document, "Book/Publisher/PublisherName"),
        place=_text(document, "Book/Publisher/PublisherLocation"),
        isbn=normalise_isbn(_text(document, "Book/Isbn") or ""),
        language=_language(document),
        pmid=pmid_of(article),
    )


def _said(element: Element) -> str:
    """Return the text in an element, with that of `<i>` and `<sup>` in it, on one line."""
    return mend("".join(element.itertext()))


def _text(element: Element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else _said(found) or None


def _language(element: Element) -> str | None:
    code = _text(element, "Language")
    return LANGUAGES.get(code, code) if code else None


def _title(paper: Element) -> str | None:
    own = _text(paper, "VernacularTitle")
    title = _text(paper, "ArticleTitle")
    if title is None or own:
        return _unstopped(own or title)
    translated = TRANSLATED.fullmatch(title)
    return _unstopped(translated[1] if translated else title)


def _unstopped(title: str | None) -> str | None:
    """Return a title without the full stop that PubMed ends it with."""
    if title is None or not title.endswith("."):
        return title
    return title if title.endswith("...") else title[:-1].rstrip()


def _journal(paper: Element) -> str | None:
    name = _text(paper, "Journal/Title") or _text(paper, "Journal/ISOAbbreviation")
    return JOURNAL_ADDITION.sub("", name) if name else None


def _pages(paper: Element) -> str | None:
    printed = _text(paper, "Pagination/MedlinePgn")
    if printed:
        return printed
    first, last = _text(paper, "Pagination/StartPage"), _text(paper, "Pagination/EndPage")
    return f"{first}-{last}" if first and last and first != last else first


def _article_number(paper: Element) -> str | None:
    for one in paper.iterfind("ELocationID"):
        if one.get("EIdType") == "pii" and ARTICLE_NUMBER.fullmatch(number := _said(one)):
            return number
    return None


def _date(element: Element | None) -> tuple[int | None, str | None]:
    """Return year and date; of a season or a range (`1998 Nov-Dec`) the year and the first month."""
    if element is None:
        return None, None
    said = _text(element, "MedlineDate") or ""
    found = YEAR.search(_text(element, "Year") or said)
    if found is None:
        return None, None
    rest = said.partition(found[0])[2]
    month = _month(_text(element, "Month") or rest.strip())
    day = _text(element, "Day") or ""
    date = f"{found[0]}-{month:02}" if month else None
    if date and day.isdecimal() and 1 <= int(day) <= 31:
        date = f"{date}-{int(day):02}"
    return int(found[0]), date


def _month(said: str) -> int:
    if said.isdecimal():
        return int(said) if 1 <= int(said) <= 12 else 0
    start = said[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else 0


def _people(listed: Element | None) -> tuple[tuple[Person, ...], bool]:
    """Return the people of a list, and whether it is cut short (`CompleteYN="N"`)."""
    if listed is None:
        return (), False
    people = (_person(one) for one in listed.iterfind("Author") if one.get("ValidYN", "Y") == "Y")
    return tuple(one for one in people if one), listed.get("CompleteYN") == "N"


def _person(author: Element) -> Person | None:
    family, body = _text(author, "LastName"), _text(author, "CollectiveName")
    if family is None:
        return Person(literal=body.rstrip(".")) if body else None
    given = _text(author, "ForeName") or _text(author, "Initials")
    return Person(family=family, given=given, suffix=_text(author, "Suffix"))

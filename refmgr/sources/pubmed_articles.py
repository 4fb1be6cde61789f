"""Articles of PubMed as they are kept: each as XML by itself, read without its document type."""

import re
from html import unescape
from typing import Any, Final

from refmgr.formats.pubmed_xml import article_elements, pmid_of, record_from_article
from refmgr.model import Record
from refmgr.sources.pace import TryLaterError

DECLARED: Final = re.compile(r"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^>\[]{0,500}>\s*)?")
ABBREVIATED: Final = re.compile(
    r"<(?:MedlineTA|ISOAbbreviation)>([^<]{1,300})</(?:MedlineTA|ISOAbbreviation)>"
)
SETS: Final = frozenset({"PubmedArticleSet", "PubmedBookArticleSet"})


def split_articles(body: str) -> dict[str, str]:
    """Return the articles of an answer by PMID, each as XML by itself.

    Raises:
        TryLaterError: it is no set of articles (an error of the service, a cut or foreign text).
    """
    from lxml import etree  # noqa: PLC0415 - 30 ms that a run without PubMed need not pay

    root = _parsed(body)
    if root is None or root.tag not in SETS:
        raise TryLaterError("PubMed's answer is not in its usual form.")
    found: dict[str, str] = {}
    for article in article_elements(root):
        pmid = pmid_of(article)
        if pmid is not None:
            found[pmid] = etree.tostring(article, encoding="unicode", with_tail=False)
    return found


def article_element(body: str) -> Any:  # noqa: ANN401 - lxml gives no types of its own
    """Return the element of an article that `split_articles` gave, None if it is none."""
    return _parsed(body)


def article_of(body: str) -> Record:
    """Return the Record of an article that `split_articles` gave."""
    root = _parsed(body)
    return Record() if root is None else record_from_article(root)


def container_names_of(body: str) -> tuple[str, ...]:
    """Return the abbreviations that MEDLINE and ISO 4 give the journal of an article."""
    names = (unescape(found[1]).strip() for found in ABBREVIATED.finditer(body))
    return tuple(dict.fromkeys(names))


def _parsed(body: str) -> Any:  # noqa: ANN401
    """Return the root of XML without its document type, so that no entity is ever defined."""
    from lxml import etree  # noqa: PLC0415

    bare = DECLARED.sub("", body, count=1)
    if "<!DOCTYPE" in bare[:1000]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(bare.encode(), parser)
    except etree.XMLSyntaxError:
        return None

"""One entry of a page's list: the text a reader sees without link words, and what its links say."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from lxml import etree

from refmgr.documents.flow import Flow
from refmgr.documents.tree import Element, plain
from refmgr.documents.web_addresses import identifiers_in, openurl_record
from refmgr.identifiers import find_identifiers
from refmgr.model import Record
from refmgr.text import vocabulary

_LINK_WORDS: Final = vocabulary(
    "pubmed crossref cross ref google scholar view article full text fulltext free publisher publishers"
    " abstract abstracts medline web of science scopus doi pmc ncbi find at in on the search download"
    " citation citations reference references all return to back link links isi cas ads via chemport"
    " chemical external mathscinet zentralblatt inspire order this document openurl open url access pdf"
    " html site europe top show hide more europepmc epmc wos sfx get it go service pub med go jump up"
    " source sources first cited context see a buy article® ® copy import into save caplus"
)
_TAIL: Final = re.compile(
    r"(?:[\s|,;·•↵]|[\[(]?\b(?:pub ?med(?: abstract|/ncbi| central)?|cross ?ref|google scholar"
    r"|view (?:article|abstract|at publisher|at google scholar|at scopus|record in scopus|in article)"
    r"|(?:publisher |free )?full[ -]?text(?: via crossref| pdf)?|medline|web of science|scopus"
    r"|reference source|open ?url(?: query data)?|pmc free article|article|abstract"
    r"|view all references|return to text|search google scholar|download citation"
    r"|find full text|chemport|isi|cas|ads)\b[\])]?)+\Z",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(r"[\[(]\s*[|,;·.\s]*[\])]|\s*[|·]\s*(?=[|·\[]|\Z)")
_BACK: Final = re.compile(r"^[\s↵↑^•|]+")
_LINKS_CLASS: Final = re.compile(
    r"(?:^|\s)(?:[\w-]*links?|[\w-]*(?:openurl|button|btn|tooltip|popup|dropdown-menu)[\w-]*"
    r"|sr-only|visually-?hidden|screen-?reader[\w-]*|hidden|[\w-]*refextra|cit-extra)(?:\s|\Z)",
    re.IGNORECASE,
)
_UNSEEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN: Final = vocabulary("script style noscript template button select form svg iframe img")
_LINES: Final = vocabulary("p div li br td tr dd dt ul ol section cite")
_LABEL: Final = re.compile(r"[\[(]?(\d{1,4})(?:\s?[.)\]:]+\s*|\s+)(?=\S)")
_DIGIT: Final = re.compile(r"\d")
_OFTEN: Final = 3
_LONGEST_TOOL: Final = 8
_MOST: Final = 0.6
_CLOSING: Final = (".", ")", "]", ",", ";")
_REACH: Final = 3
_LONGEST: Final = 6000
_LONGEST_TAIL: Final = 300


class PageEntry(NamedTuple):
    """One entry: its printed text without label, the label, what the structure says, its ids."""

    raw: str
    label: str | None
    record: Record
    ids: tuple[str, ...]


def read_entries(items: Sequence[Element], own_doi: str | None) -> list[PageEntry]:
    """Return the entries of a list.

    Args:
        items: the elements that hold one entry each.
        own_doi: the DOI of the page's own article, which its tools put behind every entry.
    """
    texts = _without_tools([_printed(item) for item in items])
    linked = [_linked(item) for item in items]
    common = _common(linked) | {("doi", own_doi)}
    labels = _labels(texts)
    ids = _ids(items)
    entries = []
    for k, (item, text) in enumerate(zip(items, texts, strict=True)):
        raw = text[labels[k][1] :] if labels else text
        if len(re.findall(r"\w", raw)) < 8:
            continue
        known = _single(linked[k], common)
        entries.append(
            PageEntry(raw, labels[k][0] if labels else None, _record(item, raw, known), ids[k])
        )
    return entries


def _printed(item: Element) -> str:
    """Return the text of an entry on one line, without what only leads elsewhere."""
    text = _flat(item, strict=True)
    return text if len(text) >= 15 else _flat(item, strict=False)


def _without_tools(texts: Sequence[str]) -> list[str]:
    """Return the texts without the words that stand behind most entries: tools, not print."""
    endings = Counter(
        ending
        for text in texts
        for words in [text.split()[-_LONGEST_TOOL:]]
        for ending in (" ".join(words[k:]) for k in range(len(words)))
        if not _DIGIT.search(ending) and ending[-1:] not in _CLOSING
    )
    shared = [one for one, times in endings.items() if times >= max(4, _MOST * len(texts))]
    tool = max(shared, key=len, default="")
    if not tool:
        return list(texts)
    return [text.removesuffix(tool).rstrip(" |,;·") if text != tool else text for text in texts]


def _flat(item: Element, *, strict: bool) -> str:
    flow = Flow()
    walk = etree.iterwalk(item, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not item and _is_dropped(element, strict=strict):
                walk.skip_subtree()
                continue
            if element.tag in _LINES:
                flow.blank()
            flow.write(element.text)
        else:
            if element.tag in _LINES:
                flow.blank()
            if element is not item:
                flow.write(element.tail)
    text = _EMPTY.sub("", flow.text[:_LONGEST].replace("\n", " "))
    tail = _TAIL.sub("", text[-_LONGEST_TAIL:])
    return _BACK.sub("", text[:-_LONGEST_TAIL] + tail).strip()


def _is_dropped(element: Element, *, strict: bool) -> bool:
    if element.tag in _UNSEEN or _UNSEEN_STYLE.search(element.get("style") or ""):
        return True
    if element.tag == "a":
        return _is_link_word(plain(element))
    return strict and bool(_LINKS_CLASS.search(element.get("class") or ""))


def _is_link_word(text: str) -> bool:
    """Tell the text of a link that is a service's name, no part of the entry."""
    if len(text) > 60 or _DIGIT.search(text):
        return False
    found = re.findall(r"[^\W_]+", text.casefold())
    return all(word in _LINK_WORDS for word in found)


def _labels(texts: Sequence[str]) -> list[tuple[str | None, int]] | None:
    """Return the printed number of each entry and where its text begins; None for a list without.

    A number is a label only if the numbers rise along the list: titles begin with years.
    """
    found = [_LABEL.match(text) for text in texts]
    numbers = [int(one[1]) for one in found if one]
    rising = sum(b > a for a, b in pairwise(numbers))
    if len(numbers) < max(2, 0.7 * len(texts)) or rising < 0.8 * (len(numbers) - 1):
        return None
    if numbers[0] > max(len(texts), 3) + 1 and numbers[0] > 1000:
        return None
    return [(one[1], one.end()) if one else (None, 0) for one in found]


def _linked(item: Element) -> list[tuple[str, str]]:
    """Return the identifiers in the links and data attributes of an entry."""
    found: list[tuple[str, str]] = []
    for element in item.iter(etree.Element):
        for name, value in element.attrib.items():
            if name in ("href", "data-href") or (name.startswith("data-") and "doi" in name):
                found += [pair for pair in identifiers_in(value) if pair not in found]
            elif name in ("data-pmid", "data-pubmed-id") and value.isdigit():
                found.append(("pmid", value))
    return found


def _common(linked: Sequence[Sequence[tuple[str, str]]]) -> set[tuple[str, str | None]]:
    """Return what stands behind many entries: that is the page's own."""
    counted = Counter(pair for pairs in linked for pair in set(pairs))
    return {pair for pair, times in counted.items() if times >= _OFTEN}


def _single(
    pairs: Sequence[tuple[str, str]], common: set[tuple[str, str | None]]
) -> Mapping[str, str]:
    """Return the identifiers that an entry names once; two different ones leave it open."""
    found: dict[str, set[str]] = {}
    for kind, value in pairs:
        if (kind, value) not in common:
            found.setdefault(kind, set()).add(value)
    return {kind: values.pop() for kind, values in found.items() if len(values) == 1}


def _record(item: Element, raw: str, known: Mapping[str, str]) -> Record:
    """Return what the structure of an entry says: COinS, then its links; printed identifiers win."""
    values = dict(known)
    for one in find_identifiers(raw):
        if one.kind in ("doi", "pmid", "pmcid"):
            values[one.kind] = one.value
    for element in item.iter("span"):
        if "Z3988" in (element.get("class") or ""):
            record = openurl_record(element.get("title") or "")
            fields = {name: getattr(record, name) for name in Record.__slots__}
            return Record(**{**fields, **{k: v for k, v in values.items() if v}})
    return Record(**values)  # type: ignore[arg-type]


def _holders(item: Element) -> list[Element]:
    return [*islice(item.iterancestors(), _REACH)]


def _ids(items: Sequence[Element]) -> list[tuple[str, ...]]:
    """Return the ids and anchor names by which a page points at each entry.

    An entry may be named by what holds it alone, as a cell or a list item does.
    """
    inside = set(items)
    held = Counter(holder for item in items for holder in _holders(item))
    found: list[tuple[str, ...]] = []
    for item in items:
        names = [one.get("id") or one.get("name") for one in item.iter(etree.Element)]
        for holder in _holders(item):
            if held[holder] > 1:
                break
            names += [holder.get("id"), holder.get("name")]
            names += [one.get("name") or one.get("id") for one in holder.iterchildren("a")]
        before = item.getprevious()
        if before is not None and before not in inside and before.tag in ("a", "dt"):
            names += [one.get("name") or one.get("id") for one in before.iter(etree.Element)]
        found.append(tuple(dict.fromkeys(name for name in names if name)))
    return found

"""Where a page holds its reference list: found by general evidence, without rules for publishers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from refmgr.documents.tree import Element, plain
from refmgr.text import fold, vocabulary

_YEAR: Final = re.compile(r"(?<![\d.])(?:1[6-9]\d\d|20[0-4]\d)(?![\d.]\d)")
_LIST_HEADING: Final = re.compile(
    r"\W*(?:\d{1,2}\W{1,3})?(?:selected |cited |key |supplementary |supplemental |additional )?"
    r"(?:references?(?: and notes| cited| list)?|r e f e r e n c e s|bibliography|literature(?: cited)?"
    r"|works cited|cited works|notes and references|literatur(?:verzeichnis)?|referencias"
    r"(?: bibliogr[áa]ficas)?|refer[êe]ncias(?: bibliogr[áa]ficas)?|bibliogra(?:phie|f[íi]a)"
    r"|r[ée]f[ée]rences(?: bibliographiques)?|sources|further reading)\W*(?:\(?\d{1,4}\)?)?\W*\Z",
    re.IGNORECASE,
)
_OTHER_HEADING: Final = re.compile(
    r"\W*(?:cited by|citing|this article is cited|related|similar|recommended|most (?:read|cited)"
    r"|figures?|tables?|metrics|comments?|affiliations?|authors?|about|more (?:from|in|like)"
    r"|latest|trending|popular|see also|share|citations?\b|articles? citing|publication history"
    r"|referee|reviewer|open peer review|responses?|further information)",
    re.IGNORECASE,
)
_HINT: Final = re.compile(r"(?:^|[^a-z])(?:refs?|refer|references?|bib|bibl|biblio\w*|cit|cite|citations?)"
                          r"(?:[^a-z]|list|group|\Z)|reference|bibliograph", re.IGNORECASE)  # fmt: skip
_CITED_LINK: Final = re.compile(
    r"doi\.org/10\.|/pubmed/\d|pubmed\.ncbi|[?&=]10\.\d{4}", re.IGNORECASE
)
_HEADINGS: Final = vocabulary("h1 h2 h3 h4 h5 h6")
_TITLE_LIKE: Final = vocabulary("b strong p div span a dt legend caption summary")
_ITEMS: Final = vocabulary("li p div dd tr span cite section article td dl")
_SHORTEST: Final = 20
_LONGEST: Final = 2500
_LEAST_SHARE: Final = 0.55
_LEAST: Final = 2
_LEAST_EXITS: Final = 4
_MENU: Final = 0.7
_SOURCE: Final = re.compile(
    r"\d\s?[:,(]\s?(?:pp?\.?\s?)?[A-Za-z]{0,2}\d|\d\s?[-\u2013]\s?\d|\bpp?\.\s?\d|10\.\d{4}"
)
_SAMPLE: Final = 40
_MOST_ABOVE: Final = 0.2


@dataclass(slots=True)
class _Weight:
    """What stands inside one element."""

    length: int = 0
    linked: int = 0
    exits: int = 0
    years: int = 0
    links: int = 0
    heading: int = 0


@dataclass(slots=True)
class Group:
    """Siblings of one kind under one heading, and how much they look like a list of references."""

    items: list[Element]
    heading: int
    score: float = 0.0
    headed: bool = False


@dataclass(slots=True)
class Page:
    """The weights of all elements of a page and its headings, in the order of the page."""

    weights: dict[Element, _Weight] = field(default_factory=dict)
    headings: list[tuple[Element | None, str]] = field(default_factory=lambda: [(None, "")])


def menus(page: Page) -> list[Element]:
    """Return the lists that lead elsewhere: nearly all of their text is links to other pages."""
    return [
        element
        for element, weight in page.weights.items()
        if element.tag in ("ul", "ol", "table")
        and weight.exits >= _LEAST_EXITS
        and weight.linked > _MENU * weight.length
    ]


def above_title(body: Element, page: Page, title: str) -> list[Element]:
    """Return what stands above the title of the article: the site's own words.

    Nothing is returned where much of the page stands above: then the heading is not its beginning.
    """
    wanted = fold(title)
    heading = next((one for one, text in page.headings if text and fold(text) == wanted), None)
    found: list[Element] = []
    while heading is not None and heading is not body:
        found += [one for one in heading.itersiblings(preceding=True) if one in page.weights]
        heading = heading.getparent()
    words = sum(page.weights[one].length for one in found)
    return found if words < _MOST_ABOVE * page.weights[body].length else []


def find_items(body: Element, page: Page) -> tuple[list[Element], Element | None]:
    """Return the elements that hold one entry each, in order, and the heading of the list.

    Args:
        body: the element that holds the page.
        page: its weights.
    """
    groups = [_scored(page, group) for group in _groups(page, body)]
    best = max(groups, key=lambda group: group.score, default=None)
    if best is None or best.score <= 0:
        return [], None
    items = [item for group in _with_parts(best, groups) for item in group.items]
    singles = [part for item in items for part in _split(page, item)]
    return [one for one in singles if _holds_words(page, one)], page.headings[best.heading][0]


def weigh_page(body: Element, unseen: frozenset[str]) -> Page:
    """Weigh all elements in one pass over the page.

    Args:
        body: the element that holds the page.
        unseen: tags whose text a reader does not see.
    """
    page = Page()
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            page.weights[element] = weight = _Weight(heading=len(page.headings) - 1)
            if element.tag in unseen:
                walk.skip_subtree()
                continue
            _add(weight, element.text)
            if element.tag == "a" and _CITED_LINK.search(element.get("href") or ""):
                weight.links += 1
        else:
            _notice_heading(page, element)
            parent = page.weights.get(element.getparent())
            if element.tag == "a" and not (element.get("href") or "#").startswith("#"):
                page.weights[element].linked = page.weights[element].length
                page.weights[element].exits = 1
            if parent is not None:
                _pass_on(page.weights[element], parent)
                _add(parent, element.tail)
    return page


def _add(weight: _Weight, text: str | None) -> None:
    if text:
        weight.length += len(text.strip())
        weight.years += len(_YEAR.findall(text))


def _pass_on(weight: _Weight, parent: _Weight) -> None:
    parent.length += weight.length
    parent.years += weight.years
    parent.links += weight.links
    parent.linked += weight.linked
    parent.exits += weight.exits


def _notice_heading(page: Page, element: Element) -> None:
    weight = page.weights[element]
    if not 0 < weight.length <= 120:
        return
    if element.tag in _HEADINGS:
        page.headings.append((element, plain(element)))
    elif element.tag in _TITLE_LIKE and weight.length <= 45 and _LIST_HEADING.match(plain(element)):
        last = page.headings[-1][0]
        if last is None or plain(last) != plain(element):
            page.headings.append((element, plain(element)))


def _groups(page: Page, body: Element) -> Iterator[Group]:
    """Yield the siblings of one tag under one heading, for every element of the page."""
    for parent in body.iter(etree.Element):
        if parent not in page.weights or len(parent) < _LEAST:
            continue
        found: dict[tuple[str, int], list[Element]] = {}
        for child in parent:
            weight = page.weights.get(child)
            if weight and child.tag in _ITEMS:
                found.setdefault((child.tag, weight.heading), []).append(child)
        for (_, heading), items in found.items():
            if len(items) >= _LEAST:
                yield Group(items, heading)


def _is_entry(weight: _Weight) -> bool:
    return _SHORTEST <= weight.length <= _LONGEST and (weight.years > 0 or weight.links > 0)


def _scored(page: Page, group: Group) -> Group:
    """Weigh a group: how many of its items look like entries, what surrounds and names it."""
    weights = [page.weights[item] for item in group.items]
    filled = [weight for weight in weights if weight.length >= _SHORTEST]
    alike = sum(map(_is_entry, filled))
    if alike < _LEAST or alike < _LEAST_SHARE * len(filled):
        return group
    title = page.headings[group.heading][1]
    group.headed = bool(_LIST_HEADING.match(title))
    hinted = _is_hinted(group.items)
    lengthy = sum(weight.length for weight in filled) / len(filled) > 700
    if not (group.headed or hinted) and (alike < 5 or lengthy or not _print_sources(group.items)):
        return group
    score = alike * alike / len(filled) * (1 + hinted) * (3 if group.headed else 1)
    if _OTHER_HEADING.match(title):
        score *= 0.1
    group.score = score * (0.3 if lengthy else 1)
    return group


def _print_sources(items: Sequence[Element]) -> bool:
    """Tell whether most items print volume and pages: paragraphs with years do not."""
    sample = items[:_SAMPLE]
    return sum(bool(_SOURCE.search(plain(item))) for item in sample) > 0.6 * len(sample)


def _is_hinted(items: Sequence[Element]) -> bool:
    """Tell whether class or id of the items or of what holds them name references."""
    first = items[len(items) // 2]
    holders = [first, first.getparent()]
    grand = holders[1].getparent()
    named = [*holders, grand] if grand is not None else holders
    named += list(first)[:2]
    return any(_HINT.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in named)


def _with_parts(best: Group, groups: Sequence[Group]) -> list[Group]:
    """Return a group with the other parts of its list: the same kind of items, headed alike."""
    seen = set(best.items)
    known = {plain(item)[:60] for item in best.items}
    chosen: list[Group] = []
    for group in groups:
        if group is best:
            chosen.append(group)
            continue
        alike = group.score > 0 and group.items[0].tag == best.items[0].tag
        headed = group.heading == best.heading or (group.headed and best.headed)
        if not (alike and headed and _same_holder(best, group) and seen.isdisjoint(group.items)):
            continue
        # A page may print its list twice: for small screens, in the margin.
        if known.isdisjoint(plain(item)[:60] for item in group.items):
            chosen.append(group)
            seen.update(group.items)
    return chosen


def _same_holder(a: Group, b: Group) -> bool:
    one, other = a.items[0].getparent(), b.items[0].getparent()
    return one is other or (one.tag == other.tag and one.get("class") == other.get("class"))


def _split(page: Page, item: Element) -> Iterator[Element]:
    """Yield an item, or the entries it holds where one number stands for several works."""
    for holder in item.iter(etree.Element):
        parts = [
            child
            for child in holder
            if child.tag in _ITEMS and child in page.weights and _is_entry(page.weights[child])
        ]
        same = {(part.tag, part.get("class")) for part in parts}
        if len(parts) < 2 or len(same) > 1 or not _HINT.search(parts[0].get("class") or ""):
            continue
        if sum(page.weights[part].length for part in parts) > 0.8 * page.weights[item].length:
            yield from parts
            return
    yield item


def _holds_words(page: Page, item: Element) -> bool:
    weight = page.weights[item]
    return weight.length >= 10 and item.tag not in _HEADINGS

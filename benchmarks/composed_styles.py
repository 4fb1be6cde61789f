"""Styles of articles put together at random: hundreds of house styles that no list names."""

from random import Random

PEOPLE = (
    "vancouver",
    "vancouver",
    "vancouver",
    "inverted",
    "tight",
    "natural",
    "nature",
    "mdpi",
    "dotted",
    "full",
)
LAST = {"vancouver": (". ", ". ", ": ", ", "), "natural": (", ", ". "), "full": (", ", ". ")}
DATES_FIRST = (
    "{author} ({date}) ",
    "{author} ({date}). ",
    "{author}, {date}. ",
    "{author}. {date}. ",
    "{author} {date}. ",
    "{author} ({date}): ",
)
QUOTED = ("“{title}.” ", "“{title},” ", '"{title}," ', "'{title}', ", "‘{title}’, ", "«{title}», ")
PLAIN = ("{title}. ", "{title}. ", "{title}. ", "{title}, ", "{title}; ", "{title}.")
JOURNALS = (
    "{container-title}",
    "{container-title}.",
    "{container-title},",
    "{container-title}",
    "in {container-title}",
    "{container-title}:",
)
DATED = (
    " {date}~;{volume}⟦({issue})⟧:{pages}", " {date}; {volume}⟦({issue})⟧: {pages}", " {volume}⟦({issue})⟧:{pages}, {date}",
    " {volume}⟦({issue})⟧, {pages} ({date})", " {volume} ({date}) {pages}", " {volume}, no. {issue} ({date}): {pages}",
    " {date}, {volume}⟦({issue})⟧, {pages}", " vol. {volume}, ⟦no. {issue}, ⟧pp. {pages}, {date}", " {date}. {volume}⟦({issue})⟧: p. {pages}",
    " {date};{volume}:{pages}", " {date}, {volume}:{pages}", " {date} {volume}⟦({issue})⟧ {pages}", " {volume}({date}), {pages}",
    " {volume}⟦({issue})⟧:{pages} ({date})", " {date}; {volume}, {pages}", " {date}:{volume}:{pages}", " v. {volume}, ⟦n. {issue}, ⟧p. {pages}, {date}",
    " {volume}: {pages}; {date}", " {volume}⟦ ({issue})⟧, pp. {pages}, {date}", " Vol.{volume}⟦ No.{issue}⟧ pp.{pages} {date}", " {date} {volume}: {pages}",
)  # fmt: skip
UNDATED = (
    " {volume}⟦({issue})⟧: {pages}", " {volume}:{pages}", " {volume}⟦({issue})⟧, {pages}", " {volume}, {pages}", " {volume}⟦ ({issue})⟧: {pages}",
    " {volume}⟦({issue})⟧, pp. {pages}", " vol. {volume}, ⟦no. {issue}, ⟧pp. {pages}", " {volume}, no. {issue}: {pages}", " {volume} ({issue}) {pages}",
    " {volume}, p. {pages}", " {volume}.{issue}: {pages}", " {volume} {pages}", " v.{volume}⟦, n.{issue}⟧, p.{pages}", " {volume}⟦ (Issue {issue})⟧: {pages}",
)  # fmt: skip
TAILS = (
    "", "", ".", ".", ".", ".{ids}", ". {ids}", ",{ids}.", ". PMID: {pmid}", ". doi: 10.5555/{n}.", " https://doi.org/10.5555/{n}", ". Available from: {url}",
    ". https://doi.org/10.5555/{n}", " [PubMed: {pmid}]", ". ({language})", ". DOI:10.5555/{n}", " doi:10.5555/{n} PMID:{pmid}",
)  # fmt: skip


def compose_article(chance: Random) -> tuple[str, str, str, str]:
    """Return a style of articles: how people, journal and pages are printed, and its template."""
    people = chance.choice(PEOPLE)
    journal = chance.choice(("abbr", "abbr", "full", "dots"))
    pages = chance.choice(("short", "long", "long"))
    first = chance.random() < 0.4
    start = (
        chance.choice(DATES_FIRST)
        if first
        else "{author}" + chance.choice(LAST.get(people, (". ", ", ", " ")))
    )
    title = chance.choice(QUOTED if chance.random() < 0.18 else PLAIN)
    numbers = chance.choice(UNDATED if first else DATED)
    return (
        people,
        journal,
        pages,
        start + title + chance.choice(JOURNALS) + numbers + chance.choice(TAILS),
    )

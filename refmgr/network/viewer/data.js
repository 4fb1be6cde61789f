// What the page shows: works, citations and sentences, as the program wrote them.

const FIELDS = [
  "key", "label", "year", "kind", "documents", "mentions", "authors", "title", "where", "doi", "pmid", "pmcid",
  "retracted", "note", "x", "y", "radius", "rank",
];
const DOCUMENT = 0, SOURCE = 1, CITING = 2;
const KINDS = ["document", "source", "citing"];

function readData(text) {
  const given = JSON.parse(text);
  const works = given.works.map((row, place) => {
    const work = { place, cites: [], citedBy: [] };
    FIELDS.forEach((name, at) => { work[name] = row[at]; });
    work.text = [work.authors, work.title, work.where].filter(Boolean).join(". ");
    return work;
  });
  const edges = given.citations.map(([from, to, weight, mentions, listed, said, left]) => {
    const edge = {
      from: works[from], to: works[to], weight, mentions, left, listed: Boolean(listed),
      sentences: said.map((number) => given.sentences[number]),
    };
    edge.from.cites.push(edge);
    edge.to.citedBy.push(edge);
    return edge;
  });
  const ranked = [...works].sort((a, b) => a.rank - b.rank);
  return { ...given, works, edges, ranked };
}

// Letters without accents and case, as the search compares them: Yıldırım is found by yildirim.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i").replace(/ł/g, "l")
    .replace(/ø/g, "o").replace(/ß/g, "ss");
}

// Where a work is found on the web: its DOI, else PubMed, else PubMed Central.
function addressOf(work) {
  if (work.doi) {
    const path = encodeURIComponent(work.doi).replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%3B/g, ";");
    return { text: `doi:${work.doi}`, href: `https://doi.org/${path}` };
  }
  if (work.pmid) return { text: `PMID ${work.pmid}`, href: `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(work.pmid)}/` };
  if (work.pmcid) return { text: work.pmcid, href: `https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(work.pmcid)}/` };
  return null;
}

// What shows at a threshold: sources cited by so many documents, and the documents that cite most.
// At 0 that is everything.
function shownAt(data, threshold) {
  if (threshold === 0) return new Set(data.works);
  const sources = data.ranked.filter((work) => work.kind !== DOCUMENT && work.documents >= threshold).slice(0, data.crowded);
  const documents = data.ranked.filter((work) => work.kind === DOCUMENT).slice(0, Math.max(sources.length, data.firstDocuments));
  return new Set([...documents, ...sources]);
}

// The panel beside the picture: the list of works, or one work with the sentences that cite it.
// Titles and sentences come from strangers' files: they are only ever set as text, never as HTML.

const LISTED = 60;

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

class Panel {
  constructor(element, data, open) {
    this.element = element;
    this.data = data;
    this.open = open; // called with a work, or null to close it
  }

  fill(...children) {
    this.element.replaceChildren(...children.filter(Boolean));
    this.element.scrollTop = 0;
  }

  button(work, count) {
    const kind = make("i", { className: KINDS[work.kind] + (work.retracted ? " retracted" : "") });
    kind.setAttribute("aria-hidden", "true");
    const told = make("span", {}, make("b", { textContent: work.label, dir: "auto" }), make("small", { textContent: work.title, dir: "auto" }));
    const button = make("button", { type: "button", className: "work" }, kind, told, make("em", { textContent: count }));
    button.addEventListener("click", () => this.open(work));
    return button;
  }

  list(works, count) {
    return make("ol", {}, ...works.map((work) => make("li", {}, this.button(work, count(work)))));
  }

  // The works that show: sources by the documents that cite them, then the documents.
  showList(shown) {
    const ranked = this.data.ranked.filter((work) => shown.has(work));
    const sources = ranked.filter((work) => work.kind === SOURCE);
    const documents = ranked.filter((work) => work.kind === DOCUMENT);
    const citing = ranked.filter((work) => work.kind === CITING);
    const parts = [make("h2", { textContent: "Works" })];
    parts.push(make("p", { className: "soft", textContent: "Choose a work, here or in the picture, for its citations and the sentences that cite it." }));
    for (const [title, works, count] of [
      ["Sources, most cited first", sources, (work) => citedBy(work)],
      ["Your documents", documents, (work) => `cites ${work.cites.length}`],
      ["Citing your documents", citing, (work) => `cites ${work.cites.length}`],
    ]) {
      if (!works.length) continue;
      parts.push(make("h3", { textContent: `${title} (${works.length})` }), this.list(works.slice(0, LISTED), count));
      if (works.length > LISTED) parts.push(make("p", { className: "soft", textContent: `and ${works.length - LISTED} more: search, or click in the picture` }));
    }
    if (!ranked.length) parts.push(make("p", { textContent: "There is nothing to show yet. Import papers with refmgr import FOLDER, then write this page again." }));
    this.fill(...parts);
  }

  showFound(works, words) {
    const title = works.length ? `${works.length} found` : `Nothing found for “${words}”`;
    const more = works.length > LISTED && make("p", { className: "soft", textContent: `and ${works.length - LISTED} more` });
    this.fill(make("h2", { textContent: title }), this.list(works.slice(0, LISTED), (work) => work.kind === SOURCE ? citedBy(work) : ""), more);
  }

  showWork(work) {
    const back = make("button", { type: "button", className: "back", textContent: "← All works" });
    back.addEventListener("click", () => this.open(null));
    const heading = make("h2", { textContent: work.label, dir: "auto", tabIndex: -1 });
    const address = addressOf(work);
    const link = address && make("p", {}, make("a", { href: address.href, textContent: address.text, target: "_blank", rel: "noopener noreferrer" }));
    const badge = make("span", { className: `badge ${KINDS[work.kind]}`, textContent: ["your document", "source", "cites a document"][work.kind] });
    const alarm = work.retracted && make("span", { className: "badge retracted", textContent: "retracted" });
    const notice = work.retracted && typeof work.retracted === "string" && make("p", { className: "alarm", textContent: work.retracted });
    const note = work.note && make("p", { className: "note", textContent: work.note, dir: "auto" });
    this.fill(
      back, heading, make("p", {}, badge, alarm || ""), notice,
      make("p", { textContent: work.text, dir: "auto" }), link,
      make("p", { className: "soft", textContent: `Citation key ${work.key}` }), note,
      ...this.edges("Cited by", work.citedBy, (edge) => edge.from),
      ...this.edges("Cites", work.cites, (edge) => edge.to),
    );
    return heading;
  }

  edges(title, edges, other) {
    if (!edges.length) return [];
    const sorted = [...edges].sort((a, b) => b.mentions - a.mentions || other(a).rank - other(b).rank);
    const items = sorted.map((edge) => {
      const said = edge.sentences.map((sentence) => make("blockquote", { textContent: sentence, dir: "auto" }));
      if (edge.left) said.push(make("p", { className: "soft", textContent: `and ${edge.left} more: refmgr show ${edge.to.key}` }));
      const count = edge.listed ? times(edge.mentions) : "by its “Cited by” list";
      return make("li", {}, this.button(other(edge), count), ...said);
    });
    return [make("h3", { textContent: `${title} (${edges.length})` }), make("ul", {}, ...items)];
  }
}

function citedBy(work) {
  return `cited by ${work.documents}`;
}

function times(number) {
  return number === 0 ? "not in the text" : number === 1 ? "once" : `${number} times`;
}

// Puts it together: what the reader does, and what follows from it.

class Viewer {
  constructor() {
    this.data = readData(document.getElementById("data").textContent);
    this.view = new View(this.data);
    this.scene = new Scene(this.data, this.view);
    this.base = document.getElementById("base");
    this.overlay = document.getElementById("overlay");
    this.stage = document.getElementById("stage");
    this.tip = document.getElementById("tip");
    this.said = document.getElementById("said");
    this.panel = new Panel(document.getElementById("panel"), this.data, (work) => this.choose(work, true));
    this.chosen = this.hovered = this.pointed = null; // opened, under the pointer, by the arrow keys
    this.found = null;
    this.waiting = { base: false, overlay: false };
    this.settings = { lines: true, names: true };
    this.search = this.data.works.map((work) => folded(`${work.label} ${work.text} ${work.key} ${work.doi || ""} ${work.pmid || ""}`));
    this.thresholds = this.possible();
    this.threshold = this.data.threshold;
    this.colours = paletteOf(document.documentElement);
    this.listen();
    this.setTheme();
    this.counts();
    this.filter();
  }

  element(id) { return document.getElementById(id); }

  // --- what shows ----------------------------------------------------------------------------

  // Every number of documents that some source is cited by is a step of the slider; 0 shows all.
  possible() {
    const counts = new Set(this.data.works.filter((work) => work.kind !== DOCUMENT).map((work) => work.documents));
    return [...new Set([0, 1, ...counts])].filter((count) => count <= Math.max(...counts, 0)).sort((a, b) => a - b);
  }

  counts() {
    const { works, edges, total } = this.data;
    const documents = works.filter((work) => work.kind === DOCUMENT).length;
    const part = total > works.length ? ` · the best connected of ${total.toLocaleString("en")} works` : "";
    const parts = [`${plural(documents, "document")}`, plural(works.length - documents, "other work"), plural(edges.length, "citation")];
    this.element("counts").textContent = parts.join(" · ") + part;
    this.element("legend-citing").hidden = !works.some((work) => work.kind === CITING);
    this.element("legend-retracted").hidden = !works.some((work) => work.retracted);
    const slider = this.element("threshold");
    slider.min = 0;
    slider.max = Math.max(this.thresholds.length - 1, 0);
    slider.value = Math.max(this.thresholds.findIndex((count) => count >= this.threshold), 0);
    slider.disabled = this.thresholds.length < 2;
  }

  filter() {
    this.shown = shownAt(this.data, this.threshold);
    const sources = [...this.shown].filter((work) => work.kind !== DOCUMENT).length;
    const all = this.data.works.filter((work) => work.kind !== DOCUMENT).length;
    const text = this.threshold > 0 ? `Cited by ${this.threshold} or more documents: ${sources.toLocaleString("en")} of ${all.toLocaleString("en")} works` : `All ${all.toLocaleString("en")} works that are cited or cite`;
    this.element("threshold-text").textContent = text;
    this.element("threshold").setAttribute("aria-valuetext", text);
    this.rescale(!this.view.touched);
    if (!this.chosen && !this.found) this.panel.showList(this.shown);
  }

  rescale(fit) {
    if (fit) this.view.fit(this.shown);
    this.scene.build(this.shown, this.settings);
    this.redraw();
  }

  // --- drawing: at most once a frame -----------------------------------------------------------

  redraw() {
    this.later("base", () => {
      this.scene.drawFast(this.prepared(this.base), this.colours, window.devicePixelRatio || 1);
      this.drawOverlay();
    });
  }

  highlight() { this.later("overlay", () => this.drawOverlay()); }

  later(what, action) {
    if (this.waiting[what]) return;
    this.waiting[what] = true;
    requestAnimationFrame(() => {
      this.waiting[what] = false;
      action();
    });
  }

  prepared(canvas) {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.view.width * ratio), height = Math.round(this.view.height * ratio);
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  drawOverlay() {
    const work = this.hovered || this.pointed || this.chosen;
    const context = this.prepared(this.overlay);
    context.clearRect(0, 0, this.view.width, this.view.height);
    this.base.classList.toggle("dimmed", Boolean(work || (this.found && this.found.length)));
    this.element("legend").classList.toggle("chosen", Boolean(work));
    if (this.found && !work) this.scene.drawFound(context, this.found, this.colours);
    if (work) this.scene.drawChosen(context, work, this.colours);
    this.showTip(this.hovered || this.pointed);
  }

  showTip(work) {
    this.tip.hidden = !work;
    if (!work) return;
    this.tip.textContent = `${work.label}: ${work.title}`;
    const x = this.view.x(work) + this.view.left, y = this.view.y(work) + this.view.top;
    const { offsetWidth, offsetHeight } = this.tip;
    const away = this.view.radius(work) + 14;
    this.tip.style.left = `${Math.max(4, Math.min(x - offsetWidth / 2, this.view.width - offsetWidth - 4))}px`;
    this.tip.style.top = `${y - away - offsetHeight > 4 ? y - away - offsetHeight : y + away}px`;
  }

  // --- choosing --------------------------------------------------------------------------------

  choose(work, byHand) {
    this.chosen = work;
    this.pointed = this.hovered = null;
    if (work) {
      const heading = this.panel.showWork(work);
      if (byHand) heading.focus({ preventScroll: true });
      this.view.reveal(work);
      this.said.textContent = `${work.label}, ${citedBy(work)} documents, cites ${work.cites.length}.`;
    } else if (this.found) this.panel.showFound(this.found, this.element("search").value);
    else this.panel.showList(this.shown);
    this.redraw();
  }

  find(text) {
    const words = folded(text).split(/\s+/).filter(Boolean);
    this.found = words.length
      ? this.data.ranked.filter((work) => words.every((word) => this.search[work.place].includes(word))) : null;
    this.chosen = this.hovered = this.pointed = null;
    if (this.found) this.panel.showFound(this.found, text); else this.panel.showList(this.shown);
    this.said.textContent = this.found ? `${this.found.length} found` : "";
    this.highlight();
  }

  // --- the theme -------------------------------------------------------------------------------

  setTheme(wanted) {
    this.wanted = wanted || this.wanted;
    const dark = (this.wanted || (this.system.matches ? "dark" : "light")) === "dark";
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    this.element("theme").textContent = dark ? "Light" : "Dark";
    this.colours = paletteOf(document.documentElement);
    if (this.shown) this.redraw();
  }

  // --- files -----------------------------------------------------------------------------------

  legend() {
    const entries = [{ kind: DOCUMENT, text: "your document" }, { kind: SOURCE, text: "source, larger when more documents cite it" }];
    if (!this.element("legend-citing").hidden) entries.push({ kind: CITING, text: "cites a document" });
    if (!this.element("legend-retracted").hidden) entries.push({ kind: SOURCE, retracted: true, text: "retracted" });
    return entries;
  }

  saveSvg() {
    const text = new XMLSerializer().serializeToString(svgOf(this.scene, this.legend()));
    save(new Blob([text], { type: "image/svg+xml" }), "citation-network.svg");
  }

  async savePng() {
    save(await pngOf(this.scene, this.legend(), 3), "citation-network.png");
  }

  // --- listening -------------------------------------------------------------------------------

  listen() {
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.system.addEventListener("change", () => this.setTheme());
    new ResizeObserver(() => this.resized()).observe(this.stage);
    this.resized();
    this.element("threshold").addEventListener("input", (event) => {
      this.threshold = this.thresholds[Number(event.target.value)];
      this.filter();
    });
    for (const [id, name] of [["lines", "lines"], ["names", "names"]]) {
      this.element(id).addEventListener("change", (event) => {
        this.settings[name] = event.target.checked;
        this.rescale(false);
      });
    }
    this.element("search").addEventListener("input", (event) => this.find(event.target.value));
    this.element("search").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.found && this.found.length) this.choose(this.found[0], true);
    });
    this.element("theme").addEventListener("click", () => this.setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
    this.element("fit").addEventListener("click", () => this.rescale(true));
    this.element("closer").addEventListener("click", () => this.zoom(1.4));
    this.element("farther").addEventListener("click", () => this.zoom(1 / 1.4));
    this.element("svg").addEventListener("click", () => this.saveSvg());
    this.element("png").addEventListener("click", () => this.savePng());
    window.addEventListener("beforeprint", () => this.element("paper").replaceChildren(svgOf(this.scene, this.legend())));
    document.addEventListener("keydown", (event) => this.key(event));
    listenToPointers(this);
  }

  resized() {
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !clientHeight) return;
    this.view.resize(clientWidth, clientHeight);
    if (this.shown) this.rescale(!this.view.touched);
  }

  zoom(factor, x = this.view.width / 2, y = this.view.height / 2) {
    this.view.zoomAt(factor, x, y);
    clearTimeout(this.resting);
    if (this.scene.heavy) this.resting = setTimeout(() => this.sharpen(), 90);
    else this.later("zoom", () => this.sharpen());
    this.redraw();
  }

  sharpen() {
    this.scene.rebuild();
    this.redraw();
  }

  key(event) {
    const typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") this.escape();
    else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "/") this.element("search").focus();
    else if (event.target !== this.overlay) return;
    else if (event.key === "+" || event.key === "=") this.zoom(1.4);
    else if (event.key === "-") this.zoom(1 / 1.4);
    else if (event.key === "0") this.rescale(true);
    else if (event.key.startsWith("Arrow")) this.step(event.key);
    else if (event.key === "Enter" && this.pointed) this.choose(this.pointed, true);
    else return;
    event.preventDefault();
  }

  escape() {
    if (this.element("search").value) {
      this.element("search").value = "";
      this.find("");
    } else this.choose(null, false);
  }

  // Goes to the nearest work in a direction, from the one the keys point at.
  step(key) {
    const [right, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    const from = this.pointed || this.chosen;
    const next = from ? nearestTo(this.view, this.scene.shown, from, right, down) : this.scene.shown.find((work) => work.kind === SOURCE) || this.scene.shown[0];
    if (!next) return;
    this.pointed = next;
    this.view.reveal(next);
    this.said.textContent = `${next.label}: ${next.text} ${citedBy(next)} documents.`;
    this.redraw();
  }
}

function nearestTo(view, works, from, right, down) {
  let best = null, least = Infinity;
  for (const work of works) {
    const x = view.x(work) - view.x(from), y = view.y(work) - view.y(from);
    const ahead = x * right + y * down, aside = Math.abs(x * down) + Math.abs(y * right);
    if (work !== from && ahead > 0.5 && ahead + 2.5 * aside < least) { least = ahead + 2.5 * aside; best = work; }
  }
  return best;
}

function plural(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

new Viewer();

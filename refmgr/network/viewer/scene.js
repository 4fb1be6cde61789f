// Draws: the axis, citations, marks and labels. What does not change while panning is built once.

const CURVED = 2500; // citations; more are drawn as straight lines, which cost a third
const SINGLE = 1500; // works; more are drawn in one stroke each kind
const MOST_LABELS = 150;
const HEAVY = 3000; // works and citations; more are drawn sharp only when a zoom comes to rest
const ROOM = 0.3; // of the window, drawn beyond each edge so that panning need not draw

function paletteOf(element) {
  const style = getComputedStyle(element);
  const names = ["paper", "ink", "soft", "grid", "edge", "document", "source", "outline", "retracted", "cites", "cited", "focus"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// Colours for paper, whatever the screen shows.
const LIGHT = {
  paper: "#ffffff", ink: "#1b1f24", soft: "#57606a", grid: "#e4e8ec", edge: "#8b97a5", document: "#0072b2",
  source: "#e69f00", outline: "#ffffff", retracted: "#c8102e", cites: "#007d5b", cited: "#a8418a", focus: "#0072b2",
};

class Scene {
  constructor(data, view) {
    this.data = data;
    this.view = view;
    this.context = document.createElement("canvas").getContext("2d"); // to measure letters with
  }

  // Builds what a zoom and a set of works need; `shown` is a Set.
  build(shown, { lines, names }) {
    const { view } = this;
    this.members = shown;
    this.shown = this.data.ranked.filter((work) => shown.has(work));
    this.edges = lines ? this.data.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)) : [];
    this.curved = this.edges.length <= CURVED;
    this.opacity = Math.min(0.75, Math.max(0.1, 14 / (this.edges.length || 1) ** 0.62));
    this.names = names;
    this.rebuild();
  }

  rebuild() {
    const { view } = this;
    this.paths = this.edgePaths();
    this.marks = this.shown.length > SINGLE ? this.markPaths() : null;
    this.buckets = new Buckets();
    for (const work of this.shown) this.buckets.add(around(view, work));
    this.labels = this.names ? this.makeLabels() : [];
    this.backwards = [...this.shown].reverse(); // the most important on top
    this.version = (this.version || 0) + 1;
  }

  // The window, in the pixels that labels are placed in.
  get frame() {
    const { view } = this;
    return { left: 4 - view.left, right: view.width - 4 - view.left, top: 2 - view.top, bottom: view.height - MARGIN.bottom + 10 - view.top };
  }

  makeLabels() {
    const most = Math.round(MOST_LABELS * Math.max(this.view.zoom, 1) ** 2);
    return labelsFor(this.view, this.shown, this.context, this.view.touched ? null : this.frame, most);
  }

  trace(path, edge) {
    const { view } = this;
    const x1 = view.x(edge.from), y1 = view.y(edge.from), x2 = view.x(edge.to), y2 = view.y(edge.to);
    path.moveTo(x1, y1);
    if (this.curved) {
      const middle = (x1 + x2) / 2;
      path.bezierCurveTo(middle, y1, middle, y2, x2, y2);
    } else path.lineTo(x2, y2);
  }

  // One path a width: citations with more mentions are thicker.
  edgePaths() {
    const paths = new Map();
    for (const edge of this.edges) {
      const width = this.curved ? Math.min(0.9 + 0.35 * (edge.weight - 1), 3) : 0.7;
      if (!paths.has(width)) paths.set(width, new Path2D());
      this.trace(paths.get(width), edge);
    }
    return paths;
  }

  markPaths() {
    const paths = KINDS.map(() => new Path2D());
    const rings = new Path2D();
    for (const work of this.shown) {
      this.outline(paths[work.kind], work);
      if (work.retracted) this.circle(rings, work, this.view.radius(work) + 3);
    }
    return { paths, rings };
  }

  circle(path, work, radius) {
    const x = this.view.x(work), y = this.view.y(work);
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }

  outline(path, work) {
    const radius = this.view.radius(work);
    if (work.kind === DOCUMENT) path.rect(this.view.x(work) - radius, this.view.y(work) - radius, 2 * radius, 2 * radius);
    else this.circle(path, work, radius);
  }

  // Draws everything on a canvas; `colours` is a palette.
  draw(context, colours) {
    this.drawBack(context, colours);
    context.save();
    context.translate(this.view.left, this.view.top);
    this.drawWorks(context, colours);
    context.restore();
    this.drawYears(context, colours);
  }

  // The same for the window: what was drawn before is moved, and drawn anew only near its edge. While
  // the reader zooms in a large network it is stretched, too; `rebuild` makes it sharp again.
  drawFast(context, colours, ratio) {
    const { view } = this;
    const kept = this.cached(colours, ratio);
    const stretch = view.scaleX / kept.scaleX;
    const x = (view.left - (kept.left + kept.marginX) * stretch) * ratio, y = (view.top - (kept.top + kept.marginY) * stretch) * ratio;
    this.drawBack(context, colours);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (stretch === 1) context.drawImage(kept.canvas, Math.round(x), Math.round(y));
    else context.drawImage(kept.canvas, x, y, kept.canvas.width * stretch, kept.canvas.height * stretch);
    context.restore();
    this.drawYears(context, colours);
  }

  cached(colours, ratio) {
    const { view } = this;
    const kept = this.cache;
    if (kept && kept.version === this.version && kept.colours === colours && kept.ratio === ratio
      && (kept.scaleX !== view.scaleX
        || (Math.abs(view.left - kept.left) <= kept.marginX && Math.abs(view.top - kept.top) <= kept.marginY))) return kept;
    const marginX = Math.round(view.width * ROOM), marginY = Math.round(view.height * ROOM);
    const canvas = kept ? kept.canvas : document.createElement("canvas");
    const width = Math.ceil((view.width + 2 * marginX) * ratio), height = Math.ceil((view.height + 2 * marginY) * ratio);
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio, 0, 0, ratio, (view.left + marginX) * ratio, (view.top + marginY) * ratio);
    this.drawWorks(context, colours);
    this.cache = { canvas, colours, ratio, version: this.version, scaleX: view.scaleX, left: view.left, top: view.top, marginX, marginY };
    return this.cache;
  }

  get heavy() { return this.shown.length + this.edges.length > HEAVY; }

  drawBack(context, colours) {
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, this.view.width, this.view.height);
    this.drawAxis(context, colours);
  }

  drawWorks(context, colours) {
    this.drawEdges(context, colours);
    if (this.marks) this.drawMany(context, colours); else for (const work of this.backwards) this.drawMark(context, work, colours);
    this.drawLabels(context, this.labels, colours);
  }

  drawEdges(context, colours) {
    context.strokeStyle = colours.edge;
    context.globalAlpha = this.opacity;
    for (const [width, path] of this.paths) {
      context.lineWidth = width;
      context.stroke(path);
    }
    context.globalAlpha = 1;
  }

  drawMany(context, colours) {
    const fills = [colours.document, colours.source, colours.paper];
    this.marks.paths.forEach((path, kind) => {
      context.fillStyle = fills[kind];
      context.fill(path);
      if (kind === CITING) {
        context.strokeStyle = colours.soft;
        context.lineWidth = 1;
        context.stroke(path);
      }
    });
    context.strokeStyle = colours.retracted;
    context.lineWidth = 2.5;
    context.stroke(this.marks.rings);
  }

  drawMark(context, work, colours) {
    context.beginPath();
    this.outline(context, work);
    context.fillStyle = [colours.document, colours.source, colours.paper][work.kind];
    context.fill();
    context.lineWidth = work.kind === CITING ? 1.3 : 1;
    context.strokeStyle = work.kind === CITING ? colours.soft : colours.outline;
    context.stroke();
    if (work.retracted) this.ring(context, work, colours.retracted, 3, 2.5);
  }

  ring(context, work, colour, away, width) {
    context.beginPath();
    this.circle(context, work, this.view.radius(work) + away);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }

  drawLabels(context, labels, colours) {
    context.font = FONT;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = colours.paper;
    context.fillStyle = colours.ink;
    context.lineWidth = 3;
    const { view } = this;
    for (const label of labels) {
      const x = label.x + view.left, y = label.y + view.top;
      if (x < -view.width || x > 2 * view.width || y < -view.height || y > 2 * view.height) continue;
      context.textAlign = label.align;
      context.strokeText(label.text, label.x, label.y);
      context.fillText(label.text, label.x, label.y);
    }
  }

  // Years to print, the rounder ones first, so that they do not meet.
  ticks() {
    const { view, data } = this;
    const chosen = [];
    const across = (share) => share * data.width * view.scaleX + view.left;
    if (data.axis.undated) chosen.push({ text: "no year", x: across((data.axis.undated[0] + data.axis.undated[1]) / 2) });
    for (const step of [100, 50, 10, 5, 1]) {
      for (const [year, left, right] of data.axis.years) {
        const x = across((left + right) / 2);
        const room = (across(right) - across(left)) * step >= 44;
        if (year % step === 0 && room && chosen.every((other) => Math.abs(other.x - x) >= 44)) chosen.push({ text: String(year), x });
      }
    }
    const breaks = data.axis.breaks.map((share) => ({ text: "…", x: across(share), bare: true }))
      .filter((tick) => chosen.every((other) => Math.abs(other.x - tick.x) >= 24));
    return [...chosen, ...breaks].filter((tick) => tick.x > -30 && tick.x < view.width + 30);
  }

  drawAxis(context, colours) {
    context.strokeStyle = colours.grid;
    context.lineWidth = 1;
    context.beginPath();
    for (const tick of this.ticks()) {
      if (tick.bare) continue;
      const x = Math.round(tick.x) + 0.5;
      context.moveTo(x, 0);
      context.lineTo(x, this.view.height - MARGIN.bottom + 14);
    }
    context.stroke();
  }

  drawYears(context, colours) {
    const { view } = this;
    context.globalAlpha = 0.9;
    context.fillStyle = colours.paper;
    context.fillRect(0, view.height - 26, view.width, 26);
    context.globalAlpha = 1;
    context.fillStyle = colours.soft;
    context.font = FONT;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const tick of this.ticks()) context.fillText(tick.text, tick.x, view.height - 13);
  }

  // A work that shows, or would show within the window if the threshold were lower.
  inSight(work) {
    const x = this.view.x(work) + this.view.left, y = this.view.y(work) + this.view.top;
    return this.members.has(work) || (x > 0 && x < this.view.width && y > 0 && y < this.view.height - 26);
  }

  // Draws one work with what it cites and what cites it, in two colours.
  drawChosen(context, work, colours) {
    context.save();
    context.translate(this.view.left, this.view.top);
    const cites = work.cites.filter((edge) => this.inSight(edge.to));
    const citedBy = work.citedBy.filter((edge) => this.inSight(edge.from));
    this.drawPairs(context, citedBy, colours.cited);
    this.drawPairs(context, cites, colours.cites);
    const near = [...new Set([...cites.map((edge) => edge.to), ...citedBy.map((edge) => edge.from)])]
      .filter((other) => other !== work).sort((a, b) => a.rank - b.rank);
    for (const other of [...near].reverse()) this.drawMark(context, other, colours);
    this.drawMark(context, work, colours);
    this.ring(context, work, colours.focus, work.retracted ? 7 : 4, 2.5);
    this.drawLabels(context, labelsFor(this.view, [work, ...near], this.context, this.frame, 70), colours);
    context.restore();
  }

  drawPairs(context, edges, colour) {
    const { curved } = this;
    this.curved = true;
    context.beginPath();
    for (const edge of edges) this.trace(context, edge);
    this.curved = curved;
    context.strokeStyle = colour;
    context.lineWidth = 1.8;
    context.globalAlpha = edges.length > 60 ? 0.6 : 0.95;
    context.stroke();
    context.globalAlpha = 1;
  }

  drawFound(context, works, colours) {
    context.save();
    context.translate(this.view.left, this.view.top);
    for (const work of works) {
      this.drawMark(context, work, colours);
      this.ring(context, work, colours.focus, 4, 2.5);
    }
    if (works.length <= 60) this.drawLabels(context, labelsFor(this.view, works, this.context, null, 60), colours);
    context.restore();
  }
}

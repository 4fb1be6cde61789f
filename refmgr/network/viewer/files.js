// The picture as a file: SVG and PNG of what the window shows, on white; and the same for the printer.

const SPACE = "http://www.w3.org/2000/svg";

function drawn(tag, properties, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const inPixels = (value) => Math.round(value * 10) / 10;

function svgOf(scene, legend) {
  const { view } = scene;
  const root = drawn("svg", {
    xmlns: SPACE, viewBox: `0 0 ${view.width} ${view.height}`, width: view.width, height: view.height,
    "font-family": "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif", "font-size": LETTERS,
  });
  root.append(drawn("title", {}, "Citation network"), drawn("rect", { width: view.width, height: view.height, fill: LIGHT.paper }));
  const axis = drawn("g", { fill: LIGHT.soft, "text-anchor": "middle" });
  for (const tick of scene.ticks()) {
    const x = inPixels(tick.x);
    if (!tick.bare) axis.append(drawn("path", { d: `M${x} 28V${view.height - MARGIN.bottom + 14}`, stroke: LIGHT.grid }));
    axis.append(drawn("text", { x, y: view.height - 9 }, tick.text));
  }
  const moved = drawn("g", { transform: `translate(${inPixels(view.left)} ${inPixels(view.top)})` });
  moved.append(svgEdges(scene), svgMarks(scene), svgLabels(scene));
  root.append(axis, moved, svgLegend(legend));
  return root;
}

function svgEdges(scene) {
  const { view } = scene;
  const group = drawn("g", { fill: "none", stroke: LIGHT.edge, "stroke-opacity": inPixels(scene.opacity * 10) / 10 });
  for (const edge of scene.edges) {
    const [x1, y1, x2, y2] = [view.x(edge.from), view.y(edge.from), view.x(edge.to), view.y(edge.to)].map(inPixels);
    const middle = inPixels((x1 + x2) / 2);
    const d = scene.curved ? `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` : `M${x1} ${y1}L${x2} ${y2}`;
    group.append(drawn("path", { d, "stroke-width": scene.curved ? inPixels(Math.min(0.9 + 0.35 * (edge.weight - 1), 3)) : 0.7 }));
  }
  return group;
}

function svgMark(kind, x, y, radius, retracted) {
  const marks = drawn("g", {});
  if (kind === DOCUMENT) {
    marks.append(drawn("rect", { x: inPixels(x - radius), y: inPixels(y - radius), width: inPixels(2 * radius), height: inPixels(2 * radius), fill: LIGHT.document, stroke: "#fff" }));
  } else {
    const [fill, stroke] = kind === SOURCE ? [LIGHT.source, "#fff"] : ["#fff", LIGHT.soft];
    marks.append(drawn("circle", { cx: inPixels(x), cy: inPixels(y), r: inPixels(radius), fill, stroke }));
  }
  if (retracted) marks.append(drawn("circle", { cx: inPixels(x), cy: inPixels(y), r: inPixels(radius + 3), fill: "none", stroke: LIGHT.retracted, "stroke-width": 2.5 }));
  return marks;
}

function svgMarks(scene) {
  const { view } = scene;
  const group = drawn("g", {});
  for (const work of [...scene.shown].reverse()) {
    const mark = svgMark(work.kind, view.x(work), view.y(work), view.radius(work), work.retracted);
    mark.append(drawn("title", {}, work.text));
    group.append(mark);
  }
  return group;
}

function svgLabels(scene) {
  const anchors = { left: "start", right: "end", center: "middle" };
  const group = drawn("g", { fill: LIGHT.ink, stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" });
  for (const label of scene.labels) {
    group.append(drawn("text", { x: inPixels(label.x), y: inPixels(label.y + LETTERS * 0.35), "text-anchor": anchors[label.align] }, label.text));
  }
  return group;
}

function svgLegend(legend) {
  const group = drawn("g", { fill: LIGHT.soft });
  let x = 14;
  for (const { kind, retracted, text } of legend) {
    group.append(svgMark(kind, x, 16, retracted ? 4 : 5.5, retracted), drawn("text", { x: x + 13, y: 20 }, text));
    x += 34 + text.length * 6.4;
  }
  return group;
}

function pngOf(scene, legend, scale) {
  const { view } = scene;
  const canvas = document.createElement("canvas");
  canvas.width = view.width * scale;
  canvas.height = view.height * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  scene.draw(context, LIGHT);
  let x = 14;
  for (const { kind, retracted, text } of legend) {
    context.beginPath();
    if (kind === DOCUMENT) context.rect(x - 5.5, 10.5, 11, 11); else context.arc(x, 16, retracted ? 4 : 5.5, 0, 2 * Math.PI);
    context.fillStyle = [LIGHT.document, LIGHT.source, LIGHT.paper][kind];
    context.fill();
    context.lineWidth = retracted ? 2.5 : 1;
    context.strokeStyle = retracted ? LIGHT.retracted : kind === CITING ? LIGHT.soft : LIGHT.outline;
    if (retracted) { context.beginPath(); context.arc(x, 16, 7, 0, 2 * Math.PI); }
    context.stroke();
    context.font = FONT;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = LIGHT.soft;
    context.fillText(text, x + 13, 16.5);
    x += 34 + context.measureText(text).width;
  }
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

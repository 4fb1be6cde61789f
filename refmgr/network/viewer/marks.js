// Labels that do not overlap, and which work is under the pointer: both by buckets of near things.

const BUCKET = 48;
const LETTERS = 12;
const FONT = `${LETTERS}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
const MOST_LETTERS = 34;

class Buckets {
  constructor() { this.map = new Map(); }

  * places(left, top, right, bottom) {
    for (let column = Math.floor(left / BUCKET); column <= Math.floor(right / BUCKET); column += 1) {
      for (let row = Math.floor(top / BUCKET); row <= Math.floor(bottom / BUCKET); row += 1) yield column * 65536 + row;
    }
  }

  add(box) {
    for (const place of this.places(box.left, box.top, box.right, box.bottom)) {
      const list = this.map.get(place);
      if (list) list.push(box); else this.map.set(place, [box]);
    }
  }

  * near(box) {
    for (const place of this.places(box.left, box.top, box.right, box.bottom)) yield* this.map.get(place) || [];
  }

  meets(box, own) {
    for (const other of this.near(box)) {
      if (other.work !== own && box.left < other.right && other.left < box.right
        && box.top < other.bottom && other.top < box.bottom) return true;
    }
    return false;
  }
}

function around(view, work) {
  const x = view.x(work), y = view.y(work), radius = view.radius(work);
  return { work, left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

function shortened(text) {
  if (text.length <= MOST_LETTERS) return text;
  const year = / (\d{3,4})$/.exec(text);
  if (!year) return `${text.slice(0, MOST_LETTERS - 1).trimEnd()}…`;
  return `${text.slice(0, MOST_LETTERS - year[1].length - 2).trimEnd()}… ${year[1]}`;
}

// Tries a label right, left, above and below its mark.
function* tries(view, work, width) {
  const x = view.x(work), y = view.y(work), beside = view.radius(work) + 4, above = view.radius(work) + LETTERS * 0.75;
  const high = LETTERS * 0.62;
  for (const [align, at, down] of [["left", x + beside, y], ["right", x - beside, y], ["center", x, y - above], ["center", x, y + above]]) {
    const left = align === "left" ? at : align === "right" ? at - width : at - width / 2;
    yield { work, align, x: at, y: down, box: { left, top: down - high, right: left + width, bottom: down + high, work: null } };
  }
}

// Returns the labels that have room, the most important works first; `frame` keeps them inside.
function labelsFor(view, ranked, context, frame, most) {
  const taken = new Buckets();
  for (const work of ranked) taken.add(around(view, work));
  context.font = FONT;
  const labels = [];
  for (const work of ranked) {
    if (labels.length >= most) break;
    const text = shortened(work.label);
    if (work.labelWidth === undefined) work.labelWidth = context.measureText(text).width;
    for (const label of tries(view, work, work.labelWidth)) {
      const { box } = label;
      const inside = !frame || (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom);
      if (inside && !taken.meets(box, work)) {
        taken.add(box);
        labels.push({ ...label, text });
        break;
      }
    }
  }
  return labels;
}

// Returns the work nearest to a point within a few pixels, null where there is none.
function workAt(view, buckets, x, y, reach) {
  let best = null, nearest = Infinity;
  for (const { work } of buckets.near({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach })) {
    const away = Math.hypot(view.x(work) - x, view.y(work) - y) - view.radius(work);
    if (away < reach && away < nearest) { nearest = away; best = work; }
  }
  return best;
}

// From the units of the layout to the pixels of the window: two scales, so that no room is wasted.

const MARGIN = { left: 26, right: 26, top: 14, bottom: 40 };

class View {
  constructor(data) {
    this.data = data;
    this.width = this.height = 1;
    this.scaleX = this.scaleY = 1;
    this.left = this.top = 0; // where the layout's origin stands, in pixels
    this.whole = { scaleX: 1, scaleY: 1 };
    this.touched = false; // by the reader: then a new threshold does not move the picture
  }

  resize(width, height) {
    this.width = Math.max(width, 60);
    this.height = Math.max(height, 60);
  }

  // Shows all works of a set; x keeps to the whole axis, so that years stay in place.
  fit(shown) {
    let low = Infinity, high = -Infinity;
    for (const work of shown) {
      low = Math.min(low, work.y);
      high = Math.max(high, work.y);
    }
    if (!(high >= low)) { low = 0; high = 0; }
    const room = this.height - MARGIN.top - MARGIN.bottom - 24;
    this.scaleX = (this.width - MARGIN.left - MARGIN.right) / this.data.width;
    this.scaleY = high > low ? Math.min(room / (high - low), 5) : 1;
    this.left = MARGIN.left;
    this.top = MARGIN.top + 12 + (room - (high - low) * this.scaleY) / 2 - low * this.scaleY;
    this.whole = { scaleX: this.scaleX, scaleY: this.scaleY };
    this.touched = false;
  }

  get zoom() { return this.scaleX / this.whole.scaleX; }

  zoomAt(factor, x, y) {
    const wanted = Math.min(Math.max(this.zoom * factor, 0.3), 60) / this.zoom;
    this.left = x - (x - this.left) * wanted;
    this.top = y - (y - this.top) * wanted;
    this.scaleX *= wanted;
    this.scaleY *= wanted;
    this.touched = true;
  }

  pan(x, y) {
    this.left += x;
    this.top += y;
    this.touched = true;
  }

  // Brings a work into the window, where it is outside.
  reveal(work) {
    const x = this.x(work) + this.left, y = this.y(work) + this.top;
    if (x < 20 || x > this.width - 20) this.pan(this.width / 2 - x, 0);
    if (y < MARGIN.top || y > this.height - MARGIN.bottom) this.pan(0, this.height / 2 - y);
  }

  // Pixels from the layout's origin: what is drawn once and then only moved.
  x(work) { return work.x * this.scaleX; }

  y(work) { return work.y * this.scaleY; }

  // Marks grow a little on the way in, and shrink where the picture is squeezed.
  get size() {
    return Math.min(Math.max(Math.sqrt(Math.min(this.whole.scaleX, this.whole.scaleY)), 0.45), 1.15)
      * Math.min(Math.max(this.zoom, 1) ** 0.35, 3);
  }

  radius(work) { return work.radius * this.size; }
}

// Mouse, pen and fingers on the picture: pan, pinch, hover and click.

function listenToPointers(viewer) {
  const { overlay, view } = viewer;
  const down = new Map(); // pointer -> where it is
  let moved = 0;

  const place = (event) => {
    const box = overlay.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const under = (event, reach) => {
    const at = place(event);
    return workAt(view, viewer.scene.buckets, at.x - view.left, at.y - view.top, reach);
  };
  const spread = () => {
    const [a, b] = [...down.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) || 1 };
  };

  const drag = (event) => {
    const before = down.size === 2 ? spread() : null;
    const own = down.get(event.pointerId);
    Object.assign(own, place(event));
    if (before) {
      const after = spread();
      view.pan(after.x - before.x, after.y - before.y);
      viewer.zoom(after.apart / before.apart, after.x, after.y);
      moved = 99;
    } else {
      view.pan(own.x - own.lastX, own.y - own.lastY);
      moved += Math.abs(own.x - own.lastX) + Math.abs(own.y - own.lastY);
      viewer.redraw();
    }
    own.lastX = own.x;
    own.lastY = own.y;
    overlay.classList.add("dragging");
  };

  overlay.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    overlay.setPointerCapture(event.pointerId);
    const at = place(event);
    down.set(event.pointerId, { ...at, lastX: at.x, lastY: at.y });
    if (down.size === 1) moved = 0;
    viewer.hovered = null;
  });
  overlay.addEventListener("pointermove", (event) => {
    if (down.has(event.pointerId)) { drag(event); return; }
    const work = event.pointerType === "touch" ? null : under(event, 6);
    if (work !== viewer.hovered) {
      viewer.hovered = work;
      viewer.pointed = null;
      overlay.classList.toggle("pointing", Boolean(work));
      viewer.highlight();
    }
  });
  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    overlay.classList.remove("dragging");
    if (event.type === "pointerup" && moved < 5) {
      const work = under(event, event.pointerType === "touch" ? 18 : 6);
      if (work || viewer.chosen) viewer.choose(work, false);
    }
    for (const other of down.values()) { other.lastX = other.x; other.lastY = other.y; }
  };
  overlay.addEventListener("pointerup", up);
  overlay.addEventListener("pointercancel", up);
  overlay.addEventListener("pointerleave", () => {
    if (!viewer.hovered) return;
    viewer.hovered = null;
    viewer.highlight();
  });
  overlay.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = place(event);
    const by = event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY;
    viewer.zoom(Math.exp(-Math.max(Math.min(by, 200), -200) / 400), at.x, at.y);
  }, { passive: false });
  overlay.addEventListener("dblclick", (event) => {
    const at = place(event);
    viewer.zoom(2, at.x, at.y);
  });
}

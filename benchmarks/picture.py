"""The picture beside its peers in a browser without GPU: size, CPU to open, CPU a frame while panning.

    npm install --prefix /tmp/peers cytoscape vis-network
    python benchmarks/picture.py [--peers /tmp/peers] [--works 5000] [--citations 20000]

All draw the same works at the same places with all citations; ours also as it opens, with what is
readable. CPU seconds are those of the browser and all its processes (Linux). Needs Chromium and its driver.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from invented_network import network as invented
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from refmgr.network.graph import Network
from refmgr.network.layout import layout
from refmgr.network.page import to_html

FRAMES = 120
WINDOW = (1280, 900)
SETTLED = (
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));"
)
EVERYTHING = (
    "const slider = document.getElementById('threshold'); slider.value = 0;"
    "slider.dispatchEvent(new Event('input'));"
)
OUR_PAN = """
const overlay = document.getElementById('overlay'), box = overlay.getBoundingClientRect();
overlay.setPointerCapture = () => {};
let x = box.left + 400, y = box.top + 300;
const send = (kind) => overlay.dispatchEvent(new PointerEvent(kind, {
  pointerId: 1, clientX: x, clientY: y, button: 0, bubbles: true, pointerType: 'mouse' }));
send('pointerdown');
window.panBy = (dx, dy) => { x += dx; y += dy; send('pointermove'); };
"""
PAN = """
const [frames, done] = [arguments[0], arguments[arguments.length - 1]];
let count = 0;
const step = () => {
  count += 1;
  window.panBy(count % 40 < 20 ? 6 : -6, count % 20 < 10 ? 3 : -3);
  if (count < frames) requestAnimationFrame(step); else requestAnimationFrame(() => done(count));
};
requestAnimationFrame(step);
"""
PEER = """<!DOCTYPE html><meta charset="utf-8"><style>html, body, #net {{ margin: 0; height: 100%; }}</style>
<div id="net"></div><script>{library}</script>
<script>const given = {data};
{setup}</script>"""
CYTOSCAPE = """
const cy = cytoscape({ container: document.getElementById('net'), layout: { name: 'preset' }, elements: [
  ...given.works.map(([id, label, x, y]) => ({ data: { id, label }, position: { x, y } })),
  ...given.edges.map(([source, target, sentence]) => ({ data: { source, target, sentence } })) ],
  style: [ { selector: 'node', style: { label: 'data(label)', width: 10, height: 10, 'font-size': 8 } },
    { selector: 'edge', style: { width: 0.7, opacity: 0.3 } } ] });
window.panBy = (x, y) => cy.panBy({ x, y });
"""
VIS = """
const network = new vis.Network(document.getElementById('net'), {
  nodes: given.works.map(([id, label, x, y]) => ({ id, label, x, y, shape: 'dot', size: 5 })),
  edges: given.edges.map(([from, to, title]) => ({ from, to, title, width: 0.7 })) },
  { physics: false, edges: { smooth: false }, interaction: { dragNodes: false } });
window.panBy = (x, y) => { const at = network.getViewPosition(), scale = network.getScale();
  network.moveTo({ position: { x: at.x - x / scale, y: at.y - y / scale }, animation: false }); };
"""


def processes(root: int) -> list[int]:
    """Return a process and all that it started."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _stat(int(entry.name))
            if fields:
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, [])
    return found


def _stat(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def cpu(root: int) -> float:
    """Return the CPU seconds of a process and all that it started."""
    ticks = sum(sum(map(int, fields[11:13])) for one in processes(root) if (fields := _stat(one)))
    return ticks / os.sysconf("SC_CLK_TCK")


def browser() -> webdriver.Chrome:
    """Return a browser that draws without a GPU."""
    options = Options()
    options.binary_location = shutil.which("chromium") or "chromium"
    width, height = WINDOW
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--window-size={width},{height}",
    ):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(300)
    return driver


def measure(path: Path, scripts: tuple[str, ...], shots: Path | None) -> tuple[float, float]:
    """Return the CPU seconds to open a page and the CPU milliseconds a frame while panning."""
    driver = browser()
    try:
        root = int(driver.service.process.pid)
        driver.get("about:blank")
        driver.execute_async_script(SETTLED)
        time.sleep(1)
        before = cpu(root)
        driver.get(path.as_uri())
        driver.execute_async_script(SETTLED)
        time.sleep(0.5)
        opened = cpu(root) - before
        if shots:
            driver.save_screenshot(str(shots / f"{path.stem}.png"))
        for script in scripts:
            driver.execute_script(script)
            driver.execute_async_script(SETTLED)
        time.sleep(0.5)
        driver.execute_async_script(PAN, 20)
        before = cpu(root)
        driver.execute_async_script(PAN, FRAMES)
        return opened, (cpu(root) - before) / FRAMES * 1000
    finally:
        driver.quit()


def peer_page(net: Network, library: Path, setup: str) -> str:
    """Return the page of a peer: the same works at the same places, a sentence on every citation."""
    laid = layout(net)
    # Ours stretches the heights to the window; peers have one scale, so they get them stretched.
    tall = (WINDOW[1] - 200) / max(laid.y)
    data = {
        "works": [
            [node.key, node.label, laid.x[at], round(laid.y[at] * tall, 1)]
            for at, node in enumerate(net.nodes)
        ],
        "edges": [[edge.source, edge.target, (edge.sentences or ("",))[0]] for edge in net.edges],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return PEER.format(library=library.read_text(encoding="utf-8"), data=text, setup=setup)


def main() -> None:
    """Measure ours, and the peers that are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="a folder with node_modules of the peers")
    parser.add_argument("--shots", type=Path, help="a folder for a screenshot of each page")
    parser.add_argument("--works", type=int, default=5000)
    parser.add_argument("--citations", type=int, default=20_000)
    given = parser.parse_args()
    if sys.platform != "linux" or not shutil.which("chromedriver"):
        print("not measured: this needs Linux, Chromium and its driver")
        return
    net = invented(given.works, given.citations)
    with tempfile.TemporaryDirectory(prefix="refmgr-") as scratch:
        folder = Path(scratch)
        ours = folder / "ours.html"
        ours.write_text(to_html(net), encoding="utf-8")
        pages = [
            ("ours, as it opens", ours, (OUR_PAN,)),
            ("ours, everything", ours, (EVERYTHING, OUR_PAN)),
        ]
        if given.peers:
            modules = given.peers / "node_modules"
            for name, script, setup in (
                ("vis-network", "vis-network/standalone/umd/vis-network.min.js", VIS),
                ("cytoscape", "cytoscape/dist/cytoscape.min.js", CYTOSCAPE),
            ):
                path = folder / f"{name}.html"
                path.write_text(peer_page(net, modules / script, setup), encoding="utf-8")
                pages.append((name, path, ()))
        print(f"{given.works} works, {given.citations} citations; bars: 5 MB, 1 s, 20 ms")
        for name, path, scripts in pages:
            opened, frame = measure(path, scripts, given.shots)
            size = path.stat().st_size / 1e6
            print(
                f"{name:<20} {size:5.2f} MB  opens {opened:5.2f} s CPU  {frame:7.1f} ms CPU a frame",
                flush=True,
            )


if __name__ == "__main__":
    main()

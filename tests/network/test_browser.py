"""The page in a real browser: what a reader does with it, without a console error or a request.

Skipped where no Chromium with its driver is installed (Debian: chromium, chromium-driver).
"""

import json
import shutil
import time
from pathlib import Path

import pytest
from sample_networks import CLOSING, chance_network, network, odd_network
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from refmgr.library.facade import Library
from refmgr.library.importing import find_sources
from refmgr.library.settings import Settings
from refmgr.model import Citation
from refmgr.network.graph import build
from refmgr.network.page import to_html

SEEDS = Path(__file__).parents[2] / "seeds"
BROWSER = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver is installed"),
]


class Reader:
    """Somebody who reads the page."""

    def __init__(self, folder):
        options = Options()
        options.binary_location = BROWSER
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--window-size=1280,900",
        ):  # fmt: skip
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
        self.folder = folder
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.driver.set_script_timeout(20)

    def open(self, html, name="network.html"):
        path = self.folder / name
        path.write_text(html, encoding="utf-8")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri())
        self.settle()

    def settle(self):
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));"
        )

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.find(selector).text

    def panel(self):
        return self.text("#panel")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def slide(self, value):
        self.run(
            "const slider = document.getElementById('threshold'); slider.value = arguments[0];"
            "slider.dispatchEvent(new Event('input'));", value,
        )  # fmt: skip
        self.settle()

    def ink(self):
        """A fingerprint of what is drawn."""
        return self.run("return document.getElementById('base').toDataURL().length")

    def complaints(self):
        """What the console says, and every request that is not for the page itself."""
        said = [entry["message"] for entry in self.driver.get_log("browser")]
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if not url.startswith(("file:", "data:", "blob:")):
                    asked.append(url)
        return said, asked


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    reader = Reader(tmp_path_factory.mktemp("browser"))
    yield reader
    reader.driver.quit()


@pytest.fixture
def reader(browser):
    """A reader of whom the page must have asked and complained about nothing."""
    yield browser
    assert browser.complaints() == ([], [])


@pytest.fixture(scope="module")
def seeds_page(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("seeds") / "library.db", Settings(offline=True))
    list(library.import_(find_sources([str(SEEDS)])))
    return to_html(library.network())


def click_work(reader, key):
    """Click a work in the picture, found by moving over it: the tip says what lies there."""
    target = reader.run(
        "const data = JSON.parse(document.getElementById('data').textContent);"
        "const box = document.getElementById('overlay').getBoundingClientRect();"
        "return { label: data.works.find((row) => row[0] === arguments[0])[1],"
        "         width: box.width, height: box.height };", key,
    )  # fmt: skip
    overlay = reader.find("#overlay")
    for x, y in _places(reader, key, target):
        actions = webdriver.ActionChains(reader.driver, duration=0)
        actions.move_to_element_with_offset(
            overlay, x - target["width"] / 2, y - target["height"] / 2
        )
        actions.perform()
        reader.settle()
        if reader.run("return document.getElementById('tip').textContent").startswith(
            target["label"]
        ):
            webdriver.ActionChains(reader.driver, duration=0).click().perform()
            reader.settle()
            return
    raise AssertionError(f"{key} is nowhere in the picture")


def _places(reader, key, target):
    """Where the work should stand: years from left to right, heights as laid out, margins as drawn."""
    row = reader.run(
        "const data = JSON.parse(document.getElementById('data').textContent);"
        "const rows = data.works; const row = rows.find((one) => one[0] === arguments[0]);"
        "const y = rows.map((one) => one[15]); const x = row[14];"
        "return {x, y: row[15], low: Math.min(...y), high: Math.max(...y), width: data.width};", key,
    )  # fmt: skip
    x = 26 + row["x"] * (target["width"] - 52) / row["width"]
    room = target["height"] - 14 - 40 - 24
    scale = min(room / max(row["high"] - row["low"], 1), 5)
    y = 26 + (room - (row["high"] - row["low"]) * scale) / 2 + (row["y"] - row["low"]) * scale
    return [(x + dx, y + dy) for dx in (0, -3, 3) for dy in (0, -3, 3)]


def test_a_click_opens_the_record_and_the_sentences(reader, seeds_page):
    reader.open(seeds_page)
    assert "Choose a work" in reader.panel()
    click_work(reader, "boulman2005")
    panel = reader.panel()
    assert "Calcinosis in rheumatic diseases" in panel
    assert "Cited by (2)" in panel
    assert "may be observed in 40-70 percent of patients" in panel
    link = reader.find("#panel a")
    assert link.get_attribute("href") == "https://doi.org/10.1016/j.semarthrit.2005.01.016"
    assert "dimmed" in reader.find("#base").get_attribute("class")
    shot = reader.folder / "chosen.png"
    assert reader.driver.save_screenshot(str(shot))
    assert shot.stat().st_size > 20_000
    webdriver.ActionChains(reader.driver).send_keys(Keys.ESCAPE).perform()
    assert "Choose a work" in reader.panel()


def test_a_paper_without_a_list_says_why_it_cites_nothing(reader, seeds_page):
    reader.open(seeds_page)
    click_work(reader, "yildirim2021")
    assert "prints no list of references" in reader.panel()


def test_the_slider_leaves_what_is_cited_more_often(reader, seeds_page):
    reader.open(seeds_page)
    everything = reader.ink()
    assert "Sources, most cited first (26)" in reader.panel()
    reader.slide(2)
    assert "Cited by 2 or more documents: 4 of 28 works" in reader.text("#threshold-text")
    assert "Sources, most cited first (4)" in reader.panel()
    assert reader.ink() < everything
    reader.slide(0)
    assert reader.ink() == everything


def test_the_search_needs_no_accents_and_the_list_opens_works(reader, seeds_page):
    reader.open(seeds_page)
    reader.find("#search").send_keys("yildirim")
    assert "1 found" in reader.panel()
    reader.find("#search").send_keys(Keys.ENTER)
    assert "Milk of calcium" in reader.panel()
    reader.find("#panel .back").click()
    reader.find("#search").clear()
    reader.find("#search").send_keys("nothing has this")
    assert "Nothing found" in reader.panel()


def test_the_keyboard_alone_goes_from_work_to_work(reader, seeds_page):
    reader.open(seeds_page)
    reader.run("document.getElementById('overlay').focus()")
    keys = webdriver.ActionChains(reader.driver)
    keys.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform()
    reader.settle()
    said = reader.run("return document.getElementById('said').textContent")
    assert "documents" in said
    webdriver.ActionChains(reader.driver).send_keys(Keys.ENTER).perform()
    assert said.split(":")[0] in reader.panel()
    assert reader.run("return document.activeElement.tagName") == "H2"
    webdriver.ActionChains(reader.driver).send_keys("/").perform()
    assert reader.run("return document.activeElement.id") == "search"


def test_zoom_pan_theme_and_switches_change_the_picture(reader, seeds_page):
    reader.open(seeds_page)
    before = reader.ink()
    for selector in ("#closer", "#farther", "#fit"):
        reader.find(selector).click()
        reader.settle()
    assert reader.ink() == before
    reader.find("#names").click()
    reader.settle()
    assert reader.ink() < before
    reader.find("#names").click()
    reader.find("#theme").click()
    assert reader.run("return document.documentElement.dataset.theme") == "dark"
    colour = reader.run("return getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(20, 24, 29)"
    overlay = reader.find("#overlay")
    webdriver.ActionChains(reader.driver).drag_and_drop_by_offset(overlay, 150, 60).perform()
    reader.settle()
    assert "Choose a work" in reader.panel(), "a drag is no click"


def test_svg_and_png_are_saved_and_whole(reader, seeds_page):
    reader.open(seeds_page)
    for name, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        reader.find(f"#{name}").click()
        target = reader.folder / f"citation-network.{name}"
        for _ in range(100):
            if target.exists() and not target.with_name(f"{target.name}.crdownload").exists():
                break
            time.sleep(0.1)
        data = target.read_bytes()
        assert data.startswith(start)
        assert len(data) > 10_000
    svg = (reader.folder / "citation-network.svg").read_text(encoding="utf-8")
    assert "Callen 2000" in svg
    assert svg.rstrip().endswith("</svg>")


def test_print_gets_the_picture_as_vectors(reader, seeds_page):
    reader.open(seeds_page)
    reader.run("window.dispatchEvent(new Event('beforeprint'))")
    assert reader.run("return document.querySelectorAll('#paper svg text').length") > 30


def test_a_hostile_title_is_text_and_odd_works_are_drawn(reader):
    reader.open(to_html(odd_network()))
    assert len(reader.driver.find_elements(By.TAG_NAME, "script")) == 2
    reader.find("#search").send_keys("alert")
    reader.find("#search").send_keys(Keys.ENTER)
    assert "</script><script>alert(1)</script>" in reader.panel()
    assert CLOSING.split("\u2028")[0].strip() in reader.panel()
    assert reader.run("return document.querySelectorAll('#panel b b, #panel script').length") == 0


def test_a_retraction_is_said_in_words_and_in_the_legend(reader):
    net = network([2011, 2000], [(0, 1)], documents=(0,))
    edge = Citation(citing="w00000", cited="w00001", via="reference-list")
    html = to_html(build(net.works, [edge], retracted={"w00001": "Retracted on 2012-03-01."}))
    reader.open(html)
    assert reader.find("#legend-retracted").is_displayed()
    reader.find("#search").send_keys("w00001", Keys.ENTER)
    assert "Retracted on 2012-03-01." in reader.panel()


@pytest.mark.parametrize("make", [lambda: build([], []), lambda: network([None], [], (0,))])
def test_nothing_and_one_paper_are_pages_too(reader, make):
    reader.open(to_html(make()))
    assert (
        "There is nothing to show yet" in reader.panel() or "Your documents (1)" in reader.panel()
    )


def test_thousands_of_works_open_readable_and_all_can_be_shown(reader):
    reader.open(to_html(chance_network(2500, 200, 9000)))
    text = reader.text("#threshold-text")
    shown, all_ = (
        int(part.replace(",", "")) for part in text.split(": ")[1].split(" works")[0].split(" of ")
    )
    assert shown <= 300 < all_
    few = reader.ink()
    reader.slide(0)
    assert "All" in reader.text("#threshold-text")
    assert reader.ink() != few


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out_of_a_narrow_window(reader, seeds_page, width):
    reader.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    try:
        reader.open(seeds_page)
        assert reader.run("return document.documentElement.scrollWidth") <= width
        assert reader.run("return document.getElementById('stage').clientHeight") > 200
    finally:
        reader.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_report_pages_open_in_silence(reader):
    for path in sorted((SEEDS.parent / "exports").glob("*.html")):
        reader.driver.get(path.as_uri())
        assert reader.driver.title

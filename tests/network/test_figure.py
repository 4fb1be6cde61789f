"""The figure: well-formed whatever the titles, the same every time, with letters in the PNG."""

import re
import struct
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from sample_networks import chance_network, network, odd_network

from refmgr.model import Citation, Person, Record, Work
from refmgr.network.figure import LACKING, to_png, to_svg
from refmgr.network.graph import build

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("make", [odd_network, lambda: build([], []), lambda: network([None], [])])
def test_it_is_well_formed_whatever_the_works_are(make):
    svg = to_svg(make())
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert not any(element.tag == f"{SVG}script" for element in root.iter())
    assert "alert(1)<" not in svg
    assert svg == to_svg(make())


def test_marks_tell_documents_from_sources_and_lines_are_citations():
    net = network([2011, 2000, 1999, None], [(0, 1), (0, 2)], documents=(0, 3))
    root = ET.fromstring(to_svg(net))
    legend = 2
    assert len(list(root.iter(f"{SVG}rect"))) == 1 + 2 + legend - 1
    assert len(list(root.iter(f"{SVG}circle"))) == 2 + legend - 1
    assert len([path for path in root.iter(f"{SVG}path") if "C" in path.get("d")]) == 2
    assert {"no year", "Title 1 2000"} <= set(texts(to_svg(net)))


def test_thousands_of_works_show_the_most_cited_and_say_so():
    svg = to_svg(chance_network(1500, 100, 6000))
    root = ET.fromstring(svg)
    assert len(list(root.iter(f"{SVG}circle"))) <= 302
    assert re.search(r"of 1\d\d\d works: sources cited by at least \d+ documents", svg)
    width, height = map(float, root.get("viewBox").split()[2:])
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx")) < width
        assert 0 < float(circle.get("cy")) < height


def test_works_that_nothing_cites_and_that_cite_nothing_are_not_drawn():
    """A bibliographic file may bring thousands of them."""
    net = network([2011, 2000, 1990, 1991], [(0, 1)], documents=(0,))
    svg = to_svg(net)
    assert "Title 1 2000" in texts(svg)
    assert "Title 2 1990" not in texts(svg)


def test_a_retracted_source_has_a_ring_and_the_legend_says_what_it_is():
    net = network([2011, 2000], [(0, 1)], documents=(0,))
    works = [*net.works]
    ringed = build(
        works,
        [Citation(citing="w00000", cited="w00001", via="reference-list")],
        retracted={"w00001": "Retracted on 2012-03-01: doi:10.5555/notice"},
    )
    circles = [one.get("r") for one in ET.fromstring(to_svg(ringed)).iter(f"{SVG}circle")]
    plain = [one.get("r") for one in ET.fromstring(to_svg(net)).iter(f"{SVG}circle")]
    assert len(circles) - len(plain) == 3  # its ring, and mark and ring in the legend
    assert "retracted" in texts(to_svg(ringed))
    assert "retracted" not in texts(to_svg(net))


def named(name):
    record = Record(authors=(Person(name),), year=2001)
    return to_png(build([Work(key="k", record=record, document="k.txt")], []), 1)


def test_the_png_has_the_size_and_the_letters_of_the_figure():
    data = named("Callen")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (1200, 420)
    assert named("Callen") == data
    # Every script that the font in the package holds leaves its own mark.
    drawn = {named(name) for name in ("Callen", "Yıldırım", "Щукин", "כהן", "السيد", "Γεωργίου")}
    assert len(drawn) == 6
    assert to_png(odd_network(), 1).startswith(b"\x89PNG")


def test_the_font_has_what_it_is_said_to_have():
    assert not LACKING.search(to_svg(network([2011, 2000], [(0, 1)], (0,))))
    assert LACKING.search("王")
    assert "Bitstream" in files("refmgr.network").joinpath("fonts", "LICENSE.txt").read_text()

"""The page: nothing in it that a title brought, nothing loaded, all that the script needs."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from sample_networks import CLOSING, KEYS, chance_network, odd_network

from refmgr.model import Citation, Mention, Record, Work
from refmgr.network import page
from refmgr.network.graph import build
from refmgr.network.page import page_data, to_html


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside = ""
        self.tags, self.addresses, self.policy, self.scripts, self.styles = [], [], "", [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [given[name] for name in ("src", "href") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "script":
            self.scripts.append(data)
        elif self.inside == "style":
            self.styles.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("make", [odd_network, lambda: build([], [])])
def test_a_title_cannot_leave_the_data(make):
    html = to_html(make())
    reader = read(html)
    assert reader.tags.count("script") == 2
    assert reader.addresses == []
    assert "\ud83d" not in html
    assert html.encode("utf-8").decode("utf-8") == html
    data = json.loads(reader.scripts[0])
    assert len(data["works"]) == len(make().nodes)
    assert html == to_html(make())


def test_the_data_is_what_the_works_say():
    data = json.loads(read(to_html(odd_network())).scripts[0])
    works = {row[0]: row for row in data["works"]}
    assert set(works) == set(KEYS)
    assert "</script><script>alert(1)</script>" in works["closing"][7]
    assert works["bare"][7] == "[no title]"
    assert CLOSING[:20] in data["sentences"][0]
    assert len(data["sentences"]) == 1
    assert data["citations"][0][5] == [0]


def test_only_this_script_and_this_style_may_run():
    reader = read(to_html(odd_network()))
    for kind, text in (("script", reader.scripts[1]), ("style", reader.styles[0])):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in reader.policy
    assert reader.policy.startswith("default-src 'none'; ")
    assert "unsafe" not in reader.policy
    # Titles are set as text; there is no other door into the page.
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", reader.scripts[1]
    )
    assert "http" not in re.sub(
        r"https?://(doi\.org|pubmed\.|pmc\.|www\.w3\.org)", "", reader.scripts[1]
    )


def test_a_script_is_never_searched_for_the_places_of_others():
    work = Work(key="k", record=Record(title="@script@ and @data@"), document="k.txt")
    data = json.loads(read(to_html(build([work], []))).scripts[0])
    assert data["works"][0][7] == "@script@ and @data@"


def cited(number, length):
    said = tuple(
        Mention(start=at, end=at + 1, text="1", references=(1,), sentence=f"{at} " + "s" * length)
        for at in range(number)
    )
    works = [Work(key="a", record=Record(), document="a"), Work(key="b", record=Record())]
    return build(works, [Citation(citing="a", cited="b", via="reference-list", mentions=said)])


@pytest.mark.parametrize(
    ("number", "length", "room", "kept", "left"),
    [(3, 10, 1000, 3, 0), (30, 100, 1000, 8, 22), (30, 300, 700, 2, 28), (2, 600, 5, 0, 2)],
)
def test_sentences_have_a_budget_and_what_is_left_out_is_counted(
    monkeypatch, number, length, room, kept, left
):
    monkeypatch.setattr(page, "SENTENCES", room)
    net = cited(number, length)
    data = json.loads(read(to_html(net)).scripts[0])
    assert (len(data["citations"][0][5]), data["citations"][0][6]) == (kept, left)
    assert all(len(text) <= page.LONGEST + 1 for text in data["sentences"])


def test_the_page_of_a_part_says_of_how_many():
    works = [Work(key=f"w{at}", record=Record(year=2000)) for at in range(3)]
    net = build(works, [], works_in_all=900)
    assert page_data(net, page.layout(net))["total"] == 900
    assert (
        page_data(chance_network(400, 20, 900), page.layout(chance_network(400, 20, 900)))[
            "threshold"
        ]
        > 0
    )

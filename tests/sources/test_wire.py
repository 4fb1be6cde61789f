from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from refmgr.sources.exchange import asked_pace, no_answer, retry_after
from refmgr.sources.wire import SEAM, _target


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12", 12),
        (" 0 ", 0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 0),
    ],
)
def test_retry_after(text, seconds):
    assert retry_after({"Retry-After": text}) == seconds


def test_retry_after_as_a_date():
    later = datetime.now(UTC) + timedelta(seconds=90)
    assert 60 < retry_after({"Retry-After": format_datetime(later, usegmt=True)}) <= 90


@pytest.mark.parametrize(
    ("location", "doi"),
    [
        ("/works/10.5555%2FABC", "10.5555/abc"),
        ("https://api.crossref.org/v1/works/10.5555/abc%231", "10.5555/abc#1"),
        ("http://127.0.0.1:9/works/10.5555%2Fa%3Cb", "10.5555/a<b"),
        ("https://login.clinic.example/works/guest", None),
        ("https://login.clinic.example/?next=/works/10.5555/abc", None),
        ("", None),
    ],
)
def test_where_a_redirect_leads(location, doi):
    assert _target(location) == doi


def test_a_date_is_compared_with_the_clock_of_the_server():
    headers = {
        "Date": "Wed, 01 Jan 2020 00:00:00 GMT",
        "Retry-After": "Wed, 01 Jan 2020 00:00:30 GMT",
    }
    assert retry_after(headers) == 30


@pytest.mark.parametrize(
    ("limit", "interval", "at_once", "expected"),
    [
        ("10", "1s", "3", (0.1, 3)),
        ("1", "2s", "", (2, None)),
        ("10", "", "1", (None, 1)),
        ("", "1s", "0", (None, None)),
        ("0", "1s", "many", (None, None)),
    ],
)
def test_limits_in_the_headers(limit, interval, at_once, expected):
    headers = {
        "x-rate-limit-limit": limit,
        "x-rate-limit-interval": interval,
        "x-concurrency-limit": at_once,
    }
    assert asked_pace(headers) == expected


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] not yet valid"), "clock"),
        (httpx2.ProxyError("502 Bad Gateway"), "proxy"),
        (httpx2.ConnectError("Name or service not known"), "connection"),
        (httpx2.ReadTimeout("timed out"), "too long"),
        (httpx2.RemoteProtocolError("peer closed"), "broke"),
    ],
)
def test_what_a_fault_means_is_said_with_its_service(fault, words):
    message = no_answer(fault, "PubMed", "x").message
    assert "PubMed" in message
    assert words in message


def test_seam_is_httpx2_for_everything_but_get():
    assert SEAM.HTTPStatusError is httpx2.HTTPStatusError
    assert SEAM.ConnectTimeout is httpx2.ConnectTimeout
    with pytest.raises(httpx2.UnsupportedProtocol):
        SEAM.get("ftp://127.0.0.1", params={}, headers={}, timeout=1)

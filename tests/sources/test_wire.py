from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from refmgr.sources.wire import SEAM, _interval, _retry_after, _target


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
    assert _retry_after({"Retry-After": text}) == seconds


def test_retry_after_as_a_date():
    later = datetime.now(UTC) + timedelta(seconds=90)
    assert 60 < _retry_after({"Retry-After": format_datetime(later, usegmt=True)}) <= 90


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


@pytest.mark.parametrize(
    ("limit", "interval", "seconds"),
    [("10", "1s", 0.1), ("1", "2s", 2), ("10", "", None), ("", "1s", None), ("0", "1s", None)],
)
def test_pace_in_the_header(limit, interval, seconds):
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}
    assert _interval(headers) == seconds


def test_seam_is_httpx2_for_everything_but_get():
    assert SEAM.HTTPStatusError is httpx2.HTTPStatusError
    assert SEAM.ConnectTimeout is httpx2.ConnectTimeout
    with pytest.raises(httpx2.UnsupportedProtocol):
        SEAM.get("ftp://127.0.0.1", params={}, headers={}, timeout=1)

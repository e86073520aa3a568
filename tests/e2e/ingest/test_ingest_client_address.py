"""Whose address a user has: that of the client, which only trusted proxies may name. Source: shared spec "ingest", sections
1.3 and 3.7; docs/config.md, trusted_proxies."""

import pytest

from client import Project
from harness import Server
from payloads import error_event, event_item, item_of

AUTO = {"user": {"ip_address": "{{auto}}"}}
PEER = "127.0.0.1"

# Headers -> address. The peer of these tests is loopback, which is trusted by default.
HEADERS = {
    "none": ({}, PEER),
    "X-Forwarded-For": ({"X-Forwarded-For": "192.0.2.1"}, "192.0.2.1"),
    "the first of several": ({"X-Forwarded-For": "192.0.2.1, 198.51.100.7, 10.0.0.1"}, "192.0.2.1"),
    "white space": ({"X-Forwarded-For": "   192.0.2.1  ,198.51.100.7"}, "192.0.2.1"),
    "IPv6": ({"X-Forwarded-For": "2001:db8::1"}, "2001:db8::1"),
    "X-Sentry-Forwarded-For first": ({"X-Forwarded-For": "192.0.2.1", "X-Sentry-Forwarded-For": "192.0.2.2"}, "192.0.2.2"),
    "X-Vercel-Forwarded-For before it": ({"X-Sentry-Forwarded-For": "192.0.2.2", "X-Vercel-Forwarded-For": "192.0.2.3"},
                                         "192.0.2.3"),
    "CF-Connecting-IP before all": ({"X-Vercel-Forwarded-For": "192.0.2.3", "CF-Connecting-IP": "192.0.2.4"}, "192.0.2.4"),
    "an empty one is none": ({"CF-Connecting-IP": "", "X-Forwarded-For": "192.0.2.1"}, "192.0.2.1"),
}


@pytest.mark.parametrize("headers,address", HEADERS.values(), ids=HEADERS.keys())
def test_the_client_is_named_by(app, headers, address):
    assert app.stored(app.send(event_item(**AUTO), headers=headers))["user"]["ip_address"] == address


def test_an_address_that_is_none_is_not_believed(app):
    """There is no known address then, and the wish for it stays."""
    answer = app.send(event_item(**AUTO), headers={"X-Forwarded-For": "unknown, 192.0.2.1"})
    assert app.stored(answer)["user"]["ip_address"] == "{{auto}}"


@pytest.fixture(scope="module")
def exposed(tmp_path_factory):
    """A server that trusts nobody who is here."""
    with Server(tmp_path_factory.mktemp("exposed"), env={"PICKET_TRUSTED_PROXIES": "192.0.2.0/24"}) as running:
        yield Project(running, "app")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Sentry-Forwarded-For", "X-Vercel-Forwarded-For", "CF-Connecting-IP"])
def test_a_client_may_not_choose_its_address(exposed, name):
    answer = exposed.send(event_item(**AUTO), headers={name: "192.0.2.1"})
    assert exposed.stored(answer)["user"]["ip_address"] == PEER


NO_USER = {
    "javascript": (PEER, {"platform": "javascript"}),
    "cocoa": (PEER, {"platform": "cocoa"}),
    "objc": (PEER, {"platform": "objc"}),
    "python": (None, {"platform": "python"}),
    "javascript that says never": (None, {"platform": "javascript",
                                          "sdk": {"name": "x", "version": "1", "settings": {"infer_ip": "never"}}}),
    "python that says auto": (PEER, {"platform": "python",
                                     "sdk": {"name": "x", "version": "1", "settings": {"infer_ip": "auto"}}}),
    "the request's address": ("192.0.2.9", {"platform": "python", "request": {"env": {"REMOTE_ADDR": "192.0.2.9"}}}),
    "the request's address is auto": (PEER, {"platform": "python", "request": {"env": {"REMOTE_ADDR": "{{auto}}"}}}),
}


@pytest.mark.parametrize("address,fields", NO_USER.values(), ids=NO_USER.keys())
def test_an_event_without_an_address_gets(app, address, fields):
    event = app.stored(app.send(item_of("event", error_event(**fields))))
    assert (event.get("user") or {}).get("ip_address") == address

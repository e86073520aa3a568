"""Codings of bodies, and the forms of old SDKs. Source: shared spec "ingest", section 1.5."""

import base64
import json
import zlib

import pytest

from payloads import (CODINGS, RAW, counted_transactions, dashed, deflated, envelope_of, event_envelope, event_item,
                      item_of, new_id, transaction)

TEXT = "a message " * 200
STORE = json.dumps({"message": TEXT}).encode()
RAVEN = "raven-python/6.10"


# Content-Encoding.

@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("endpoint", ["envelope/", "store/"])
def test_a_body_may_be(app, endpoint, coding):
    event_id = new_id()
    content = event_envelope(event_id, message=TEXT) if endpoint == "envelope/" else \
        json.dumps({"message": TEXT, "event_id": event_id}).encode()
    packed = CODINGS[coding](content)
    assert len(packed) < len(content)
    for written in (coding, coding.upper()):
        assert app.post(endpoint, packed, {"Content-Encoding": written}).status == 200
    assert app.stored(event_id)["logentry"]["formatted"] == TEXT


def test_deflate_may_lack_its_zlib_header(app):
    answer = app.post("store/", deflated(STORE, RAW), {"Content-Encoding": "deflate"})
    assert app.stored(answer)["logentry"]["formatted"] == TEXT


@pytest.mark.parametrize("coding", ["", "identity", "utf-8", "UTF-8", " "])
def test_a_coding_that_says_nothing_is_passed_over(app, coding):
    assert app.post("store/", STORE, {"Content-Encoding": coding}).status == 200


@pytest.mark.parametrize("coding", ["lzma", "compress", "gzip, br", "gzipped", "*"])
def test_a_coding_is_unknown(app, coding):
    assert app.post("store/", STORE, {"Content-Encoding": coding}).refusal == (415, "unsupported content encoding")


CORRUPT = {
    "not coded": lambda packed: STORE,
    "cut short": lambda packed: packed[:-8],
    "changed": lambda packed: packed[:len(packed) // 2] + bytes(8) + packed[len(packed) // 2 + 8:],
    "one byte": lambda packed: packed[:1],
}


@pytest.mark.parametrize("damage", CORRUPT.values(), ids=CORRUPT.keys())
@pytest.mark.parametrize("coding", CODINGS)
def test_a_corrupt_body_is_refused(app, coding, damage):
    answer = app.post("store/", damage(CODINGS[coding](STORE)), {"Content-Encoding": coding})
    assert answer.status == 400, answer.body
    assert answer.detail in ("invalid request body", "invalid JSON data")


@pytest.mark.parametrize("coding", CODINGS)
def test_a_coded_body_that_is_empty_is_no_body(app, coding):
    answer = app.post("envelope/", b"", {"Content-Encoding": coding})
    assert answer.refusal == (400, "empty request body")


def test_corrupt_and_unknown_codings_are_counted(fresh):
    fresh.post("store/", b"\xff\xff\xff\xff", {"Content-Encoding": "gzip"})
    fresh.post("envelope/", b"\xff\xff\xff\xff", {"Content-Encoding": "br"})
    fresh.post("envelope/", b"x", {"Content-Encoding": "lzma"})
    reason = ("invalid", "invalid_compression")
    fresh.expect_outcomes({(*reason, "error"): 1, (*reason, "unknown"): 2})


@pytest.mark.parametrize("kind", ["text/plain;charset=UTF-8", "application/x-sentry-envelope", "application/json",
                                  "multipart/form-data", "application/x-www-form-urlencoded", "nonsense", None])
def test_an_envelope_is_read_whatever_its_type(app, kind):
    assert app.post("envelope/", event_envelope(), {"Content-Type": kind} if kind else {}).status == 200


# The store endpoint.

def wrapped(text: bytes) -> bytes:
    """Base64 with line ends."""
    return base64.encodebytes(text)


FORMS = {
    "JSON": STORE,
    "JSON behind white space": b" \r\n\t" + STORE,
    "base64": base64.b64encode(STORE),
    "base64 with line ends": wrapped(STORE),
    "base64 of zlib": base64.b64encode(zlib.compress(STORE)),
    "base64 of zlib with line ends": wrapped(zlib.compress(STORE)),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS.keys())
def test_an_event_may_be_stored_as(app, content):
    assert app.stored(app.post("store/", content))["logentry"]["formatted"] == TEXT


@pytest.mark.parametrize("content", [FORMS["base64"], FORMS["base64 of zlib"]], ids=["base64", "base64 of zlib"])
def test_a_beacon_carries(app, content):
    event_id = new_id()
    text = json.dumps({"event_id": event_id, "message": "by image?"}).encode()  # Some '+' and '/' in base64.
    data = base64.b64encode(text if content is FORMS["base64"] else zlib.compress(text)).decode()
    for raw in (data.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"), data):
        path = f"store/?sentry_version=4&sentry_client=raven-js/3.0&sentry_key={app.key}&sentry_data={raw}"
        assert app.request("GET", path, None, auth=False).status == 200
    assert app.stored(event_id)["logentry"]["formatted"] == "by image?"


NO_EVENTS = {
    "nothing": (b"", (400, "empty request body")),
    "broken JSON": (b'{"a":', (400, "invalid JSON data")),
    "neither JSON nor base64": (b"!", (400, "invalid JSON data", "neither JSON nor base64")),
    "base64 of something else": (b"AAAA", (400, "invalid request body", "corrupt zlib stream")),
    "base64 of zlib of no object": (base64.b64encode(zlib.compress(b"[]")), (400, "invalid JSON data")),
    "an id that is none": (b'{"event_id":"abc"}', (400, "invalid event id")),
    "an id that is a number": (b'{"event_id":7}', (400, "invalid event id")),
}


@pytest.mark.parametrize("content,expected", NO_EVENTS.values(), ids=NO_EVENTS.keys())
def test_the_store_refuses(app, content, expected):
    assert app.post("store/", content).refusal == expected


def test_the_id_is_that_of_the_payload(app):
    event_id = new_id()
    for written in (event_id, event_id.upper(), dashed(event_id)):
        assert app.post("store/", json.dumps({"event_id": written}).encode()).json == {"id": event_id}


def test_an_id_is_made_where_there_is_none(app):
    first, second = (app.post("store/", b'{"message":"x"}').json["id"] for _ in range(2))
    assert first != second
    assert first[12] == second[12] == "4", "a random UUID"
    assert app.stored(first)["event_id"] == first


@pytest.mark.parametrize("token", [b"NaN", b"Infinity", b"-Infinity"])
@pytest.mark.parametrize("client", [RAVEN, "sentry-python/0.1"])
def test_pythons_numbers_that_are_no_json_are_taken(app, client, token):
    headers = {"X-Sentry-Auth": f"Sentry sentry_version=4, sentry_client={client}, sentry_key={app.key}"}
    answer = app.post("store/", b'{"message":"odd","extra":{"x":' + token + b"}}", headers, auth=False)
    assert answer.status == 200
    assert app.stored(answer)["logentry"]["formatted"] == "odd"


def test_the_store_takes_envelopes_that_say_so(app):
    event_id = new_id()
    content = envelope_of({"event_id": event_id}, event_item(message="in an envelope"))
    for kind in ("application/x-sentry-envelope", "Application/X-Sentry-Envelope; charset=utf-8"):
        assert app.post("store/", content, {"Content-Type": kind}).json == {"id": event_id}
    assert app.stored(event_id)["logentry"]["formatted"] == "in an envelope"


def test_the_type_of_the_payload_decides_what_it_is(fresh):
    csp = {"type": "csp", "csp": {"document_uri": "https://shop.test/", "effective_directive": "img-src"}}
    ids = [fresh.post("store/", json.dumps(event).encode()).json["id"]
           for event in (transaction(), csp, {"type": "other", "message": "x"}, {"message": "y"})]
    assert [fresh.stored(event_id)["type"] for event_id in ids] == ["transaction", "csp", "default", "default"]
    fresh.expect_outcomes({("accepted", "none", "error"): 3, **counted_transactions("accepted", "none")})


def test_what_the_store_refuses_is_counted(fresh):
    for content, _ in NO_EVENTS.values():
        fresh.post("store/", content)
    fresh.post("store/", b"x", {"Content-Type": "application/x-sentry-envelope"})
    fresh.send(item_of("session"))
    fresh.expect_outcomes({("invalid", "no_data", "error"): 1, ("invalid", "invalid_json", "error"): 5,
                           ("invalid", "invalid_compression", "error"): 1, ("invalid", "invalid_envelope", "unknown"): 1})

"""The grammar of envelopes and their headers. Source: shared spec "ingest", sections 2.1 to 2.3 and 3.2."""

import json
import re
import time

import pytest

from payloads import dashed, envelope_of, error_event, event_item, item_of, new_id

REFUSED = (400, "invalid event envelope")
EVENT = b'{"message":"hello"}'
ITEM = b'{"type":"event","length":19}\n' + EVENT
assert len(EVENT) == 19


# (envelope, is there an event in it)
ACCEPTED = {
    "no item": (b"{}", False),
    "no item, a line end": (b"{}\n", False),
    "an item with its length": (b"{}\n" + ITEM, True),
    "one line end behind it": (b"{}\n" + ITEM + b"\n", True),
    "an item without a length": (b'{}\n{"type":"event"}\n' + EVENT, True),
    "without a length, a line end": (b'{}\n{"type":"event"}\n' + EVENT + b"\n", True),
    "blank lines before the header": (b"\n \n{}\n" + ITEM, True),
    "blank lines between items": (b'{}\n{"type":"session"}\n{}\n\n\n' + ITEM, True),
    "a blank line behind the header": (b"{}\n\n" + ITEM, True),
    "white space before an item header": (b"{}\n \t" + ITEM, True),
    "a header over several lines": (b'{\n"sdk":{"name":"x"}\n}\n' + ITEM, True),
    "an item header over several lines": (b'{}\n{"type":"event",\n"length":19}\n' + EVENT, True),
    "line ends in a payload": (b'{}\n{"type":"event","length":21}\n{\n"message":"hello"\n}\n', True),
    "a carriage return in a payload": (b'{}\n{"type":"event","length":20}\n' + EVENT + b"\r\n", True),
    "a carriage return at the end of a payload": (b'{}\n{"type":"event"}\n' + EVENT + b"\r\n", True),
    "an item header at the end": (b'{}\n{"type":"attachment"}', True),
    "an item header at the end, length 0": (b'{}\n{"type":"attachment","length":0}', True),
    "an empty payload": (b'{}\n{"type":"attachment","length":0}\n\n' + ITEM, True),
    "unknown attributes": (b'{"colour":"blue","sdk":7}\n{"type":"event","shape":[1],"length":19}\n' + EVENT, True),
    "null attributes": (b'{"event_id":null,"dsn":null,"sent_at":null}\n{"type":"event","length":null}\n' + EVENT, True),
}


@pytest.mark.parametrize("content,event", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_an_envelope_may_have(app, content, event):
    answer = app.post("envelope/", content)
    assert answer.status == 200, answer.body
    assert re.fullmatch(rb'\{"id":"[0-9a-f]{32}"\}' if event else rb"\{\}", answer.body)
    if EVENT.strip(b"{}") in content:
        assert app.stored(answer)["logentry"]["formatted"] == "hello"


# Name -> (envelope, cause).
BROKEN = {
    "white space only": (b"\n", "missing envelope header"),
    "no JSON": (b"nothing", "invalid envelope header"),
    "half a header": (b'{"event_id":', "invalid envelope header"),
    "a header that is a list": (b"[]\n" + ITEM, "invalid envelope header"),
    "a header that is a number": (b"7", "invalid envelope header"),
    "an id that is none": (b'{"event_id":"abc"}\n', "invalid envelope header"),
    "an id that is a number": (b'{"event_id":7}\n', "invalid envelope header"),
    "a DSN that is none": (b'{"dsn":"nothing"}\n', "invalid envelope header"),
    "a time that is none": (b'{"sent_at":"yesterday"}\n', "invalid envelope header"),
    "white space behind the header": (b"{} \n" + ITEM, "missing newline after header or payload"),
    "a carriage return behind the header": (b"{}\r\n" + ITEM, "missing newline after header or payload"),
    "two headers on a line": (b"{}{}\n", "missing newline after header or payload"),
    "a carriage return behind an item header": (b'{}\n{"type":"event"}\r\n' + EVENT,
                                                "missing newline after header or payload"),
    "white space at the end": (b"{}\n" + ITEM + b"\n \n", "unexpected end of file"),
    "two line ends at the end": (b"{}\n" + ITEM + b"\n\n", "unexpected end of file"),
    "more than its length": (b'{}\n{"type":"event","length":5}\n' + EVENT, "missing newline after header or payload"),
    "less than its length": (b'{}\n{"type":"event","length":99}\n' + EVENT, "unexpected end of file"),
    "no payload of that length": (b'{}\n{"type":"event","length":19}', "unexpected end of file"),
    "an item header that is a number": (b"{}\n7\n", "invalid item header"),
    "an item header that is no JSON": (b"{}\nevent\n" + EVENT, "invalid item header"),
    "an item without a type": (b'{}\n{"length":19}\n' + EVENT, "invalid item header"),
    "a type that is a number": (b'{}\n{"type":7}\n' + EVENT, "invalid item header"),
    "a length that is a text": (b'{}\n{"type":"event","length":"19"}\n' + EVENT, "invalid item header"),
    "a length below 0": (b'{}\n{"type":"event","length":-1}\n' + EVENT, "invalid item header"),
    "a length beyond 32 bits": (b'{}\n{"type":"event","length":4294967296}\n' + EVENT, "invalid item header"),
    "a second item that is broken": (b"{}\n" + ITEM + b'\n{"type":\n', "invalid item header"),
}


@pytest.mark.parametrize("content,cause", BROKEN.values(), ids=BROKEN.keys())
def test_an_envelope_is_refused_for(app, content, cause):
    assert app.post("envelope/", content).refusal == (*REFUSED, cause)


def test_an_empty_envelope_is_refused(app):
    assert app.post("envelope/", b"").refusal == (400, "empty request body")


def test_a_broken_envelope_is_refused_as_a_whole_and_counted_once(fresh):
    event_id = new_id()
    content = envelope_of({"event_id": event_id}, event_item(), event_item()) + b'{"type":\n'
    assert fresh.post("envelope/", content).status == 400
    fresh.expect_outcomes({("invalid", "invalid_envelope", "unknown"): 1})
    assert not fresh.exists(event_id)


# Ids.

def test_the_id_of_the_envelope_replaces_that_of_the_event(app):
    of_envelope, of_event = new_id(), new_id()
    answer = app.send(item_of("event", error_event(event_id=of_event)), header={"event_id": of_envelope})
    assert answer.json == {"id": of_envelope}
    assert app.stored(of_envelope)["event_id"] == of_envelope
    assert not app.exists(of_event)


@pytest.mark.parametrize("write", [str.upper, dashed], ids=["upper case", "dashes"])
def test_an_id_may_be_written_with(app, write):
    event_id = new_id()
    assert app.send(event_item(), header={"event_id": write(event_id)}).json == {"id": event_id}
    assert app.stored(event_id)


def test_an_id_is_made_where_items_need_one(app):
    of_event = new_id()
    answer = app.send(item_of("event", error_event(event_id=of_event)))
    assert re.fullmatch("[0-9a-f]{12}4[0-9a-f]{19}", answer.json["id"])
    assert answer.json["id"] != of_event, "that of the payload does not count"
    assert app.stored(answer)


@pytest.mark.parametrize("item", [item_of("attachment", b"x"), item_of("transaction"), item_of("user_report"),
                                  item_of("feedback")], ids=lambda item: item[0]["type"])
def test_an_answer_has_an_id_for(app, item):
    assert re.fullmatch("[0-9a-f]{32}", app.send(item).json["id"])


@pytest.mark.parametrize("item", [item_of("session"), item_of("client_report"), item_of("check_in"), item_of("new_thing"),
                                  item_of("statsd", b"x:1|c")], ids=lambda item: item[0]["type"])
def test_an_answer_has_no_id_for(app, item):
    answer = app.send(item)
    assert (answer.status, answer.body) == (200, b"{}")


def test_the_answer_tells_the_id_of_the_header_even_without_an_event(app):
    event_id = new_id()
    assert app.send(item_of("session"), header={"event_id": event_id}).json == {"id": event_id}


# Clocks.

def iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def test_a_clock_that_is_off_by_hours_is_corrected(app):
    theirs = time.time() - 7200
    answer = app.send(item_of("event", error_event(timestamp=theirs - 10)), header={"sent_at": iso(theirs)})
    event = app.stored(answer)
    assert abs(event["timestamp"] - (event["received"] - 10)) < 5
    (error,) = [error for error in event["errors"] if error["type"] == "clock_drift"]
    assert error["name"] == "timestamp"


def test_a_clock_that_is_off_by_minutes_is_believed(app):
    theirs = time.time() - 3000
    answer = app.send(item_of("event", error_event(timestamp=theirs)), header={"sent_at": iso(theirs)})
    assert abs(app.stored(answer)["timestamp"] - theirs) < 1


def test_json_may_contain_what_no_encoder_writes(app):
    message = b'"a lone surrogate \\ud800 and \xff bytes"'
    content = b'{"event_id":"' + (event_id := new_id()).encode() + b'"}\n{"type":"event"}\n{"message":' + message + b"}"
    assert app.post("envelope/", content).status == 200
    assert "\ufffd" in json.dumps(app.stored(event_id), ensure_ascii=False)

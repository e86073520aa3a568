"""How large and how many: at a limit all is well, one more is too much. Source: shared spec "ingest", section 1.8;
decisions 16 and 38."""

import base64
import json
import zlib

import pytest

import bombs
from client import Project
from payloads import (CODINGS, MULTIPART, check_in, client_report, envelope_of, error_event, event_item, form, item_of,
                      minidump, new_id, session, span)

KIB = 1024
MIB = 1024 * KIB
LOG = {"content_type": "application/vnd.sentry.items.log+json", "item_count": 1}


def padded(size: int, start: bytes = b'{"message":"', end: bytes = b'"}') -> bytes:
    return start + b"x" * (size - len(start) - len(end)) + end


def too_large(kind: str) -> tuple:
    return (413, f"envelope exceeded size limits for type '{kind}' "
                 "(https://develop.sentry.dev/sdk/envelopes/#size-limits)")


def of_size(kind: str, size: int, **header) -> tuple[dict, bytes]:
    return item_of(kind, padded(size), **header)


# Name -> (items at the limit, items beyond it, type that is named, reason).
SIZES = {
    "event": ([of_size("event", MIB)], [of_size("event", MIB + 1)], "event", "too_large:event"),
    "transaction": ([of_size("transaction", MIB)], [of_size("transaction", MIB + 1)], "transaction", "too_large:transaction"),
    "security": ([of_size("security", MIB)], [of_size("security", MIB + 1)], "security", "too_large:security"),
    "raw_security": ([of_size("raw_security", MIB)], [of_size("raw_security", MIB + 1)], "raw_security",
                     "too_large:raw_security"),
    "feedback": ([of_size("feedback", MIB)], [of_size("feedback", MIB + 1)], "feedback", "too_large:feedback"),
    "form data": ([of_size("form_data", MIB)], [of_size("form_data", MIB + 1)], "form_data", "too_large:form_data"),
    "events and transactions together": ([of_size("event", MIB // 2), of_size("transaction", MIB // 2)],
                                         [of_size("event", MIB // 2), of_size("transaction", MIB // 2 + 1)], "transaction",
                                         "too_large:transaction"),
    "attachments": ([item_of("attachment", b"1")] * 30, [item_of("attachment", b"1")] * 31, "attachment",
                    "too_large:attachment:attachment"),
    "attachments and user reports": ([item_of("attachment", b"1")] * 29 + [item_of("user_report")],
                                     [item_of("attachment", b"1")] * 30 + [item_of("user_report")], "user_report",
                                     "too_large:user_report"),
    "minidumps": ([item_of("attachment", minidump(), attachment_type="event.minidump")] * 30,
                  [item_of("attachment", minidump(), attachment_type="event.minidump")] * 31, "attachment",
                  "too_large:attachment:minidump"),
    "number of sessions": ([item_of("session", session())] * 100, [item_of("session", session())] * 101, "session",
                           "too_large:session"),
    "bytes of sessions": ([of_size("sessions", 5 * MIB)] * 2, [of_size("sessions", 5 * MIB), of_size("session", 5 * MIB + 1)],
                          "session", "too_large:session"),
    "number of client reports": ([item_of("client_report", client_report("x", "error", 1))] * 100,
                                 [item_of("client_report", client_report("x", "error", 1))] * 101, "client_report",
                                 "too_large:client_report"),
    "bytes of client reports": ([of_size("client_report", 50 * KIB)] * 2, [of_size("client_report", 50 * KIB + 1)] * 2,
                                "client_report", "too_large:client_report"),
    "number of check-ins": ([item_of("check_in", check_in())], [item_of("check_in", check_in())] * 2, "check_in",
                            "too_large:check_in"),
    "bytes of a check-in": ([of_size("check_in", 100 * KIB)], [of_size("check_in", 100 * KIB + 1)], "check_in",
                            "too_large:check_in"),
    "number of profiles": ([item_of("profile")], [item_of("profile")] * 2, "profile", "too_large:profile"),
    "profiles and their chunks": ([item_of("profile_chunk")], [item_of("profile"), item_of("profile_chunk")], "profile_chunk",
                                  "too_large:profile_chunk"),
    "bytes of a profile": ([of_size("profile", 50 * MIB)], [of_size("profile", 50 * MIB + 1)], "profile", "too_large:profile"),
    "bytes of a recording": ([of_size("replay_recording", 10 * MIB)], [of_size("replay_recording", 10 * MIB + 1)],
                             "replay_recording", "too_large:replay_recording"),
    "number of metrics": ([item_of("statsd", b"a:1|c")], [item_of("statsd", b"a:1|c")] * 2, "statsd", "too_large:statsd"),
    "bytes of metrics": ([of_size("metric_buckets", MIB)], [of_size("metric_buckets", MIB + 1)], "metric_buckets",
                         "too_large:metric_buckets"),
    "number of spans": ([item_of("span", span())] * 25, [item_of("span", span())] * 26, "span", "too_large:span"),
    "bytes of a span": ([of_size("span", 10 * MIB)], [of_size("span", 10 * MIB + 1)], "span", "too_large:span"),
    "bytes of a container": ([of_size("log", 12 * MIB, **LOG)], [of_size("log", 12 * MIB + 1, **LOG)], "log", "too_large:log"),
}


@pytest.fixture(scope="module")
def sized(server):
    """Of each, what is at the limit and what is beyond it, in a project of its own: name -> (project, answers, mark)."""
    answers = {}
    for number, (name, (fits, beyond, *_)) in enumerate(SIZES.items()):
        project = Project(server, f"size-{number}")
        at_limit = Project(server, f"fits-{number}").send(*fits)
        answers[name] = project, at_limit, project.send(*beyond), project.mark()
    return answers


@pytest.mark.parametrize("name", SIZES)
def test_the_limit_of(sized, name):
    _, beyond, kind, reason = SIZES[name]
    project, at_limit, refused, mark = sized[name]
    assert at_limit.status == 200, at_limit.body[:200]
    assert refused.refusal == too_large(kind)
    found = project.expect_some(mark)
    assert all(what[:2] == ("invalid", reason) for what in found), found
    # Sessions, reports, form data and metrics have no outcomes.
    without = ("session", "sessions", "client_report", "form_data", "statsd", "metric_buckets")
    assert bool(found) == any(header["type"] not in (*without, "user_report") for header, _ in beyond)


def test_one_item_too_large_refuses_the_whole_request(fresh):
    event_id = new_id()
    assert fresh.send(event_item(), of_size("check_in", 100 * KIB + 1), header={"event_id": event_id}).status == 413
    fresh.expect_outcomes({("invalid", "too_large:check_in", "error"): 1, ("invalid", "too_large:check_in", "monitor"): 1})
    assert not fresh.exists(event_id)


def test_unknown_items_have_no_size(app):
    answer = app.send(item_of("something_new", bytes(13 * MIB)), event_item())
    assert app.stored(answer)


# Bodies of endpoints.

BODIES = {
    "store": ("store/", padded(MIB), padded(MIB + 1), {}),
    "security": ("security/?sentry_key={key}", padded(MIB), padded(MIB + 1), {"Content-Type": "application/csp-report"}),
    "nel": ("nel/?sentry_key={key}", padded(MIB), padded(MIB + 1), {"Content-Type": "application/reports+json"}),
    "check-in": ("cron/nightly/{key}/?status=ok", padded(100 * KIB), padded(100 * KIB + 1), {}),
    "envelope": ("envelope/", padded(64 * MIB, b'{}\n{"type":"new"}\n', b""), padded(64 * MIB + 1, b"{}\n", b""), {}),
    "minidump": ("minidump/?sentry_key={key}", minidump(64 * MIB), minidump(64 * MIB + 1),
                 {"Content-Type": "application/x-dmp"}),
    "attachments": ("events/{event}/attachments/", form(("a", "a", bytes(63 * MIB))), bytes(64 * MIB + 1), MULTIPART),
}


@pytest.mark.parametrize("place,fits,beyond,headers", BODIES.values(), ids=BODIES.keys())
def test_the_limit_of_a_body_of(app, place, fits, beyond, headers):
    path = place.format(key=app.key, event=new_id())
    auth = "{key}" not in place
    assert app.post(path, fits, headers, auth).status < 300
    request = bombs.request(app.dsn, f"Content-Length: {len(beyond)}", *(f"{k}: {v}" for k, v in headers.items()))
    request = request.replace(app.dsn.envelope_path.encode(), app.path(path).encode())
    if not auth:
        request = request.replace(b"X-Sentry-Auth", b"X-Other")
    with app.socket() as client:  # Nothing of it need be sent.
        client.sendall(request)
        answer = bombs.read_to_end(client)
    assert answer.startswith(b"HTTP/1.1 413 ") and b'{"detail":"length limit exceeded"}' in answer


def test_the_limit_is_that_of_the_decoded_body(app):
    for coding, size in [("gzip", MIB), ("zstd", MIB)]:
        assert app.post("store/", CODINGS[coding](padded(size)), {"Content-Encoding": coding}).status == 200
        refused = app.post("store/", CODINGS[coding](padded(size + 1)), {"Content-Encoding": coding})
        assert refused.refusal == (413, "length limit exceeded")


def test_an_envelope_holds_a_thousand_items(app):
    """A bound of Picket's own: decision 38."""
    assert app.send(*[item_of("something_new", b"x")] * 1000).status == 200
    assert app.send(*[item_of("something_new", b"x")] * 1001).refusal == (400, "invalid event envelope", "too many items")


def test_the_limit_of_the_depth_of_json(app):
    """An event and its `extra` are two levels of 128."""
    for nested in (bombs.nested_arrays, bombs.nested_objects):
        assert app.stored(app.post("store/", bombs.event_with({"deep": nested(126)})))
        assert app.post("store/", bombs.event_with({"deep": nested(127)})).refusal == (400, "invalid JSON data")


def test_the_limit_of_a_header(app):
    assert app.post("store/", b"{}", {"X-Filler": "x" * 31 * KIB}).status == 200
    assert app.post("store/", b"{}", {"X-Filler": "x" * 33 * KIB}).status == 431
    assert app.post("store/?" + "x" * 33 * KIB, b"{}").status == 431
    assert app.post("store/", b"{}", [(f"X-{n}", "x") for n in range(120)]).status == 200
    assert app.post("store/", b"{}", [(f"X-{n}", "x") for n in range(130)]).status == 431


def test_what_a_store_body_holds_is_limited_too(app):
    packed = base64.b64encode(zlib.compress(padded(MIB + 1)))
    assert len(packed) < 10 * KIB
    assert app.post("store/", packed).refusal == (413, "length limit exceeded")
    assert app.post("store/", base64.b64encode(zlib.compress(padded(MIB)))).status == 200


def test_a_large_event_is_kept(app):
    content = json.dumps(error_event("large", extra={f"k{n}": "v" * 100 for n in range(9000)})).encode()
    assert 0.9 * MIB < len(content) < MIB
    assert app.stored(app.post("envelope/", envelope_of({}, item_of("event", content))))["logentry"]["formatted"] == "large"

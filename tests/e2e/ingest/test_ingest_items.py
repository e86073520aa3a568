"""What becomes of each type of item. Source: shared spec "ingest", sections 2.4, 2.5, 3.0, 4.8 and 4.9; docs/compat.md."""

import json

import pytest

from client import Project, eventually
from payloads import (check_in, client_report, counted_transactions, csp_report, envelope_of, error_event, event_item, feedback, item_of, minidump,
                      nel_report, new_id, session, span, transaction)

ERROR = ("accepted", "none", "error")
DISABLED = ("invalid", "feature_disabled")
LOGS = {"item_count": 2, "content_type": "application/vnd.sentry.items.log+json"}
SPANS = {"item_count": 1, "content_type": "application/vnd.sentry.items.span.v2+json"}
METRICS = {"item_count": 1, "content_type": "application/vnd.sentry.items.trace-metric+json"}


def log(body: str = "line") -> dict:
    return {"timestamp": 1700000000.0, "trace_id": new_id(), "level": "info", "body": body, "attributes": {}}


LOG_ITEMS = json.dumps({"items": [log(), log()]}).encode()

# Type -> (item, outcomes). Kept or counted; what has no category of its own counts nothing.
KINDS = {
    "event": (event_item(), {ERROR: 1}),
    "transaction": (item_of("transaction", transaction()), counted_transactions("accepted", "none")),
    "security": (item_of("security", {"type": "csp", "csp": {"effective_directive": "img-src"}}), {ERROR: 1}),
    "raw_security": (item_of("raw_security", csp_report()), {ERROR: 1}),
    "nel": (item_of("nel", nel_report()), {ERROR: 1}),
    "feedback": (item_of("feedback", feedback()), {("accepted", "none", "feedback"): 1}),
    "user_report_v2": (item_of("user_report_v2", feedback()), {("accepted", "none", "feedback"): 1}),
    "attachment": (item_of("attachment", b"12345", filename="a.txt"), {("accepted", "none", "attachment"): 5,
                                                                       ("accepted", "none", "attachment_item"): 1}),
    "empty attachment": (item_of("attachment", b"", filename="a.txt"), {("accepted", "none", "attachment"): 1,
                                                                        ("accepted", "none", "attachment_item"): 1}),
    "user_report": (item_of("user_report", {"event_id": new_id(), "name": "Ann", "email": None, "comments": "x"}), {}),
    "session": (item_of("session", session()), {}),
    "sessions": (item_of("sessions", {"aggregates": [], "attrs": {"release": "shop@1.0"}}), {}),
    "check_in": (item_of("check_in", check_in()), {("accepted", "none", "monitor"): 1}),
    "span": (item_of("span", span()), {("accepted", "none", "span"): 1}),
    "client_report": (item_of("client_report", client_report("before_send", "transaction", 3)),
                      {("client_discard", "before_send", "transaction"): 3}),
    "form_data": (item_of("form_data", [["a", "b"]]), {}),
    "profile": (item_of("profile"), {(*DISABLED, "profile"): 1, (*DISABLED, "profile_indexed"): 1}),
    "profile_chunk": (item_of("profile_chunk"), {(*DISABLED, "profile_chunk"): 1}),
    "profile_chunk_ui": (item_of("profile_chunk_ui"), {(*DISABLED, "profile_chunk"): 1}),
    "replay_event": (item_of("replay_event"), {(*DISABLED, "replay"): 1}),
    "replay_recording": (item_of("replay_recording", b"{}\n[]"), {(*DISABLED, "replay"): 1}),
    "replay_video": (item_of("replay_video", b"x"), {(*DISABLED, "replay"): 1}),
    "log": (item_of("log", LOG_ITEMS, **LOGS), {(*DISABLED, "log_item"): 2, (*DISABLED, "log_byte"): len(LOG_ITEMS)}),
    "trace_metric": (item_of("trace_metric", {"items": [{}]}, **METRICS), {(*DISABLED, "trace_metric"): 1}),
    "statsd": (item_of("statsd", b"a:1|c"), {}),
    "metric_buckets": (item_of("metric_buckets", b"[]"), {}),
    "otel_span": (item_of("otel_span"), {}),
    "integration": (item_of("integration"), {}),
    "something new": (item_of("something_new", b"\x00\xff"), {}),
}


@pytest.fixture(scope="module")
def sent(server):
    """Each of both tables in a project of its own: name -> (project, answer, mark). Counting takes a second for all."""
    projects = {}
    for number, (name, (item, _)) in enumerate([*KINDS.items(), *INVALID.items()]):
        project = Project(server, f"kind-{number}")
        projects[name] = project, project.send(item), project.mark()
    return projects


@pytest.mark.parametrize("name", KINDS)
def test_an_item_of_type(sent, name):
    project, answer, mark = sent[name]
    assert answer.status == 200, answer.body
    project.expect_outcomes(KINDS[name][1], mark)


# What is invalid inside an item is no matter of the request.
INVALID = {
    "invalid event": (item_of("event", b"{"), {("invalid", "invalid_json", "error"): 1}),
    "invalid event that is a list": (item_of("event", b"[]"), {("invalid", "invalid_json", "error"): 1}),
    "invalid transaction": (item_of("transaction", b"nothing"), counted_transactions("invalid", "invalid_json")),
    "invalid transaction without times": (item_of("transaction", {"transaction": "x"}),
                                          counted_transactions("invalid", "invalid_transaction")),
    "invalid event before 1970": (item_of("event", error_event(timestamp=-1)), {("invalid", "timestamp", "error"): 1}),
    "invalid session": (item_of("session", b"{"), {}),
    "invalid user_report": (item_of("user_report", b"{"), {}),
    "invalid client_report": (item_of("client_report", b"{"), {}),
    "invalid check_in": (item_of("check_in", b"{"), {("invalid", "invalid_json", "monitor"): 1}),
    "invalid check_in without a monitor": (item_of("check_in", {"status": "ok"}), {("invalid", "invalid_json", "monitor"): 1}),
    "invalid span": (item_of("span", {"op": "db"}), {("invalid", "invalid_span", "span"): 1}),
    "invalid span container of another number": (item_of("span", {"items": []}, **SPANS), {("invalid", "invalid_json", "span"): 1}),
    "invalid log without its type": (item_of("log", LOG_ITEMS, item_count=2),
                             {("invalid", "invalid_log", "log_item"): 2, ("invalid", "invalid_log", "log_byte"): len(LOG_ITEMS)}),
    "invalid log of another number": (item_of("log", LOG_ITEMS, **{**LOGS, "item_count": 3}),
                              {("invalid", "invalid_log", "log_item"): 3,
                               ("invalid", "invalid_log", "log_byte"): len(LOG_ITEMS)}),
    "invalid security report of no type": (item_of("raw_security", {"a": 1}), {("invalid", "security_report_type", "error"): 1}),
    "invalid security report of another type": (item_of("raw_security", {"type": "deprecation", "body": {}}),
                                        {("filtered", "invalid-csp", "error"): 1}),
    "invalid security report without content": (item_of("raw_security", {"csp-report": {"effective-directive": "nothing"}}),
                                        {("invalid", "security_report", "error"): 1}),
}


@pytest.mark.parametrize("name", INVALID)
def test_answered_200_and_counted_is_an(sent, name):
    project, answer, mark = sent[name]
    assert answer.status == 200, answer.body
    project.expect_outcomes(INVALID[name][1], mark)


def test_unknown_items_are_dropped_in_silence_and_others_kept(fresh):
    answer = fresh.send(item_of("something_new", b"\n\n"), event_item(message="beside"), item_of("other_thing"))
    assert fresh.stored(answer)["logentry"]["formatted"] == "beside"
    fresh.expect_outcomes({ERROR: 1})


@pytest.mark.parametrize("kind", ["event", "transaction", "security", "feedback", "form_data", "unreal_report"])
def test_what_comes_twice_is_dropped_with_all_that_belongs_to_it(fresh, kind):
    category = {"event": "error", "security": "error", "unreal_report": "error", "feedback": "feedback"}.get(kind, kind)
    expected = {("invalid", "duplicate_item", name): 2 for name in ([category] if kind != "form_data" else [])}
    if kind == "transaction":
        expected = counted_transactions("invalid", "duplicate_item", 2)
    expected |= {("invalid", "duplicate_item", "attachment"): 1, ("invalid", "duplicate_item", "attachment_item"): 1,
                 ("accepted", "none", "monitor"): 1}
    payload = [["a", "b"]] if kind == "form_data" else {"message": "x"}
    answer = fresh.send(item_of(kind, payload), item_of(kind, payload), item_of("attachment", b"1"),
                        item_of("check_in", check_in()))
    assert answer.status == 200
    fresh.expect_outcomes(expected)


def test_one_container_of_a_type_is_kept(fresh):
    containers = [item_of("span", {"items": [dict(span(), name="x", status="ok", end_timestamp=1.0)]}, **SPANS)] * 2
    logs = [item_of("log", LOG_ITEMS, **LOGS)] * 2
    assert fresh.send(*logs).status == 200
    assert fresh.send(*containers).status == 200
    twice = ("invalid", "duplicate_item")
    found = fresh.expect_some(fresh.mark())
    assert (found[(*twice, "span")], found[(*twice, "log_item")], found[(*DISABLED, "log_item")]) == (1, 2, 2)


def test_the_same_id_again_is_a_duplicate(fresh):
    event_id = new_id()
    for message in ("first", "again"):
        assert fresh.send(event_item(message=message), header={"event_id": event_id}).json == {"id": event_id}
        assert fresh.stored(event_id)["logentry"]["formatted"] == "first"
    fresh.expect_outcomes({ERROR: 1, ("invalid", "duplicate", "error"): 1})


# Which item of an envelope is the event.

def test_an_event_wins_over_the_payload_of_a_crash(app):
    event_id = new_id()
    app.send(item_of("attachment", b"\x81\xa5level\xa5debug", attachment_type="event.payload", filename="__sentry-event"),
             event_item(message="the event"), header={"event_id": event_id})
    assert app.stored(event_id)["logentry"]["formatted"] == "the event"


def test_the_type_in_a_payload_does_not_count(app):
    fields = {"exception": {"values": [{"type": "X", "value": "y"}]}}
    assert app.stored(app.send(item_of("event", {"type": "transaction", **fields})))["type"] == "error"
    assert app.stored(app.send(item_of("event", {"type": "error", "message": "x"})))["type"] == "default"
    assert app.stored(app.send(item_of("transaction", transaction(type="error"))))["type"] == "transaction"


def test_a_dump_makes_an_event_of_it(app):
    event_id = new_id()
    app.send(event_item(release="shop@1"),
             item_of("attachment", minidump(), attachment_type="event.minidump", filename="a.dmp"),
             item_of("attachment", b"line", filename="app.log"), header={"event_id": event_id})
    event = app.stored(event_id)
    (exception,) = event["exception"]["values"]
    assert (event["platform"], event["release"], exception["type"]) == ("native", "shop@1", "Minidump")
    assert exception["mechanism"] == {"type": "minidump", "handled": False, "synthetic": True}
    assert app.attachments(event_id, 2)["app.log"] == b"line"


def test_reports_in_one_envelope_are_events_of_their_own(fresh):
    event_id = new_id()
    reports = [item_of("raw_security", csp_report(blocked=f"https://evil{n}.test/")) for n in range(2)]
    assert fresh.send(*reports, item_of("nel", nel_report()), header={"event_id": event_id}).status == 200
    fresh.expect_outcomes({ERROR: 3})
    ids = {event["id"] for event in fresh.api("events/")}
    assert len(ids) == 3 and event_id not in ids


def test_a_single_report_keeps_the_id(app):
    event_id = new_id()
    app.send(item_of("raw_security", csp_report()), header={"event_id": event_id})
    assert app.stored(event_id)["type"] == "csp"


def test_attachments_may_follow_their_event(app):
    event_id = new_id()
    app.send(event_item(), header={"event_id": event_id})
    assert app.stored(event_id)
    app.send(item_of("attachment", b"one", filename="a.txt", content_type="text/plain"), header={"event_id": event_id})
    assert app.attachments(event_id, 1) == {"a.txt": b"one"}


# What is sent beside events, and read elsewhere.

def test_sessions_are_counted(fresh):
    release = f"shop@{new_id()}"
    sent = [session(attrs={"release": release}), session(attrs={"release": release}, status="crashed", errors=1)]
    fresh.send(*[item_of("session", one) for one in sent])
    aggregates = [{"started": sent[0]["started"], "exited": 5}]
    fresh.send(item_of("sessions", {"aggregates": aggregates, "attrs": {"release": release}}))
    query = f"field=sum(session)&query=release:{release}&project={fresh.id}&statsPeriod=1d&interval=1d"

    def total():
        groups = fresh.server.api(f"/api/0/organizations/{fresh.setup['org']}/sessions/?{query}", fresh.setup)["groups"]
        return groups and groups[0]["totals"]["sum(session)"]

    eventually(lambda: total() == 7, "seven sessions")


def test_user_reports_belong_to_an_event(app):
    event_id = new_id()
    report = {"event_id": event_id, "name": "Ann", "email": "ann@example.com", "comments": f"It broke {event_id}"}
    app.send(event_item(), item_of("user_report", report), header={"event_id": event_id})
    eventually(lambda: any(shown["comments"] == report["comments"] for shown in app.api("user-feedback/")), "the report")


# Client reports.

def report_item(**fields) -> tuple[dict, bytes]:
    return item_of("client_report", {**client_report("sample_rate", "error", 1), **fields})


def test_what_sdks_discarded_is_summed_up(fresh):
    entries = [{"reason": "queue_overflow", "category": category, "quantity": quantity}
               for category, quantity in [("error", 1), ("error", 2), ("transaction", 4), ("attachment", 100)]]
    fresh.send(report_item(discarded_events=entries))
    fresh.send(event_item(), report_item(discarded_events=entries[:1]))
    reason = ("client_discard", "queue_overflow")
    fresh.expect_outcomes({(*reason, "error"): 4, (*reason, "transaction"): 4, (*reason, "attachment"): 100, ERROR: 1})


def test_only_discarded_events_of_a_report_are_believed(fresh):
    entries = [{"reason": "x", "category": "error", "quantity": 7}]
    answer = fresh.send(report_item(discarded_events=[], rate_limited_events=entries, filtered_events=entries,
                                    filtered_sampling_events=entries))
    assert answer.status == 200
    fresh.expect_outcomes({})


NOT_BELIEVED = {
    "of the future": {"timestamp": 4_000_000_000},
    "older than events are kept": {"timestamp": 1_000_000_000},
    "with a long reason": {"discarded_events": [{"reason": "r" * 201, "category": "error", "quantity": 1}]},
}


@pytest.mark.parametrize("fields", NOT_BELIEVED.values(), ids=NOT_BELIEVED.keys())
def test_not_believed_is_a_report(fresh, fields):
    assert fresh.send(report_item(**fields)).status == 200
    fresh.expect_outcomes({})


def test_a_report_may_say_its_time_as_text_or_not_at_all(fresh):
    content = client_report("sample_rate", "error", 2)
    del content["timestamp"]
    fresh.send(item_of("client_report", content))
    fresh.expect_outcomes({("client_discard", "sample_rate", "error"): 2})


def test_items_of_one_envelope_are_accounted_for_one_by_one(fresh):
    content = envelope_of({"event_id": new_id()}, event_item(), item_of("attachment", b"12", filename="a"),
                          item_of("check_in", check_in()), item_of("check_in", b"{"), item_of("profile"))
    assert fresh.post("envelope/", content).status == 413, "one check-in"
    fresh.expect_outcomes({("invalid", "too_large:check_in", category): quantity for category, quantity in
                           [("error", 1), ("attachment", 2), ("attachment_item", 1), ("monitor", 2), ("profile", 1),
                            ("profile_indexed", 1)]})

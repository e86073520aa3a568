"""What is looked at first, where a request has more than one fault. Source: shared spec "ingest", section 4.0."""

import json

import pytest

from client import Project
from payloads import envelope_of, event_envelope, event_item, item_of, new_id

UNKNOWN_KEY = {"X-Sentry-Auth": "Sentry sentry_key=" + "ab" * 16}
NO_KEY = {"X-Sentry-Auth": "Sentry sentry_version=7"}
BROKEN = b'{}\n{"type":\n'
LARGE = item_of("event", b'{"message":"' + b"x" * (1 << 20) + b'"}')
REFUSED_PROJECT = "event submission rejected with_reason: ProjectId"
REFUSED_ORIGIN = "event submission rejected with_reason: Cors"
EVIL = {"Origin": "https://evil.test"}


@pytest.fixture(scope="module")
def strict(server) -> Project:
    """Refuses foreign origins, and lets no error through."""
    project = Project(server, "strict")
    no_errors = {"limit": 0, "categories": ["error"], "reasonCode": "r"}
    project.change("", allowedDomains=["https://shop.test"], quotas=[no_errors])
    return project


# Name -> (body, headers, status, start of what is named first), all of them with the key of `strict` unless they bring one.
FAULTS = {
    "coding before credentials": (b"x", {**NO_KEY, "Content-Encoding": "lzma"}, 415, "unsupported content encoding"),
    "corrupt coding before credentials": (b"x", {**NO_KEY, "Content-Encoding": "gzip"}, 400, "invalid request body"),
    "credentials before the envelope": (BROKEN, NO_KEY, 401, "bad x-sentry-auth header"),
    "credentials before an empty body": (b"", NO_KEY, 401, "bad x-sentry-auth header"),
    "the envelope before the project": (BROKEN, UNKNOWN_KEY, 400, "invalid event envelope"),
    "the envelope before the origin": (BROKEN, EVIL, 400, "invalid event envelope"),
    "the project before limits": (event_envelope(), UNKNOWN_KEY, 403, REFUSED_PROJECT),
    "the project before sizes": (envelope_of({}, LARGE), UNKNOWN_KEY, 403, REFUSED_PROJECT),
    "the origin before limits": (event_envelope(), EVIL, 403, REFUSED_ORIGIN),
    "the origin before sizes": (envelope_of({}, LARGE), EVIL, 403, REFUSED_ORIGIN),
    "limits before sizes": (envelope_of({}, LARGE), {}, 429, "Sentry dropped data"),
    "sizes of what limits left": (envelope_of({}, event_item(), item_of("check_in"), item_of("check_in")), {}, 413,
                                  "envelope exceeded size limits for type 'check_in'"),
    "sizes before what is in an item": (envelope_of({}, item_of("check_in", b"x" * 200_000)), {}, 413,
                                        "envelope exceeded size limits for type 'check_in'"),
    "the DSN of the envelope after the project": (envelope_of({"dsn": "https://" + "cd" * 16 + "@x/1"}, event_item()),
                                                  UNKNOWN_KEY, 403, REFUSED_PROJECT),
    "the DSN of the envelope before the origin": (envelope_of({"dsn": "https://" + "cd" * 16 + "@x/1"}, event_item()),
                                                  EVIL, 400, "invalid event envelope"),
}


@pytest.mark.parametrize("body,headers,status,detail", FAULTS.values(), ids=FAULTS.keys())
def test_first_comes(strict, body, headers, status, detail):
    answer = strict.post("envelope/", body, headers, auth="X-Sentry-Auth" not in headers)
    assert (answer.status, answer.detail[:len(detail)]) == (status, detail)


def test_unknown_items_are_dropped_before_anything_is_asked(strict):
    unknown = item_of("something_new", b"x" * (2 << 20))
    assert strict.post("envelope/", envelope_of({}, unknown), UNKNOWN_KEY, auth=False).body == b"{}"
    assert strict.send(unknown, headers=EVIL).status == 200
    assert strict.send(unknown).status == 200, "neither sizes nor limits are theirs"
    assert strict.post("envelope/", b"{}", UNKNOWN_KEY, auth=False).status == 200


def test_an_oversized_item_that_a_limit_dropped_does_not_refuse_the_others(fresh):
    fresh.change("", quotas=[{"limit": 0, "categories": ["error"], "reasonCode": "r"}])
    answer = fresh.send(LARGE, item_of("check_in", {"check_in_id": new_id(), "monitor_slug": "a", "status": "ok"}))
    assert answer.status == 429
    fresh.expect_outcomes({("rate_limited", "r", "error"): 1, ("accepted", "none", "monitor"): 1})


def test_limits_come_before_what_is_in_an_item(fresh):
    fresh.change("", quotas=[{"limit": 0, "categories": ["error"], "reasonCode": "r"}])
    assert fresh.send(item_of("event", b"{")).status == 429
    assert fresh.send(event_item(), event_item()).status == 429, "duplicates too"
    fresh.expect_outcomes({("rate_limited", "r", "error"): 3})


def test_an_event_is_read_before_it_is_filtered(fresh):
    fresh.change("", options={"filters:error_messages": "*noise*"})
    assert fresh.send(item_of("event", b'{"message":"noise"')).status == 200
    assert fresh.send(item_of("event", {"message": "noise"})).status == 200
    fresh.expect_outcomes({("invalid", "invalid_json", "error"): 1, ("filtered", "error-message", "error"): 1})


def test_filters_see_what_scrubbing_takes(fresh):
    fresh.change("", options={"filters:error_messages": "*4111111111111111*"})
    assert fresh.send(event_item(message="card 4111111111111111")).status == 200
    kept = fresh.send(event_item(message="other 5500000000000004", extra={"card": "5500000000000004"}))
    assert json.dumps(fresh.stored(kept)["extra"]).count("5500000000000004") == 0
    fresh.expect_outcomes({("filtered", "error-message", "error"): 1, ("accepted", "none", "error"): 1})


def test_what_belongs_to_a_filtered_event_goes_with_it(fresh):
    fresh.change("", options={"filters:error_messages": "*noise*"})
    answer = fresh.send(item_of("event", {"message": "noise"}), item_of("attachment", b"12"), header={"event_id": new_id()})
    assert answer.status == 200 and answer.json["id"]
    fresh.expect_outcomes({("filtered", "error-message", category): quantity
                           for category, quantity in [("error", 1), ("attachment", 2), ("attachment_item", 1)]})

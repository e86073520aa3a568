"""Which path answers what. Source: shared spec "ingest", sections 1.2, 1.6 and 1.13."""

import json
import re
import uuid

import pytest

from client import eventually
from harness import ApiError
from payloads import MULTIPART, csp_report, event_envelope, form, item_of, minidump, nel_report, new_id, unreal_crash

HEX_ID = re.compile(rb'\{"id":"[0-9a-f]{32}"\}')
REPORT = {"Content-Type": "application/reports+json"}
CSP = {"Content-Type": "application/csp-report"}


def body(value) -> bytes:
    return json.dumps(value).encode()


# name -> (method, path, body, headers, needs X-Sentry-Auth, status, content type or None, body)
SUCCESSES = {
    "envelope": ("POST", "envelope/", event_envelope(), {}, True, 200, "application/json", HEX_ID),
    "store": ("POST", "store/", b"{}", {}, True, 200, "application/json", HEX_ID),
    "store by key": ("POST", "/api/store/", b"{}", {}, True, 200, "application/json", HEX_ID),
    "beacon": ("GET", "store/?sentry_key={key}&sentry_data=e30%3D", None, {}, False, 200, "image/gif",
               re.compile(b"GIF89a.*")),
    "beacon by key": ("GET", "/api/store/?sentry_key={key}&sentry_data=e30%3D", None, {}, False, 200, "image/gif",
                      re.compile(b"GIF89a.*")),
    "security": ("POST", "security/?sentry_key={key}", body(csp_report()), CSP, False, 200, None, b""),
    "csp-report": ("POST", "csp-report/?sentry_key={key}", body(csp_report()), CSP, False, 200, None, b""),
    "nel": ("POST", "nel/?sentry_key={key}", body([nel_report()]), REPORT, False, 200, None, b""),
    "minidump": ("POST", "minidump/?sentry_key={key}", form(("upload_file_minidump", "a.dmp", minidump())), MULTIPART,
                 False, 200, "text/plain", None),
    "minidump without a slash": ("POST", "minidump?sentry_key={key}", minidump(), {"Content-Type": "application/x-dmp"},
                                 False, 200, "text/plain", None),
    "unreal": ("POST", "unreal/{key}/?UserID=u", unreal_crash(("a.dmp", minidump())), {}, False, 200, "text/plain", None),
    "attachments": ("POST", "events/{event}/attachments/", form(("a", "a.txt", b"one")), MULTIPART, True, 201, None, b""),
    "cron by GET": ("GET", "cron/nightly/{key}/?status=ok", None, {}, False, 202, None, b""),
    "cron by POST": ("POST", "cron/nightly/{key}/?status=ok", b"", {}, False, 202, None, b""),
    "cron, the key in the query": ("GET", "cron/nightly/?status=ok&sentry_key={key}", None, {}, False, 202, None, b""),
    "cron without a slash": ("GET", "cron/nightly?status=ok&sentry_key={key}", None, {}, False, 202, None, b""),
    "cron by key without a slash": ("GET", "cron/nightly/{key}?status=ok", None, {}, False, 202, None, b""),
}


@pytest.mark.parametrize("method,path,content,headers,auth,status,kind,expected", SUCCESSES.values(), ids=SUCCESSES.keys())
def test_success_of(app, method, path, content, headers, auth, status, kind, expected):
    place = path.format(key=app.key, event=new_id())
    answer = app.request(method, place, content, headers, auth)
    assert answer.status == status, answer.body
    if kind:
        assert answer.headers["Content-Type"] == kind
    if kind == "text/plain":  # Uploaders show it to people.
        assert str(uuid.UUID(answer.body.decode())) == answer.body.decode()
    elif isinstance(expected, bytes):
        assert answer.body == expected
    else:
        assert expected.fullmatch(answer.body) or expected.match(answer.body)


def test_a_beacon_is_a_transparent_pixel(app):
    image = app.request("GET", f"store/?sentry_key={app.key}&sentry_data=e30%3D", None, auth=False).body
    width, height = image[6] | image[7] << 8, image[8] | image[9] << 8
    assert (width, height) == (1, 1)
    control = image.index(b"\x21\xf9\x04")
    assert image[control + 3] & 1, "a transparent colour"


def test_an_envelope_without_an_event_answers_an_empty_object(app):
    for answer in (app.send(item_of("session")), app.post("envelope/", b"{}")):
        assert (answer.status, answer.body) == (200, b"{}")


SLASHES = ["//api//{id}//envelope//", "/api/{id}/envelope///", "///api/{id}///envelope/", "//api/store/"]


@pytest.mark.parametrize("path", SLASHES)
def test_slashes_that_repeat_are_one(app, path):
    content = b"{}" if "store" in path else event_envelope()
    assert app.post(path.format(id=app.id), content).status == 200


def test_the_last_slash_is_optional_only_where_it_says_so(app):
    for path in ("envelope", "store", "security", "nel"):
        assert app.post(path, b"{}").status == 404, path


NOT_THERE = ["otlp/v1/traces/", "otlp/v1/traces", "integration/otlp/v1/logs/", "integration/vercel/logs/",
             "integration/heroku/logs", "upload/", "playstation/", "/api/relay/anything/", "/api/relay/events/x/",
             "/api/relay/autoscaling/", "/api/0/relays/projectconfigs/", "/api/0/relays/register/challenge/", "/api/1/"]


@pytest.mark.parametrize("path", NOT_THERE)
def test_there_is_nothing_at(app, path):
    answer = app.post(path, b"{}")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/json" and answer.detail


@pytest.mark.parametrize("method,path", [("GET", "envelope/"), ("PUT", "envelope/"), ("DELETE", "store/"),
                                         ("GET", "security/"), ("GET", "minidump/"), ("PATCH", "cron/nightly/")])
def test_the_method_is_not_allowed(app, method, path):
    answer = app.request(method, path, None)
    assert answer.status == 405 and answer.detail
    assert "OPTIONS" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/api/0/relays/live/", "/api/relay/healthcheck/live/", "/api/relay/healthcheck/ready/"])
def test_healthy(app, path):
    answer = app.request("GET", path, None, auth=False)
    assert (answer.status, answer.json) == (200, {"is_healthy": True})


# Reports of browsers.

TYPES = {
    "security/": ["application/json", "application/csp-report", "application/expect-ct-report",
                  "application/expect-ct-report+json", "application/expect-staple-report", "application/reports+json"],
    "nel/": ["application/json", "application/reports+json"],
}
KNOWN_TYPES = [(endpoint, kind) for endpoint, kinds in TYPES.items() for kind in kinds]
OTHER_TYPES = [("security/", "text/plain"), ("security/", "application/x-www-form-urlencoded"), ("security/", ""),
               ("nel/", "application/csp-report"), ("nel/", "text/plain"), ("csp-report/", "text/html")]


@pytest.mark.parametrize("endpoint,kind", KNOWN_TYPES)
def test_a_report_may_be_of_type(app, endpoint, kind):
    report = nel_report() if endpoint == "nel/" else csp_report()
    for written in (kind, kind.upper() + "; charset=utf-8"):
        answer = app.post(f"{endpoint}?sentry_key={app.key}", body(report), {"Content-Type": written}, auth=False)
        assert answer.status == 200


@pytest.mark.parametrize("endpoint,kind", OTHER_TYPES)
def test_a_report_is_not_of_type(app, endpoint, kind):
    headers = {"Content-Type": kind} if kind else {}
    answer = app.post(f"{endpoint}?sentry_key={app.key}", body(csp_report()), headers, auth=False)
    assert answer.status == 415 and answer.detail


def test_each_report_of_an_array_is_an_event(fresh):
    reports = [csp_report(blocked=f"https://evil{n}.test/") for n in range(3)]
    assert fresh.post(f"security/?sentry_key={fresh.key}", body(reports), REPORT, auth=False).status == 200
    assert fresh.post(f"nel/?sentry_key={fresh.key}", body([nel_report()] * 2), REPORT, auth=False).status == 200
    fresh.expect_outcomes({("accepted", "none", "error"): 5})


def test_release_and_environment_of_reports_are_in_the_query(fresh):
    query = f"?sentry_key={fresh.key}&sentry_release=shop%401.0&sentry_environment=live"
    assert fresh.post("security/" + query, body(csp_report()), CSP, auth=False).status == 200
    fresh.expect_outcomes({("accepted", "none", "error"): 1})
    (listed,) = fresh.api("events/")
    event = fresh.stored(listed["id"])
    assert (event["release"], event["environment"], event["type"]) == ("shop@1.0", "live", "csp")


# Check-ins.

def check_ins(app, slug: str) -> list[dict] | None:
    try:
        return app.server.api(f"/api/0/organizations/{app.setup['org']}/monitors/{slug}/checkins/", app.setup)
    except ApiError as error:
        assert error.status == 404, error
        return None


def test_a_check_in_may_be_a_query(app):
    query = f"?status=error&duration=1.5&environment=live&check_in_id={new_id()}"
    assert app.request("GET", f"cron/by-query/{app.key}/{query}", None, auth=False).status == 202
    (shown,) = eventually(lambda: check_ins(app, "by-query"), "the check-in")
    assert (shown["status"], shown["duration"], shown["environment"]) == ("error", 1500, "live")


def test_a_check_in_may_be_json_whose_monitor_is_that_of_the_path(app):
    content = body({"status": "ok", "monitor_slug": "other"})
    assert app.post(f"cron/by-json/{app.key}/", content, {"Content-Type": "application/json"}, auth=False).status == 202
    (shown,) = eventually(lambda: check_ins(app, "by-json"), "the check-in")
    assert shown["status"] == "ok"
    assert check_ins(app, "other") is None


@pytest.mark.parametrize("query", ["", "?status=done", "?environment=live"])
def test_a_check_in_needs_a_status(app, query):
    assert app.request("GET", f"cron/nightly/{app.key}/{query}", None, auth=False).status == 400

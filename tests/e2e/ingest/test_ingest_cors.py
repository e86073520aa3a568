"""Pages of browsers: preflights, readable answers, allowed origins. Source: shared spec "ingest", section 1.4."""

import pytest

from client import Project
from payloads import counted_transactions, event_envelope

ENDPOINTS = ["envelope/", "store/", "/api/store/", "security/", "csp-report/", "nel/", "minidump/", "minidump",
             "unreal/{key}/", "events/{event}/attachments/", "cron/nightly/", "cron/nightly/{key}/"]
ALLOWED_HEADERS = ("x-sentry-auth,x-requested-with,x-forwarded-for,origin,referer,accept,content-type,authentication,"
                   "authorization,content-encoding,transfer-encoding")
REFUSED = (403, "event submission rejected with_reason: Cors")


def place(app, endpoint: str) -> str:
    return endpoint.format(key=app.key, event="a" * 32)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_preflight_needs_no_credentials(app, endpoint):
    headers = {"Origin": "https://shop.test", "Access-Control-Request-Method": "POST"}
    answer = app.request("OPTIONS", place(app, endpoint), None, headers, auth=False)
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "POST"
    assert answer.headers["Access-Control-Allow-Headers"] == ALLOWED_HEADERS
    assert answer.headers["Access-Control-Max-Age"] == "3600"


def test_a_preflight_does_not_ask_for_the_project(app):
    for project in ("999999", "no-number"):
        assert app.request("OPTIONS", f"/api/{project}/envelope/", None, auth=False).status == 200


def assert_readable(answer) -> None:
    assert answer.headers.get_all("Access-Control-Allow-Origin") == ["*"], answer.status
    exposed = answer.headers["Access-Control-Expose-Headers"]
    assert exposed == "x-sentry-error,x-sentry-rate-limits,retry-after", answer.status
    # Else a page under COEP may not use the answer.
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", answer.status


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_pages_may_read_refusals_of(app, endpoint):
    method = "GET" if "cron" in endpoint else "POST"
    answer = app.request(method, place(app, endpoint), None if method == "GET" else b"x", auth=False)
    # Uploaders of Unreal crashes hear of no error.
    assert answer.status == 200 if "unreal" in endpoint else answer.status in (400, 401), answer.body
    assert_readable(answer)


ANSWERS = {
    200: lambda app: app.post("envelope/", event_envelope()),
    400: lambda app: app.post("envelope/", b"x"),
    401: lambda app: app.post("envelope/", b"{}", auth=False),
    403: lambda app: app.post("/api/999999/envelope/", event_envelope()),
    413: lambda app: app.post("store/", b"x" * 1_048_577),
    415: lambda app: app.post("envelope/", b"{}", {"Content-Encoding": "lzma"}),
}


@pytest.mark.parametrize("status", ANSWERS)
def test_pages_may_read_an_answer(app, status):
    answer = ANSWERS[status](app)
    assert answer.status == status
    assert_readable(answer)


# Allowed origins. (pattern, origin, allowed)
MATCHES = [
    ("*", "https://anything.test", True),
    ("https://shop.test", "https://shop.test", True),
    ("https://shop.test", "http://shop.test", False),
    ("https://shop.test:8443", "https://shop.test:8443", True),
    ("https://shop.test:8443", "https://shop.test", False),
    ("shop.test", "http://shop.test:81", True),
    ("SHOP.test", "http://shop.TEST", True),
    ("shop.test", "https://www.shop.test", False),
    ("*.shop.test", "https://www.shop.test", True),
    ("*.shop.test", "https://a.b.shop.test", True),
    ("*.shop.test", "https://shop.test", True),
    ("*.shop.test", "https://myshop.test", False),
    ("*:8443", "https://anything.test:8443", True),
    ("*:8443", "https://anything.test:81", False),
    ("https://*", "https://anything.test", True),
    ("https://*", "http://anything.test", False),
    ("https://shop.test/path", "https://shop.test/other", True),
]


@pytest.fixture(scope="module")
def picky(server) -> Project:
    return Project(server, "picky")


@pytest.mark.parametrize("pattern", sorted({pattern for pattern, _, _ in MATCHES}))
def test_an_allowed_domain_is(picky, pattern):
    picky.change("", allowedDomains=[pattern])
    for _, origin, allowed in (case for case in MATCHES if case[0] == pattern):
        answer = picky.post("envelope/", event_envelope(), {"Origin": origin})
        assert answer.status == (200 if allowed else 403), origin
        if not allowed:
            assert answer.refusal == REFUSED


def test_where_an_origin_is_read_from(picky):
    picky.change("", allowedDomains=["https://shop.test"])

    def status(**headers: str) -> int:
        return picky.post("envelope/", event_envelope(), headers).status

    assert status() == 200, "not a browser"
    assert status(Origin="null") == 200, "opaque"
    assert status(Origin="ftp://evil.test") == 200, "no web page"
    assert status(Referer="https://shop.test/cart?x=1") == 200
    assert status(Referer="https://evil.test/https://shop.test") == 403
    assert status(Origin="https://shop.test", Referer="https://evil.test/") == 200, "Origin comes first"
    assert status(Origin="null", Referer="https://evil.test/") == 403


def test_no_allowed_domain_refuses_every_origin_and_counts_it(fresh):
    fresh.change("", allowedDomains=[])
    origin = {"Origin": "https://shop.test"}
    assert fresh.post("envelope/", event_envelope(), origin).refusal == REFUSED
    assert fresh.post("store/", b"{}", origin).refusal == REFUSED
    assert fresh.post("store/", b'{"type":"transaction"}', origin).refusal == REFUSED
    assert fresh.post("envelope/", event_envelope()).status == 200, "no browser"
    fresh.expect_outcomes({("invalid", "cors", "error"): 2, ("accepted", "none", "error"): 1,
                           **counted_transactions("invalid", "cors")})

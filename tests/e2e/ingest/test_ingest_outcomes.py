"""Where events that are dropped on purpose appear, and what requests tell about their sender. Source: shared spec "ingest",
sections 1.3, 4.4, 4.8; docs/filters.md."""

import json

import pytest

from client import Project
from payloads import counted_transactions, csp_report, error_event, event_item, item_of, new_id, transaction

GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
OLD_EXPLORER = "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/130.0"
EXTENSION = {"exception": {"values": [{"type": "Error", "value": "x", "stacktrace": {
    "frames": [{"abs_path": "chrome-extension://abc/content.js", "function": "f"}]}}]}}
CONDITION = {"version": 1, "filters": [{"id": "no-staging", "isEnabled": True, "condition":
             {"op": "eq", "name": "event.environment", "value": "staging"}}]}


@pytest.fixture(scope="module")
def filtering(server) -> Project:
    """A project with every filter on."""
    project = Project(server, "filtering")
    for name in ("browser-extensions", "localhost", "web-crawlers", "filtered-transaction"):
        project.change(f"filters/{name}/", active=True)
    project.change("filters/legacy-browsers/", subfilters=["ie"])
    project.change("", options={"filters:error_messages": "*noise*", "filters:releases": "shop@0.*",
                                "filters:blacklisted_ips": "192.0.2.0/24", "filters:generic": json.dumps(CONDITION),
                                "sentry:csp_ignored_sources": "*.ads.test"})
    return project


def seen_by(agent: str) -> dict:
    return {"request": {"headers": {"User-Agent": agent}}}


# Reason -> (items, headers).
FILTERED = {
    "no-staging": ([event_item(environment="staging")], {}),
    "invalid-csp": ([item_of("raw_security", csp_report(blocked="https://a.ads.test/x.png"))], {}),
    "ip-address": ([event_item()], {"X-Forwarded-For": "192.0.2.77"}),
    "release-version": ([event_item(release="shop@0.9")], {}),
    "error-message": ([event_item(message="some noise here")], {}),
    "localhost": ([event_item(request={"url": "http://localhost:8000/"})], {}),
    "browser-extensions": ([item_of("event", EXTENSION)], {}),
    "legacy-browsers": ([event_item(**seen_by(OLD_EXPLORER))], {}),
    "web-crawlers": ([event_item(**seen_by(GOOGLEBOT))], {}),
    "filtered-transaction": ([item_of("transaction", transaction(transaction="GET /healthz"))], {}),
    "chunk-load-error": ([item_of("event", {"exception": {"values": [{"type": "ChunkLoadError",
                                                                       "value": "Loading chunk 3 failed"}]}})], {}),
    "react-hydration-errors": ([item_of("event", {"exception": {"values": [{"type": "Error", "value":
        "Minified React error #423; visit https://reactjs.org/docs/error-decoder.html?invariant=423"}]}})], {}),
}


@pytest.mark.parametrize("reason", FILTERED)
def test_filtered_for(filtering, reason):
    items, headers = FILTERED[reason]
    event_id = new_id()
    before = filtering.outcomes()
    answer = filtering.send(*items, header={"event_id": event_id}, headers=headers)
    assert (answer.status, answer.json) == (200, {"id": event_id}), "the SDK does not notice"
    after = filtering.expect_some(filtering.mark())
    grown = {what: quantity - before[what] for what, quantity in after.items() if quantity != before[what]}
    is_transaction = reason == "filtered-transaction"
    assert grown == (counted_transactions("filtered", reason) if is_transaction else {("filtered", reason, "error"): 1})


def test_what_no_filter_matches_is_kept(filtering):
    answer = filtering.send(event_item(message="signal", release="shop@1.0", **seen_by(FIREFOX)))
    assert filtering.stored(answer)


def test_the_user_agent_of_the_request_counts_where_the_event_has_none(filtering):
    before = filtering.outcomes()["filtered", "web-crawlers", "error"]
    assert filtering.send(event_item(), headers={"User-Agent": GOOGLEBOT}).status == 200
    assert filtering.expect_some(filtering.mark())["filtered", "web-crawlers", "error"] == before + 1
    kept = filtering.send(event_item(**seen_by(FIREFOX)), headers={"User-Agent": GOOGLEBOT})
    assert filtering.stored(kept)


def test_a_ledger_that_balances(fresh):
    """Everything that was sent is kept, or has an outcome that says why not."""
    fresh.change("", options={"filters:error_messages": "*noise*"})
    sent = 0
    for n in range(40):
        event_id = new_id()
        kinds = [event_item(message=f"signal {n}"), event_item(message="noise"), item_of("event", b"{"),
                 item_of("event", error_event(timestamp=-1))]
        fresh.send(kinds[n % 4], header={"event_id": event_id})
        sent += 1
        if n % 10 == 0:
            fresh.send(kinds[0], header={"event_id": event_id})
            sent += 1
    fresh.expect_outcomes({("accepted", "none", "error"): 10 + 2, ("filtered", "error-message", "error"): 10,
                           ("invalid", "invalid_json", "error"): 10, ("invalid", "timestamp", "error"): 10,
                           ("invalid", "duplicate", "error"): sent - 42})


# What a request tells of its sender. Reports of browsers have nothing else.



def header_of(event: dict, name: str) -> str | None:
    return dict((event.get("request") or {}).get("headers") or []).get(name)


@pytest.fixture(scope="module")
def reports(server) -> Project:
    return Project(server, "reports")


def sent_report(project: Project, **headers: str) -> dict:
    event_id = new_id()
    project.send(item_of("raw_security", csp_report()), header={"event_id": event_id},
                 headers={name.replace("_", "-"): value for name, value in headers.items()})
    return project.stored(event_id)


def test_a_report_has_the_browser_that_sent_it(reports):
    event = sent_report(reports, User_Agent=FIREFOX)
    assert header_of(event, "User-Agent") == FIREFOX
    assert event["contexts"]["browser"]["name"] == "Firefox"
    assert event["contexts"]["browser"]["version"].startswith("130")


def test_client_hints_come_before_the_user_agent(reports):
    brands = '"Not A(Brand";v="8", "Chromium";v="130", "Google Chrome";v="130"'
    event = sent_report(reports, User_Agent=FIREFOX, Sec_CH_UA=brands,
                        Sec_CH_UA_Platform='"macOS"', Sec_CH_UA_Platform_Version='"14.1.0"')
    assert event["contexts"]["browser"]["name"] == "Google Chrome"
    system = event["contexts"].get("client_os") or event["contexts"]["os"]
    assert (system["name"], system["version"]) == ("macOS", "14.1.0")


def test_a_report_has_the_address_that_sent_it(reports):
    assert sent_report(reports, X_Forwarded_For="198.51.100.4")["user"]["ip_address"] == "198.51.100.4"


def test_a_report_has_the_origin_that_sent_it(reports):
    assert header_of(sent_report(reports, Origin="https://shop.test"), "Origin") == "https://shop.test"

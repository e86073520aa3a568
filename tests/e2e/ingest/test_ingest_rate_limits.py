"""What an SDK hears of quotas, and what it does not. Source: shared spec "ingest", sections 1.6, 1.7 and 4.1 to 4.3;
docs/quotas.md."""

import itertools
import json
import re

import pytest

from client import Project, eventually
from harness import Server
from payloads import (MULTIPART, check_in, client_report, counted_transactions, csp_report, event_envelope, event_item, feedback, form, item_of,
                      minidump, nel_report, new_id, session, span, transaction, unreal_crash)

DETAIL = ("Sentry dropped data due to a quota or internal rate limit being reached. This will not affect your "
          "application. See https://docs.sentry.io/product/accounts/quotas/ for more information.")
ERRORS = "default;error;security"


def limits(answer) -> list[tuple[int, str, str, str]]:
    """(seconds, categories, scope, reason) of each, in the order sent."""
    text = answer.headers["X-Sentry-Rate-Limits"]
    # Integers only, and no white space inside an entry: SDKs read them with atoi and the like.
    assert re.fullmatch(r"\d+:[a-z_;]*:[a-z]+:[^:,]*(, \d+:[a-z_;]*:[a-z]+:[^:,]*)*", text), text
    return [(int(seconds), *rest) for seconds, *rest in (entry.split(":") for entry in text.split(", "))]


def quota(*categories: str, limit: int = 0, **fields) -> dict:
    return {"limit": limit, "categories": list(categories), **fields}


def set_quotas(project: Project, *quotas: dict) -> Project:
    project.change("", quotas=list(quotas))
    return project


@pytest.fixture(scope="module")
def paused(server) -> Project:
    """A project that lets nothing through."""
    return set_quotas(Project(server, "paused"), quota(reasonCode="paused"))


@pytest.fixture(scope="module")
def no_errors(server) -> Project:
    return set_quotas(Project(server, "no-errors"), quota("error", reasonCode="paused"))


def test_the_answer_is_429_with_relays_text_and_headers(no_errors):
    answer = no_errors.post("envelope/", event_envelope())
    assert answer.status == 429
    assert answer.json == {"detail": DETAIL}, "causes are omitted where there are none"
    assert answer.headers["X-Sentry-Rate-Limits"] == f"60:{ERRORS}:project:paused"
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["X-Sentry-Error"] == DETAIL
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    exposed = answer.headers["Access-Control-Expose-Headers"].split(",")
    assert {"x-sentry-rate-limits", "retry-after", "x-sentry-error"} <= set(exposed)


def test_a_limit_of_everything_names_no_category(paused):
    answer = paused.post("envelope/", event_envelope())
    assert limits(answer) == [(60, "", "project", "paused")]


def test_only_429_tells_of_limits(no_errors):
    answer = no_errors.send(item_of("transaction", transaction()))
    assert answer.status == 200
    assert "X-Sentry-Rate-Limits" not in answer.headers and "Retry-After" not in answer.headers


def test_429_although_other_items_were_accepted(no_errors):
    answer = no_errors.send(item_of("check_in", check_in("kept")), event_item())
    assert answer.status == 429
    assert limits(answer) == [(60, ERRORS, "project", "paused")]
    eventually(lambda: no_errors.outcomes()["accepted", "none", "monitor"], "the check-in is kept")


def test_several_limits_are_told_and_the_longest_decides_how_long(fresh):
    set_quotas(fresh, quota("session", reasonCode="a"), quota("error", limit=1, window=2_000_000, id="e", reasonCode="b"))
    assert [fresh.post("envelope/", event_envelope()).status for _ in range(2)] == [200, 200]
    answer = fresh.send(item_of("session", session()), event_item())
    assert answer.status == 429
    assert sorted(limits(answer)) == [(60, "session", "project", "a"), (300, ERRORS, "project", "b")]
    assert answer.headers["Retry-After"] == "300", "and nobody waits for longer than five minutes"


# Categories: what is limited as what. Name -> (items, category of the header).
CATEGORIES = {
    "event": ([event_item()], ERRORS, "error"),
    "raw_security": ([item_of("raw_security", csp_report())], "security", "security"),
    "transaction": ([item_of("transaction", transaction())], "transaction", "transaction"),
    "attachment": ([item_of("attachment", b"1")], "attachment", "attachment"),
    "attachment by number": ([item_of("attachment", b"1")], "attachment_item", "attachment_item"),
    "session": ([item_of("session", session())], "session", "session"),
    "profile": ([item_of("profile"), item_of("transaction", transaction())], "profile", "profile"),
    "replay": ([item_of("replay_event")], "replay", "replay"),
    "check_in": ([item_of("check_in", check_in())], "monitor", "monitor"),
    "span": ([item_of("span", span())], "span", "span"),
    "feedback": ([item_of("feedback", feedback())], "feedback", "feedback"),
    "profile_chunk": ([item_of("profile_chunk")], "profile_chunk", "profile_chunk"),
    "log by number": ([item_of("log", {"items": [{}]}, item_count=1)], "log_item", "log_item"),
    "log by bytes": ([item_of("log", {"items": [{}]}, item_count=1)], "log_byte", "log_byte"),
    "trace_metric": ([item_of("trace_metric", {"items": [{}]}, item_count=1)], "trace_metric", "trace_metric"),
}


@pytest.fixture(scope="module")
def one_category(server) -> Project:
    return Project(server, "one-category")


@pytest.mark.parametrize("items,shown,category", CATEGORIES.values(), ids=CATEGORIES.keys())
def test_limited_as_its_category_is(one_category, items, shown, category):
    set_quotas(one_category, quota(category, reasonCode="r"))
    answer = one_category.send(*items)
    assert answer.status == 429
    assert [limit[1:] for limit in limits(answer)] == [(shown, "project", "r")]
    assert one_category.send(item_of("user_report", {"comments": "x"})).status == 200, "of no category"


def test_client_reports_are_never_limited(paused):
    assert paused.send(item_of("client_report", client_report("sample_rate", "error", 1))).status == 200


def test_what_belongs_to_a_limited_event_goes_with_it(fresh):
    set_quotas(fresh, quota("error", reasonCode="r"))
    event_id = new_id()
    answer = fresh.send(event_item(), item_of("attachment", b"123"), item_of("user_report", {"comments": "x"}),
                        header={"event_id": event_id})
    assert answer.status == 429
    fresh.expect_outcomes({("rate_limited", "r", category): quantity
                           for category, quantity in [("error", 1), ("attachment", 3), ("attachment_item", 1)]})


def test_a_limited_attachment_leaves_its_event(fresh):
    set_quotas(fresh, quota("attachment", reasonCode="r"))
    answer = fresh.send(event_item(), item_of("attachment", b"123"), header={"event_id": (event_id := new_id())})
    assert answer.status == 429
    assert fresh.stored(event_id)
    fresh.expect_outcomes({("accepted", "none", "error"): 1, ("rate_limited", "r", "attachment"): 3,
                           ("rate_limited", "r", "attachment_item"): 1})


# Where the answer is another.

def test_every_other_endpoint_answers_429(paused):
    key, event = f"?sentry_key={paused.key}", new_id()
    csp = {"Content-Type": "application/csp-report"}
    answers = {
        "store": paused.post("store/", b"{}"),
        "store by key": paused.post("/api/store/", b"{}"),
        "beacon": paused.request("GET", f"store/{key}&sentry_data=e30%3D", None, auth=False),
        "security": paused.post("security/" + key, json.dumps(csp_report()).encode(), csp, auth=False),
        "csp-report": paused.post("csp-report/" + key, json.dumps(csp_report()).encode(), csp, auth=False),
        "attachments": paused.post(f"events/{event}/attachments/", form(("a", "a", b"1")), MULTIPART),
    }
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(answers, 429)
    assert {answer.headers["Retry-After"] for answer in answers.values()} == {"60"}


def test_failed_requests_are_errors_that_nobody_hears_of(fresh):
    """A report becomes an error after the answer is known: decision 36."""
    set_quotas(fresh, quota("error", reasonCode="r"))
    headers = {"Content-Type": "application/reports+json"}
    answer = fresh.post(f"nel/?sentry_key={fresh.key}", json.dumps([nel_report()] * 2).encode(), headers, auth=False)
    assert answer.status == 200
    fresh.expect_outcomes({("rate_limited", "r", "error"): 2})


def test_uploaders_of_crashes_hear_nothing_of_limits(paused):
    """They would try again and again."""
    dump = paused.post(f"minidump/?sentry_key={paused.key}", minidump(), {"Content-Type": "application/x-dmp"}, auth=False)
    crash = paused.post(f"unreal/{paused.key}/", unreal_crash(("a.dmp", minidump())), auth=False)
    for answer in (dump, crash):
        assert answer.status == 200 and re.fullmatch(rb"[0-9a-f-]{36}", answer.body)
        assert "X-Sentry-Rate-Limits" not in answer.headers and "Retry-After" not in answer.headers


def test_cron_jobs_hear_nothing_of_limits(paused):
    answer = paused.request("GET", f"cron/nightly/{paused.key}/?status=ok", None, auth=False)
    assert (answer.status, answer.body) == (202, b"")
    assert "X-Sentry-Rate-Limits" not in answer.headers


# Counters.

def test_the_first_over_a_limit_is_answered_200_and_the_next_hears_of_it(fresh):
    (key,) = fresh.api("keys/")
    fresh.change(f"keys/{key['id']}/", rateLimit={"count": 2, "window": 86400})
    statuses = [fresh.post("envelope/", event_envelope()).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    last = fresh.post("envelope/", event_envelope())
    assert [limit[1:] for limit in limits(last)] == [(ERRORS, "key", "key_quota")]
    assert last.headers["Retry-After"] == str(limits(last)[0][0]) and 1 <= limits(last)[0][0] <= 300
    fresh.expect_outcomes({("accepted", "none", "error"): 2, ("rate_limited", "key_quota", "error"): 3})


def test_a_limit_of_a_key_is_not_that_of_another(fresh):
    (key,) = fresh.api("keys/")
    fresh.change(f"keys/{key['id']}/", rateLimit={"count": 1, "window": 86400})
    other = fresh.change("keys/", "POST", name="other")["public"]
    assert [fresh.post("envelope/", event_envelope()).status for _ in range(3)] == [200, 200, 429]
    headers = {"X-Sentry-Auth": f"Sentry sentry_key={other}"}
    assert fresh.post("envelope/", event_envelope(), headers, auth=False).status == 200


def test_a_raised_limit_is_felt_at_once(fresh):
    set_quotas(fresh, quota("error", reasonCode="r"))
    assert fresh.post("envelope/", event_envelope()).status == 429
    set_quotas(fresh)
    assert fresh.post("envelope/", event_envelope()).status == 200


def test_what_is_filtered_takes_nothing_of_a_quota(fresh):
    set_quotas(fresh, quota("error", limit=1, window=86400, id="e", reasonCode="r"))
    fresh.change("", options={"filters:error_messages": "*noise*"})
    assert {fresh.post("envelope/", event_envelope(message="noise")).status for _ in range(3)} == {200}
    answer = fresh.post("envelope/", event_envelope(message="signal"))
    assert fresh.stored(answer)
    fresh.expect_outcomes({("filtered", "error-message", "error"): 3, ("accepted", "none", "error"): 1})


def test_attachments_are_counted_in_bytes(fresh):
    set_quotas(fresh, quota("attachment", limit=10, window=86400, id="a", reasonCode="r"))
    statuses = [fresh.send(item_of("attachment", b"x" * 6)).status for _ in range(3)]
    assert statuses == [200, 200, 429]
    fresh.expect_outcomes({("accepted", "none", "attachment"): 6, ("accepted", "none", "attachment_item"): 1,
                           ("rate_limited", "r", "attachment"): 12, ("rate_limited", "r", "attachment_item"): 2})


def test_a_limit_of_an_organization_is_of_all_its_projects(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("organization")) as server:
        first, second = Project(server, "first"), Project(server, "second")
        first.change_organization(quotas=[quota("transaction", reasonCode="org", scope="organization")])
        for project in (first, second):
            answer = project.send(item_of("transaction", transaction()))
            assert limits(answer) == [(60, "transaction", "organization", "org")]
        first.change_organization(accountRateLimit=3, quotas=[])
        statuses = [project.post("envelope/", event_envelope()).status
                    for project in itertools.islice(itertools.cycle((first, second)), 6)]
        assert statuses[:4] == [200] * 4 and statuses[4:] == [429] * 2
        last = first.post("envelope/", event_envelope())
        assert [limit[1:] for limit in limits(last)] == [(ERRORS, "organization", "org_quota")]


def test_abuse_is_an_outcome_of_its_own(tmp_path_factory):
    env = {"PICKET_ABUSE_PROJECT_TRANSACTIONS": -1, "PICKET_ABUSE_PROJECT_ERRORS": 1, "PICKET_ABUSE_WINDOW_SECONDS": 3600}
    with Server(tmp_path_factory.mktemp("abuse"), env=env) as server:
        project = Project(server, "app")
        answer = project.send(item_of("transaction", transaction()))
        assert limits(answer) == [(60, "transaction", "project", "project_abuse_limit")]
        for _ in range(3):
            assert project.post("envelope/", event_envelope()).status == 200, "a burst of an hour's worth"
        project.expect_outcomes({("accepted", "none", "error"): 3,
                                 **counted_transactions("abuse", "project_abuse_limit")})

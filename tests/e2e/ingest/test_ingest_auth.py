"""Who may send: where a key may stand, and what is wrong with it. Source: shared spec "ingest", sections 1.1 and 1.3."""

import base64
import itertools

import pytest

from client import Project, in_query
from payloads import envelope_of, error_event, event_envelope, event_item, item_of, new_id

UNKNOWN_KEY = "0123456789abcdef" * 2
PROJECT_REFUSED = (403, "event submission rejected with_reason: ProjectId")
ENVELOPE_REFUSED = (400, "invalid event envelope")


def sentry(**fields: str) -> str:
    return "Sentry " + ", ".join(f"sentry_{name}={value}" for name, value in fields.items())


def basic(key: str, password: str = "") -> str:
    return "Basic " + base64.b64encode(f"{key}:{password}".encode()).decode()


# Places of a key: name -> (headers, query) with the key in them.
PLACES = {
    "X-Sentry-Auth": lambda key: ({"X-Sentry-Auth": sentry(key=key)}, ""),
    "Authorization Sentry": lambda key: ({"Authorization": sentry(key=key)}, ""),
    "Authorization Basic": lambda key: ({"Authorization": basic(key)}, ""),
    "Authorization Basic with a password": lambda key: ({"Authorization": basic(key, "secret")}, ""),
    "query": lambda key: ({}, in_query({"sentry_version": "7", "sentry_key": key})),
    "query, percent-encoded": lambda key: ({}, "?%73entry_version=7&sentry_key=" + "".join(f"%{ord(c):02x}" for c in key)),
}


@pytest.mark.parametrize("endpoint", ["envelope/", "store/"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_the_key_may_stand(app, place, endpoint):
    headers, query = place(app.key)
    body = event_envelope() if endpoint == "envelope/" else b"{}"
    assert app.post(endpoint + query, body, headers, auth=False).status == 200


FORMS = {
    "any case of the scheme": "sEnTrY sentry_key={key}",
    "white space around pairs": "Sentry   sentry_version = 7 ,  sentry_key = {key} ",
    "names in any case": "Sentry SENTRY_KEY={key}, Sentry_Version=7",
    "unknown pairs": "Sentry future=1, sentry_key={key}, sentry_colour=blue",
    "a secret": "Sentry sentry_key={key}, sentry_secret=ffffffffffffffffffffffffffffffff",
    "a timestamp": "Sentry sentry_version=7, sentry_timestamp=1700000000.5, sentry_client=raven/1, sentry_key={key}",
    "the flag no-cache": "Sentry sentry_key={key}:no-cache",
    "no version": "Sentry sentry_key={key}",
    **{f"version {version}": f"Sentry sentry_version={version}, sentry_key={{key}}" for version in (2, 3, 4, 5, 6, 7)},
}


@pytest.mark.parametrize("header", FORMS.values(), ids=FORMS.keys())
def test_the_header_may_have(app, header):
    headers = {"X-Sentry-Auth": header.format(key=app.key)}
    assert app.post("envelope/", event_envelope(), headers, auth=False).status == 200


def test_a_key_is_compared_in_lower_case(app):
    headers = {"X-Sentry-Auth": sentry(key=app.key.upper())}
    assert app.post("envelope/", event_envelope(), headers, auth=False).status == 200


REFUSALS = {
    "no credentials": ({}, (401, "missing authorization information")),
    "another scheme": ({"X-Sentry-Auth": "Bearer abc"}, (401, "bad x-sentry-auth header", "non sentry auth")),
    "no key": ({"X-Sentry-Auth": "Sentry sentry_version=7"},
               (401, "bad x-sentry-auth header", "missing public key in auth header")),
    "a version that is no number": ({"X-Sentry-Auth": "Sentry sentry_version=x, sentry_key={key}"},
                                    (401, "bad x-sentry-auth header", "invalid value for version")),
    "a version of the future": ({"X-Sentry-Auth": "Sentry sentry_version=8, sentry_key={key}"},
                                (400, "unsupported protocol version (8)")),
    "a short key": ({"X-Sentry-Auth": "Sentry sentry_key=abc"}, (400, "bad sentry DSN public key")),
    "a key that is not hexadecimal": ({"X-Sentry-Auth": "Sentry sentry_key=" + "g" * 32},
                                      (400, "bad sentry DSN public key")),
    "an unknown key": ({"X-Sentry-Auth": "Sentry sentry_key=" + UNKNOWN_KEY}, PROJECT_REFUSED),
}


@pytest.mark.parametrize("endpoint", ["envelope/", "store/"])
@pytest.mark.parametrize("fields,expected", REFUSALS.values(), ids=REFUSALS.keys())
def test_refused_because_of(app, fields, expected, endpoint):
    headers = {name: value.format(key=app.key) for name, value in fields.items()}
    body = event_envelope() if endpoint == "envelope/" else b"{}"
    answer = app.post(endpoint, body, headers, auth=False)
    assert answer.refusal == expected
    assert answer.headers["X-Sentry-Error"] == expected[1]
    assert "Retry-After" not in answer.headers
    assert answer.headers["Content-Type"] == "application/json"


TWO = list(itertools.combinations(["X-Sentry-Auth", "Authorization Sentry", "query"], 2))


@pytest.mark.parametrize("first,second", TWO, ids=[" and ".join(pair) for pair in TWO])
def test_the_key_stands_in_one_place_only(app, first, second):
    (headers, query), (more, also) = PLACES[first](app.key), PLACES[second](app.key)
    answer = app.post("envelope/" + query + also, event_envelope(), {**headers, **more}, auth=False)
    assert answer.refusal == (401, "multiple authorization payloads detected")


@pytest.mark.parametrize("query", ["sentry_key={key}", "sentry_anything=1", "x=sentry_"])
def test_a_query_that_says_sentry_is_a_place(app, query):
    answer = app.post("envelope/?" + query.format(key=app.key), event_envelope())
    assert answer.refusal == (401, "multiple authorization payloads detected")


def test_another_authorization_is_none(app):
    assert app.post("envelope/", event_envelope(), {"Authorization": "Bearer abc"}).status == 200


def test_the_path_is_a_place(app):
    both = app.post(f"unreal/{app.key}/", b"x")
    assert both.refusal == (401, "multiple authorization payloads detected")
    assert app.request("GET", f"cron/nightly/{app.key}/?status=ok", None, auth=False).status == 202


@pytest.mark.parametrize("name", ["abc", "-1", "1.5", "18446744073709551616", "%20"])
def test_a_project_in_the_path_is_a_number(app, name):
    assert app.post(f"/api/{name}/envelope/", event_envelope()).refusal == (400, "bad project path parameter")


# The DSN in the envelope.

def with_dsn(dsn: str) -> bytes:
    return envelope_of({"dsn": dsn, "event_id": new_id()}, event_item())


def test_an_envelope_may_bring_its_dsn(app):
    answer = app.post("envelope/", with_dsn(app.setup["dsn"]), auth=False)
    assert answer.status == 200
    assert app.stored(answer)["logentry"]["formatted"] == "hello"


@pytest.mark.parametrize("dsn", ["https://{key}:secret@elsewhere.test/prefix/{id}", "http://{upper}@x:1234/{id}"])
def test_only_key_and_project_of_the_dsn_count(app, dsn):
    text = dsn.format(key=app.key, upper=app.key.upper(), id=app.id)
    assert app.post("envelope/", with_dsn(text), auth=False).status == 200


def test_a_dsn_beside_the_same_key_is_fine(app):
    assert app.post("envelope/", with_dsn(app.setup["dsn"])).status == 200


MISMATCHES = {
    "project": ({"dsn": "https://{key}@x/999"}, {}, "project id header mismatch between envelope and request"),
    "key": ({"dsn": f"https://{UNKNOWN_KEY}@x/{{id}}"}, {}, "public key header mismatch between envelope and request"),
    "origin": ({"origin": "https://a.test"}, {"Origin": "https://b.test"},
               "origin header mismatch between envelope and request"),
    "origin, and the request has none": ({"origin": "https://a.test"}, {},
                                         "origin header mismatch between envelope and request"),
}


@pytest.mark.parametrize("header,headers,cause", MISMATCHES.values(), ids=MISMATCHES.keys())
def test_the_envelope_agrees_with_the_request_about_its(app, header, headers, cause):
    filled = {name: value.format(key=app.key, id=app.id) for name, value in header.items()}
    assert app.send(event_item(), header=filled, headers=headers).refusal == (*ENVELOPE_REFUSED, cause)


def test_the_same_origin_in_both_is_fine(app):
    header, headers = {"origin": "https://a.test"}, {"Origin": "https://a.test"}
    assert app.send(event_item(), header=header, headers=headers).status == 200


def test_a_first_line_that_is_no_header_is_no_authentication(app):
    answer = app.post("envelope/", b"no json\n", auth=False)
    assert answer.refusal == (401, "bad envelope authentication header")


def test_only_envelopes_bring_their_dsn(app):
    body = with_dsn(app.setup["dsn"])
    answer = app.post("store/", body, {"Content-Type": "application/x-sentry-envelope"}, auth=False)
    assert answer.refusal == (401, "missing authorization information")


# Keys and projects.

def test_nobodys_items_are_not_counted(fresh):
    assert fresh.post("envelope/", event_envelope(), auth=False).status == 401
    unknown = {"X-Sentry-Auth": sentry(key=UNKNOWN_KEY)}
    assert fresh.post("envelope/", event_envelope(), unknown, auth=False).status == 403
    fresh.expect_outcomes({})


def test_a_key_of_another_project_is_refused_and_counted(server, fresh):
    other = Project(server, "other")
    for endpoint, body in [("envelope/", event_envelope()), ("store/", b"{}")]:
        answer = fresh.post(f"/api/{other.id}/{endpoint}", body)
        assert answer.refusal == PROJECT_REFUSED
    fresh.expect_outcomes({("invalid", "project_id", "error"): 2})


def test_a_key_that_is_switched_off_is_refused_and_counted(fresh):
    second = fresh.change("keys/", "POST", name="second")
    fresh.change(f"keys/{second['id']}/", isActive=False)
    headers = {"X-Sentry-Auth": sentry(key=second["public"])}

    assert fresh.post("envelope/", event_envelope(), headers, auth=False).refusal == PROJECT_REFUSED
    assert fresh.post("envelope/", event_envelope()).status == 200, "the first one still is on"
    fresh.expect_outcomes({("invalid", "project_id", "error"): 1, ("accepted", "none", "error"): 1})


def test_a_new_key_works_at_once(fresh):
    for number in range(3):
        key = fresh.change("keys/", "POST", name=f"key {number}")["public"]
        assert fresh.post("envelope/", event_envelope(), {"X-Sentry-Auth": sentry(key=key)}, auth=False).status == 200


@pytest.mark.parametrize("header", ["X-Sentry-Auth", "Authorization"])
def test_the_client_stands_in_for_a_missing_sdk(app, header):
    headers = {header: sentry(key=app.key, client="raven-test/1.2.3")}
    answer = app.post("store/", b'{"message":"who"}', headers, auth=False)
    assert app.stored(answer)["sdk"] == {"name": "raven-test", "version": "1.2.3"}
    named = app.send(item_of("event", error_event(sdk={"name": "mine", "version": "2"})))
    assert app.stored(named)["sdk"]["name"] == "mine"

"""Talks to a server as SDKs do, with exact control over every byte, and asks it what became of what was sent."""

import http.client
import json
import socket
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from harness import ApiError
from payloads import envelope_of
from sender import Dsn

# What is waited for is there in two seconds; only a broken server takes this long.
PATIENCE_SECONDS = 30
CLIENT = "picket.test/1"
MARK = "seen-"


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def detail(self) -> str:
        return self.json["detail"]

    @property
    def causes(self) -> list[str]:
        return self.json.get("causes", [])

    @property
    def refusal(self) -> tuple:
        """(status, detail, *causes)"""
        return self.status, self.detail, *self.causes


def eventually(condition, what: str):
    """What `condition` returns, once that is true."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not (result := condition()):
        assert time.monotonic() < until, f"not after {PATIENCE_SECONDS} s: {what}"
        time.sleep(0.05)
    return result


class Project:
    """One project of a server and the key that SDKs of it have."""

    def __init__(self, server, name: str):
        self.server = server
        self.setup = server.setup(project=name)
        self.dsn = Dsn(self.setup["dsn"])
        self.key = self.dsn.key
        self.id = self.dsn.project_id
        self._wait_until_in_force()

    def path(self, endpoint: str) -> str:
        """ "store/" of this project; what begins with a slash stays as it is."""
        return endpoint if endpoint.startswith("/") else f"/api/{self.id}/{endpoint}"

    @property
    def auth(self) -> dict[str, str]:
        return {"X-Sentry-Auth": f"Sentry sentry_key={self.key}, sentry_version=7, sentry_client={CLIENT}"}

    # Sending.

    def request(self, method: str, endpoint: str, body: bytes | None = b"", headers=None, auth: bool = True) -> Answer:
        """On a connection of its own. `headers` is a dict, or pairs where a name comes twice."""
        fields = list((headers or {}).items()) if not isinstance(headers, list) else headers
        connection = http.client.HTTPConnection(self.dsn.host, self.dsn.port, timeout=PATIENCE_SECONDS)
        try:
            connection.putrequest(method, self.path(endpoint), skip_accept_encoding=True)
            for name, value in [*(self.auth.items() if auth else ()), *fields]:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def post(self, endpoint: str, body: bytes, headers=None, auth: bool = True) -> Answer:
        return self.request("POST", endpoint, body, headers, auth)

    def send(self, *items: tuple[dict, bytes], header: dict | None = None, headers=None) -> Answer:
        """An envelope of them."""
        return self.post("envelope/", envelope_of(header or {}, *items), headers)

    def socket(self) -> socket.socket:
        client = socket.create_connection((self.dsn.host, self.dsn.port), timeout=PATIENCE_SECONDS)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return client

    # What became of it.

    def stored(self, answer_or_id) -> dict:
        """The event as it is kept, once it is."""
        event_id = answer_or_id if isinstance(answer_or_id, str) else answer_or_id.json["id"]
        self.server.wait_for_event(self.setup, event_id.replace("-", ""))
        return self.api(f"events/{event_id.replace('-', '')}/json/")

    def attachments(self, event_id: str, count: int) -> dict[str, bytes]:
        """name -> content of the event's attachments, once there are so many."""
        place = f"events/{event_id.replace('-', '')}/attachments/"
        found = eventually(lambda: len(shown := self.api(place)) >= count and shown, f"{count} attachments")
        assert len(found) == count, found
        return {item["name"]: self.download(f"{place}{item['id']}/?download=1") for item in found}

    def download(self, path: str) -> bytes:
        request = urllib.request.Request(self._api_url(path), headers=self._token())
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.read()

    def exists(self, event_id: str) -> bool:
        try:
            return bool(self.api(f"events/{event_id}/"))
        except ApiError as error:
            assert error.status == 404, error
            return False

    def outcomes(self) -> Counter:
        """(outcome, reason, category) -> quantity; what is accepted has the reason "none"."""
        fields = "field=sum(quantity)&groupBy=outcome&groupBy=reason&groupBy=category&statsPeriod=1d&interval=1d"
        shown = self.server.api(f"/api/0/organizations/{self.setup['org']}/stats_v2/?{fields}&project={self.id}",
                                self.setup)
        return Counter({(row["by"]["outcome"], row["by"]["reason"], row["by"]["category"]): quantity
                        for row in shown["groups"] if (quantity := row["totals"]["sum(quantity)"])})

    def mark(self) -> str:
        """Reports a discarded item: when that is counted, so is what was refused or dropped before."""
        reason = f"{MARK}{uuid.uuid4().hex}"
        report = {"discarded_events": [{"reason": reason, "category": "error", "quantity": 1}]}
        self.send(({"type": "client_report"}, json.dumps(report).encode()))
        return reason

    def expect_some(self, mark: str) -> dict:
        """What was refused or dropped before the mark."""
        marked = "client_discard", mark, "error"
        found = eventually(lambda: (known := self.outcomes())[marked] and known, "the mark is counted")
        return {what: quantity for what, quantity in found.items() if not what[1].startswith(MARK)}

    def expect_outcomes(self, expected: dict, mark: str | None = None) -> None:
        """Exactly these, which may take what is accepted a moment longer."""
        mark = mark or self.mark()
        until = time.monotonic() + PATIENCE_SECONDS
        while (counted := self.expect_some(mark)) != expected:
            assert time.monotonic() < until, f"{counted} instead of {dict(expected)}"
            time.sleep(0.05)

    # The API.

    def api(self, path: str):
        return self.server.api(f"/api/0/projects/{self.setup['org']}/{self.setup['project']}/{path}", self.setup)

    def _api_url(self, path: str) -> str:
        return f"{self.server.url}/api/0/projects/{self.setup['org']}/{self.setup['project']}/{path}"

    def _token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.setup['token']}"}

    def change(self, path: str, method: str = "PUT", **fields) -> dict:
        """A change of a setting, which is in force on return."""
        return self._change(self._api_url(path), method, fields)

    def change_organization(self, **fields) -> dict:
        return self._change(f"{self.server.url}/api/0/organizations/{self.setup['org']}/", "PUT", fields)

    def _wait_until_in_force(self) -> None:
        """An unknown key makes the relay look at all projects and settings anew before it answers (decision 12)."""
        answer = self.post("store/", b"{}", {"X-Sentry-Auth": f"Sentry sentry_key={uuid.uuid4().hex}"}, auth=False)
        assert answer.status == 403, answer

    def _change(self, url: str, method: str, fields: dict) -> dict:
        request = urllib.request.Request(url, json.dumps(fields).encode(), method=method,
                                         headers={**self._token(), "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                changed = json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {url}: {error.code} {error.read()!r}") from error
        self._wait_until_in_force()
        return changed


def in_query(fields: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())

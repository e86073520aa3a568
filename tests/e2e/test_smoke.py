"""The main job once, from an empty directory: start, set up, send, read, stop, start again."""

import json
import re
import signal
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

import pytest

from harness import PROGRAM, Server


def store(setup: dict, body: dict) -> str:
    """The id that the store endpoint answers, by the way that the printed curl line takes."""
    scheme, rest = setup["dsn"].split("://")
    key, place = rest.split("@")
    host, project = place.rsplit("/", 1)
    request = urllib.request.Request(f"{scheme}://{host}/api/{project}/store/?sentry_version=7&sentry_key={key}",
                                     json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200
        return json.loads(answer.read())["id"]


def wait_for_issue(server: Server, seconds: float = 30) -> list:
    until = time.monotonic() + seconds
    while not (issues := server.cli("issues", "list")):
        assert time.monotonic() < until, server.log()
        time.sleep(0.02)
    return issues


def test_an_event_becomes_an_issue_and_stays_one(tmp_path):
    server = Server(tmp_path)
    server.start()
    setup = server.setup()
    event_id = uuid.uuid4().hex
    assert store(setup, {"event_id": event_id, "message": "Hello from curl", "level": "error"}) == event_id

    (issue,) = wait_for_issue(server)
    assert (issue["title"], issue["short_id"], issue["events"]) == ("Hello from curl", "APP-1", 1)
    assert server.cli("events", "show", event_id)["event_id"] == event_id
    assert server.cli("outcomes")["received"] == 1
    assert server.stop() == 0

    server.start()
    assert server.cli("issues", "list") == [issue]
    assert server.setup() == setup
    store(setup, {"message": "Hello from curl", "level": "error"})
    server.wait_until_drained(setup)
    (again,) = server.cli("issues", "list")
    assert (again["short_id"], again["events"]) == ("APP-1", 2)
    assert server.cli("doctor")["health"] == "ok"
    assert server.stop() == 0


def test_the_api_shows_the_event(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        event_id = store(setup, {"message": "Hello", "level": "error", "tags": {"shop": "eu"}})
        event = server.wait_for_event(setup, event_id)
        assert event["eventID"] == event_id
        assert event["title"] == "Hello"
        (issue,) = server.api(f"/api/0/organizations/{setup['org']}/issues/", setup)
        assert (issue["id"], issue["shortId"], issue["count"]) == (event["groupID"], "APP-1", "1")
        stranger = {**setup, "token": "sntryu_" + "0" * 64}
        assert server.get(f"/api/0/organizations/{setup['org']}/issues/", stranger)[0] == 401


def test_health_pages_and_metrics(tmp_path):
    with Server(tmp_path) as server:
        for page in ("/health/live", "/health/ready", "/health/ready/", "/api/relay/healthcheck/live/",
                     "/api/relay/healthcheck/ready/"):
            status, _, text = server.get(page)
            assert (status, json.loads(text)) == (200, {"is_healthy": True}), page
        status, headers, text = server.get("/metrics")
        assert status == 200 and headers["Content-Type"].startswith("text/plain")
        assert "picket_process_resident_bytes" in text


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_drains_and_exits_0(tmp_path, how):
    server = Server(tmp_path)
    server.start()
    setup = server.setup()
    sent = {store(setup, {"message": f"number {n}", "fingerprint": [str(n)]}) for n in range(20)}
    assert server.stop(how) == 0
    server.start()
    server.wait_until_drained(setup)
    assert len(server.cli("issues", "list")) == len(sent)
    assert server.stop() == 0


class Ephemeral(Server):
    """Names a data directory that is not there; commands take the directory that it prints."""

    def __init__(self, path):
        super().__init__(path)
        self.named = self.data
        self.named.rmdir()

    def command(self):
        return [*super().command(), "--ephemeral"]

    def start(self, *args, **more):
        super().start(*args, **more)
        self.data = Path(re.search(r"issues list --data (\S+)", self.output()).group(1))


def test_ephemeral_needs_no_setup_and_keeps_nothing(tmp_path):
    with Ephemeral(tmp_path) as server:
        assert "sentry_sdk.init(dsn=" in server.output()
        assert server.data.stat().st_mode & 0o777 == 0o700
        store(server.setup(), {"message": "Hello"})
        wait_for_issue(server)
        assert not server.named.exists()
    assert not server.named.exists() and not server.data.exists()


def serve_in_vain(*args: str) -> str:
    done = subprocess.run([str(PROGRAM), "serve", *args], capture_output=True, text=True, timeout=30, env={})
    assert done.returncode == 1 and done.stdout == ""
    return done.stderr


def test_one_process_per_data_directory_and_address(tmp_path):
    with Server(tmp_path) as server:
        said = serve_in_vain("--data", str(server.data), "--listen", "127.0.0.1:0")
        assert "in use by another picket process" in said and "--data" in said
        said = serve_in_vain("--data", str(tmp_path / "other"), "--listen", server.url.split("//")[1])
        assert "is in use by another program" in said and "--listen" in said

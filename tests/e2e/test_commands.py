"""Every operator command twice: over the socket of a running server, and alone on the same data."""

import json
import subprocess
import uuid

import pytest

from harness import PROGRAM, Server
from test_smoke import store


@pytest.fixture(scope="module", params=["serving", "alone"])
def server(request, tmp_path_factory):
    """With one event of one issue; stopped for "alone"."""
    running = Server(tmp_path_factory.mktemp("commands"))
    running.start()
    setup = running.setup()
    running.event_id = store(setup, {"event_id": uuid.uuid4().hex, "message": "Hello", "level": "warning"})
    running.wait_until_drained(setup)
    if request.param == "alone":
        assert running.stop() == 0
    yield running
    if request.param == "serving":
        assert running.stop() == 0


def text(server, *args: str, code: int = 0) -> str:
    done = server.run(*args)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


def test_setup_is_repeatable_and_says_how_to_go_on(server):
    # A server answers with the address it listens on; alone, the configuration says it.
    address = ["--listen", server.url.split("//")[1]]
    again = server.cli("setup", *address)
    assert {**again, "password": None} == {**server.setup(), "password": None}
    assert again["password"] is None, "shown once only"
    shown = text(server, "setup", *address)
    assert again["dsn"] in shown and "curl " in shown and "sentry_sdk.init" in shown and "issues list" in shown
    other = server.cli("setup", "--project", "web", *address)
    assert other["project"] == "web" and other["dsn"] != again["dsn"] and other["token"] == again["token"]


def test_issues(server):
    (issue,) = server.cli("issues", "list", "--project", "app")
    assert (issue["short_id"], issue["title"], issue["level"]) == ("APP-1", "Hello", "warning")
    assert "APP-1" in text(server, "issues", "list") and "Hello" in text(server, "issues", "show", "APP-1")
    shown = server.cli("issues", "show", "APP-1")
    assert shown["latest_events"][0]["id"] == server.event_id
    assert "no issue APP-9" in text(server, "issues", "show", "APP-9", code=1)


def test_events(server):
    assert server.cli("events", "show", server.event_id)["event_id"] == server.event_id
    assert "Hello" in text(server, "events", "show", server.event_id)
    text(server, "events", "show", "0" * 32, code=1)
    assert "32 hex digits" in text(server, "events", "show", "abc", code=1)


def test_outcomes(server):
    ledger = server.cli("outcomes")
    assert ledger["received"] == 1 and ledger["pending"] == 0
    (row,) = ledger["outcomes"]
    assert (row["outcome"], row["category"], row["quantity"]) == ("accepted", "error", 1)
    assert "accepted" in text(server, "outcomes")


def test_consumer_groups(server):
    rows = server.cli("consumer-groups", "--describe", "--all-groups")
    assert {row["group"] for row in rows} == {"ingest-consumer", "outcomes-consumer"}
    assert all(row["lag"] == 0 for row in rows)
    assert "LOG-END-OFFSET" in text(server, "consumer-groups", "--describe", "--group", "ingest-consumer")
    assert "no consumer group" in text(server, "consumer-groups", "--describe", "--group", "none", code=1)


def test_dead_letters(server):
    assert server.cli("dead-letters", "list") == []
    assert "No dead letters" in text(server, "dead-letters", "list")
    assert "no dead letter 7" in text(server, "dead-letters", "show", "7", code=1)
    assert "no dead letter 7" in text(server, "dead-letters", "replay", "7", code=1)
    assert server.cli("dead-letters", "replay", "--all") == {"replayed": [], "failed": []}


def test_upgrade_and_cleanup(server):
    assert server.cli("upgrade", "--check")["pending"] == []
    assert "nothing to do" in text(server, "upgrade")
    assert server.cli("cleanup", "--dry-run")["events"] == 0
    assert server.cli("cleanup", "--days", "30")["events"] == 0
    assert server.cli("events", "show", server.event_id)["event_id"] == server.event_id


def test_doctor(server):
    found = server.cli("doctor")
    assert found["health"] == "ok", found
    assert {check["name"] for check in found["checks"]} == {
        "data directory", "disk space", "schema", "secret key", "log", "dead letters", "ledger", "clock", "file limit",
        "intake"}
    assert "data directory" in text(server, "doctor")


def plain(*args: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(PROGRAM), *args], capture_output=True, text=True, timeout=30, env={})


def test_a_command_needs_a_data_directory(tmp_path):
    done = plain("issues", "list", "--data", str(tmp_path / "none"))
    assert done.returncode == 1 and "picket setup" in done.stderr
    assert not (tmp_path / "none").exists()


def test_configuration_comes_from_file_environment_and_flags(tmp_path):
    file = tmp_path / "picket.toml"
    file.write_text('retention_days = 7\n[log]\nlevel = "warn"\n')
    checked = json.loads(plain("config", "check", "--config", str(file), "--json").stdout)
    assert (checked["retention_days"], checked["log.level"]) == ("7", "warn")
    file.write_text("retention_day = 7\n")
    done = plain("config", "check", "--config", str(file))
    assert done.returncode == 1 and "retention_days" in done.stderr
    done = plain("config", "check", "--set", "duckdb.thread=4")
    assert done.returncode == 1 and "duckdb.threads" in done.stderr


@pytest.mark.parametrize("args, said", [
    ((), "command"),
    (("serv",), "serve"),
    (("serve", "--lisen", "x"), "--listen"),
    (("issues",), "list"),
    (("issues", "list", "--limit", "many"), "--limit"),
    (("dead-letters", "replay"), "--all"),
])
def test_wrong_usage_is_2_and_says_what_is_right(args, said):
    done = plain(*args)
    assert done.returncode == 2, done
    assert said in done.stderr


def test_version_and_help():
    assert plain("--version").stdout.startswith("picket ")
    assert "consumer-groups" in plain("--help").stdout
